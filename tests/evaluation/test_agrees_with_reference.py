"""The figures of kgbuild.evaluation are those of the reference script, on the same export and gold files."""

import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kgbuild.evaluation import load_gold, score

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("KGBUILD_SHARED") or ROOT.parent / "shared")
REFERENCE = SHARED / "tools" / "score_events.py"

pytestmark = pytest.mark.skipif(
    not REFERENCE.is_file(), reason="the reference script is not here; set KGBUILD_SHARED to the folder with tools/"
)


def camel(type_):
    return "".join(part.capitalize() for part in type_.split("_"))


def noisy_export(gold_folder, seed):
    """An export made from gold annotations, with slots lost, changed and made up."""
    dice = random.Random(seed)
    records = []
    for file in sorted(gold_folder.glob("*.json")):
        document = json.loads(file.read_text(encoding="utf-8"))
        for event in document["events"]:
            for copy in range(dice.choice([0, 1, 1, 1, 2])):
                records.append(record(document["doc"], event, copy, dice))
        for number in range(dice.choice([0, 1])):
            spare = record(document["doc"], dice.choice(document["events"]), 0, dice)
            records.append({**spare, "event": f"spare{number}", "char_start": 0, "char_end": 3})
    return records


def record(doc, event, copy, dice):
    def some(values):
        return [
            {"surface": dice.choice(names), "label_ar": dice.choice([None, names[0]])}
            for names in values
            if dice.random() > 0.2
        ]

    def figure(name):
        low, high = event.get(name) or (None, None)
        if dice.random() < 0.2:
            return dice.choice([(None, None), (3, 3), (1, None)])
        return low, high

    start, end = event["date"] or (None, None)
    if dice.random() < 0.2:
        start = end = "2015-08-01"
    killed, wounded = figure("killed"), figure("wounded")
    types = [event["type"], *event.get("alt_types", []), "attack", "raid", "shelling", "missile_strike"]
    return {
        "event": event["id"],
        "document": doc,
        "type": camel(types[0] if dice.random() < 0.6 else dice.choice(types)),
        "date_start": start,
        "date_end": end,
        "attackers": some(event["targets"] if event.get("mutual") else event["attackers"]),
        "targets": some(event["targets"]),
        "places": some(event["locations"]) + [{"surface": "حمص", "label_ar": None}] * (dice.random() < 0.2),
        "speakers": some(event.get("sources") or []),
        "attacker_certainty": dice.choice(["asserted", "suspected", "claimed", "unknown"]),
        "killed_low": killed[0],
        "killed_high": killed[1],
        "wounded_low": wounded[0],
        "wounded_high": wounded[1],
        "char_start": max(0, event["span"][0] + dice.choice([-5, 0, 10, 400]) * copy),
        "char_end": event["span"][1] + 400 * copy,
    }


def reference_figures(export, gold_folder):
    output = subprocess.run(
        [sys.executable, str(REFERENCE), str(export), str(gold_folder), "--by-doc"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout
    found = {}
    for line in output.splitlines():
        if slot := re.match(r"(\w+)\s+P ([\d.]+) R ([\d.]+) F1 ([\d.]+)", line):
            found[slot[1]] = tuple(map(float, slot.groups()[1:]))
        elif values := re.match(r"type exact\s+([\d.]+)\s+certainty ([\d.]+)", line):
            found["type_exact"], found["certainty"] = float(values[1]), float(values[2])
        elif values := re.match(r"date exact\s+([\d.]+)\s+overlapping ([\d.]+)", line):
            found["date_exact"], found["date_overlapping"] = float(values[1]), float(values[2])
        elif values := re.match(r"(killed|wounded)\s+exact ([\d.]+) of (\d+), invented (\d+)", line):
            found[values[1]] = (float(values[2]), int(values[3]), int(values[4]))
        elif values := re.match(r"\s+(\S+)\s+found (\d+)/(\d+) spurious (\d+)", line):
            found[f"doc {values[1]}"] = (int(values[2]), int(values[3]), int(values[4]))
    return found


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("gold", ["seeds", "shared_seeds", "corpus_dev", "corpus_test"])
def test_same_figures(gold, seed, tmp_path):
    folder = ROOT / "tests" / "gold" / gold
    export = tmp_path / "events.jsonl"
    records = noisy_export(folder, seed)
    export.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")

    reference = reference_figures(export, folder)
    ours = score(records, load_gold(folder))

    assert len(reference) >= 10
    for name in ("events", "attackers", "targets", "places", "speakers"):
        slot = getattr(ours, name)
        if name in reference:
            assert (slot.precision, slot.recall, slot.f1) == pytest.approx(reference[name], abs=0.01), name
    for name in ("type_exact", "certainty", "date_exact", "date_overlapping"):
        assert getattr(ours, name).share == pytest.approx(reference[name], abs=0.01), name
    for name in ("killed", "wounded"):
        ratio, invented = getattr(ours, name), getattr(ours, f"{name}_invented")
        assert (ratio.share, ratio.of, invented) == pytest.approx(reference[name], abs=0.01), name
    for document in ours.documents:
        assert (document.found, document.gold, document.spurious) == reference[f"doc {document.doc}"], document.doc
