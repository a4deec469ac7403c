"""The store in a folder: an embedded Oxigraph (RocksDB), or one in memory.

Oxigraph's union default graph gives a triple once for each named graph that holds it, where the specification and other
engines give it once: a name that a hundred reports share makes a hundred rows of each row it meets. So the default
graph is kept as a copy of the union, which is a set, changed in the same transactions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from kgbuild.errors import QuerySyntaxError, StoreReadOnlyError, StoreWriteError
from kgbuild.store.data import DataFolder
from kgbuild.store.interface import Change, Solutions, StoreImage, Term
from kgbuild.store.lock import FolderLock
from kgbuild.store.update import mirrored_request

__all__ = ["EmbeddedStore"]

_MANY = 20_000
"""Quads of a first change from which on writing files is faster than a transaction."""


class EmbeddedStore:
    """A `Store` on top of one `pyoxigraph.Store`; use `kgbuild.store.open_store` to get one.

    Examples
    --------
    >>> store = EmbeddedStore(ox.Store(), ":memory:", writable=True)
    >>> a = ox.NamedNode("http://example.org/a")
    >>> store.replace({"http://example.org/g": [ox.Triple(a, a, ox.Literal("نص"))]})
    >>> store.graphs(), store.count()
    (['http://example.org/g'], 1)
    """

    def __init__(
        self,
        inner: ox.Store,
        location: str,
        *,
        writable: bool,
        lock: FolderLock | None = None,
        data: DataFolder | None = None,
    ) -> None:
        self._inner: ox.Store | None = inner
        self._location = location
        self._writable = writable
        self._lock = lock
        self._data = data

    @property
    def location(self) -> str:
        """Folder, or ``:memory:``."""
        return self._location

    @property
    def _store(self) -> ox.Store:
        if self._inner is None:
            raise ValueError(f"the store {self._location} is closed")
        return self._inner

    def apply(self, change: Change) -> None:
        """Carry out a change, whole or not at all.

        Raises
        ------
        StoreReadOnlyError
            When the store was opened for reading.
        StoreWriteError
            When the disk refuses (full, gone).
        """
        self._require_writable()
        if not change:
            return
        with self._writing():
            if change.delete or any(self.contains(graph) for graph in change.drop):
                self._store.update(mirrored_request(change))
            elif len(change.insert) >= _MANY and self.is_empty():
                # Files of their own, which RocksDB takes in all together or not at all.
                self._store.bulk_extend(_mirrored(change.insert))
            else:  # nothing goes: one transaction too, and several times as fast
                self._store.extend(_mirrored(change.insert))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Tell of a disk that refuses by the store's name."""
        try:
            yield
        except OSError as error:
            raise StoreWriteError(f"the store {self._location} could not be written ({error})") from error

    def _require_writable(self) -> None:
        if not self._writable:
            raise StoreReadOnlyError(f"the store {self._location} is open for reading only")

    def replace(self, graphs: Mapping[str, Iterable[ox.Triple]]) -> None:
        """Give each named graph exactly these triples, all graphs in one transaction."""
        insert = tuple(
            ox.Quad(triple.subject, triple.predicate, triple.object, ox.NamedNode(graph))
            for graph, triples in graphs.items()
            for triple in triples
        )
        self.apply(Change(drop=tuple(graphs), insert=insert))

    def remove(self, *graphs: str) -> None:
        """Remove named graphs in one transaction; graphs that do not exist are no error."""
        self.apply(Change(drop=graphs))

    def quads(
        self,
        graph: str | None = None,
        *,
        subject: ox.NamedNode | ox.BlankNode | None = None,
        predicate: ox.NamedNode | None = None,
        object: Term | None = None,
    ) -> Iterator[ox.Quad]:
        """Iterate over the quads of one named graph, or of all, that match a pattern; in no fixed order."""
        if graph is not None:
            return self._store.quads_for_pattern(subject, predicate, object, ox.NamedNode(graph))
        union = ox.DefaultGraph()
        found = self._store.quads_for_pattern(subject, predicate, object, None)
        return (quad for quad in found if quad.graph_name != union)

    def graphs(self) -> list[str]:
        """IRIs of all named graphs, sorted."""
        return sorted(graph.value for graph in self._store.named_graphs())

    def contains(self, graph: str) -> bool:
        """Whether the named graph exists."""
        return self._store.contains_named_graph(ox.NamedNode(graph))

    def is_empty(self) -> bool:
        """Whether there is nothing in the store."""
        return not any(True for _ in self._store) and not self.graphs()

    def clear(self) -> None:
        """Remove everything, in one transaction.

        Raises
        ------
        StoreReadOnlyError
            When the store was opened for reading.
        StoreWriteError
            When the disk refuses (full, gone).
        """
        self._require_writable()
        with self._writing():
            self._store.clear()

    def image(self) -> StoreImage | None:
        """Return what the store holds, for others to begin with, or ``None`` where it cannot be told."""
        if self._data is None or not self._writable:
            return None
        try:
            return self._data.image(self._store)
        except OSError:
            return None

    def begin_with(self, image: StoreImage) -> bool:
        """Take over an image, whole or not at all, and say whether: only a store in a folder that is empty can.

        Nothing may be iterating over the store.

        Raises
        ------
        StoreWriteError
            When the disk refuses to exchange files; the store on it holds nothing or the image.
        """
        if self._data is None or not self._writable or not self.is_empty():
            return False
        try:
            self._data.lay(image)
        except OSError:
            return False  # a disk that is full refuses the quads, too, and then it is told
        self._inner = None  # Oxigraph leaves the folder with its last reference
        with self._writing():
            self._inner, taken = self._data.exchange(image.quads)
        return taken

    def count(self, graph: str | None = None) -> int:
        """Count the quads of one named graph, or of all."""
        name = "?graph" if graph is None else ox.NamedNode(graph)
        counted = self.query(f"SELECT (COUNT(*) AS ?quads) {{ GRAPH {name} {{ ?s ?p ?o }} }}")
        assert isinstance(counted, ox.QuerySolutions)
        return int(next(counted)["quads"].value)

    def query(self, text: str, *, prefixes: Mapping[str, str] | None = None) -> Solutions:
        """Run a SPARQL 1.1 query over the union of all named graphs (``GRAPH`` picks one).

        A triple that stands in several graphs is found once.

        Raises
        ------
        QuerySyntaxError
            When the text is not SPARQL.
        """
        try:
            return self._store.query(text, prefixes=dict(prefixes or {}))
        except SyntaxError as error:
            raise QuerySyntaxError(f"the query is not valid SPARQL: {error}") from error

    def close(self) -> None:
        """Write everything to disk and release the folder; closing twice is no error.

        Raises
        ------
        StoreWriteError
            When the disk refuses (full, gone); the folder is released all the same.
        """
        inner, self._inner = self._inner, None
        try:
            if inner is not None and self._writable and self._lock is not None:
                with self._writing():
                    inner.flush()
        finally:
            del inner
            if self._lock is not None:
                self._lock.release()

    def __enter__(self) -> Self:
        """Use the store in a ``with`` statement."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.close()


def _mirrored(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Quads of named graphs, each with its triple in the default graph."""
    for quad in quads:
        yield quad
        yield ox.Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph())
