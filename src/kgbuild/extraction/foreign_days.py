"""Days that date no event of their sentence: part of a name, of one deed among many, of what was planned or done."""

from __future__ import annotations

from collections.abc import Mapping

from kgbuild.arabic.dates import DateMatch
from kgbuild.extraction.annotations import Reading, Trigger
from kgbuild.extraction.hits import HitTable

__all__ = ["ForeignDays"]

_ONE_REACH = 4  # words from آخرها to its day
_SCHEDULED_REACH = 3  # words from المقررة to its day
_FUNERAL_REACH = 8  # words from a funeral to its day
_DONE_REACH = 6  # words from تم to its day
_NAMING = ("descriptor.place", "descriptor.facility", "facilities.words", "foreign_days.named_after")
_POINTING = ("ذلك", "هذا", "هذه", "تلك")
_DEEDS = ("trigger", "tolls", "fates", "boundaries.results", "predicates.auxiliaries")


class ForeignDays:
    """Asks what the words right before a date make of it; ``triggers`` are the words that violence is told with."""

    def __init__(self, reading: Reading, hits: HitTable, triggers: Mapping[int, Trigger]) -> None:
        self._words, self._hits, self._triggers = reading.words, hits, triggers

    def holds(self, match: DateMatch, first: int, start: int) -> bool:
        """Whether a date that begins at word ``first``, in a sentence that begins at ``start``, dates no event."""
        if self._names(match, first, start) or self._scheduled(first, start):
            return True
        return self._of_done(first, start) or self._of_funeral(first, start)

    def _names(self, match: DateMatch, first: int, start: int) -> bool:
        """``قصر 22 مايو``, ``ثورة 17 فبراير 2011``: a day and month in construct behind what is called after them."""
        words = match.surface.split()
        if first <= start or match.precision != "day" or not words[0].isdigit():
            return False
        if words[-1].isdigit() and not self._hits.any(first - 1, ("foreign_days.uprisings",)):
            return False
        before = self._words[first - 1].norm
        hit = self._hits.at(first - 1, *_NAMING)
        return hit is not None and not hit.definite and hit.end == first and not before.endswith("ا")

    def _scheduled(self, first: int, start: int) -> bool:
        """``تأمين الاحتفالات المقررة غدا``, ``من مواليد 1997``: the day of what is still to come, or of a birth."""
        near = range(max(start, first - _SCHEDULED_REACH), first)
        return any(self._hits.any(at, ("foreign_days.scheduled", "foreign_days.births")) for at in near) and not any(
            at in self._triggers or self._words[at].mark for at in near
        )

    def _of_funeral(self, first: int, start: int) -> bool:
        """``شيعت الجماعة، السبت، قائدا قتل في كذا``: the day on which the dead were laid to rest."""
        for at in range(first - 1, max(start, first - _FUNERAL_REACH) - 1, -1):
            if self._hits.any(at, ("foreign_days.funerals",)):
                return True
            if at in self._triggers or self._hits.any(at, ("complementizers", "boundaries.relative")):
                return False
        return False

    def of_one(self, first: int, start: int, trigger: int) -> bool:
        """``ثمانية اعتداءات آخرها في 17 أكتوبر``: the day of the last of what was told before, at a word of it."""
        if trigger > first:
            return False
        for at in range(first - 1, max(start, first - _ONE_REACH) - 1, -1):
            if at in self._triggers or self._words[at].mark:
                return False
            if self._hits.any(at, ("foreign_days.one_of_many",)):
                return True
        return False

    def _of_done(self, first: int, start: int) -> bool:
        """``الولاية التي تم تقسيمها في 1947``: behind تم a noun that tells of no violence has the day."""
        for at in range(first - 1, max(start, first - _DONE_REACH) - 1, -1):
            if self._words[at].mark or self._hits.any(at, ("complementizers",)):
                return False
            if self._hits.any(at, ("foreign_days.done",)):
                done = self._words[at + 1].norm
                return at + 1 < first and not (done.startswith("ال") or done in _POINTING)
            if at in self._triggers or self._hits.any(at, _DEEDS):
                return False
        return False
