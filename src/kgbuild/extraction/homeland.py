"""``في شمال البلاد``: the country that an article is about, where who or what was named last is of it."""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.extraction.annotations import Mention
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.mention_board import MentionBoard
from kgbuild.extraction.name_words import name_words

__all__ = ["take_up_country", "without_country"]

_WORD = {"البلاد": "", "بالبلاد": "ب"}
_DIRECTIONS = name_words("directions") | frozenset(("شمال", "جنوب", "شرق", "غرب", "وسط"))
_INSIDE = frozenset(("في", "داخل"))
_SENTENCES = 2  # back to who was named last


def take_up_country(board: MentionBoard, linker: Linker) -> None:
    """Put the words for a country at large, behind a preposition of place or a direction.

    Where the last name before it is of another country than most of the article's names, or no place of that country
    is named, nothing is put: they may be those of a visitor.
    """
    country = board.reading.country
    if country is None or not any(m.kind == "place" and m.country == country for m in board):
        return
    for position, word in enumerate(board.words):
        if word.norm not in _WORD or board.qualified(position + 1) or _last_named(board, position) != country:
            continue
        start, preposition = _begin(board, position)
        if not board.free(start, position + 1) or (start == position and not preposition):
            continue
        entity = linker.entity(country)
        found = Mention(
            start,
            position + 1,
            "place",
            entity.kind,
            "",
            entity.label("ar") or "",
            iri=country,
            definite=True,
            score=0.8,
            role="anaphor",
            country=country,
        )
        board.put(found, preposition)


def _begin(board: MentionBoard, position: int) -> tuple[int, str]:
    """Where the directions before the word begin (``وسط وشمال البلاد``), and the preposition before them."""
    start = position
    while start and _bare(board, start - 1) in _DIRECTIONS:
        start -= 1
        if board.words[start].norm.startswith("ب"):
            return start, "ب"
    before = board.words[start - 1].norm if start else ""
    own = _WORD[board.words[position].norm] if start == position else ""
    return start, own or (before if before in _INSIDE else "")


def _bare(board: MentionBoard, position: int) -> str:
    return board.words[position].norm.removeprefix("و").removeprefix("ب")


def _last_named(board: MentionBoard, position: int) -> str | None:
    """The country of the place, or of the state or its force, that was named last; others fight in many countries."""
    reading = board.reading
    first = reading.sentences[max(0, reading.sentence_at(position) - _SENTENCES)].start
    countries = (m.country or (m.owner.country if m.owner else None) for m in board.before(position, first))
    return next((country for country in countries if country is not None), None)


def without_country(places: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the places of a deed, without the country that its words only take up where they name a narrower one."""
    narrower = tuple(place for place in places if place.role != "anaphor" or place.type != "Country")
    return narrower or tuple(places)
