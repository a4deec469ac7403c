"""Date expressions of news Arabic, resolved to days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from kgbuild.arabic.date_rules import RESOLVERS, Interval, Meaning
from kgbuild.arabic.date_words import DATA, Lexeme, lexemes
from kgbuild.arabic.normalise import Normalised, fold
from kgbuild.arabic.persons import person_noun
from kgbuild.arabic.span import Span
from kgbuild.arabic.tokens import as_normalised, clitic_forms

__all__ = ["DateKind", "DateMatch", "dates"]

DateKind = Literal["point", "since", "until", "before", "after", "range"]


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date expression.

    Parameters
    ----------
    span
        The expression, without the particle before it.
    interval
        First and last possible day of what it names, both included; ``None`` where the text does not fix it: a
        weekday without an anchor, قبل أيام.
    precision
        ``part-of-day``, ``day``, ``night``, ``days``, ``week``, ``part-of-month``, ``month``, ``season`` or ``year``.
    kind
        ``point``: something happened then, at some time of the interval; ``range``: all through it (خلال اليومين
        الماضيين, بين 2014 و2017); ``since``, ``until``, ``before``, ``after``: the interval bounds the time meant.
    is_relative
        Whether the meaning depends on the anchor.
    surface
        The words as written.
    """

    span: Span
    interval: Interval | None
    precision: str
    kind: DateKind
    is_relative: bool
    surface: str


def _compiled() -> dict[str, re.Pattern[str]]:
    rules: dict[str, re.Pattern[str]] = {}
    for name, pattern in DATA["rules"].items():
        for macro, expansion in DATA["macros"].items():
            pattern = pattern.replace("{" + macro + "}", expansion)
        rules[name] = re.compile(pattern)
    rules["bare_year"] = re.compile(rf"(?<=[{DATA['bare_year']['after']}])(?P<year>Y)j?")
    return rules


_RULES = _compiled()
_MAY_BEGIN = re.compile(r"[^.C/()\-,mjrlcfzFiRLx]|x(?=[KBA])")
_BOUNDS: dict[str, DateKind] = DATA["bounds"]
_AMBIGUOUS_MONTHS = frozenset(map(fold, DATA["ambiguous_months"]["words"]))
_CONFUSABLE_MONTHS = {fold(word): letters for word, letters in DATA["confusable_months"].items()}
_FRIENDS = {
    name: frozenset(form.surface for word in words for form in clitic_forms(word)) | frozenset(map(fold, words))
    for name, words in DATA["false_friends"].items()
}
_YEAR_GIVEN = frozenset(("year", "yearword", "relative"))
_FRIENDS_OF = {"t": "today", "w": "weekday", "M": "month", "H": "month"}
_WORD_BEFORE = re.compile(r"(?<![^\W\d_])[^\W\d_]+(?=\W*\Z)")
_WORD_AFTER = re.compile(r"[ ]*([^\W\d_]+)")
_WINDOW = 30
_ANCHOR_YEARS = range(1800, 2200)


class _Finder:
    """Finds the date expressions of one text."""

    def __init__(self, text: Normalised, anchor: date | None) -> None:
        self.source, self.text, self.anchor = text, text.text, anchor
        self.words = lexemes(text.text)
        self.letters = "".join(word.letter for word in self.words)

    def matches(self) -> Iterator[DateMatch]:
        """All matches in order."""
        position = 0
        pending: tuple[DateMatch, int, int] | None = None
        while start := _MAY_BEGIN.search(self.letters, position):
            found = self.at(start.start())
            if found is None:
                position = start.start() + 1
                continue
            first, last, meaning = found
            match = self.build(first, last, meaning)
            if pending and (joined := self.joined(pending, match, first)):
                pending = joined, pending[1], last
            else:
                if pending:
                    yield pending[0]
                pending = match, first, last
            position = last
        if pending:
            yield pending[0]

    def at(self, position: int) -> tuple[int, int, Meaning] | None:
        """The first rule that fits at a position: where it begins and ends, and what it means."""
        for name, rule in _RULES.items():
            match = rule.match(self.letters, position)
            if match is None:
                continue
            groups = {
                group: self.words[match.start(group)]
                for group, letter in match.groupdict().items()
                if letter is not None
            }
            meaning = RESOLVERS[name](groups, self.anchor)
            if meaning is not None and self.plausible(name, groups, match):
                if self.is_name(name, groups):
                    meaning = replace(meaning, interval=None)
                return match.start(), self.closed(match), meaning
        return None

    def closed(self, match: re.Match[str]) -> int:
        """End of a match, the bracket that closes in it included."""
        opened = match.group().count("(") > match.group().count(")")
        return match.end() + (opened and self.letters[match.end() : match.end() + 1] == ")")

    def plausible(self, name: str, groups: dict[str, Lexeme], match: re.Match[str]) -> bool:
        """Whether a match is no false friend: a newspaper's name, a prayer, a verb."""
        first, last = self.words[match.start()], self.words[match.end() - 1]
        before = self.word_before(first.start)
        alone = _FRIENDS_OF.get(first.letter, "") if len(match.group()) == 1 else ""
        if alone and before in _FRIENDS[f"before_{alone}"]:
            return False
        ending = _FRIENDS_OF.get(last.letter, "")
        if ending in ("today", "weekday") and self.word_after(last.end) in _FRIENDS[f"after_{ending}"]:
            return False
        if "month" in groups and self.other_word(groups["month"], "never", present=True):
            return False
        if name in ("month_of_year", "hijri_month"):
            return self.names_month(name, groups, match)
        # في 2000 جندي: a number
        return name != "bare_year" or person_noun(self.word_after(last.end) or "-") is None

    def is_name(self, name: str, groups: dict[str, Lexeme]) -> bool:
        """Whether a day without a year names what happened on it once: the revolution of 30 June."""
        if name != "day_of_month" or _YEAR_GIVEN & groups.keys():
            return False
        before = self.word_before(groups["day"].start)
        named = f"{groups['month'].value}-{groups['day'].value}" in DATA["false_friends"]["named_days"]
        return before in _FRIENDS["before_day"] or (named and before in _FRIENDS["before_named_day"])

    def names_month(self, name: str, groups: dict[str, Lexeme], match: re.Match[str]) -> bool:
        """Whether the word for a month is one: some need a sign beside them."""
        month, before = groups["month"], self.letters[match.start() - 1 : match.start()]
        if before in ("n", "o"):
            return False  # a day that the month does not have
        doubtful = name == "hijri_month" or self.text[month.start : month.end] in _AMBIGUOUS_MONTHS
        if not doubtful or month.name == "twin" or ({"edge", "noun"} | _YEAR_GIVEN) & groups.keys():
            return True
        return before in ("F", "S") and not self.other_word(month, "certain", present=False)

    def other_word(self, month: Lexeme, letters: str, *, present: bool) -> bool:
        """Whether a month's spelling, as written, has (or lacks) the letters that make it another word."""
        confusable = _CONFUSABLE_MONTHS.get(self.text[month.start : month.end])
        if confusable is None:
            return False
        written = self.source.span(month.start, month.end).of(self.source.original)
        return any(letter in written for letter in confusable[letters]) == present

    def word_before(self, position: int) -> str:
        """The word right before a position."""
        match = _WORD_BEFORE.search(self.text[max(0, position - _WINDOW) : position])
        return match.group() if match else ""

    def word_after(self, position: int) -> str:
        """The word right after a position."""
        match = _WORD_AFTER.match(self.text, position)
        return match.group(1) if match else ""

    def build(self, first: int, last: int, meaning: Meaning) -> DateMatch:
        """The match of what was found."""
        span = self.source.span(self.words[first].start, self.words[last - 1].end)
        before = self.letters[first] if self.letters[first] in "SQ" else self.letters[max(0, first - 1) : first]
        kind: DateKind = "range" if meaning.duration else _BOUNDS.get(before, "point")
        if self.letters[first] == "Q":
            kind = "point"  # قبل يومين
        return DateMatch(
            span, meaning.interval, meaning.precision, kind, meaning.relative, span.of(self.source.original)
        )

    def joined(self, pending: tuple[DateMatch, int, int], match: DateMatch, first: int) -> DateMatch | None:
        """One range of two dates: من … إلى …, بين … و…."""
        earlier, start, end = pending
        opening, between = self.letters[max(0, start - 1) : start], self.letters[end:first]
        if not ((opening in ("m", "S") and between == "L") or (opening == "Z" and between == "C")):
            return None
        span = Span(earlier.span.start, match.span.end)
        interval = None
        if earlier.interval and match.interval and earlier.interval[0] <= match.interval[1]:
            interval = earlier.interval[0], match.interval[1]
        elif earlier.interval and match.interval:
            return None
        return replace(
            match,
            span=span,
            interval=interval,
            kind="range",
            precision="days" if match.precision in ("part-of-day", "day", "night") else match.precision,
            is_relative=earlier.is_relative or match.is_relative,
            surface=span.of(self.source.original),
        )


def dates(text: str | Normalised, anchor: date | None = None) -> list[DateMatch]:
    """Find the date expressions of a text and resolve them against the day that it was published on.

    Parameters
    ----------
    text
        Any text, as written or normalised already; spans count in the text as written.
    anchor
        The day that relative dates count from. Without it, or with one that no report can have been published on,
        they are found and stay open.

    Examples
    --------
    >>> text = "وقع الهجوم فجر الجمعة، بعد هجوم في 15 مارس/آذار 2024"
    >>> for match in dates(text, date(2024, 5, 19)):
    ...     print(match.surface, match.interval[0], match.interval[1], match.precision)
    فجر الجمعة 2024-05-17 2024-05-17 part-of-day
    15 مارس/آذار 2024 2024-03-15 2024-03-15 day
    >>> dates("وقع الهجوم فجر الجمعة")[0].interval is None
    True
    """
    plausible = anchor is not None and anchor.year in _ANCHOR_YEARS
    return list(_Finder(as_normalised(text), anchor if plausible else None).matches())
