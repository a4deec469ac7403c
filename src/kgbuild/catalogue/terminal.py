"""Rows for a person at a terminal: aligned columns, or one block a row where the columns do not fit.

Letters stay in the order of speech: terminals that show Arabic join and reorder it themselves. What a terminal
cannot know is where a cell ends, so that two Arabic cells beside each other would change places; each piece with
Arabic is therefore put in an isolate (FSI … PDI, Unicode bidi algorithm UAX #9, section 2.4), which takes no room.
"""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterable

from pyoxigraph import NamedNode
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from kgbuild.catalogue.sparql import PREFIXES
from kgbuild.catalogue.table import Cell, Table, plain

__all__ = ["isolated", "terminal_table"]

_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_NARROWEST = 14
"""A column narrower than this breaks words apart; rows are then shown as blocks."""
_TALLEST = 5
"""Rows that take more lines than this on average are easier to read as blocks."""
_BETWEEN = len(" │ ")
_LONG_FIRST = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))


def terminal_table(table: Table, width: int | None = None) -> str:
    """Lay rows out for a terminal.

    Parameters
    ----------
    table
        The rows.
    width
        How many columns of characters there are; the terminal's own when left out.

    Examples
    --------
    >>> import pyoxigraph
    >>> from kgbuild.catalogue.table import tabulate
    >>> print(terminal_table(tabulate(pyoxigraph.Store().query("SELECT ?n { VALUES ?n { 1 2 } }")), 40))
    n
    ─
    1
    2
    2 rows
    <BLANKLINE>
    """
    width = width or shutil.get_terminal_size((100, 24)).columns
    cells = [[_shown(cell) for cell in row] for row in table.rows]
    body = _grid(table, cells, width) or _blocks(table, cells)
    return f"{body}{len(cells)} {'row' if len(cells) == 1 else 'rows'}\n"


def _grid(table: Table, cells: list[list[str]], width: int) -> str | None:
    """The rows in columns, with names broken at their underscores where that helps; ``None`` where they do not fit."""
    for names in (table.columns, tuple(name.replace("_", "_\n") for name in table.columns)):
        widths = [_width([name, *column]) for name, *column in zip(names, *cells, strict=True)]
        least = [min(w, max(_NARROWEST, _width([n]))) for w, n in zip(widths, names, strict=True)]
        if sum(least) + _BETWEEN * (len(names) - 1) <= width:
            grid = _columns(names, cells, width)
            return grid if grid.count("\n") <= _TALLEST * (len(cells) + 1) else None
    return None


def isolated(text: str) -> str:
    """Put text that holds Arabic in an isolate, so that what stands beside it keeps its place.

    Examples
    --------
    >>> isolated("Mayadin"), isolated("الميادين")
    ('Mayadin', '\\u2068الميادين\\u2069')
    """
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}" if _RIGHT_TO_LEFT.search(text) else text


def _shown(cell: Cell) -> str:
    text = plain(cell)
    if isinstance(cell, NamedNode):
        for prefix, namespace in _LONG_FIRST:
            if text.startswith(namespace):
                return f"{prefix}:{text.removeprefix(namespace)}"
    # Control and bidi characters of a report would move the cursor or turn the rest of the line.
    return _CONTROLS.sub("", text.replace("\t", " ").replace("│", "|"))


def _width(texts: Iterable[str]) -> int:
    return max(cell_len(line) for text in texts for line in text.split("\n"))


def _columns(names: tuple[str, ...], cells: list[list[str]], width: int) -> str:
    grid = RichTable(box=box.Box("    \n  │ \n ─┼ \n  │ \n ─┼ \n ─┼ \n  │ \n    \n"), show_edge=False, pad_edge=False)
    for name in names:
        grid.add_column(Text(name), overflow="fold", header_style="")
    for row in cells:
        grid.add_row(*(Text(text) for text in row))
    console = Console(file=io.StringIO(), width=width, color_system=None, legacy_windows=False)
    with console.capture() as capture:
        console.print(grid)
    return "".join(_line(line) + "\n" for line in capture.get().splitlines())


def _line(line: str) -> str:
    pieces = []
    for piece in line.split("│"):
        inner = piece.strip()
        pieces.append(piece.replace(inner, isolated(inner), 1) if inner else piece)
    return "│".join(pieces).rstrip()


def _blocks(table: Table, cells: list[list[str]]) -> str:
    label = max(map(cell_len, table.columns))
    lines = []
    for number, row in enumerate(cells, 1):
        lines.append(f"─── {number} ───")
        lines += [f"{name:<{label}}  {isolated(text)}" for name, text in zip(table.columns, row, strict=True) if text]
    return "".join(line + "\n" for line in lines)
