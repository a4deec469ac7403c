"""Weapons on or in what was hit, which it was not hit with: ``طقم يحمل رشاشا``, ``منصات إطلاق صواريخ``."""

from __future__ import annotations

from collections.abc import Sequence

from kgbuild.extraction.annotations import Mention
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.lexicon import load_table

__all__ = ["is_borne", "without_shells_of_planes"]

_REACH = 4  # words from a vehicle to يحمل, and from there to the weapon
_HOLDING = 2  # words from منصة to the weapon
_PILOTED = tuple(load_table("frames")["vehicles"]["piloted"])
_FLYING = tuple(f"weapon.{kind}" for kind in _PILOTED)
_GROUND_GUNS = ("Artillery", "Mortar")
_EXPLOSIVES = ("CarBomb", "ImprovisedExplosiveDevice", "Mine", "SuicideVest", "Bomb", "ExplosiveBoat")


def is_borne(hits: HitTable, weapon: Mention) -> bool:
    """Whether a vehicle bears a weapon or a place holds it; not where they came with it (``بسيارة مزودة برشاش``)."""
    if _held(hits, weapon.start) or (weapon.type in _PILOTED and hits.any(weapon.start - 1, ("weapons.aboard",))):
        return True
    return weapon.type not in _EXPLOSIVES and _carried(hits, weapon.start)


def _carried(hits: HitTable, start: int) -> bool:
    near = range(start - 1, max(0, start - _REACH) - 1, -1)
    bearing = next((at for at in near if hits.any(at, ("weapons.bearing",))), None)
    if bearing is None:
        return False
    for at in range(bearing - 1, max(0, bearing - _REACH) - 1, -1):
        vehicle = hits.at(at, "facilities.vehicles", "weapons.bearers")
        if vehicle is not None:
            return not vehicle.preposition and not hits.any(at, _FLYING)
    return False


def _held(hits: HitTable, start: int) -> bool:
    for at in range(max(0, start - _HOLDING), start):
        holding = hits.at(at, "weapons.holding")
        if holding is not None and holding.end == start and not holding.definite:
            return holding.preposition in ("", "على", "علي")
    return False


def without_shells_of_planes(weapons: Sequence[Mention]) -> list[Mention]:
    """``أطلقت الطائرات قذائف``: what a plane drops or fires is no artillery; nor are the guns beside it its weapons."""
    flown = any(weapon.type in _PILOTED for weapon in weapons)
    return [weapon for weapon in weapons if not (flown and weapon.type in _GROUND_GUNS)]
