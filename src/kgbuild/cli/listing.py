"""Short tables that commands print about kgbuild itself or about a store."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from kgbuild.catalogue.query import CannedQuery, Parameter
    from kgbuild.catalogue.table import Cell
    from kgbuild.evaluation import Scores
    from kgbuild.pipeline import StoreStatistics

__all__ = ["write_queries", "write_rows", "write_scores", "write_statistics"]

Row = tuple[str | int | float | None, ...]


def write_rows(columns: Sequence[str], rows: Iterable[Row], format: str, stream: TextIO) -> None:
    """Write rows as ``table``, ``csv``, ``tsv``, ``json`` (a list of records) or ``jsonl``.

    Examples
    --------
    >>> import sys
    >>> write_rows(["town", "killed"], [("هجين", 3)], "jsonl", sys.stdout)
    {"town": "هجين", "killed": 3}
    """
    records = [dict(zip(columns, row, strict=True)) for row in rows]
    if format == "table":
        from kgbuild.catalogue.table import Table
        from kgbuild.catalogue.terminal import terminal_table

        cells = tuple(tuple(_cell(value) for value in record.values()) for record in records)
        stream.write(terminal_table(Table(tuple(columns), cells)))
    elif format == "json":
        stream.write(json.dumps(records, ensure_ascii=False, indent=1) + "\n")
    elif format == "jsonl":
        stream.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    else:
        dialect = csv.excel_tab if format == "tsv" else csv.excel
        writer = csv.writer(stream, dialect, lineterminator="\n" if format == "tsv" else "\r\n")
        writer.writerow(columns)
        writer.writerows(record.values() for record in records)


def _cell(value: str | int | float | None) -> Cell:
    """IRIs are shown with their prefix, everything else as it is."""
    from pyoxigraph import Literal, NamedNode

    if value is None:
        return None
    if isinstance(value, str) and value.startswith(("https://", "http://")) and not set(value) & set(' <>"'):
        return NamedNode(value)
    return Literal(str(value))


def write_queries(catalogue: Iterable[CannedQuery], format: str, stream: TextIO) -> None:
    """Write the list of canned queries."""
    rows = [(q.name, q.title.en, q.title.ar, " ".join(map(_usage, q.parameters))) for q in catalogue]
    write_rows(("name", "title", "title_ar", "parameters"), rows, format, stream)


def _usage(parameter: Parameter) -> str:
    example = parameter.default or parameter.example
    shown = f"{parameter.name}={example!r}" if " " in example else f"{parameter.name}={example}"
    return shown if parameter.required else f"[{shown}]"


def write_statistics(statistics: StoreStatistics, format: str, stream: TextIO) -> None:
    """Write what a store holds, one count a row."""
    counts: list[Row] = [
        ("documents", None, statistics.documents),
        ("articles", None, statistics.articles),
        ("published first", None, str(statistics.first_published or "")),
        ("published last", None, str(statistics.last_published or "")),
        ("event claims", None, statistics.claims),
        ("relation claims", None, statistics.relations),
        ("events", None, statistics.events),
        ("actors and places mentioned", None, statistics.mentioned),
        ("of them not identified", None, statistics.unidentified),
    ]
    counts += [("event claims of type", name, count) for name, count in statistics.claims_by_type]
    counts += [("claims and relations by factuality", name, count) for name, count in statistics.claims_by_factuality]
    counts.append(("quads", None, statistics.quads))
    counts += [("quads in graph", name, count) for name, count in statistics.quads_by_graph]
    write_rows(("what", "name", "count"), counts, format, stream)


def write_scores(scores: Scores, format: str, stream: TextIO) -> None:
    """Write the figures of an evaluation, one slot a row."""
    rows: list[Row] = []
    for name in ("events", "attackers", "targets", "places", "speakers"):
        slot = getattr(scores, name)
        shares = (round(share, 3) for share in (slot.precision, slot.recall, slot.f1))
        rows.append((name, slot.found, slot.predicted, slot.gold, *shares))
    for name in ("type_exact", "certainty", "date_exact", "date_overlapping", "killed", "wounded"):
        ratio = getattr(scores, name)
        rows.append((name.replace("_", " "), ratio.right, None, ratio.of, None, round(ratio.share, 3), None))
    rows.append(("killed invented", None, scores.killed_invented, 0, None, None, None))
    rows.append(("wounded invented", None, scores.wounded_invented, 0, None, None, None))
    write_rows(("what", "right", "given", "expected", "precision", "recall", "f1"), rows, format, stream)
