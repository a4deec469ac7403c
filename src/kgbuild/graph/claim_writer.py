"""Event claims and relation claims of a document as triples."""

from __future__ import annotations

from typing import get_args

import pyoxigraph as ox

from kgbuild.arabic.span import Span
from kgbuild.documents.quotation import Quotations
from kgbuild.extraction.report import (
    EventClaim,
    Measure,
    Participant,
    RelationClaim,
    RelativePosition,
    Report,
    Toll,
    Victim,
)
from kgbuild.graph.background import Background
from kgbuild.graph.identifiers import Identifiers
from kgbuild.graph.participants import Participants
from kgbuild.graph.phrasing import (
    LANGUAGES,
    EventPhrase,
    Language,
    event_phrase,
    fill,
    joined,
    number_phrase,
    totals_phrase,
    whole_quotes,
    words,
)
from kgbuild.graph.places import breadth, relative_circle
from kgbuild.graph.tolls import reported_total
from kgbuild.graph.triples import TripleCollector, first_second, last_second
from kgbuild.graph.vocabulary import CERTAINTY, DCTERMS, FACTUALITY, GEO, KGB, OA, PROV, XSD, local_name

__all__ = ["ClaimWriter"]


class ClaimWriter:
    """Writes the claims of one report into a collector."""

    def __init__(
        self,
        report: Report,
        ids: Identifiers,
        background: Background,
        participants: Participants,
        collector: TripleCollector,
    ) -> None:
        self._document_id = report.document.id
        self._quotations = Quotations(report.document)
        self._ids = ids
        self._background = background
        self._participants = participants
        self._out = collector
        self._first_of_event: dict[tuple[int, int], EventClaim] = {}
        for claim in sorted(report.claims, key=lambda c: (c.article, c.trigger, c.ordinal)):
            self._first_of_event.setdefault((claim.article, claim.event), claim)

    def event_claim(self, claim: EventClaim, source: str) -> None:
        """Write one event claim with everything that hangs on it; ``source`` is the outlet's name for the label."""
        iri = self._ids.claim(self._document_id, claim.article, claim.trigger, claim.ordinal)
        labels = self._claim_labels(claim, source)
        out = self._out
        out.type(iri, KGB.EventClaim, PROV.Entity)
        self._statement(iri, claim, labels)
        out.link(iri, KGB.candidateEvent, self._event(claim))
        out.value(iri, KGB.eventInArticle, claim.event)
        out.link(iri, KGB.claimedType, KGB(claim.type))
        out.link(iri, KGB.attackerCertainty, CERTAINTY[claim.attacker_certainty])
        if claim.time is not None:
            out.value(iri, KGB.earliest, first_second(claim.time.start))
            out.value(iri, KGB.latest, last_second(claim.time.end))
            out.value(iri, KGB.datePrecision, claim.time.precision)
        if claim.response_to is not None and (claim.article, claim.response_to) in self._first_of_event:
            out.link(iri, KGB.inResponseTo, self._event(self._first_of_event[claim.article, claim.response_to]))
        out.arabic(iri, KGB.statedReason, claim.reason)
        for number, toll in enumerate(claim.tolls):
            self._toll(iri, number, toll)
        for number, victim in enumerate(claim.victims):
            self._victim(iri, number, victim)
        self._slots(iri, claim)

    def relation_claim(self, relation: RelationClaim, ordinal: int, source: str) -> None:
        """Write one relation claim; ``ordinal`` counts the relations before it that share its trigger."""
        iri = self._ids.relation(self._document_id, relation.article, relation.trigger, ordinal)
        predicate = KGB(relation.relation)
        labels: dict[Language, str] = {
            language: fill(
                language,
                "relation",
                factuality=words(language, "factuality", relation.factuality),
                subject=self._participants.label(relation.subject, language),
                relation=self._background.label(predicate.value, language) or relation.relation,
                object=self._participants.label(relation.object, language),
                source=self._cited(source, relation.speakers, language),
            )
            for language in LANGUAGES
        }
        self._out.type(iri, KGB.RelationClaim, PROV.Entity)
        self._statement(iri, relation, labels)
        self._out.link(iri, KGB.relationSubject, self._participants.iri(relation.subject))
        self._out.link(iri, KGB.relation, predicate)
        self._out.link(iri, KGB.relationObject, self._participants.iri(relation.object))
        mentions = [("subject", relation.subject), ("object", relation.object), *_speaker_roles(relation.speakers)]
        for number, (role, participant) in enumerate(mentions):
            self._participant_mention(iri, number, role, participant)

    def _statement(self, iri: str, claim: EventClaim | RelationClaim, labels: dict[Language, str]) -> None:
        """What every claim has: label, place in the text, speaker, factuality, extractor."""
        out, document = self._out, self._ids.document(self._document_id)
        article = self._ids.article(self._document_id, claim.article)
        out.labels(iri, labels)
        out.link(iri, KGB.fromDocument, document)
        out.link(iri, KGB.fromArticle, article)
        out.link(iri, KGB.factuality, FACTUALITY[claim.factuality])
        out.arabic(iri, KGB.sentence, claim.sentence)
        if claim.speakers:
            out.link(iri, KGB.speaker, self._participants.iri(claim.speakers[0]))
            for relay in claim.speakers[1:]:
                out.link(iri, KGB.relayedBy, self._participants.iri(relay))
        else:
            out.link(iri, KGB.speaker, article)
        agent = self._ids.extractor(claim.extractor)
        out.link(iri, PROV.wasAttributedTo, agent)
        out.type(agent, PROV.SoftwareAgent)
        out.labels(agent, dict.fromkeys(LANGUAGES, claim.extractor))
        out.value(agent, DCTERMS.identifier, claim.extractor)
        self._evidence(iri, claim.evidence, document, labels)

    def _evidence(self, claim: str, span: Span, document: str, labels: dict[Language, str]) -> None:
        """Where the sentence stands, as the Web Annotation model says it (https://www.w3.org/TR/annotation-model/)."""
        out = self._out
        evidence, position, quote = f"{claim}/evidence", f"{claim}/position", f"{claim}/quote"
        out.link(claim, KGB.evidence, evidence)
        out.type(evidence, OA.SpecificResource)
        out.labels(evidence, {language: fill(language, "evidence", label=labels[language]) for language in LANGUAGES})
        out.link(evidence, OA.hasSource, document)
        out.link(evidence, OA.hasSelector, position)
        out.link(evidence, OA.hasSelector, quote)
        out.type(position, OA.TextPositionSelector)
        # xsd:nonNegativeInteger in the model; Oxigraph keeps every integer type as xsd:integer, which has that value.
        out.value(position, OA.start, span.start)
        out.value(position, OA.end, span.end)
        out.type(quote, OA.TextQuoteSelector)
        quotation = self._quotations.of(span)
        out.value(quote, OA.exact, quotation.exact)
        out.value(quote, OA.prefix, quotation.prefix)
        out.value(quote, OA.suffix, quotation.suffix)

    def _slots(self, iri: str, claim: EventClaim) -> None:
        """The participants, each as a property of the claim and as a mention in the text."""
        filled = [
            *(("attacker", KGB.claimedAttacker, p) for p in claim.attackers),
            *(("target", KGB.claimedTarget, p) for p in claim.targets),
            *(("place", KGB.claimedPlace, p) for p in self._narrowest_first(claim.places)),
        ]
        for _, predicate, participant in filled:
            self._out.link(iri, predicate, self._participants.iri(participant))
        mentions = [(role, participant) for role, _, participant in filled]
        mentions += _speaker_roles(claim.speakers)
        mentions += [("victim", victim.person) for victim in claim.victims]
        mentions += [("side", victim.side) for victim in claim.victims if victim.side]
        mentions += [("group", toll.group_participant) for toll in claim.tolls if toll.group_participant]
        for number, (role, participant) in enumerate(mentions):
            self._participant_mention(iri, number, role, participant)
        for number, weapon in enumerate(claim.weapons, start=len(mentions)):
            kind = KGB(weapon.kind)
            self._out.link(iri, KGB.weaponUsed, kind)
            self._mention(iri, number, "weapon", kind.value, weapon.surface, weapon.span)

    def _participant_mention(self, claim: str, number: int, role: str, participant: Participant) -> None:
        target = self._participants.iri(participant)
        mention = self._mention(claim, number, role, target, participant.surface, participant.span)
        score = ox.Literal(f"{participant.score:.3f}", datatype=XSD.decimal)
        self._out.value(mention, KGB.score, score)
        if participant.position is not None:
            self._position(mention, participant, participant.position)

    def _position(self, mention: str, place: Participant, position: RelativePosition) -> None:
        """The words of a position, and the circle that they give; the place itself keeps its own geometry."""
        out, geometry = self._out, f"{mention}/geometry"
        out.arabic(mention, KGB.relativePosition, position.words)
        circle = relative_circle(position, self._background)
        if circle is None:
            return
        out.value(mention, KGB.precisionMetres, circle.radius_m)
        out.link(mention, GEO.hasGeometry, geometry)
        out.type(geometry, GEO.Geometry)
        labels: dict[Language, str] = {
            language: fill(language, "geometry", words=position.words, place=self._participants.label(place, language))
            for language in LANGUAGES
        }
        out.labels(geometry, labels)
        point = f"POINT({circle.longitude} {circle.latitude})"
        out.value(geometry, GEO.asWKT, ox.Literal(point, datatype=GEO.wktLiteral))

    def _mention(self, claim: str, number: int, role: str, target: str, surface: str, span: Span) -> str:
        out, iri = self._out, f"{claim}/mention/{number}"
        out.link(claim, KGB.mention, iri)
        out.type(iri, KGB.Mention)
        out.labels(
            iri,
            {
                language: fill(language, "mention", role=words(language, "role", role), surface=whole_quotes(surface))
                for language in LANGUAGES
            },
        )
        out.link(iri, KGB.refersTo, target)
        out.value(iri, KGB.role, role)
        out.arabic(iri, KGB.surface, surface)
        out.value(iri, KGB.start, span.start)
        out.value(iri, KGB.end, span.end)
        return iri

    def _toll(self, claim: str, number: int, toll: Toll) -> None:
        out, iri = self._out, f"{claim}/toll/{number}"
        out.link(claim, KGB.toll, iri)
        out.type(iri, KGB.Toll)
        out.value(iri, KGB.measure, toll.measure)
        out.value(iri, KGB.low, toll.low)
        out.value(iri, KGB.high, toll.high)
        out.arabic(iri, KGB.tollGroup, toll.group)
        out.arabic(iri, KGB.surface, toll.surface)
        if toll.group_participant is not None:
            out.link(iri, KGB.tollOf, self._participants.iri(toll.group_participant))
        if toll.subset_of is not None:
            out.link(iri, KGB.subsetOf, f"{claim}/toll/{toll.subset_of}")
        out.labels(iri, {language: self._toll_label(toll, language) for language in LANGUAGES})

    def _toll_label(self, toll: Toll, language: Language) -> str:
        group = toll.group
        if toll.group_participant is not None:
            group = self._participants.label(toll.group_participant, language)
        return fill(
            language,
            "toll",
            measure=words(language, "measure", toll.measure),
            number=number_phrase(toll.low, toll.high, language),
            group=fill(language, "group", group=whole_quotes(group)) if group else "",
        )

    def _victim(self, claim: str, number: int, victim: Victim) -> None:
        out, iri = self._out, f"{claim}/victim/{number}"
        out.link(claim, KGB.victim, iri)
        out.type(iri, KGB.NamedVictim)
        out.link(iri, KGB.person, self._participants.iri(victim.person))
        out.value(iri, KGB.fate, victim.fate)
        out.arabic(iri, KGB.rank, victim.rank)
        if victim.side is not None:
            out.link(iri, KGB.side, self._participants.iri(victim.side))
        labels: dict[Language, str] = {}
        for language in LANGUAGES:
            side = self._participants.label(victim.side, language) if victim.side else None
            person = self._participants.label(victim.person, language)
            ranked = bool(victim.rank) and not person.startswith(str(victim.rank))  # a name may hold its rank
            labels[language] = fill(
                language,
                "victim",
                fate=words(language, "fate", victim.fate),
                rank=f"{victim.rank} " if ranked else "",
                person=person,
                side=fill(language, "group", group=side) if side else "",
            )
        out.labels(iri, labels)

    def _event(self, claim: EventClaim) -> str:
        return self._ids.event(self._document_id, claim.article, claim.trigger, claim.ordinal)

    def _claim_labels(self, claim: EventClaim, source: str) -> dict[Language, str]:
        kind = KGB(claim.type).value
        above = self._background.superclasses(kind) - {kind, KGB.Event.value}
        ancestry = (claim.type, *sorted(map(local_name, above)))
        totals = [(m, *total) for m in get_args(Measure) if (total := reported_total(claim, m)) is not None]
        labels: dict[Language, str] = {}
        for language in LANGUAGES:
            phrase = EventPhrase(
                type_label=self._background.label(kind, language) or claim.type,
                type_names=ancestry,
                attackers=self._names(claim.attackers, language),
                targets=self._names(claim.targets, language),
                place=next(iter(self._names(self._narrowest_first(claim.places), language)), None),
                start=claim.time.start if claim.time else None,
                end=claim.time.end if claim.time else None,
                precision=claim.time.precision if claim.time else None,
                factuality=claim.factuality,
                certainty=claim.attacker_certainty,
            )
            labels[language] = fill(
                language,
                "claim",
                event=event_phrase(phrase, language),
                tolls=totals_phrase(totals, language),
                source=self._cited(source, claim.speakers, language),
            )
        return labels

    def _narrowest_first(self, places: tuple[Participant, ...]) -> tuple[Participant, ...]:
        return tuple(sorted(places, key=lambda place: breadth(place.kind, self._background)))

    def _cited(self, outlet: str, speakers: tuple[Participant, ...], language: Language) -> str:
        if not speakers:
            return outlet
        return fill(language, "cited", outlet=outlet, speakers=joined(self._names(speakers, language), language))

    def _names(self, participants: tuple[Participant, ...], language: Language) -> tuple[str, ...]:
        return tuple(self._participants.label(participant, language) for participant in participants)


def _speaker_roles(speakers: tuple[Participant, ...]) -> list[tuple[str, Participant]]:
    return [("relay" if index else "speaker", participant) for index, participant in enumerate(speakers)]
