"""How much a store holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from kgbuild.graph import Identifiers
from kgbuild.graph.vocabulary import FACTUALITY, KGB, RDF, local_name, notation
from kgbuild.store import Store

__all__ = ["StoreStatistics", "stats"]


@dataclass(frozen=True, slots=True)
class StoreStatistics:
    """Counts over a store; pairs are (name, how many), the most frequent first."""

    documents: int
    articles: int
    first_published: date | None
    last_published: date | None
    claims: int
    relations: int
    events: int
    claims_by_type: tuple[tuple[str, int], ...]
    claims_by_factuality: tuple[tuple[str, int], ...]
    mentioned: int
    unidentified: int
    quads: int
    quads_by_graph: tuple[tuple[str, int], ...]


def stats(store: Store, ids: Identifiers | None = None) -> StoreStatistics:
    """Count what a store holds.

    ``mentioned`` counts the distinct actors, places and persons that claims refer to, ``unidentified`` those among them
    that the background knowledge does not know. Graphs of documents are counted together as ``documents``.
    """
    ids = ids or Identifiers()
    published = sorted(
        str(quad.object.value)[:10]
        for quad in store.quads(predicate=KGB.publishedOn)
        if isinstance(quad.object, ox.Literal)
    )
    graphs: Counter[str] = Counter()
    for graph in store.graphs():
        name = "documents" if ids.document_id(graph) is not None else local_name(graph)
        graphs[name] += store.count(graph)
    mentioned = {q.object for q in store.quads(predicate=KGB.refersTo)}
    unidentified = {q.subject for q in store.quads(predicate=KGB.identified, object=ox.Literal(False))}
    factualities = {FACTUALITY[name].value for name in FACTUALITY}
    return StoreStatistics(
        documents=_instances(store, KGB.Document),
        articles=_instances(store, KGB.Article),
        first_published=date.fromisoformat(published[0]) if published else None,
        last_published=date.fromisoformat(published[-1]) if published else None,
        claims=_instances(store, KGB.EventClaim),
        relations=_instances(store, KGB.RelationClaim),
        events=len({quad.subject for quad in store.quads(ids.graph("events"), predicate=KGB.hasClaim)}),
        claims_by_type=_ranked(
            local_name(q.object.value)
            for q in store.quads(predicate=KGB.claimedType)
            if isinstance(q.object, ox.NamedNode)
        ),
        claims_by_factuality=_ranked(
            notation(q.object.value)
            for q in store.quads(predicate=KGB.factuality)
            if isinstance(q.object, ox.NamedNode) and q.object.value in factualities
        ),
        mentioned=len(mentioned),
        unidentified=len(mentioned & unidentified),
        quads=store.count(),
        quads_by_graph=tuple(sorted(graphs.items(), key=lambda pair: (-pair[1], pair[0]))),
    )


def _instances(store: Store, kind: ox.NamedNode) -> int:
    return len({quad.subject for quad in store.quads(predicate=RDF.type, object=kind)})


def _ranked(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0])))
