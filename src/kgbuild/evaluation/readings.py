"""The event table as it is compared: the claims of one document about one event are one reading of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from kgbuild.arabic.span import Span
from kgbuild.errors import ExportFileError
from kgbuild.evaluation.gold import DayRange, Figure
from kgbuild.evaluation.names import TABLES, NamedThing, any_same, things

__all__ = ["MEASURES", "Reading", "Record", "days", "figure", "named_things", "read_records", "readings", "type_name"]

Record: TypeAlias = Mapping[str, Any]
"""One line of ``kgbuild export events --format jsonl``."""

MEASURES = ("killed", "wounded", "casualties")
_CERTAINTIES = {word: certainty for certainty, words in TABLES["certainty"].items() for word in words}
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_JOINED_TYPES = {"airstrike": "air_strike", "dronestrike": "drone_strike"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What an export says of one event in one document, its claims joined.

    ``type`` and ``certainty`` are those of the first claim, ``date`` the first that a claim gives, ``figures`` span
    what the claims give.
    """

    type: str
    certainty: str
    attackers: tuple[NamedThing, ...]
    targets: tuple[NamedThing, ...]
    places: tuple[NamedThing, ...]
    speakers: tuple[NamedThing, ...]
    date: DayRange | None
    figures: tuple[tuple[str, Figure], ...]
    spans: tuple[Span, ...]
    records: tuple[Record, ...]

    def figure(self, measure: str) -> Figure | None:
        """The reading's total by that measure."""
        return dict(self.figures).get(measure)


def read_records(path: Path) -> list[Record]:
    """Read an event table in JSON Lines.

    Raises
    ------
    ExportFileError
        The file is missing, or a line is no JSON object.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ExportFileError(f"{path.name}: {error}") from error
    records: list[Record] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                record = json.loads(line)
            except ValueError as error:
                raise ExportFileError(f"{path.name}, line {number}: {error}") from error
            if not isinstance(record, dict):
                raise ExportFileError(f"{path.name}, line {number}: not an object")
            records.append(record)
    return records


def readings(records: Iterable[Record]) -> dict[str, list[Reading]]:
    """Return the readings of each document, in the order of the table."""
    groups: dict[tuple[str, object], list[Record]] = {}
    for number, record in enumerate(records):
        groups.setdefault((str(record.get("document")), record.get("event") or number), []).append(record)
    found: dict[str, list[Reading]] = {}
    for (document, _), group in groups.items():
        found.setdefault(document, []).append(_reading(tuple(group)))
    return found


def type_name(name: str) -> str:
    """Return an event type as gold annotations write it.

    Examples
    --------
    >>> type_name("https://w3id.org/kgbuild/ontology#DroneStrike"), type_name("ArmedClash")
    ('drone_strike', 'armed_clash')
    """
    local = re.split(r"[#/:]", name)[-1]
    snake = _HUMP.sub("_", local).lower()
    return _JOINED_TYPES.get(snake, snake)


def named_things(items: Iterable[Any] | None) -> tuple[NamedThing, ...]:
    """Return participants of a record, by the words of the text and by their Arabic label."""
    names: list[list[str]] = []
    for item in items or ():
        if isinstance(item, str):
            names.append([item])
        else:
            labels = item.get("label_ar") or []
            names.append([item.get("surface") or "", *([labels] if isinstance(labels, str) else labels)])
    return things(names)


def figure(record: Record, measure: str) -> Figure | None:
    """Return the total of a record by that measure."""
    low = record.get(f"{measure}_low")
    return None if low is None else (low, record.get(f"{measure}_high"))


def days(record: Record) -> DayRange | None:
    """Return the days that a record gives."""
    start = record.get("date_start")
    if not start:
        return None
    end = record.get("date_end") or start
    return date.fromisoformat(str(start)[:10]), date.fromisoformat(str(end)[:10])


def _reading(group: tuple[Record, ...]) -> Reading:
    dated = (day for record in group if (day := days(record)))
    totals = ((measure, _joined_figure(group, measure)) for measure in MEASURES)
    return Reading(
        type=type_name(str(group[0].get("type", ""))),
        certainty=_CERTAINTIES.get(group[0].get("attacker_certainty") or "", ""),
        attackers=_joined(group, "attackers"),
        targets=_joined(group, "targets"),
        places=_joined(group, "places"),
        speakers=_joined(group, "speakers"),
        date=next(dated, None),
        figures=tuple((measure, total) for measure, total in totals if total),
        spans=tuple(
            Span(record["char_start"], record["char_end"]) for record in group if record.get("char_start") is not None
        ),
        records=group,
    )


def _joined(group: Iterable[Record], slot: str) -> tuple[NamedThing, ...]:
    """What the claims name in a slot, once each."""
    found: list[NamedThing] = []
    for record in group:
        for thing in named_things(record.get(slot)):
            if not any(any_same(other, thing) for other in found):
                found.append(thing)
    return tuple(found)


def _joined_figure(group: Iterable[Record], measure: str) -> Figure | None:
    given = [total for record in group if (total := figure(record, measure))]
    if not given:
        return None
    highs = [high for _, high in given if high is not None]
    return min(low for low, _ in given), max(highs) if highs else None
