"""Gold annotations: what a careful analyst would record of a document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from kgbuild.arabic.span import Span
from kgbuild.errors import GoldFileError
from kgbuild.evaluation.names import NamedThing, things

__all__ = [
    "AllowedAttacker",
    "BySpeaker",
    "DayRange",
    "ExpectedClaim",
    "Figure",
    "GoldDocument",
    "GoldEvent",
    "GoldRelation",
    "GoldSubset",
    "NothingHere",
    "load_gold",
]

Figure: TypeAlias = tuple[int, int | None]
"""Lowest and highest number; no highest for “more than”."""

Day: TypeAlias = date

DayRange: TypeAlias = tuple[Day, Day]
"""First and last day, both included."""


@dataclass(frozen=True, slots=True)
class GoldSubset:
    """A part of a toll: ``of`` is the measure that it is a part of, or the group of another part."""

    measure: str
    figure: Figure
    group: str
    of: str


@dataclass(frozen=True, slots=True)
class BySpeaker:
    """What one speaker says of an event, and which slots stay empty in that speaker's claims."""

    speaker: NamedThing
    figures: tuple[tuple[str, Figure], ...]
    absent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllowedAttacker:
    """An attacker that only these speakers name; no speakers: any."""

    names: NamedThing
    speakers: tuple[NamedThing, ...]


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One event of a document.

    Parameters
    ----------
    type, alt_types
        Snake-case type, and types that are right too.
    attackers, targets, locations, speakers
        One entry a participant, each with all names that may stand for it.
    status, alt_statuses
        How sure the attacker is, and what is right too.
    allowed_attackers, also_places, alt_date, alt_figures
        What an export may hold without being wrong.
    not_places
        Places of the text that are not places of this event.
    mutual
        Either side may stand as attacker.
    date
        Inclusive interval, or ``None`` when the text does not fix it.
    own_article, published
        Whether the event stands in an article dated unlike its file, and that article's day, if it has one.
    figures
        Totals by measure (``killed``, ``wounded``, ``casualties``); no entry where the text gives none.
    by_speaker
        What single speakers say.
    absent
        Slots that must stay empty; ``optional`` ones may.
    in_response_to
        Id of the event that this one answers.
    span, also
        The main evidence, and other places of the text that speak of the event.
    main
        Whether the event counts; a background mention does not.
    """

    id: str
    type: str
    alt_types: tuple[str, ...]
    attackers: tuple[NamedThing, ...]
    status: str
    alt_statuses: tuple[str, ...]
    allowed_attackers: tuple[AllowedAttacker, ...]
    mutual: bool
    targets: tuple[NamedThing, ...]
    locations: tuple[NamedThing, ...]
    also_places: tuple[NamedThing, ...]
    not_places: tuple[NamedThing, ...]
    date: DayRange | None
    alt_date: DayRange | None
    own_article: bool
    published: Day | None
    figures: tuple[tuple[str, Figure], ...]
    alt_figures: tuple[tuple[str, Figure], ...]
    subsets: tuple[GoldSubset, ...]
    victims: tuple[NamedThing, ...]
    speakers: tuple[NamedThing, ...]
    by_speaker: tuple[BySpeaker, ...]
    absent: tuple[str, ...]
    optional: tuple[str, ...]
    in_response_to: str | None
    span: Span
    also: tuple[Span, ...]
    main: bool

    def figure(self, measure: str) -> Figure | None:
        """The event's total by that measure."""
        return dict(self.figures).get(measure)


@dataclass(frozen=True, slots=True)
class NothingHere:
    """A stretch of text that no claim may come from, except claims of the events in ``allow``."""

    span: Span
    why: str
    allow: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExpectedClaim:
    """A claim that is no event for certain, found with ``--factuality all``."""

    span: Span
    speakers: tuple[NamedThing, ...]
    factuality: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """A standing relation that the text states; any of the snake-case predicates is right."""

    subject: NamedThing
    predicates: tuple[str, ...]
    object: NamedThing
    span: Span


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """All annotations of one document."""

    doc: str
    published: date | None
    events: tuple[GoldEvent, ...]
    relations: tuple[GoldRelation, ...] = ()
    must_not: tuple[NothingHere, ...] = ()
    claims: tuple[ExpectedClaim, ...] = ()


def load_gold(path: Path) -> tuple[GoldDocument, ...]:
    """Read a gold file, or all ``*.json`` of a folder by name.

    Raises
    ------
    GoldFileError
        A file is missing, is no JSON or lacks a key.
    """
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        raise GoldFileError(f"{path.name}: no gold file in this folder")
    return tuple(_load(file) for file in files)


def _load(file: Path) -> GoldDocument:
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
        return GoldDocument(
            doc=values["doc"],
            published=date.fromisoformat(values["published"]) if values.get("published") else None,
            events=tuple(_event(event) for event in values["events"]),
            relations=tuple(_relation(relation) for relation in values.get("relations", ())),
            must_not=tuple(
                NothingHere(Span(*item["span"]), item["why"], tuple(item.get("allow", ())))
                for item in values.get("must_not", ())
            ),
            claims=tuple(
                ExpectedClaim(
                    Span(*item["span"]), things(item["speakers"]), tuple(item["factuality"]), item.get("why", "")
                )
                for item in values.get("claims", ())
            ),
        )
    except OSError as error:
        raise GoldFileError(f"{file.name}: cannot be read ({error.strerror})") from error
    except KeyError as error:
        raise GoldFileError(f"{file.name}: the key {error} is missing") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise GoldFileError(f"{file.name}: {error}") from error


def _relation(values: Mapping[str, Any]) -> GoldRelation:
    return GoldRelation(
        subject=things([values["subject"]])[0],
        predicates=(values["predicate"], *values.get("alt_predicates", ())),
        object=things([values["object"]])[0],
        span=Span(*values["span"]),
    )


def _figure(value: list[int | None]) -> Figure:
    low, high = value
    if low is None:
        raise ValueError(f"a figure without a lowest number: {value}")
    return low, high


def _figures(values: Mapping[str, Any], prefix: str = "") -> tuple[tuple[str, Figure], ...]:
    measures = ("killed", "wounded", "casualties")
    return tuple((measure, _figure(values[prefix + measure])) for measure in measures if values.get(prefix + measure))


def _days(value: list[str] | None) -> DayRange | None:
    return (date.fromisoformat(value[0]), date.fromisoformat(value[1])) if value else None


def _event(values: Mapping[str, Any]) -> GoldEvent:
    return GoldEvent(
        id=values["id"],
        type=values["type"],
        alt_types=tuple(values.get("alt_types", ())),
        attackers=things(values["attackers"]),
        status=values["attacker_status"],
        alt_statuses=tuple(values.get("alt_status", ())),
        allowed_attackers=tuple(
            AllowedAttacker(things([item["names"]])[0], things(item["speakers"]))
            for item in values.get("allowed_attackers", ())
        ),
        mutual=bool(values.get("mutual")),
        targets=things(values["targets"]),
        locations=things(values["locations"]),
        also_places=things(values.get("also_places", ())),
        not_places=things(values.get("not_places", ())),
        date=_days(values.get("date")),
        alt_date=_days(values.get("alt_date")),
        own_article="published" in values,
        published=date.fromisoformat(values["published"]) if values.get("published") else None,
        figures=_figures(values),
        alt_figures=tuple(("killed", _figure(figure)) for figure in values.get("alt_killed", ())),
        subsets=tuple(
            GoldSubset(item["measure"], (item["low"], item["high"]), item["group"], item["of"])
            for item in values.get("subsets", ())
        ),
        victims=things([name] for name in values.get("victims", ())),
        speakers=things(values.get("sources") or ()),
        by_speaker=tuple(
            BySpeaker(things([item["speaker"]])[0], _figures(item), tuple(item.get("absent", ())))
            for item in values.get("by_speaker", ())
        ),
        absent=tuple(values.get("absent", ())),
        optional=tuple(values.get("optional", ())),
        in_response_to=values.get("in_response_to"),
        span=Span(*values["span"]),
        also=tuple(Span(*item) for item in values.get("also", ())),
        main=values.get("main", True),
    )
