"""What writing and reading claims needs to know of the ontology and of the background knowledge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import pyoxigraph as ox

from kgbuild.graph.geometry import Circle
from kgbuild.graph.reading import Nodes, coordinates
from kgbuild.graph.vocabulary import GEO, KGB, OWL, RDF, RDFS, local_name
from kgbuild.reachable import reachable
from kgbuild.store import Store

__all__ = ["Background", "KnownPlace", "StoreBackground"]


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place of the knowledge: its class (local name), where it lies, and the IRIs of what it lies in."""

    kind: str
    circle: Circle | None
    located_in: tuple[str, ...]


class Background(Protocol):
    """Labels of terms and entities, the class tree, and where places lie."""

    def label(self, iri: str, language: str) -> str | None:
        """Label of a term or entity in ``ar`` or ``en``, or ``None``."""

    def superclasses(self, iri: str) -> frozenset[str]:
        """The class itself and all classes above it."""

    def disjoint(self, iri: str) -> frozenset[str]:
        """Classes that the ontology says exclude a class."""

    def place(self, iri: str) -> KnownPlace | None:
        """A place of the knowledge, or ``None`` where it has none of that IRI."""


class StoreBackground:
    """Reads the ontology and knowledge graphs of a store; labels are looked up when they are asked for.

    Parameters
    ----------
    store
        An open store.
    graphs
        IRIs of the graphs that hold the ontology and the knowledge.
    """

    def __init__(self, store: Store, graphs: Iterable[str]) -> None:
        self._store = store
        self._graphs = tuple(graphs)
        self._parents: dict[str, list[str]] = {}
        for graph in self._graphs:
            for quad in store.quads(graph, predicate=RDFS.subClassOf):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                    self._parents.setdefault(quad.subject.value, []).append(quad.object.value)
        self._disjoint: dict[str, set[str]] = {}
        for graph in self._graphs:
            for quad in store.quads(graph, predicate=OWL.disjointWith):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                    self._disjoint.setdefault(quad.subject.value, set()).add(quad.object.value)
                    self._disjoint.setdefault(quad.object.value, set()).add(quad.subject.value)
        self._labels = lru_cache(maxsize=65536)(self._read_labels)
        self._places = lru_cache(maxsize=65536)(self._read_place)
        self._closure = lru_cache(maxsize=None)(self._climb)

    def label(self, iri: str, language: str) -> str | None:
        """Label of a term or entity in ``ar`` or ``en``, or ``None``."""
        return self._labels(iri).get(language)

    def superclasses(self, iri: str) -> frozenset[str]:
        """The class itself and all classes above it."""
        return self._closure(iri)

    def disjoint(self, iri: str) -> frozenset[str]:
        """Classes that the ontology says exclude a class."""
        return frozenset(self._disjoint.get(iri, ()))

    def place(self, iri: str) -> KnownPlace | None:
        """A place of the knowledge, or ``None`` where it has none of that IRI."""
        return self._places(iri)

    def _read_place(self, iri: str) -> KnownPlace | None:
        described = [quad for graph in self._graphs for quad in self._store.quads(graph, subject=ox.NamedNode(iri))]
        geometries = [q.object for q in described if q.predicate == GEO.hasGeometry]
        for geometry in geometries:
            if isinstance(geometry, ox.NamedNode | ox.BlankNode):
                described += [quad for graph in self._graphs for quad in self._store.quads(graph, subject=geometry)]
        nodes = Nodes(described)
        kinds = [kind for kind in nodes.all(iri, RDF.type) if KGB.Place.value in self.superclasses(kind)]
        if not kinds:
            return None
        lowest = [kind for kind in kinds if not any(kind in self.superclasses(o) for o in kinds if o != kind)]
        point, precision = coordinates(nodes, iri), nodes.number(iri, KGB.precisionMetres)
        circle = Circle(*point, precision) if point is not None and precision is not None else None
        return KnownPlace(local_name(min(lowest or kinds)), circle, tuple(nodes.all(iri, KGB.locatedIn)))

    def _read_labels(self, iri: str) -> dict[str, str]:
        labels: dict[str, str] = {}
        for graph in self._graphs:
            for quad in self._store.quads(graph, subject=ox.NamedNode(iri), predicate=RDFS.label):
                if isinstance(quad.object, ox.Literal):
                    language = quad.object.language or ""
                    labels[language] = min(quad.object.value, labels.get(language, quad.object.value))
        return labels

    def _climb(self, iri: str) -> frozenset[str]:
        return reachable([iri], self._parents)
