"""Exports as the commands write them: the room's own formats, and tables for a person at a terminal."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from kgbuild.cli.listing import write_rows

if TYPE_CHECKING:
    from kgbuild.export.formats import Record
    from kgbuild.export.naming import Named
    from kgbuild.export.records import EventRecord, FactualityFilter, Level, PlaceRecord, TollRecord, VictimRecord
    from kgbuild.store import Store

__all__ = ["write_document_quads", "write_events", "write_table"]


def write_events(store: Store, level: Level, factuality: FactualityFilter, format: str, stream: TextIO) -> None:
    """Write the event table as ``table``, ``csv``, ``tsv``, ``json``, ``jsonl`` or ``geojson``."""
    from kgbuild.export import event_records, write_geojson, write_records

    records = event_records(store, level, factuality)
    match format:
        case "geojson":
            write_geojson(records, stream)
        case "table":
            write_rows(_SHOWN, map(_shown, records), format, stream)
        case "csv" | "tsv" | "json" | "jsonl":
            write_records(records, stream, format, _event_columns(level))


def _event_columns(level: Level) -> list[str]:
    """Header of an event table without rows."""
    from kgbuild.export import EventRecord

    blank: dict[str, Any] = {
        field.name: () if str(field.type).startswith("tuple") else None for field in dataclasses.fields(EventRecord)
    }
    columns = list(EventRecord(**blank).as_row())
    return [*columns, "claims"] if level == "event" else columns


def write_table(kind: type[Any], records: Iterable[Record], format: str, stream: TextIO) -> None:
    """Write flat records of one dataclass as ``table``, ``csv``, ``tsv``, ``json`` or ``jsonl``."""
    from kgbuild.export import write_records

    columns = [field.name for field in dataclasses.fields(kind)]
    match format:
        case "table":
            write_rows(columns, (tuple(record.as_row().values()) for record in records), format, stream)
        case "csv" | "tsv" | "json" | "jsonl":
            write_records(records, stream, format, columns)


def write_document_quads(store: Store, stream: TextIO) -> None:
    """Write the quads of the documents' graphs and of the events above them, sorted, as N-Quads."""
    from kgbuild.graph import Identifiers

    ids = Identifiers()
    graphs = [graph for graph in store.graphs() if ids.document_id(graph) is not None]
    for graph in (*graphs, ids.graph("events")):
        stream.writelines(f"{line} .\n" for line in sorted(map(str, store.quads(graph))))


_SHOWN = (
    "date",
    "type",
    "attackers",
    "targets",
    "places",
    "tolls",
    "victims",
    "weapons",
    "said_by",
    "factuality",
    "sentence",
    "document",
    "event",
)
"""The columns of the event table on a terminal."""


def _shown(record: EventRecord) -> tuple[str | None, ...]:
    start, end = record.date_start, record.date_end
    attackers = _names(record.attackers)
    return (
        None if start is None else str(start) if start == end else f"{start} … {end}",
        record.type,
        f"{attackers} ({record.attacker_certainty})" if attackers else f"({record.attacker_certainty})",
        _names(record.targets),
        _names(record.places),
        "; ".join(map(_toll, record.tolls)),
        _names(record.victims),
        _names(record.weapons),
        _names(record.speakers),
        record.factuality,
        record.sentence,
        record.document,
        record.event,
    )


def _names(items: Sequence[Named | PlaceRecord | VictimRecord]) -> str:
    return "; ".join(item.label_ar or item.surface or item.iri for item in items)


def _toll(toll: TollRecord) -> str:
    number = str(toll.low) if toll.low == toll.high else f"{toll.low}–{toll.high if toll.high is not None else ''}"
    part = "" if toll.subset_of is None else "of them "
    return f"{part}{toll.measure} {number}" + (f" ({toll.group})" if toll.group else "")
