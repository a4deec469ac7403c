"""The checks pass an export that says what the gold annotations say, and name each slot that is lost or made up."""

import json
from pathlib import Path

import pytest

from kgbuild.evaluation import ASPECTS, check_document, check_event, load_gold
from kgbuild.evaluation.checks import DOCUMENT_ASPECTS, applies

GOLD = Path(__file__).resolve().parents[1] / "gold"
CLASSES = {"air_strike": "AirStrike", "drone_strike": "DroneStrike"}


def faithful(file):
    """The records that a perfect reader would export: one a speaker where speakers differ, else one an event."""
    gold = json.loads(file.read_text(encoding="utf-8"))
    for event in gold["events"]:
        record = faithful_record(gold["doc"], event)
        apart = event.get("by_speaker", [])
        for saying in apart:
            yield told_by(record, saying)
        withheld = {measure for saying in apart for measure in ("killed", "casualties") if measure in saying}
        rest = [name for name in event["speakers"] if not any(set(name) & set(s["speaker"]) for s in apart)]
        yield without({**record, "speakers": some(rest)}, withheld if apart else ())


def faithful_record(doc, event):
    record = {
        "event": f"{doc}/{event['id']}",
        "document": doc,
        "type": CLASSES.get(event["type"]) or "".join(word.capitalize() for word in event["type"].split("_")),
        "factuality": "asserted",
        "published": event.get("published"),
        "attackers": some(event["attackers"]),
        "attacker_certainty": event["attacker_status"],
        "targets": some(event["targets"]),
        "places": some(event["locations"]),
        "speakers": some(event["speakers"]),
        "victims": [{"surface": name} for name in event["victims"]],
        "tolls": tolls(event),
        "char_start": event["span"][0],
        "char_end": event["span"][1],
        "date_start": event["date"] and event["date"][0],
        "date_end": event["date"] and event["date"][1],
    }
    for measure in ("killed", "wounded", "casualties"):
        record[f"{measure}_low"], record[f"{measure}_high"] = event[measure] or (None, None)
    return record


def some(names):
    return [{"surface": alternatives[0], "label_ar": None} for alternatives in names]


def tolls(event):
    found = [
        {"measure": measure, "low": event[measure][0], "high": event[measure][1], "group": measure, "subset_of": None}
        for measure in ("killed", "wounded", "casualties")
        if event[measure]
    ]
    for part in event["subsets"]:
        whole = next(number for number, toll in enumerate(found) if toll["group"] == part["of"])
        found.append({**part, "subset_of": whole})
    return found


def told_by(record, saying):
    said = without(record, {"killed", "wounded", "casualties", *saying.get("absent", [])})
    for measure in ("killed", "wounded", "casualties"):
        if measure in saying:
            said[f"{measure}_low"], said[f"{measure}_high"] = saying[measure]
    return {**said, "speakers": some([saying["speaker"]])}


def without(record, slots):
    record = dict(record)
    for slot in slots:
        if slot in ("killed", "wounded", "casualties"):
            record[f"{slot}_low"] = record[f"{slot}_high"] = None
        elif slot == "attackers":
            record["attackers"], record["attacker_certainty"] = [], "unknown"
    return record


FILES = sorted([*(GOLD / "seeds").glob("*.json"), *(GOLD / "shared_seeds").glob("*.json")])


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_a_faithful_export_has_no_violations(file):
    [document] = load_gold(file)
    records = list(faithful(file))
    found = [
        str(violation)
        for event in document.events
        for aspect in ASPECTS
        if applies(event, aspect)
        for violation in check_event(records, document, event.id, aspect)
    ]
    for aspect in ("invented", "silent"):
        found += map(str, check_document(records, document, aspect))
    assert not found, "\n".join(found)


EVENT = {
    "id": "e1",
    "type": "drone_strike",
    "attackers": [["دولة الشمال"]],
    "attacker_status": "suspected",
    "targets": [["كتيبة الفجر"]],
    "locations": [["النور", "بلدة النور"], ["محافظة السهل"]],
    "not_places": [["المطار"]],
    "date": ["2024-11-26", "2024-11-27"],
    "killed": [5, 5],
    "wounded": None,
    "casualties": None,
    "subsets": [{"measure": "killed", "low": 2, "high": 2, "group": "مدنيون", "of": "killed"}],
    "victims": ["سالم الراوي"],
    "sources": [["مصدر عسكري"], ["ناشطون"]],
    "speakers": [["مصدر عسكري"], ["ناشطون"]],
    "by_speaker": [{"speaker": ["ناشطون"], "killed": [5, 5], "absent": ["attackers"]}],
    "absent": ["wounded"],
    "published": None,
    "span": [10, 90],
}
DOCUMENT = {
    "doc": "a.txt",
    "published": "2024-11-27",
    "events": [EVENT],
    "must_not": [{"span": [100, 180], "why": "a threat"}],
    "claims": [{"span": [200, 260], "speakers": [["ناشطون"]], "factuality": ["hypothetical"], "why": "a motive"}],
}


@pytest.fixture
def gold(tmp_path):
    file = tmp_path / "a.json"
    file.write_text(json.dumps(DOCUMENT, ensure_ascii=False), encoding="utf-8")
    return file


def changed(records, **values):
    return [{**record, **values} for record in records]


MISTAKES = {
    "another kind of event": ("type", {"type": "Raid"}),
    "no attacker": ("attackers", {"attackers": []}),
    "another attacker": ("attackers", {"attackers": some([["الحرس"]])}),
    "a suspicion told as a fact": ("certainty", {"attacker_certainty": "asserted"}),
    "another target": ("targets", {"targets": some([["المتحف"]])}),
    "no toll": ("tolls", {"killed_low": None, "killed_high": None}),
    "a part added to its whole": ("tolls", {"killed_low": 7, "killed_high": 7}),
    "an open toll": ("tolls", {"killed_high": None}),
    "a part that is no part": ("parts", {"tolls": [{"measure": "killed", "low": 2, "high": 2, "subset_of": None}]}),
    "no victim": ("victims", {"victims": []}),
    "no date": ("date", {"date_start": None, "date_end": None}),
    "one day of the two": ("date", {"date_end": "2024-11-26"}),
    "a place missing": ("places", {"places": some([["النور"]])}),
    "a place that was not hit": ("places", {"places": some([["النور"], ["محافظة السهل"], ["المطار"]])}),
    "a speaker missing": ("speakers", {"speakers": some([["ناشطون"]])}),
    "a speaker made to accuse": ("speakers", {"speakers": some([["ناشطون"], ["مصدر عسكري"]])}),
    "the day of another article": ("published", {"published": "2018-05-09"}),
    "a toll from nowhere": ("empty", {"wounded_low": 3, "wounded_high": 3}),
}


@pytest.mark.parametrize(("aspect", "values"), MISTAKES.values(), ids=MISTAKES)
def test_each_mistake_is_named(gold, aspect, values):
    [document] = load_gold(gold)
    records = list(faithful(gold))
    assert not check_event(records, document, "e1", aspect)
    assert check_event(changed(records, **values), document, "e1", aspect)


def test_a_missing_event_fails_every_aspect(gold):
    [document] = load_gold(gold)
    for aspect in ASPECTS:
        assert [violation.aspect for violation in check_event([], document, "e1", aspect)] == [aspect]


INVENTIONS = {
    "attacker": {"attackers": some([["الحرس"]])},
    "place": {"places": some([["النور"], ["العاصمة"]])},
    "date": {"date_start": "2024-12-01", "date_end": "2024-12-01"},
    "killed": {"killed_low": 6, "killed_high": 6},
    "wounded": {"wounded_low": 6, "wounded_high": 6},
}


@pytest.mark.parametrize(("word", "values"), INVENTIONS.items(), ids=INVENTIONS)
def test_inventions_are_named(gold, word, values):
    [document] = load_gold(gold)
    records = list(faithful(gold))
    assert not check_document(records, document, "invented")
    found = check_document(changed(records, **values), document, "invented")
    assert found
    assert all(violation.message.startswith(word) for violation in found)


def test_an_event_that_the_text_does_not_tell_is_named(gold):
    [document] = load_gold(gold)
    stray = {**next(faithful(gold)), "event": "other", "type": "Raid", "char_start": 300, "char_end": 320}
    [violation] = check_document([*faithful(gold), stray], document, "invented")
    assert violation.event is None


def test_claims_from_silent_text_are_named(gold):
    [document] = load_gold(gold)
    records = list(faithful(gold))
    assert not check_document(records, document, "silent")
    threat = {**records[0], "char_start": 105, "char_end": 175}
    assert len(check_document([*records, threat], document, "silent")) == 1
    around = {**records[0], "char_start": 20, "char_end": 180}
    assert not check_document([around], document, "silent")


def test_expected_claims_are_found_by_place_speaker_and_factuality(gold):
    [document] = load_gold(gold)
    motive = {**next(faithful(gold)), "char_start": 210, "char_end": 250, "factuality": "hypothetical"}
    assert not check_document([], document, "claims", [{**motive, "speakers": some([["ناشطون"]])}])
    assert check_document([], document, "claims", [{**motive, "speakers": some([["الحرس"]])}])
    assert check_document(
        [], document, "claims", [{**motive, "speakers": some([["ناشطون"]]), "factuality": "asserted"}]
    )


def test_document_aspects_are_known():
    assert DOCUMENT_ASPECTS == ("invented", "silent", "claims")
