"""Records written as JSON Lines, JSON, CSV, TSV or GeoJSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal, Protocol, TextIO, TypeAlias

from kgbuild.export.records import EventRecord

__all__ = ["RECORD_FORMATS", "Record", "RecordFormat", "write_geojson", "write_records"]

RecordFormat: TypeAlias = Literal["jsonl", "json", "csv", "tsv"]
RECORD_FORMATS: Final[tuple[RecordFormat, ...]] = ("jsonl", "json", "csv", "tsv")


class Record(Protocol):
    """What every export yields."""

    def as_json(self) -> dict[str, Any]:
        """The record as JSON values."""

    def as_row(self) -> dict[str, str | int | float | None]:
        """The record as one line of a table."""


def write_records(records: Iterable[Record], output: TextIO, format: RecordFormat, columns: Sequence[str] = ()) -> int:
    """Write records one after another; return how many.

    Parameters
    ----------
    records
        Records of one kind.
    output
        Where to; for CSV a stream opened with ``newline=""``.
    format
        JSON values keep lists, tables join them. TSV cells have no tabs or line breaks.
    columns
        Header of a table without rows; otherwise the first record gives it.
    """
    if format == "jsonl":
        return sum(_line(record, output) for record in records)
    if format == "json":
        return _array((record.as_json() for record in records), output)
    return _table(records, output, format, columns)


def write_geojson(records: Iterable[EventRecord], output: TextIO) -> int:
    """Write a FeatureCollection (RFC 7946): a point for each record that has coordinates, else no geometry."""
    output.write('{"type": "FeatureCollection", "features": ')
    count = _array((_feature(record) for record in records), output)
    output.write("}\n")
    return count


def _feature(record: EventRecord) -> dict[str, Any]:
    located = next((place for place in record.places if place.lat is not None), None)
    point = {"type": "Point", "coordinates": [located.lon, located.lat]} if located else None
    return {"type": "Feature", "id": record.claim, "geometry": point, "properties": record.as_json()}


def _line(record: Record, output: TextIO) -> int:
    output.write(json.dumps(record.as_json(), ensure_ascii=False) + "\n")
    return 1


def _array(values: Iterable[dict[str, Any]], output: TextIO) -> int:
    count = 0
    for count, value in enumerate(values, start=1):
        output.write("[\n" if count == 1 else ",\n")
        output.write(json.dumps(value, ensure_ascii=False))
    output.write("\n]\n" if count else "[]\n")
    return count


def _table(records: Iterable[Record], output: TextIO, format: RecordFormat, columns: Sequence[str]) -> int:
    delimiter = "\t" if format == "tsv" else ","
    writer = csv.writer(output, delimiter=delimiter, lineterminator="\n")
    count = 0
    for count, record in enumerate(records, start=1):
        row = record.as_row()
        if count == 1:
            writer.writerow(row)
        writer.writerow([_cell(value, format) for value in row.values()])
    if not count and columns:
        writer.writerow(columns)
    return count


def _cell(value: str | int | float | None, format: RecordFormat) -> str | int | float:
    if value is None:
        return ""
    return " ".join(value.split()) if isinstance(value, str) and format == "tsv" else value
