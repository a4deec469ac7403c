"""``kgbuild explain CLAIM``: what the names of a claim may have meant, and how each reading was weighed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

BASE = "https://w3id.org/kgbuild/id/"


@pytest.fixture
def claim(kgbuild, store: Path) -> dict:
    """The claim of a report that tells of ``بلدة هجين في ريف دير الزور``."""
    told = json.loads(kgbuild("explain", "strike.txt", "--store", str(store), "--format", "json").stdout)
    assert [claim["weighed"] for claim in told["claims"]] == [[]]
    return told["claims"][0]["claim"]


def test_the_readings_of_each_name_are_told_as_they_were_stored(kgbuild, store: Path, claim: dict) -> None:
    """The linking that is done once more names the same entities with the same scores as the stored mentions."""
    result = kgbuild("explain", claim["iri"], "--store", str(store), "--format", "json")
    assert result.exit_code == 0, result.output
    [explained] = json.loads(result.stdout)["claims"]
    stored = {mention["iri"]: mention for mention in claim["mentions"]}
    for row in explained["weighed"]:
        mention, readings = stored[row["mention"]], row["readings"]
        assert mention["refers_to"] == row["refers_to"]
        assert row["refers_to"] in [reading["iri"] for reading in readings]
        assert mention["score"] == pytest.approx(min(1.0, readings[0]["score"]), abs=0.001)
        assert readings == sorted(readings, key=lambda reading: -reading["score"])
    weighed = {row["refers_to"].removeprefix(BASE): row["readings"] for row in explained["weighed"]}
    assert {"place/hajin", "place/deir-ez-zor-governorate"} <= set(weighed)
    kinds = [(reading["label_en"], reading["kind"]) for reading in weighed["place/deir-ez-zor-governorate"]]
    assert kinds == [("Deir ez-Zor", "City"), ("Deir ez-Zor Governorate", "Governorate")]


def test_people_read_them_below_the_mention(kgbuild, store: Path, claim: dict) -> None:
    lines = kgbuild("explain", claim["iri"], "--store", str(store)).stdout.splitlines()
    below = [lines[number + 1] for number, line in enumerate(lines) if line.startswith("  place:")]
    assert any(line.startswith("    weighed: Hajin (Town) ") for line in below)
    assert any("Deir ez-Zor (City) " in line and "; Deir ez-Zor Governorate (Governorate) " in line for line in below)
