"""CSV rows one at a time, with the line each ends on."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from kgbuild.errors import BrokenTableError, KgbuildError, MissingColumnError

__all__ = ["Row", "table_rows"]

_DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: position from 0, line of the file it ends on, and its cells by column, or why it cannot be read."""

    index: int
    line: int
    cells: dict[str, object] | KgbuildError


def table_rows(stream: TextIO, required: tuple[str, ...], limit: int) -> Iterator[Row]:
    """Read the rows of a table whose first line names its columns; comma, semicolon or tab part them.

    Parameters
    ----------
    stream
        The decoded file, opened with ``newline=""``.
    required
        Columns that must be there.
    limit
        Most characters of one cell.

    Raises
    ------
    MissingColumnError
        When the header lacks a required column.

    Examples
    --------
    >>> import io
    >>> [row.cells for row in table_rows(io.StringIO("id;text\\n1;a\\n"), ("text",), 100)]
    [{'id': '1', 'text': 'a'}]
    """
    header = stream.readline(limit)
    columns: list[str] = []
    for delimiter in _DELIMITERS:
        columns = [c.strip() for c in next(csv.reader([header], delimiter=delimiter), [])]
        if set(required) <= set(columns):
            break
    else:
        columns = [c.strip() for c in next(csv.reader([header[:2000]]), [])]
        missing = ", ".join(repr(c) for c in required if c not in columns)
        shown = ", ".join(columns[:12])[:200]
        raise MissingColumnError(f"column {missing} is missing; its header is: {shown or 'empty'}")
    if csv.field_size_limit() < limit:  # one limit for the whole process; never lowered
        csv.field_size_limit(limit)
    yield from _rows(csv.reader(stream, delimiter=delimiter, strict=True), columns)


def _rows(reader: Iterator[list[str]], columns: list[str]) -> Iterator[Row]:
    index = 0
    while True:
        line = getattr(reader, "line_num", 0) + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(index, line + 1, BrokenTableError(f"from line {line + 1} on it cannot be read ({error})"))
            if "expected after" not in str(error):  # a quote that never closes takes the rest of the file with it
                return
            index += 1
            continue
        if not cells:
            continue
        last = getattr(reader, "line_num", 0) + 1
        if len(cells) != len(columns):
            yield Row(index, last, BrokenTableError(f"the row has {len(cells)} cells, the header {len(columns)}"))
        else:
            yield Row(index, last, dict(zip(columns, cells, strict=True)))
        index += 1
