"""A change written as one SPARQL 1.1 Update request.

Oxigraph and SPARQL services run a request as one transaction (SPARQL 1.1 Update §2.2 asks services for it, Oxigraph
guarantees it), which makes the request the unit of atomicity for every kind of store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import pyoxigraph as ox

from kgbuild.store.interface import Change

__all__ = ["mirrored_request", "update_request"]

# A triple leaves the default graph with the last named graph that holds it. Runs before the graphs are dropped.
_FORGET_GRAPHS = """DELETE {{ ?s ?p ?o }} WHERE {{
VALUES ?gone {{ {graphs} }}
GRAPH ?gone {{ ?s ?p ?o }}
FILTER NOT EXISTS {{ GRAPH ?kept {{ ?s ?p ?o }} FILTER(?kept NOT IN ({listed})) }}
}}"""
# The same for single triples. Runs after they are deleted from their graphs.
_FORGET_TRIPLES = """DELETE {{ ?s ?p ?o }} WHERE {{
VALUES (?s ?p ?o) {{
{rows}
}}
FILTER NOT EXISTS {{ GRAPH ?kept {{ ?s ?p ?o }} }}
}}"""


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
        operations.append(_data("DELETE", _blocks(change.delete)))
    if change.insert:
        operations.append(_data("INSERT", _blocks(change.insert)))
    return " ;\n".join(operations)


def mirrored_request(change: Change) -> str:
    """Write a change that also keeps the default graph equal to the union of the named graphs.

    Examples
    --------
    >>> a = ox.NamedNode("http://example.org/a")
    >>> print(mirrored_request(Change(insert=(ox.Quad(a, a, ox.Literal("أ"), a),))))
    INSERT DATA {
    GRAPH <http://example.org/a> {
    <http://example.org/a> <http://example.org/a> "أ" .
    }
    <http://example.org/a> <http://example.org/a> "أ" .
    }
    """
    operations = []
    if change.drop:
        graphs = [str(ox.NamedNode(graph)) for graph in change.drop]
        operations.append(_FORGET_GRAPHS.format(graphs=" ".join(graphs), listed=", ".join(graphs)))
        operations.extend(f"DROP SILENT GRAPH {graph}" for graph in graphs)
    if change.delete:
        operations.append(_data("DELETE", _blocks(change.delete)))
        rows = "\n".join(f"({quad.subject} {quad.predicate} {quad.object})" for quad in change.delete)
        operations.append(_FORGET_TRIPLES.format(rows=rows))
    if change.insert:
        # In one operation, so that a blank node is the same in both graphs.
        operations.append(_data("INSERT", [*_blocks(change.insert), *map(_triple, change.insert)]))
    return " ;\n".join(operations)


def _data(verb: str, lines: Iterable[str]) -> str:
    return f"{verb} DATA {{\n" + "\n".join(lines) + "\n}"


def _triple(quad: ox.Quad) -> str:
    return f"{quad.subject} {quad.predicate} {quad.object} ."


def _blocks(quads: Iterable[ox.Quad]) -> Iterator[str]:
    for graph, members in groupby(quads, key=lambda quad: quad.graph_name):
        yield f"GRAPH {graph} {{"
        yield from map(_triple, members)
        yield "}"
