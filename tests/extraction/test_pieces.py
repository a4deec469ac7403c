"""Pieces of long articles: cut between sentences, nothing lost, offsets that still point into the document."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kgbuild.arabic.span import Span
from kgbuild.documents.article import Article, Block
from kgbuild.extraction.pieces import pieces

BLOCKS = st.lists(st.text("قصف لبا.\u00a0؟", min_size=1, max_size=40), min_size=1, max_size=6)


def _article(blocks: list[str]) -> tuple[str, Article]:
    """A document whose blocks stand three characters apart, and its article."""
    spans, position = [], 2
    for block in blocks:
        spans.append(Span(position, position + len(block)))
        position += len(block) + 3
    document = "##" + "---".join(blocks)
    kept = tuple(Block(span, "paragraph") for span in spans)
    return document, Article("a.txt", 4, "\n".join(blocks), kept, title="عنوان")


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalpha())


@given(blocks=BLOCKS, longest=st.integers(3, 60))
def test_pieces_hold_all_words_and_map_to_the_document(blocks: list[str], longest: int) -> None:
    document, article = _article(blocks)
    found = pieces(article, longest)
    if len(article.text) <= longest:
        assert found == (article,)
        return
    assert _letters("".join(piece.text for piece in found)) == _letters(article.text)
    for piece in found:
        assert 0 < len(piece.text) <= longest
        assert piece.text == "\n".join(block.span.of(document) for block in piece.blocks)
        assert (piece.number, piece.title, piece.document_id) == (4, "عنوان", "a.txt")
        for offset, character in enumerate(piece.text):
            assert character == "\n" or document[piece.to_document(offset)] == character


def test_a_headline_stays_one() -> None:
    _, article = _article(["عنوان الخبر", "قصف أول.", "قصف ثان."])
    headed = Article("a.txt", 0, article.text, (Block(article.blocks[0].span, "headline"), *article.blocks[1:]))
    assert [[block.kind for block in piece.blocks] for piece in pieces(headed, 14)] == [
        ["headline"],
        ["paragraph"],
        ["paragraph"],
    ]
