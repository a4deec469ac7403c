"""The slots of an event while its arguments are read: attackers, targets, places and weapons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kgbuild.extraction.annotations import Mention
from kgbuild.extraction.lexicon import load_table

__all__ = ["VEHICLES", "Arguments"]

VEHICLES = frozenset(load_table("frames")["vehicles"]["weapons"])


@dataclass(slots=True)
class Arguments:
    """The slots of one event while they are being filled.

    ``hit_places`` are the places that were put in as objects: an airport is hit, a town is where it happened.
    """

    attackers: list[Mention] = field(default_factory=list)
    targets: list[Mention] = field(default_factory=list)
    places: list[Mention] = field(default_factory=list)
    weapons: list[Mention] = field(default_factory=list)
    hit_places: list[Mention] = field(default_factory=list)
    mutual: bool = False

    def add(self, role: str, mentions: Sequence[Mention]) -> None:
        """Put mentions into a slot; a place that is hit is a place, and of weapons only vehicles are hit."""
        for mention in mentions:
            slot = role
            if mention.kind == "weapon" and role == "targets":
                if mention.type not in VEHICLES:
                    continue
                mention = replace(mention, kind="facility", type="Facility")
            elif mention.kind == "weapon":
                slot = "weapons"
            elif mention.kind == "place":
                slot = "places"
                if role == "targets" and mention.preposition in ("", "على"):
                    self.hit_places.append(mention)
            elif role == "places" and mention.kind == "facility":
                slot = "targets"
            elif role == "places":
                continue
            if slot == "attackers" and mention.kind in ("facility", "place"):
                continue
            if slot == "targets" and mention.type == "Road" and mention.preposition:
                continue
            rows: list[Mention] = getattr(self, slot)
            if all(mention.start != old.start for old in rows) and not self._elsewhere(mention, slot):
                rows.append(mention)

    def _elsewhere(self, mention: Mention, slot: str) -> bool:
        return any(
            mention.start == old.start
            for name in ("attackers", "targets")
            if name != slot
            for old in getattr(self, name)
        )
