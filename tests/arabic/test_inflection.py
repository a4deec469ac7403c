"""Forms of verbs and nouns that one entry of a word list stands for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.arabic.inflection import noun_forms, subject_forms, verb_forms
from kgbuild.arabic.normalise import fold

VERBS = [
    # sound verbs: gender, number, tense, object pronouns
    (
        "استهدف",
        "استهدفت استهدفوا استهدفا استهدفتا يستهدف تستهدف يستهدفون يستهدفان استهدفه استهدفها استهدفهم استهدفته يستهدفه",
    ),
    ("قصف", "قصفت قصفوا قصفتا يقصف تقصف يقصفون قصفته قصفها قصفوه يقصفها"),
    ("هاجم", "هاجمت هاجموا يهاجم تهاجم يهاجمون هاجمته هاجمتهم هاجموها"),
    ("أعلن", "أعلنت أعلنوا يعلن تعلن يعلنون"),
    ("اقتحم", "اقتحمت اقتحموا يقتحم تقتحم اقتحمته اقتحموها"),
    # final ya: it turns into an alef before a pronoun and falls away before -at and -u
    ("تبنى", "تبنت تبنوا تبناها تبنته"),
    ("نفى", "نفت نفوا نفاه"),
    ("تصدى", "تصدت تصدوا"),
]
NOUNS = [
    ("هجوم", "هجوما هجومان هجومين هجومه هجومها هجومهم"),
    ("غارة", "غارتان غارتين غارته غارتها غارتي"),
    ("كمين", "كمينا كمينان كمينين"),
    ("سيطرة", "سيطرته سيطرتها سيطرتهم"),
    ("اشتباكات", "اشتباكاته اشتباكاتهم"),
]


@pytest.mark.parametrize(("perfect", "form"), [(verb, form) for verb, forms in VERBS for form in forms.split()])
def test_verb_forms(perfect: str, form: str) -> None:
    assert fold(form) in verb_forms(fold(perfect))


@pytest.mark.parametrize(("noun", "form"), [(noun, form) for noun, forms in NOUNS for form in forms.split()])
def test_noun_forms(noun: str, form: str) -> None:
    assert fold(form) in noun_forms(fold(noun))


@pytest.mark.parametrize(
    ("perfect", "other"),
    [("قصف", "قاصفه"), ("قتل", "قاتل"), ("هاجم", "هجوم"), ("دخل", "مدخل"), ("أعلن", "علني"), ("ضرب", "ضريبة")],
)
def test_other_words_are_no_forms(perfect: str, other: str) -> None:
    assert fold(other) not in verb_forms(fold(perfect))


WORDS = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=3, max_size=7)


@given(WORDS)
def test_every_word_is_a_form_of_itself_in_folded_spelling(word: str) -> None:
    assert word in subject_forms(word) <= verb_forms(word)
    assert word in noun_forms(word)
    assert all(fold(form) == form for form in verb_forms(fold(word)) | noun_forms(fold(word)))
