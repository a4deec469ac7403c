"""Varies annotated articles, so that what is learned is how a report is built and not who is named in it.

A varied article tells of the same events in the same words, with other names of places, groups and persons, other
numbers and days, sources before or behind what they say, and spellings as they are met: without hamza, in the other
digits, in letters that a scanned page mixes up. Its records stay those of the article, but for numbers and days.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.full_names import GIVEN_NAMES
from kgbuild.extraction.name_words import name_words
from kgbuild.learning.markup import MarkedArticle, MarkedSpan, MarkedToll
from kgbuild.learning.rewriting import Piece, edited, rearranged
from kgbuild.learning.spelling import respelled

__all__ = ["Names", "names_of", "vary"]

_OTHER_NAME = 0.8  # share of names that are exchanged, where they can be
_OTHER_STATES, _OTHER_NUMBERS, _OTHER_DAYS, _TURNED = 0.3, 0.5, 0.5, 0.5
_IN_PLACE = 0.5  # share of the sentences with a source that stay as they are
_CLITICS = "(?<![\\w])((?:و|ف)?(?:ب|ل|ك)?)"
_ARTICLE = "ال"
_LONGEST = 3  # words of a place or group
_NAME_PARTS = range(2, 5)  # words of a person's name
_WORDS = re.compile(r"\w+")
_DIGITS = re.compile(r"(?<![\w.,/:])\d{1,4}(?![\w/:]|[.,]\d)")
_SENTENCE = re.compile(r"[^.!؟\n]+")
_FEW, _TENS = range(3, 10), range(11, 100)


@cache
def _table() -> dict[str, Any]:
    text = (files("kgbuild.learning") / "variation.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True, slots=True)
class Names:
    """Names that may stand in for one another.

    ``places`` by whether they begin with the article, ``groups`` by the word that they stand behind and that,
    ``persons`` by their number of words.
    """

    places: dict[bool, tuple[str, ...]]
    groups: dict[tuple[str, bool], tuple[str, ...]]
    persons: dict[int, tuple[str, ...]]


def names_of(articles: Iterable[MarkedArticle]) -> Names:
    """Gather the names that articles hold."""
    places: dict[bool, set[str]] = {}
    groups: dict[tuple[str, bool], set[str]] = {}
    persons: dict[int, set[str]] = {}
    for article in articles:
        for span in article.spans:
            if (place := _place(article, span)) is not None:
                places.setdefault(place.startswith(_ARTICLE), set()).add(place)
            if (group := _group(article, span)) is not None:
                head, name = group
                groups.setdefault((head, name.startswith(_ARTICLE)), set()).add(name)
            if (person := _person(article, span)) is not None:
                persons.setdefault(len(person.split()), set()).add(person)
    return Names(
        {key: tuple(sorted(own)) for key, own in places.items()},
        {key: tuple(sorted(own)) for key, own in groups.items()},
        {key: tuple(sorted(own)) for key, own in persons.items()},
    )


def vary(article: MarkedArticle, names: Names, chance: Random) -> MarkedArticle:
    """Return an article that tells the same in another guise.

    Parameters
    ----------
    article
        An annotated article.
    names
        Names that stand in for those of the article.
    chance
        What is changed is drawn from it; the same state gives the same article.
    """
    if chance.random() < _TURNED:
        article = _turned(article, chance)
    article = edited(article, _other_names(article, names, chance))
    if chance.random() < _OTHER_STATES:
        article = edited(article, _other_states(article, chance))
    if chance.random() < _OTHER_NUMBERS:
        article = _other_numbers(article, chance)
    if chance.random() < _OTHER_DAYS:
        article = _other_days(article, chance)
    return respelled(article, _table()["look_alike"], chance)


def _behind(words: Sequence[str], heads: Sequence[str]) -> tuple[str, str] | None:
    """The word that a name stands behind, bare of what is joined to it, and the name."""
    head = re.sub("^(?:و|ف)?(?:ب|ل|ك)?(?=..)", "", words[0]) if words[0] not in heads else words[0]
    rest = words[1:]
    passed = name_words("directions") | name_words("adjectives")
    if head not in heads or not 0 < len(rest) < _LONGEST:
        return None
    return None if any(fold(word.removeprefix(_ARTICLE)) in passed for word in rest) else (head, " ".join(rest))


def _words(article: MarkedArticle, span: MarkedSpan, letter: str) -> list[str]:
    """The words of a span of one letter that holds no other; none where a mark stands among them."""
    if span.letter != letter or any(_within(other, span) for other in article.spans):
        return []
    words = article.text[span.start : span.end].split()
    return words if all(_WORDS.fullmatch(word) for word in words) else []


def _within(span: MarkedSpan, other: MarkedSpan) -> bool:
    return span is not other and other.start <= span.start and span.end <= other.end


def _place(article: MarkedArticle, span: MarkedSpan) -> str | None:
    words = _words(article, span, "p")
    found = _behind(words, _table()["place_heads"]) if words else None
    return found[1] if found is not None and found[1].split()[0] not in _table()["place_heads"] else None


def _group(article: MarkedArticle, span: MarkedSpan) -> tuple[str, str] | None:
    words = _words(article, span, "a")
    return _behind(words, _table()["group_heads"]) if words else None


def _person(article: MarkedArticle, span: MarkedSpan) -> str | None:
    """A full name: from the first given name to the end of the words that tell of a person."""
    if span.letter != "n":
        return None
    inner = [other.end for other in article.spans if _within(other, span)]
    words = article.text[max(inner, default=span.start) : span.end].split()
    at = next((n for n, word in enumerate(words) if fold(word) in GIVEN_NAMES), None)
    if at is None or len(words) - at not in _NAME_PARTS or not all(_WORDS.fullmatch(word) for word in words[at:]):
        return None
    return " ".join(words[at:])


def _other_names(article: MarkedArticle, names: Names, chance: Random) -> Iterator[Piece]:
    changed: dict[str, str] = {}
    for span in article.spans:
        own: str | None
        pool: tuple[str, ...] = ()
        if (own := _place(article, span)) is not None:
            pool = names.places.get(own.startswith(_ARTICLE), ())
        elif (group := _group(article, span)) is not None:
            own = group[1]
            pool = names.groups.get((group[0], own.startswith(_ARTICLE)), ())
        elif (own := _person(article, span)) is not None:
            pool = names.persons.get(len(own.split()), ())
        if own is None or own in changed or len(pool) < 2 or chance.random() > _OTHER_NAME:
            continue
        changed[own] = chance.choice(pool)
        family, other = own.split()[-1], changed[own].split()[-1]
        alone = span.letter == "n" and family.startswith(_ARTICLE) and other.startswith(_ARTICLE)
        if alone and family not in changed:
            changed[family] = other
    yield from _everywhere(article, changed)


def _everywhere(article: MarkedArticle, changed: dict[str, str]) -> Iterator[Piece]:
    """Whole words, with what is joined in front of them; longer names first."""
    for own in sorted(changed, key=lambda name: (-len(name), name)):
        for match in re.finditer(f"{_CLITICS}{re.escape(own)}(?!\\w)", article.text):
            yield Piece(match.end(1), match.end(), changed[own])


def _other_states(article: MarkedArticle, chance: Random) -> Iterator[Piece]:
    stems = list(_table()["nationalities"])
    turned = stems[:]
    chance.shuffle(turned)
    other = dict(zip(stems, turned, strict=True))
    pattern = f"{_CLITICS}(?:ال)?({'|'.join(stems)})(?:{'|'.join(_table()['endings'])})(?!\\w)"
    for match in re.finditer(pattern, article.text):
        yield Piece(match.start(2), match.end(2), other[match[2]])


def _other_numbers(article: MarkedArticle, chance: Random) -> MarkedArticle:
    """Other numbers of the same size and order: what is part of a toll stays smaller than the whole."""
    found = dict(_numbers(article))
    low, high = (sorted({value for value in found.values() if value in size}) for size in (_FEW, _TENS))
    other = dict(zip(low, sorted(chance.sample(_FEW, len(low))), strict=True))
    other |= dict(zip(high, sorted(chance.sample(_TENS, len(high))), strict=True))
    edits = []
    for (start, end), value in found.items():
        word = article.text[start:end]
        row = next((row for row in _table()["numbers"] if word in row), None)
        edits.append(Piece(start, end, str(other[value]) if row is None else row[other[value] - _FEW.start]))
    counted = {id for start, end in found for id in _marks(article, "k", start, end)}
    events = tuple(replace(event, tolls=_recounted(event.tolls, counted, other)) for event in article.events)
    return replace(edited(article, edits), events=events)


def _recounted(tolls: Iterable[MarkedToll], counted: set[str], other: dict[int, int]) -> tuple[MarkedToll, ...]:
    return tuple(
        replace(
            toll, low=other.get(toll.low, toll.low), high=other.get(toll.high, toll.high) if toll.high else toll.high
        )
        if toll.id in counted
        else toll
        for toll in tolls
    )


def _numbers(article: MarkedArticle) -> Iterator[tuple[tuple[int, int], int]]:
    """Where the words of tolls have numbers that stand alone, in digits or, up to nine, in words; and their values."""
    written = {word: number for row in _table()["numbers"] for number, word in enumerate(row, _FEW.start)}
    for match in _WORDS.finditer(article.text):
        start, end = match.span()
        behind = _WORDS.match(article.text, end + 1)
        if behind is not None and behind[0].startswith(tuple(_table()["more"])):
            continue
        if _marks(article, "k", start, end):
            value = written.get(match[0])
            if value is None and _DIGITS.match(article.text, start):
                value = int(match[0])
            if value is not None and (value in _FEW or value in _TENS):
                yield (start, end), value


def _marks(article: MarkedArticle, letter: str, start: int, end: int) -> list[str]:
    """The IDs of a letter whose marks hold a stretch of text."""
    return [s.id for s in article.spans if s.letter == letter and s.start <= start and end <= s.end]


def _other_days(article: MarkedArticle, chance: Random) -> MarkedArticle:
    """The same report some days later, where it dates by days of the week alone."""
    days = list(_table()["weekdays"])
    dated = [article.text[span.start : span.end] for span in article.spans if span.letter == "d"]
    if article.published is None or not dated or not all(any(day in text for day in days) for text in dated):
        return article
    if any(re.search(r"\d", text) for text in dated):
        return article
    later = chance.randint(1, 6)
    other = {day: days[(number + later) % 7] for number, day in enumerate(days)}
    moved = timedelta(later)
    known = {
        id: None if interval is None else (interval[0] + moved, interval[1] + moved)
        for id, interval in article.days.items()
    }
    edits = [
        Piece(match.start(), match.end(), other[match[0]])
        for match in re.finditer("|".join(days), article.text)
        if _marks(article, "d", *match.span())
    ]
    return replace(edited(article, edits), published=article.published + moved, days=known)


def _turned(article: MarkedArticle, chance: Random) -> MarkedArticle:
    """Sources from behind what they say to before it, and the other way round; where a mark would be torn, neither."""
    by = "|".join(_table()["by"])
    told = re.compile(rf"(?P<one>[^و«\s][^«»]*)(?P<comma>، )(?P<two>(?:{by}) [^،«»]*[^،«»\s])")
    source = re.compile(rf"(?P<one>(?:{by}) [^،«»]+)(?P<comma>، )(?P<two>[^«»]*[^«»\s])")
    text = article.text
    for sentence in _SENTENCE.finditer(text):
        start = next((at for at in range(*sentence.span()) if not text[at].isspace()), sentence.end())
        match = told.fullmatch(text, start, sentence.end()) or source.fullmatch(text, start, sentence.end())
        if match is None or chance.random() < _IN_PLACE:
            continue
        parts = [match.span(name) for name in ("two", "comma", "one")]
        order = [(0, start), *parts, (match.end(), len(text))]
        # A turned sentence is as long as it was, so that the offsets of those behind stay right.
        article = rearranged(article, [Piece(low, high, article.text[low:high]) for low, high in order]) or article
    return article
