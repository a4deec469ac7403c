"""Actors and places as the store describes them: in the knowledge graph, else in the document that names them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from kgbuild.graph.background import StoreBackground
from kgbuild.graph.identifiers import Identifiers
from kgbuild.graph.reading import Nodes, coordinates
from kgbuild.graph.vocabulary import GEO, KGB, OWL, RDF, local_name
from kgbuild.store import Store

__all__ = ["EntityReader", "StoredEntity"]


@dataclass(frozen=True, slots=True)
class StoredEntity:
    """An actor or place; coordinates in decimal degrees (WGS 84), precision in metres."""

    iri: str
    kind: str
    label_ar: str | None
    label_en: str | None
    identified: bool
    located_in: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    precision_m: int | None = None


class EntityReader:
    """Looks up entities of a store; those of the knowledge graph are kept in memory.

    Parameters
    ----------
    store
        An open store.
    ids
        Names the graphs.
    """

    def __init__(self, store: Store, ids: Identifiers) -> None:
        self._store = store
        self._knowledge = ids.graph("knowledge")
        self.background = StoreBackground(store, (ids.graph("ontology"), self._knowledge))
        self._known = lru_cache(maxsize=65536)(self._read_known)

    def entity(self, iri: str, document: Nodes | None = None) -> StoredEntity | None:
        """The entity of this IRI, or ``None`` where neither knowledge nor document describe it."""
        known = self._known(iri)
        if known is None and document is not None and iri in document:
            return self._read(document, iri)
        return known

    def containers(self, iri: str, document: Nodes | None = None) -> frozenset[str]:
        """All places that a place lies in."""
        seen: set[str] = set()
        waiting = [iri]
        while waiting:
            entity = self.entity(waiting.pop(), document)
            for container in entity.located_in if entity else ():
                if container not in seen:
                    seen.add(container)
                    waiting.append(container)
        return frozenset(seen - {iri})

    def most_specific(self, classes: Sequence[str]) -> str:
        """The class that no other one of these is below; the first in order, should several remain."""
        lowest = [
            c for c in classes if not any(c != other and c in self.background.superclasses(other) for other in classes)
        ]
        return min(lowest or list(classes), default="")

    def _read_known(self, iri: str) -> StoredEntity | None:
        node = ox.NamedNode(iri)
        quads = list(self._store.quads(self._knowledge, subject=node))
        for quad in [quad for quad in quads if quad.predicate == GEO.hasGeometry]:
            if isinstance(quad.object, ox.NamedNode | ox.BlankNode):
                quads.extend(self._store.quads(self._knowledge, subject=quad.object))
        return self._read(Nodes(quads), iri) if quads else None

    def _read(self, nodes: Nodes, iri: str) -> StoredEntity:
        kinds = [kind for kind in nodes.all(iri, RDF.type) if not kind.startswith(str(OWL))]
        latitude, longitude = coordinates(nodes, iri) or (None, None)
        return StoredEntity(
            iri=iri,
            kind=local_name(self.most_specific(kinds)),
            label_ar=nodes.label(iri, "ar"),
            label_en=nodes.label(iri, "en"),
            identified=nodes.one(iri, KGB.identified) != "false",
            located_in=tuple(nodes.all(iri, KGB.locatedIn)),
            latitude=latitude,
            longitude=longitude,
            precision_m=nodes.number(iri, KGB.precisionMetres),
        )
