"""Whether the ontology and a graph of data contradict each other, by rules of OWL 2 RL, in process.

The rules are those of https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules that the
model's axioms need, under their names there. Transitivity is left out: it adds no class and no functional value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kgbuild.reachable import reachable
from kgbuild.resources import ontology_folder
from kgbuild.schema.axioms import OWL, RDF, RDFS, XSD, Node, TripleIndex, short
from kgbuild.schema.findings import Finding
from kgbuild.schema.loading import read_triples

__all__ = ["check_consistency"]

_TYPE: Final = RDF + "type"
_NOTHING: Final = OWL + "Nothing"
_INTEGERS: Final = frozenset(XSD + n for n in ("integer", "nonNegativeInteger", "positiveInteger", "int", "long"))


def check_consistency(
    folder: Path | None = None, data: Iterable[ox.Triple | ox.Quad] | None = None
) -> tuple[Finding, ...]:
    """Return the contradictions of the ontology with data; nothing when they are consistent.

    Parameters
    ----------
    folder
        Holds ``kgbuild.ttl``, ``actors/`` and ``places/``; what comes with kgbuild when left out.
    data
        Statements to check against the ontology; the folder's own actors and places when left out.

    Raises
    ------
    SchemaFileError
        A file is missing or is no Turtle.

    Examples
    --------
    >>> kgb, thing = "https://w3id.org/kgbuild/ontology#", ox.NamedNode("https://example.org/damascus")
    >>> kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    >>> both = [ox.Triple(thing, kind, ox.NamedNode(kgb + name)) for name in ("City", "Government")]
    >>> [finding.rule for finding in check_consistency(data=both)]
    ['cax-dw']
    """
    root = folder if folder is not None else ontology_folder()
    if data is None:
        files = [path for part in ("actors", "places") for path in sorted((root / part).glob("*.ttl"))]
        data = [triple for path in files for triple in read_triples(path)]
    axioms = _Axioms(TripleIndex(read_triples(root / "kgbuild.ttl")))
    return tuple(sorted(set(_Check(axioms, TripleIndex([*axioms.individuals, *data])).findings())))


class _Axioms:
    """The ontology's axioms by name, closed where they chain."""

    def __init__(self, graph: TripleIndex) -> None:
        self.superclasses = _closed(graph, RDFS + "subClassOf", OWL + "equivalentClass")
        self.superproperties = _closed(graph, RDFS + "subPropertyOf", OWL + "equivalentProperty")
        self.domains = _table(graph, RDFS + "domain")
        self.ranges = _table(graph, RDFS + "range")
        self.inverses: dict[str, set[str]] = defaultdict(set)
        for left, right in _names(graph, OWL + "inverseOf"):
            self.inverses[left].add(right)
            self.inverses[right].add(left)
        kinds = {name: {left for left, right in _names(graph, _TYPE) if right == OWL + name} for name in _MARKS}
        self.functional, self.inverse_functional, self.irreflexive, self.asymmetric, self.data, symmetric = (
            kinds[name] for name in _MARKS
        )
        for name in symmetric:
            self.inverses[name].add(name)
        self.disjoint = sorted({(min(pair), max(pair)) for pair in _disjoint(graph)})
        self.disjoint_properties = _names(graph, OWL + "propertyDisjointWith")
        self.individuals = _individuals(graph)


_MARKS: Final = (
    "FunctionalProperty",
    "InverseFunctionalProperty",
    "IrreflexiveProperty",
    "AsymmetricProperty",
    "DatatypeProperty",
    "SymmetricProperty",
)


def _names(graph: TripleIndex, predicate: str) -> list[tuple[str, str]]:
    pairs = graph.pairs(predicate)
    return [(s.value, o.value) for s, o in pairs if isinstance(s, ox.NamedNode) and isinstance(o, ox.NamedNode)]


def _table(graph: TripleIndex, predicate: str) -> dict[str, list[str]]:
    table: dict[str, list[str]] = defaultdict(list)
    for left, right in _names(graph, predicate):
        table[left].append(right)
    return table


def _closed(graph: TripleIndex, downward: str, both: str) -> dict[str, frozenset[str]]:
    """Everything above each name, itself included."""
    above = _table(graph, downward)
    for left, right in _names(graph, both):
        above[left].append(right)
        above[right].append(left)
    return {name: reachable([name], above) for name in sorted(above)}


def _disjoint(graph: TripleIndex) -> Iterator[tuple[str, str]]:
    yield from _names(graph, OWL + "disjointWith")
    for node, kind in graph.pairs(_TYPE):
        if kind == ox.NamedNode(OWL + "AllDisjointClasses"):
            members = [m.value for m in graph.members(graph.one(node, OWL + "members")) if isinstance(m, ox.NamedNode)]
            yield from ((a, b) for i, a in enumerate(members) for b in members[i + 1 :])


def _individuals(graph: TripleIndex) -> list[ox.Triple]:
    """The ontology's own individuals: their types, and which are different."""
    return [
        ox.Triple(subject, ox.NamedNode(predicate), value)
        for predicate in (_TYPE, OWL + "differentFrom", OWL + "sameAs")
        for subject, value in graph.pairs(predicate)
        if isinstance(subject, ox.NamedNode)
        and not (predicate == _TYPE and isinstance(value, ox.NamedNode) and value.value.startswith((OWL, RDFS)))
    ]


class _Check:
    """One pass over the data: statements under all wider properties, equalities, then the contradictions."""

    def __init__(self, axioms: _Axioms, data: TripleIndex) -> None:
        self._axioms = axioms
        self._data = data
        self._same: dict[Node, Node] = {}
        self._statements: dict[str, set[tuple[Node, Node]]] = defaultdict(set)
        for predicate in data.predicates:
            for pair in data.pairs(predicate):
                self._add(predicate, pair)

    def _add(self, predicate: str, pair: tuple[Node, Node]) -> None:
        for name in self._axioms.superproperties.get(predicate, (predicate,)):
            if pair not in self._statements[name]:
                self._statements[name].add(pair)
                for inverse in self._axioms.inverses.get(name, ()):
                    self._add(inverse, (pair[1], pair[0]))

    def findings(self) -> Iterator[Finding]:
        for left, right in self._data.pairs(OWL + "sameAs"):
            self._join(left, right)
        yield from self._functional()
        yield from self._different()
        yield from self._classes()
        yield from self._property_rules()
        yield from self._datatypes()

    def _find(self, node: Node) -> Node:
        while node in self._same:
            node = self._same[node]
        return node

    def _join(self, left: Node, right: Node) -> bool:
        first, second = sorted((self._find(left), self._find(right)), key=str)
        if first == second:
            return False
        self._same[second] = first
        return True

    def _functional(self) -> Iterator[Finding]:
        """prp-fp and prp-ifp: one value; two different literals contradict, two individuals are one."""
        changed = True
        while changed:
            changed = False
            for name in sorted(self._axioms.functional | self._axioms.inverse_functional):
                turned = name in self._axioms.inverse_functional
                values: dict[Node, Node] = {}
                for pair in sorted(self._statements.get(name, ()), key=str):
                    key, value = (pair[1], pair[0]) if turned else pair
                    first = values.setdefault(self._find(key), value)
                    if isinstance(first, ox.Literal) or isinstance(value, ox.Literal):
                        if first != value:
                            message = f"{short(key)} has the values {short(first)} and {short(value)}"
                            yield Finding("prp-fp", f"{short(name)} a owl:FunctionalProperty", message)
                    elif self._join(first, value):
                        changed = True

    def _different(self) -> Iterator[Finding]:
        for left, right in self._data.pairs(OWL + "differentFrom"):
            if self._find(left) == self._find(right):
                axiom = f"{short(left)} owl:differentFrom {short(right)}"
                yield Finding("eq-diff1", axiom, "both stand where only one may stand")

    def _classes(self) -> Iterator[Finding]:
        classes: dict[Node, dict[str, str]] = defaultdict(dict)
        for node, name, reason in self._typed():
            for above in sorted(self._axioms.superclasses.get(name, (name,))):
                classes[self._find(node)].setdefault(above, reason)
        for node, reasons in classes.items():
            if _NOTHING in reasons:
                yield Finding("cls-nothing2", f"{short(node)} rdf:type owl:Nothing", reasons[_NOTHING])
            for left, right in self._axioms.disjoint:
                if left in reasons and right in reasons:
                    message = f"{short(node)} is both: {reasons[left]}; {reasons[right]}"
                    yield Finding("cax-dw", f"{short(left)} owl:disjointWith {short(right)}", message)

    def _typed(self) -> Iterator[tuple[Node, str, str]]:
        """Each individual with its classes: said, or by domain (prp-dom) and range (prp-rng) of a property."""
        for node, kind in self._data.pairs(_TYPE):
            if isinstance(kind, ox.NamedNode):
                yield node, kind.value, f"said to be a {short(kind)}"
        for name in sorted(self._statements):
            for node, value in sorted(self._statements[name], key=str):
                for domain in self._axioms.domains.get(name, ()):
                    yield node, domain, f"a {short(domain)}, as it has {short(name)} {short(value)}"
                if not isinstance(value, ox.Literal):
                    for above in self._axioms.ranges.get(name, ()):
                        yield value, above, f"a {short(above)}, as {short(node)} has it as {short(name)}"

    def _property_rules(self) -> Iterator[Finding]:
        for name in sorted(self._axioms.irreflexive):
            for node, value in self._statements.get(name, ()):
                if self._find(node) == self._find(value):
                    yield Finding("prp-irp", f"{short(name)} a owl:IrreflexiveProperty", f"{short(node)} has itself")
        for name in sorted(self._axioms.asymmetric):
            pairs = self._statements.get(name, set())
            for node, value in pairs:
                if (value, node) in pairs:
                    message = f"{short(node)} and {short(value)} have each other"
                    yield Finding("prp-asyp", f"{short(name)} a owl:AsymmetricProperty", message)
        for left, right in self._axioms.disjoint_properties:
            for node, value in self._statements.get(left, set()) & self._statements.get(right, set()):
                axiom = f"{short(left)} owl:propertyDisjointWith {short(right)}"
                yield Finding("prp-pdw", axiom, f"{short(node)} has {short(value)} by both")

    def _datatypes(self) -> Iterator[Finding]:
        """dt-not-type: a literal outside the range of its property."""
        for name in sorted(self._axioms.data & set(self._statements)):
            for wanted in self._axioms.ranges.get(name, ()):
                for node, value in self._statements[name]:
                    if not isinstance(value, ox.Literal) or not _fits(value.datatype.value, wanted):
                        message = f"{short(node)} has {short(value)}"
                        yield Finding("dt-not-type", f"{short(name)} rdfs:range {short(wanted)}", message)


def _fits(datatype: str, wanted: str) -> bool:
    return datatype == wanted or (wanted in (XSD + "integer", XSD + "decimal") and datatype in _INTEGERS)
