"""The same content gives the same bytes: whatever the order, the folder, the hash seed, or what came and went."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kgbuild.pipeline import forget
from kgbuild.store import open_store

HERE = Path(__file__).parent

SCRIPT = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from conftest import full_report
from kgbuild.export import dump
from kgbuild.pipeline import IngestOptions, forget, ingest
from kgbuild.store import open_store
folder, out, *steps = sys.argv[2:]
options = IngestOptions("rules/1", ontology=Path(folder), batch_size=2)
with open_store("store", "write") as store:
    for step in steps:
        if step.startswith("-"):
            forget(store, [step[1:]])
        elif step == "clear":
            store.remove("https://w3id.org/kgbuild/id/graph/log")
        else:
            ids = step.split(",")
            reports = {i: full_report(i, 3 + len(i)) for i in ids}
            ingest(store, [reports[i].document for i in ids], lambda ds: (reports[d.id] for d in ds), options)
for format in ("nq", "ttl", "jsonld", "rdfxml"):
    with open_store("store") as store, open(f"{out}.{format}", "wb") as file:
        dump(store, file, format)
"""


@pytest.fixture
def dumped(tmp_path: Path, small_ontology: Path) -> Callable[..., dict[str, bytes]]:
    def run(name: str, seed: str, *steps: str) -> dict[str, bytes]:
        folder = tmp_path / name
        folder.mkdir()
        subprocess.run(
            [sys.executable, "-c", SCRIPT, str(HERE.parent), str(small_ontology), "dump", *steps],
            cwd=folder,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )
        return {file.suffix: file.read_bytes() for file in folder.iterdir() if file.is_file()}

    return run


def test_dump_does_not_depend_on_how_the_store_came_to_be(dumped) -> None:
    expected = dumped("first", "1", "a,b,تقرير/c")
    assert set(expected) == {".nq", ".ttl", ".jsonld", ".rdfxml"}
    assert all(expected.values())
    assert dumped("order", "2", "تقرير/c,b,a") == expected
    assert dumped("one-by-one", "3", "b", "a", "تقرير/c", "a,b") == expected
    assert dumped("index-cleared", "4", "a,b,تقرير/c", "clear", "تقرير/c,a,b") == expected
    assert dumped("added-and-forgotten", "5", "d,a,b", "-d", "تقرير/c,d", "-d") == expected


def test_script_can_tell_a_difference(dumped) -> None:
    assert dumped("two", "1", "a,b") != dumped("three", "1", "a,b,d")


def test_forgetting_everything_leaves_background_only(small_ontology: Path, make_report, extractor) -> None:
    from kgbuild.pipeline import IngestOptions, ingest

    with open_store(":memory:", "write") as store:
        reports = [make_report("a"), make_report("b")]
        options = IngestOptions("rules/1", ontology=small_ontology)
        ingest(store, [], extractor([]), options)
        before = {str(quad) for quad in store.quads()}
        ingest(store, [r.document for r in reports], extractor(reports), options)
        forget(store, ["a", "b"])
        assert {str(quad) for quad in store.quads()} == before
