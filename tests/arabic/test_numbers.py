from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.arabic import numbers, ordinals, person_noun


def described(text):
    """The matches in the notation of the table."""
    lines = []
    for match in numbers(text):
        bounds = f"{match.low}+" if match.high is None else f"{match.low}-{match.high}"
        context = "" if match.context == "count" else f" ({match.context})"
        noun = match.noun.of(text) if match.noun else "-"
        lines.append(f"{match.span.of(text)} | {bounds}{'~' * match.approximate} | {match.kind}{context} | {noun}")
    return lines


@pytest.mark.table("numbers.tsv")
def test_number(text, expected):
    assert described(text) == expected


def test_what_precedes_is_given():
    (match,) = numbers("تابعة للواء 12")
    assert match.preceding == "للواء"


def test_the_article_is_given():
    definite, plain = numbers("القتلى الخمسة وثلاثة آخرون")
    assert definite.definite
    assert not plain.definite


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("المرة الثالثة", [3]),
        ("الأول والثاني", [1, 2]),
        ("الحادي عشر", [11]),
        ("الثانية عشرة", [12]),
        ("الخامس والعشرين", [25]),
        ("العشرين", [20]),
        ("اللواء الخامس عشر", [15]),
        ("ثلاثة مقاتلين", []),
        ("عشرون مقاتلا", []),
    ],
    ids=[
        "third-feminine",
        "two",
        "eleventh",
        "twelfth-feminine",
        "twenty-fifth",
        "twentieth",
        "brigade",
        "cardinal",
        "tens",
    ],
)
def test_ordinals(text, values):
    assert [match.value for match in ordinals(text)] == values


@pytest.mark.parametrize(
    ("word", "lemma", "number", "group"),
    [
        ("مدني", "مدني", "singular", "civilian"),
        ("مدنياً", "مدني", "singular", "civilian"),
        ("والمدنيون", "مدني", "plural", "civilian"),
        ("مقاتلي", "مقاتل", "plural", "fighter"),
        ("مقاتلو", "مقاتل", "plural", "fighter"),
        ("عنصران", "عنصر", "dual", "fighter"),
        ("بالجنود", "جندي", "plural", "soldier"),
        ("جنديان", "جندي", "dual", "soldier"),
        ("امرأتان", "امرأة", "dual", "woman"),
        ("نساء", "امرأة", "plural", "woman"),
        ("أطفالا", "طفل", "plural", "child"),
        ("قتلى", "قتيل", "plural", "dead"),
        ("جريحا", "جريح", "singular", "wounded"),
        ("شرطيين", "شرطي", "plural", "security"),
    ],
)
def test_person_nouns(word, lemma, number, group):
    noun = person_noun(word)
    assert (noun.lemma, noun.number, noun.group) == (lemma, number, group)


@pytest.mark.parametrize("word", ["صاروخان", "المدينة", "قصف", "", "و"])
def test_other_words_are_no_person_nouns(word):
    assert person_noun(word) is None


@given(st.integers(min_value=0, max_value=99_999_999))
def test_digits_are_read_back(value):
    (match,) = numbers(f"بلغ العدد {value} شخصا")
    assert (match.low, match.high) == (value, value) or match.context == "code"


VOCABULARY = """
خمسة عشر وعشرون مئة ثلاث ألف آلاف ألفين مليون ونصف نصف و بين إلى - 5 12 000 1.5 2014 0 % في المئة + ( ) : / نحو أكثر من
على الأقل عشرات الآلاف بضع عدد من شخصا مدنيين هما اثنين الخمسة اللواء الساعة مارس
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\n"])


@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_any_mixture_of_number_words_gives_sound_matches(text):
    check(text)


@given(st.text(max_size=60))
def test_any_text_gives_sound_matches(text):
    check(text)


def check(text):
    start = 0
    for match in numbers(text):
        assert start <= match.span.start < match.span.end <= len(text)
        assert match.low >= 0
        assert match.high is None or match.low <= match.high
        start = match.span.start
