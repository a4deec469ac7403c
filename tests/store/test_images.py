"""A new store may begin with the files of another one; it holds all of them or nothing, whatever breaks off."""

import signal
import subprocess
import sys
import time
from fnmatch import fnmatch
from pathlib import Path

import pyoxigraph as ox
import pytest

from kgbuild.store import Change, StoreImage, embedded, open_store

A, B = (ox.NamedNode(f"http://example.org/{name}") for name in "ab")
GRAPHS = [ox.NamedNode(f"http://example.org/graph/{number}") for number in range(2)]
QUADS = tuple(ox.Quad(A, B, ox.Literal(f"نص {n}", language="ar"), GRAPHS[n % 2]) for n in range(300))
ALL = "SELECT * { ?s ?p ?o }"


@pytest.fixture
def image(tmp_path: Path) -> StoreImage:
    with open_store(tmp_path / "first", "write") as store:
        store.apply(Change(insert=QUADS))
        found = store.image()
    assert found is not None
    return found


def damaged(image: StoreImage, pattern: str) -> StoreImage:
    """With files cut off."""
    files = (
        (name, content[: len(content) // 2] if fnmatch(name, pattern) else content) for name, content in image.files
    )
    return StoreImage(tuple(files), image.quads)


def test_a_store_begins_with_an_image_and_goes_on(tmp_path: Path, image: StoreImage) -> None:
    more = ox.Quad(B, B, B, GRAPHS[0])
    with open_store(tmp_path / "second", "write") as store:
        assert store.is_empty()
        assert store.begin_with(image)
        assert set(store.quads()) == set(QUADS)
        assert not store.is_empty()
        store.apply(Change(insert=(more,)))
        store.apply(Change(delete=QUADS[:1]))
    with open_store(tmp_path / "second") as store:
        assert set(store.quads()) == {*QUADS[1:], more}
        assert len(list(store.query(ALL))) == len(QUADS)
    assert sorted(path.name for path in (tmp_path / "second").iterdir()) == ["data", "kgbuild-store.json", "lock"]
    with open_store(tmp_path / "first") as store:
        assert set(store.quads()) == set(QUADS)


def test_a_store_that_holds_something_keeps_it(tmp_path: Path, image: StoreImage) -> None:
    with open_store(tmp_path / "second", "write") as store:
        store.apply(Change(insert=(ox.Quad(B, B, B, GRAPHS[0]),)))
        assert not store.begin_with(image)
        assert store.count() == 1
        store.clear()
        assert store.is_empty()
        assert list(store.query(ALL)) == []
        assert store.begin_with(image)


def test_a_store_in_memory_and_a_reader_have_no_images(tmp_path: Path, image: StoreImage) -> None:
    with open_store(":memory:", "write") as store:
        assert store.image() is None
        assert not store.begin_with(image)
    with open_store(tmp_path / "first") as reader:
        assert reader.image() is None
        assert not reader.begin_with(image)


@pytest.mark.parametrize("name", ["MANIFEST-*", "CURRENT", "*.sst"])
def test_a_damaged_image_leaves_an_empty_store(tmp_path: Path, image: StoreImage, name: str) -> None:
    with open_store(tmp_path / "second", "write") as store:
        assert not store.begin_with(damaged(image, name))
        assert store.is_empty()
        store.apply(Change(insert=QUADS))
    with open_store(tmp_path / "second") as store:
        assert store.count() == len(QUADS)


def test_what_a_killed_writer_left_is_removed(tmp_path: Path, image: StoreImage) -> None:
    folder = tmp_path / "first"
    for name in ("data.new", "data.copy", "data.old"):
        (folder / name).mkdir()
        (folder / name / "CURRENT").touch()
    (folder / "data" / "bulk-7.sst").write_bytes(b"half")
    with open_store(folder, "write") as store:
        assert set(store.quads()) == set(QUADS)
    assert sorted(path.name for path in folder.iterdir()) == ["data", "kgbuild-store.json", "lock"]
    assert not list((folder / "data").glob("bulk-*"))


def test_files_and_transactions_write_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for many in (1, 10**9):
        monkeypatch.setattr(embedded, "_MANY", many)
        with open_store(tmp_path / str(many), "write") as store:
            store.apply(Change(insert=(*QUADS, *QUADS[:7])))
            found.append((set(store.quads()), store.count(), sorted(map(str, store.query(ALL)))))
    assert found[0] == found[1]


# Fills a new store with a change that is written as files.
FILLER = """
import sys
import pyoxigraph as ox
from kgbuild.store import Change, open_store
node, graphs = ox.NamedNode("http://example.org/a"), [ox.NamedNode(f"http://example.org/{n}") for n in range(3)]
quads = tuple(ox.Quad(node, node, ox.Literal(f"{n}"), graph) for n in range(30000) for graph in graphs)
store = open_store(sys.argv[1], "write")
print("ready", flush=True)
store.apply(Change(insert=quads))
print("done", flush=True)
"""


@pytest.mark.parametrize("wait", [0.1, 0.3, 0.5])
def test_a_writer_of_files_that_is_killed_leaves_all_or_nothing(tmp_path: Path, wait: float) -> None:
    folder = tmp_path / "store"
    writer = subprocess.Popen([sys.executable, "-c", FILLER, str(folder)], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    writer.stdout.readline()
    time.sleep(wait)
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    with open_store(folder, "write") as store:
        assert store.count() in (0, 90_000)
        assert len(list(store.query(ALL))) == store.count() // 3
    assert not list((folder / "data").glob("bulk-*"))
