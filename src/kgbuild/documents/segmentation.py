"""A document's text → its articles, without page furniture, lists of other articles, and lines said twice.

A line is dropped only where its looks or a phrase say that it is no part of an article; a text is split only where
several signs agree. When in doubt a stray line stays and the article stays whole: a lost sentence is a lost claim.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from kgbuild.arabic import Span
from kgbuild.documents.anchoring import anchor_of, outlet_of
from kgbuild.documents.article import Article, Block, BlockKind
from kgbuild.documents.boundaries import split_articles
from kgbuild.documents.document import Document
from kgbuild.documents.lines import Line, split_lines
from kgbuild.documents.phrases import phrases

__all__ = ["segment"]

_DROPPED = frozenset({"furniture", "see_also", "see_also_heading", "related", "comments", "caption"})
_SUBHEAD_WORDS = 9
_TOWN_WORDS = 2
_REPEATED_WORDS = 3
_INLINE = 120
_LIST_MARK = re.compile(r"^(?:[\d٠-٩]+\s*[-–.)/]|[-–—•*▪●.،])")


def segment(document: Document) -> tuple[Article, ...]:
    """Split a document into its articles and clean them.

    Parameters
    ----------
    document
        What a reader handed on.

    Returns
    -------
    The articles in order, none for a text that holds only page furniture. Only the first takes the document's day and
    outlet; a later one has the day that its own lines write out, or none.

    Examples
    --------
    >>> text = "هدوء حذر في البلدة\\n\\nمشاركة المقال\\n\\nعاد السكان إلى منازلهم بعد انسحاب المقاتلين من البلدة."
    >>> [article] = segment(Document("a.txt", text, "a.txt", ""))
    >>> [(block.kind, block.span.of(text)[:11]) for block in article.blocks]
    [('headline', 'هدوء حذر في'), ('paragraph', 'عاد السكان ')]
    """
    articles: list[Article] = []
    for part in _parts(split_lines(document.text), document.later_articles):
        for lines in split_articles(part):
            blocks = _blocks(lines)
            if blocks:
                articles.append(_article(document, len(articles), blocks, lines))
    return tuple(articles)


def _parts(lines: Sequence[Line], starts: Sequence[int]) -> list[list[Line]]:
    """Part the lines where the page's markup begins another article."""
    parts: list[list[Line]] = [[] for _ in range(len(starts) + 1)]
    for line in lines:
        parts[bisect_right(starts, line.span.start)].append(line)
    return [part for part in parts if part]


def _article(document: Document, number: int, blocks: tuple[Block, ...], lines: Sequence[Line]) -> Article:
    text = "\n".join(block.span.of(document.text) for block in blocks)
    headline = next((block.span.of(document.text) for block in blocks if block.kind == "headline"), None)
    anchor, origin = anchor_of(document, number, text, lines)
    return Article(
        document_id=document.id,
        number=number,
        text=text,
        blocks=blocks,
        title=headline or (document.title if number == 0 else None),
        anchor=anchor,
        anchor_origin=origin,
        source=outlet_of(document, number, lines),
    )


def _blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    kept = _without_repeats([line for line in lines if line.kind not in _DROPPED])
    first = next((i for i, line in enumerate(kept) if line.kind == "paragraph"), len(kept))
    last = next((i for i in range(len(kept) - 1, -1, -1) if kept[i].kind == "paragraph"), -1)
    blocks: list[Block] = []
    for position, line in enumerate(kept):
        if line.kind == "paragraph":
            blocks.extend(_paragraph(line) if position == first else [Block(line.span, "paragraph")])
        else:
            blocks.append(Block(line.span, _short_kind(kept, position, first, last)))
    return tuple(blocks)


def _without_repeats(lines: Sequence[Line]) -> list[Line]:
    seen: set[str] = set()
    kept: list[Line] = []
    for line in lines:
        if line.words >= _REPEATED_WORDS:
            if line.key in seen:
                continue
            seen.add(line.key)
        kept.append(line)
    return kept


def _short_kind(kept: Sequence[Line], position: int, first: int, last: int) -> BlockKind:
    """What a line that is no paragraph is, by where it stands: before, after or between the paragraphs."""
    line = kept[position]
    if last < 0:  # nothing but short lines: a list, verse, a headline alone
        return "headline" if position == 0 and len(kept) > 1 else "paragraph"
    if position < first:
        if line.kind == "date":
            return "dateline"
        if line.kind == "byline":
            return "byline"
        if line.words <= _TOWN_WORDS and all(other.kind in ("date", "byline") for other in kept[position + 1 : first]):
            return "dateline"
        return "paragraph" if _LIST_MARK.match(line.text) else "headline"
    if position > last:
        return "byline" if line.kind == "byline" else "paragraph"
    between = kept[position - 1].kind == kept[position + 1].kind == "paragraph"
    if between and line.kind == "short" and line.words <= _SUBHEAD_WORDS and not _LIST_MARK.match(line.text):
        return "paragraph" if line.text.endswith((":", ".", "،")) else "headline"
    return "paragraph"


def _paragraph(line: Line) -> list[Block]:
    """Part the town and agency that open a report from its first sentence."""
    for pattern in _inline_datelines():
        match = pattern.match(line.text[:_INLINE])
        if match:
            rest = line.text[match.end() :]
            start = line.span.start + match.end() + len(rest) - len(rest.lstrip())
            if start < line.span.end:
                return [
                    Block(Span(line.span.start, line.span.start + match.end()), "dateline"),
                    Block(Span(start, line.span.end), "paragraph"),
                ]
    return [Block(line.span, "paragraph")]


@lru_cache(maxsize=1)
def _inline_datelines() -> tuple[re.Pattern[str], ...]:
    table = phrases("dateline")
    agencies = "|".join(sorted(map(re.escape, table["agencies"]), key=len, reverse=True))
    return tuple(re.compile(pattern.replace("{agency}", f"(?:{agencies})")) for pattern in table["inline"])
