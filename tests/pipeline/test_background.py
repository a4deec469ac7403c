"""The background of a new store: the same however it was written, and complete only when the log says so."""

import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kgbuild.cache import CACHE
from kgbuild.export.dump import dump
from kgbuild.extraction.report import Report
from kgbuild.graph import Identifiers
from kgbuild.graph.reasoning import infer
from kgbuild.graph.vocabulary import KGB
from kgbuild.pipeline import IngestOptions, ingest, refresh_background
from kgbuild.pipeline.background import read_knowledge, read_ontology
from kgbuild.pipeline.log import input_digest
from kgbuild.resources import ontology_folder
from kgbuild.store import Change, Store, embedded, open_store

IDS = Identifiers()
GRAPHS = tuple(IDS.graph(name) for name in ("ontology", "knowledge", "inferred"))
ALL = "SELECT * { ?s ?p ?o }"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def folder(tmp_path: Path, small_ontology: Path) -> Path:
    """The small ontology, to be edited."""
    root = tmp_path / "ontology"
    for path in small_ontology.rglob("*.ttl"):
        target = root / path.relative_to(small_ontology)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    return root


@pytest.fixture
def images(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether stores that could begin with an image did."""
    taken: list[bool] = []
    begin_with = embedded.EmbeddedStore.begin_with

    def noted(store: embedded.EmbeddedStore, image) -> bool:
        taken.append(begin_with(store, image))
        return taken[-1]

    monkeypatch.setattr(embedded.EmbeddedStore, "begin_with", noted)
    return taken


def triple_by_triple(store: Store, folder: Path) -> None:
    """Write the three graphs as they follow from the files, in one plain transaction."""
    ontology, knowledge = read_ontology(folder), read_knowledge(folder)
    known = {*ontology, *knowledge}
    inferred = [triple for triple in infer(ontology, knowledge) if triple not in known]
    store.replace(dict(zip(GRAPHS, (ontology, knowledge, inferred), strict=True)))


def content(store: Store) -> set[ox.Quad]:
    return {quad for quad in store.quads() if quad.graph_name.value in GRAPHS}


def dumped(store: Store) -> bytes:
    stream = io.BytesIO()
    dump(store, stream, "nq")
    return stream.getvalue()


def told(store: Store) -> tuple[set[ox.Quad], int, str | None]:
    return content(store), len(list(store.query(ALL))), input_digest(store, IDS, GRAPHS[0])


@pytest.mark.parametrize("real", [False, True], ids=["small", "that of kgbuild"])
def test_all_ways_to_fill_a_store_give_the_same(
    cache: Path, folder: Path, images: list[bool], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, real: bool
) -> None:
    root = ontology_folder() if real else folder
    with open_store(tmp_path / "plain", "write") as plain, monkeypatch.context() as patch:
        patch.setattr(embedded, "_MANY", 10**9)
        triple_by_triple(plain, root)
        expected = content(plain), len(list(plain.query(ALL))), dumped(plain)
    monkeypatch.setattr(embedded, "_MANY", 1)
    for name in ("written", "copied"):
        with open_store(tmp_path / name, "write") as store:
            assert refresh_background(store, IDS, root).renewed
            assert not refresh_background(store, IDS, root).renewed
            found = content(store), dumped(store)
        with open_store(tmp_path / name) as store:
            # The union holds the log, too: digest and version.
            assert (*found[:1], len(list(store.query(ALL))) - 2, found[1]) == expected
            assert (content(store), dumped(store)) == found
    assert images == [True]
    assert len(list(cache.glob("background-*"))) == 1


def test_what_is_kept_holds_no_log(cache: Path, folder: Path, images: list[bool], tmp_path: Path) -> None:
    for name in ("one", "two"):
        with open_store(tmp_path / name, "write") as store:
            refresh_background(store, IDS, folder)
    with open_store(tmp_path / "three", "write") as store:
        store.apply = lambda change: None  # type: ignore[method-assign]
        refresh_background(store, IDS, folder)
        assert content(store)
        assert input_digest(store, IDS, GRAPHS[0]) is None
    assert images == [True, True]


def test_other_files_and_other_names_have_their_own(
    cache: Path, folder: Path, images: list[bool], tmp_path: Path
) -> None:
    with open_store(tmp_path / "one", "write") as store:
        refresh_background(store, IDS, folder)
    with (folder / "actors" / "all.ttl").open("a", encoding="utf-8") as file:
        file.write('actor:new a kgb:Militia ; rdfs:label "الجديد"@ar .\n')
    with open_store(tmp_path / "two", "write") as store:
        refresh_background(store, IDS, folder)
        assert list(store.quads(subject=ox.NamedNode(IDS.base + "actor/new")))
    other = Identifiers("https://example.org/id/")
    with open_store(tmp_path / "three", "write") as store:
        refresh_background(store, other, folder)
        assert store.contains(other.graph("knowledge"))
    assert images == []


@pytest.mark.parametrize("damage", [lambda content: b"", lambda content: content[:-9], lambda content: content + b"x"])
def test_a_damaged_file_is_passed_over(
    cache: Path, folder: Path, images: list[bool], tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    with open_store(tmp_path / "one", "write") as store:
        refresh_background(store, IDS, folder)
        expected = told(store)
    (path,) = cache.glob("background-*")
    path.write_bytes(damage(path.read_bytes()))
    for name in ("two", "three"):
        with open_store(tmp_path / name, "write") as store:
            refresh_background(store, IDS, folder)
            assert told(store) == expected
    assert images == [True]


def test_without_a_cache_nothing_is_kept(
    folder: Path, images: list[bool], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CACHE, "")
    for name in ("one", "two"):
        with open_store(tmp_path / name, "write") as store:
            assert refresh_background(store, IDS, folder).renewed
    assert images == []


def test_a_store_with_documents_keeps_them(
    cache: Path, folder: Path, images: list[bool], make_report: Callable[..., Report], tmp_path: Path
) -> None:
    report = make_report("a")
    with open_store(tmp_path / "one", "write") as store:
        ingest(store, [report.document], lambda documents: iter([report]), IngestOptions("rules/1", ontology=folder))
        before, whole = dumped(store), content(store)
        store.remove(IDS.graph("log"))
        store.apply(Change(delete=tuple(store.quads(GRAPHS[1], predicate=KGB.identified))))
        assert refresh_background(store, IDS, folder).renewed
        assert len(content(store)) == len(whole)
        assert dumped(store) == before
    assert images == []


# Ends itself before the call N of a function, as if it were killed there.
KILLED = """
import os, pkgutil, signal, sys
from pathlib import Path
from kgbuild.graph import Identifiers
from kgbuild.pipeline import refresh_background
from kgbuild.store import embedded, open_store
store, ontology, function, number = sys.argv[1:]
embedded._MANY = 1
module, _, name = function.partition(":")
*path, last = name.split(".")
owner = pkgutil.resolve_name(module + ":" + ".".join(path)) if path else pkgutil.resolve_name(module)
plain, calls = getattr(owner, last), 0
def killed(*arguments, **named):
    global calls
    calls += 1
    if calls == int(number):
        os.kill(os.getpid(), signal.SIGKILL)
    return plain(*arguments, **named)
with open_store(store, "write") as opened:
    setattr(owner, last, killed)
    refresh_background(opened, Identifiers(), Path(ontology))
"""
WRITTEN = {
    "before anything is written": ("kgbuild.store.embedded:EmbeddedStore.apply", 1),
    "before it is kept": ("kgbuild.pipeline.kept_background:KeptBackground.keep", 1),
    "before it is kept whole": ("os:replace", 1),
    "before events": ("kgbuild.pipeline.background:_rebuild_events", 1),
    "before the log": ("kgbuild.store.embedded:EmbeddedStore.apply", 2),
}
COPIED = {
    "before the first file is on the disk": ("os:fsync", 1),
    "before the last file is on the disk": ("os:fsync", 5),
    "before the old data give way": ("pathlib:Path.rename", 1),
    "before the new data are there": ("pathlib:Path.rename", 2),
    "before they are opened": ("kgbuild.store.data:DataFolder.open", 1),
    "before the log": ("kgbuild.store.embedded:EmbeddedStore.apply", 1),
}


@pytest.mark.parametrize(
    ("kept", "function", "number"),
    [
        pytest.param(kept, *place, id=f"{'copied' if kept else 'written'}, {name}")
        for kept, places in ((False, WRITTEN), (True, COPIED))
        for name, place in places.items()
    ],
)
def test_a_killed_run_leaves_a_store_that_the_next_one_completes(
    cache: Path, folder: Path, tmp_path: Path, kept: bool, function: str, number: int
) -> None:
    with open_store(tmp_path / "whole", "write") as store:
        refresh_background(store, IDS, folder)
        expected = (*told(store), dumped(store))
    if not kept:
        for path in cache.iterdir():
            path.unlink()
    command = [sys.executable, "-c", KILLED, str(tmp_path / "store"), str(folder), function, str(number)]
    assert subprocess.run(command, env=dict(os.environ), check=False).returncode == -signal.SIGKILL
    with open_store(tmp_path / "store", "write") as store:
        assert input_digest(store, IDS, GRAPHS[0]) is None
        assert refresh_background(store, IDS, folder).renewed
        assert (*told(store), dumped(store)) == expected
    assert sorted(path.name for path in (tmp_path / "store").iterdir()) == ["data", "kgbuild-store.json", "lock"]


def test_what_is_half_written_goes(cache: Path, folder: Path, images: list[bool], tmp_path: Path) -> None:
    with open_store(tmp_path / "whole", "write") as store:
        refresh_background(store, IDS, folder)
        expected = told(store)
    stray = ox.Triple(KGB.Event, KGB.identified, ox.Literal("stray"))
    with open_store(tmp_path / "half", "write") as store:
        store.replace({GRAPHS[1]: [stray, *read_knowledge(folder)[:5]]})
        assert refresh_background(store, IDS, folder).renewed
        assert told(store) == expected
    assert images == [True]
