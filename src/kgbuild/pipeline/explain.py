"""Why a triple stands in the graph: from an event, claim, actor or place down to the words of a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

import pyoxigraph as ox

from kgbuild.errors import UnknownIriError
from kgbuild.graph import DocumentGraph, Identifiers, StoredClaim, StoredRelation, read_document
from kgbuild.graph.entities import EntityReader
from kgbuild.graph.events import DerivedEvent, SupportedValue, derive_events, independent_sources
from kgbuild.graph.phrasing import date_phrase, number_phrase
from kgbuild.graph.reading import Nodes
from kgbuild.graph.tolls import claim_total
from kgbuild.graph.vocabulary import DCTERMS, GEO, KGB, RDF, RDFS, local_name
from kgbuild.pipeline.own_knowledge import own_files
from kgbuild.pipeline.weighed import WeighedMention, weigh_mentions
from kgbuild.store import Store

__all__ = ["ExplainedClaim", "ExplainedSlot", "Explanation", "explain"]

Kind: TypeAlias = Literal["event", "claim", "relation", "entity", "document"]


@dataclass(frozen=True, slots=True)
class ExplainedClaim:
    """A claim with the names that a reader needs; offsets count in the document's text.

    Parameters
    ----------
    claim
        The event claim or relation claim with all its slots.
    document_id, document_label, outlet, published
        The report that it stands in.
    speakers
        Names of origin and relays; empty when the article itself speaks.
    labels
        Arabic (else English) names of everything that the claim refers to, by IRI.
    facts
        Of an event claim what no mention shows: type, time, each toll, each named victim and the stated reason, as
        (slot, what it says).
    weighed
        Where the claim itself was asked for: what the names of its mentions may have meant.
    """

    claim: StoredClaim | StoredRelation
    document_id: str
    document_label: str
    outlet: str | None
    published: date | None
    speakers: tuple[str, ...]
    labels: dict[str, str]
    facts: tuple[tuple[str, str], ...] = ()
    weighed: tuple[WeighedMention, ...] = ()


@dataclass(frozen=True, slots=True)
class ExplainedSlot:
    """A value of an event's slot, the claims that say it, and how many independent sources they have.

    The value is an IRI, or, of the time and the tolls, what ``label`` says for people.
    """

    slot: str
    value: str
    label: str
    claims: tuple[str, ...]
    sources: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the store knows of one IRI.

    Parameters
    ----------
    iri
        What was asked for; for a merged event the one that stands for it now, for a part of a claim the claim.
    kind
        ``event``, ``claim``, ``relation``, ``entity`` or ``document``.
    label_ar, label_en
        Its labels.
    slots
        Of an event: each value with its support.
    claims
        The claims that it rests on, or that speak of it.
    background
        Of an actor or place: what the background knowledge says, as (property or relation, label of the value).
    sources
        Where each standing relation of ``background`` comes from, as (relation, label of the value, address of the
        source, or ``unverified``).
    facts
        Of a document: outlet, day, address, archive address, digest and number of articles, as (name, value).
    """

    iri: str
    kind: Kind
    label_ar: str | None
    label_en: str | None
    slots: tuple[ExplainedSlot, ...] = ()
    claims: tuple[ExplainedClaim, ...] = ()
    background: tuple[tuple[str, str], ...] = ()
    sources: tuple[tuple[str, str, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


def explain(store: Store, iri: str, ids: Identifiers | None = None) -> Explanation:
    """Explain an event, claim, part of a claim, actor, place or document; a document may be named by its id.

    Raises
    ------
    UnknownIriError
        When nothing in the store is called so.
    """
    return _Explainer(store, ids or Identifiers()).explain(iri)


class _Explainer:
    def __init__(self, store: Store, ids: Identifiers) -> None:
        self._store = store
        self._ids = ids
        self._entities = EntityReader(store, ids)

    def explain(self, iri: str) -> Explanation:
        by_id = self._document(ox.NamedNode(self._ids.document(iri))) if "://" not in iri else None
        if by_id is not None:
            return by_id
        try:
            node = ox.NamedNode(iri)
        except ValueError as error:
            raise UnknownIriError(f"{iri!r} is neither an IRI nor a document's id") from error
        current = self._replacement(node)
        for attempt in (self._statement, self._event, self._document, self._entity):
            found = attempt(current)
            if found is not None:
                return found
        raise UnknownIriError(f"the store {self._store.location} knows nothing of {iri}")

    def _replacement(self, node: ox.NamedNode) -> ox.NamedNode:
        for quad in self._store.quads(self._ids.graph("events"), subject=node, predicate=DCTERMS.isReplacedBy):
            if isinstance(quad.object, ox.NamedNode):
                return quad.object
        return node

    def _statement(self, node: ox.NamedNode) -> Explanation | None:
        """A claim, or the claim that a part (toll, victim, evidence, mention, …) belongs to."""
        tails = ("/toll/", "/victim/", "/mention/", "/evidence", "/position", "/quote")
        iri = next((node.value.rpartition(tail)[0] for tail in tails if tail in node.value), node.value)
        for document in self._documents(subject=ox.NamedNode(iri), predicate=KGB.fromDocument):
            for claim in document.statements:
                if claim.iri == iri:
                    kind: Kind = "claim" if isinstance(claim, StoredClaim) else "relation"
                    explained = self._explained(document, claim)
                    weighed = weigh_mentions(document, claim, own_files(self._store.location))
                    return Explanation(iri, kind, *claim.labels, claims=(replace(explained, weighed=weighed),))
        return None

    def _event(self, node: ox.NamedNode) -> Explanation | None:
        claims: list[ExplainedClaim] = []
        slots: list[ExplainedSlot] = []
        for document in self._documents(predicate=KGB.candidateEvent, object=node):
            events = [e for e in derive_events(document, self._entities.background) if node.value == e.iri]
            for event in events:
                slots += self._slots(event, document)
                claims += [self._explained(document, claim) for claim in event.claims]
            if not events:
                claims += [self._explained(document, c) for c in document.claims if c.candidate == node.value]
        if not claims:
            return None
        labels = Nodes(self._store.quads(self._ids.graph("events"), subject=node, predicate=RDFS.label))
        return Explanation(
            node.value,
            "event",
            labels.label(node.value, "ar"),
            labels.label(node.value, "en"),
            tuple(slots),
            tuple(claims),
        )

    def _document(self, node: ox.NamedNode) -> Explanation | None:
        for document in self._documents(subject=node, predicate=DCTERMS.identifier):
            return Explanation(
                node.value,
                "document",
                *document.labels,
                claims=tuple(self._explained(document, c) for c in document.statements),
                facts=tuple(_document_facts(document)),
            )
        return None

    def _entity(self, node: ox.NamedNode) -> Explanation | None:
        claims = [
            self._explained(document, claim)
            for document in self._documents(predicate=KGB.refersTo, object=node)
            for claim in document.statements
            if any(mention.refers_to == node.value for mention in claim.mentions)
        ]
        background = tuple(sorted(self._background(node)))
        known = Nodes(self._store.quads(subject=node, predicate=RDFS.label))
        if not claims and not background:
            return None
        labels = known.label(node.value, "ar"), known.label(node.value, "en")
        sources = tuple(sorted(self._sources(node)))
        return Explanation(node.value, "entity", *labels, claims=tuple(claims), background=background, sources=sources)

    def _background(self, node: ox.NamedNode) -> Iterator[tuple[str, str]]:
        knowledge = self._ids.graph("knowledge")
        for quad in self._store.quads(knowledge, subject=node):
            name = local_name(quad.predicate.value)
            if quad.predicate in (RDF.type, RDFS.label) or not isinstance(quad.object, ox.NamedNode):
                continue
            if quad.predicate == GEO.hasGeometry:
                yield from self._position(knowledge, node, quad.object)
            elif quad.predicate == DCTERMS.source:
                yield name, quad.object.value
            else:
                yield name, self._name(quad.object.value)
        for relation, whole, _ in self._affiliations(node):
            yield local_name(relation), self._name(whole)

    def _position(self, knowledge: str, place: ox.NamedNode, geometry: ox.NamedNode) -> Iterator[tuple[str, str]]:
        spot = Nodes([*self._store.quads(knowledge, subject=geometry), *self._store.quads(knowledge, subject=place)])
        yield "position", spot.one(geometry.value, GEO.asWKT) or ""
        yield "precisionMetres", spot.one(place.value, KGB.precisionMetres) or ""

    def _sources(self, node: ox.NamedNode) -> Iterator[tuple[str, str, str]]:
        for relation, whole, sources in self._affiliations(node):
            for source in sources or ("unverified",):
                yield local_name(relation), self._name(whole), source

    def _affiliations(self, member: ox.NamedNode) -> Iterator[tuple[str, str, list[str]]]:
        """Standing relations of the background knowledge: relation, other end, addresses of sources."""
        knowledge = self._ids.graph("knowledge")
        for quad in self._store.quads(knowledge, predicate=KGB.member, object=member):
            if isinstance(quad.subject, ox.NamedNode):
                affiliation = Nodes(self._store.quads(knowledge, subject=quad.subject))
                relation = affiliation.one(quad.subject.value, KGB.relation) or ""
                sources = affiliation.all(quad.subject.value, DCTERMS.source)
                for whole in affiliation.all(quad.subject.value, KGB.whole):
                    yield relation, whole, sources

    def _documents(
        self,
        *,
        subject: ox.NamedNode | None = None,
        predicate: ox.NamedNode | None = None,
        object: ox.NamedNode | None = None,
    ) -> Iterator[DocumentGraph]:
        """Read the documents whose graphs hold a quad of this pattern, in the order of their ids."""
        graphs = {
            quad.graph_name.value
            for quad in self._store.quads(subject=subject, predicate=predicate, object=object)
            if isinstance(quad.graph_name, ox.NamedNode)
        }
        for graph in sorted(graphs):
            if self._ids.document_id(graph) is not None:
                yield read_document(self._store.quads(graph))

    def _slots(self, event: DerivedEvent, document: DocumentGraph) -> Iterator[ExplainedSlot]:
        typed = [claim for claim in event.claims if KGB(claim.type).value == event.type]
        yield _slot("type", event.type, self._name(event.type), typed)
        if event.earliest and event.latest:
            when = date_phrase(event.earliest, event.latest, event.precision, "en")
            days = f"{event.earliest}/{event.latest}"
            yield _slot("time", days, when, [claim for claim in event.claims if claim.earliest])
        for measure, low, high in event.tolls:
            counting = [claim for claim in event.claims if claim_total(claim, measure) is not None]
            yield _slot(measure, f"{low}/{'' if high is None else high}", number_phrase(low, high, "en"), counting)
        filled: tuple[tuple[str, tuple[SupportedValue, ...]], ...] = (
            ("attacker", event.attackers),
            ("allegedAttacker", event.alleged_attackers),
            ("target", event.targets),
            ("place", event.places),
        )
        for slot, values in filled:
            for value in values:
                label = self._name(value.value, document.nodes)
                yield ExplainedSlot(slot, value.value, label, value.claims, value.sources)

    def _explained(self, document: DocumentGraph, claim: StoredClaim | StoredRelation) -> ExplainedClaim:
        name: Callable[[str], str] = lambda iri: self._name(iri, document.nodes)  # noqa: E731
        article = document.article(claim.article)
        origin = () if claim.speaker == claim.article else (claim.speaker,)
        return ExplainedClaim(
            claim=claim,
            document_id=document.id,
            document_label=document.labels[0],
            outlet=document.outlet_name,
            published=article.published or document.published,
            speakers=tuple(map(name, (*origin, *claim.relayed_by))),
            labels={iri: name(iri) for iri in sorted({mention.refers_to for mention in claim.mentions})},
            facts=tuple(_claim_facts(claim, name)) if isinstance(claim, StoredClaim) else (),
        )

    def _name(self, iri: str, document: Nodes | None = None) -> str:
        entity = self._entities.entity(iri, document)
        named = entity and (entity.label_ar or entity.label_en)
        return named or self._entities.background.label(iri, "ar") or local_name(iri)


def _slot(slot: str, value: str, label: str, claims: Sequence[StoredClaim]) -> ExplainedSlot:
    return ExplainedSlot(slot, value, label, tuple(claim.iri for claim in claims), independent_sources(claims))


def _document_facts(document: DocumentGraph) -> Iterator[tuple[str, str]]:
    named = (
        ("outlet", document.outlet_name),
        ("published", document.published and document.published.isoformat()),
        ("address", document.nodes.one(document.iri, KGB.url)),
        ("archive address", document.nodes.one(document.iri, KGB.archiveUrl)),
        ("SHA-256", document.nodes.one(document.iri, KGB.sha256)),
        ("articles", str(len(document.articles))),
    )
    for name, value in named:
        if value:
            yield name, value


def _claim_facts(claim: StoredClaim, name: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    yield "type", name(KGB(claim.type).value)
    if claim.earliest and claim.latest:
        yield "time", f"{date_phrase(claim.earliest, claim.latest, claim.precision, 'en')} ({claim.precision})"
    else:
        yield "time", "open"
    said = {toll.iri: f"{number_phrase(toll.low, toll.high, 'en')} ({toll.surface})" for toll in claim.tolls}
    for toll in claim.tolls:
        yield toll.measure, said[toll.iri] + (f", part of {said[toll.subset_of]}" if toll.subset_of else "")
    for victim in claim.victims:
        side = f", of {name(victim.side)}" if victim.side else ""
        yield "victim", f"{name(victim.person)} ({victim.fate}{side})"
    if claim.reason:
        yield "reason", claim.reason
