"""Rows of a query as plain values, whatever engine gave them."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Triple

__all__ = ["Cell", "Table", "plain", "tabulate"]

Cell = NamedNode | BlankNode | Literal | Triple | None


@dataclass(frozen=True, slots=True)
class Table:
    """Column names and rows of RDF terms; ``None`` is an unbound cell."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tabulate(solutions: QuerySolutions) -> Table:
    """Read all solutions.

    Examples
    --------
    >>> import pyoxigraph
    >>> tabulate(pyoxigraph.Store().query("SELECT ?n { VALUES ?n { 1 2 } }")).columns
    ('n',)
    """
    columns = tuple(variable.value for variable in solutions.variables)
    return Table(columns, tuple(tuple(solution[name] for name in columns) for solution in solutions))


def plain(cell: Cell) -> str:
    """Return a cell as people and spreadsheets read it: the text of a literal, the whole IRI, nothing if unbound.

    Examples
    --------
    >>> plain(Literal("الميادين", language="ar"))
    'الميادين'
    """
    if cell is None:
        return ""
    return str(cell) if isinstance(cell, Triple | BlankNode) else cell.value
