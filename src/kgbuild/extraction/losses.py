"""Who had dead, wounded or captured was hit: adds them to the targets of a deed, but for what its own side lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kgbuild.extraction.annotations import Frame, Mention, Reading
from kgbuild.extraction.event_sides import counts_fighters, groups_of, is_side
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.sameness import owner, related, same

__all__ = ["with_losses"]

_HURT = ("killed", "wounded", "casualties")
_CAPTURING = ("Raid", "Abduction")
_NO_LOSSES = ("TerritorialChange", "Interception")  # who loses a place, or a missile, is told otherwise
_FIGHTERS = ("ArmedGroup", "Militia", "Coalition")


def with_losses(reading: Reading, hits: HitTable, linker: Linker) -> list[Frame]:
    """Return the frames with those among their targets whose losses they tell.

    Not who stands on the attackers' side, in any telling of the event, nor people named after what they did (منفذ،
    انتحاري), nor anybody beside fighters of no known side, who may be the attackers themselves.

    Parameters
    ----------
    reading
        The article with its frames, joined.
    hits
        The phrases found in it.
    linker
        Tells what is part of what.
    """
    acting: dict[int, list[Mention]] = {}
    hit: set[int] = set()
    for frame in reading.frames:
        acting.setdefault(frame.event, []).extend(frame.attackers)
        if frame.targets:
            hit.add(frame.event)
    return [
        frame if frame.event in hit else _completed(frame, acting[frame.event], hits, linker)
        for frame in reading.frames
    ]


def _completed(frame: Frame, attackers: Sequence[Mention], hits: HitTable, linker: Linker) -> Frame:
    if frame.factuality != "asserted" or frame.type in _NO_LOSSES or _beside_fighters(frame):
        return frame
    targets = list(frame.targets)
    for lost in _lost(frame):
        known = any(_one(lost, other, linker) for other in (*targets, *attackers))
        if not known and not hits.any(lost.start, ("people.doers",)) and _was_hit(lost):
            targets.append(lost)
    return replace(frame, targets=tuple(targets)) if len(targets) > len(frame.targets) else frame


def _lost(frame: Frame) -> Iterator[Mention]:
    measures = (*_HURT, "captured") if frame.type in _CAPTURING else _HURT
    for toll in frame.tolls:
        if toll.measure in measures and toll.high != 0:
            yield from groups_of(toll)
    for victim in frame.victims:
        if victim.fate in measures:
            yield victim.person


def _one(lost: Mention, other: Mention, linker: Linker) -> bool:
    """Whether people are those of a participant, or of a part of it."""
    return same(lost, other) or related(lost, other, linker) or (lost.start < other.end and other.start < lost.end)


def _was_hit(lost: Mention) -> bool:
    """Whether the text tells more of people than that they were people: soldiers of nobody may be of any side."""
    who = owner(lost)
    return is_side(who) or who.type == "Person"


def _beside_fighters(frame: Frame) -> bool:
    """Whether fighters of no known side died as well, of whom nobody knows whether they attacked."""
    for toll in frame.tolls:
        groups = [owner(group) for group in groups_of(toll)]
        if any(group.type in _FIGHTERS and not is_side(group) for group in groups):
            return True
        if not groups and counts_fighters(toll):
            return True
    return False
