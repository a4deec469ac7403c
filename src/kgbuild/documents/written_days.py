"""Full days that a text writes out: in a line of their own they date an article, in its body they bound its age."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kgbuild.arabic import normalise
from kgbuild.documents.phrases import phrases

__all__ = ["WrittenDay", "is_day_line", "names_later_time", "written_days"]

_REST_WORDS = 7
_LINE_WORDS = 16
_NEAR = 60


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day with its year, and where it stands in the folded text."""

    day: date
    start: int
    end: int


def written_days(text: str) -> Iterator[WrittenDay]:
    """Find the full Gregorian days of a text: ``21 شباط (فبراير)، 2018``, ``4 أغسطس 2015``, ``2015/08/04``.

    Examples
    --------
    >>> [str(found.day) for found in written_days("دمشق، 21 شباط (فبراير - فيفري)، 2018")]
    ['2018-02-21']
    """
    folded = normalise(text).text
    for match in _day_pattern().finditer(folded):
        groups = match.groupdict()
        if groups["month"]:
            parts = (groups["year"], _month_numbers()[groups["month"]], groups["day"])
        elif groups["iso_year"]:
            parts = (groups["iso_year"], groups["iso_month"], groups["iso_day"])
        else:
            parts = (groups["last_year"], groups["last_month"], groups["last_day"])
        try:
            yield WrittenDay(date(*map(int, parts)), match.start(), match.end())
        except ValueError:
            continue


def is_day_line(text: str) -> bool:
    """Whether a line says little more than a day (and perhaps a weekday, an hour, a town, an agency).

    Examples
    --------
    >>> is_day_line("بيروت 26 شوال 1436 هـ الموافق 11 أغسطس 2015 م"), is_day_line("قُتل 3 جنود في 11 أغسطس 2015.")
    (True, False)
    """
    if len(text) > 160 or text.endswith((".", "؟", "!", ":")) or len(text.split()) > _LINE_WORDS:
        return False
    found = next(written_days(text), None)
    if found is None:
        return False
    folded = normalise(text).text
    return len(re.findall(r"[^\W\d_]{2,}", folded[: found.start] + " " + folded[found.end :])) <= _REST_WORDS


def names_later_time(text: str, anchor: date) -> bool:
    """Whether a text names a day or a year after ``anchor`` as something that has been, not as a plan.

    Examples
    --------
    >>> names_later_time("سقطت البلدة في 3 مارس 2020 بعد معارك", date(2018, 5, 9))
    True
    >>> names_later_time("يبقى القرار سارياً حتى 3 مارس 2020", date(2018, 5, 9))
    False
    """
    folded = normalise(text).text
    for found in written_days(text):
        if found.day > anchor and not _is_plan(folded, found.start, found.end):
            return True
    return any(
        int(match[1]) > anchor.year and not _is_plan(folded, match.start(), match.end())
        for match in _year_pattern().finditer(folded)
    )


def _is_plan(folded: str, start: int, end: int) -> bool:
    near = folded[max(0, start - _NEAR) : end + _NEAR // 3]
    return _future_pattern().search(near) is not None


@lru_cache(maxsize=1)
def _month_numbers() -> dict[str, str]:
    return {normalise(name).text: number for number, names in phrases("months").items() for name in names}


@lru_cache(maxsize=1)
def _day_pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _month_numbers()), key=len, reverse=True))
    twin = rf"(?:\s*[/(]\s*(?:{names})(?:\s*[-/]\s*(?:{names}))*\s*\)?)?"
    return re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})\s*(?:من\s+)?(?P<month>{names}){twin}\s*[،,]?\s*(?:من\s+)?(?:عام\s+)?"
        r"(?P<year>(?:19|20)\d\d)(?!\d)"
        r"|(?<![\d/-])(?P<iso_year>(?:19|20)\d\d)(?P<sep>[-/])(?P<iso_month>\d{1,2})(?P=sep)(?P<iso_day>\d{1,2})(?![\d/-])"
        r"|(?<![\d/-])(?P<last_day>\d{1,2})(?P<last>[-/])(?P<last_month>\d{1,2})(?P=last)(?P<last_year>(?:19|20)\d\d)"
        r"(?![\d/-])"
    )


@lru_cache(maxsize=1)
def _year_pattern() -> re.Pattern[str]:
    """A year that is called one, or that follows a month's name."""
    names = "|".join(sorted(map(re.escape, _month_numbers()), key=len, reverse=True))
    return re.compile(rf"(?:(?<!\w)(?:ال)?(?:عام|سنه)|{names})\)?\s*[،,]?\s*(20\d\d)(?!\d)")


@lru_cache(maxsize=1)
def _future_pattern() -> re.Pattern[str]:
    table = phrases("later")
    words = "|".join(re.escape(normalise(word).text) for word in table["future"])
    others = "|".join(re.escape(normalise(word).text) for word in table["not_future"])
    return re.compile(rf"(?<!\w)[وفلب]?ل?(?:{words})(?!\w)|(?<!\w)[وف]?(?!{others})س[تينا]\w{{3,}}")
