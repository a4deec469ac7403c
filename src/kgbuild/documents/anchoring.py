"""The day that an article's relative dates count from, and the outlet that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Literal

from kgbuild.documents.document import Document
from kgbuild.documents.lines import Line
from kgbuild.documents.phrases import phrases
from kgbuild.documents.written_days import day_of_line, names_later_time

__all__ = ["anchor_of", "outlet_of"]

_HEAD = 8


def anchor_of(
    document: Document, number: int, text: str, lines: Sequence[Line]
) -> tuple[date | None, Literal["metadata", "page", "text"] | None]:
    """Return an article's anchor and where it is from, ``(None, None)`` when nothing dates it.

    The document's day dates its first article, unless that article itself names a later time as past: then the day
    belongs to something else in the file. Else a line of the article that says a full day and little more dates it.

    Examples
    --------
    >>> report = Document("a", "سقطت البلدة في 3 مارس 2020.", "a", "", published=date(2018, 5, 9))
    >>> anchor_of(report, 0, report.text, [])
    (None, None)
    """
    if number == 0 and document.published and not names_later_time(text, document.published):
        return document.published, document.published_origin
    written = _day_in_head(lines)
    if written and not names_later_time(text, written):
        return written, "text"
    return None, None


def outlet_of(document: Document, number: int, lines: Sequence[Line]) -> str | None:
    """Return the outlet: the document's, for its first article, else the one that a line names outright."""
    if number == 0 and document.source:
        return document.source
    for line in lines:
        for pattern in _outlet_patterns():
            if match := pattern.search(line.text[:200]):
                return match["name"].strip()
    return None


def _day_in_head(lines: Sequence[Line]) -> date | None:
    for line in lines[:_HEAD]:
        if line.kind == "date":
            return day_of_line(line.text)
        if line.kind == "paragraph":
            return None
    return None


@lru_cache(maxsize=1)
def _outlet_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in phrases("outlet")["patterns"])
