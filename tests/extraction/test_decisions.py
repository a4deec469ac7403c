"""What is told of a decision is what extraction did: the same claims, scores on the right side, every slot named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest

from kgbuild.documents import segment
from kgbuild.documents.document import Document
from kgbuild.extraction.decisions import Filler, ReadEvent, Telling, explain_document
from kgbuild.extraction.pipeline import extract, load_pipeline
from kgbuild.extraction.report import Participant, Toll

STRIKE = (
    "قال المرصد السوري لحقوق الإنسان إن طائرات حربية روسية قصفت أمس الأربعاء بلدة هجين في ريف دير الزور، "
    "ما أدى إلى مقتل ثلاثة مدنيين وإصابة سبعة آخرين بجروح."
)
REMARK = "ويرى الباحث أن الهجوم على الجيوش النظامية أسلوب تلجأ إليه الجماعات المسلحة حين تعجز عن السيطرة."
CLAIMED = "وأعلنت حركة طالبان مسؤوليتها عن تفجير انتحاري في كابل يوم الاثنين أسفر عن مقتل عشرة جنود."
DENIED = "ونفت وزارة الدفاع قصف مدينة إدلب، فيما هدد قائد الفصيل بقصف مطار النيرب العسكري في حلب."
TEXT = "\n\n".join((STRIKE, REMARK, CLAIMED, DENIED))


def document(text: str) -> Document:
    return Document("a.txt", text, "a.txt", "0", published=date(2018, 10, 11))


def explained(text: str, config: str = "default") -> tuple[ReadEvent, ...]:
    given = document(text)
    return explain_document(given, segment(given), load_pipeline(config))


def tellings(events: tuple[ReadEvent, ...]) -> Iterator[Telling]:
    return (telling for event in events for telling in event.tellings)


def filled(events: tuple[ReadEvent, ...]) -> Iterator[Filler]:
    return (filler for telling in tellings(events) for filler in telling.fillers)


@pytest.mark.parametrize("config", ["default", "strict", "rules"])
def test_the_claims_are_those_that_are_extracted(config: str) -> None:
    given, nlp = document(TEXT), load_pipeline(config)
    [report] = extract([(given, segment(given))], nlp)
    events = explain_document(given, segment(given), nlp)
    told = [event.claim for event in events if event.claim is not None]
    assert [(c.trigger, c.type, c.factuality, c.attackers, c.targets, c.places, c.time, c.tolls) for c in told] == [
        (c.trigger, c.type, c.factuality, c.attackers, c.targets, c.places, c.time, c.tolls) for c in report.claims
    ]


def test_every_slot_is_told_with_what_became_of_it() -> None:
    strike = explained(STRIKE)[0].tellings[0]
    assert (strike.surface, strike.type, strike.factuality) == ("قصفت", "AirStrike", "asserted")
    assert STRIKE[strike.trigger.start : strike.trigger.end] == "قصفت"
    by_slot = {(filler.slot, filler.surface): filler for filler in strike.fillers}
    attacker = by_slot["attackers", "طائرات حربية روسية"]
    assert isinstance(attacker.value, Participant)
    assert attacker.value.iri is not None
    assert attacker.value.iri.endswith("actor/russian-federation")
    assert (attacker.by_rules, attacker.outcome) == (True, "kept")
    killed = by_slot["tolls", "ثلاثة مدنيين"]
    assert isinstance(killed.value, Toll)
    assert (killed.value.measure, killed.value.low, killed.outcome) == ("killed", 3, "kept")
    assert by_slot["targets", "مدنيين"].outcome == "taken back"


def test_scores_are_told_with_their_parts_and_reasons() -> None:
    for config, slot, share in (("default", "attackers", 0.8), ("strict", "tolls", 0.3)):
        decisions = [f.decision for f in filled(explained(STRIKE, config)) if f.slot == slot]
        assert decisions
        for decision in decisions:
            assert decision is not None
            readers = {part.reader: part for part in decision.score.parts}
            low, high = sorted(part.score for part in decision.score.parts)
            assert low <= decision.score.value <= high
            assert readers["encoder"].share == pytest.approx(share)
            assert sum(part.share for part in decision.score.parts) == pytest.approx(1.0)
            for rows, sign in ((decision.supporting, 1), (decision.opposing, -1)):
                assert 0 < len(rows) <= 3
                weights = [sign * weight for _, weight in rows]
                assert all(weight > 0 for weight in weights)
                assert all(first >= second for first, second in pairwise(weights))


@pytest.mark.parametrize("config", ["default", "strict"])
def test_what_is_taken_back_has_a_score_below_the_threshold(config: str) -> None:
    """Of this text: elsewhere a slot may stand or fall with another."""
    decided = [filler for filler in filled(explained(STRIKE, config)) if filler.decision is not None]
    assert {filler.outcome for filler in decided} == {"kept", "taken back"}
    for filler in decided:
        assert filler.decision is not None
        assert filler.decision.limit is not None
        assert (filler.decision.score.value >= filler.decision.limit) == (filler.outcome == "kept")


def test_a_deed_that_is_not_trusted_is_told_as_it_was_read() -> None:
    """With weights that trust nothing the deed is told in general only, and no slot is left to make a claim."""
    nlp = load_pipeline("default")
    given = document(STRIKE)
    selection = nlp.get_pipe("selection")
    before = dict(selection.thresholds)
    try:
        selection.thresholds = {"event": type(before["event"])(1.1, 2.0)}
        [event] = explain_document(given, segment(given), nlp)
        assert event.claim is not None
        [told] = event.tellings
        assert (told.factuality_by_rules, told.factuality, event.claim.factuality) == ("asserted", "generic", "generic")
        assert told.decision is not None
        assert told.decision.score.value < (told.decision.limit or 0)
        assert {filler.decision for filler in told.fillers} == {None}
        selection.thresholds = {slot: type(before[slot])(1.1, 2.0) for slot in before}
        [dropped] = explain_document(given, segment(given), nlp)
        assert (dropped.claim, dropped.dropped_by) == (None, "selection")
        assert "nothing of it is trusted" in dropped.reason
        assert {filler.outcome for filler in dropped.tellings[0].fillers} == {"taken back"}
    finally:
        selection.thresholds = before


def test_events_that_were_read_and_dropped_are_told() -> None:
    dropped = [event for event in explained(REMARK) if event.claim is None]
    assert "الهجوم" in [telling.surface for telling in tellings(tuple(dropped))]
    assert {event.dropped_by for event in dropped} <= {"coreference", "selection"}
    assert all(event.reason for event in dropped)


def test_of_who_claims_a_deed_only_that_is_weighed() -> None:
    [event] = explained(CLAIMED)
    assert event.claim is not None
    assert event.claim.attacker_certainty == "claimed"
    assert [telling.decision for telling in event.tellings] == [None]
    weighed = {filler.slot for filler in event.tellings[0].fillers if filler.decision is not None}
    assert weighed == {"attackers"}
    assert {filler.outcome for filler in event.tellings[0].fillers} == {"added", "kept"}


def test_nothing_is_scored_where_nothing_is_learned() -> None:
    events = explained(TEXT, "rules")
    assert {telling.decision for telling in tellings(events)} == {None}
    assert {(filler.by_rules, filler.outcome, filler.decision) for filler in filled(events)} == {(True, "kept", None)}


def test_candidates_that_nobody_chose_are_told_where_the_selection_may_add() -> None:
    nlp = load_pipeline("default")
    nlp.remove_pipe("filling")
    selection = nlp.get_pipe("selection")
    before = dict(selection.thresholds)
    given = document("قصفت طائرات روسية بلدة هجين قرب مدينة الميادين، وكان الجيش السوري في مدينة البوكمال.")
    try:
        selection.thresholds = before | {"places": type(before["places"])(0.0, 0.0)}
        added = [f for f in filled(explain_document(given, segment(given), nlp)) if f.outcome == "added"]
        selection.thresholds = before | {"places": type(before["places"])(0.0, 1.0)}
        left = [f for f in filled(explain_document(given, segment(given), nlp)) if f.outcome == "left out"]
    finally:
        selection.thresholds = before
    assert added
    assert {filler.surface for filler in added} == {filler.surface for filler in left}
    assert not any(filler.by_rules for filler in (*added, *left))
