"""Cuts the surroundings of a deed to the pieces that a pretrained encoder reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kgbuild.extraction.annotations import Reading

__all__ = ["Cutter", "Window", "page_windows", "window_of"]

Cutter: TypeAlias = Callable[[str], tuple[list[int], list[tuple[int, int]]]]
"""Text → piece ids, and where each piece stands in the text (half-open, in code points)."""

_FAR = 64  # words on either side of the deed
_NEAR = 30  # the same, where so many would be too many pieces
_AFTER = 16  # words of the sentence after
_LONGEST = 60  # words from the first to the last word of one deed
_MOST = 380  # pieces from which on the window is narrowed
_LIMIT = 500  # pieces that the encoder reads
_PAGE = 96  # words that are searched for deeds at once, where sentences are not longer
_OPENING, _CLOSING = 0, 2


@dataclass(frozen=True, slots=True)
class Window:
    """What the encoder reads of one deed.

    ``first`` is the article's word that the window begins with; ``pieces`` gives for each word of it the pieces that
    it is cut to (half-open, positions in ``ids``). ``deed`` holds the positions of the words that name the deed;
    ``types`` is 1 there and 0 elsewhere.
    """

    first: int
    ids: tuple[int, ...]
    types: tuple[int, ...]
    pieces: tuple[tuple[int, int], ...]
    deed: tuple[int, ...]

    def within(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the pieces of words ``start`` to ``end`` of the article; nothing where they begin outside."""
        first, behind = start - self.first, min(end - self.first, len(self.pieces))
        if not 0 <= first < len(self.pieces):
            return None
        low, high = self.pieces[first][0], self.pieces[max(behind - 1, first)][1]
        high = min(high, len(self.ids) - 1)
        return (low, high) if low < high else None

    def start_of_deed(self) -> int:
        """Return the article's word that the deed begins with."""
        first = self.deed[0] if self.deed else 0
        return self.first + next((at for at, (_, behind) in enumerate(self.pieces) if first < behind), 0)

    def word_rows(self) -> tuple[list[int], list[int], list[int]]:
        """Return for each word its first piece, the piece behind its last, and its distance in words from the deed."""
        last = len(self.ids) - 1
        low = [min(first, last - 1) for first, _ in self.pieces]
        high = [min(max(behind, first + 1), last) for first, (_, behind) in zip(low, self.pieces, strict=True)]
        marked = set(self.deed)
        deed = [at for at, (first, behind) in enumerate(self.pieces) if marked & set(range(first, behind))] or [0]
        return low, high, [min((at - word for word in deed), key=abs) for at in range(len(self.pieces))]


def window_of(reading: Reading, deed: Sequence[tuple[int, int]], sentence: int, cut: Cutter) -> Window:
    """Return the window around a deed.

    Parameters
    ----------
    reading
        The article.
    deed
        The words that name the deed, half-open word spans in order.
    sentence
        The position of its sentence; the one before and a little of the one after are read with it.
    cut
        The encoder's tokenisation.
    """
    start, end = deed[0][0], deed[-1][1]
    if end - start > _LONGEST:
        deed, end = deed[:1], deed[0][1]
    sentences = reading.sentences
    first = max(sentences[max(0, sentence - 1)].start, start - _FAR)
    after = sentences[min(len(sentences) - 1, sentence + 1)].end
    last = min(sentences[sentence].end + _AFTER, after, end + _FAR)
    ids, spans = _cut(reading, first, last, cut)
    if len(ids) > _MOST:
        first, last = max(first, start - _NEAR), min(last, end + _NEAR)
        ids, spans = _cut(reading, first, last, cut)
    ids = ids[:_LIMIT]
    named = [
        at
        for low, high in deed
        for word in range(max(low, first), min(high, last))
        for at in range(*spans[word - first])
        if at <= len(ids)
    ]
    types = [0] * (len(ids) + 2)
    for at in named:
        types[at] = 1
    return Window(first, (_OPENING, *ids, _CLOSING), tuple(types), tuple(spans), tuple(named) or (1,))


def page_windows(reading: Reading, cut: Cutter) -> Iterator[Window]:
    """Yield windows without a deed that together hold every word of an article, whole sentences where they fit."""
    sentences = reading.sentences
    at = 0
    while at < len(sentences):
        first, behind = sentences[at].start, at + 1
        while behind < len(sentences) and sentences[behind].end - first <= _PAGE:
            behind += 1
        last = sentences[behind - 1].end
        for start in range(first, last, 2 * _PAGE):
            ids, spans = _cut(reading, start, min(last, start + 2 * _PAGE), cut)
            ids = ids[:_LIMIT]
            yield Window(start, (_OPENING, *ids, _CLOSING), (0,) * (len(ids) + 2), tuple(spans), ())
        at = behind


def _cut(reading: Reading, first: int, last: int, cut: Cutter) -> tuple[list[int], list[tuple[int, int]]]:
    """The pieces of a stretch of words, and for each word its pieces, counted with the opening mark."""
    words = reading.words
    begin = words[first].start
    ids, offsets = cut(reading.article.text[begin : words[last - 1].end])
    spans = []
    at = 0
    for word in words[first:last]:
        while at < len(offsets) and offsets[at][1] <= word.start - begin:
            at += 1
        behind = at
        while behind < len(offsets) and offsets[behind][0] < word.end - begin:
            behind += 1
        spans.append((at + 1, max(behind, at + 1) + 1))
    return ids, spans
