from __future__ import annotations

import pytest

from kgbuild.arabic.verbs import is_finite_verb


@pytest.mark.parametrize(
    ("before", "word"),
    [
        ("", "وغادرت"),
        ("", "سيستهدف"),
        ("الذين", "يقاتلون"),
        ("وقد", "قتل"),
        ("التي", "تقدمت"),
        ("ثم", "تراجع"),
        ("المسلحون", "تسللوا"),
        ("الرئيس", "زار"),
        ("المدينة", "شهدتها"),
    ],
)
def test_finite_verbs(before, word):
    assert is_finite_verb(word, before) or is_finite_verb(word, opens=True)


@pytest.mark.parametrize(
    ("before", "word"),
    [
        ("بعد", "مقتل"),
        ("بعد", "قتل"),
        ("في", "وزارة"),
        ("على", "سيطرتها"),
        ("", "السبت"),
        ("من", "بينهم"),
        ("شهر", "مارس"),
        ("إلى", "إصابتها"),
        ("قبل", "تقدم"),
        ("", "العاملون"),
        ("من", "اليمنيون"),
        ("", "بيت"),
    ],
)
def test_nouns(before, word):
    assert not is_finite_verb(word, before)


def test_a_form_that_is_a_noun_too_is_a_verb_behind_punctuation():
    assert is_finite_verb("قتل", opens=True)
    assert not is_finite_verb("قتل", "محاولة")
