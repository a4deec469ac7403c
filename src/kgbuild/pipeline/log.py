"""The log graph: what was ingested when, and from what input. It is queried, and never dumped with the data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import pyoxigraph as ox

from kgbuild import __version__
from kgbuild.graph import Identifiers
from kgbuild.graph.vocabulary import KGB, XSD
from kgbuild.store import Change, Store

__all__ = ["input_digest", "log_change", "log_entry", "merge", "replace_quads"]


def input_digest(store: Store, ids: Identifiers, subject: str) -> str | None:
    """Digest of the input that a document or graph was made from, or ``None`` when it is not logged."""
    found = store.quads(ids.graph("log"), subject=ox.NamedNode(subject), predicate=KGB.inputDigest)
    return next((str(quad.object.value) for quad in found if isinstance(quad.object, ox.Literal)), None)


def log_entry(ids: Identifiers, subject: str, digest: str, moment: datetime | None = None) -> list[ox.Quad]:
    """Quads that say from which input, and for a document when, something was made."""
    graph, node = ox.NamedNode(ids.graph("log")), ox.NamedNode(subject)
    entry = [
        ox.Quad(node, KGB.inputDigest, ox.Literal(digest), graph),
        ox.Quad(node, KGB.ingestedWith, ox.Literal(__version__), graph),
    ]
    if moment is not None:
        stamp = ox.Literal(moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), datatype=XSD.dateTime)
        entry.append(ox.Quad(node, KGB.ingestedOn, stamp, graph))
    return entry


def log_change(
    store: Store, ids: Identifiers, subject: str, digest: str | None, moment: datetime | None = None
) -> Change:
    """Change that logs a subject anew; without a digest its entry goes, without a moment its time stays."""
    old = list(store.quads(ids.graph("log"), subject=ox.NamedNode(subject)))
    if digest is None:
        return Change(delete=tuple(old))
    new = log_entry(ids, subject, digest, moment)
    if moment is None:
        new += [quad for quad in old if quad.predicate == KGB.ingestedOn]
    return replace_quads(old, new)


def replace_quads(old: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> Change:
    """Change that turns old quads into new ones and leaves alone what both hold."""
    before, after = set(old), set(new)
    return Change(delete=tuple(sorted(before - after, key=str)), insert=tuple(sorted(after - before, key=str)))


def merge(changes: Iterable[Change]) -> Change:
    """All changes in one transaction."""
    drop: list[str] = []
    delete: list[ox.Quad] = []
    insert: list[ox.Quad] = []
    for change in changes:
        drop += change.drop
        delete += change.delete
        insert += change.insert
    return Change(tuple(drop), tuple(delete), tuple(insert))
