"""Whether an ontology stays inside OWL 2 RL and declares every term.

Rules: OWL 2 Profiles, section 4.2 (https://www.w3.org/TR/owl2-profiles/#OWL_2_RL), over the RDF form of the axioms;
declarations and typing: OWL 2 Structural Specification, section 5.8.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

import pyoxigraph as ox

from kgbuild.resources import ontology_folder
from kgbuild.schema.axioms import OWL, RDF, RDFS, XSD, Node, TripleIndex, short
from kgbuild.schema.findings import Finding
from kgbuild.schema.loading import read_triples

__all__ = ["check_profile"]

_Position = Literal["sub", "super", "equivalent"]

_TYPE: Final = RDF + "type"
_BUILT_IN: Final = (OWL, RDF, RDFS, XSD)
_DATATYPES: Final = frozenset(
    {
        RDFS + "Literal",
        RDF + "PlainLiteral",
        RDF + "XMLLiteral",
        RDF + "langString",
        XSD + "decimal",
        XSD + "integer",
        XSD + "nonNegativeInteger",
        XSD + "nonPositiveInteger",
        XSD + "positiveInteger",
        XSD + "negativeInteger",
        XSD + "long",
        XSD + "int",
        XSD + "short",
        XSD + "byte",
        XSD + "unsignedLong",
        XSD + "unsignedInt",
        XSD + "unsignedShort",
        XSD + "unsignedByte",
        XSD + "float",
        XSD + "double",
        XSD + "string",
        XSD + "normalizedString",
        XSD + "token",
        XSD + "language",
        XSD + "Name",
        XSD + "NCName",
        XSD + "NMTOKEN",
        XSD + "boolean",
        XSD + "hexBinary",
        XSD + "base64Binary",
        XSD + "anyURI",
        XSD + "dateTime",
        XSD + "dateTimeStamp",
    }
)
_KINDS: Final = {
    OWL + "Class": "class",
    RDFS + "Datatype": "datatype",
    OWL + "ObjectProperty": "object property",
    OWL + "DatatypeProperty": "data property",
    OWL + "AnnotationProperty": "annotation property",
}
#: Kinds that one IRI must not have together (section 5.8.1).
_EXCLUSIVE: Final = (
    {"class", "datatype"},
    {"object property", "data property"},
    {"object property", "annotation property"},
    {"data property", "annotation property"},
)
#: What a class expression may be built with, by where it stands.
_CONSTRUCTORS: Final[dict[_Position, frozenset[str]]] = {
    "sub": frozenset({"intersectionOf", "unionOf", "oneOf", "someValuesFrom", "hasValue"}),
    "super": frozenset({"intersectionOf", "complementOf", "allValuesFrom", "hasValue", "max"}),
    "equivalent": frozenset({"intersectionOf", "hasValue"}),
}
_MAX: Final = ("maxCardinality", "maxQualifiedCardinality")
_SIMPLE: Final = ("intersectionOf", "unionOf", "oneOf", "complementOf", "someValuesFrom", "allValuesFrom", "hasValue")
_OTHERS: Final = ("hasSelf", "minCardinality", "cardinality", "minQualifiedCardinality", "qualifiedCardinality")
#: Where the class expressions of an axiom stand: subject and object.
_AXIOMS: Final[dict[str, tuple[_Position | None, _Position]]] = {
    RDFS + "subClassOf": ("sub", "super"),
    OWL + "equivalentClass": ("equivalent", "equivalent"),
    OWL + "disjointWith": ("sub", "sub"),
}


def check_profile(folder: Path | None = None) -> tuple[Finding, ...]:
    """Return what puts ``kgbuild.ttl`` outside OWL 2 RL, and its undeclared terms; nothing when all is well.

    Parameters
    ----------
    folder
        Holds ``kgbuild.ttl``; the ontology that comes with kgbuild when left out.

    Raises
    ------
    SchemaFileError
        The file is missing or is no Turtle.

    Examples
    --------
    >>> check_profile()
    ()
    """
    path = (folder if folder is not None else ontology_folder()) / "kgbuild.ttl"
    return tuple(sorted(set(_Profile(TripleIndex(read_triples(path))).findings())))


class _Profile:
    def __init__(self, graph: TripleIndex) -> None:
        self._graph = graph
        self._kinds: dict[Node, set[str]] = {}
        for subject, kind in graph.pairs(_TYPE):
            if isinstance(kind, ox.NamedNode) and kind.value in _KINDS:
                self._kinds.setdefault(subject, set()).add(_KINDS[kind.value])

    def findings(self) -> Iterator[Finding]:
        yield from self._typing()
        yield from self._undeclared_predicates()
        yield from self._class_axioms()
        yield from self._property_axioms()
        yield from self._assertions()

    def _typing(self) -> Iterator[Finding]:
        for node, kinds in self._kinds.items():
            for pair in _EXCLUSIVE:
                if pair <= kinds:
                    yield Finding("typing", short(node), f"one name for {' and '.join(sorted(pair))}")

    def _undeclared_predicates(self) -> Iterator[Finding]:
        for predicate in self._graph.predicates:
            kinds = self._kinds.get(ox.NamedNode(predicate), set())
            if not predicate.startswith(_BUILT_IN) and not any("property" in kind for kind in kinds):
                yield Finding("declaration", short(predicate), "the property is used but not declared")

    def _class_axioms(self) -> Iterator[Finding]:
        for predicate, (left, right) in _AXIOMS.items():
            for subject, value in self._graph.pairs(predicate):
                if predicate == OWL + "equivalentClass" and "datatype" in self._kinds.get(subject, set()):
                    continue
                axiom = f"{short(subject)} {short(predicate)} {short(value)}"
                if left is not None:
                    yield from self._expression(subject, left, axiom)
                yield from self._expression(value, right, axiom)
        for subject, _ in self._graph.pairs(OWL + "disjointUnionOf"):
            yield Finding("RL 4.2.5", short(subject), "a disjoint union is outside OWL 2 RL")
        for node, kind in self._graph.pairs(_TYPE):
            if kind == ox.NamedNode(OWL + "AllDisjointClasses"):
                for member in self._graph.members(self._graph.one(node, OWL + "members")):
                    yield from self._expression(member, "sub", f"AllDisjointClasses {short(member)}")

    def _property_axioms(self) -> Iterator[Finding]:
        for prop, domain in self._graph.pairs(RDFS + "domain"):
            yield from self._expression(domain, "super", f"{short(prop)} rdfs:domain {short(domain)}")
        for prop, value in self._graph.pairs(RDFS + "range"):
            axiom = f"{short(prop)} rdfs:range {short(value)}"
            if "data property" in self._kinds.get(prop, set()):
                yield from self._data_range(value, axiom)
            else:
                yield from self._expression(value, "super", axiom)
        for predicate in ("subPropertyOf", "domain", "range"):
            for prop, value in self._graph.pairs(RDFS + predicate):
                yield from self._declared_property(prop)
                if predicate == "subPropertyOf":
                    yield from self._declared_property(value)
        for pair in self._graph.pairs(OWL + "inverseOf"):
            for prop in pair:
                yield from self._declared_property(prop)
        for prop, kind in self._graph.pairs(_TYPE):
            if kind == ox.NamedNode(OWL + "ReflexiveProperty"):
                yield Finding("RL 4.2.5", short(prop), "a reflexive property is outside OWL 2 RL")

    def _declared_property(self, node: Node) -> Iterator[Finding]:
        named = isinstance(node, ox.NamedNode) and not node.value.startswith(_BUILT_IN)
        if named and not any("property" in kind for kind in self._kinds.get(node, set())):
            yield Finding("declaration", short(node), "the property is used but not declared")

    def _assertions(self) -> Iterator[Finding]:
        for node, kind in self._graph.pairs(_TYPE):
            if not isinstance(kind, ox.NamedNode) or not kind.value.startswith(_BUILT_IN):
                yield from self._expression(kind, "super", f"{short(node)} rdf:type {short(kind)}")

    def _expression(self, node: Node, position: _Position, axiom: str) -> Iterator[Finding]:
        """Check a class expression where it stands."""
        if isinstance(node, ox.NamedNode):
            if node.value == OWL + "Thing":
                yield Finding("RL 4.2.3", axiom, f"owl:Thing may not stand as a {position}class expression")
            elif node.value != OWL + "Nothing" and "class" not in self._kinds.get(node, set()):
                yield Finding("declaration", axiom, f"the class {short(node)} is used but not declared")
            return
        used = [name for name in (*_SIMPLE, *_MAX, *_OTHERS) if self._graph.all(node, OWL + name)]
        for name in used or ["nothing known"]:
            allowed = "max" if name in _MAX else name
            if allowed not in _CONSTRUCTORS[position]:
                yield Finding("RL 4.2.3", axiom, f"{name} may not stand in a {position}class expression")
            else:
                yield from self._operands(node, name, position, axiom)

    def _operands(self, node: Node, name: str, position: _Position, axiom: str) -> Iterator[Finding]:
        value = self._graph.one(node, OWL + name)
        if name in ("intersectionOf", "unionOf"):
            for member in self._graph.members(value):
                yield from self._expression(member, position, axiom)
        elif name == "complementOf" and value is not None:
            yield from self._expression(value, "sub", axiom)
        elif name in ("someValuesFrom", "allValuesFrom") and value is not None:
            yield from self._filler(value, position, axiom)
        elif name in _MAX:
            if not isinstance(value, ox.Literal) or value.value not in ("0", "1"):
                yield Finding("RL 4.2.3", axiom, "a maximum cardinality may only be 0 or 1")
            filler = self._graph.one(node, OWL + "onClass")
            if filler is not None:
                yield from self._filler(filler, "sub", axiom)

    def _filler(self, value: Node, position: _Position, axiom: str) -> Iterator[Finding]:
        if isinstance(value, ox.NamedNode):
            thing = value.value == OWL + "Thing" and position == "sub"
            if thing or value.value in _DATATYPES or "datatype" in self._kinds.get(value, set()):
                return
        yield from self._expression(value, position, axiom)

    def _data_range(self, value: Node, axiom: str) -> Iterator[Finding]:
        if isinstance(value, ox.NamedNode):
            if value.value not in _DATATYPES:
                yield Finding("RL 4.2.1", axiom, f"the datatype {short(value)} is outside OWL 2 RL")
        elif self._graph.all(value, OWL + "intersectionOf"):
            for member in self._graph.members(self._graph.one(value, OWL + "intersectionOf")):
                yield from self._data_range(member, axiom)
        else:
            yield Finding("RL 4.2.4", axiom, "a data range may only be a datatype or an intersection of datatypes")
