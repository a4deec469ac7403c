"""What every store offers, whether it lies in a folder or behind a SPARQL service."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Literal, Protocol, Self, TypeAlias

import pyoxigraph as ox

__all__ = ["Change", "Mode", "Solutions", "Store", "StoreImage", "Term"]

Mode: TypeAlias = Literal["read", "write"]
Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal
Solutions: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


@dataclass(frozen=True, slots=True)
class Change:
    """What one transaction does, in this order: drop graphs, delete quads, insert quads.

    Parameters
    ----------
    drop
        IRIs of named graphs that disappear whole (graphs that do not exist are no error).
    delete
        Quads that go, without blank nodes; quads that are not there are no error.
    insert
        Quads that come, each in a named graph; their blank nodes get new names.
    """

    drop: tuple[str, ...] = ()
    delete: tuple[ox.Quad, ...] = ()
    insert: tuple[ox.Quad, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.drop or self.delete or self.insert)

    def __add__(self, other: Change) -> Change:
        """Both changes in one transaction; they must not touch the same quads."""
        return Change(self.drop + other.drop, self.delete + other.delete, self.insert + other.insert)


@dataclass(frozen=True, slots=True)
class StoreImage:
    """What a store holds, in the form in which it lies on disk.

    Parameters
    ----------
    files
        Plain names and contents; only the version of Oxigraph that wrote them is sure to read them.
    quads
        How many quads they hold, the copies in the default graph among them.
    """

    files: tuple[tuple[str, bytes], ...]
    quads: int


class Store(Protocol):
    """Named graphs of RDF quads.

    Every writing method is one transaction: after it, and after a crash in the middle of it, the store holds all of
    the change or nothing of it.
    """

    @property
    def location(self) -> str:
        """Folder or address, for messages."""

    def apply(self, change: Change) -> None:
        """Carry out a change, whole or not at all."""

    def replace(self, graphs: Mapping[str, Iterable[ox.Triple]]) -> None:
        """Give each named graph exactly these triples, all graphs in one transaction."""

    def remove(self, *graphs: str) -> None:
        """Remove named graphs in one transaction; graphs that do not exist are no error."""

    def quads(
        self,
        graph: str | None = None,
        *,
        subject: ox.NamedNode | ox.BlankNode | None = None,
        predicate: ox.NamedNode | None = None,
        object: Term | None = None,
    ) -> Iterator[ox.Quad]:
        """Iterate over the quads of one named graph, or of all, that match a pattern; in no fixed order."""

    def graphs(self) -> list[str]:
        """IRIs of all named graphs, sorted."""

    def contains(self, graph: str) -> bool:
        """Whether the named graph exists."""

    def count(self, graph: str | None = None) -> int:
        """Count the quads of one named graph, or of all."""

    def is_empty(self) -> bool:
        """Whether there is nothing in the store."""

    def clear(self) -> None:
        """Remove everything, in one transaction."""

    def image(self) -> StoreImage | None:
        """What the store holds, for others to begin with; ``None`` where it lies on no disk."""

    def begin_with(self, image: StoreImage) -> bool:
        """Take over an image, whole or not at all, and say whether: only a store on disk that is empty can."""

    def query(self, text: str, *, prefixes: Mapping[str, str] | None = None) -> Solutions:
        """Run a SPARQL 1.1 query over the union of all named graphs (``GRAPH`` picks one)."""

    def close(self) -> None:
        """Release the store; closing twice is no error."""

    def __enter__(self) -> Self:
        """Use the store in a ``with`` statement."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
