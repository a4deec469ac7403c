"""Queries see the union of the named graphs as a set: each triple once, as long as one graph holds it."""

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.store import Change, Store, open_store

NODES = [ox.NamedNode(f"http://example.org/{name}") for name in "ab"]
GRAPHS = [ox.NamedNode(f"http://example.org/graph/{number}") for number in range(3)]
ALL = "SELECT * { ?s ?p ?o }"


@pytest.fixture
def store() -> Store:
    return open_store(":memory:", "write")


def union(store: Store) -> list[ox.Triple]:
    return [ox.Triple(row["s"], row["p"], row["o"]) for row in store.query(ALL)]


def test_a_triple_of_two_graphs_is_one_row_and_stays_until_the_last_graph_goes(store: Store) -> None:
    a = NODES[0]
    store.replace({GRAPHS[0].value: [ox.Triple(a, a, a)], GRAPHS[1].value: [ox.Triple(a, a, a)]})
    assert union(store) == [ox.Triple(a, a, a)]
    assert store.count() == len(list(store.quads())) == len(list(store.quads(subject=a))) == 2
    store.remove(GRAPHS[0].value)
    assert union(store) == [ox.Triple(a, a, a)]
    store.apply(Change(delete=(ox.Quad(a, a, a, GRAPHS[1]),)))
    assert union(store) == []


def test_two_graphs_that_go_together_take_what_they_share(store: Store) -> None:
    a = NODES[0]
    store.replace({graph.value: [ox.Triple(a, a, a)] for graph in GRAPHS})
    store.remove(*(graph.value for graph in GRAPHS))
    assert union(store) == []


def test_blank_nodes_come_and_go(store: Store) -> None:
    a, blank = NODES[0], ox.BlankNode()
    store.replace({GRAPHS[0].value: [ox.Triple(a, a, blank), ox.Triple(blank, a, a)]})
    assert len(list(store.query("SELECT * { ?a ?p ?b . ?b ?q ?c }"))) == 2
    store.replace({GRAPHS[0].value: []})
    assert union(store) == []


QUADS = st.builds(ox.Quad, st.sampled_from(NODES), st.just(NODES[0]), st.sampled_from(NODES), st.sampled_from(GRAPHS))
CHANGES = st.builds(
    Change,
    st.lists(st.sampled_from([graph.value for graph in GRAPHS]), max_size=2, unique=True).map(tuple),
    st.lists(QUADS, max_size=3).map(tuple),
    st.lists(QUADS, max_size=4).map(tuple),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(CHANGES, max_size=5))
def test_any_changes_leave_the_union(changes: list[Change]) -> None:
    store = open_store(":memory:", "write")
    for change in changes:
        store.apply(change)
    wanted = {ox.Triple(quad.subject, quad.predicate, quad.object) for quad in store.quads()}
    found = union(store)
    assert len(found) == len(set(found))
    assert set(found) == wanted
