"""The year of a day that is written without one, where its sentence names a past year: ``2008 - قتل … في 25 يوليو``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kgbuild.arabic.dates import DateMatch, dates
from kgbuild.arabic.normalise import fold
from kgbuild.arabic.verbs import is_finite_verb
from kgbuild.extraction.annotations import Reading, Sentence
from kgbuild.extraction.lexicon import load_table

__all__ = ["with_years"]

_HEADER = re.compile(r"\W*((?:19|20)\d\d)\s*[-–—:]")
_OPENING = 3  # words of a sentence that its year may open
_BEHIND = 8  # words from a day to the year that follows it
_CARRIED = 3  # sentences from a day with its year to another of the same month without
_PRECISIONS = ("part-of-day", "day", "night", "part-of-month", "month", "days")
_OF_NOW = tuple(fold(word) for word in ("الماضي", "الجاري", "الحالي", "المقبل", "القادم", "المنصرم", "الفائت", "هذا"))
_RELATIVE = frozenset(fold(word) for word in load_table("words")["boundaries"]["relative"])


def with_years(reading: Reading, found: Sequence[DateMatch]) -> list[DateMatch]:
    """Return the dates; a day and month that count from the report's day take the year of their sentence instead.

    Parameters
    ----------
    reading
        An article with words and sentences.
    found
        Its dates, in text order.
    """
    anchor = reading.article.anchor
    if anchor is None:
        return list(found)
    rows = list(found)
    for sentence in reading.sentences:
        start, end = reading.words[sentence.start].start, reading.words[sentence.end - 1].end
        inside = [at for at, match in enumerate(rows) if start <= match.span.start < end]
        for at in inside:
            year = _year(reading, sentence, [rows[other] for other in inside], rows[at])
            year = year if year is not None or len(inside) > 1 else _carried(reading, rows[:at], rows[at])
            if year is not None and year < anchor.year:
                rows[at] = _in_year(rows[at], year)
    return rows


def _year(reading: Reading, sentence: Sentence, inside: Sequence[DateMatch], match: DateMatch) -> int | None:
    """The year that a sentence opens with, or that stands behind the day in the same clause."""
    if not match.is_relative or match.interval is None or match.precision not in _PRECISIONS:
        return None
    words = reading.words[sentence.start : sentence.end]
    if header := _HEADER.match(reading.article.text, words[0].start):
        return int(header.group(1))
    years = [m for m in inside if m.precision == "year" and m.kind == "point" and not m.is_relative]
    if len(years) != 1 or years[0].interval is None:
        return None
    year, (first, _) = years[0], years[0].interval
    opening = year.span.start <= words[min(_OPENING, len(words)) - 1].start
    between = [word for word in words if match.span.end <= word.start < year.span.start]
    behind = (
        year.span.start > match.span.start
        and len(between) <= _BEHIND
        and not any(word.mark or word.norm in _RELATIVE or is_finite_verb(word.norm) for word in between)
    )
    return first.year if opening or behind else None


def _carried(reading: Reading, before: Sequence[DateMatch], match: DateMatch) -> int | None:
    """``في الرابع من أبريل 2017 …. وفي السابع من أبريل``: the year of the last date, if it is of the same month."""
    last = next((m for m in reversed(before) if m.interval is not None), None)
    if last is None or last.interval is None or match.interval is None or not match.is_relative:
        return None
    near = range(*(_word_at(reading, m) for m in (last, match)))
    crossed = sum(1 for sentence in reading.sentences if sentence.start in near)
    if last.is_relative or last.precision not in ("day", "days", "night") or crossed > _CARRIED:
        return None
    same = {day.month for day in last.interval} == {day.month for day in match.interval}
    return last.interval[0].year if same and match.precision in ("day", "days", "night") else None


def _word_at(reading: Reading, match: DateMatch) -> int:
    """The word that a date begins with."""
    return next((n for n, word in enumerate(reading.words) if word.end > match.span.start), len(reading.words))


def _in_year(match: DateMatch, year: int) -> DateMatch:
    """The same day of another year; unchanged where it is more than a day and a month."""
    words = fold(match.surface).split()
    resolved = dates(match.surface, date(year, 12, 31))
    if len(resolved) != 1 or any(word in _OF_NOW for word in words):
        return match
    now, then = match.interval, resolved[0].interval
    if now is None or then is None or then[0].year != year:
        return match
    same = [(day.month, day.day) for day in now] == [(day.month, day.day) for day in then]
    return replace(match, interval=then, is_relative=False) if same else match
