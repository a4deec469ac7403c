"""WordPiece: the longest pieces from left to right, words and signs apart, every piece at its place in the text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.extraction.encoder import cutter
from kgbuild.extraction.wordpieces import UNKNOWN, WordPieces

LIST = [
    "[CLS]",
    "[PAD]",
    "[SEP]",
    "[UNK]",
    "قصف",
    "##ت",
    "##صف",
    "ق",
    "الطائر",
    "##ات",
    "،",
    ".",
    "a",
    "##b",
    "الا",
    "##ن",
]
PIECES = {piece: at for at, piece in enumerate(LIST)}


def cut(text: str, **prepared: bool) -> list[str]:
    ids, spans = WordPieces(PIECES, **prepared).cut(text)
    assert len(ids) == len(spans)
    return [f"{LIST[id]} {text[start:end]}" for id, (start, end) in zip(ids, spans, strict=True)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("قصفت الطائرات", ["قصف قصف", "##ت ت", "الطائر الطائر", "##ات ات"]),
        ("قصفت،قصف.", ["قصف قصف", "##ت ت", "، ،", "قصف قصف", ". ."]),
        ("قصف\u200fت", ["قصف قصف", "##ت ت"]),
        ("قصفر قصف", ["[UNK] قصفر", "قصف قصف"]),
        ("", []),
        (" \n\t ", []),
        ("ق蜘", ["ق ق", "[UNK] 蜘"]),
        ("«قصف»", ["[UNK] «", "قصف قصف", "[UNK] »"]),
    ],
    ids=["words", "signs", "mark of direction", "unknown word", "nothing", "blanks", "ideograph", "unknown sign"],
)
def test_words_are_cut_to_the_longest_pieces(text: str, pieces: list[str]) -> None:
    assert cut(text) == pieces


def test_marks_and_capitals_are_left_out_where_the_encoder_was_trained_so() -> None:
    assert cut("قَصَفَتْ آلان AB") == ["[UNK] قَصَفَتْ", "[UNK] آلان", "[UNK] AB"]
    prepared = cut("قَصَفَتْ الآن AB", lowercase=True, strip_accents=True)
    assert [row.partition(" ")[0] for row in prepared] == ["قصف", "##ت", "الا", "##ن", "a", "##b"]
    assert [row.partition(" ")[2] for row in prepared][:2] == ["قَصَف", "ت"]


def test_a_very_long_word_is_unknown() -> None:
    assert WordPieces(PIECES, longest=5).cut("قصفت قصفتتت") == ([4, 5, UNKNOWN], [(0, 3), (3, 4), (5, 11)])


@given(st.text(alphabet="قصفتا ،.\u064e\u200fab\n", max_size=60))
def test_pieces_stand_in_order_inside_the_text(text: str) -> None:
    for strip in (False, True):
        ids, spans = WordPieces(PIECES, strip_accents=strip).cut(text)
        assert all(0 <= id < len(LIST) for id in ids)
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))


def test_a_list_that_is_written_cuts_as_before() -> None:
    pieces = WordPieces(PIECES, strip_accents=True, longest=40)
    assert WordPieces.read(pieces.write()) == pieces
    assert cutter(pieces.write())("قصفت") == pieces.cut("قصفت")


@pytest.mark.parametrize("data", [b"{", b"{}", b"[1]", b'{"type": "Unigram", "pieces": []}'])
def test_another_list_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        WordPieces.read(data)
