"""Cuts a very long article into pieces that are read one after another: time grows with length and no faster."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kgbuild.arabic.sentences import sentences
from kgbuild.arabic.span import Span
from kgbuild.documents.article import Article, Block

__all__ = ["pieces"]

_LONGEST = 20_000  # characters; articles of newspapers stay whole
_SPACE = re.compile(r"\s+")


def pieces(article: Article, longest: int = _LONGEST) -> tuple[Article, ...]:
    """Cut an article between sentences; one that is short enough is returned as it is.

    Parameters
    ----------
    article
        Any article.
    longest
        Characters of a piece. A sentence that is longer by itself is cut between words.

    Returns
    -------
        Articles with the number, anchor and source of the whole, whose offsets map to the same document.

    Examples
    --------
    >>> text = "قصف أول. قصف ثان."
    >>> whole = Article("a.txt", 0, text, (Block(Span(0, len(text)), "paragraph"),))
    >>> [piece.text for piece in pieces(whole, longest=10)]
    ['قصف أول.', 'قصف ثان.']
    """
    if len(article.text) <= longest:
        return (article,)
    return tuple(_piece(article, span) for span in _spans(article.text, longest))


def _spans(text: str, longest: int) -> Iterator[Span]:
    """Stretches of whole sentences, each as long as it may be."""
    stretch: Span | None = None
    for sentence in sentences(text):
        for part in _parts(text, sentence, longest):
            if stretch is not None and part.end - stretch.start <= longest:
                stretch = Span(stretch.start, part.end)
                continue
            if stretch is not None:
                yield stretch
            stretch = part
    if stretch is not None:
        yield stretch


def _parts(text: str, sentence: Span, longest: int) -> Iterator[Span]:
    """The sentence, or what it falls into when it is too long."""
    start = sentence.start
    while sentence.end - start > longest:
        end = max(text.rfind(" ", start, start + longest), text.rfind("\n", start, start + longest))
        end = end if end > start else start + longest
        yield Span(start, end)
        space = _SPACE.match(text, end)
        start = space.end() if space else end
    if start < sentence.end:
        yield Span(start, sentence.end)


def _piece(article: Article, span: Span) -> Article:
    """The part of an article, with the parts of its blocks."""
    blocks: list[Block] = []
    position = 0
    for block in article.blocks:
        length = block.span.end - block.span.start
        first, last = max(span.start, position), min(span.end, position + length)
        if first < last:
            shift = block.span.start - position
            blocks.append(Block(Span(first + shift, last + shift), block.kind))
        position += length + 1
    return replace(article, text=span.of(article.text), blocks=tuple(blocks))
