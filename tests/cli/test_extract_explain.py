"""``kgbuild extract --explain``: why a text is read as it is, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ISOLATE, POP = "\u2068", "\u2069"


@pytest.fixture
def report(tmp_path: Path, texts) -> str:
    (tmp_path / "strike.txt").write_text(texts.strike, encoding="utf-8")
    return "strike.txt"


def test_people_read_who_chose_what_and_who_won(kgbuild, report: str, texts) -> None:
    result = kgbuild("extract", report, "--published", "2018-10-11", "--explain")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert "  type: AirStrike" in lines
    assert f"  sentence: {ISOLATE}{texts.strike}{POP}" in lines
    assert f"  trigger: {ISOLATE}قصفت{POP}, characters 54 to 58" in lines
    at = next(number for number, line in enumerate(lines) if line.startswith("    attacker:"))
    assert f"{ISOLATE}طائرات حربية روسية{POP} = " in lines[at]
    assert lines[at].endswith("actor/russian-federation>")
    assert lines[at + 1] == "      kept, chosen by the rules"
    assert lines[at + 2].startswith("        score 0.8")
    assert "threshold 0.30 (weights 0." in lines[at + 2]
    assert "share 20%; encoder 0." in lines[at + 2]
    assert (lines[at + 3][:13], lines[at + 4][:17]) == ("        for: ", "        against: ")
    assert "    killed: \u2068ثلاثة مدنيين\u2069 = 3" in lines


def test_the_claim_has_the_address_that_it_would_be_stored_with(kgbuild, report: str, store: Path) -> None:
    told = kgbuild("extract", report, "--published", "2018-10-11", "--explain").stdout
    [iri] = [line.split()[1] for line in told.splitlines() if line.startswith("claim ")]
    assert kgbuild("explain", iri, "--store", str(store)).exit_code == 0


def test_every_piece_of_arabic_is_isolated(kgbuild, report: str) -> None:
    """What stands beside it, in a line that runs from left to right, keeps its place."""
    for line in kgbuild("extract", report, "--explain").stdout.splitlines():
        outside = "".join(part.partition(POP)[2] if number else part for number, part in enumerate(line.split(ISOLATE)))
        assert not any("\u0600" <= letter <= "\u06ff" for letter in outside), line


def test_without_what_is_learned_it_says_that_nothing_was_weighed(kgbuild, report: str) -> None:
    result = kgbuild("extract", report, "--explain", "--config", "rules")
    assert result.exit_code == 0, result.output
    assert "score" not in result.stdout
    assert "    happened: asserted, as the rules read it; not weighed" in result.stdout.splitlines()


def test_programs_read_one_line_a_document(kgbuild, report: str, texts, tmp_path: Path) -> None:
    (tmp_path / "weather.txt").write_text(texts.weather, encoding="utf-8")
    result = kgbuild("extract", report, "weather.txt", "--explain", "--format", "json")
    strike, weather = map(json.loads, result.stdout.splitlines())
    assert (strike["document"], weather) == ("strike.txt", {"document": "weather.txt", "events": []})
    [event] = strike["events"]
    assert event["iri"].endswith("claim/strike.txt/0/54-58")
    assert event["claim"]["type"] == "AirStrike"
    [telling] = event["tellings"]
    assert telling["decision"]["score"]["parts"][0]["reader"] == "weights"
    assert {filler["slot"] for filler in telling["fillers"]} >= {"attackers", "places", "date", "tolls"}


def test_standard_input_and_a_file_of_text(kgbuild, texts, tmp_path: Path) -> None:
    result = kgbuild("extract", "-", "--explain", "-o", "why.txt", input=texts.strike)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "  type: AirStrike" in (tmp_path / "why.txt").read_text(encoding="utf-8").splitlines()


def test_a_text_without_events_says_so(kgbuild, texts) -> None:
    assert "no event was read in it" in kgbuild("extract", "-", "--explain", input=texts.weather).stdout


def test_other_formats_are_refused(kgbuild, report: str) -> None:
    refused = kgbuild("extract", report, "--explain", "--format", "csv")
    assert refused.exit_code == 2
    assert "choose one of text, json" in refused.output
    assert kgbuild("extract", report, "--format", "text").exit_code == 2


def test_a_missing_file_is_named_and_the_others_are_told(kgbuild, report: str) -> None:
    result = kgbuild("extract", report, "nowhere.txt", "--explain")
    assert result.exit_code == 1
    assert "nowhere.txt" in result.stderr
    assert "  type: AirStrike" in result.stdout.splitlines()
