"""What holds for every report, whatever the text: positions, evidence, tolls, numbering, and that nothing fails."""

from __future__ import annotations

import random
import time
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kgbuild.arabic.span import Span
from kgbuild.extraction.report import EventClaim, Participant, Report

HERE = Path(__file__).parent
AUTHORED = [row["text"] for row in tomllib.loads((HERE / "events.toml").read_text(encoding="utf-8"))["row"]]
REPORT = (HERE / "report.txt").read_text(encoding="utf-8")
MEASURES = ("killed", "wounded", "captured", "missing", "casualties")
CERTAINTIES = ("asserted", "suspected", "claimed", "denied", "unknown")
FACTUALITIES = ("asserted", "negated", "threatened", "planned", "hypothetical", "generic")
Read = Callable[..., Report]


def check(report: Report) -> None:
    """Raise AssertionError where the report breaks an invariant."""
    text = report.document.text
    triggers = [(claim.article, claim.trigger, claim.ordinal) for claim in report.claims]
    assert len(triggers) == len(set(triggers))
    _ordinals(report)
    numbers = {(claim.article, claim.event) for claim in report.claims}
    for claim in report.claims:
        _claim(claim, text)
        assert claim.response_to is None or (claim.article, claim.response_to) in numbers
        assert claim.response_to != claim.event
        assert 0 <= claim.article < len(report.articles)
    for relation in report.relations:
        _evidence(relation.evidence, relation.sentence, relation.trigger, text)
        for participant in (relation.subject, relation.object, *relation.speakers):
            _participant(participant, text)
        assert (relation.subject.iri or relation.subject.name) != (relation.object.iri or relation.object.name)
    for mention in report.mentions:
        _participant(mention, text)


def _ordinals(report: Report) -> None:
    """Claims that share a trigger are counted from 0 without gaps, in the order in which they stand."""
    seen: dict[tuple[int, Span], int] = {}
    for claim in report.claims:
        key = (claim.article, claim.trigger)
        assert claim.ordinal == seen.get(key, 0)
        seen[key] = claim.ordinal + 1


def _claim(claim: EventClaim, text: str) -> None:
    _evidence(claim.evidence, claim.sentence, None, text)
    _inside(claim.trigger, text)
    assert claim.attacker_certainty in CERTAINTIES
    assert claim.factuality in FACTUALITIES
    assert claim.extractor
    for slot in (claim.attackers, claim.targets, claim.places, claim.speakers):
        names = [participant.iri or participant.name for participant in slot]
        assert len(names) == len(set(names))
        for participant in slot:
            _participant(participant, text)
    if not claim.attackers:
        assert claim.attacker_certainty in ("unknown", "denied", "suspected", "claimed")
    for victim in claim.victims:
        _participant(victim.person, text)
        assert victim.fate in MEASURES
    for weapon in claim.weapons:
        _inside(weapon.span, text)
        assert weapon.surface == weapon.span.of(text)
    if claim.time is not None:
        _inside(claim.time.span, text)
        assert claim.time.start <= claim.time.end
        assert claim.time.surface == claim.time.span.of(text)
    _tolls(claim, text)


def _tolls(claim: EventClaim, text: str) -> None:
    for number, toll in enumerate(claim.tolls):
        _inside(toll.span, text)
        assert toll.measure in MEASURES
        assert toll.low >= 0
        assert toll.high is None or toll.low <= toll.high
        if toll.group_participant is not None:
            _participant(toll.group_participant, text)
        if toll.subset_of is not None:
            assert 0 <= toll.subset_of < len(claim.tolls)
            assert toll.subset_of != number
            whole = claim.tolls[toll.subset_of]
            assert whole.high is None or toll.low <= whole.high
            assert toll.measure == whole.measure or whole.measure == "casualties"
            _no_cycle(claim, number)


def _no_cycle(claim: EventClaim, number: int) -> None:
    seen = {number}
    part = claim.tolls[number].subset_of
    while part is not None:
        assert part not in seen
        seen.add(part)
        part = claim.tolls[part].subset_of


def _evidence(evidence: Span, sentence: str, trigger: Span | None, text: str) -> None:
    _inside(evidence, text)
    assert sentence.strip()
    # Blocks of an article are joined by one newline, however far apart they stand in the document.
    assert sentence.split() == evidence.of(text).split()
    assert trigger is None or evidence.contains(trigger)


def _participant(participant: Participant, text: str) -> None:
    _inside(participant.span, text)
    assert participant.surface == participant.span.of(text)
    assert participant.name.strip()
    assert participant.kind
    assert 0.0 <= participant.score <= 1.0


def _inside(span: Span, text: str) -> None:
    assert 0 <= span.start < span.end <= len(text)


# ---------------------------------------------------------------- authored text, whole and in pieces


@pytest.mark.parametrize("text", AUTHORED, ids=range(len(AUTHORED)))
def test_authored_sentences(text: str, report_of: Read) -> None:
    check(report_of(text))


def test_authored_report(report_of: Read) -> None:
    check(report_of(REPORT))
    check(report_of("\n\n".join(AUTHORED)))
    check(report_of(" ".join(AUTHORED)))
    check(report_of(REPORT, published=None))


SLICES = st.builds(
    lambda text, start, length: text[start % len(text) :][:length],
    st.sampled_from(AUTHORED),
    st.integers(0, 300),
    st.integers(1, 300),
)
SEPARATORS = st.sampled_from([" ", "\n", "\n\n", "، ", " و", "", ". ", "؛ ", " «", "» ", "\u00a0", "\u200f"])
PASSAGES = st.lists(st.tuples(st.one_of(st.sampled_from(AUTHORED), SLICES), SEPARATORS), min_size=1, max_size=5).map(
    lambda pieces: "".join(piece + separator for piece, separator in pieces)
)
_ANSWER = (
    "شنت القوات الأميركية غارات على مواقع لفصائل موالية لإيران في دير الزور الجمعة، "
    "ردا على هجوم بطائرة مسيرة قتل ثلاثة جنود أميركيين في الأردن "
)
_TOLD_TWICE = _ANSWER + _ANSWER[_ANSWER.index("لى مواقع") :]
RELAXED = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@given(text=PASSAGES, published=st.one_of(st.none(), st.dates(date(2003, 1, 1), date(2026, 12, 31))))
@example(text=_TOLD_TWICE, published=None)
@RELAXED
def test_slices_and_concatenations(text: str, published: date | None, report_of: Read) -> None:
    check(report_of(text, published=published))


WORDS = sorted({word for text in AUTHORED for word in text.split()})


@given(text=st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join))
@RELAXED
def test_words_in_any_order(text: str, report_of: Read) -> None:
    check(report_of(text))


# ---------------------------------------------------------------- any text at all


@given(text=st.text(max_size=200))
@example(text="")
@example(text=" \n\t\u200f")
@example(text="😀💥🚀 قصف 😀")
@example(text="The army shelled the village of Sarmin on Monday, killing nine.")
@example(text="نیروهای ارتش سوریه روز دوشنبه شهر سرمین را بمباران کردند و ۹ غیرنظامی کشته شدند.")
@example(text="پاکستان کے شہر پشاور میں دھماکے سے ۱۰۰ افراد ہلاک ہو گئے۔")
@example(text="\x00قصف\x00")
@example(text="ق" * 3000)
@example(text="قتل " * 400)
@example(text="« « « قصف » » »")
@example(text="99999999999999999999999999 قتيلا في قصف على سرمين")
@example(text="\ufefbى\u0640\u0640\u064b")
@RELAXED
def test_arbitrary_text(text: str, report_of: Read) -> None:
    check(report_of(text))


@given(text=st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهوىيءآأإةؤئ «»”“،.:؛()0123456789٠١٢٣ \n", max_size=300))
@RELAXED
def test_arbitrary_arabic_letters(text: str, report_of: Read) -> None:
    check(report_of(text))


def _one_line(characters: int) -> str:
    drawn = random.Random(0)
    pieces: list[str] = []
    while sum(map(len, pieces)) < characters:
        pieces.extend(drawn.choice(AUTHORED) for _ in range(50))
    return " ".join(pieces)[:characters]


@pytest.mark.parametrize(
    "make", [lambda: _one_line(200_000), lambda: _one_line(200_000).replace(".", "")], ids=["stops", "none"]
)
def test_a_line_of_200000_characters(
    make: Callable[[], str], report_of: Read, record_property: Callable[[str, object], None]
) -> None:
    """The time is measured, not asserted; see benchmarks/speed_extraction.py."""
    text = make()
    began = time.perf_counter()
    report = report_of(text)
    record_property("seconds", round(time.perf_counter() - began, 2))
    check(report)
    assert report.claims
