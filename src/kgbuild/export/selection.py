"""Which triples go into a dump: all documents, their events, the ontology, and the knowledge that claims reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kgbuild.graph import Identifiers
from kgbuild.graph.triples import canonical_triples, sort_key
from kgbuild.graph.vocabulary import DCTERMS, KGB, OWL, RDF, RDFS
from kgbuild.store import Store

__all__ = ["data_graphs", "dataset_header", "graph_triples", "reached_knowledge", "without_header"]

_UPWARD_ROOT = KGB.affiliatedWith


def data_graphs(store: Store, ids: Identifiers) -> list[str]:
    """Graphs of all documents, then corrections and events; sorted."""
    documents = [graph for graph in store.graphs() if ids.document_id(graph) is not None]
    derived = [ids.graph(name) for name in ("corrections", "events")]
    return [*documents, *(graph for graph in derived if store.contains(graph))]


def graph_triples(store: Store, graph: str) -> list[ox.Triple]:
    """All triples of a graph in the order of files, with canonical blank nodes (documents have none)."""
    triples = [quad.triple for quad in store.quads(graph)]
    if any(isinstance(triple.subject, ox.BlankNode) for triple in triples):
        return canonical_triples(triples)
    return sorted(triples, key=sort_key)


def reached_knowledge(store: Store, ids: Identifiers) -> list[ox.Triple]:
    """Return the background knowledge that the data lead to, in the order of files.

    From each actor and place that a document or event names: everything that describes it, the affiliations upward
    (patron, command, whole) and what they lead to, the places that contain it, and its country.
    """
    knowledge = ids.graph("knowledge")
    upward = _subproperties(store, ids.graph("ontology"))
    waiting: list[ox.NamedNode | ox.BlankNode] = list(_named(store, data_graphs(store, ids)))
    seen = set(waiting)
    kept: set[ox.Triple] = set()
    while waiting:
        node = waiting.pop()
        described = list(store.quads(knowledge, subject=node))
        kept.update(quad.triple for quad in described)
        found = [quad.object for quad in described]
        if isinstance(node, ox.NamedNode):
            memberships = [quad.subject for quad in store.quads(knowledge, predicate=KGB.member, object=node)]
            found += [m for m in memberships if _is_upward(store, knowledge, m, upward)]
        for term in found:
            if isinstance(term, ox.NamedNode | ox.BlankNode) and term not in seen:
                seen.add(term)
                waiting.append(term)
    return canonical_triples(kept)


def _named(store: Store, graphs: Iterable[str]) -> Iterator[ox.NamedNode]:
    for graph in graphs:
        yield from {quad.object for quad in store.quads(graph) if isinstance(quad.object, ox.NamedNode)}


def _subproperties(store: Store, ontology: str) -> set[ox.NamedNode]:
    """``kgb:affiliatedWith`` and all properties below it."""
    found = {_UPWARD_ROOT}
    waiting = [_UPWARD_ROOT]
    while waiting:
        for quad in store.quads(ontology, predicate=RDFS.subPropertyOf, object=waiting.pop()):
            if isinstance(quad.subject, ox.NamedNode) and quad.subject not in found:
                found.add(quad.subject)
                waiting.append(quad.subject)
    return found


def _is_upward(
    store: Store, knowledge: str, affiliation: ox.NamedNode | ox.BlankNode | ox.Triple, upward: set[ox.NamedNode]
) -> bool:
    if isinstance(affiliation, ox.Triple):
        return False
    return any(q.object in upward for q in store.quads(knowledge, subject=affiliation, predicate=KGB.relation))


def without_header(ontology: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Leave out the ontology's header and the blank nodes that hang on it."""
    triples = list(ontology)
    dropped: set[object] = {t.subject for t in triples if t.predicate == RDF.type and t.object == OWL.Ontology}
    while True:
        hanging = {t.object for t in triples if t.subject in dropped and isinstance(t.object, ox.BlankNode)}
        if hanging <= dropped:
            return [triple for triple in triples if triple.subject not in dropped]
        dropped |= hanging


def dataset_header(ontology: Iterable[ox.Triple], ids: Identifiers) -> list[ox.Triple]:
    """Header of a file that holds ontology and data: one ``owl:Ontology`` of its own IRI, with version and licence."""
    triples = list(ontology)
    headers = {t.subject for t in triples if t.predicate == RDF.type and t.object == OWL.Ontology}
    dataset = ox.NamedNode(f"{ids.base}dataset")
    kept = [
        ox.Triple(dataset, triple.predicate, triple.object)
        for triple in triples
        if triple.subject in headers and triple.predicate in (OWL.versionInfo, DCTERMS.license)
    ]
    return [
        ox.Triple(dataset, RDF.type, OWL.Ontology),
        ox.Triple(dataset, RDFS.label, ox.Literal("Reports of armed conflict, read by kgbuild", language="en")),
        ox.Triple(dataset, RDFS.label, ox.Literal("تقارير عن نزاعات مسلحة قرأها kgbuild", language="ar")),
        *(ox.Triple(dataset, RDFS.seeAlso, header) for header in headers if isinstance(header, ox.NamedNode)),
        *kept,
    ]
