"""Mentions: what the finders take, what they leave alone, and whom groups and facilities belong to."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

import kgbuild.extraction
from kgbuild.arabic.normalise import fold
from kgbuild.extraction.annotations import Mention, Reading
from kgbuild.extraction.hits import HitTable, Word
from kgbuild.extraction.mention_board import MentionBoard
from kgbuild.extraction.mentions import bare, name_end, preposition_before

Read = Callable[[str], Reading]

_NAMES = Path(kgbuild.extraction.__file__).parent / "tables" / "names.toml"

# Text, then the mentions in it: kind, surface, and the owner's name in the knowledge base, if it has one.
_MENTIONS = {
    "unknown town behind its kind": (
        "قصفت المدفعية بلدة الهبيط",
        [("weapon", "المدفعية", None), ("place", "بلدة الهبيط", None)],
    ),
    "towns joined to a town": (
        "دخل الجنود بلدات الهبيط والقصابية",
        [("actor", "الجنود", None), ("place", "بلدات الهبيط", None), ("place", "القصابية", None)],
    ),
    "an adjective names no village": (
        "نقل الجرحى إلى قرية صغيرة",
        [],
    ),
    "person behind a rank": (
        "وصل العقيد أحمد البكري",
        [("person", "العقيد أحمد البكري", None)],
    ),
    "group named in quotation marks": (
        "سيطرت حركة «النور» على التل",
        [("actor", "حركة «النور", None)],
    ),
    "fighters with their owner": (
        "انسحب عناصر من حركة حماس",
        [("actor", "عناصر من حركة حماس", "حماس")],
    ),
    "fighters whom somebody takes to be from a group": (
        "ظهر مسلحون يعتقد أنهم من تنظيم داعش",
        [("actor", "مسلحون يعتقد أنهم من تنظيم داعش", "داعش")],
    ),
    "facility with its owner and its content": (
        "دمر مستودع أسلحة يعود لحزب الله",
        [("facility", "مستودع أسلحة يعود لحزب الله", "حزب الله")],
    ),
    "unknown gunmen and their weapon": (
        "أطلق مسلحون مجهولون صاروخ غراد",
        [("actor", "مسلحون مجهولون", None), ("weapon", "صاروخ غراد", None)],
    ),
    "a describing adjective is no group": (
        "وقع هجوم انتحاري",
        [],
    ),
}


@pytest.mark.parametrize("row", _MENTIONS)
def test_mentions(row: str, read: Read) -> None:
    """The mentions of a sentence are those of the table, and no more."""
    text, expected = _MENTIONS[row]
    found = [(m.kind, m.surface, m.owner is not None) for m in read(text).mentions]
    assert found == [(kind, surface, owner is not None) for kind, surface, owner in expected]
    for mention, (_, _, owner) in zip(read(text).mentions, expected, strict=True):
        assert owner is None or (mention.owner is not None and owner in mention.owner.surface)


def test_words_that_take_up_an_actor_and_a_place(read: Read) -> None:
    """A definite head noun is the last actor or place of that kind."""
    mentions = read("هاجم تنظيم داعش مدينة الرقة. وقال سكان المدينة إن التنظيم انسحب").mentions
    anaphors = {m.surface: m.iri for m in mentions if m.role == "anaphor"}
    named = {m.kind: m.iri for m in mentions if m.role != "anaphor" and m.iri}
    assert anaphors == {"المدينة": named["place"], "التنظيم": named["actor"]}


def test_of_two_places_a_word_takes_up_none(read: Read) -> None:
    """Which of two cities المدينة means, the text does not tell."""
    mentions = read("وصلت القافلة من مدينة الرقة إلى مدينة حمص ثم غادرت المدينة").mentions
    assert [m.surface for m in mentions if m.role == "anaphor"] == []


def test_mentions_do_not_overlap(read: Read) -> None:
    """Owners lie inside their group, mentions beside one another."""
    mentions = read("هاجم مقاتلو حزب الله حاجزا للجيش السوري في محيط مدينة حلب قرب مطار دمشق").mentions
    assert all(left.end <= right.start for left, right in pairwise(mentions))
    assert all(m.owner is None or m.start <= m.owner.start < m.owner.end <= m.end for m in mentions)


def test_a_later_mention_takes_the_place_of_those_inside_it(read: Read) -> None:
    """The board keeps the wider mention."""
    reading = read("قوات النخبة هنا")
    board = MentionBoard(reading, HitTable([[] for _ in reading.words]))
    board.put(Mention(1, 2, "actor", "ArmedGroup", "", ""))
    board.put(Mention(0, 2, "actor", "ArmedGroup", "", ""))
    assert [(m.start, m.end, m.surface) for m in board] == [(0, 2, "قوات النخبة")]
    assert not board.free(1, 3)
    assert board.free(2, 3)


def _words(text: str) -> list[Word]:
    return [
        Word(at, at + len(word), fold(word), "quote" if word == "«" or word == "»" else "")
        for at, word in enumerate(text.split())
    ]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("الهبيط", 1),
        ("تل رفعت", 2),
        ("الغوطة الشرقية", 2),
        ("« النور والحق » هنا", 4),
        ("في حلب", 0),
        ("« »", 0),
        ("7 أيلول", 0),
    ],
)
def test_where_a_name_ends(text: str, end: int) -> None:
    """One word, two behind a compound's head, a direction with it, or up to the closing mark."""
    words = _words(text)
    assert name_end(words, HitTable([[] for _ in words]), 0, [False] * len(words)) == end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("في المدينة", "في"),
        ("وفي المدينة", "في"),
        ("من داخل المدينة", "من داخل"),
        ("ل « المدينة", "ل"),
        ("قال المدينة", ""),
    ],
)
def test_preposition_before(text: str, expected: str) -> None:
    """The word before, also behind a conjunction or before quotation marks."""
    words = _words(text)
    hits = HitTable([[] for _ in words])
    assert preposition_before(words, hits, len(words) - 1, "")[0] == expected


@pytest.mark.parametrize("name", tomllib.loads(_NAMES.read_text(encoding="utf-8")))
def test_name_words(name: str) -> None:
    """No word twice in folded spelling; lists of words without the article have none with it."""
    words = [fold(word) for word in tomllib.loads(_NAMES.read_text(encoding="utf-8"))[name]]
    assert len(words) == len(set(words))
    if name in ("compound_heads", "directions", "adjectives", "deeds", "plural_places"):
        assert all(bare(word) == word for word in words)
