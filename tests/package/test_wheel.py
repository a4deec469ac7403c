"""The wheel carries all it needs and works in an empty folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("pyproject.toml", "README.md", "LICENSE", "src", "ontology", "queries", "scripts")
REPORT = "قصفت طائرات حربية روسية صباح اليوم الأحد بلدة هجين في ريف دير الزور، ما أدى إلى مقتل ثلاثة مدنيين."


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the sources."""
    folder = tmp_path_factory.mktemp("sources")
    for name in SOURCES:
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder / "dist", folder],
        check=True,
        capture_output=True,
    )
    [built] = (folder / "dist").glob("*.whl")
    return built


def test_the_wheel_carries_every_data_file(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder in ("ontology", "queries"):
        files = [file for file in (ROOT / folder).rglob("*") if file.is_file()]
        assert files
        missing = [file for file in files if f"kgbuild/data/{file.relative_to(ROOT).as_posix()}" not in names]
        assert missing == []
    package = ROOT / "src" / "kgbuild"
    files = [file for file in package.rglob("*") if file.is_file() and file.suffix != ".pyc"]
    missing = [file for file in files if f"kgbuild/{file.relative_to(package).as_posix()}" not in names]
    assert missing == []
    assert "kgbuild/py.typed" in names


def test_the_wheel_carries_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
        licence = [name for name in archive.namelist() if name.endswith("LICENSE")]
    assert {top for top in tops if not top.endswith(".dist-info")} == {"kgbuild"}
    assert licence


def test_the_wheel_works_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    """The unpacked wheel goes before any other kgbuild on the path."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "unpacked")
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "report.txt").write_text(REPORT, encoding="utf-8")

    def kgbuild(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "kgbuild", *arguments],
            cwd=empty,
            env={**os.environ, "PYTHONPATH": str(tmp_path / "unpacked")},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert kgbuild("ingest", "--published", "2018-10-14", "report.txt").startswith("1 added")
    assert '"killed_low": 3' in kgbuild("export", "events", "--format", "jsonl")
    assert "report.txt" in kgbuild("query", "attacks-in-place", "-p", "place=Hajin", "--format", "jsonl")
    assert (
        str(tmp_path / "unpacked")
        in subprocess.run(
            [sys.executable, "-c", "import kgbuild.resources as r; print(r.ontology_folder())"],
            cwd=empty,
            env={**os.environ, "PYTHONPATH": str(tmp_path / "unpacked")},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    )
