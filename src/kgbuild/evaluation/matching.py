"""Which readings of an export are which gold events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kgbuild.evaluation.gold import GoldEvent
from kgbuild.evaluation.names import TABLES, matched
from kgbuild.evaluation.readings import Reading

__all__ = ["ENOUGH", "Match", "Pair", "match", "pair_score", "type_score"]

ENOUGH = 1.9
"""The least score of a pair: near types whose evidence overlaps, or equal types with a place or participant."""

_FAMILY = {type_: family for family, types in TABLES["families"].items() for type_ in types}
_NEAR = {frozenset(pair) for pair in TABLES["near"]["pairs"]}
_ALSO: dict[str, list[str]] = TABLES["also"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A reading and the gold event that it was found to be, by position in their lists."""

    reading: int
    event: int


@dataclass(frozen=True, slots=True)
class Match:
    """All pairs of a document, best first, and the readings without one."""

    pairs: tuple[Pair, ...]
    unpaired: tuple[int, ...]

    def reading_of(self, event: int) -> int | None:
        """Position of the reading that was paired with an event."""
        return next((pair.reading for pair in self.pairs if pair.event == event), None)


def type_score(type_: str, event: GoldEvent) -> float:
    """How well a type fits: 1 the same, 0.7 the same family, 0.4 a near family, 0 not at all."""
    right = {event.type, *event.alt_types}
    if type_ in right or right & set(_ALSO.get(type_, ())):
        return 1.0
    family, families = _FAMILY.get(type_, "?"), {_FAMILY.get(other, "?") for other in right}
    if family in families or family == "any":
        return 0.7
    return 0.4 if any(frozenset((family, other)) in _NEAR for other in families) else 0.0


def pair_score(reading: Reading, event: GoldEvent) -> float:
    """How much speaks for a reading being a gold event: type, evidence, places, toll, participants, days."""
    score = type_score(reading.type, event)
    if score == 0:
        return 0.0
    if reading.spans:
        score += 1.5 if any(span.overlaps(event.span) for span in reading.spans) else -0.3
    if event.locations and reading.places:
        score += 1.0 if matched(reading.places, event.locations) else -0.3
    killed, gold_killed = reading.figure("killed"), event.figure("killed")
    if killed and gold_killed:
        score += 0.7 * (killed[0] == gold_killed[0])
    participants = event.attackers + event.targets
    if participants:
        found = matched(reading.attackers + reading.targets, participants)
        score += 0.8 * min(1, found / len(participants) * 1.5)
    if event.date and reading.date:
        score += 0.4 * (reading.date[0] <= event.date[1] and reading.date[1] >= event.date[0])
    return score


def match(readings: Sequence[Reading], events: Sequence[GoldEvent]) -> Match:
    """Pair readings with gold events one to one, best pairs first."""
    candidates = sorted(
        ((pair_score(reading, event), i, j) for i, reading in enumerate(readings) for j, event in enumerate(events)),
        reverse=True,
    )
    pairs: list[Pair] = []
    used: set[int] = set()
    taken: set[int] = set()
    for score, i, j in candidates:
        if score >= ENOUGH and i not in used and j not in taken:
            used.add(i)
            taken.add(j)
            pairs.append(Pair(i, j))
    return Match(tuple(pairs), tuple(i for i in range(len(readings)) if i not in used))
