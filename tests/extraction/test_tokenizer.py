"""Tokens of newspaper Arabic: punctuation stands alone, numbers and abbreviations stay whole, nothing is lost."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.extraction.tokenizer import create_tokenizer

CASES = [
    # quotation marks, of every make, with what touches them
    ("المستشفى الملكي”.", ["المستشفى", "الملكي", "”", "."]),
    ("و«النصرة»", ["و", "«", "النصرة", "»"]),
    ("لـ«داعش»، قُتل", ["لـ", "«", "داعش", "»", "،", "قُتل"]),
    ('بـ"حزب الله"(لبنان)', ["بـ", '"', "حزب", "الله", '"', "(", "لبنان", ")"]),
    ("كتيبة «أسود «الفاروق»»", ["كتيبة", "«", "أسود", "«", "الفاروق", "»", "»"]),
    ("„الحشد‟ و‹بدر›", ["„", "الحشد", "‟", "و", "‹", "بدر", "›"]),
    ("جماعة ''أنصار الله''", ["جماعة", "'", "'", "أنصار", "الله", "'", "'"]),
    ('قال:"إن القصف', ["قال", ":", '"', "إن", "القصف"]),
    ('"رويترز"...', ['"', "رويترز", '"', "..."]),
    # spaces that the typesetter forgot
    ("الأحد،الذي", ["الأحد", "،", "الذي"]),
    ("المدينة؛وقال", ["المدينة", "؛", "وقال"]),
    ("انتهى القصف.ثم", ["انتهى", "القصف", ".", "ثم"]),
    ("(سانا)-", ["(", "سانا", ")", "-"]),
    ("دمشق-سانا", ["دمشق", "-", "سانا"]),
    ("17شخصا و20جريحا", ["17", "شخصا", "و", "20", "جريحا"]),
    ("هل قُصفت؟نعم!", ["هل", "قُصفت", "؟", "نعم", "!"]),
    ("مقاتلاً… ثم", ["مقاتلاً", "…", "ثم"]),
    ("دمشق – الأناضول", ["دمشق", "–", "الأناضول"]),
    # numbers and dates
    ("في 15/3/2024 قُتل", ["في", "15/3/2024", "قُتل"]),
    ("٢٠١٤/٠٦/١٠", ["٢٠١٤/٠٦/١٠"]),
    ("1.500 قتيل و12,5% و٣٫٥", ["1.500", "قتيل", "و", "12,5", "%", "و", "٣٫٥"]),
    ("عند 10:30 صباحا", ["عند", "10:30", "صباحا"]),
    ("ما بين 20-30 قتيلا", ["ما", "بين", "20-30", "قتيلا"]),
    ("نيسان/أبريل الماضي", ["نيسان", "/", "أبريل", "الماضي"]),
    ("1- قتل جندي", ["1", "-", "قتل", "جندي"]),
    ("طائرة إف-16", ["طائرة", "إف", "-", "16"]),
    # abbreviations
    ("وكالة أ.ف.ب أن", ["وكالة", "أ.ف.ب", "أن"]),
    ("(د.ب.أ):", ["(", "د.ب.أ", ")", ":"]),
    ("U.S. Army", ["U.S", ".", "Army"]),
    # proclitics stay on their word
    ("وبالمدفعية فللقوات", ["وبالمدفعية", "فللقوات"]),
]


NLP = spacy.blank("ar")
NLP.tokenizer = create_tokenizer()(NLP)


@pytest.mark.parametrize(("text", "tokens"), CASES, ids=[text for text, _ in CASES])
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [token.text for token in NLP(text) if not token.is_space] == tokens


NEWSPAPER = st.lists(
    st.sampled_from(
        [
            "قصف",
            "و«",
            "»",
            "”",
            "“",
            ".",
            "..",
            "،",
            "؛",
            " ",
            "  ",
            "\n",
            "\u00a0",
            "لـ",
            "10",
            "٣٫٥",
            "/",
            "-",
            "أ.ف.ب",
            "\u200f",
            "😀",
        ]
    ),
    max_size=30,
).map("".join)


@given(st.one_of(NEWSPAPER, st.text(max_size=60)))
@settings(max_examples=300, deadline=None)
def test_tokens_cover_the_text(text: str) -> None:
    doc = NLP(text)
    assert "".join(token.text_with_ws for token in doc) == text
    position = 0
    for token in doc:
        assert text[token.idx : token.idx + len(token)] == token.text
        assert token.idx >= position
        assert not text[position : token.idx].strip(" ")
        position = token.idx + len(token)


@given(NEWSPAPER)
@settings(max_examples=200, deadline=None)
def test_no_quotation_mark_stays_on_a_word(text: str) -> None:
    assert all(len(token) == 1 or not set("«»”“،؛") & set(token.text) for token in NLP(text))
