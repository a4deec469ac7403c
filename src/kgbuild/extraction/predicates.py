"""Finite verbs of an article: which there are, and which of them belong to no event."""

from __future__ import annotations

from collections.abc import Collection

from kgbuild.arabic.verbs import is_finite_verb
from kgbuild.extraction.annotations import Reading
from kgbuild.extraction.hits import HitTable

__all__ = ["Predicates"]

_RELATIVE = 3  # words from a relative pronoun to its verb
_PRONOUNS = {"وهو": "ي", "وهي": "ت"}
_ASIDE = 4  # words of a relative clause without a name
# Verbs that tell of a deed, carry one, lead to what came of it, or tell what became of people.
_OF_EVENTS = (
    "verb",
    "trigger.verb",
    "boundaries.results",
    "boundaries.caused",
    "tolls",
    "fates",
    "predicates.auxiliaries",
    "predicates.locating",
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
        self._asides: dict[int, int] = {}
        relative = -_RELATIVE
        before, opens = "", True
        for at, word in enumerate(reading.words):
            if word.mark:
                before, opens = "", True
                continue
            if hits.any(at, ("boundaries.relative",)):
                relative = at
            described = hits.any(at, ("relations",))  # فصائل تدعمها كذا: tells who they are, and nothing more
            opens = opens or _tells_of_noun(reading, at)
            if at not in covered and not described and is_finite_verb(word.norm, before, opens):
                self.finite.add(at)
                if not hits.any(at, _OF_EVENTS) or hits.any(at, ("fates.unsaid",)):
                    self.foreign.add(at)
                    if at - relative < _RELATIVE or (at - 1 in covered and word.norm[:1] in "يت"):
                        self._asides[at] = self._end_of_aside(reading, at + 1, covered)
            before, opens = word.norm, False

    @staticmethod
    def _end_of_aside(reading: Reading, start: int, covered: Collection[int]) -> int:
        """Where the first mention behind the verb of a relative clause ends (``الذي تقوده السعودية``)."""
        at = start
        while at < min(start + _ASIDE, len(reading.words)) and at not in covered:
            at += 1
        while at < len(reading.words) and at in covered:
            at += 1
        return at

    def crossed(self, start: int, end: int) -> bool:
        """Whether a verb that tells of something else stands between two words; a relative clause may lie between.

        One without a pronoun too: ``مسلحون ينتمون إلى كذا``.
        """
        return any(at in self.foreign and self._asides.get(at, end) >= end for at in range(start, end))


def _tells_of_noun(reading: Reading, at: int) -> bool:
    """``وهي مجمعات تؤوي …``: an imperfect behind an aside's pronoun and noun is a verb."""
    pronoun = reading.words[at - 2].norm if at > 1 else ""
    return pronoun in _PRONOUNS and reading.words[at].norm.startswith(_PRONOUNS[pronoun])
