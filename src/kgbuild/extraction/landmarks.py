"""Places that only tell where another place lies: ``في قرية كذا جنوب مدينة كذا``، ``سوق كذا قرب كذا``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Mention, Reading
from kgbuild.extraction.lexicon import load_table
from kgbuild.extraction.mention_board import MentionBoard
from kgbuild.extraction.mentions import bare

__all__ = ["is_beyond", "is_landmark", "tell_camps_apart", "without_landmarks"]

_PLACES = load_table("words")["places"]
_COMPASS = frozenset(fold(word) for word in _PLACES["compass"])
_BEYOND = frozenset(_PLACES["beyond"])
_NEAR = frozenset(fold(word) for word in _PLACES["near"])
_EXACT = ("City", "Town", "Village", "Neighbourhood", "Camp", "NaturalArea", "MilitaryBase", "Airport")
_PARTS_OF_TOWNS = ("Neighbourhood", "Market", "Mosque", "Hospital")
_BESIDE = 2  # words between a place and the one that it lies beside
_REACH = 3  # words back from a name over the word of its kind to the word of direction


def tell_camps_apart(board: MentionBoard) -> None:
    """``معسكر كذا المجاور لقاعدة كذا``: nothing lies beside itself, so that the camp is another place of that name."""
    places = [mention for mention in board if mention.kind == "place" and mention.iri]
    apart = {
        (place.iri, _head(board, place))
        for place, other in pairwise(places)
        if place.iri == other.iri
        and other.start - place.end <= _BESIDE
        and _head(board, place) != _head(board, other)
        and any(board.hits.any(at, ("places.near",)) for at in range(place.end, other.start + 1))
    }
    for place in places:
        if (place.iri, _head(board, place)) in apart:
            clitic = place.preposition if board.words[place.start].norm.startswith(place.preposition) else ""
            name = replace(place, iri=None, name="", surface="", role="name", score=1.0, char_start=-1)
            board.put(name, clitic, place.conjunction)


def _head(board: MentionBoard, place: Mention) -> str:
    return bare(board.words[place.start].norm.lstrip("وبفل"))


def without_landmarks(reading: Reading, places: Sequence[Mention]) -> list[Mention]:
    """Return the places without those that only locate another one.

    "Relative descriptors are not places unless nothing else is given" (the rules of annotation).
    """
    return [place for place in places if not _locates(reading, place, places)]


def _locates(reading: Reading, place: Mention, places: Sequence[Mention]) -> bool:
    if not is_landmark(reading, place):
        return False
    others = [other for other in places if other.type != "Country" and not is_landmark(reading, other)]
    if place.type == "City" and any(other.type in _PARTS_OF_TOWNS for other in others):
        return False  # حي كذا شرقي كذا: a quarter lies in its city
    return bool(others) or is_beyond(place)


def is_beyond(place: Mention) -> bool:
    """``إلى الشرق من كذا``: whether what is meant lies outside a place, and no more is told of where."""
    return place.type in _EXACT and place.preposition in _BEYOND


def is_landmark(reading: Reading, place: Mention) -> bool:
    """Whether a word of direction or nearness leads to the name of a place that is no wide area."""
    return (place.type in _EXACT and _relative(reading, place)) or _lies_to(reading, place)


def _lies_to(reading: Reading, place: Mention) -> bool:
    """``إلى الشمال من كذا``: whatever the place is, it lies elsewhere."""
    norms = [word.norm for word in reading.words[max(0, place.start - _REACH) : place.start]]
    return norms[-3:-2] == ["الي"] and norms[-1:] == ["من"] and bare(norms[1]).removesuffix("ي") in _COMPASS


def _relative(reading: Reading, place: Mention) -> bool:
    """Whether a word of direction or nearness leads to the name, with at most the word of its kind between."""
    words = reading.words
    if place.preposition in _NEAR:
        return True
    stems = [
        bare(word.norm.lstrip("وبفل")) for word in words[max(0, place.start - _REACH) : min(place.start + 2, place.end)]
    ]
    return any(stem in _NEAR or stem.removesuffix("ي") in _COMPASS for stem in stems)
