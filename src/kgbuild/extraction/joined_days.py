"""Days that ``و`` joins: what happened on both is dated by both."""

from __future__ import annotations

import re
from dataclasses import replace

from kgbuild.arabic.dates import DateMatch
from kgbuild.arabic.normalise import fold
from kgbuild.arabic.span import Span
from kgbuild.extraction.annotations import Reading

__all__ = ["joined_days"]

_JOINING = re.compile(r"و ?(?:في|بعد|عقب|حتي|ايضا)?")
_FEAST = re.compile(r"(?:^|\W)(?:يوم|ايام|ليله|صباح|مساء|عشيه) (?:عيد \w+|العيد)[،,]? و ?$")
_FEAST_REACH = 30
_FINE = ("part-of-day", "day", "night", "days")
_MOST_DAYS = 7


def joined_days(reading: Reading) -> list[DateMatch]:
    """Return the dates of an article, those that are joined as one.

    ``مساء أمس وعقب فجر اليوم``: both days. Joined to a day that the calendar does not tell (``يوم العيد وأمس``) a date
    dates nothing.

    Parameters
    ----------
    reading
        An article with dates.
    """
    text = reading.article.text
    found: list[DateMatch] = []
    for match in reading.dates:
        before = fold(text[max(match.span.start - _FEAST_REACH, 0) : match.span.start])
        if _FEAST.search(before):
            continue
        both = _both(found[-1], match, text) if found else None
        if both is None:
            found.append(match)
        else:
            found[-1] = both
    return found


def _both(left: DateMatch, right: DateMatch, text: str) -> DateMatch | None:
    if left.interval is None or right.interval is None or left.kind != "point" or right.kind not in ("point", "after"):
        return None
    if left.precision not in _FINE or right.precision not in _FINE:
        return None
    gap = fold(text[left.span.end : right.span.start]).strip()
    if not _JOINING.fullmatch(gap) or (right.kind == "after" and gap == "و"):
        return None
    first, last = min(left.interval[0], right.interval[0]), max(left.interval[1], right.interval[1])
    if (last - first).days > _MOST_DAYS or left.interval == right.interval:
        return None
    span = Span(left.span.start, right.span.end)
    return replace(left, span=span, interval=(first, last), precision="days", surface=text[span.start : span.end])
