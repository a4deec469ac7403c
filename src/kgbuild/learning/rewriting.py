"""Changes the text of an annotated article and keeps its marks where they belong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kgbuild.learning.markup import MarkedArticle, MarkedSpan

__all__ = ["Piece", "edited", "rearranged"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the old text (half-open, in code points) and what stands there now."""

    start: int
    end: int
    text: str


def edited(article: MarkedArticle, edits: Iterable[Piece]) -> MarkedArticle:
    """Return an article with stretches replaced.

    Of edits that overlap the first is made; one that a mark begins or ends within is left out, and so is one that
    would leave a mark without words.

    Examples
    --------
    >>> from pathlib import Path
    >>> from kgbuild.learning.markup import parse_article
    >>> head = "id: a\\npublished: none\\ngenre: flash\\ntheatre: x\\n---\\n"
    >>> text, record = "[e1 قصفت] [a1 القوات] [p1 حلب]\\n---\\n", "e1 shelling asserted attackers=a1 places=p1\\n"
    >>> changed = edited(parse_article(head + text + record, Path("a.txt")), [Piece(12, 15, "إدلب")])
    >>> changed.text, [changed.text[s.start : s.end] for s in changed.spans]
    ('قصفت القوات إدلب', ['قصفت', 'القوات', 'إدلب'])
    """
    pieces: list[Piece] = []
    at = 0
    for edit in sorted(edits, key=lambda piece: (piece.start, piece.end)):
        if edit.start < at or _cuts(article.spans, edit):
            continue
        pieces += [Piece(at, edit.start, article.text[at : edit.start]), edit]
        at = edit.end
    pieces.append(Piece(at, len(article.text), article.text[at:]))
    return rearranged(article, pieces) or article


def _cuts(spans: Iterable[MarkedSpan], edit: Piece) -> bool:
    return any(
        edit.start < span.start < edit.end
        or edit.start < span.end < edit.end
        or (not edit.text.strip() and edit.start <= span.start and span.end <= edit.end)
        for span in spans
    )


def rearranged(article: MarkedArticle, pieces: Sequence[Piece]) -> MarkedArticle | None:
    """Return an article whose text is made of pieces in a new order, or ``None`` where a mark would fall apart.

    Every stretch of the old text that a mark covers has to be in one of the pieces.
    """
    starts: list[int] = []
    length = 0
    for piece in pieces:
        starts.append(length)
        length += len(piece.text)
    spans: list[MarkedSpan] = []
    for span in article.spans:
        moved = _moved(article.text, span, pieces, starts)
        if moved is None:
            return None
        spans.append(moved)
    text = "".join(piece.text for piece in pieces)
    ordered = tuple(sorted(spans, key=lambda span: (span.start, -span.end)))
    return replace(article, text=text, spans=ordered)


def _moved(text: str, span: MarkedSpan, pieces: Sequence[Piece], starts: Sequence[int]) -> MarkedSpan | None:
    own = [n for n, piece in enumerate(pieces) if piece.start < span.end and span.start < piece.end]
    if not own or own != list(range(own[0], own[-1] + 1)):
        return None
    first, last = pieces[own[0]], pieces[own[-1]]
    if any(pieces[n].end != pieces[n + 1].start for n in own[:-1]):
        return None
    start = starts[own[0]] + (span.start - first.start if _is_kept(text, first) else 0)
    end = starts[own[-1]] + (span.end - last.start if _is_kept(text, last) else len(last.text))
    return MarkedSpan(span.id, start, end) if start < end else None


def _is_kept(text: str, piece: Piece) -> bool:
    return text[piece.start : piece.end] == piece.text
