"""What is learned: which choices of the rules stay, which open slots are filled, and where the weights come from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language

from kgbuild.documents.document import Document
from kgbuild.errors import PipelineError
from kgbuild.extraction.annotations import Frame, Reading, reading_of
from kgbuild.extraction.pipeline import load_pipeline
from kgbuild.extraction.resources import create_resources
from kgbuild.extraction.scores import Scores
from kgbuild.extraction.selection import SLOTS, Thresholds, candidates, select
from kgbuild.extraction.surroundings import Surroundings
from kgbuild.extraction.weights import WEIGHTS, Weights, load_weights

TEXT = (
    "قصفت قوات النظام السوري مدينة دوما في ريف دمشق بالمدفعية الثقيلة يوم الاثنين، ما أدى إلى مقتل ثلاثة مدنيين "
    "وإصابة خمسة آخرين."
)
TRUST = {decision: {"bias": 5.0} for decision in ("event", *SLOTS)}
SURE = {decision: Thresholds(0.5, 2.0) for decision in ("event", *SLOTS)}


@pytest.fixture
def reading(pipeline: Language) -> Callable[[str], Reading]:
    """Reads a text up to the events."""

    def read(text: str) -> Reading:
        from kgbuild.documents import segment

        (article,) = segment(Document("row.txt", text, "row.txt", "0"))
        doc = pipeline.make_doc(article.text)
        doc._.kgb = Reading(article)
        for name, component in pipeline.pipeline:
            doc = component(doc)
            if name == "events":
                return reading_of(doc)
        raise AssertionError

    return read


def selected(reading: Reading, rows: dict[str, dict[str, float]], limits: dict[str, Thresholds] = SURE) -> list[Frame]:
    assert reading.hits is not None
    scores = Scores(reading, Surroundings(reading, reading.hits), Weights({**TRUST, **rows}))
    return select(reading, scores, create_resources().schema, create_resources().linker, limits)


def test_what_is_trusted_stays_as_the_rules_read_it(reading: Callable[[str], Reading]) -> None:
    read = reading(TEXT)
    assert read.frames
    assert selected(read, {}) == read.frames


@pytest.mark.parametrize("slot", SLOTS)
def test_what_is_not_trusted_is_taken_back_and_nothing_else(slot: str, reading: Callable[[str], Reading]) -> None:
    read = reading(TEXT)
    before, after = read.frames[0], selected(read, {slot: {"bias": -5.0}})[0]
    assert getattr(before, slot)
    assert not getattr(after, slot)
    for other in SLOTS:
        if other != slot:
            assert getattr(after, other) == getattr(before, other)


def test_a_deed_that_is_not_trusted_is_told_in_general_only(reading: Callable[[str], Reading]) -> None:
    read = reading(TEXT)
    assert [frame.factuality for frame in read.frames] == ["asserted"]
    assert [frame.factuality for frame in selected(read, {"event": {"bias": -5.0}})] == ["generic"]


def test_a_decision_without_a_threshold_is_left_to_the_rules(reading: Callable[[str], Reading]) -> None:
    read = reading(TEXT)
    limits = {decision: limit for decision, limit in SURE.items() if decision != "places"}
    assert selected(read, {"places": {"bias": -5.0}}, limits)[0].places == read.frames[0].places


def test_an_open_slot_is_filled_where_the_weights_are_sure(reading: Callable[[str], Reading]) -> None:
    read = reading("اجتمع قادة حركة طالبان في قندهار. وانفجرت سيارة مفخخة يوم الاثنين وقتل ثلاثة جنود.")
    last = read.frames[-1]
    limits = {**SURE, "places": Thresholds(0.5, 0.9)}
    filled = selected(read, {"places": {"bias": 5.0}}, limits)[-1]
    assert {place.name for place in last.places} < {place.name for place in filled.places}
    assert selected(read, {"places": {"bias": 1.0}}, limits)[-1].places == last.places


@pytest.mark.parametrize(
    ("turn", "sure"),
    [("، كما استهدفت", False), ("، ثم استهدفت", True)],
)
def test_places_of_the_deed_before_a_turn_are_not_added(
    turn: str, sure: bool, reading: Callable[[str], Reading]
) -> None:
    text = f"قصفت طائرات مجهولة مستودعا في مدينة الباب{turn} آليات لتنظيم داعش في مدينة منبج."
    read = reading(text)
    number = next(n for n, frame in enumerate(read.frames) if frame.trigger.lemma.startswith("استهدف"))
    item = next(m for m in read.mentions if m.surface.endswith("الباب"))
    around = Surroundings(read, read.hits) if read.hits else None
    assert around is not None
    offered = [thing for _, thing, given in candidates(read, around, read.frames[number], "places") if not given]
    assert (item in offered) is sure


def test_numbers_of_one_fate_are_kept_together_or_not_at_all(reading: Callable[[str], Reading]) -> None:
    read = reading("قتل أربعة جنود وثلاثة مدنيين في قصف استهدف مدينة تعز يوم الاثنين.")
    killed = [toll for toll in read.frames[0].tolls if toll.measure == "killed"]
    if len(killed) < 2:
        pytest.skip("the rules read one number here")
    rows = {"tolls": {"bias": 5.0, "far": 0.0}}
    assert selected(read, rows)[0].tolls == read.frames[0].tolls
    only_one = {"tolls": {"given far=0": -9.0, "bias": 5.0}}
    kept = [toll for toll in selected(read, only_one)[0].tolls if toll.measure == "killed"]
    assert kept in ([], killed)


def test_a_force_that_lost_men_was_hit_where_the_number_is_trusted(reading: Callable[[str], Reading]) -> None:
    read = reading("قتل أربعة من عناصر حركة طالبان في قصف قرب قندوز يوم الاثنين.")
    (hit,) = read.frames[0].targets
    doubtful = {"targets": {"bias": -5.0}}
    assert selected(read, doubtful)[0].targets == (hit,)
    assert selected(read, {**doubtful, "tolls": {"bias": -5.0}})[0].targets == ()


def test_a_type_goes_with_the_weapon_that_told_it(reading: Callable[[str], Reading]) -> None:
    read = reading("استهدف مسلحون بطائرة مسيّرة حاجزا في مدينة تعز يوم الاثنين.")
    assert read.frames[0].type == "DroneStrike"
    assert selected(read, {"weapons": {"bias": -5.0}})[0].type == "Attack"


def test_scores_and_reasons() -> None:
    weights = Weights({"event": {"bias": 1.0, "b": -3.0, "c": 0.5}})
    assert weights.score("event", ["bias"]) > 0.7 > 0.3 > weights.score("event", ["bias", "b"])
    assert weights.score("nothing", ["bias"]) == 0.5
    assert weights.reasons("event", ["bias", "b", "c", "unseen"], 2) == [("b", -3.0), ("bias", 1.0)]


@pytest.mark.parametrize(
    ("written", "named"),
    [
        (None, "cannot be read"),
        (b"\xff\xfe", "cannot be read"),
        (b"event\tbias\n", "line 1"),
        (b"event\tbias\t1.0\nevent\tbias\tmuch\n", "line 2"),
    ],
    ids=["missing", "binary", "no weight", "no number"],
)
def test_broken_weights_are_named(tmp_path: Path, written: bytes | None, named: str) -> None:
    path = tmp_path / "weights.tsv"
    if written is not None:
        path.write_bytes(written)
    with pytest.raises(PipelineError, match=r"weights\.tsv") as raised:
        load_weights(path)
    assert named in str(raised.value)


def test_other_weights_are_named_in_the_configuration(tmp_path: Path, document_of: Callable[..., object]) -> None:
    path = tmp_path / "weights.tsv"
    path.write_text("".join(f"{decision}\tbias\t9\n" for decision in ("event", *SLOTS)), encoding="utf-8")
    config = tmp_path / "other.cfg"
    config.write_text(
        '[nlp]\nlang = "ar"\npipeline = ["selection"]\n\n[components]\n\n[components.selection]\n'
        f'factory = "kgbuild_selection_v1"\nweights = "{path}"\n\n[components.selection.keep]\nevent = 0.5\n',
        encoding="utf-8",
    )
    assert load_pipeline(config).pipe_names == ["selection"]
    path.unlink()
    load_weights.cache_clear()
    with pytest.raises(PipelineError, match=r"weights\.tsv"):
        load_pipeline(config)


def test_the_weights_that_come_with_kgbuild_cover_every_decision() -> None:
    weights = load_weights(WEIGHTS)
    for decision in ("event", *SLOTS):
        assert weights.reasons(decision, ["bias"])
