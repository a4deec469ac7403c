"""Broken gold files and event tables are named with what is wrong."""

import json

import pytest

from kgbuild.errors import ExportFileError, GoldFileError
from kgbuild.evaluation import load_gold, read_records, score

WHOLE = {
    "doc": "a.txt",
    "published": None,
    "events": [
        {
            "id": "e1",
            "type": "raid",
            "attackers": [],
            "attacker_status": "unknown",
            "targets": [],
            "locations": [["النور"]],
            "date": None,
            "killed": [1, None],
            "span": [0, 5],
        }
    ],
}


def event_with(**values):
    return {**WHOLE, "events": [{**WHOLE["events"][0], **values}]}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "gold.json"),
        ("{", "gold.json"),
        (json.dumps({"doc": "a.txt", "published": None}), "'events'"),
        (json.dumps({**WHOLE, "published": "yesterday"}), "yesterday"),
        (json.dumps(event_with(span=[1])), "gold.json"),
        (json.dumps(event_with(killed=[None, 3])), "lowest"),
        (json.dumps(event_with(date="2024-01-01")), "gold.json"),
        (json.dumps([]), "gold.json"),
    ],
    ids=["empty", "no-json", "no-events", "bad-day", "half-a-span", "no-low", "day-not-interval", "a-list"],
)
def test_broken_gold_file(tmp_path, content, words):
    file = tmp_path / "gold.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(GoldFileError, match=words):
        load_gold(file)


def test_no_gold_file(tmp_path):
    with pytest.raises(GoldFileError):
        load_gold(tmp_path)
    with pytest.raises(GoldFileError):
        load_gold(tmp_path / "nothing.json")


@pytest.mark.parametrize("content", ["{}\n{", "[1]\n", b"\xff\xfe\x00"], ids=["cut-off", "no-object", "no-text"])
def test_broken_event_table(tmp_path, content):
    file = tmp_path / "events.jsonl"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ExportFileError, match=r"events\.jsonl"):
        read_records(file)


def test_an_empty_table_finds_nothing(tmp_path):
    file = tmp_path / "gold.json"
    file.write_text(json.dumps(WHOLE), encoding="utf-8")
    scores = score([], load_gold(file))
    assert (scores.events.found, scores.events.gold, scores.events.f1) == (0, 1, 0)
    assert scores.places.gold == 1


def test_documents_without_gold_are_left_out(tmp_path):
    file = tmp_path / "gold.json"
    file.write_text(json.dumps(WHOLE), encoding="utf-8")
    stray = {"document": "b.txt", "event": "x", "type": "Raid", "char_start": 0, "char_end": 5}
    own = {**stray, "document": "a.txt"}
    scores = score([stray, own], load_gold(file))
    assert (scores.events.found, scores.events.predicted) == (1, 1)
