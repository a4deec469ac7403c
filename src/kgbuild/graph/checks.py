"""The invariants of ``ontology/shapes.ttl`` on a document's graph, checked in one pass before it is stored.

pySHACL judges the same in ``kgbuild validate``; a property test shows that both agree. What concerns only background
knowledge or derived events stands in the shapes alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

import pyoxigraph as ox

from kgbuild.graph.background import Background
from kgbuild.graph.reading import Nodes
from kgbuild.graph.vocabulary import CERTAINTY, DCTERMS, FACTUALITY, GEO, KGB, OA, PROV, RDF, XSD

__all__ = ["Violation", "validate_quads"]

Value: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Violation:
    """An invariant that a node breaks."""

    node: str
    message: str

    def __str__(self) -> str:
        """The message and the node."""
        return f"{self.message} ({self.node})"


@dataclass(frozen=True, slots=True)
class _Rule:
    """How often nodes of some classes have a property, and which values it takes; ``most`` of 0 means any number."""

    classes: tuple[ox.NamedNode, ...]
    path: ox.NamedNode
    message: str
    least: int = 1
    most: int = 1
    accepts: Callable[[Value], bool] | None = None


def _is_iri(value: Value) -> bool:
    return isinstance(value, ox.NamedNode)


def _one_of(*allowed: Value) -> Callable[[Value], bool]:
    return frozenset(allowed).__contains__


def _matches(pattern: str) -> Callable[[Value], bool]:
    expression = re.compile(pattern)
    return lambda value: not isinstance(value, ox.BlankNode) and expression.search(value.value) is not None


def _is_number(value: Value) -> bool:
    return isinstance(value, ox.Literal) and value.datatype == XSD.integer


def _is_natural(value: Value) -> bool:
    return _is_number(value) and int(value.value) >= 0


def _is_positive(value: Value) -> bool:
    return _is_number(value) and int(value.value) > 0


def _is_boolean(value: Value) -> bool:
    return isinstance(value, ox.Literal) and value.datatype == XSD.boolean


_CLAIM: Final = (KGB.EventClaim, KGB.RelationClaim)
_EVENT_CLAIM: Final = (KGB.EventClaim,)
_RELATION_CLAIM: Final = (KGB.RelationClaim,)
_PARTICIPANT: Final = (KGB.Actor, KGB.Place)
_PRECISIONS: Final = ("part-of-day", "day", "night", "days", "week", "part-of-month", "month", "season", "year")
_MEASURES: Final = ("killed", "wounded", "captured", "missing", "casualties")

_RULES: Final = (
    _Rule(_CLAIM, KGB.sentence, "a claim needs exactly one sentence", accepts=_matches(r"\S")),
    _Rule(_CLAIM, KGB.speaker, "a claim needs exactly one speaker", accepts=_is_iri),
    _Rule(_CLAIM, KGB.factuality, "a claim needs exactly one factuality", accepts=_one_of(*FACTUALITY.values())),
    _Rule(_CLAIM, KGB.fromDocument, "a claim needs exactly one document", accepts=_is_iri),
    _Rule(_CLAIM, KGB.fromArticle, "a claim needs exactly one article", accepts=_is_iri),
    _Rule(_CLAIM, KGB.evidence, "a claim needs exactly one piece of evidence", accepts=_is_iri),
    _Rule(_CLAIM, PROV.wasAttributedTo, "a claim needs the extractor that made it", most=0, accepts=_is_iri),
    _Rule(
        _EVENT_CLAIM,
        KGB.attackerCertainty,
        "a claim needs exactly one attacker certainty",
        accepts=_one_of(*CERTAINTY.values()),
    ),
    _Rule(_EVENT_CLAIM, KGB.claimedType, "a claim needs the type of its event", most=0, accepts=_is_iri),
    _Rule(_EVENT_CLAIM, KGB.candidateEvent, "a claim needs exactly one candidate event", accepts=_is_iri),
    _Rule(_RELATION_CLAIM, KGB.relationSubject, "a relation claim needs exactly one subject", accepts=_is_iri),
    _Rule(_RELATION_CLAIM, KGB.relation, "a relation claim needs exactly one relation", accepts=_is_iri),
    _Rule(_RELATION_CLAIM, KGB.relationObject, "a relation claim needs exactly one object", accepts=_is_iri),
    _Rule((OA.SpecificResource,), OA.hasSource, "evidence needs the document that it stands in"),
    _Rule((OA.TextPositionSelector,), OA.start, "a position needs a start of 0 or more", accepts=_is_natural),
    _Rule((OA.TextPositionSelector,), OA.end, "a position needs an end"),
    _Rule((KGB.Mention,), KGB.start, "a mention needs a start of 0 or more", accepts=_is_natural),
    _Rule((KGB.Mention,), KGB.end, "a mention needs an end"),
    _Rule(
        (KGB.Mention,),
        KGB.relativePosition,
        "a mention has at most one position that its words tell",
        least=0,
        accepts=_matches(r"\S"),
    ),
    _Rule((KGB.Toll,), KGB.measure, "a toll needs one measure", accepts=_one_of(*map(ox.Literal, _MEASURES))),
    _Rule((KGB.Toll,), KGB.low, "a toll needs one lower bound of 0 or more", accepts=_is_natural),
    _Rule(_PARTICIPANT, KGB.identified, "an actor or place says whether it is identified", accepts=_is_boolean),
    _Rule((KGB.Document,), KGB.sha256, "a document needs the SHA-256 of its text", accepts=_matches(r"^[0-9a-f]{64}$")),
    _Rule((KGB.Document,), DCTERMS.identifier, "a document needs its id"),
    _Rule((KGB.Article,), KGB.partOfDocument, "an article needs the document that it stands in"),
)


def validate_quads(quads: Iterable[ox.Quad | ox.Triple], background: Background) -> list[Violation]:
    """Return what is wrong with the graph of one document; an empty list when it may be stored.

    Parameters
    ----------
    quads
        All quads of the document's graph.
    background
        The class tree, and which classes exclude one another.
    """
    nodes = Nodes(quads)
    members = _members(nodes, background)
    found = [
        *(violation for rule in _RULES for violation in _apply(rule, nodes, members)),
        *_labels(nodes, members),
        *_selectors(nodes, members),
        *_times(nodes),
        *_tolls(nodes, members),
        *_kinds(nodes, members, background),
        *_places(nodes),
        *_mentions(nodes, members),
    ]
    return sorted(set(found), key=lambda violation: (violation.node, violation.message))


Members: TypeAlias = dict[str, list[str]]


def _members(nodes: Nodes, background: Background) -> Members:
    """The nodes of each class, those of its subclasses included."""
    members: dict[str, set[str]] = {}
    for kind in nodes.types():
        for above in background.superclasses(kind):
            members.setdefault(above, set()).update(nodes.of_type(ox.NamedNode(kind)))
    return {kind: sorted(found) for kind, found in members.items()}


def _of(members: Members, *classes: ox.NamedNode) -> Iterator[str]:
    for kind in classes:
        yield from members.get(kind.value, ())


def _apply(rule: _Rule, nodes: Nodes, members: Members) -> Iterator[Violation]:
    for node in _of(members, *rule.classes):
        values = nodes.terms(node, rule.path)
        in_number = rule.least <= len(values) and (not rule.most or len(values) <= rule.most)
        if not in_number or (rule.accepts is not None and not all(map(rule.accepts, values))):
            yield Violation(node, rule.message)


def _labels(nodes: Nodes, members: Members) -> Iterator[Violation]:
    for classes, languages in ((_CLAIM, ("ar", "en")), (_PARTICIPANT, ("ar",))):
        for node in _of(members, *classes):
            for language in languages:
                if nodes.label(node, language) is None:
                    yield Violation(node, f"a label is missing in the language {language!r}")


def _selectors(nodes: Nodes, members: Members) -> Iterator[Violation]:
    positions = set(_of(members, OA.TextPositionSelector))
    for evidence in _of(members, OA.SpecificResource):
        if positions.isdisjoint(nodes.all(evidence, OA.hasSelector)):
            yield Violation(evidence, "evidence needs its position in the text")
    for kind, start, end in ((OA.TextPositionSelector, OA.start, OA.end), (KGB.Mention, KGB.start, KGB.end)):
        for node in _of(members, kind):
            if not _ordered(nodes.terms(node, start), nodes.terms(node, end), strictly=True):
                yield Violation(node, "a position starts at or after its end")


def _times(nodes: Nodes) -> Iterator[Violation]:
    timed = {*nodes.subjects_of(KGB.earliest), *nodes.subjects_of(KGB.latest)}
    for node in sorted(timed):
        bounds = [nodes.terms(node, bound) for bound in (KGB.earliest, KGB.latest)]
        if any(len(bound) != 1 or not _is_moment(bound[0]) for bound in bounds):
            yield Violation(node, "a time needs one first and one last moment")
        if not _ordered(*bounds, strictly=False):
            yield Violation(node, "a time ends before it begins")
        precisions = [value.value for value in nodes.terms(node, KGB.datePrecision)]
        if len(precisions) != 1 or precisions[0] not in _PRECISIONS:
            yield Violation(node, "a time needs one precision of the closed list")


def _is_moment(value: Value) -> bool:
    return isinstance(value, ox.Literal) and value.datatype == XSD.dateTime and _comparable(value) is not None


def _tolls(nodes: Nodes, members: Members) -> Iterator[Violation]:
    tolls = set(_of(members, KGB.Toll))
    for toll in sorted(tolls):
        low = nodes.terms(toll, KGB.low)
        if not _ordered(low, nodes.terms(toll, KGB.high), strictly=False):
            yield Violation(toll, "a toll's lower bound is above its upper bound")
        wholes = nodes.all(toll, KGB.subsetOf)
        if len(wholes) > 1 or not tolls.issuperset(wholes):
            yield Violation(toll, "a part needs one total that is there")
        for whole in wholes:
            if _exceeds(low, nodes.terms(whole, KGB.high)):
                yield Violation(toll, "a part is larger than its total")
    for toll in nodes.subjects_of(KGB.subsetOf):
        if _returns(nodes, toll, KGB.subsetOf):
            yield Violation(toll, "a toll is a part of itself")


def _kinds(nodes: Nodes, members: Members, background: Background) -> Iterator[Violation]:
    for node in _of(members, *_PARTICIPANT):
        stated = [kind.value for kind in nodes.terms(node, RDF.type) if isinstance(kind, ox.NamedNode)]
        kinds = {above for kind in stated for above in background.superclasses(kind)}
        for kind in (KGB.Actor.value, KGB.Place.value):
            if kind in kinds and not kinds.isdisjoint(background.disjoint(kind)):
                yield Violation(node, "one thing is of two kinds that exclude one another")


def _places(nodes: Nodes) -> Iterator[Violation]:
    for place in nodes.subjects_of(GEO.hasGeometry):
        precision = nodes.terms(place, KGB.precisionMetres)
        if len(precision) != 1 or not _is_positive(precision[0]):
            yield Violation(place, "a place or mention with coordinates needs one precision in metres, above 0")
    geometries = {iri for place in nodes.subjects_of(GEO.hasGeometry) for iri in nodes.all(place, GEO.hasGeometry)}
    for geometry in sorted(geometries):
        written = nodes.terms(geometry, GEO.asWKT)
        if len(written) != 1 or not isinstance(written[0], ox.Literal) or written[0].datatype != GEO.wktLiteral:
            yield Violation(geometry, "a geometry needs its coordinates as one WKT literal")
    for place in nodes.subjects_of(KGB.locatedIn):
        if _returns(nodes, place, KGB.locatedIn):
            yield Violation(place, "a place lies in itself")


def _mentions(nodes: Nodes, members: Members) -> Iterator[Violation]:
    for mention in _of(members, KGB.Mention):
        geometries = nodes.terms(mention, GEO.hasGeometry)
        if len(geometries) > 1:
            yield Violation(mention, "a mention has at most one geometry")
        if geometries and not nodes.terms(mention, KGB.relativePosition):
            yield Violation(mention, "a mention has a geometry only by the words that tell it")


def _comparable(value: Value) -> int | datetime | None:
    """The value of a number or moment, or ``None`` for anything else."""
    if not isinstance(value, ox.Literal):
        return None
    try:
        if value.datatype == XSD.integer:
            return int(value.value)
        if value.datatype == XSD.dateTime:
            return datetime.fromisoformat(value.value)
    except ValueError:
        pass
    return None


def _ordered(lower: list[Value], upper: list[Value], *, strictly: bool) -> bool:
    """Whether every lower value stands before every upper one; values that cannot be compared do not."""
    for first in map(_comparable, lower):
        for second in map(_comparable, upper):
            if first is None or second is None or type(first) is not type(second):
                return False
            if first > second or (strictly and first == second):  # type: ignore[operator]
                return False
    return True


def _exceeds(lower: list[Value], upper: list[Value]) -> bool:
    numbers = [[n for n in map(_comparable, values) if isinstance(n, int)] for values in (lower, upper)]
    return any(low > high for low in numbers[0] for high in numbers[1])


def _returns(nodes: Nodes, start: str, predicate: ox.NamedNode) -> bool:
    """Whether following a property from a node leads back to it."""
    seen: set[str] = set()
    waiting = nodes.all(start, predicate)
    while waiting:
        current = waiting.pop()
        if current == start:
            return True
        if current not in seen:
            seen.add(current)
            waiting.extend(nodes.all(current, predicate))
    return False
