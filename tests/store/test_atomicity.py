"""A change is there whole or not at all, also when the process is killed in the middle of it."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.store import Change, open_store

A = ox.NamedNode("http://example.org/a")

# Writes documents of 2000 quads, two graphs each, again and again, until it is killed.
WRITER = """
import sys
import pyoxigraph as ox
from kgbuild.store import open_store
node = ox.NamedNode("http://example.org/a")
store = open_store(sys.argv[1], "write")
print("ready", flush=True)
for round in range(1000):
    triples = [ox.Triple(node, node, ox.Literal(f"{round} {i}")) for i in range(1000)]
    store.replace({f"http://example.org/{round % 7}/{part}": triples for part in "ab"})
"""


@pytest.mark.parametrize("seed", range(3))
def test_killed_writer_leaves_whole_documents(tmp_path: Path, seed: int) -> None:
    folder = tmp_path / "store"
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    writer.stdout.readline()
    time.sleep(0.3 + random.Random(seed).random() / 2)
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    with open_store(folder, "write") as store:
        graphs = store.graphs()
        assert graphs
        for number in {graph.split("/")[-2] for graph in graphs}:
            texts = {
                part: {q.object.value for q in store.quads(f"http://example.org/{number}/{part}")} for part in "ab"
            }
            assert texts["a"] == texts["b"]
            assert len(texts["a"]) == 1000
            assert len({text.split()[0] for text in texts["a"]}) == 1


def test_change_that_fails_changes_nothing() -> None:
    store = open_store(":memory:", "write")
    store.replace({"http://example.org/g": [ox.Triple(A, A, ox.Literal("1"))]})
    with pytest.raises(ValueError, match="IRI"):
        store.apply(Change(drop=("http://example.org/g", "not an iri")))
    assert store.count() == 1


def test_drop_comes_before_insert() -> None:
    store = open_store(":memory:", "write")
    graph = ox.NamedNode("http://example.org/g")
    old, new = (ox.Quad(A, A, ox.Literal(value), graph) for value in ("old", "new"))
    store.apply(Change(insert=(old,)))
    store.apply(Change(drop=(graph.value,), insert=(new,)))
    assert list(store.quads()) == [new]


@settings(max_examples=200, deadline=None)
@given(st.text(), st.sampled_from(["ar", "en", None]))
def test_every_text_comes_back_as_it_was(text: str, language: str | None) -> None:
    store = open_store(":memory:", "write")
    literal = ox.Literal(text, language=language) if language else ox.Literal(text)
    store.replace({"http://example.org/g": [ox.Triple(A, A, literal)]})
    assert [quad.object for quad in store.quads()] == [literal]
