"""The invariants of ``ontology/shapes.ttl`` on a document's graph, checked in one pass before it is stored.

pySHACL judges the same in ``kgbuild validate``; a property test shows that both agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kgbuild.graph.reading import Nodes
from kgbuild.graph.vocabulary import KGB, OA, PROV, RDFS

__all__ = ["Violation", "validate_quads"]


@dataclass(frozen=True, slots=True)
class Violation:
    """An invariant that a node breaks."""

    node: str
    message: str

    def __str__(self) -> str:
        """The message and the node."""
        return f"{self.message} ({self.node})"


#: What every claim must have, with the words for its absence.
_STATEMENT: Final = (
    (KGB.sentence, "sentence"),
    (KGB.speaker, "speaker"),
    (KGB.factuality, "factuality"),
    (KGB.fromDocument, "document"),
    (KGB.fromArticle, "article"),
    (KGB.evidence, "evidence"),
    (PROV.wasAttributedTo, "extractor"),
    (RDFS.label, "label"),
)
_EVENT_CLAIM: Final = (
    *_STATEMENT,
    (KGB.claimedType, "type"),
    (KGB.candidateEvent, "event"),
    (KGB.attackerCertainty, "attacker certainty"),
)
_RELATION_CLAIM: Final = (
    *_STATEMENT,
    (KGB.relationSubject, "subject"),
    (KGB.relation, "relation"),
    (KGB.relationObject, "object"),
)


def validate_quads(quads: Iterable[ox.Quad | ox.Triple]) -> list[Violation]:
    """Return what is wrong with the graph of one document; an empty list when it may be stored.

    Parameters
    ----------
    quads
        All quads of the document's graph.
    """
    nodes = Nodes(quads)
    checks: tuple[Callable[[Nodes], Iterator[Violation]], ...] = (
        _required,
        _intervals,
        _tolls,
        _positions,
        _containment,
    )
    return sorted((v for check in checks for v in check(nodes)), key=lambda v: (v.node, v.message))


def _required(nodes: Nodes) -> Iterator[Violation]:
    for kind, table in ((KGB.EventClaim, _EVENT_CLAIM), (KGB.RelationClaim, _RELATION_CLAIM)):
        for claim in nodes.of_type(kind):
            for predicate, words in table:
                if not any(value.strip() for value in nodes.all(claim, predicate)):
                    yield Violation(claim, f"the claim has no {words}")
            for predicate, words in ((KGB.sentence, "sentence"), (KGB.speaker, "speaker"), (KGB.factuality, "status")):
                if len(nodes.all(claim, predicate)) > 1:
                    yield Violation(claim, f"the claim has more than one {words}")
    for claim in nodes.of_type(KGB.EventClaim):
        if len(nodes.all(claim, KGB.attackerCertainty)) > 1:
            yield Violation(claim, "the claim has more than one attacker certainty")


def _intervals(nodes: Nodes) -> Iterator[Violation]:
    for claim in nodes.of_type(KGB.EventClaim):
        earliest, latest = nodes.one(claim, KGB.earliest), nodes.one(claim, KGB.latest)
        if (earliest is None) != (latest is None):
            yield Violation(claim, "the claim has one bound of its time without the other")
        elif earliest is not None and latest is not None:
            if earliest > latest:
                yield Violation(claim, f"the claim's time ends ({latest}) before it begins ({earliest})")
            if nodes.one(claim, KGB.datePrecision) is None:
                yield Violation(claim, "the claim has a time without precision")


def _tolls(nodes: Nodes) -> Iterator[Violation]:
    for toll in nodes.of_type(KGB.Toll):
        low, high = nodes.number(toll, KGB.low), nodes.number(toll, KGB.high)
        if nodes.one(toll, KGB.measure) is None or low is None:
            yield Violation(toll, "the toll has no measure or no lower bound")
            continue
        if low < 0:
            yield Violation(toll, f"the toll is negative ({low})")
        if high is not None and low > high:
            yield Violation(toll, f"the toll's lower bound {low} is above its upper bound {high}")
        whole = nodes.one(toll, KGB.subsetOf)
        total = None if whole is None else nodes.number(whole, KGB.high)
        if whole is not None and whole not in nodes:
            yield Violation(toll, "the toll is a part of a toll that does not exist")
        if total is not None and low > total:
            yield Violation(toll, f"the part ({low}) is larger than its total ({total})")
        if whole is not None and _returns(nodes, toll, KGB.subsetOf):
            yield Violation(toll, "the toll is a part of itself")


def _positions(nodes: Nodes) -> Iterator[Violation]:
    for position in nodes.of_type(OA.TextPositionSelector):
        start, end = nodes.number(position, OA.start), nodes.number(position, OA.end)
        if start is None or end is None or not 0 <= start < end:
            yield Violation(position, "the evidence has no position in the text")
    for mention in nodes.of_type(KGB.Mention):
        start, end = nodes.number(mention, KGB.start), nodes.number(mention, KGB.end)
        if start is None or end is None or not 0 <= start < end:
            yield Violation(mention, f"the mention of {nodes.one(mention, KGB.surface)!r} has no position in the text")


def _containment(nodes: Nodes) -> Iterator[Violation]:
    for document in nodes.of_type(KGB.Document):
        if nodes.one(document, KGB.sha256) is None:
            yield Violation(document, "the document has no SHA-256")
    for node in nodes.subjects_of(KGB.locatedIn):
        if _returns(nodes, node, KGB.locatedIn):
            yield Violation(node, "the place lies in itself")


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
