"""A change written as one SPARQL 1.1 Update request.

Oxigraph and SPARQL services run a request as one transaction (SPARQL 1.1 Update §2.2 asks services for it, Oxigraph
guarantees it), which makes the request the unit of atomicity for every kind of store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import pyoxigraph as ox

from kgbuild.store.interface import Change

__all__ = ["update_request"]


def update_request(change: Change) -> str:
    """Write a change as an update request; the terms' N-Quads forms are SPARQL terms too.

    Examples
    --------
    >>> a = ox.NamedNode("http://example.org/a")
    >>> print(update_request(Change(("http://example.org/g",), (), (ox.Quad(a, a, ox.Literal("أ"), a),))))
    DROP SILENT GRAPH <http://example.org/g> ;
    INSERT DATA {
    GRAPH <http://example.org/a> {
    <http://example.org/a> <http://example.org/a> "أ" .
    }
    }
    """
    operations = [f"DROP SILENT GRAPH {ox.NamedNode(graph)}" for graph in change.drop]
    if change.delete:
        operations.append("DELETE DATA {\n" + "\n".join(_blocks(change.delete)) + "\n}")
    if change.insert:
        operations.append("INSERT DATA {\n" + "\n".join(_blocks(change.insert)) + "\n}")
    return " ;\n".join(operations)


def _blocks(quads: Iterable[ox.Quad]) -> Iterator[str]:
    for graph, members in groupby(quads, key=lambda quad: quad.graph_name):
        yield f"GRAPH {graph} {{"
        for quad in members:
            yield f"{quad.subject} {quad.predicate} {quad.object} ."
        yield "}"
