"""What is known about a document beside its text, and the days that records and metadata write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from kgbuild.documents.options import ReadOptions
from kgbuild.errors import BadDateError

__all__ = ["Description", "describe", "parse_day"]

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d])")
_DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?![\d])")


@dataclass(frozen=True, slots=True)
class Description:
    """Title, day, outlet and addresses of a document, each ``None`` where it is not known."""

    title: str | None = None
    published: date | None = None
    published_origin: Literal["metadata", "page"] = "metadata"
    source: str | None = None
    url: str | None = None
    archive_url: str | None = None
    retrieved: date | None = None

    def completed(self, other: Description) -> Description:
        """Fill what this description leaves open from ``other``.

        Examples
        --------
        >>> Description(source="SANA").completed(Description(source="AFP", url="https://a.example")).url
        'https://a.example'
        """
        dated = self if self.published else other
        return Description(
            title=self.title or other.title,
            published=dated.published,
            published_origin=dated.published_origin,
            source=self.source or other.source,
            url=self.url or other.url,
            archive_url=self.archive_url or other.archive_url,
            retrieved=self.retrieved or other.retrieved,
        )


def parse_day(value: object) -> date:
    """Read a day: ISO 8601 (a time of day after it is dropped), ``2018/2/21``, or day first ``21/2/2018``.

    Digits of either script are read. Two-digit years and month-first dates are refused, not guessed.

    Raises
    ------
    BadDateError
        When the value is no such day.

    Examples
    --------
    >>> parse_day("٢٠١٨/٠٢/٢١")
    datetime.date(2018, 2, 21)
    >>> parse_day("2018-02-21T23:10:00+03:00")
    datetime.date(2018, 2, 21)
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        text = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in value.strip())
        if match := _YEAR_FIRST.match(text):
            year, month, day = match[1], match[3], match[4]
        elif match := _DAY_FIRST.match(text):
            day, month, year = match[1], match[3], match[4]
        if match:
            try:
                return date(int(year), int(month), int(day))
            except ValueError:
                pass
    shown = repr(value) if len(repr(value)) <= 60 else repr(value)[:57] + "..."
    raise BadDateError(f"{shown} is no date")


def describe(values: Mapping[str, object], options: ReadOptions) -> Description:
    """Read the description that a record or a row gives under the keys that ``options`` name.

    Raises
    ------
    BadDateError
        When a day is given and is none.
    """

    def text(name: str) -> str | None:
        value = values.get(options.key(name))
        # A stray byte in a headline or an address is no reason to refuse the report: it shows as a question mark.
        return (value.encode("utf-8", "replace").decode().strip() or None) if isinstance(value, str) else None

    def day(name: str) -> date | None:
        value = values.get(options.key(name))
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        try:
            return parse_day(value)
        except BadDateError as error:
            raise BadDateError(f"{options.key(name)}: {error.message}") from None

    return Description(
        title=text("title"),
        published=day("published"),
        source=text("source"),
        url=text("url"),
        archive_url=text("archive_url"),
        retrieved=day("retrieved"),
    )
