"""Forgetting documents: their graphs, their share of the events, their log entries."""

from __future__ import annotations

from collections.abc import Iterable

from kgbuild.errors import UnknownDocumentError
from kgbuild.graph import Identifiers, StoreBackground
from kgbuild.pipeline.ingest import document_change
from kgbuild.pipeline.listed import drop_unnamed, named_places
from kgbuild.pipeline.log import merge
from kgbuild.store import Store

__all__ = ["forget"]


def forget(store: Store, document_ids: Iterable[str], ids: Identifiers | None = None) -> int:
    """Remove documents with everything that only they say, all in one transaction; return how many went.

    Places of the gazetteer that only they name leave the background knowledge afterwards.

    Parameters
    ----------
    store
        A store open for writing.
    document_ids
        Ids of documents (or IRIs).
    ids
        Makes the IRIs.

    Raises
    ------
    UnknownDocumentError
        When the store does not hold one of them; nothing is removed then.
    """
    ids = ids or Identifiers()
    wanted = sorted({_id(ids, name) for name in document_ids})
    for name in wanted:
        if not store.contains(ids.document_graph(name)):
            raise UnknownDocumentError(f"the store {store.location} holds no document {name!r}")
    background = StoreBackground(store, ())
    places = named_places(quad for name in wanted for quad in store.quads(ids.document_graph(name)))
    changes = [document_change(store, ids, background, name, (), None, None)[0] for name in wanted]
    store.apply(merge(changes))
    drop_unnamed(store, ids, places)
    return len(wanted)


def _id(ids: Identifiers, name: str) -> str:
    prefix = ids.document("")
    graph = ids.document_graph("") + name.removeprefix(prefix)
    return ids.document_id(graph) or name if name.startswith(prefix) else name
