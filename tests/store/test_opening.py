"""Who may open a store, and what is said otherwise."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kgbuild.errors import (
    NoStoreError,
    NotAStoreError,
    QuerySyntaxError,
    StoreDamagedError,
    StoreInUseError,
    StoreReadOnlyError,
    StoreTooNewError,
    StoreTooOldError,
    UnsupportedStoreError,
)
from kgbuild.store import open_store

G = "http://example.org/g"
A = ox.NamedNode("http://example.org/a")


def triple(value: str) -> ox.Triple:
    return ox.Triple(A, A, ox.Literal(value, language="ar"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_store(tmp_path / "store", "write") as store:
        store.replace({G: [triple("نص")]})
    return tmp_path / "store"


def test_written_store_is_read_again(folder: Path) -> None:
    with open_store(folder) as store:
        assert [quad.object.value for quad in store.quads(G)] == ["نص"]
        assert store.graphs() == [G]
        assert store.contains(G)
        assert store.count() == store.count(G) == 1


def test_no_store_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(NoStoreError, match="run kgbuild ingest first"):
        open_store(tmp_path / "absent")
    assert not (tmp_path / "absent").exists()


def test_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("رسالة", encoding="utf-8")
    for mode in ("read", "write"):
        with pytest.raises(NotAStoreError):
            open_store(tmp_path, mode)
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_file_is_not_a_store(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x")
    with pytest.raises(NotAStoreError):
        open_store(tmp_path / "f", "write")


def test_newer_format_is_refused(folder: Path) -> None:
    (folder / "kgbuild-store.json").write_text(json.dumps({"format": 99}))
    for mode in ("read", "write"):
        with pytest.raises(StoreTooNewError, match="99"):
            open_store(folder, mode)


@pytest.mark.parametrize("content", ["", "[]", "{}", "nonsense"], ids=["empty", "list", "no-format", "no-json"])
def test_broken_version_file_is_named(folder: Path, content: str) -> None:
    (folder / "kgbuild-store.json").write_text(content)
    with pytest.raises(StoreDamagedError, match=r"kgbuild-store\.json"):
        open_store(folder)


@pytest.mark.parametrize("mode", ["read", "write"])
def test_broken_data_is_damage(folder: Path, mode: str) -> None:
    for path in (folder / "data").glob("MANIFEST*"):
        path.write_bytes(bytes(100))
    with pytest.raises(StoreDamagedError, match="cannot be opened"):
        open_store(folder, mode)


def test_address_is_refused_for_now() -> None:
    with pytest.raises(UnsupportedStoreError):
        open_store("https://example.org/sparql")


def test_reader_cannot_write(folder: Path) -> None:
    with open_store(folder) as store, pytest.raises(StoreReadOnlyError):
        store.remove(G)


def test_broken_query_is_a_kgbuild_error(folder: Path) -> None:
    with open_store(folder) as store, pytest.raises(QuerySyntaxError):
        store.query("SELECT nonsense")


def test_queries_see_the_union_and_graph_picks_one(folder: Path) -> None:
    with open_store(folder, "write") as store:
        store.replace({G + "2": [triple("ثان")]})
        assert len(list(store.query("SELECT * { ?s ?p ?o }"))) == 2
        assert len(list(store.query(f"SELECT * {{ GRAPH <{G}> {{ ?s ?p ?o }} }}"))) == 1


OPENER = "import sys; from kgbuild.store import open_store; open_store(sys.argv[1], sys.argv[2])"


@pytest.mark.parametrize(
    ("held", "wanted", "allowed"),
    [("write", "write", False), ("write", "read", False), ("read", "write", False), ("read", "read", True)],
)
def test_second_process(folder: Path, held: str, wanted: str, allowed: bool) -> None:
    with open_store(folder, held):
        second = subprocess.run([sys.executable, "-c", OPENER, str(folder), wanted], capture_output=True, text=True)
    assert (second.returncode == 0) == allowed
    assert allowed or "KGB704" in second.stderr


@pytest.fixture
def as_stranger(folder: Path) -> Callable[[str], subprocess.CompletedProcess[str]]:
    """Opens the store as somebody who owns none of its files: the superuser without the right to pass them by."""
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("only the superuser can give files away; setpriv (util-linux) then takes his rights")
    for path in (folder, *folder.rglob("*")):
        os.chown(path, 65534, 65534)
    rights = "-dac_override,-dac_read_search"

    def run(mode: str) -> subprocess.CompletedProcess[str]:
        command = ["setpriv", f"--bounding-set={rights}", f"--inh-caps={rights}", sys.executable, "-c", OPENER]
        return subprocess.run([*command, str(folder), mode], capture_output=True, text=True)

    return run


def test_others_may_read_what_they_may_not_write(folder: Path, as_stranger) -> None:
    assert as_stranger("read").returncode == 0
    assert "KGB712" in as_stranger("write").stderr


@pytest.mark.parametrize("closed", [".", "lock", "data", "kgbuild-store.json"])
def test_what_may_not_be_read_is_not_called_damaged(folder: Path, as_stranger, closed: str) -> None:
    (folder / closed).chmod(0o700)
    assert "KGB712" in as_stranger("read").stderr


def test_full_disk_is_said_when_writing_and_when_closing(tmp_path: Path) -> None:
    """In a process that may write 2 MB to a file: to the system a file too large is a full disk."""
    script = """
import resource, signal, sys
from kgbuild.errors import StoreWriteError
from kgbuild.store import open_store
import pyoxigraph as ox
store = open_store(sys.argv[1], "write")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
a = ox.NamedNode("http://example.org/a")
large = ox.Triple(a, a, ox.Literal("x" * 3_000_000))
for work in (lambda: store.replace({"http://example.org/g": [large]}), store.close):
    try:
        work()
    except StoreWriteError as error:
        print(error.code)
"""
    run = subprocess.run([sys.executable, "-c", script, str(tmp_path / "s")], capture_output=True, text=True)
    assert run.stdout.split() == ["KGB708", "KGB708"], run.stderr


def test_second_writer_in_one_process(folder: Path) -> None:
    with open_store(folder, "write"), pytest.raises(StoreInUseError):
        open_store(folder, "write")


def test_older_format_is_refused(folder: Path) -> None:
    (folder / "kgbuild-store.json").write_text(json.dumps({"format": 1}))
    with pytest.raises(StoreTooOldError, match="ingest the reports again"):
        open_store(folder)
