from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.arabic import fold, normalise


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("قُتِلَ جُنْدِيّانِ", "قتل جنديان"),
        ("الرحمٰن", "الرحمن"),
        ("الأربعـــاء", "الاربعاء"),
        ("أإآٱا", "ااااا"),
        ("مدينة", "مدينه"),
        ("على", "علي"),
        ("مؤتة", "موته"),
        ("رئيس", "رييس"),
        ("إيران", "ايران"),
        ("تهران کی", "تهران كي"),
        ("١٢٣", "123"),
        ("۴۵۶", "456"),
        ("ﷲ", "الله"),
        ("ﻻ", "لا"),
        ("ﻷ", "لا"),
        ("ﺍﻟﻘﺎﻫﺮﺓ", "القاهره"),
        ("أ\u0654", "ا"),
        ("و\u0654", "و"),
        ("عدن\u200f", "عدن"),
        ("\u202bعدن\u202c", "عدن"),
        ("\u2067عدن\u2069", "عدن"),
        ("من\u200bعدن", "منعدن"),
        ("\ufeffعدن", "عدن"),
        ("12\u00a0ألف", "12 الف"),
        ("12\u202fألف", "12 الف"),
        ("ء", "ء"),
        ("Abc، 5+5", "Abc، 5+5"),
        ("", ""),
    ],
    ids=lambda value: None,
)
def test_folding(text, folded):
    assert normalise(text).text == folded
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "word", "original"),
    [
        ("قُتِلَ جنديّانِ أمس", "جنديان", "جنديّانِ"),
        ("باسم ﷲ دائما", "الله", "ﷲ"),
        ("\u200fعدن\u200f بعيدة", "عدن", "عدن"),
        ("السبـــت", "السبت", "السبـــت"),
        ("ﻻ أحد", "لا", "ﻻ"),
    ],
    ids=["marks", "ligature", "bidi", "tatweel", "lam-alef"],
)
def test_spans_map_back(text, word, original):
    folded = normalise(text)
    start = folded.text.index(word)
    assert folded.span(start, start + len(word)).of(text) == original


ARABIC = st.text(st.sampled_from("ابتأإآىةؤئءو ـ\u064b\u0651\u0670\u200f\u00a0ﷲﻻﻷ١۲،.\n x\u0654ﷺﷻ﷽"), max_size=60)


@given(st.one_of(ARABIC, st.text(max_size=60)))
def test_offsets_lie_in_the_text_and_never_decrease(text):
    folded = normalise(text)
    offsets = list(folded.offsets)
    assert len(offsets) == len(folded.text)
    assert all(0 <= offset < len(text) for offset in offsets)
    assert offsets == sorted(offsets)
    for index, letter in enumerate(folded.text):
        assert letter in fold(text[offsets[index]])


@given(ARABIC, st.integers(0, 60), st.integers(0, 60))
def test_any_span_of_the_folded_text_lies_in_the_original(text, start, length):
    folded = normalise(text)
    start = min(start, len(folded.text))
    end = min(start + length, len(folded.text))
    span = folded.span(start, end)
    assert 0 <= span.start <= span.end <= len(text)
    if start < end:
        assert folded.text[start:end] in fold(span.of(text))


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
