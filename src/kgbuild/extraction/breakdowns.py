"""Sentences that go through a toll that somebody told: its parts are told by the same source."""

from __future__ import annotations

from kgbuild.extraction.annotations import Attribution, Reading
from kgbuild.extraction.hits import HitTable

__all__ = ["Breakdowns"]

_FIRST = 3  # words from the beginning of the sentence to the people
_FROM_AFAR = frozenset({"AirStrike", "Shelling", "MissileStrike"})  # one of these may be called the other


class Breakdowns:
    """``أفاد المكتب بمقتل تسعة في غارات. وقتل أربعة في غارة على كذا. وقتل خمسة آخرون …``, in one article."""

    def __init__(self, reading: Reading, hits: HitTable) -> None:
        self._reading, self._hits = reading, hits
        self._part: Attribution | None = None
        self._whole = range(0)
        self._told = 0

    def goes_on(self, last: Attribution, start: int, end: int) -> Attribution | None:
        """Return who tells the sentence from ``start`` to ``end``, where it counts a part of what ``last`` told.

        The sentence begins with those who were killed, in a deed of the kind told before, and all parts together are
        no more than the whole.
        """
        if last is not self._part:
            first = self._reading.sentences[self._reading.sentence_at(last.end - 1)].start
            self._whole, self._told = range(max(first, last.start), last.end), 0
        if not self._hits.any(start, ("tolls.killed_before",)) or not self._kinds(self._whole) & self._kinds(
            range(start, end)
        ):
            return None
        whole, parts = self._killed(self._whole), self._killed(range(start, end))
        opened = any(toll.start - start <= _FIRST for toll in self._reading.tolls if start <= toll.start < end)
        if not whole or not parts or not opened or self._told + sum(parts) > max(whole):
            return None
        self._told += sum(parts)
        self._part = Attribution(start, end, last.speakers)
        return self._part

    def _killed(self, words: range) -> list[int]:
        tolls = (toll for toll in self._reading.tolls if toll.start in words and toll.measure == "killed")
        return [toll.low for toll in tolls if toll.subset_of is None]

    def _kinds(self, words: range) -> set[str]:
        """What kinds of deeds stand there, but bare killings."""
        types = {trigger.type for trigger in self._reading.triggers if trigger.start in words}
        return types - {"OtherViolence", "Attack"} | (_FROM_AFAR if types & _FROM_AFAR else set())
