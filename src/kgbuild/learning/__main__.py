"""``python -m kgbuild.learning check PATH…``: whether annotated articles are in the form, and what they leave out."""

from __future__ import annotations

import sys
from pathlib import Path

from kgbuild.documents.article import Article
from kgbuild.errors import KgbuildError
from kgbuild.extraction.annotations import Reading
from kgbuild.extraction.pipeline import load_pipeline
from kgbuild.learning.markup import MarkedArticle, load_articles


def _unmarked(article: MarkedArticle, reading: Reading) -> list[str]:
    """Words of violence that carry neither ``e`` nor ``x``, each with the words around it."""
    marked = [span for span in article.spans if span.letter in "ex"]
    rows = []
    for trigger in reading.triggers:
        start, end = reading.words[trigger.start].start, reading.words[trigger.end - 1].end
        if not any(span.start < end and start < span.end for span in marked):
            rows.append("…" + " ".join(article.text[max(0, start - 30) : end + 30].split()) + "…")
    return rows


def main() -> int:
    """Check the files and folders that are named; 1 when a file is broken."""
    if len(sys.argv) < 3 or sys.argv[1] != "check":
        print("usage: python -m kgbuild.learning check PATH…")
        return 2
    nlp = load_pipeline()
    broken = 0
    files = [f for name in sys.argv[2:] for f in (sorted(Path(name).rglob("*.txt")) if Path(name).is_dir() else [Path(name)])]
    for file in files:
        try:
            (article,) = load_articles(file)
        except KgbuildError as error:
            broken += 1
            print(f"BROKEN {error}")
            continue
        doc = nlp.make_doc(article.text)
        doc._.kgb = Reading(Article(article.id, 0, article.text, ()))
        for _, component in nlp.pipeline:
            doc = component(doc)
        missing = _unmarked(article, doc._.kgb)
        asserted = sum(event.factuality == "asserted" for event in article.events)
        print(
            f"{file.name}: {len(article.text.split())} words, {len(article.spans)} spans, {asserted} events that happened, "
            f"{len(article.events) - asserted} others, {len(missing)} words of violence unmarked"
        )
        for row in missing:
            print("    unmarked:", row)
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
