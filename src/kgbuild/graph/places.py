"""Places by kind: which of several is the narrower one, and where the words put something from one of them."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from kgbuild.extraction.report import RelativePosition
from kgbuild.graph.background import Background
from kgbuild.graph.geometry import AREAS, Circle, placed
from kgbuild.graph.vocabulary import KGB

__all__ = ["breadth", "relative_circle"]

_PROVINCE = "Governorate"


@lru_cache(maxsize=1)
def _ranks() -> dict[str, int]:
    data = tomllib.loads((Path(__file__).parent / "places.toml").read_text(encoding="utf-8"))
    return {KGB(kind).value: rank for rank, kinds in enumerate(data["order"]) for kind in kinds}


def breadth(kind: str, background: Background) -> int:
    """Rank of a kind of place: the smaller the narrower; the table is ``places.toml``.

    Parameters
    ----------
    kind
        Local name of a class.
    background
        Gives the classes above it.
    """
    ranks = _ranks()
    iri = KGB(kind).value
    if iri in ranks:
        return ranks[iri]
    above = [ranks[c] for c in background.superclasses(iri) if c in ranks and c != KGB.Place.value]
    return min(above, default=ranks[KGB.Place.value])


def relative_circle(position: RelativePosition, background: Background) -> Circle | None:
    """Return where a position told in words lies, inside the governorate of the place that it counts from.

    Parameters
    ----------
    position
        What the words tell.
    background
        Knows where places lie; of one whose coordinates it does not know there is no position (``None``).
    """
    anchor = background.place(position.anchor)
    if anchor is None or anchor.circle is None:
        return None
    bound = anchor.circle if anchor.kind in AREAS else _province(anchor.located_in, background)
    return placed(position, anchor.circle, anchor.kind, bound)


def _province(containers: tuple[str, ...], background: Background) -> Circle | None:
    """Where the nearest governorate lies that holds the containers, or is one of them."""
    seen, level = set(containers), list(containers)
    while level:
        above: list[str] = []
        for iri in level:
            place = background.place(iri)
            if place is not None and place.kind == _PROVINCE:
                return place.circle
            above += [container for container in (place.located_in if place else ()) if container not in seen]
            seen.update(above)
        level = sorted(set(above))
    return None
