"""Collecting the triples of one graph: typed literals, labels in both languages, a fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from functools import cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kgbuild.graph.phrasing import LANGUAGES, Language
from kgbuild.graph.vocabulary import RDF, RDFS, XSD

if TYPE_CHECKING:
    from rdflib import BNode, Graph, URIRef
    from rdflib import Literal as RdflibLiteral

__all__ = [
    "TripleCollector",
    "canonical_triples",
    "canonically_named",
    "first_second",
    "in_graph",
    "last_second",
    "rdflib_graph",
    "sort_key",
    "sorted_triples",
]


def first_second(day: date) -> ox.Literal:
    """Return the first second of a day as ``xsd:dateTime``.

    Examples
    --------
    >>> first_second(date(2024, 11, 26)).value
    '2024-11-26T00:00:00'
    """
    return ox.Literal(datetime.combine(day, time()).isoformat(), datatype=XSD.dateTime)


def last_second(day: date) -> ox.Literal:
    """Return the last second of a day as ``xsd:dateTime``."""
    return ox.Literal(datetime.combine(day, time(23, 59, 59)).isoformat(), datatype=XSD.dateTime)


def sort_key(item: ox.Triple | ox.Quad) -> tuple[str, str, str]:
    """Order of triples in files: by their N-Triples form."""
    return str(item.subject), str(item.predicate), str(item.object)


def in_graph(graph: str, triples: Iterable[ox.Triple]) -> Iterator[ox.Quad]:
    """Yield triples as quads of a named graph."""
    name = ox.NamedNode(graph)
    return (ox.Quad(t.subject, t.predicate, t.object, name) for t in triples)


def sorted_triples(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Return the triples once each, in the order of files."""
    return sorted(set(triples), key=sort_key)


def canonical_triples(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Return the triples in the order of files, blank nodes named canonically (RDFC-1.0).

    A store gives blank nodes new names whenever they are written, so files need names that come from the content.

    Examples
    --------
    >>> [str(t.subject) for t in canonical_triples([ox.Triple(ox.BlankNode(), RDFS.label, ox.Literal("x"))])]
    ['_:c14n0']
    """
    return sorted(canonically_named(triples), key=sort_key)


def canonically_named(triples: Iterable[ox.Triple]) -> set[ox.Triple]:
    """Return the triples with blank nodes named canonically, in no order.

    Examples
    --------
    >>> {str(t.subject) for t in canonically_named([ox.Triple(ox.BlankNode(), RDFS.label, ox.Literal("x"))])}
    {'_:c14n0'}
    """
    found = set(triples)
    if not any(isinstance(t.subject, ox.BlankNode) or isinstance(t.object, ox.BlankNode) for t in found):
        return found  # nothing to name, and the algorithm takes its time
    dataset = ox.Dataset(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in found)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {quad.triple for quad in dataset}


class TripleCollector:
    """Takes triples about subjects; values of ``None`` are left out."""

    def __init__(self) -> None:
        self._triples: set[ox.Triple] = set()

    def sorted(self) -> list[ox.Triple]:
        """Return all triples, once each, in the order of files."""
        return sorted(self._triples, key=sort_key)

    def type(self, subject: str, *classes: ox.NamedNode) -> None:
        """State the subject's classes."""
        for kind in classes:
            self.link(subject, RDF.type, kind)

    def link(self, subject: str, predicate: ox.NamedNode, target: ox.NamedNode | str | None) -> None:
        """State a relation to another node."""
        if target is not None:
            node = ox.NamedNode(target) if isinstance(target, str) else target
            self._triples.add(ox.Triple(ox.NamedNode(subject), predicate, node))

    def value(self, subject: str, predicate: ox.NamedNode, value: ox.Literal | str | int | bool | None) -> None:
        """State a value; a plain ``str`` becomes ``xsd:string``, an ``int`` ``xsd:integer``."""
        if value is not None:
            literal = value if isinstance(value, ox.Literal) else ox.Literal(value)
            self._triples.add(ox.Triple(ox.NamedNode(subject), predicate, literal))

    def arabic(self, subject: str, predicate: ox.NamedNode, text: str | None) -> None:
        """State a text in Arabic."""
        if text is not None:
            self.value(subject, predicate, ox.Literal(text, language="ar"))

    def labels(self, subject: str, labels: dict[Language, str]) -> None:
        """State the subject's label in each language."""
        for language in LANGUAGES:
            self.value(subject, RDFS.label, ox.Literal(labels[language], language=language))


def rdflib_graph(triples: Iterable[ox.Triple], prefixes: Mapping[str, str] | None = None) -> Graph:
    """Load triples into rdflib; blank nodes keep their names, so that the order of output does not change.

    Parameters
    ----------
    triples
        Triples without quoted ones.
    prefixes
        Prefixes that the graph binds, by name.
    """
    from rdflib import BNode, Graph, Literal, URIRef

    @cache  # most terms stand in many triples
    def term(value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> URIRef | BNode | RdflibLiteral:
        if isinstance(value, ox.NamedNode):
            return URIRef(value.value)
        if isinstance(value, ox.BlankNode):
            return BNode(value.value)
        if isinstance(value, ox.Literal):
            datatype = None if value.language or value.datatype == XSD.string else URIRef(value.datatype.value)
            return Literal(value.value, lang=value.language, datatype=datatype, normalize=False)
        raise TypeError(f"rdflib has no quoted triples: {value}")

    graph = Graph(bind_namespaces="none")
    for prefix, iri in sorted((prefixes or {}).items()):
        graph.bind(prefix, iri)
    for triple in triples:
        graph.add((term(triple.subject), term(triple.predicate), term(triple.object)))
    return graph
