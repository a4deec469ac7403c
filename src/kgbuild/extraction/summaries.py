"""Deeds that a sentence sums up and that the next ones tell one by one: ``هجمات في مناطق كذا``, then each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Frame, Reading
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.sameness import inside, killed, sides_agree, specific

__all__ = ["without_summaries"]

_REACH, _COUNTED_REACH = 2, 4  # sentences that tell what a sentence before summed up, without and with a toll
_EACH = 2  # deeds that make the sentence before them a sum
_BEHIND = 5  # words from deeds to where they were
_AREAS = tuple(fold(word) for word in ("مناطق", "بلدات", "قرى", "مدن", "أماكن", "أنحاء", "محافظات"))
_ONE, _GROUND = 1, "TerritorialChange"  # مناطق, and which they are in one sentence
_FIRE = frozenset({"AirStrike", "DroneStrike", "MissileStrike", "Shelling"})
_BLASTS = frozenset({"Bombing", "SuicideBombing", "Attack"})


def without_summaries(reading: Reading, frames: Sequence[Frame], linker: Linker) -> list[Frame]:
    """Return the frames; what only sums up those behind it is told in general."""
    return [
        replace(frame, factuality="generic") if _Sum(reading, frame, linker).is_told_by(frames) else frame
        for frame in frames
    ]


class _Sum:
    def __init__(self, reading: Reading, frame: Frame, linker: Linker) -> None:
        self._reading, self._frame, self._linker = reading, frame, linker

    def is_told_by(self, frames: Sequence[Frame]) -> bool:
        """Whether enough single deeds behind the frame are among those that it tells of."""
        frame = self._frame
        if (
            frame.factuality != "asserted"
            or not self._many()
            or any(o.event == frame.event for o in self._later(frames))
        ):
            return False
        told: dict[int, Frame] = {}
        for other in self._later(frames):
            if self._holds(other):
                told.setdefault(other.event, other)
        enough = _ONE if self._frame.type == _GROUND else _EACH
        return len(told) >= enough and self._counts(list(told.values()))

    def _later(self, frames: Sequence[Frame]) -> list[Frame]:
        mine = self._frame
        reach = _REACH if killed(mine) is None else _COUNTED_REACH
        return [
            other
            for other in frames
            if other.trigger.start > mine.trigger.start and other.sentence - mine.sentence <= reach
        ]

    def _many(self) -> bool:
        """``غارات``, ``15 غارة``: deeds that nothing takes up."""
        trigger = self._frame.trigger
        if self._frame.type == _GROUND:
            return self._in_areas() and not any(specific(place) for place in self._frame.places)
        if trigger.pos != "noun" or trigger.definite or self._frame.type not in _FIRE | _BLASTS:
            return False
        return trigger.plural or (trigger.start > 0 and self._reading.words[trigger.start - 1].norm.isdigit())

    def _holds(self, other: Frame) -> bool:
        mine = self._frame
        family = frozenset({_GROUND}) if mine.type == _GROUND else _FIRE if mine.type in _FIRE else _BLASTS
        if other.factuality != "asserted" or other.type not in family:
            return False
        if not (sides_agree(other.attackers, mine.attackers, self._linker) and self._one_day(other)):
            return False
        places = [place for place in other.places if place not in mine.places]
        if self._in_areas() and places and not any(place.iri for place in places):
            return True
        return any(inside(place, area, self._linker) for place in places if specific(place) for area in mine.places)

    def _in_areas(self) -> bool:
        """``هجمات استهدفت مناطق …``."""
        end = min(self._frame.trigger.end + _BEHIND, len(self._reading.words))
        return any(word.norm.startswith(_AREAS) for word in self._reading.words[self._frame.trigger.end : end])

    def _one_day(self, other: Frame) -> bool:
        mine, others = (f.date.interval if f.date is not None else None for f in (self._frame, other))
        return mine is None or others is None or (mine[0] <= others[1] and others[0] <= mine[1])

    def _counts(self, told: Sequence[Frame]) -> bool:
        """Whether a sum with a number of dead has room for those of each deed."""
        whole = killed(self._frame)
        if whole is None:
            return True
        parts = [dead[0] for dead in map(killed, told) if dead is not None]
        return len(parts) >= _EACH and sum(parts[:_EACH]) <= whole[0]
