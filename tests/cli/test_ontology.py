"""``kgbuild ontology`` and ``kgbuild evaluate``."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kgbuild.resources import ontology_folder


@pytest.fixture
def ontology(tmp_path: Path) -> Path:
    """A copy of the ontology that a test may change."""
    return Path(shutil.copytree(ontology_folder(), tmp_path / "ontology"))


def test_the_ontology_is_in_order(kgbuild) -> None:
    result = kgbuild("ontology", "check")
    assert result.exit_code == 0, result.output
    assert result.stdout == "profile and consistency: nothing found\n"


def test_a_contradiction_is_printed_with_its_axiom(kgbuild, ontology: Path) -> None:
    with (ontology / "places" / "more.ttl").open("w", encoding="utf-8") as stream:
        stream.write(
            "@prefix kgb: <https://w3id.org/kgbuild/ontology#> .\n"
            "<https://w3id.org/kgbuild/id/place/mixed> a kgb:City , kgb:Government .\n"
        )
    result = kgbuild("ontology", "check", "--ontology", str(ontology))
    assert result.exit_code == 1
    assert "place/mixed" in result.stdout or "place:mixed" in result.stdout


def test_an_ontology_that_is_no_turtle_is_named(kgbuild, ontology: Path) -> None:
    (ontology / "kgbuild.ttl").write_text("this is no Turtle", encoding="utf-8")
    for command in ("check", "docs"):
        result = kgbuild("ontology", command, "--ontology", str(ontology))
        assert result.exit_code == 1
        assert result.stderr.startswith("Error: KGB3")
        assert "kgbuild.ttl" in result.stderr


def test_without_java_the_reasoner_says_what_is_missing(kgbuild, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = kgbuild("ontology", "check", "--hermit")
    assert result.exit_code == 1
    assert "KGB302" in result.stderr
    assert "install" in result.stderr


@pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java")
def test_hermit_finds_nothing(kgbuild) -> None:
    result = kgbuild("ontology", "check", "--hermit")
    assert result.exit_code == 0, result.output
    assert "HermiT" in result.stdout


def test_every_class_is_described_in_both_languages(kgbuild) -> None:
    page = kgbuild("ontology", "docs").stdout
    row = next(line for line in page.splitlines() if line.startswith("| `DroneStrike`"))
    assert "drone" in row.lower()
    assert "مسيّرة" in row or "مسيرة" in row


def test_gold_is_scored_against_a_store_and_against_a_table(kgbuild, store: Path, texts, tmp_path: Path) -> None:
    start = texts.strike.index("طائرات")
    event = {
        "id": "e1",
        "type": "air_strike",
        "attackers": [["طائرات حربية روسية", "روسيا"]],
        "attacker_status": "asserted",
        "targets": [],
        "locations": [["هجين", "بلدة هجين"]],
        "date": ["2018-10-10", "2018-10-10"],
        "killed": [3, 3],
        "wounded": [7, 7],
        "sources": [["المرصد السوري لحقوق الإنسان"]],
        "span": [start, len(texts.strike)],
        "main": True,
    }
    gold = {"doc": "strike.txt", "published": "2018-10-11", "split": "test", "events": [event]}
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "strike.json").write_text(json.dumps(gold), encoding="utf-8")
    stored = kgbuild("evaluate", "gold", "--store", str(store), "--format", "json")
    assert stored.exit_code == 0, stored.output
    figures = {row["what"]: row for row in json.loads(stored.stdout)}
    assert (figures["events"]["right"], figures["events"]["expected"]) == (1, 1)
    assert figures["killed"]["right"] == 1
    assert kgbuild("export", "events", "-o", "events.jsonl", "--store", str(store)).exit_code == 0
    table = kgbuild("evaluate", "gold", "--events", "events.jsonl", "--format", "json")
    assert table.stdout == stored.stdout


def test_gold_that_is_broken_is_named(kgbuild, store: Path, tmp_path: Path) -> None:
    (tmp_path / "gold.json").write_text("{}", encoding="utf-8")
    result = kgbuild("evaluate", "gold.json", "--store", str(store))
    assert result.exit_code == 1
    assert "gold.json" in result.stderr
