"""Query results as text: tables for people, rows for programs, graphs as RDF."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, TextIO

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, serialize

from kgbuild.catalogue.sparql import PREFIXES
from kgbuild.catalogue.table import Cell, Table, plain, tabulate
from kgbuild.catalogue.terminal import terminal_table
from kgbuild.errors import ResultFormatError

__all__ = ["GRAPH_FORMATS", "ROW_FORMATS", "write_results"]

ROW_FORMATS = ("table", "csv", "tsv", "json", "jsonl")
GRAPH_FORMATS = ("ttl", "nt", "jsonld", "rdfxml")
_RDF = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
_TSV_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_XSD_STRING = PREFIXES["xsd"] + "string"
_NUMBERS = {PREFIXES["xsd"] + name for name in ("integer", "int", "long", "nonNegativeInteger")}


def write_results(
    results: QuerySolutions | QueryBoolean | QueryTriples, format: str, out: TextIO, width: int | None = None
) -> int:
    """Write what a query gave and return how many rows (or triples) that was.

    Parameters
    ----------
    results
        What the store's ``query`` returned.
    format
        For rows ``table``, ``csv`` (RFC 4180), ``tsv`` (one line a row: tabs and line breaks escaped),
        ``json`` (SPARQL 1.1 Query Results JSON) or ``jsonl``; for the graph of CONSTRUCT and DESCRIBE ``ttl``,
        ``nt``, ``jsonld`` or ``rdfxml``. ``table`` prints a graph as Turtle.
    out
        Where to.
    width
        Columns of the terminal, for ``table``; asked from the terminal when left out.

    Raises
    ------
    ResultFormatError
        The format does not fit the kind of result.

    Examples
    --------
    >>> import pyoxigraph, sys
    >>> results = pyoxigraph.Store().query('SELECT ?town ?dead { VALUES (?town ?dead) { ("هجين"@ar 3) } }')
    >>> write_results(results, "jsonl", sys.stdout)
    {"town": "هجين", "dead": 3}
    1
    """
    if isinstance(results, QueryTriples):
        return _write_graph(results, format, out)
    if format not in ROW_FORMATS:
        raise ResultFormatError(f"rows cannot be written as {format}", f"choose one of {', '.join(ROW_FORMATS)}")
    if isinstance(results, QueryBoolean):
        answer = "true" if results else "false"
        out.write((json.dumps({"head": {}, "boolean": bool(results)}) if format == "json" else answer) + "\n")
        return 1
    table = tabulate(results)
    if format == "table":
        out.write(terminal_table(table, width))
    elif format == "json":
        out.write(json.dumps(_sparql_json(table), ensure_ascii=False, indent=1) + "\n")
    else:
        out.writelines({"csv": _csv, "tsv": _tsv, "jsonl": _jsonl}[format](table))
    return len(table.rows)


def _write_graph(results: QueryTriples, format: str, out: TextIO) -> int:
    if format not in {*GRAPH_FORMATS, "table"}:
        raise ResultFormatError(
            f"the graph of CONSTRUCT or DESCRIBE cannot be written as {format}",
            f"choose one of {', '.join(GRAPH_FORMATS)}",
        )
    triples = sorted(set(results), key=str)
    data = serialize(triples, format=_RDF.get(format, RdfFormat.TURTLE), prefixes=PREFIXES)
    out.write((data or b"").decode("utf-8"))
    return len(triples)


def _csv(table: Table) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in (table.columns, *(tuple(map(plain, row)) for row in table.rows)):
        writer.writerow(row)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _tsv(table: Table) -> Iterator[str]:
    yield "\t".join(table.columns) + "\n"
    for row in table.rows:
        yield "\t".join(plain(cell).translate(_TSV_ESCAPES) for cell in row) + "\n"


def _jsonl(table: Table) -> Iterator[str]:
    for row in table.rows:
        record = {name: _value(cell) for name, cell in zip(table.columns, row, strict=True)}
        yield json.dumps(record, ensure_ascii=False) + "\n"


def _value(cell: Cell) -> str | int | bool | None:
    if cell is None:
        return None
    if isinstance(cell, Literal):
        if cell.datatype.value in _NUMBERS:
            return int(cell.value)
        if cell.datatype.value == PREFIXES["xsd"] + "boolean":
            return cell.value in {"true", "1"}
    return plain(cell)


def _sparql_json(table: Table) -> dict[str, Any]:
    """https://www.w3.org/TR/sparql11-results-json/."""
    bindings = [
        {name: _binding(cell) for name, cell in zip(table.columns, row, strict=True) if cell is not None}
        for row in table.rows
    ]
    return {"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}}


def _binding(cell: Cell) -> dict[str, str]:
    match cell:
        case NamedNode():
            return {"type": "uri", "value": cell.value}
        case BlankNode():
            return {"type": "bnode", "value": cell.value}
        case Literal() if cell.language:
            return {"type": "literal", "value": cell.value, "xml:lang": cell.language}
        case Literal() if cell.datatype.value != _XSD_STRING:
            return {"type": "literal", "value": cell.value, "datatype": cell.datatype.value}
        case _:
            return {"type": "literal", "value": plain(cell)}
