"""Looking phrases up in running text: joined particles, the article, quotation marks, gaps, longest first."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.hits import Hit, HitTable, Word
from kgbuild.extraction.lexicon import (
    Lexicon,
    frame_entries,
    general_entries,
    load_table,
    trigger_entries,
    weapon_entries,
)
from kgbuild.extraction.tokenizer import create_tokenizer

NLP = spacy.blank("ar")
NLP.tokenizer = create_tokenizer()(NLP)
MARKS = {
    "«": "quote",
    "»": "quote",
    '"': "quote",
    "،": "comma",
    ".": "stop",
    ":": "colon",
    "(": "bracket",
    ")": "bracket",
}

LEXICON = Lexicon(
    [
        ("facility", "checkpoint", "حاجز"),
        ("facility", "checkpoint", "نقطة تفتيش"),
        ("facility", "base", "قاعدة"),
        ("group", "force", "قوات"),
        ("group", "security", "قوات الأمن"),
        ("group", "daesh", "داعش"),
        ("owner", "of", "تابع ل"),
        ("relation", "backed", "مدعوم من"),
        *trigger_entries(
            [
                ("Shelling", "verb", "قصف"),
                ("Violence", "verb", "أطلق النار"),
                ("Violence", "verb", "فتح النار"),
                ("SuicideBombing", "verb", "فجر نفسه"),
            ]
        ),
        *trigger_entries([("Ambush", "verb", "نصب كمينا"), ("Ambush", "noun", "كمين"), ("Shelling", "noun", "قصف")]),
    ]
)


def words_of(text: str) -> list[Word]:
    return [
        Word(token.idx, token.idx + len(token), fold(token.text), MARKS.get(token.text, ""))  # type: ignore[arg-type]
        for token in NLP(text)
        if not token.is_space
    ]


def hits_of(text: str) -> list[Hit]:
    return [hit for row in LEXICON.hits(words_of(text)) for hit in row]


@pytest.mark.parametrize(
    ("text", "value", "start", "end", "conjunction", "preposition", "definite"),
    [
        # joined particles of the first word, and the article of every word
        ("حاجز", "checkpoint", 0, 1, "", "", False),
        ("الحاجز", "checkpoint", 0, 1, "", "", True),
        ("وحاجز", "checkpoint", 0, 1, "و", "", False),
        ("بالقاعدة", "base", 0, 1, "", "ب", True),
        ("وللقاعدة", "base", 0, 1, "و", "ل", True),
        ("فبقاعدة", "base", 0, 1, "ف", "ب", False),
        ("نقطة التفتيش", "checkpoint", 0, 2, "", "", False),
        ("والنقطة التفتيش", "checkpoint", 0, 2, "و", "", True),
        # spelling
        ("قَاعِدَة", "base", 0, 1, "", "", False),
        ("قـــاعدة", "base", 0, 1, "", "", False),
        ("قاعده", "base", 0, 1, "", "", False),
        # quotation marks inside a phrase and between a particle and its word
        ("قوات «الأمن»", "security", 0, 3, "", "", False),
        ("لـ«داعش»", "daesh", 2, 3, "", "ل", False),
        ("و«داعش»", "daesh", 2, 3, "و", "", False),
        ('ولـ"داعش"', "daesh", 2, 3, "و", "ل", False),
        # a preposition that is written on the next word ends the phrase before it
        ("تابع للجيش", "of", 0, 1, "", "", False),
        ("مدعوم من روسيا", "backed", 0, 2, "", "", False),
    ],
)
def test_hit(text: str, value: str, start: int, end: int, conjunction: str, preposition: str, definite: bool) -> None:
    rows = [hit for hit in hits_of(text) if hit.value == value]
    assert [(h.start, h.end, h.conjunction, h.preposition, h.definite) for h in rows] == [
        (start, end, conjunction, preposition, definite)
    ]


@pytest.mark.parametrize(
    "text", ["نقطة ضعف", "نقطة، تفتيش", "نقطة. تفتيش", "قوات بلا أمن", "حاجزون", "تابع كل شيء", "", "  ", "«»", "BBC"]
)
def test_no_hit(text: str) -> None:
    assert [hit.value for hit in hits_of(text) if hit.value not in ("force",)] == []


def test_longest_first() -> None:
    table = HitTable(LEXICON.hits(words_of("هاجموا قوات الأمن")))
    assert [hit.value for hit in table.rows[1]] == ["security", "force"]
    assert table.at(1, "group") is not None
    assert table.at(1, "group").value == "security"  # type: ignore[union-attr]
    assert table.at(1, "facility") is None
    assert table.at(99, "group") is None
    assert table.at(-1, "group") is None


@pytest.mark.parametrize(
    ("text", "value", "at"),
    [
        ("أطلق النار على المتظاهرين", "أطلق النار", (0, 2)),
        ("أطلق مسلحون مجهولون النار على دورية", "أطلق النار", (0, 1)),
        ("وفتحت القوات «الخاصة» النار", "فتح النار", (0, 1)),
        ("فجر انتحاري نفسه", "فجر نفسه", (0, 1)),
    ],
)
def test_the_subject_stands_between_verb_and_object(text: str, value: str, at: tuple[int, int]) -> None:
    assert [(hit.start, hit.end) for hit in hits_of(text) if hit.value == value] == [at]


@pytest.mark.parametrize(
    "text",
    [
        "أطلق مسلحون سراحه، واشتعلت النار",  # a comma between them
        "أطلق الوزير حملة واسعة في كل مدن البلاد التي لم تعرف بعد النار",  # too far
        "النار التي أطلق",  # the other way round
    ],
)
def test_words_of_another_clause_are_no_object(text: str) -> None:
    assert [hit for hit in hits_of(text) if hit.value == "أطلق النار"] == []


def test_an_object_that_names_the_event_is_found_alone() -> None:
    assert [(hit.category, hit.start) for hit in hits_of("نصب المقاتلون كمينا")] == [("trigger.noun.Ambush", 2)]


@given(
    st.lists(
        st.sampled_from(["قوات", "الأمن", "«", "»", "و", "لـ", "حاجز", "تابع", "ل", "،", "النار", "أطلق"]), max_size=12
    )
)
@settings(max_examples=200, deadline=None)
def test_hits_lie_in_the_text_and_begin_where_they_are_listed(pieces: list[str]) -> None:
    words = words_of(" ".join(pieces))
    rows = LEXICON.hits(words)
    assert len(rows) == len(words)
    for position, row in enumerate(rows):
        assert all(hit.start == position < hit.end <= len(words) for hit in row)
        assert [hit.end for hit in row] == sorted((hit.end for hit in row), reverse=True)
        assert not (words[position].mark and row)


def test_tables_have_no_phrase_twice_in_a_list() -> None:
    for group, lists in load_table("words").items():
        for name, phrases in lists.items():
            assert len(phrases) == len(set(phrases)), (
                f"{group}.{name}: {sorted(p for p in phrases if phrases.count(p) > 1)}"
            )


def test_tables_hold_arabic_phrases() -> None:
    entries = [*general_entries(), *frame_entries()]
    assert entries
    assert all(fold(phrase).strip() and not phrase.isascii() for _, _, phrase in entries)


def test_weapons_in_the_accusative() -> None:
    found = {phrase for _, _, phrase in weapon_entries([("Missile", "صاروخ باليستي"), ("Drone", "طائرة مسيرة")])}
    assert found == {"صاروخ باليستي", "صاروخا باليستيا", "طائرة مسيرة"}
