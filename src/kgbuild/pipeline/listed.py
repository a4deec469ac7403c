"""The places of the gazetteer in a store: only those that its documents name are written into the knowledge graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from kgbuild.graph import Identifiers, StoreBackground
from kgbuild.graph.background import KnownPlace
from kgbuild.graph.listed_places import is_listed, known_place, listed_place_triples
from kgbuild.graph.reasoning import infer
from kgbuild.graph.triples import in_graph
from kgbuild.graph.vocabulary import GEO
from kgbuild.knowledge import Entity, load_knowledge
from kgbuild.store import Change, Store

__all__ = ["IngestBackground", "ListedPlaces", "add_named", "drop_unnamed", "named_places"]


class ListedPlaces:
    """The places of the gazetteer by IRI, read when the first one is asked for.

    Parameters
    ----------
    folder
        Holds ``kgbuild.ttl``, ``actors/`` and ``places/``.
    own
        The user's own files of actors and places; with them it is the knowledge base that extraction has loaded.
    """

    def __init__(self, folder: Path, own: Sequence[Path] = ()) -> None:
        self._folder = folder
        self._own = tuple(own)

    @cached_property
    def _places(self) -> dict[str, Entity]:
        return {place.iri: place for place in load_knowledge(self._folder, self._own).entities if place.listed}

    def place(self, iri: str) -> Entity | None:
        """Return a place, or ``None`` where the gazetteer does not have it (any longer)."""
        return self._places.get(iri) if is_listed(iri) else None

    def triples(self, iris: Iterable[str]) -> list[ox.Triple]:
        """Return what the knowledge graph says of places; those that the gazetteer does not have are left out."""
        found = [place for iri in sorted(set(iris)) if (place := self.place(iri)) is not None]
        return [triple for place in found for triple in listed_place_triples(place)]


class IngestBackground(StoreBackground):
    """What a store knows, and the labels and coordinates of places of the gazetteer that it does not hold yet.

    Parameters
    ----------
    store
        An open store.
    ids
        Names the graphs.
    listed
        The places of the gazetteer.
    """

    def __init__(self, store: Store, ids: Identifiers, listed: ListedPlaces) -> None:
        super().__init__(store, (ids.graph("ontology"), ids.graph("knowledge")))
        self._listed = listed

    def label(self, iri: str, language: str) -> str | None:
        """Label of a term or entity in ``ar`` or ``en``, or ``None``."""
        place = self._listed.place(iri)
        return place.label(language) if place is not None else super().label(iri, language)

    def place(self, iri: str) -> KnownPlace | None:
        """A place of the knowledge or of the gazetteer, or ``None`` where they have none of that IRI."""
        listed = self._listed.place(iri)
        return known_place(listed) if listed is not None else super().place(iri)


def named_places(quads: Iterable[ox.Quad | ox.Triple]) -> set[str]:
    """Return the places of the gazetteer that quads or triples lead to."""
    return {
        quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode) and is_listed(quad.object.value)
    }


def add_named(store: Store, ids: Identifiers, listed: ListedPlaces, iris: Iterable[str]) -> Change:
    """Change that describes places in the knowledge graph, with what follows from that."""
    triples = listed.triples(iris)
    if not triples:
        return Change()
    knowledge, inferred = ids.graph("knowledge"), ids.graph("inferred")
    entailed = infer(store.quads(ids.graph("ontology")), [*triples, *_containers(store, knowledge, triples)])
    subjects = {triple.subject for triple in triples}
    return Change(
        insert=(
            *in_graph(knowledge, triples),
            *in_graph(inferred, (t for t in entailed if t.subject in subjects or t.object in subjects)),
        )
    )


def drop_unnamed(store: Store, ids: Identifiers, iris: Iterable[str]) -> None:
    """Take places of the gazetteer out of the knowledge graph that no document and no correction names any longer."""
    knowledge, inferred = ids.graph("knowledge"), ids.graph("inferred")
    derived = {ox.NamedNode(graph) for graph in (knowledge, inferred, ids.graph("events"))}
    gone: list[ox.Quad] = []
    for iri in sorted(set(iris)):
        place = ox.NamedNode(iri)
        if any(quad.graph_name not in derived for quad in store.quads(object=place)):
            continue
        described = list(store.quads(knowledge, subject=place))
        geometries = [quad.object for quad in described if quad.predicate == GEO.hasGeometry]
        nodes = [place, *(node for node in geometries if isinstance(node, ox.NamedNode))]
        gone += described
        for node in nodes:
            gone += [quad for graph in (knowledge, inferred) for quad in store.quads(graph, subject=node)]
            gone += store.quads(inferred, object=node)
    if gone:
        store.apply(Change(delete=tuple(sorted(set(gone), key=str))))


def _containers(store: Store, knowledge: str, triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """What the knowledge graph says of the areas that places lie in, and of those that these lie in."""
    waiting = [t.object for t in triples if isinstance(t.object, ox.NamedNode)]
    seen = set(waiting)
    while waiting:
        for quad in store.quads(knowledge, subject=waiting.pop()):
            yield quad.triple
            if isinstance(quad.object, ox.NamedNode) and quad.object not in seen:
                seen.add(quad.object)
                waiting.append(quad.object)
