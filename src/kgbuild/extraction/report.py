"""What extraction hands on: mentions, event claims and relation claims of one document.

All spans count in the document's text. Nothing here knows of RDF: entities are named by the identifier that the
knowledge room gave them, or by their surface name when they are not identified.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kgbuild.arabic.span import Span
from kgbuild.documents.article import Article
from kgbuild.documents.document import Document

__all__ = [
    "AttackerCertainty",
    "EventClaim",
    "Factuality",
    "Measure",
    "Participant",
    "PositionKind",
    "RelationClaim",
    "RelativePosition",
    "Report",
    "TimeInterval",
    "Toll",
    "Victim",
    "WeaponMention",
]

AttackerCertainty = Literal["asserted", "suspected", "claimed", "denied", "unknown"]
Factuality = Literal["asserted", "negated", "threatened", "planned", "hypothetical", "generic"]
Measure = Literal["killed", "wounded", "captured", "missing", "casualties"]
PositionKind = Literal["direction", "part", "distance", "around"]


@dataclass(frozen=True, slots=True)
class RelativePosition:
    """Where the words put something from a known place.

    Parameters
    ----------
    anchor
        Identifier of the known place that the words count from: the one mentioned, or the one that an unidentified
        place lies from.
    kind
        ``direction``: a bearing alone (``شرق كذا``, ``ريف كذا الشرقي``); ``part``: inside, a part of it (``أحياء كذا
        الشرقية``); ``distance``: kilometres, with a bearing or without; ``around``: beside it (``محيط كذا``).
    words
        The words that tell it, ``…`` for the name between two of them.
    bearing
        Degrees from north, clockwise.
    distance_km
        Kilometres from the place.
    """

    anchor: str
    kind: PositionKind
    words: str
    bearing: float | None = None
    distance_km: float | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor, place, facility, person or group that fills a slot, as named in the text.

    Parameters
    ----------
    surface
        The words as they stand in the text (clitics stripped).
    span
        Where they stand in the document.
    kind
        Local name of its class in the ontology (``Militia``, ``Village``, ``PopulationGroup``, …).
    iri
        The entity of the knowledge base, or ``None`` when it is not identified.
    name
        Canonical Arabic name: of the entity, else the cleaned surface (identity of an unidentified entity).
    within
        Identifier of the known place that the text puts an unidentified place in.
    score
        How sure the linking is, 0 to 1.
    position
        Where the words put what happened, where they tell more of a place than its name.
    named
        Whether the text gives a name or a common noun for a definite actor (``داعش``, ``الجيش``); not where it takes a
        place up (``المدينة``) or tells a nationality (``غارة أمريكية``, ``جندي تركي``).
    """

    surface: str
    span: Span
    kind: str
    iri: str | None
    name: str
    within: str | None = None
    score: float = 1.0
    position: RelativePosition | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class TimeInterval:
    """When something happened: first and last possible day, both included, and how precisely the text says so."""

    start: date
    end: date
    precision: str
    surface: str
    span: Span


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of people killed, wounded, captured or missing, or dead and wounded as one sum (``casualties``).

    ``high`` is ``None`` when the text only gives a lower bound. ``subset_of`` is the position, among the claim's
    tolls, of the toll that this one is a part of; parts are never added to their total.
    """

    measure: Measure
    low: int
    high: int | None
    surface: str
    span: Span
    group: str | None = None
    group_participant: Participant | None = None
    subset_of: int | None = None


@dataclass(frozen=True, slots=True)
class Victim:
    """A person named as killed, wounded, captured or missing, with rank and side where the text gives them."""

    person: Participant
    fate: Measure
    rank: str | None = None
    side: Participant | None = None


@dataclass(frozen=True, slots=True)
class WeaponMention:
    """A weapon that was used: local name of its ``kgb:WeaponType`` and the words of the text."""

    kind: str
    surface: str
    span: Span


@dataclass(frozen=True, slots=True)
class EventClaim:
    """What one speaker in one article says of one event.

    Parameters
    ----------
    article
        Number of the article in the document.
    event
        Number of the event within the article; claims with one number speak of one event.
    type
        Local name of the event class.
    trigger
        The words that name the event; unique among the document's claims together with ``ordinal``.
    evidence
        The evidence sentence's position, and ``sentence`` its text.
    speakers
        Who is quoted, origin first (source, then the agency that relayed it); empty when the article itself speaks.
    response_to
        Number of the event of the same article that this one answers.
    reason
        The reason as the text states it.
    """

    article: int
    event: int
    type: str
    trigger: Span
    evidence: Span
    sentence: str
    extractor: str
    ordinal: int = 0
    attackers: tuple[Participant, ...] = ()
    targets: tuple[Participant, ...] = ()
    places: tuple[Participant, ...] = ()
    time: TimeInterval | None = None
    tolls: tuple[Toll, ...] = ()
    victims: tuple[Victim, ...] = ()
    weapons: tuple[WeaponMention, ...] = ()
    attacker_certainty: AttackerCertainty = "unknown"
    factuality: Factuality = "asserted"
    speakers: tuple[Participant, ...] = ()
    response_to: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class RelationClaim:
    """A standing relation between two actors that the text states; ``relation`` is a property's local name."""

    article: int
    subject: Participant
    relation: str
    object: Participant
    trigger: Span
    evidence: Span
    sentence: str
    extractor: str
    factuality: Factuality = "asserted"
    speakers: tuple[Participant, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All that was read in one document. ``notes`` are remarks for the user (open dates, skipped text)."""

    document: Document
    articles: tuple[Article, ...]
    claims: tuple[EventClaim, ...] = ()
    relations: tuple[RelationClaim, ...] = ()
    mentions: tuple[Participant, ...] = ()
    notes: tuple[str, ...] = field(default=())
