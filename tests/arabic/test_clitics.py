from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.arabic import clitics, fold, suffixes


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("دمشق", ["دمشق"]),
        ("الفجر", ["الفجر", "فجر"]),
        ("والفجر", ["والفجر", "الفجر", "فجر"]),
        ("بدمشق", ["بدمشق", "دمشق"]),
        ("وبدمشق", ["وبدمشق", "بدمشق", "دمشق"]),
        ("وبالمدينة", ["وبالمدينه", "بالمدينه", "المدينه", "مدينه"]),
        ("كالعادة", ["كالعاده", "العاده", "عاده"]),
        ("للمدينة", ["للمدينه", "لمدينه", "لمدينه", "مدينه"]),
        ("وللمدينة", ["وللمدينه", "للمدينه", "لمدينه", "لمدينه", "مدينه"]),
        ("سيقتل", ["سيقتل", "يقتل"]),
        ("وسيقتل", ["وسيقتل", "سيقتل", "يقتل"]),
        ("سوريا", ["سوريا"]),
        ("ول", ["ول"]),
        ("و", ["و"]),
        ("", [""]),
    ],
)
def test_stems_from_none_to_most(word, expected):
    stems = [split.stem for split in clitics(word)]
    assert stems[0] == fold(word)
    assert set(expected) <= set(stems)
    assert [len(stem) for stem in stems] == sorted((len(stem) for stem in stems), reverse=True)


def test_what_was_taken_off_is_named():
    most = clitics("وبالمدينة")[-1]
    assert (most.conjunction, most.preposition, most.article) == ("و", "ب", True)


def test_future():
    assert any(split.future and split.stem == "يهاجم" for split in clitics("وسيهاجم"))


def test_start_counts_in_the_word_as_written():
    word = "وَالمَدينة"
    (split,) = [split for split in clitics(word) if split.stem == "مدينه"]
    assert fold(word[split.start :]) == "مدينه"


@pytest.mark.parametrize(
    ("word", "stem", "pronoun"),
    [
        ("زوجته", "زوجه", "ه"),
        ("عناصرها", "عناصر", "ها"),
        ("قواتهم", "قوات", "هم"),
        ("مدينتنا", "مدينه", "نا"),
        ("مقرهما", "مقر", "هما"),
        ("مدينة", "مدينه", ""),
    ],
)
def test_pronouns(word, stem, pronoun):
    assert (stem, pronoun) in [(split.stem, split.pronoun) for split in suffixes(word)]


@given(st.text(st.sampled_from("وفبكلساليمـ\u064e"), max_size=10))
def test_every_stem_is_the_end_of_the_word(word):
    for split in clitics(word):
        assert fold(word).endswith(split.stem)
        assert fold(word[split.start :]) == split.stem
    for split in suffixes(word):
        assert fold(word).startswith(split.stem[:-1])
