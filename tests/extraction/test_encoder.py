"""The encoder: what it reads of a deed, that its scores do not depend on what else is read, and broken files."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from kgbuild.documents import segment
from kgbuild.documents.document import Document
from kgbuild.errors import PipelineError
from kgbuild.extraction.annotations import Reading
from kgbuild.extraction.encoder import ENCODER, FILES, STEPS, Context, Encoder, bucket, load_encoder
from kgbuild.extraction.pipeline import load_pipeline
from kgbuild.extraction.scores import Scores
from kgbuild.extraction.surroundings import Candidate, Surroundings
from kgbuild.extraction.weights import WEIGHTS, load_weights
from kgbuild.extraction.windows import Window, window_of

HAPPENED = "قتل ثلاثة جنود وأصيب خمسة آخرون في هجوم شنه مسلحون على حاجز للجيش قرب مدينة الرمادي فجر الأربعاء."
GENERAL = "ويرى الباحث أن الهجوم على الجيوش النظامية أسلوب تلجأ إليه الجماعات المسلحة حين تعجز عن السيطرة."


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder(ENCODER)


def read(text: str) -> Reading:
    nlp = load_pipeline("rules")
    (article,) = segment(Document("row.txt", text, "row.txt", "0"))
    doc = nlp.make_doc(article.text)
    doc._.kgb = reading = Reading(article)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return reading


def letters(text: str) -> tuple[list[int], list[tuple[int, int]]]:
    """A tokenisation of one piece a letter; blanks are no pieces."""
    kept = [at for at, letter in enumerate(text) if not letter.isspace()]
    return [ord(text[at]) for at in kept], [(at, at + 1) for at in kept]


def test_a_window_holds_the_sentence_before_and_marks_the_deed() -> None:
    reading = read(f"{GENERAL}\n{HAPPENED}\n{GENERAL}")
    at = next(t.start for t in reading.triggers if reading.text(t.start, t.end) == "هجوم")
    sentence = reading.sentence_at(at)
    window = window_of(reading, [(at, at + 1)], sentence, letters)
    assert window.first == reading.sentences[sentence - 1].start
    assert (window.ids[0], window.ids[-1], len(window.types)) == (0, 2, len(window.ids))
    assert "".join(chr(window.ids[at]) for at in window.deed) == "هجوم"
    assert [at for at, marked in enumerate(window.types) if marked] == list(window.deed)
    low, high = window.within(at, at + 1) or (0, 0)
    assert tuple(range(low, high)) == window.deed


def test_what_stands_far_away_is_not_read() -> None:
    reading = read(f"{HAPPENED} " + " ".join([GENERAL] * 12))
    at = next(t.start for t in reading.triggers if reading.text(t.start, t.end) == "هجوم")
    window = window_of(reading, [(at, at + 1)], 0, letters)
    last = len(reading.words) - 1
    assert window.within(last, last + 1) is None
    assert len(window.ids) < 600


def test_a_very_long_window_is_cut_to_what_the_encoder_reads() -> None:
    reading = read(" ".join(["الاستراتيجية" * 3] * 150) + " هجوم في مدينة تعز.")
    at = next(t.start for t in reading.triggers)
    window = window_of(reading, [(at, at + 1)], reading.sentence_at(at), letters)
    assert len(window.ids) == len(window.types) <= 502
    assert window.deed


def test_a_deed_that_happened_scores_above_a_general_remark(encoder: Encoder) -> None:
    def score(text: str) -> float:
        reading = read(text)
        at = next(t for t in reading.triggers if "هجوم" in reading.text(t.start, t.end))
        window = window_of(reading, [(at.start, at.end)], reading.sentence_at(at.start), encoder.cut)
        vectors = encoder.vectors(window)
        centre = vectors[list(window.deed)].mean(axis=0)
        flag = np.array([1.0], dtype=np.float32)
        return encoder.network("event", np.concatenate([centre, vectors.mean(axis=0), flag]))

    assert score(HAPPENED) > score(GENERAL)


def test_scores_are_the_same_beside_other_articles(encoder: Encoder) -> None:
    reading = read(HAPPENED)
    assert reading.hits is not None
    number = next(n for n, frame in enumerate(reading.frames) if frame.factuality == "asserted")
    place = Candidate.of_mention(reading.frames[number].places[0])

    def scores() -> tuple[float, float | None]:
        context = Context(encoder, reading, reading.frames[number])
        return context.event(True), context.argument("places", place, True)

    first = scores()
    Context(encoder, read(GENERAL), reading.frames[number])
    assert scores() == first
    assert Context(Encoder(ENCODER), reading, reading.frames[number]).event(True) == first[0]


def test_the_share_of_the_encoder_moves_a_score(encoder: Encoder) -> None:
    reading = read(HAPPENED)
    assert reading.hits is not None
    around, weights = Surroundings(reading, reading.hits), load_weights(WEIGHTS)
    number = next(n for n, frame in enumerate(reading.frames) if frame.factuality == "asserted")
    alone = Scores(reading, around, weights).event(number)
    none, half, whole = (Scores(reading, around, weights, encoder, {"event": s}).event(number) for s in (0.0, 0.5, 1.0))
    assert none == alone
    assert min(none, whole) <= half <= max(none, whole)
    assert none != whole


def test_distances_have_a_range_each() -> None:
    assert [bucket(step) for step in STEPS] == list(range(len(STEPS)))
    assert bucket(STEPS[-1] + 1) == len(STEPS)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_or_broken_file_is_named(name: str, tmp_path: Path) -> None:
    for other in FILES:
        if other != name:
            shutil.copy(ENCODER / other, tmp_path)
    with pytest.raises(PipelineError, match=name):
        Encoder(tmp_path)
    (tmp_path / name).write_bytes(b"no such file")
    with pytest.raises(PipelineError, match="cannot be loaded"):
        Encoder(tmp_path)


def test_a_window_answers_for_its_own_words_only() -> None:
    window = Window(4, (0, 5, 6, 7, 2), (0, 0, 1, 0, 0), ((1, 2), (2, 3), (3, 4)), (2,))
    assert window.within(5, 6) == (2, 3)
    assert window.within(4, 9) == (1, 4)
    assert window.within(3, 4) is None
    assert window.within(7, 8) is None
