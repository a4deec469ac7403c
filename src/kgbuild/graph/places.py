"""Which of several places is the narrower one, by kind."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from kgbuild.graph.background import Background
from kgbuild.graph.vocabulary import KGB

__all__ = ["breadth"]


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
