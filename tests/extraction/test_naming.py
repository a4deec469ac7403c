"""Which persons, buildings and roads that nobody knows a report names, and which words name nobody."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from kgbuild.extraction.full_names import is_name
from kgbuild.extraction.report import Report

MakeReport = Callable[[str], Report]

# Text, then what it names without anybody knowing it.
_UNKNOWN = {
    "who speaks, and again by the family name": (
        "وقال سامح الدروبي عضو المجلس المحلي إن القصف توقف. وأضاف الدروبي أن القتلى أربعة.",
        ["سامح الدروبي", "الدروبي"],
    ),
    "who was killed, in full in the headline too": (
        "مقتل الناشط ماهر الشويكي\n\nقتل الناشط ماهر الشويكي برصاص قناص في مدينة تعز أمس.",
        ["ماهر الشويكي", "ماهر الشويكي"],
    ),
    "a foreign name behind a title": (
        "زار الرئيس تيودورو مبانغا مدينة تعز وعاد.",
        ["تيودورو مبانغا"],
    ),
    "a foreign given name": (
        "وحضر ريتشارد هولدن الجلسة في لندن.",
        ["ريتشارد هولدن"],
    ),
    "behind a word for being called": (
        "اعتقلت الشرطة رجلا يدعى زاهر تمبلاوي في الموصل.",
        ["زاهر تمبلاوي"],
    ),
    "behind a word for an office with a pronoun": (
        "حاصرت القوات الجماعة وزعيمها قدري البوسيفي في سبها.",
        ["قدري البوسيفي"],
    ),
    "name from a father, with a kunya inside": (
        "اختطف مسلحون جابر بن عوض السيلاني وقريبه ماهر أبو دقة.",
        ["جابر بن عوض السيلاني", "ماهر أبو دقة"],
    ),
    "a kunya with a family name": (
        "قتل أبو سمرة الكازاخي في غارة على دير الزور.",
        ["أبو سمرة الكازاخي"],
    ),
    "the name, and not the preposition": (
        "ألقى الجنود القبض على ثلاثة رجال على حاجز في بنغازي، وقتل علي الزيلعاوي.",
        ["علي الزيلعاوي"],
    ),
    "a word that is a name elsewhere": (
        "هنأ الوزير الجنود بعيد الأضحى، وأدى صلاة الجمعة في تعز، وأثنى على كرم أهلها.",
        [],
    ),
    "offices, peoples and groups nobody names": (
        "التقى وزير الدفاع الأوزبكي مسؤولا عسكريا كبيرا، ونزح مدنيون أبرياء من حي ساحلي إلى منطقة آمنة.",
        [],
    ),
    "buildings and roads of their own name": (
        "انفجرت عبوة في شارع الكورنيشي قرب فندق النوراسي ومسجد العبدلاوي في طرابلس الليبية.",
        ["شارع الكورنيشي", "فندق النوراسي", "مسجد العبدلاوي"],
    ),
    "buildings and roads of no name": (
        "قصفت الطائرات محطة الكهرباء وطريق الإمداد وسيارات الإسعاف ومخازن الوقود في تعز.",
        [],
    ),
    "a numbered unit of an army": (
        "قتل جندي من الكتيبة 377 بالجيش في بنغازي.",
        ["الكتيبة 377"],
    ),
}


@pytest.mark.parametrize("case", _UNKNOWN)
def test_unknown_names(report_of: MakeReport, case: str) -> None:
    text, expected = _UNKNOWN[case]
    told = [mention.surface for mention in report_of(text).mentions if mention.iri is None and mention.named]
    assert told == expected


def test_no_word_belongs_to_two_mentions(report_of: MakeReport) -> None:
    text = "وقال العقيد سامح بن عوض الدروبي قائد اللواء 55 إن سامح الدروبي وعلي الدروبي قتلا قرب مسجد الدروبي."
    spans = sorted((mention.span.start, mention.span.end) for mention in report_of(text).mentions)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@pytest.mark.parametrize(
    ("words", "name"),
    [("سامر الكردي", True), ("الهاتف", False), ("كارتر", True), ("محمد", True), ("", False)],
)
def test_words_that_may_be_a_name(words: str, name: bool) -> None:
    assert is_name(words.split()) == name
