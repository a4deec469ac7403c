"""What the segmenter hands on: one article of a document, cleaned, with a map back to the document's offsets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from kgbuild.arabic.span import Span

__all__ = ["Article", "Block", "BlockKind"]

BlockKind = Literal["headline", "dateline", "byline", "paragraph"]


@dataclass(frozen=True, slots=True)
class Block:
    """A kept stretch of an article: where it stands in the document, and what it is."""

    span: Span
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a document, without navigation, related links, forms and repeated headlines.

    Parameters
    ----------
    document_id
        Id of the document it stands in.
    number
        Position among the document's articles, from 0.
    text
        The kept blocks joined by a newline; what the language components read.
    blocks
        The kept blocks in order; ``span`` counts in the document's text. The article's text is exactly
        ``"\\n".join(block.span.of(document.text) for block in blocks)``.
    title
        Its headline: of the first headline block, else the document's own.
    anchor
        The day that relative dates count from, or ``None`` (they then stay open).
    anchor_origin
        Where the anchor comes from.
    source
        Outlet, as given or as the article names itself.
    """

    document_id: str
    number: int
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    anchor: date | None = None
    anchor_origin: Literal["metadata", "page", "text"] | None = None
    source: str | None = None

    def to_document(self, offset: int) -> int:
        """Map an offset in the article's text to one in the document's text."""
        position = 0
        for block in self.blocks:
            length = block.span.end - block.span.start
            if offset <= position + length:
                return block.span.start + (offset - position)
            position += length + 1
        return self.blocks[-1].span.end

    def span_to_document(self, span: Span) -> Span:
        """Map a span of the article's text to the document's text."""
        return Span(self.to_document(span.start), self.to_document(span.end))
