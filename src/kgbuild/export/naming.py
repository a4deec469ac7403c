"""Names of actors, places and terms in exports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kgbuild.graph import Identifiers, StoreBackground
from kgbuild.graph.entities import EntityReader, StoredEntity
from kgbuild.graph.places import breadth
from kgbuild.graph.reading import Nodes
from kgbuild.store import Store

__all__ = ["Named", "Namer"]


@dataclass(frozen=True, slots=True)
class Named:
    """Something with its labels and, where a text mentions it, its words there."""

    iri: str
    label_ar: str | None
    label_en: str | None
    surface: str | None


class Namer:
    """Looks up the labels of what records refer to."""

    def __init__(self, store: Store, ids: Identifiers) -> None:
        self._entities = EntityReader(store, ids)

    @property
    def background(self) -> StoreBackground:
        """Labels and class tree of the store's ontology and knowledge."""
        return self._entities.background

    def entity(self, iri: str, document: Nodes | None = None) -> StoredEntity | None:
        """An actor or place as knowledge or the document describe it."""
        return self._entities.entity(iri, document)

    def named(self, iri: str, surface: str | None, document: Nodes | None = None) -> Named:
        """Labels of an entity or term."""
        entity = self.entity(iri, document)
        if entity is not None:
            return Named(iri, entity.label_ar, entity.label_en, surface)
        return Named(iri, self.background.label(iri, "ar"), self.background.label(iri, "en"), surface)

    def narrowest_first(self, places: Iterable[str], document: Nodes | None = None) -> list[str]:
        """Order places: what lies in another one before it, else by kind, precision, and the order given."""
        given = list(places)
        entities = {iri: self.entity(iri, document) for iri in given}
        depth = {iri: len(self._entities.containers(iri, document) & set(given)) for iri in given}

        def key(iri: str) -> tuple[int, int, int]:
            entity = entities[iri]
            kind, precision = (entity.kind, entity.precision_m) if entity else ("Place", None)
            return breadth(kind, self.background), -depth[iri], precision or 0

        return sorted(given, key=key)
