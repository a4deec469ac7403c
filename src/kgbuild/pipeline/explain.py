"""Why a triple stands in the graph: from an event, claim, actor or place down to the words of a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

import pyoxigraph as ox

from kgbuild.errors import UnknownIriError
from kgbuild.graph import DocumentGraph, Identifiers, StoredClaim, StoredRelation, read_document
from kgbuild.graph.entities import EntityReader
from kgbuild.graph.events import DerivedEvent, SupportedValue, derive_events
from kgbuild.graph.reading import Nodes
from kgbuild.graph.vocabulary import DCTERMS, KGB, RDF, RDFS, local_name
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
    """

    claim: StoredClaim | StoredRelation
    document_id: str
    document_label: str
    outlet: str | None
    published: date | None
    speakers: tuple[str, ...]
    labels: dict[str, str]


@dataclass(frozen=True, slots=True)
class ExplainedSlot:
    """A value of an event's slot, the claims that say it, and how many independent sources they have."""

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
    """

    iri: str
    kind: Kind
    label_ar: str | None
    label_en: str | None
    slots: tuple[ExplainedSlot, ...] = ()
    claims: tuple[ExplainedClaim, ...] = ()
    background: tuple[tuple[str, str], ...] = ()


def explain(store: Store, iri: str, ids: Identifiers | None = None) -> Explanation:
    """Explain an event, claim, part of a claim, actor, place or document.

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
        try:
            node = ox.NamedNode(iri)
        except ValueError as error:
            raise UnknownIriError(f"{iri!r} is not an IRI") from error
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
                    return Explanation(iri, kind, *claim.labels, claims=(self._explained(document, claim),))
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
        return Explanation(node.value, "entity", *labels, claims=tuple(claims), background=background)

    def _background(self, node: ox.NamedNode) -> Iterator[tuple[str, str]]:
        knowledge = self._ids.graph("knowledge")
        for quad in self._store.quads(knowledge, subject=node):
            if quad.predicate not in (RDF.type, RDFS.label) and isinstance(quad.object, ox.NamedNode):
                yield local_name(quad.predicate.value), self._name(quad.object.value)
        for quad in self._store.quads(knowledge, predicate=KGB.member, object=node):
            if isinstance(quad.subject, ox.NamedNode):
                affiliation = Nodes(self._store.quads(knowledge, subject=quad.subject))
                relation = affiliation.one(quad.subject.value, KGB.relation) or ""
                for whole in affiliation.all(quad.subject.value, KGB.whole):
                    yield local_name(relation), self._name(whole)

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
        )

    def _name(self, iri: str, document: Nodes | None = None) -> str:
        entity = self._entities.entity(iri, document)
        named = entity and (entity.label_ar or entity.label_en)
        return named or self._entities.background.label(iri, "ar") or local_name(iri)
