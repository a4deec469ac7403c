"""The parts that words play in a deed, as the encoder reads them word by word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["OUTPUTS", "ROLES", "TYPES", "Roles"]

Floats: TypeAlias = NDArray[np.float32]

ROLES = ("attackers", "targets", "places", "date", "killed", "wounded", "speakers")
"""Slots of an event whose words are read."""

TYPES = (
    "AirStrike",
    "DroneStrike",
    "Shelling",
    "MissileStrike",
    "ArmedClash",
    "Ambush",
    "Bombing",
    "SuicideBombing",
    "Assassination",
    "Raid",
    "Abduction",
    "Execution",
    "Interception",
    "TerritorialChange",
    "OtherViolence",
    "Attack",
)
"""Types of events that the encoder tells apart."""

OUTPUTS = 2 * len(ROLES)
"""Two for each role: whether a word belongs to a filler, and whether one begins there."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Scores (logits) of the words of a window from ``first`` on: one row a word, :data:`OUTPUTS` columns."""

    first: int
    scores: Floats

    def of(self, role: str, start: int, end: int) -> float | None:
        """Return how much speaks for it that words (half-open) fill a role; nothing where they lie outside."""
        low, high = start - self.first, end - self.first
        if low < 0 or high > len(self.scores) or low >= high:
            return None
        return float(self.scores[low:high, 2 * ROLES.index(role)].mean())
