"""Full days that a text writes out: in a line of their own they date an article, in its body they bound its age."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from kgbuild.arabic.dates import DateMatch, dates
from kgbuild.arabic.normalise import fold, normalise
from kgbuild.documents.phrases import phrases

__all__ = ["day_of_line", "names_later_time"]

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_LINE_LENGTH = 160
_LINE_WORDS = 16
_REST_WORDS = 7
_WORD = re.compile(r"[^\W\d_]{2,}")
_BEFORE, _AFTER = 60, 20


def day_of_line(line: str) -> date | None:
    """Return the day that a line says, when it says little more (a weekday, an hour, a town, an agency).

    Examples
    --------
    >>> day_of_line("بيروت 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م")
    datetime.date(2015, 8, 11)
    >>> day_of_line("قُتل 3 جنود في 11 أغسطس 2015.") is None
    True
    """
    if len(line) > _LINE_LENGTH or line.endswith((".", "؟", "!", ":")) or not _YEAR.search(line):
        return None
    if len(line.split()) > _LINE_WORDS:
        return None
    found = [match for match in _fixed(line) if match.precision == "day" and match.kind == "point"]
    if not found or len({match.interval for match in found}) > 1:
        return None
    rest = line
    for match in reversed(found):
        rest = rest[: match.span.start] + " " + rest[match.span.end :]
    interval = found[0].interval
    return interval[0] if interval and len(_WORD.findall(rest)) <= _REST_WORDS else None


def names_later_time(text: str, anchor: date) -> bool:
    """Whether a text names a day, month or year after ``anchor`` as something that has been, not as a plan.

    Examples
    --------
    >>> names_later_time("سقطت البلدة في 3 مارس 2020 بعد معارك", date(2018, 5, 9))
    True
    >>> names_later_time("يبقى القرار سارياً حتى 3 مارس 2020", date(2018, 5, 9))
    False
    """
    if not any(int(year[0]) >= anchor.year for year in _YEAR.finditer(text)):
        return False
    return any(
        match.interval is not None
        and match.interval[0] > anchor
        and match.kind not in ("until", "before")
        and not _is_plan(text[max(0, match.span.start - _BEFORE) : match.span.end + _AFTER])
        for match in _fixed(text)
    )


def _fixed(text: str) -> Iterator[DateMatch]:
    return (match for match in dates(text, None) if match.interval is not None and not match.is_relative)


def _is_plan(near: str) -> bool:
    return _future_pattern().search(normalise(near).text) is not None


@lru_cache(maxsize=1)
def _future_pattern() -> re.Pattern[str]:
    table = phrases("later")
    words = "|".join(re.escape(fold(word)) for word in table["future"])
    others = "|".join(re.escape(fold(word)) for word in table["not_future"])
    return re.compile(rf"(?<!\w)[وفلب]?ل?(?:{words})(?!\w)|(?<!\w)[وف]?(?!{others})س[تينا]\w{{3,}}")
