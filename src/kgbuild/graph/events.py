"""Events above claims: which claims speak of one event, and what they say together.

In this version the claims of one article that extraction joined (``kgb:eventInArticle``) are one event. An event has
the IRI of its earliest claim's candidate (publication, then id). Everything is computed from the claims present, so
the order of ingest does not matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from kgbuild.graph.background import Background
from kgbuild.graph.phrasing import LANGUAGES, EventPhrase, Language, event_phrase, fill
from kgbuild.graph.reading import DocumentGraph, StoredClaim
from kgbuild.graph.tolls import MEASURES, claim_total, range_of_totals
from kgbuild.graph.triples import TripleCollector, first_second, last_second
from kgbuild.graph.vocabulary import DCTERMS, KGB, local_name

__all__ = [
    "DerivedEvent",
    "SupportedValue",
    "derive_events",
    "event_triples",
    "events_of_document",
    "independent_sources",
]


@dataclass(frozen=True, slots=True)
class SupportedValue:
    """A value of an event's slot and the claims that say it; ``sources`` counts their independent origins."""

    value: str
    claims: tuple[str, ...]
    sources: int


@dataclass(frozen=True, slots=True)
class DerivedEvent:
    """What the claims of one event say together.

    Parameters
    ----------
    iri
        Candidate event of the earliest claim.
    claims
        All claims of the event that assert it, earliest first.
    type
        IRI of the class: of the claimed classes that no other one is below, the one that most claims give.
    attackers
        Asserted by a claim and denied by none; the others stand in ``alleged_attackers``.
    earliest, latest, precision
        What all dated claims have in common; where they have nothing in common, the span of all.
    tolls
        Per measure low and high over the claims' totals.
    merged
        Candidate events of the other claims, those that do not assert included.
    """

    iri: str
    claims: tuple[StoredClaim, ...]
    type: str
    attackers: tuple[SupportedValue, ...]
    alleged_attackers: tuple[SupportedValue, ...]
    targets: tuple[SupportedValue, ...]
    places: tuple[SupportedValue, ...]
    earliest: date | None
    latest: date | None
    precision: str | None
    tolls: tuple[tuple[str, int, int | None], ...]
    sources: int
    merged: tuple[str, ...]


def derive_events(document: DocumentGraph, background: Background) -> list[DerivedEvent]:
    """Derive the events that the claims of a document speak of; only claims that assert feed an event."""
    groups: dict[tuple[int, int], list[StoredClaim]] = defaultdict(list)
    for claim in document.claims:
        groups[claim.article_number, claim.event_number].append(claim)
    events = []
    for key in sorted(groups):
        asserting = [claim for claim in groups[key] if claim.factuality == "asserted"]
        if asserting:
            events.append(_derive(asserting, groups[key], background))
    return events


def _derive(claims: Sequence[StoredClaim], group: Sequence[StoredClaim], background: Background) -> DerivedEvent:
    ordered = sorted(claims, key=lambda claim: claim.order)
    iri = ordered[0].candidate
    attackers, alleged = _attackers(ordered)
    earliest, latest, precision = _interval(ordered)
    totals = ((measure, range_of_totals(claim_total(claim, measure) for claim in ordered)) for measure in MEASURES)
    return DerivedEvent(
        iri=iri,
        claims=tuple(ordered),
        type=_type(ordered, background),
        attackers=attackers,
        alleged_attackers=alleged,
        targets=_supported((claim, claim.targets) for claim in ordered),
        places=_supported((claim, claim.places) for claim in ordered),
        earliest=earliest,
        latest=latest,
        precision=precision,
        tolls=tuple((measure, total[0], total[1]) for measure, total in totals if total is not None),
        sources=independent_sources(ordered),
        merged=tuple(sorted({claim.candidate for claim in group} - {iri})),
    )


def _type(claims: Sequence[StoredClaim], background: Background) -> str:
    counts = Counter(KGB(claim.type).value for claim in claims)
    lowest = [
        kind for kind in counts if not any(kind != other and kind in background.superclasses(other) for other in counts)
    ]
    first = {KGB(claim.type).value: position for position, claim in reversed(list(enumerate(claims)))}
    return min(lowest or list(counts), key=lambda kind: (-counts[kind], first[kind]))


def _attackers(claims: Sequence[StoredClaim]) -> tuple[tuple[SupportedValue, ...], tuple[SupportedValue, ...]]:
    asserted = {a for claim in claims if claim.attacker_certainty == "asserted" for a in claim.attackers}
    denied = {a for claim in claims if claim.attacker_certainty == "denied" for a in claim.attackers}
    named = _supported((claim, claim.attackers) for claim in claims)
    return (
        tuple(value for value in named if value.value in asserted - denied),
        tuple(value for value in named if value.value not in asserted - denied),
    )


def _supported(slots: Iterable[tuple[StoredClaim, tuple[str, ...]]]) -> tuple[SupportedValue, ...]:
    supporters: dict[str, list[StoredClaim]] = defaultdict(list)
    for claim, values in slots:
        for value in values:
            supporters[value].append(claim)
    return tuple(
        SupportedValue(value, tuple(claim.iri for claim in supporters[value]), independent_sources(supporters[value]))
        for value in sorted(supporters)
    )


def independent_sources(claims: Iterable[StoredClaim]) -> int:
    """Count distinct origins; an unidentified speaker of one document is not that of another."""
    return len({(claim.speaker, claim.document if "/unidentified/" in claim.speaker else "") for claim in claims})


def _interval(claims: Sequence[StoredClaim]) -> tuple[date | None, date | None, str | None]:
    dated = [(claim.earliest, claim.latest, claim.precision) for claim in claims]
    known = [(start, end, precision) for start, end, precision in dated if start and end]
    if not known:
        return None, None, None
    start, end = max(first for first, _, _ in known), min(last for _, last, _ in known)
    narrowest = min(known, key=lambda interval: (interval[1] - interval[0], interval[0]))
    if start <= end:
        return start, end, narrowest[2]
    return min(first for first, _, _ in known), max(last for _, last, _ in known), "days"


def event_triples(event: DerivedEvent, background: Background, names: Mapping[str, str]) -> TripleCollector:
    """Write a derived event; ``names`` holds the Arabic names of the unidentified participants."""
    out = TripleCollector()
    out.type(event.iri, ox.NamedNode(event.type))
    labels = {language: _label(event, background, names, language) for language in LANGUAGES}
    out.labels(event.iri, labels)
    for claim in event.claims:
        out.link(event.iri, KGB.hasClaim, claim.iri)
        out.link(claim.iri, KGB.about, event.iri)
    for predicate, values in (
        (KGB.attacker, event.attackers),
        (KGB.allegedAttacker, event.alleged_attackers),
        (KGB.target, event.targets),
        (KGB.place, event.places),
    ):
        for value in values:
            out.link(event.iri, predicate, value.value)
    if event.earliest is not None and event.latest is not None:
        out.value(event.iri, KGB.earliest, first_second(event.earliest))
        out.value(event.iri, KGB.latest, last_second(event.latest))
        out.value(event.iri, KGB.datePrecision, event.precision)
    for measure, low, high in event.tolls:
        out.value(event.iri, KGB(f"{measure}Low"), low)
        out.value(event.iri, KGB(f"{measure}High"), high)
    out.value(event.iri, KGB.claimCount, len(event.claims))
    out.value(event.iri, KGB.sourceCount, event.sources)
    for candidate in event.merged:
        out.link(candidate, DCTERMS.isReplacedBy, event.iri)
        out.labels(candidate, {language: fill(language, "merged", label=labels[language]) for language in LANGUAGES})
    return out


def _label(event: DerivedEvent, background: Background, names: Mapping[str, str], language: Language) -> str:
    def name(iri: str) -> str:
        return background.label(iri, language) or names.get(iri) or local_name(iri)

    above = background.superclasses(event.type) - {event.type, KGB.Event.value}
    return event_phrase(
        EventPhrase(
            type_label=background.label(event.type, language) or local_name(event.type),
            type_names=(local_name(event.type), *sorted(map(local_name, above))),
            attackers=tuple(name(value.value) for value in event.attackers or event.alleged_attackers),
            targets=tuple(name(value.value) for value in event.targets),
            place=next((name(place) for claim in event.claims for place in _places_in_order(claim)), None),
            start=event.earliest,
            end=event.latest,
            precision=event.precision,
            certainty="asserted" if event.attackers else "alleged",
        ),
        language,
    )


def _places_in_order(claim: StoredClaim) -> list[str]:
    return [mention.refers_to for mention in claim.mentions_of("place")]


def events_of_document(document: DocumentGraph, background: Background) -> list[ox.Triple]:
    """Return the triples that a document puts into the graph of events.

    A candidate that no asserting claim speaks of is no event; it only has the label of its claim.
    """
    names = {
        mention.refers_to: name
        for claim in document.claims
        for mention in claim.mentions
        if (name := document.nodes.label(mention.refers_to, "ar")) is not None
    }
    triples: list[ox.Triple] = []
    explained: set[str] = set()
    for event in derive_events(document, background):
        explained.update((event.iri, *event.merged))
        triples.extend(event_triples(event, background, names).sorted())
    out = TripleCollector()
    for claim in document.claims:
        if claim.candidate not in explained:
            out.labels(claim.candidate, dict(zip(LANGUAGES, claim.labels, strict=True)))
    return [*triples, *out.sorted()]
