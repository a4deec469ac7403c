"""The reports of seeds/ give one dump, byte for byte, however a store came to hold them. Slow: it reads them often."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kgbuild.graph import Identifiers
from kgbuild.store import open_store

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
FILES = sorted(str(path) for path in SEEDS.glob("*.txt"))
OTHER = "قصف الجيش بلدة المثال مساء الثلاثاء، ما أدى إلى مقتل ثلاثة مقاتلين من لواء المثال، بحسب ناشطين."


class Place:
    """A working folder with a hash seed of its own, where ``kgbuild`` is run."""

    def __init__(self, folder: Path, seed: str) -> None:
        self.folder = folder
        self._environment = {**os.environ, "PYTHONHASHSEED": seed}
        folder.mkdir()

    def kgbuild(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "kgbuild", *arguments, "--store", "store"]
        done = subprocess.run(command, cwd=self.folder, env=self._environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    def dumps(self) -> dict[str, bytes]:
        for name in ("dump.nq", "dump.ttl"):
            self.kgbuild("dump", "-o", name)
        return {path.suffix: path.read_bytes() for path in self.folder.glob("dump.*")}


@pytest.fixture(scope="module")
def expected(tmp_path_factory) -> dict[str, bytes]:
    place = Place(tmp_path_factory.mktemp("first") / "one", "1")
    place.kgbuild("ingest", str(SEEDS))
    return place.dumps()


def test_order_folder_seed_log_and_what_came_and_went(expected, tmp_path: Path) -> None:
    place = Place(tmp_path / "مكان آخر", "20261122")
    (place.folder / "other.txt").write_text(OTHER, encoding="utf-8")
    place.kgbuild("ingest", *FILES[:1:-1])
    place.kgbuild("ingest", "other.txt")
    with open_store(place.folder / "store", "write") as store:
        store.remove(Identifiers().graph("log"))
    place.kgbuild("ingest", *FILES[::-1])
    assert place.dumps() != expected
    place.kgbuild("forget", "other.txt")
    assert place.dumps() == expected
