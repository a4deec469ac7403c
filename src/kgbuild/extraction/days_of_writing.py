"""The day that an article was written on, as its own weekdays tell: days of crawling trail it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from kgbuild.arabic.dates import DateMatch
from kgbuild.arabic.normalise import fold

__all__ = ["WEEKDAYS", "day_of_writing"]

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
WEEKDAYS = frozenset(["السبت", "الاحد", "الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعه"])
"""The days of the week as text is folded."""


def day_of_writing(found: Sequence[DateMatch], anchor: date | None) -> date | None:
    """Return the day that relative dates count from.

    ``أمس الثلاثاء`` and ``بعد غد الجمعة`` in an article of a Thursday were written on a Wednesday. Only where all such
    pairs of the text agree, and on less than a week.

    Parameters
    ----------
    found
        The dates of the article, resolved against ``anchor``.
    anchor
        The day that the article is dated to.

    Examples
    --------
    >>> from kgbuild.arabic.dates import dates
    >>> thursday = date(2015, 8, 6)
    >>> day_of_writing(dates("يبدأ بعد غد الجمعة", thursday), thursday)
    datetime.date(2015, 8, 5)
    """
    implied = {day for match in found if anchor is not None and (day := _implied(match, anchor)) is not None}
    if anchor is None or len(implied) != 1:
        return anchor
    day = implied.pop()
    if anchor - day == _WEEK - _DAY:
        return day + _WEEK  # the day behind: an article is written on when its day of crawling has passed elsewhere
    return day if timedelta(0) < anchor - day < _WEEK else anchor


def _implied(match: DateMatch, anchor: date) -> date | None:
    """The last day up to the anchor on which a relative day and its weekday fit one another."""
    words = [word.strip("()،") for word in fold(match.surface).split()]
    offset = _offset(words)
    if match.interval is None or match.precision not in ("day", "part-of-day") or offset is None:
        return None
    if not any(word in WEEKDAYS for word in words):
        return None
    day = match.interval[0] + timedelta(days=offset)
    while day > anchor:
        day -= _WEEK
    return day


def _offset(words: Sequence[str]) -> int | None:
    """Days from the one told to that of writing."""
    if "امس" in words:
        return 2 if "اول" in words or "الاول" in words else 1
    if "اليوم" in words:
        return 0
    if "غد" in words or "غدا" in words:
        return -2 if "بعد" in words else -1
    return None
