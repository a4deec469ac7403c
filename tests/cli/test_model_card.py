"""The page on a model: counts that add up, scores where they were measured, a broken file of scores named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kgbuild.cli.model_card import Card, model_card, read_scores
from kgbuild.errors import ExportFileError

DATA = {
    "articles": 9,
    "words": 900,
    "events": 12,
    "genre": {
        "report": {"articles": 6, "words": 600, "events": 8},
        "flash": {"articles": 3, "words": 300, "events": 4},
    },
    "theatre": {
        name: {"articles": count, "words": 100 * count, "events": count}
        for name, count in (("yemen", 6), ("sudan", 2), ("mali", 1))
    },
    "factuality": {"asserted": 9, "negated": 3},
}


def page(scores: list[dict[str, object]] | None = None) -> list[str]:
    card = Card("A model", "Small.", DATA, {"a": 1000, "b": 24}, [("articles", "CC0")], "articles", scores)
    return model_card(card).splitlines()


def test_what_is_rare_is_summed_up() -> None:
    lines = page()
    assert "| report | 6 | 600 | 8 |" in lines
    assert "| 2 others, fewer than 5 articles each | 3 | 300 | 3 |" in lines
    assert "| asserted | 9 | 75% |" in lines
    assert "| together | 1,024 |" in lines


def test_scores_have_their_place_before_they_are_measured(kgbuild, store: Path, tmp_path: Path) -> None:
    assert any(line.startswith("Not measured yet") for line in page())
    assert "| events | – | – | – | – | – | – |" in page()
    event = {
        "id": "e1",
        "type": "air_strike",
        "attackers": [["روسيا"]],
        "attacker_status": "asserted",
        "targets": [],
        "locations": [["هجين"]],
        "date": ["2018-10-10", "2018-10-10"],
        "killed": [3, 3],
        "wounded": [7, 7],
        "casualties": None,
        "weapon": [],
        "sources": [["المرصد السوري لحقوق الإنسان"]],
        "span": [0, 140],
        "main": True,
    }
    gold = {"doc": "strike.txt", "published": "2018-10-11", "events": [event]}
    (tmp_path / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    done = kgbuild("evaluate", "gold.json", "--store", str(store), "-o", "scores.json")
    assert done.exit_code == 0, done.output
    lines = page(read_scores(tmp_path / "scores.json"))
    assert not any(line.startswith("Not measured yet") for line in lines)
    assert "| events | 1 | 1 | 1 | 1.00 | 1.00 | 1.00 |" in lines


@pytest.mark.parametrize("written", [None, "{", "[1]", '[{"what": "events"}]'], ids=["missing", "cut", "list", "other"])
def test_a_file_that_holds_no_scores_is_named(tmp_path: Path, written: str | None) -> None:
    path = tmp_path / "scores.json"
    if written is not None:
        path.write_text(written, encoding="utf-8")
    with pytest.raises(ExportFileError, match=r"scores\.json"):
        read_scores(path)
