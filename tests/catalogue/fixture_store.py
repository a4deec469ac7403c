"""The fixture data as a store, and a small knowledge base for names."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import ClassVar

import pyoxigraph

from kgbuild.catalogue.table import plain, tabulate
from kgbuild.knowledge.entity import Entity, Name

HERE = Path(__file__).parent
BASE = "https://w3id.org/kgbuild/id/"


class MemoryStore:
    """Answers over the union of its graphs, as every store of kgbuild does."""

    def __init__(self, *files: Path) -> None:
        self._store = pyoxigraph.Store()
        for file in files:
            self._store.load(path=str(file), format=pyoxigraph.RdfFormat.TRIG)

    def query(self, text: str):
        return self._store.query(text, use_default_graph_as_union=True)

    def rows(self, text: str) -> list[list[str]]:
        """Rows as plain text, IRIs of the data without their base."""
        return [[plain(cell).replace(BASE, "") for cell in row] for row in tabulate(self.query(text)).rows]


@cache
def fixture_store() -> MemoryStore:
    return MemoryStore(*sorted((HERE / "data").glob("*.trig")))


class Names:
    """A knowledge base of a few entities."""

    _entities: ClassVar = {
        "deir-ez-zor-governorate": ("place", "Governorate", "Deir ez-Zor", "دير الزور", ()),
        "deir-ez-zor": ("place", "City", "Deir ez-Zor", "دير الزور", ("deir-ez-zor-governorate",)),
        "tripoli-libya": ("place", "City", "Tripoli", "طرابلس", ()),
        "tripoli-lebanon": ("place", "City", "Tripoli", "طرابلس", ()),
        "quds-force": ("actor", "StateForce", "Quds Force", "فيلق القدس", ()),
        "sohr": ("actor", "Monitor", "SOHR", "المرصد السوري", ()),
    }

    def find(self, name: str, kinds: Collection[str] | None = None) -> list[Entity]:
        wanted = {kind.lower() for kind in kinds or ("Actor", "Place")}
        return [
            Entity(f"{BASE}{sort}/{local}", kind, (Name(en, "en"), Name(ar, "ar")))
            for local, (sort, kind, en, ar, _) in self._entities.items()
            if sort in wanted and name.casefold() in {en.casefold(), ar}
        ]

    def within(self, place: str, container: str) -> bool:
        local, above = place.rpartition("/")[2], container.rpartition("/")[2]
        return local == above or above in self._entities[local][4]
