"""Numbers that count no people: ``عائلة واحدة``, ``تفجيران انتحاريان``, ``روضة الشهيدين``."""

from __future__ import annotations

from collections.abc import Callable

from kgbuild.arabic.numbers import NumberMatch
from kgbuild.arabic.persons import PersonNoun
from kgbuild.arabic.verbs import is_finite_verb
from kgbuild.extraction.annotations import Reading
from kgbuild.extraction.hits import HitTable

__all__ = ["Uncounted"]

_ONE = ("واحد", "واحده", "واحدا", "عده", "عديده")
_DUALS = ("ان", "ين")
_THINGS = ("trigger.noun", "tolls.things", "facilities.words", "descriptor.place", "descriptor.facility", "weapon")
_FATES = (
    "tolls.killed_before",
    "tolls.wounded_before",
    "tolls.captured_before",
    "tolls.missing_before",
    "tolls.subset",
)
_NO_NOUNS = (
    "tolls", "fates", "trigger", "verb", "reporting", "preposition", "boundaries", "complementizers", "certainty",
    "factuality", "predicates",
)  # fmt: skip


class Uncounted:
    """Asks what a number or a dual belongs to; ``person`` gives the noun for people at a word."""

    def __init__(self, reading: Reading, hits: HitTable, person: Callable[[int], PersonNoun | None]) -> None:
        self._reading, self._hits, self._words, self._person = reading, hits, reading.words, person

    def at(self, position: int, match: NumberMatch) -> bool:
        """Whether the number that begins at a word counts something else than people."""
        if position == 0 or self._words[position - 1].mark or self._person(position - 1) is not None:
            return False
        if self._words[position].norm in _ONE:
            return self._one_of(position - 1)
        if match.kind not in ("dual", "possible-dual"):
            return False
        return self._agrees(position) or self._names(position)

    def _one_of(self, noun: int) -> bool:
        """``من عائلة واحدة``، ``في يوم واحد``، ``على أحياء عدة``: they belong to the indefinite noun before."""
        norm = self._words[noun].norm
        if norm.lstrip("وبلفك").startswith("ال") or norm.startswith("لل") or norm == "و":
            return False
        if any(m.start <= noun < m.end for m in self._reading.mentions if m.kind in ("actor", "place")):
            return False
        if self._hits.any(noun, _FATES):
            return False
        return self._hits.any(noun, _THINGS) or not (
            self._hits.any(noun, _NO_NOUNS) or is_finite_verb(norm, self._words[noun - 1].norm)
        )

    def _agrees(self, position: int) -> bool:
        """``تفجيران انتحاريان``: a dual that describes two things before it."""
        norms = [self._words[at].norm for at in (position - 1, position)]
        ending = norms[0][-2:]
        return ending in _DUALS and norms[1].endswith(ending) and self._hits.any(position - 1, _THINGS)

    def _names(self, position: int) -> bool:
        """``روضة الشهيدين``: the dead after whom a place is named, or whose the thing is that is spoken of."""
        noun = self._person(position)
        if noun is None or noun.group != "dead" or not self._words[position].norm.startswith("ال"):
            return False
        norm = self._words[position - 1].norm
        return not (
            norm.startswith(("ال", "لل", "بال", "وال"))
            or self._hits.any(position - 1, _NO_NOUNS)
            or is_finite_verb(norm, self._words[position - 2].norm if position > 1 else "")
        )
