"""The reports and their gold annotations themselves: offsets, facts only where the text is not ours, our own words."""

import csv
import json
import os
from pathlib import Path

import pytest

from kgbuild.evaluation import load_gold
from kgbuild.evaluation.names import name_words

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
GOLD = ROOT / "tests" / "gold"
SHARED = Path(os.environ.get("KGBUILD_SHARED") or ROOT.parent / "shared") / "seeds"
LONGEST_COPY = 7
"""Words in a row that two newsrooms may have in common: names, titles, numbers."""

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the shared reports are not here; set KGBUILD_SHARED to the folder that holds seeds/"
)


def gold_values(seeds):
    return [json.loads(file.read_text(encoding="utf-8")) for file in sorted((GOLD / seeds).glob("*.json"))]


def text_of(folder, values):
    return (folder / values["doc"]).read_bytes().decode("utf-8")


def spans(values):
    for key in ("events", "relations", "must_not", "claims"):
        for item in values[key]:
            yield item["span"]
            yield from item.get("also", [])


@pytest.mark.parametrize(
    ("seeds", "folder"), [("seeds", SEEDS), pytest.param("shared_seeds", SHARED, marks=needs_shared)]
)
def test_spans_lie_in_the_text_and_begin_and_end_with_a_word_or_mark(seeds, folder):
    for values in gold_values(seeds):
        text = text_of(folder, values)
        for start, end in spans(values):
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip(), (values["doc"], start, end)


def test_sentences_are_those_of_the_text():
    for values in gold_values("seeds"):
        text = text_of(SEEDS, values)
        for event in values["events"]:
            assert event["sentence"] == text[slice(*event["span"])]


def test_sources_are_in_the_speakers_key_too():
    for values in [*gold_values("seeds"), *gold_values("shared_seeds")]:
        assert all(event["speakers"] == event["sources"] for event in values["events"])


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)


def test_gold_of_texts_that_are_not_ours_holds_no_sentences():
    for values in gold_values("shared_seeds"):
        arabic = [found for found in strings(values) if any("\u0600" <= letter <= "\u06ff" for letter in found)]
        assert arabic
        assert max(len(found.split()) for found in arabic) <= 6


def test_every_report_has_metadata_and_gold():
    with (SEEDS / "metadata.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["file"]: row for row in csv.DictReader(stream)}
    gold = {document.doc: document for document in load_gold(GOLD / "seeds")}
    assert set(rows) == set(gold) == {file.name for file in SEEDS.glob("*.txt")}
    for name, row in rows.items():
        assert gold[name].published is not None
        assert row["published"] == gold[name].published.isoformat()
        assert row["source"]
        assert row["url"].startswith("https://example.org/")


def runs_of_words(text, length):
    words = name_words(text)
    return {words[at : at + length] for at in range(len(words) - length + 1)}


@needs_shared
def test_no_sentence_is_copied():
    shared = set()
    for file in SHARED.glob("*.txt"):
        shared |= runs_of_words(file.read_text(encoding="utf-8"), LONGEST_COPY)
    for file in sorted(SEEDS.glob("*.txt")):
        copied = runs_of_words(file.read_text(encoding="utf-8"), LONGEST_COPY) & shared
        assert not copied, (file.name, [" ".join(words) for words in sorted(copied)])
