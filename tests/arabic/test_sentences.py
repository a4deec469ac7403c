from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.arabic import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("انتهت المعركة. وعاد السكان.", ["انتهت المعركة.", "وعاد السكان."], id="full-stops"),
        pytest.param("من أطلق النار؟ لا أحد يعلم!", ["من أطلق النار؟", "لا أحد يعلم!"], id="question-and-exclamation"),
        pytest.param("عنوان الخبر\nقتل جنديان", ["عنوان الخبر", "قتل جنديان"], id="line-break"),
        pytest.param(
            "قتل جندي، وأصيب آخر؛ وفر الباقون.", ["قتل جندي، وأصيب آخر؛ وفر الباقون."], id="commas-do-not-end"
        ),
        pytest.param("خسر 3.5 مليون دولار. وانتهى.", ["خسر 3.5 مليون دولار.", "وانتهى."], id="decimal-point"),
        pytest.param("خسر ٣.٥ مليون", ["خسر ٣.٥ مليون"], id="decimal-point-arabic-digits"),
        pytest.param("نقلت (أ.ف.ب) عن مصدر. وأضاف.", ["نقلت (أ.ف.ب) عن مصدر.", "وأضاف."], id="agency-initials"),
        pytest.param("وكالة (د ب أ) قالت.", ["وكالة (د ب أ) قالت."], id="agency-spaced"),
        pytest.param("قال د. سامر العلي إن", ["قال د. سامر العلي إن"], id="title"),
        pytest.param("على بعد 20 كلم. شمال المدينة", ["على بعد 20 كلم. شمال المدينة"], id="unit"),
        pytest.param("على بعد 20 كلم. وقال", ["على بعد 20 كلم.", "وقال"], id="unit-that-ends"),
        pytest.param("قال: «انسحبنا.» وأضاف", ["قال: «انسحبنا.»", "وأضاف"], id="closing-quote"),
        pytest.param('قال: "انسحبنا". وأضاف', ['قال: "انسحبنا".', "وأضاف"], id="stop-after-quote"),
        pytest.param("«انسحبنا.»، قال القائد.", ["«انسحبنا.»، قال القائد."], id="sentence-goes-on-after-quote"),
        pytest.param("قال إنها ... خطوة مهمة.", ["قال إنها ... خطوة مهمة."], id="words-left-out"),
        pytest.param("في شمال العراق... تحديات كثيرة", ["في شمال العراق...", "تحديات كثيرة"], id="ellipsis-ends"),
        pytest.param("ماذا حدث؟! لا نعلم", ["ماذا حدث؟!", "لا نعلم"], id="two-marks"),
        pytest.param("زوروا example.com للمزيد", ["زوروا example.com للمزيد"], id="web-address"),
        pytest.param("1. وقف النار\n2. الانسحاب", ["1. وقف النار", "2. الانسحاب"], id="numbered-list"),
        pytest.param("  قتل جندي.  ", ["قتل جندي."], id="space-around"),
        pytest.param("قتل جندي.\n\n\n", ["قتل جندي."], id="empty-lines"),
        pytest.param("", [], id="empty"),
        pytest.param(" \n ... \n", [], id="no-words"),
    ],
)
def test_sentences(text, expected):
    assert [span.of(text) for span in sentences(text)] == expected


@given(st.text(st.sampled_from('ابو دكلم.؟!…،؛«»"()\n 12'), max_size=80))
def test_sentences_cover_every_word_in_order(text):
    spans = sentences(text)
    assert all(earlier.end <= later.start for earlier, later in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    outside = list(text)
    for span in spans:
        outside[span.start : span.end] = [" "] * (span.end - span.start)
    assert not any(character.isalnum() for character in outside)


@given(st.text(max_size=80))
def test_any_text(text):
    for span in sentences(text):
        assert 0 <= span.start < span.end <= len(text)
