"""A graph of axioms to look things up in, with names for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

__all__ = ["OWL", "RDF", "RDFS", "XSD", "Node", "TripleIndex", "short"]

OWL: Final = "http://www.w3.org/2002/07/owl#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

_PREFIXES: Final = {
    "kgb": "https://w3id.org/kgbuild/ontology#",
    "owl": OWL,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
}

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class TripleIndex:
    """Triples by subject and predicate, and by predicate."""

    def __init__(self, triples: Iterable[ox.Triple | ox.Quad]) -> None:
        self._objects: dict[tuple[Node, str], list[Node]] = {}
        self._pairs: dict[str, list[tuple[Node, Node]]] = {}
        for triple in triples:
            predicate = triple.predicate.value
            self._objects.setdefault((triple.subject, predicate), []).append(triple.object)
            self._pairs.setdefault(predicate, []).append((triple.subject, triple.object))

    @property
    def predicates(self) -> tuple[str, ...]:
        """All predicates, sorted."""
        return tuple(sorted(self._pairs))

    def all(self, subject: Node, predicate: str) -> list[Node]:
        """Objects of a subject and predicate."""
        return self._objects.get((subject, predicate), [])

    def one(self, subject: Node, predicate: str) -> Node | None:
        """First object of a subject and predicate, or ``None``."""
        return next(iter(self.all(subject, predicate)), None)

    def pairs(self, predicate: str) -> list[tuple[Node, Node]]:
        """Subjects and objects of a predicate."""
        return self._pairs.get(predicate, [])

    def members(self, head: Node | None) -> Iterator[Node]:
        """Members of an RDF list."""
        seen = set()
        while head is not None and head != ox.NamedNode(RDF + "nil") and head not in seen:
            seen.add(head)
            yield from self.all(head, RDF + "first")
            head = self.one(head, RDF + "rest")


def short(node: Node | str) -> str:
    """Return a term with its prefix where it has one; ``[]`` for a blank node.

    Examples
    --------
    >>> short("https://w3id.org/kgbuild/ontology#Actor")
    'kgb:Actor'
    """
    if isinstance(node, ox.BlankNode):
        return "[]"
    if isinstance(node, ox.Literal | ox.Triple):
        return str(node)
    iri = node if isinstance(node, str) else node.value
    return next((f"{p}:{iri[len(n) :]}" for p, n in _PREFIXES.items() if iri.startswith(n)), f"<{iri}>")
