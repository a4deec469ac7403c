"""What the ontology's axioms entail over the background knowledge: the triples of the graph ``inferred``.

Only the axioms of the ontology that is given count, so that removing one removes what follows from it. The rules are
those of OWL 2 RL (https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules): prp-spo1,
prp-inv, prp-symp, prp-trp and cax-sco, and one of the model's own: a standing affiliation holds directly.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from kgbuild.graph.vocabulary import KGB, OWL, RDF, RDFS
from kgbuild.reachable import reachable

__all__ = ["infer"]

_TYPE: Final = RDF.type.value
_AFFILIATION: Final = str(KGB.Affiliation)
_PROPERTY_KINDS: Final = (OWL.ObjectProperty.value, OWL.DatatypeProperty.value)


def infer(ontology: Iterable[ox.Quad | ox.Triple], knowledge: Iterable[ox.Quad | ox.Triple]) -> tuple[ox.Triple, ...]:
    """Return what follows from the knowledge and is not in it, sorted.

    An affiliation that has ended (``kgb:until``) gives no direct property, since that would say that it still holds.

    Parameters
    ----------
    ontology
        The axioms.
    knowledge
        Statements about actors, places and affiliations; ``rdf:type`` and properties of the ontology count.

    Examples
    --------
    >>> town = ox.NamedNode("https://w3id.org/kgbuild/id/place/inkhil")
    >>> axiom = ox.Triple(KGB.Town, RDFS.subClassOf, KGB.Place)
    >>> [str(triple.object) for triple in infer([axiom], [ox.Triple(town, RDF.type, KGB.Town)])]
    ['<https://w3id.org/kgbuild/ontology#Place>']
    """
    axioms = _Axioms.read(ontology)
    facts = _Facts(axioms)
    types: list[tuple[str, str]] = []
    affiliations: dict[str, dict[str, list[str]]] = {}
    known: set[tuple[str, str, str]] = set()
    for statement in knowledge:
        subject, predicate, key = str(statement.subject), statement.predicate.value, str(statement.object)
        known.add((subject, predicate, key))
        if predicate == _TYPE:
            types.append((subject, key))
            if key == _AFFILIATION:
                affiliations.setdefault(subject, {})
        elif axioms.entails_from(predicate):
            facts.add(subject, predicate, key)
    for member, relation, whole in _affiliation_ends(known, affiliations):
        if relation in axioms.properties:
            facts.add(member, relation, whole)
    facts.saturate()
    entailed = facts.statements | _types(types, axioms)
    return tuple(_triple(*statement) for statement in sorted(entailed - known))


@dataclass(slots=True)
class _Axioms:
    """The axioms that count here, by IRI; classes as N-Triples terms, since they stand as objects."""

    properties: set[str] = field(default_factory=set)
    above: dict[str, tuple[str, ...]] = field(default_factory=dict)
    inverses: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    transitive: set[str] = field(default_factory=set)
    superclasses: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, ontology: Iterable[ox.Quad | ox.Triple]) -> _Axioms:
        axioms = cls()
        properties: dict[str, set[str]] = defaultdict(set)
        classes: dict[str, set[str]] = defaultdict(set)
        for axiom in ontology:
            subject, predicate, value = axiom.subject, axiom.predicate, axiom.object
            if not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.NamedNode):
                continue
            if predicate == RDF.type:
                axioms._mark(subject.value, value.value)
            elif predicate == RDFS.subPropertyOf:
                properties[subject.value].add(value.value)
            elif predicate == OWL.inverseOf:
                axioms.inverses[subject.value].add(value.value)
                axioms.inverses[value.value].add(subject.value)
            elif predicate == RDFS.subClassOf:
                classes[str(subject)].add(str(value))
        axioms.above = {name: _closure(name, properties) for name in sorted(properties)}
        axioms.superclasses = {name: _closure(name, classes) for name in sorted(classes)}
        return axioms

    def entails_from(self, name: str) -> bool:
        """Whether anything follows from a statement of this property alone."""
        return name in self.above or name in self.inverses or name in self.transitive

    def _mark(self, name: str, kind: str) -> None:
        if kind in _PROPERTY_KINDS:
            self.properties.add(name)
        elif kind == OWL.TransitiveProperty.value:
            self.transitive.add(name)
        elif kind == OWL.SymmetricProperty.value:
            self.inverses[name].add(name)


def _closure(name: str, direct: dict[str, set[str]]) -> tuple[str, ...]:
    return tuple(sorted(reachable(direct.get(name, ()), direct)))


class _Facts:
    """Statements of properties, closed under the axioms one new statement at a time."""

    def __init__(self, axioms: _Axioms) -> None:
        self._axioms = axioms
        self.statements: set[tuple[str, str, str]] = set()
        self._waiting: deque[tuple[str, str, str]] = deque()
        self._after: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._before: dict[tuple[str, str], list[str]] = defaultdict(list)

    def add(self, subject: str, predicate: str, value: str) -> None:
        statement = (subject, predicate, value)
        if statement not in self.statements:
            self.statements.add(statement)
            self._waiting.append(statement)

    def saturate(self) -> None:
        axioms = self._axioms
        while self._waiting:
            subject, predicate, value = self._waiting.popleft()
            for wider in axioms.above.get(predicate, ()):
                self.add(subject, wider, value)
            if not value.startswith("<"):
                continue
            for inverse in axioms.inverses.get(predicate, ()):
                self.add(value, inverse, subject)
            if predicate in axioms.transitive:
                self._chain(subject, predicate, value)

    def _chain(self, subject: str, predicate: str, value: str) -> None:
        self._after[predicate, subject].append(value)
        self._before[predicate, value].append(subject)
        for further in tuple(self._after[predicate, value]):
            self.add(subject, predicate, further)
        for earlier in tuple(self._before[predicate, subject]):
            self.add(earlier, predicate, value)


def _affiliation_ends(
    known: set[tuple[str, str, str]], affiliations: dict[str, dict[str, list[str]]]
) -> list[tuple[str, str, str]]:
    """The direct properties of the affiliations that have not ended."""
    for subject, predicate, value in known:
        if subject in affiliations:
            affiliations[subject].setdefault(predicate, []).append(value)
    return [
        (member, relation[1:-1], whole)
        for told in affiliations.values()
        if KGB.until.value not in told
        for relation in told.get(KGB.relation.value, ())
        for member in told.get(KGB.member.value, ())
        for whole in told.get(KGB.whole.value, ())
    ]


def _types(types: Iterable[tuple[str, str]], axioms: _Axioms) -> set[tuple[str, str, str]]:
    return {(subject, _TYPE, above) for subject, name in types for above in axioms.superclasses.get(name, ())}


def _triple(subject: str, predicate: str, object_: str) -> ox.Triple:
    """Read a triple back from its terms in N-Triples form; background knowledge has no blank nodes."""
    value = ox.NamedNode(object_[1:-1]) if object_.startswith("<") else _literal(object_)
    return ox.Triple(ox.NamedNode(subject[1:-1]), ox.NamedNode(predicate), value)


def _literal(text: str) -> ox.Literal:
    line = f"<urn:s> <urn:p> {text} ."
    (quad,) = ox.parse(line, format=ox.RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, ox.Literal)
    return quad.object
