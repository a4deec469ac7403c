"""The whole graph as a file, for Protégé and other RDF tools; the same bytes for the same content."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final, Literal, TypeAlias

import pyoxigraph as ox

from kgbuild.export.redaction import PersonRedaction, without_text
from kgbuild.export.selection import data_graphs, dataset_header, graph_triples, reached_knowledge, without_header
from kgbuild.graph import Identifiers
from kgbuild.graph.triples import rdflib_graph, sorted_triples
from kgbuild.graph.vocabulary import KGB, PREFIXES
from kgbuild.store import Store

if TYPE_CHECKING:
    from rdflib import Graph

__all__ = ["DUMP_FORMATS", "DumpFormat", "DumpOptions", "dump"]

DumpFormat: TypeAlias = Literal["ttl", "nq", "jsonld", "rdfxml"]
DUMP_FORMATS: Final[tuple[DumpFormat, ...]] = ("ttl", "nq", "jsonld", "rdfxml")


@dataclass(frozen=True, slots=True)
class DumpOptions:
    """What a dump holds.

    Parameters
    ----------
    knowledge
        ``reached``: the background knowledge that claims lead to; ``all``: all of it.
    text
        ``keep`` or ``leave_out`` the text of documents, sentences and quotes.
    persons
        ``keep`` or ``redact`` persons that the knowledge base does not know; redacting leaves out the text too.
    """

    knowledge: Literal["reached", "all"] = "reached"
    text: Literal["keep", "leave_out"] = "keep"
    persons: Literal["keep", "redact"] = "keep"


def dump(
    store: Store,
    output: IO[bytes],
    format: DumpFormat = "ttl",
    options: DumpOptions | None = None,
    ids: Identifiers | None = None,
) -> int:
    """Write documents, events, ontology and knowledge; return the number of triples.

    Inferred triples, shapes and the log stay out. N-Quads keep the named graphs and are written graph by graph; the
    other formats hold one graph with one ontology header of its own, and each claim names its document.

    Parameters
    ----------
    store
        An open store.
    output
        Where to.
    format
        ``ttl`` (Turtle), ``nq`` (N-Quads), ``jsonld`` (JSON-LD) or ``rdfxml`` (RDF/XML).
    options
        See `DumpOptions`.
    ids
        Names the graphs.
    """
    ids = ids or Identifiers()
    options = options or DumpOptions()
    if format == "nq":
        return _write_quads(_graphs(store, ids, options), output)
    ontology = graph_triples(store, ids.graph("ontology"))
    parts = [triples for graph, triples in _graphs(store, ids, options) if graph != ids.graph("ontology")]
    triples = sorted_triples(
        [*dataset_header(ontology, ids), *without_header(ontology), *(t for part in parts for t in part)]
    )
    prefixes = PREFIXES | ids.prefixes()
    if format == "ttl":
        from kgbuild.export.turtle import write_turtle

        write_turtle(rdflib_graph(triples, prefixes), output, _sections(ids))
    elif format == "jsonld":
        _write_jsonld(rdflib_graph(triples, prefixes), output, prefixes)
    else:
        # rdflib's RDF/XML needs every predicate's namespace bound and loses parts of lists.
        ox.serialize(triples, output, format=ox.RdfFormat.RDF_XML, prefixes=prefixes)
    return len(triples)


def _sections(ids: Identifiers) -> tuple[str, ...]:
    actors, reports = ("actor/", "affiliation/", "person/"), ("agent/", "document/", "event/", "claim/", "relation/")
    rooms = (*actors, "place/", "geometry/", *reports)
    return (f"{ids.base}dataset", str(KGB), "http://", "https://schema.org/", *(ids.base + room for room in rooms))


def _graphs(store: Store, ids: Identifiers, options: DumpOptions) -> Iterator[tuple[str, list[ox.Triple]]]:
    """Every graph of the dump with its triples: ontology, knowledge, then the data."""
    knowledge = ids.graph("knowledge")
    yield ids.graph("ontology"), graph_triples(store, ids.graph("ontology"))
    yield knowledge, (graph_triples(store, knowledge) if options.knowledge == "all" else reached_knowledge(store, ids))
    names = data_graphs(store, ids)
    redaction = (
        PersonRedaction((graph_triples(store, name) for name in names), ids) if options.persons == "redact" else None
    )
    for name in names:
        triples = graph_triples(store, name)
        if redaction is not None:
            triples = sorted_triples(redaction.apply(triples))
        elif options.text == "leave_out":
            triples = without_text(triples)
        yield name, triples


def _write_quads(graphs: Iterable[tuple[str, list[ox.Triple]]], output: IO[bytes]) -> int:
    count = 0
    for graph, triples in sorted(graphs, key=lambda pair: pair[0]):
        name = ox.NamedNode(graph)
        for triple in triples:
            output.write(f"{triple.subject} {triple.predicate} {triple.object} {name} .\n".encode())
            count += 1
    return count


def _write_jsonld(graph: Graph, output: IO[bytes], prefixes: dict[str, str]) -> None:
    document = json.loads(graph.serialize(format="json-ld", context=prefixes, auto_compact=False))
    nodes = document.get("@graph", [document])
    ordered = {"@context": document["@context"], "@graph": sorted(map(_sorted_values, nodes), key=_jsonld_key)}
    output.write((json.dumps(ordered, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())


def _sorted_values(node: dict[str, object]) -> dict[str, object]:
    return {
        key: sorted(value, key=lambda item: json.dumps(item, sort_keys=True)) if isinstance(value, list) else value
        for key, value in node.items()
    }


def _jsonld_key(node: dict[str, object]) -> str:
    return str(node.get("@id", ""))
