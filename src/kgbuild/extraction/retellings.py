"""Tellings of one event that have nothing of their own: the deed named again, with what another telling has already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kgbuild.extraction.annotations import Frame, Mention, TollMention
from kgbuild.extraction.linking import Linker
from kgbuild.extraction.sameness import inside, owner, related, same
from kgbuild.schema import Schema

__all__ = ["without_retellings"]

_ANY = frozenset({"Attack", "OtherViolence"})
_UNNAMED = frozenset({"asserted", "unknown"})


def without_retellings(frames: Sequence[Frame], schema: Schema, linker: Linker) -> list[Frame]:
    """Return the frames without those that a fuller one of the same event holds; of two alike the first stays.

    The fuller one keeps the wider places of those that go.

    Another speaker, day, participant, place, toll, victim or weapon is something of its own.
    """
    told = _Retellings(schema, linker)
    rows = list(frames)
    kept: list[int] = []
    for position, frame in enumerate(frames):
        before = [at for at in kept if rows[at].event == frame.event and told.holds(rows[at], frame)]
        behind = [
            at
            for at in range(position + 1, len(rows))
            if rows[at].event == frame.event and told.holds(rows[at], frame) and not told.holds(frame, rows[at])
        ]
        if not before and not behind:
            kept.append(position)
            continue
        full = (before or behind)[0]
        wider = tuple(place for place in frame.places if not any(same(place, other) for other in rows[full].places))
        rows[full] = replace(rows[full], places=(*rows[full].places, *wider))
    return [rows[at] for at in kept]


class _Retellings:
    def __init__(self, schema: Schema, linker: Linker) -> None:
        self._schema, self._linker = schema, linker

    def holds(self, full: Frame, bare: Frame) -> bool:
        """Whether a telling has all that another one has."""
        if bare.factuality != "asserted" or full.factuality != "asserted":
            return False
        return (
            self._of_type(full, bare)
            and self._told_by(full, bare)
            and self._done_by(full, bare)
            and all(any(self._one(mine, other) for other in full.targets) for mine in bare.targets)
            and all(any(self._there(other, mine) for other in full.places) for mine in bare.places)
            and all(any(_counted(other, mine) for other in full.tolls) for mine in bare.tolls)
            and {v.person.name for v in bare.victims} <= {v.person.name for v in full.victims}
            and {m.type for m in bare.weapons} <= {m.type for m in full.weapons}
            and _on_its_day(full, bare)
        )

    def _of_type(self, full: Frame, bare: Frame) -> bool:
        return full.type == bare.type or bare.type in _ANY or self._schema.is_a(full.type, bare.type)

    def _told_by(self, full: Frame, bare: Frame) -> bool:
        if bare.reason is not None and full.reason is None:
            return False
        if bare.response_to is not None and full.response_to is None:
            return False
        return all(any(same(mine, other) for other in full.speakers) for mine in bare.speakers)

    def _done_by(self, full: Frame, bare: Frame) -> bool:
        """Whether the same did it, as surely."""
        if bare.attackers and bare.certainty != full.certainty:
            return False
        return all(any(self._one(mine, other) for other in full.attackers) for mine in bare.attackers)

    def _one(self, left: Mention, right: Mention) -> bool:
        """Whether two mentions are of one participant: a group without a name is whoever was named."""
        unnamed = left.generic and owner(left).iri is None
        return same(left, right) or related(left, right, self._linker) or (unnamed and left.kind == right.kind)

    def _there(self, narrow: Mention, wide: Mention) -> bool:
        return same(narrow, wide) or inside(narrow, wide, self._linker)


def _counted(full: TollMention, bare: TollMention) -> bool:
    """Whether a number was told: the same, or an open one that it fills (``العشرات``, then ``34``)."""
    if full.measure != bare.measure:
        return False
    return full.low == bare.low or (bare.high is None and full.low >= bare.low)


def _on_its_day(full: Frame, bare: Frame) -> bool:
    if bare.date is None:
        return True
    if full.date is None or full.date.interval is None or bare.date.interval is None:
        return full.date is not None and full.date.surface == bare.date.surface
    return bare.date.interval[0] <= full.date.interval[0] and full.date.interval[1] <= bare.date.interval[1]
