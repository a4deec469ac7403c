"""A store that is not there, is none, is too new, or is being used: one clear line, never a traceback."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kgbuild.store import open_store

READING = [
    pytest.param(arguments, id=arguments[0])
    for arguments in (
        ("query", "timeline"),
        ("sparql", "ASK { ?s ?p ?o }"),
        ("dump",),
        ("export", "events"),
        ("stats",),
        ("validate",),
        ("forget", "report.txt"),
        ("explain", "place:mayadin"),
    )
]


@pytest.mark.parametrize("arguments", READING)
def test_without_a_store_every_command_says_what_to_do(arguments: tuple[str, ...], kgbuild) -> None:
    result = kgbuild(*arguments)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Error: KGB701 there is no store at kgbuild-store: run kgbuild ingest first")
    assert not Path("kgbuild-store").exists()


@pytest.mark.parametrize("arguments", READING)
def test_a_folder_with_other_things_is_left_alone(arguments: tuple[str, ...], kgbuild, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"x")
    result = kgbuild(*arguments, "--store", "photos")
    assert result.exit_code == 1
    assert "KGB702" in result.stderr
    assert [file.name for file in (tmp_path / "photos").iterdir()] == ["a.jpg"]


def test_a_store_of_a_newer_version_names_both_formats(kgbuild, store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "newer"
    shutil.copytree(store, copy)
    (copy / "kgbuild-store.json").write_text(json.dumps({"format": 99}))
    for arguments in (("stats",), ("ingest", "x.txt")):
        result = kgbuild(*arguments, "--store", str(copy))
        assert result.exit_code == 1
        assert "KGB703" in result.stderr
        assert "99" in result.stderr


@pytest.mark.parametrize("address", ["http://localhost:3030/kgbuild", "https://example.org/sparql"])
@pytest.mark.parametrize("arguments", [*READING, pytest.param(("ingest", "a.txt"), id="ingest")])
def test_an_address_as_store_is_wrong_usage(arguments: tuple[str, ...], address: str, kgbuild, texts) -> None:
    Path("a.txt").write_text(texts.weather, encoding="utf-8")
    result = kgbuild(*arguments, "--store", address)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"Error: KGB706 {address} is an address, and this version opens folders only")
    assert "--store" in result.stderr.partition("folders only")[2]
    assert [path.name for path in Path().iterdir()] == ["a.txt"]


def test_a_store_in_use_is_said_to_be(kgbuild_process, kgbuild, texts, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(texts.weather, encoding="utf-8")
    with open_store(tmp_path / "busy", "write"):
        done = kgbuild_process("ingest", "a.txt", "--store", "busy")
    assert done.returncode == 1
    assert done.stderr.startswith("Error: KGB704")
    assert "Traceback" not in done.stderr


def test_the_environment_names_the_store(kgbuild, store: Path) -> None:
    result = kgbuild("stats", "--format", "json", env={"KGBUILD_STORE": str(store)})
    assert result.exit_code == 0
    assert {"what": "documents", "name": None, "count": 2} in json.loads(result.stdout)


def test_the_option_goes_before_the_environment(kgbuild, store: Path) -> None:
    result = kgbuild("stats", "--store", str(store), env={"KGBUILD_STORE": "nowhere"})
    assert result.exit_code == 0
