"""The one deed that the lead of an article sums up: the same kind of deed, by the same side, somewhere in its area."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kgbuild.extraction.annotations import Frame, Mention, Reading
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.sameness import inside, related, specific

__all__ = ["joined_to_lead"]

_AREAS = ("Governorate", "Region", "District")


def joined_to_lead(
    reading: Reading, frames: Sequence[Frame], linker: Linker, fits: Callable[[Frame, Frame], bool]
) -> list[Frame]:
    """Return the frames; a deed of the lead in an area only is the one that the article tells of in that area.

    ``fits`` says whether a later telling contradicts one of the lead. Where two or more deeds fit, the lead tells of
    all of them and stays as it is.
    """
    first = next((number for number, row in enumerate(reading.sentences) if not row.headline), 0)
    found = list(frames)
    for lead in [frame for frame in frames if frame.sentence == first and _wide(frame)]:
        if any(other.event == lead.event and other is not lead for other in found):
            continue
        told = {
            other.event
            for other in found
            if other.sentence > first and _of_lead(lead, other, linker) and fits(other, lead)
        }
        if len(told) == 1:
            found = [_renumbered(frame, lead.event, min(told)) for frame in found]
    return found


def _wide(frame: Frame) -> bool:
    """Whether a frame tells who did what in one area and no nearer place."""
    areas = _areas(frame)
    one = len(areas) == 1 and not any(map(specific, frame.places))
    return frame.factuality == "asserted" and one and bool(frame.attackers)


def _areas(frame: Frame) -> list[Mention]:
    return [place for place in frame.places if place.type in _AREAS]


def _of_lead(lead: Frame, other: Frame, linker: Linker) -> bool:
    if other.factuality != "asserted" or other.type != lead.type:
        return False
    return any(related(a, b, linker) for a in lead.attackers for b in other.attackers) and any(
        inside(place, area, linker) for place in other.places for area in _areas(lead) if specific(place)
    )


def _renumbered(frame: Frame, old: int, new: int) -> Frame:
    event = new if frame.event == old else frame.event
    return replace(frame, event=event, response_to=new if frame.response_to == old else frame.response_to)
