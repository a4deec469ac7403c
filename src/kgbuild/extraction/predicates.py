"""Finite verbs of an article: which there are, and which of them belong to no event."""

from __future__ import annotations

from collections.abc import Collection

from kgbuild.arabic.verbs import is_finite_verb
from kgbuild.extraction.annotations import Reading
from kgbuild.extraction.hits import HitTable

__all__ = ["Predicates"]

# Verbs that tell of a deed, carry one, lead to what came of it, or tell what became of people.
_OF_EVENTS = (
    "verb",
    "trigger.verb",
    "boundaries.results",
    "boundaries.caused",
    "tolls",
    "fates",
    "certainty",
    "predicates.auxiliaries",
)


class Predicates:
    """The finite verbs outside mentions and dates.

    Parameters
    ----------
    reading, hits
        The article and the phrases found in it.
    covered
        Words of mentions and dates, which are no verbs.

    Attributes
    ----------
    finite, foreign
        Words that are finite verbs; those among them that tell of something else than an event.
    """

    def __init__(self, reading: Reading, hits: HitTable, covered: Collection[int]) -> None:
        self.finite: set[int] = set()
        self.foreign: set[int] = set()
        before, opens = "", True
        for at, word in enumerate(reading.words):
            if word.mark:
                before, opens = "", True
                continue
            if at not in covered and is_finite_verb(word.norm, before, opens):
                self.finite.add(at)
                if not hits.any(at, _OF_EVENTS):
                    self.foreign.add(at)
            before, opens = word.norm, False

    def crossed(self, start: int, end: int) -> bool:
        """Whether a verb that tells of something else stands between two words."""
        return any(at in self.foreign for at in range(start, end))
