"""What a reader hands on: one document with its text as given and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

__all__ = ["Document"]


@dataclass(frozen=True, slots=True)
class Document:
    """One document as it was given.

    Parameters
    ----------
    id
        The record's ``id``, else the path relative to the named folder, else ``file:index``.
    text
        The text that every offset counts in (code points, no newline translation).
    origin
        The file (and record) it came from, for messages only; never stored.
    sha256
        Hex digest of the text in UTF-8.
    title
        A headline that the record gives apart from the text.
    published
        Day of publication that record, side metadata or page give.
    published_origin
        Which of them: ``metadata`` (a record, metadata.csv or an option) or ``page`` (read in the HTML page).
    source
        Outlet, as given.
    url, archive_url, retrieved
        Addresses, and the day of retrieval, where known.
    media_type
        ``text/plain``, ``text/html``, ``application/json``, …
    page
        All text of the HTML page, from which ``text`` was extracted, markup taken out; never stored whole.
    later_articles
        Offsets in ``text`` at which, by the page's markup, its second and later articles begin.
    """

    id: str
    text: str
    origin: str
    sha256: str
    title: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None
    archive_url: str | None = None
    retrieved: date | None = None
    media_type: str = "text/plain"
    published_origin: Literal["metadata", "page"] = "metadata"
    page: str | None = None
    later_articles: tuple[int, ...] = ()
