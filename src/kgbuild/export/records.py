"""The event table: one record an event claim, or an event."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from kgbuild.export.naming import Named, Namer
from kgbuild.graph import DocumentGraph, Identifiers, StoredClaim, read_document
from kgbuild.graph.events import DerivedEvent, derive_events
from kgbuild.graph.reading import StoredMention, StoredToll
from kgbuild.graph.tolls import claim_total, range_of_totals
from kgbuild.graph.vocabulary import local_name
from kgbuild.store import Store

__all__ = [
    "EventRecord",
    "FactualityFilter",
    "Level",
    "PlaceRecord",
    "TollRecord",
    "VictimRecord",
    "document_graphs",
    "event_records",
]

Level: TypeAlias = Literal["claim", "event"]
FactualityFilter: TypeAlias = Literal["asserted", "all"]
Total: TypeAlias = tuple[int, int | None] | None


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """A place of an event; coordinates in decimal degrees (WGS 84), precision in metres.

    Where the text puts the event in a part of the place or beside it (``ريف كذا الشرقي``), they are that position's.
    """

    iri: str
    label_ar: str | None
    label_en: str | None
    surface: str | None
    lat: float | None
    lon: float | None
    precision_m: int | None
    kind: str


@dataclass(frozen=True, slots=True)
class TollRecord:
    """A toll; ``subset_of`` is the position in ``tolls`` of the toll that this one is a part of."""

    measure: str
    low: int
    high: int | None
    group: str | None
    of: Named | None
    surface: str
    subset_of: int | None


@dataclass(frozen=True, slots=True)
class VictimRecord:
    """A named victim."""

    iri: str
    label_ar: str | None
    label_en: str | None
    surface: str | None
    fate: str
    rank: str | None
    side: Named | None


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One row of the event table; the fields are those of the JSON Lines export.

    ``killed_low`` and the like hold the total that the claim gives (see ``kgbuild.graph.tolls``), on the level of
    events the range over its claims. On that level the sentence and its position are those of the earliest claim, and
    ``claims`` names all of them.
    """

    event: str
    claim: str
    document: str
    article: int
    published: date | None
    type: str
    date_start: date | None
    date_end: date | None
    date_precision: str | None
    attackers: tuple[Named, ...]
    targets: tuple[Named, ...]
    attacker_certainty: str
    places: tuple[PlaceRecord, ...]
    killed_low: int | None
    killed_high: int | None
    wounded_low: int | None
    wounded_high: int | None
    casualties_low: int | None
    casualties_high: int | None
    tolls: tuple[TollRecord, ...]
    victims: tuple[VictimRecord, ...]
    weapons: tuple[Named, ...]
    factuality: str
    speakers: tuple[Named, ...]
    sentence: str
    char_start: int
    char_end: int
    extractor: str
    claims: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The record as JSON values; ``claims`` on the level of events only."""
        values = asdict(self)
        if not self.claims:
            del values["claims"]
        return {key: _json_value(value) for key, value in values.items()}

    def as_row(self) -> dict[str, str | int | float | None]:
        """The record as one line of a table: lists joined, coordinates of the narrowest place that has some."""
        located = next((place for place in self.places if place.lat is not None), None)
        row: dict[str, str | int | float | None] = {}
        for key, value in self.as_json().items():
            if key in ("attackers", "targets", "places", "weapons", "speakers", "victims"):
                row[key] = "; ".join(item["label_ar"] or item["surface"] or "" for item in value)
                row[f"{key}_en"] = "; ".join(item["label_en"] or item["surface"] or "" for item in value)
                row[f"{key}_iri"] = " ".join(item["iri"] for item in value)
                if key == "places":
                    row["lat"] = located.lat if located else None
                    row["lon"] = located.lon if located else None
                    row["precision_m"] = located.precision_m if located else None
            elif key == "tolls":
                row[key] = "; ".join(_toll_words(toll) for toll in self.tolls)
            elif key == "claims":
                row[key] = " ".join(value)
            else:
                row[key] = value
        return row


def _json_value(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _toll_words(toll: TollRecord) -> str:
    number = str(toll.low) if toll.low == toll.high else f"{toll.low}–{'' if toll.high is None else toll.high}"
    part = "" if toll.subset_of is None else "part: "
    return f"{part}{toll.measure} {number}" + (f" ({toll.group})" if toll.group else "")


def event_records(
    store: Store,
    level: Level = "claim",
    factuality: FactualityFilter = "asserted",
    ids: Identifiers | None = None,
) -> Iterator[EventRecord]:
    """Yield the event table, in the order of document ids and of positions in the text.

    Parameters
    ----------
    store
        An open store.
    level
        One record a claim, or one an event.
    factuality
        ``asserted``: only claims that something happened; ``all``: also negated, threatened, planned, hypothetical and
        generic ones (no events stand above those, so this makes no difference on the level of events).
    ids
        Names the graphs.
    """
    ids = ids or Identifiers()
    namer = Namer(store, ids)
    for document in document_graphs(store, ids):
        writer = _DocumentRecords(document, namer)
        if level == "event":
            yield from writer.events()
        else:
            yield from writer.claims(factuality)


def document_graphs(store: Store, ids: Identifiers) -> Iterator[DocumentGraph]:
    """Read all documents of a store, by id."""
    for _, graph in sorted((name, graph) for graph in store.graphs() if (name := ids.document_id(graph)) is not None):
        yield read_document(store.quads(graph))


class _DocumentRecords:
    """Makes the records of one document."""

    def __init__(self, document: DocumentGraph, namer: Namer) -> None:
        self._document = document
        self._namer = namer
        self._events = derive_events(document, namer.background)

    def claims(self, factuality: FactualityFilter) -> Iterator[EventRecord]:
        heads = {candidate: event.iri for event in self._events for candidate in (event.iri, *event.merged)}
        for claim in self._document.claims:
            if factuality == "all" or claim.factuality == "asserted":
                yield self._claim(claim, heads.get(claim.candidate, claim.candidate))

    def events(self) -> Iterator[EventRecord]:
        for event in self._events:
            yield self._event(event)

    def _claim(self, claim: StoredClaim, event: str) -> EventRecord:
        killed, wounded, casualties = (
            claim_total(claim, measure) or (None, None) for measure in ("killed", "wounded", "casualties")
        )
        return EventRecord(
            event=event,
            claim=claim.iri,
            document=self._document.id,
            article=claim.article_number,
            published=self._document.article(claim.article).published,
            type=claim.type,
            date_start=claim.earliest,
            date_end=claim.latest,
            date_precision=claim.precision,
            attackers=self._mentioned(claim, "attacker"),
            targets=self._mentioned(claim, "target"),
            attacker_certainty=claim.attacker_certainty,
            places=self._places([claim]),
            killed_low=killed[0],
            killed_high=killed[1],
            wounded_low=wounded[0],
            wounded_high=wounded[1],
            casualties_low=casualties[0],
            casualties_high=casualties[1],
            tolls=self._tolls(claim.tolls),
            victims=self._victims(claim),
            weapons=self._mentioned(claim, "weapon"),
            factuality=claim.factuality,
            speakers=self._speakers([claim]),
            sentence=claim.sentence,
            char_start=claim.start,
            char_end=claim.end,
            extractor=claim.extractor,
        )

    def _event(self, event: DerivedEvent) -> EventRecord:
        claims = event.claims
        first = claims[0]
        killed, wounded, casualties = (
            range_of_totals(claim_total(claim, measure) for claim in claims) or (None, None)
            for measure in ("killed", "wounded", "casualties")
        )
        attackers = {value.value for value in event.attackers or event.alleged_attackers}
        return EventRecord(
            event=event.iri,
            claim=first.iri,
            document=self._document.id,
            article=first.article_number,
            published=self._document.article(first.article).published,
            type=local_name(event.type),
            date_start=event.earliest,
            date_end=event.latest,
            date_precision=event.precision,
            attackers=tuple(named for named in self._all(claims, "attacker") if named.iri in attackers),
            targets=self._all(claims, "target"),
            attacker_certainty=_certainty(event),
            places=self._places(claims),
            killed_low=killed[0],
            killed_high=killed[1],
            wounded_low=wounded[0],
            wounded_high=wounded[1],
            casualties_low=casualties[0],
            casualties_high=casualties[1],
            tolls=self._tolls(tuple(toll for claim in claims for toll in claim.tolls)),
            victims=tuple(dict.fromkeys(victim for claim in claims for victim in self._victims(claim))),
            weapons=self._all(claims, "weapon"),
            factuality="asserted",
            speakers=self._speakers(claims),
            sentence=first.sentence,
            char_start=first.start,
            char_end=first.end,
            extractor=first.extractor,
            claims=tuple(claim.iri for claim in claims),
        )

    def _named(self, mention: StoredMention) -> Named:
        return self._namer.named(mention.refers_to, mention.surface, self._document.nodes)

    def _mentioned(self, claim: StoredClaim, *roles: str) -> tuple[Named, ...]:
        return tuple(self._named(mention) for mention in claim.mentions_of(*roles))

    def _speakers(self, claims: Sequence[StoredClaim]) -> tuple[Named, ...]:
        """Who says it and who passes it on (``نقلت وكالة كذا عن مصدر``); not who was told it (``قال لوكالة كذا``)."""

        def telling(claim: StoredClaim) -> Iterator[StoredMention]:
            origin = min((mention.start for mention in claim.mentions_of("speaker")), default=0)
            for mention in claim.mentions_of("speaker", "relay"):
                if mention.role == "speaker" or mention.start < origin:
                    yield mention

        return self._once(mention for claim in claims for mention in telling(claim))

    def _all(self, claims: tuple[StoredClaim, ...], *roles: str) -> tuple[Named, ...]:
        """What the claims mention in these roles, once each, as first mentioned."""
        return self._once(mention for claim in claims for mention in claim.mentions_of(*roles))

    def _once(self, mentions: Iterable[StoredMention]) -> tuple[Named, ...]:
        first: dict[str, StoredMention] = {}
        for mention in mentions:
            first.setdefault(mention.refers_to, mention)
        return tuple(self._named(mention) for mention in first.values())

    def _places(self, claims: list[StoredClaim] | tuple[StoredClaim, ...]) -> tuple[PlaceRecord, ...]:
        mentions: dict[str, list[StoredMention]] = {}
        for claim in claims:
            for mention in claim.mentions_of("place"):
                mentions.setdefault(mention.refers_to, []).append(mention)
        ordered = self._namer.narrowest_first(mentions, self._document.nodes)
        return tuple(self._place(mentions[iri]) for iri in ordered)

    def _place(self, mentions: list[StoredMention]) -> PlaceRecord:
        """A place as first mentioned; where it lies as the most exact mention tells."""
        named = self._named(mentions[0])
        entity = self._namer.entity(named.iri, self._document.nodes)
        own = (entity.latitude, entity.longitude, entity.precision_m) if entity else (None, None, None)
        told = [(*mention.point, mention.precision_m) if mention.point else own for mention in mentions]
        latitude, longitude, precision = min(told, key=lambda circle: math.inf if circle[2] is None else circle[2])
        return PlaceRecord(
            iri=named.iri,
            label_ar=named.label_ar,
            label_en=named.label_en,
            surface=named.surface,
            lat=latitude,
            lon=longitude,
            precision_m=precision,
            kind=entity.kind if entity else "Place",
        )

    def _tolls(self, tolls: tuple[StoredToll, ...]) -> tuple[TollRecord, ...]:
        positions = {toll.iri: position for position, toll in enumerate(tolls)}
        return tuple(
            TollRecord(
                measure=toll.measure,
                low=toll.low,
                high=toll.high,
                group=toll.group,
                of=self._namer.named(toll.toll_of, None, self._document.nodes) if toll.toll_of else None,
                surface=toll.surface,
                subset_of=positions[toll.subset_of] if toll.subset_of else None,
            )
            for toll in tolls
        )

    def _victims(self, claim: StoredClaim) -> tuple[VictimRecord, ...]:
        surfaces = {mention.refers_to: mention.surface for mention in claim.mentions_of("victim")}
        victims = []
        for victim in claim.victims:
            named = self._namer.named(victim.person, surfaces.get(victim.person), self._document.nodes)
            side = self._namer.named(victim.side, None, self._document.nodes) if victim.side else None
            victims.append(
                VictimRecord(named.iri, named.label_ar, named.label_en, named.surface, victim.fate, victim.rank, side)
            )
        return tuple(victims)


def _certainty(event: DerivedEvent) -> str:
    """How sure the event's attackers are; an assertion that another claim denies is a suspicion."""
    if event.attackers:
        return "asserted"
    given = {claim.attacker_certainty for claim in event.claims if claim.attackers}
    if "asserted" in given:
        return "suspected"
    return next((certainty for certainty in ("claimed", "suspected", "denied") if certainty in given), "unknown")
