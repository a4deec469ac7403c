"""Claims read back from the triples of a document's graph."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

import pyoxigraph as ox

from kgbuild.graph.vocabulary import DCTERMS, GEO, KGB, OA, PROV, RDF, RDFS, local_name, notation

__all__ = [
    "DocumentGraph",
    "Nodes",
    "StoredArticle",
    "StoredClaim",
    "StoredMention",
    "StoredRelation",
    "StoredToll",
    "StoredVictim",
    "coordinates",
    "read_document",
]

_ARTICLE_NUMBER: Final = KGB.articleNumber
_POINT: Final = re.compile(r"POINT\s*\(\s*(-?\d+(?:\.\d+)?)\s+(-?\d+(?:\.\d+)?)\s*\)", re.IGNORECASE)


class Nodes:
    """Triples by subject and predicate.

    Examples
    --------
    >>> a = ox.NamedNode("http://example.org/a")
    >>> Nodes([ox.Triple(a, RDFS.label, ox.Literal("أ", language="ar"))]).label(a.value, "ar")
    'أ'
    """

    def __init__(self, triples: Iterable[ox.Triple | ox.Quad]) -> None:
        self._values: dict[str, dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._subjects: dict[str, list[str]] = defaultdict(list)
        for triple in triples:
            if isinstance(triple.subject, ox.Triple) or isinstance(triple.object, ox.Triple):
                continue  # no RDF-star in data
            subject = triple.subject.value
            self._values[subject][triple.predicate.value].append(triple.object)
            if triple.predicate == RDF.type and isinstance(triple.object, ox.NamedNode):
                self._subjects[triple.object.value].append(subject)

    def __contains__(self, iri: str) -> bool:
        """Whether the node is described."""
        return iri in self._values

    def of_type(self, kind: ox.NamedNode) -> list[str]:
        """Nodes that are stated to be of a class, sorted."""
        return sorted(self._subjects.get(kind.value, ()))

    def types(self) -> list[str]:
        """Classes that nodes are stated to be of, sorted."""
        return sorted(self._subjects)

    def terms(self, iri: str, predicate: ox.NamedNode) -> list[ox.NamedNode | ox.BlankNode | ox.Literal]:
        """Values of a property as terms, in no fixed order."""
        node = self._values.get(iri)
        return list(node.get(predicate.value, ())) if node else []

    def subjects_of(self, predicate: ox.NamedNode) -> list[str]:
        """Nodes that have a property, sorted."""
        return sorted(iri for iri, values in self._values.items() if predicate.value in values)

    def all(self, iri: str, predicate: ox.NamedNode) -> list[str]:
        """Values of a property, sorted."""
        node = self._values.get(iri)
        return sorted(o.value for o in node.get(predicate.value, ())) if node else []

    def one(self, iri: str, predicate: ox.NamedNode) -> str | None:
        """The value of a property (the first in order, should there be several), or ``None``."""
        return next(iter(self.all(iri, predicate)), None)

    def number(self, iri: str, predicate: ox.NamedNode) -> int | None:
        """The value of a property as a number, or ``None``."""
        value = self.one(iri, predicate)
        return None if value is None else int(value)

    def label(self, iri: str, language: str, predicate: ox.NamedNode = RDFS.label) -> str | None:
        """The label in a language, or ``None``."""
        node = self._values.get(iri)
        if not node:
            return None
        found = [o.value for o in node.get(predicate.value, ()) if isinstance(o, ox.Literal) and o.language == language]
        return min(found, default=None)


def coordinates(nodes: Nodes, iri: str) -> tuple[float, float] | None:
    """Latitude and longitude of a node's point geometry; GeoSPARQL writes longitude first (CRS 84)."""
    for geometry in nodes.all(iri, GEO.hasGeometry):
        match = _POINT.search(nodes.one(geometry, GEO.asWKT) or "")
        if match:
            return float(match[2]), float(match[1])
    return None


@dataclass(frozen=True, slots=True)
class StoredMention:
    """Words of the text that stand for a participant or weapon of a claim.

    ``position`` are the words that put what happened somewhere in or beside a place, ``point`` is where (latitude and
    longitude), ``precision_m`` how uncertain that is.
    """

    iri: str
    role: str
    refers_to: str
    surface: str
    start: int
    end: int
    score: float | None
    position: str | None = None
    point: tuple[float, float] | None = None
    precision_m: int | None = None


@dataclass(frozen=True, slots=True)
class StoredToll:
    """A toll of a claim; ``subset_of`` is the IRI of the toll that it is a part of."""

    iri: str
    measure: str
    low: int
    high: int | None
    group: str | None
    toll_of: str | None
    surface: str
    subset_of: str | None


@dataclass(frozen=True, slots=True)
class StoredVictim:
    """A named victim of a claim."""

    iri: str
    person: str
    fate: str
    rank: str | None
    side: str | None


@dataclass(frozen=True, slots=True)
class StoredStatement:
    """What event claims and relation claims have in common."""

    iri: str
    document: str
    article: str
    article_number: int
    labels: tuple[str, str]
    factuality: str
    speaker: str
    relayed_by: tuple[str, ...]
    sentence: str
    start: int
    end: int
    extractor: str
    mentions: tuple[StoredMention, ...]

    def mentions_of(self, *roles: str) -> tuple[StoredMention, ...]:
        """Mentions in these roles, in the order of the claim's slots."""
        return tuple(mention for mention in self.mentions if mention.role in roles)


@dataclass(frozen=True, slots=True)
class StoredClaim(StoredStatement):
    """An event claim as the graph holds it; entities are named by IRI."""

    candidate: str
    event_number: int
    type: str
    attackers: tuple[str, ...]
    targets: tuple[str, ...]
    places: tuple[str, ...]
    earliest: date | None
    latest: date | None
    precision: str | None
    attacker_certainty: str
    tolls: tuple[StoredToll, ...]
    victims: tuple[StoredVictim, ...]
    weapons: tuple[str, ...]
    in_response_to: str | None
    reason: str | None

    @property
    def order(self) -> tuple[str, int, int, int, str]:
        """Order of the claims of one day of publication: document, article, position of the trigger."""
        start, _, rest = local_name(self.candidate).partition("-")
        end, _, ordinal = rest.partition("-")
        return (self.document, self.article_number, int(start), int(end), ordinal.zfill(4))


@dataclass(frozen=True, slots=True)
class StoredRelation(StoredStatement):
    """A relation claim as the graph holds it."""

    subject: str
    relation: str
    object: str


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as the graph holds it."""

    iri: str
    number: int
    labels: tuple[str, str]
    published: date | None


@dataclass(frozen=True, slots=True)
class DocumentGraph:
    """What the graph of one document holds."""

    iri: str
    id: str
    labels: tuple[str, str]
    published: date | None
    outlet: str | None
    outlet_name: str | None
    articles: tuple[StoredArticle, ...]
    claims: tuple[StoredClaim, ...]
    relations: tuple[StoredRelation, ...]
    nodes: Nodes

    @property
    def statements(self) -> tuple[StoredClaim | StoredRelation, ...]:
        """Event claims, then relation claims."""
        return (*self.claims, *self.relations)

    def article(self, iri: str) -> StoredArticle:
        """The article of this IRI."""
        return next(article for article in self.articles if article.iri == iri)


def read_document(triples: Iterable[ox.Triple | ox.Quad]) -> DocumentGraph:
    """Read the graph of one document.

    Parameters
    ----------
    triples
        All triples of the graph, in any order; they satisfy the invariants that ``validate_quads`` checks.
    """
    nodes = Nodes(triples)
    iri = nodes.of_type(KGB.Document)[0]
    articles = [_article(nodes, article) for article in nodes.of_type(KGB.Article)]
    claims = sorted((_claim(nodes, claim) for claim in nodes.of_type(KGB.EventClaim)), key=lambda c: c.order)
    relations = [_relation(nodes, claim) for claim in nodes.of_type(KGB.RelationClaim)]
    return DocumentGraph(
        iri=iri,
        id=nodes.one(iri, DCTERMS.identifier) or "",
        labels=_labels(nodes, iri),
        published=_day(nodes.one(iri, KGB.publishedOn)),
        outlet=nodes.one(iri, KGB.outlet),
        outlet_name=nodes.one(iri, KGB.outletName),
        articles=tuple(sorted(articles, key=lambda article: article.number)),
        claims=tuple(claims),
        relations=tuple(sorted(relations, key=lambda r: (r.article_number, r.start, r.iri))),
        nodes=nodes,
    )


def _article(nodes: Nodes, iri: str) -> StoredArticle:
    number = nodes.number(iri, _ARTICLE_NUMBER) or 0
    return StoredArticle(iri, number, _labels(nodes, iri), _day(nodes.one(iri, KGB.publishedOn)))


def _labels(nodes: Nodes, iri: str) -> tuple[str, str]:
    return nodes.label(iri, "ar") or "", nodes.label(iri, "en") or ""


def _day(moment: str | None) -> date | None:
    return None if moment is None else date.fromisoformat(moment[:10])


def _statement(nodes: Nodes, iri: str) -> dict[str, object]:
    article = nodes.one(iri, KGB.fromArticle) or ""
    selectors = [s for e in nodes.all(iri, KGB.evidence) for s in nodes.all(e, OA.hasSelector)]
    position = next((s for s in selectors if nodes.one(s, OA.start) is not None), "")
    agent = nodes.one(iri, PROV.wasAttributedTo) or ""
    return {
        "iri": iri,
        "document": nodes.one(iri, KGB.fromDocument) or "",
        "article": article,
        "article_number": nodes.number(article, _ARTICLE_NUMBER) or 0,
        "labels": _labels(nodes, iri),
        "factuality": notation(nodes.one(iri, KGB.factuality) or ""),
        "speaker": nodes.one(iri, KGB.speaker) or "",
        "relayed_by": tuple(nodes.all(iri, KGB.relayedBy)),
        "sentence": nodes.one(iri, KGB.sentence) or "",
        "start": nodes.number(position, OA.start) or 0,
        "end": nodes.number(position, OA.end) or 0,
        "extractor": nodes.one(agent, DCTERMS.identifier) or "",
        "mentions": tuple(_mentions(nodes, iri)),
    }


def _claim(nodes: Nodes, iri: str) -> StoredClaim:
    return StoredClaim(
        **_statement(nodes, iri),  # type: ignore[arg-type]
        candidate=nodes.one(iri, KGB.candidateEvent) or "",
        event_number=nodes.number(iri, KGB.eventInArticle) or 0,
        type=local_name(nodes.one(iri, KGB.claimedType) or ""),
        attackers=tuple(nodes.all(iri, KGB.claimedAttacker)),
        targets=tuple(nodes.all(iri, KGB.claimedTarget)),
        places=tuple(nodes.all(iri, KGB.claimedPlace)),
        earliest=_day(nodes.one(iri, KGB.earliest)),
        latest=_day(nodes.one(iri, KGB.latest)),
        precision=nodes.one(iri, KGB.datePrecision),
        attacker_certainty=notation(nodes.one(iri, KGB.attackerCertainty) or ""),
        tolls=tuple(_tolls(nodes, iri)),
        victims=tuple(_victims(nodes, iri)),
        weapons=tuple(nodes.all(iri, KGB.weaponUsed)),
        in_response_to=nodes.one(iri, KGB.inResponseTo),
        reason=nodes.one(iri, KGB.statedReason),
    )


def _relation(nodes: Nodes, iri: str) -> StoredRelation:
    return StoredRelation(
        **_statement(nodes, iri),  # type: ignore[arg-type]
        subject=nodes.one(iri, KGB.relationSubject) or "",
        relation=nodes.one(iri, KGB.relation) or "",
        object=nodes.one(iri, KGB.relationObject) or "",
    )


def _numbered(iris: Iterable[str]) -> list[str]:
    """Parts of a claim in the order of their numbers."""
    return sorted(iris, key=lambda iri: int(local_name(iri)))


def _mentions(nodes: Nodes, claim: str) -> Iterator[StoredMention]:
    for iri in _numbered(nodes.all(claim, KGB.mention)):
        score = nodes.one(iri, KGB.score)
        yield StoredMention(
            iri=iri,
            role=nodes.one(iri, KGB.role) or "",
            refers_to=nodes.one(iri, KGB.refersTo) or "",
            surface=nodes.one(iri, KGB.surface) or "",
            start=nodes.number(iri, KGB.start) or 0,
            end=nodes.number(iri, KGB.end) or 0,
            score=None if score is None else float(score),
            position=nodes.one(iri, KGB.relativePosition),
            point=coordinates(nodes, iri),
            precision_m=nodes.number(iri, KGB.precisionMetres),
        )


def _tolls(nodes: Nodes, claim: str) -> Iterator[StoredToll]:
    for iri in _numbered(nodes.all(claim, KGB.toll)):
        yield StoredToll(
            iri=iri,
            measure=nodes.one(iri, KGB.measure) or "",
            low=nodes.number(iri, KGB.low) or 0,
            high=nodes.number(iri, KGB.high),
            group=nodes.one(iri, KGB.tollGroup),
            toll_of=nodes.one(iri, KGB.tollOf),
            surface=nodes.one(iri, KGB.surface) or "",
            subset_of=nodes.one(iri, KGB.subsetOf),
        )


def _victims(nodes: Nodes, claim: str) -> Iterator[StoredVictim]:
    for iri in _numbered(nodes.all(claim, KGB.victim)):
        yield StoredVictim(
            iri=iri,
            person=nodes.one(iri, KGB.person) or "",
            fate=nodes.one(iri, KGB.fate) or "",
            rank=nodes.one(iri, KGB.rank),
            side=nodes.one(iri, KGB.side),
        )
