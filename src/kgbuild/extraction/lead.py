"""What the lead of an article tells of all that the next sentences tell one by one: its day.

News puts the day into the sentence that sums up (``قصفت الفصائل اليوم مواقع في محافظتي كذا وكذا``); the deeds that it
sums up follow, each with its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kgbuild.extraction.annotations import Frame, Mention, Reading
from kgbuild.extraction.event_dates import tells_before
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.sameness import inside, sides_agree, specific

__all__ = ["Lead"]

_DAYS = 1  # between the first and the last day of one day or night
_FIRE = frozenset({"Attack", "AirStrike", "DroneStrike", "MissileStrike", "Shelling"})
_EARLIER_VERBS = ("وكان", "وكانت", "كان", "كانت", "وسبق")


class Lead:
    """Gives the lead's day to the events of one article; ``frames`` are joined and in text order."""

    def __init__(self, reading: Reading, linker: Linker, frames: Sequence[Frame]) -> None:
        self._reading, self._linker = reading, linker
        self._frames = list(frames)
        self._dated = {frame.event for frame in frames if frame.date is not None}

    def spread_day(self) -> list[Frame]:
        """Return the frames, with the lead's day in those that it sums up and that have none."""
        first = next((n for n, sentence in enumerate(self._reading.sentences) if not sentence.headline), 0)
        lead = next((f for f in self._frames if f.sentence == first and f.factuality == "asserted"), None)
        if lead is None or not self._sums_up(lead):
            return self._frames
        found: list[Frame] = []
        for position, frame in enumerate(self._frames):
            if frame.sentence > first and self._moved_on(lead, frame):
                return found + self._frames[position:]
            found.append(replace(frame, date=lead.date) if self._of_lead(lead, frame) else frame)
        return found

    def _sums_up(self, lead: Frame) -> bool:
        """Whether a lead has a day and tells of one or more wide areas only."""
        if lead.date is None or lead.date.interval is None or lead.type not in _FIRE:
            return False
        start, end = lead.date.interval
        return (end - start).days <= _DAYS and bool(_areas(lead)) and not any(specific(m) for m in lead.places)

    def _moved_on(self, lead: Frame, frame: Frame) -> bool:
        """Whether the article tells of other days from here on."""
        if frame.date is None or frame.date.interval is None or frame.factuality != "asserted":
            return False
        day, other = lead.date.interval if lead.date is not None else None, frame.date.interval
        return day is not None and not (day[0] <= other[1] and other[0] <= day[1])

    def _of_lead(self, lead: Frame, frame: Frame) -> bool:
        if frame.event in self._dated or frame.factuality != "asserted" or frame.type not in _FIRE:
            return False
        return (
            not self._elsewhen(frame)
            and sides_agree(frame.attackers, lead.attackers, self._linker)
            and any(inside(place, area, self._linker) for place in frame.places for area in _areas(lead))
        )

    def _elsewhen(self, frame: Frame) -> bool:
        """Whether a sentence has a day of its own or goes back in time."""
        hits, sentence = self._reading.hits, self._reading.sentences[frame.sentence]
        words = self._reading.words
        start, end = words[sentence.start].start, words[sentence.end - 1].end
        return (
            hits is None
            or any(start <= match.span.start < end for match in self._reading.dates)
            or words[sentence.start].norm in _EARLIER_VERBS
            or hits.any(sentence.start, ("boundaries.other_time", "boundaries.earlier"))
            or tells_before(hits, frame)
        )


def _areas(lead: Frame) -> list[Mention]:
    return [m for m in lead.places if m.type in ("Governorate", "Region", "District")]
