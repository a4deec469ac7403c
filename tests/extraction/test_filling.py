"""What the encoder reads of words, slots that are filled with it, and tellings that weights join."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kgbuild.documents import segment
from kgbuild.documents.document import Document
from kgbuild.extraction.annotations import Frame, Reading
from kgbuild.extraction.filling import fill
from kgbuild.extraction.joining import DECISION, Pairs, Sameness, join
from kgbuild.extraction.pipeline import load_pipeline
from kgbuild.extraction.resources import Resources, load_resources
from kgbuild.extraction.roles import OUTPUTS, ROLES, Roles
from kgbuild.extraction.scores import Scores
from kgbuild.extraction.surroundings import Candidate, Surroundings
from kgbuild.extraction.weights import WEIGHTS, Weights, load_weights


class Certain(Scores):
    """Takes every candidate for right."""

    def argument(self, number: int, slot: str, item: Candidate, given: bool) -> float:
        return 1.0


@pytest.fixture(scope="module")
def resources() -> Resources:
    return load_resources(None, ())


def read(text: str, until: str = "") -> Reading:
    nlp = load_pipeline("rules")
    (article,) = segment(Document("row.txt", text, "row.txt", "0"))
    doc = nlp.make_doc(article.text)
    doc._.kgb = reading = Reading(article)
    for name, component in nlp.pipeline:
        if name == until:
            break
        doc = component(doc)
    return reading


def filled(text: str) -> list[Frame]:
    reading = read(text, "modality")
    assert reading.hits is not None
    scores = Certain(reading, Surroundings(reading, reading.hits), load_weights(WEIGHTS))
    return fill(reading, scores, {"attackers": 0.5, "targets": 0.5, "places": 0.5})


def added(frames: list[Frame], slot: str) -> set[str]:
    return {m.surface for f in frames for m in getattr(f, slot) if (slot, m.start) in f.added}


# ---------------------------------------------------------------- roles


def roles(*rows: tuple[float, float]) -> Roles:
    scores = np.full((len(rows), OUTPUTS), -5.0, dtype=np.float32)
    for at, (inside, begins) in enumerate(rows):
        scores[at, :2] = inside, begins
    return Roles(10, scores)


def test_the_score_of_a_stretch_is_the_mean_of_its_words() -> None:
    read_ = roles((1.0, 0), (3.0, 0), (-2.0, 0))
    assert read_.of(ROLES[0], 10, 12) == 2.0
    assert read_.of(ROLES[0], 9, 11) is None
    assert read_.of(ROLES[0], 11, 14) is None


# ---------------------------------------------------------------- filling


def test_an_open_slot_is_filled_and_the_frame_says_so() -> None:
    (frame,) = filled("قصفت طائرات حربية سوقاً شعبية صباح الأحد، وقال مراسلنا من مدينة سراقب إن الحركة توقفت.")
    (place,) = frame.places
    assert place.name == "سراقب"
    assert frame.added == (("places", place.start),)


@pytest.mark.parametrize(
    ("text", "slot", "never"),
    [
        ("استهدف القصف المدفعي مقر اللواء 313 التابع للحرس الثوري في ازرع.", "targets", "الحرس الثوري"),
        ("قصفت طائرات التحالف تجمعاً لميليشيات الحوثي في الجوف.", "attackers", "ميليشيات الحوثي"),
        ("نفذت طائرة مسيرة غارة أثناء قيام حركة طالبان بنصب منصة صواريخ.", "attackers", "حركة طالبان"),
        ("استهدفت غارة رتلاً عسكرياً كان متجهاً نحو مدينة الحديدة.", "places", "مدينة الحديدة"),
    ],
    ids=["patron", "whose gathering was hit", "what somebody else was about", "where somebody goes"],
)
def test_what_the_words_rule_out_is_never_added(text: str, slot: str, never: str) -> None:
    frames = filled(text)
    assert frames
    assert not any(never in name for name in added(frames, slot))


def test_a_second_attacker_is_not_added() -> None:
    frames = filled("شن تنظيم داعش هجوماً على حاجز في كركوك، وقال الحشد الشعبي إنه أرسل تعزيزات.")
    assert added(frames, "attackers") == set()


def test_what_did_not_happen_is_left_as_it_is() -> None:
    assert all(not frame.added for frame in filled("هدد تنظيم داعش بقصف مطار كركوك وحقول النفط في محافظة نينوى."))


# ---------------------------------------------------------------- joining

LEAD = (
    "قتل عشرات الأشخاص الثلاثاء في تفجير في بغداد. ونقل الجرحى إلى المستشفى. "
    "وقالت الشرطة إن سيارة مفخخة انفجرت الثلاثاء في بغداد فقتل 34 شخصاً. وقصفت طائرات الأحد مواقع قرب الموصل."
)


def told(reading: Reading) -> list[int]:
    """The facts, each made an event of its own."""
    reading.frames = [replace(frame, event=number) for number, frame in enumerate(reading.frames)]
    return [number for number, frame in enumerate(reading.frames) if frame.factuality == "asserted"]


def joined(resources: Resources, text: str, bias: float, least: float) -> list[int]:
    reading = read(text)
    told(reading)
    pairs = Pairs(reading, resources.schema, resources.linker)
    return [
        frame.event
        for frame in join(reading, pairs, Sameness(reading, pairs, Weights({DECISION: {"bias": bias}})), least)
    ]


def test_only_sure_pairs_are_joined(resources: Resources) -> None:
    kept = joined(resources, LEAD, -2.0, 0.5)
    assert len(set(kept)) == len(kept)
    assert len(set(joined(resources, LEAD, 5.0, 0.5))) < len(kept)


def test_places_days_and_kinds_that_differ_keep_tellings_apart(resources: Resources) -> None:
    reading = read(LEAD)
    events = joined(resources, LEAD, 5.0, 0.5)
    strike = [event for event, frame in zip(events, reading.frames, strict=True) if frame.type == "AirStrike"]
    blasts = [event for event, frame in zip(events, reading.frames, strict=True) if frame.type != "AirStrike"]
    assert strike
    assert not set(strike) & set(blasts)


def test_the_observations_of_a_pair_can_be_read(resources: Resources) -> None:
    reading = read(LEAD)
    facts = told(reading)
    seen = Pairs(reading, resources.schema, resources.linker).of(facts[0], facts[1])
    assert "bias" in seen
    assert len(set(seen)) == len(seen)


def test_the_weights_that_ship_are_read() -> None:
    path = Path(WEIGHTS).parent / "joining.tsv"
    assert load_weights(path).score(DECISION, ["bias"]) < 0.5
