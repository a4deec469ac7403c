"""Turns annotated articles into documents and gold files, so that they are measured as any other text is."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kgbuild.learning.markup import MarkedArticle, MarkedEvent

__all__ = ["gold_of", "write_gold"]

_SENTENCE_ENDS = ".!؟\n"


def gold_of(article: MarkedArticle) -> dict[str, Any]:
    """Return the gold annotation of an article, in the form that docs/evaluation.md describes.

    A participant or place stands under every wording that the article has for it. The evidence of an event is the
    sentence of its first word of violence. What did not happen is left out.

    Parameters
    ----------
    article
        The article with marked spans and records.
    """
    happened = [event for event in article.events if event.factuality == "asserted"]
    return {
        "doc": article.id,
        "published": article.published.isoformat() if article.published else None,
        "theatre": article.theatre,
        "genre": article.genre,
        "events": [_event(article, event) for event in happened],
        "relations": [],
    }


def _event(article: MarkedArticle, event: MarkedEvent) -> dict[str, Any]:
    places = (*event.places, *(id for id in event.targets if id[0] == "p" and id not in event.places))
    days = article.days.get(event.date) if event.date else None
    return {
        "id": event.id,
        "type": event.type,
        "attackers": [_names(article, id) for id in event.attackers],
        "attacker_status": event.status,
        "targets": [_names(article, id) for id in event.targets if id[0] != "w"],
        "locations": [_names(article, id) for id in places],
        "date": [day.isoformat() for day in days] if days else None,
        **{measure: _toll(event, measure) for measure in ("killed", "wounded", "casualties")},
        "weapon": [name for id in event.weapons for name in _names(article, id)],
        "sources": [_names(article, id) for id in event.speakers],
        "span": _evidence(article, event.id),
        "main": event.main,
        "mutual": event.mutual,
    }


def _names(article: MarkedArticle, id: str) -> list[str]:
    return list(dict.fromkeys(article.text[span.start : span.end] for span in article.spans_of(id)))


def _toll(event: MarkedEvent, measure: str) -> list[int | None] | None:
    """The total of a measure: parts are left out, numbers of different speakers span a range, of groups add up."""
    whole = [toll for toll in event.tolls if toll.measure == measure and toll.whole is None]
    if not whole:
        return None
    by_speaker = len({toll.speaker for toll in whole}) > 1
    lows, highs = [toll.low for toll in whole], [toll.high for toll in whole]
    top = None if None in highs else (max if by_speaker else sum)(high for high in highs if high is not None)
    return [min(lows) if by_speaker else sum(lows), top]


def _evidence(article: MarkedArticle, id: str) -> list[int]:
    first = article.spans_of(id)[0]
    start = max((article.text.rfind(mark, 0, first.start) for mark in _SENTENCE_ENDS), default=-1) + 1
    ends = [at for mark in _SENTENCE_ENDS if (at := article.text.find(mark, first.end)) >= 0]
    return [start, min(ends, default=len(article.text))]


def write_gold(articles: Iterable[MarkedArticle], folder: Path) -> int:
    """Write ``articles.jsonl`` and one gold file an article under ``gold/``; return how many.

    Parameters
    ----------
    articles
        Annotated articles.
    folder
        Where to write; it is made where it is missing.
    """
    gold = folder / "gold"
    gold.mkdir(parents=True, exist_ok=True)
    count = 0
    with (folder / "articles.jsonl").open("w", encoding="utf-8") as stream:
        for article in articles:
            row = {
                "id": article.id,
                "text": article.text,
                "published": article.published.isoformat() if article.published else None,
            }
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
            text = json.dumps(gold_of(article), ensure_ascii=False, indent=1)
            (gold / f"{article.id}.json").write_text(text + "\n", encoding="utf-8")
            count += 1
    return count
