"""Tables of the actors and places that claims speak of, and the network among actors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, TextIO
from xml.etree import ElementTree

import pyoxigraph as ox

from kgbuild.export.naming import Namer
from kgbuild.export.records import document_graphs
from kgbuild.graph import DocumentGraph, Identifiers
from kgbuild.graph.entities import StoredEntity
from kgbuild.graph.reading import Nodes
from kgbuild.graph.vocabulary import KGB, local_name
from kgbuild.store import Store

__all__ = ["ActorRow", "Network", "NetworkEdge", "PlaceRow", "actor_rows", "network", "place_rows", "write_graphml"]


class _Row:
    __slots__ = ()

    def as_json(self) -> dict[str, Any]:
        """The row as JSON values."""
        return asdict(self)  # type: ignore[call-overload, no-any-return]

    def as_row(self) -> dict[str, str | int | float | None]:
        """The row as one line of a table."""
        return self.as_json()


@dataclass(frozen=True, slots=True)
class ActorRow(_Row):
    """An actor that claims refer to, and in how many claims it stands in which role."""

    iri: str
    label_ar: str | None
    label_en: str | None
    kind: str
    identified: bool
    claims: int
    as_attacker: int
    as_target: int
    as_speaker: int
    documents: int


@dataclass(frozen=True, slots=True)
class PlaceRow(_Row):
    """A place that claims refer to, and how many do."""

    iri: str
    label_ar: str | None
    label_en: str | None
    kind: str
    identified: bool
    lat: float | None
    lon: float | None
    precision_m: int | None
    claims: int
    documents: int


@dataclass(frozen=True, slots=True)
class NetworkEdge(_Row):
    """A tie between two actors.

    ``origin`` is ``claim`` for what reports say and ``background`` for background knowledge; ``relation`` is an event
    class (attacker → target) or a property; ``certainty`` is the attacker's certainty of an event claim, else the
    factuality of a relation claim, else how a background relation is verified; ``weight`` counts claims.
    """

    source: str
    target: str
    relation: str
    origin: Literal["claim", "background"]
    certainty: str
    weight: int


@dataclass(frozen=True, slots=True)
class Network:
    """Actors and the ties between them."""

    nodes: tuple[ActorRow, ...]
    edges: tuple[NetworkEdge, ...]


@dataclass(slots=True)
class _Tally:
    entity: StoredEntity
    claims: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    roles: Counter[str] = field(default_factory=Counter)


def actor_rows(store: Store, ids: Identifiers | None = None) -> Iterator[ActorRow]:
    """Yield the actors that claims refer to, by IRI."""
    for tally in _tallies(store, ids or Identifiers(), places=False):
        yield _actor(tally)


def place_rows(store: Store, ids: Identifiers | None = None) -> Iterator[PlaceRow]:
    """Yield the places that claims refer to, by IRI."""
    for tally in _tallies(store, ids or Identifiers(), places=True):
        entity = tally.entity
        yield PlaceRow(
            entity.iri,
            entity.label_ar,
            entity.label_en,
            entity.kind,
            entity.identified,
            entity.latitude,
            entity.longitude,
            entity.precision_m,
            len(tally.claims),
            len(tally.documents),
        )


def network(store: Store, ids: Identifiers | None = None) -> Network:
    """Return who attacked whom and who stands how to whom: by claims that assert it, and by background knowledge."""
    ids = ids or Identifiers()
    rows = {row.iri: row for row in actor_rows(store, ids)}
    weights: Counter[tuple[str, str, str, Literal["claim", "background"], str]] = Counter()
    for document in document_graphs(store, ids):
        for claim in document.claims:
            if claim.factuality == "asserted":
                for attacker in claim.attackers:
                    for target in claim.targets:
                        weights[attacker, target, claim.type, "claim", claim.attacker_certainty] += 1
        for relation in document.relations:
            name = local_name(relation.relation)
            weights[relation.subject, relation.object, name, "claim", relation.factuality] += 1
    for member, whole, name, verification in _affiliations(store, ids):
        if member in rows:
            weights[member, whole, name, "background", verification] = 1
            if whole not in rows:
                entity = Namer(store, ids).entity(whole)
                if entity is not None:
                    rows[whole] = _actor(_Tally(entity))
    edges = [NetworkEdge(*key, weight) for key, weight in sorted(weights.items())]
    kept = tuple(edge for edge in edges if edge.source in rows and edge.target in rows)
    return Network(tuple(rows[iri] for iri in sorted(rows)), kept)


def write_graphml(network: Network, output: TextIO) -> None:
    """Write a network as GraphML (http://graphml.graphdrawing.org/), for Gephi and the like."""
    root = ElementTree.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    node_keys = {"label_ar": "string", "label_en": "string", "kind": "string", "identified": "boolean", "claims": "int"}
    edge_keys = {"relation": "string", "origin": "string", "certainty": "string", "weight": "int"}
    for domain, keys in (("node", node_keys), ("edge", edge_keys)):
        for name, kind in keys.items():
            attributes = {"id": f"{domain}_{name}", "for": domain, "attr.name": name, "attr.type": kind}
            ElementTree.SubElement(root, "key", attributes)
    graph = ElementTree.SubElement(root, "graph", id="actors", edgedefault="directed")
    for row in network.nodes:
        _data(ElementTree.SubElement(graph, "node", id=row.iri), "node", node_keys, row.as_json())
    for number, edge in enumerate(network.edges):
        element = ElementTree.SubElement(graph, "edge", id=f"e{number}", source=edge.source, target=edge.target)
        _data(element, "edge", edge_keys, edge.as_json())
    ElementTree.indent(root)
    output.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    output.write(ElementTree.tostring(root, encoding="unicode") + "\n")


def _data(element: ElementTree.Element, domain: str, keys: dict[str, str], values: dict[str, Any]) -> None:
    for name in keys:
        value = values[name]
        if value is not None:
            data = ElementTree.SubElement(element, "data", key=f"{domain}_{name}")
            data.text = str(value).lower() if isinstance(value, bool) else str(value)


def _actor(tally: _Tally) -> ActorRow:
    entity = tally.entity
    return ActorRow(
        entity.iri,
        entity.label_ar,
        entity.label_en,
        entity.kind,
        entity.identified,
        len(tally.claims),
        tally.roles["attacker"],
        tally.roles["target"],
        tally.roles["speaker"] + tally.roles["relay"],
        len(tally.documents),
    )


def _tallies(store: Store, ids: Identifiers, *, places: bool) -> list[_Tally]:
    """Count the mentions of all actors, or of all places."""
    namer = Namer(store, ids)
    tallies: dict[str, _Tally] = {}
    for document in document_graphs(store, ids):
        _tally_document(document, namer, tallies, places)
    return [tallies[iri] for iri in sorted(tallies)]


def _tally_document(document: DocumentGraph, namer: Namer, tallies: dict[str, _Tally], places: bool) -> None:
    for claim in document.statements:
        for iri, role in sorted({(mention.refers_to, mention.role) for mention in claim.mentions}):
            if iri not in tallies:
                entity = namer.entity(iri, document.nodes)
                if entity is None or _is_place(entity, namer) != places:
                    continue
                tallies[iri] = _Tally(entity)
            tallies[iri].claims.add(claim.iri)
            tallies[iri].documents.add(document.id)
            tallies[iri].roles[role] += 1


def _is_place(entity: StoredEntity, namer: Namer) -> bool:
    return KGB.Place.value in namer.background.superclasses(KGB(entity.kind).value)


def _affiliations(store: Store, ids: Identifiers) -> Iterator[tuple[str, str, str, str]]:
    """Member, whole, relation and verification of the background affiliations."""
    knowledge = ids.graph("knowledge")
    for quad in store.quads(knowledge, predicate=KGB.member):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            iri = quad.subject.value
            nodes = Nodes(store.quads(knowledge, subject=quad.subject))
            relation = nodes.one(iri, KGB.relation) or KGB.affiliatedWith.value
            verification = nodes.one(iri, KGB.verification)
            for whole in nodes.all(iri, KGB.whole):
                verified = local_name(verification) if verification else "sourced"
                yield quad.object.value, whole, local_name(relation), verified
