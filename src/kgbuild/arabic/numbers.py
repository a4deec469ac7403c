"""Numbers in Arabic text: cardinals, ranges, vague sizes, counted duals, ordinals."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kgbuild.arabic.clitics import clitics
from kgbuild.arabic.date_words import FIGURES, month_words
from kgbuild.arabic.normalise import Normalised, fold
from kgbuild.arabic.numerals import DATA, Numeral, read_numeral
from kgbuild.arabic.ordinals import read_ordinal
from kgbuild.arabic.persons import person_noun
from kgbuild.arabic.span import Span
from kgbuild.arabic.tokens import Token, as_normalised, clitic_forms, tokenise

__all__ = ["NumberContext", "NumberKind", "NumberMatch", "numbers"]

NumberKind = Literal["cardinal", "range", "vague", "unstated", "dual", "possible-dual"]
NumberContext = Literal["count", "percent", "decimal", "date", "time", "label", "code", "formula"]


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """A number in a text.

    Parameters
    ----------
    span
        The number, with the words before it that modify it (``أكثر من``).
    low, high
        Least and greatest value, both included; ``high`` is ``None`` where the text sets no bound.
    kind
        ``cardinal``; ``range`` of two cardinals; ``vague`` (dozens); ``unstated`` (a number of); ``dual`` of a noun
        for people; ``possible-dual`` of a form that may as well be a plural.
    context
        ``count`` for a number that can count things; else what it is instead.
    noun
        What it counts, one word: after the number, else (``شخصين اثنين``) before it; a dual's noun is the dual.
    preceding
        The word before the match in folded spelling, or an empty string.
    approximate
        Whether the text says *about*.
    definite
        Whether the number carries the article: it then takes up a number told before.
    """

    span: Span
    low: int
    high: int | None
    kind: NumberKind = "cardinal"
    context: NumberContext = "count"
    noun: Span | None = None
    preceding: str = ""
    approximate: bool = False
    definite: bool = False


class _Phrases:
    """Phrases of folded words, the first of which may carry joined particles."""

    def __init__(self, phrases: Iterable[str], *, article: bool = False) -> None:
        self.by_length: dict[int, set[tuple[str, ...]]] = {}
        for phrase in phrases:
            first, *rest = phrase.split()
            variants = {(form.surface, *map(fold, rest)) for form in clitic_forms(first, article=article)}
            self.by_length.setdefault(1 + len(rest), set()).update(variants)
        self.lengths = sorted(self.by_length, reverse=True)
        self.first = {variant[0] for variants in self.by_length.values() for variant in variants}

    def at(self, tokens: Sequence[Token], position: int) -> int:
        """Number of tokens of the longest phrase that begins at a position, or 0."""
        if position >= len(tokens) or tokens[position].text not in self.first:
            return 0
        return next((n for n in self.lengths if _texts(tokens, position, position + n) in self.by_length[n]), 0)

    def before(self, tokens: Sequence[Token], position: int) -> int:
        """Number of tokens of the longest phrase that ends right before a position, or 0."""
        fitting = (n for n in self.lengths if n <= position)
        return next((n for n in fitting if _texts(tokens, position - n, position) in self.by_length[n]), 0)


def _texts(tokens: Sequence[Token], first: int, last: int) -> tuple[str, ...]:
    return tuple(token.text for token in tokens[first:last])


def _words(words: Iterable[str], *, article: bool = True) -> frozenset[str]:
    return frozenset(form.surface for word in words for form in clitic_forms(word, article=article))


Bound = Literal["about", "at_least", "at_most", "less_than"]
_BEFORE: dict[Bound, _Phrases] = {name: _Phrases(phrases) for name, phrases in DATA["modifiers"].items()}
_AFTER: dict[Bound, _Phrases] = {name: _Phrases(phrases) for name, phrases in DATA["modifiers_after"].items()}
_UNSTATED = _Phrases(DATA["unstated"]["phrases"], article=True)
_UNSTATED_AFTER = frozenset(map(fold, DATA["unstated"]["after_noun"]))
_VAGUE = {form.surface: value for word, value in DATA["vague"].items() for form in clitic_forms(word)}
_THOUSANDS = {form.surface: value for word, value in DATA["scales"].items() for form in clitic_forms(word)}
_BETWEEN = frozenset(map(fold, DATA["ranges"]["between"]))
_CHANGING = _words(DATA["ranges"]["changing"], article=False)
_OPENING = _Phrases(DATA["ranges"]["opening"])
_PERCENT = _Phrases(DATA["percent"]["phrases"])
_NUMBERED = _words(DATA["numbered"]["words"])
_DESIGNATIONS = frozenset(map(fold, DATA["numbered"]["designations"]))
_TIME = _words(DATA["numbered"]["time"])
_YEAR = _words(DATA["numbered"]["year"])
_MONTHS = _words(month_words())
# One and two follow their noun and stress it: شخصين اثنين
_EMPHATIC = frozenset(fold(word) for word, value in DATA["units"].items() if value <= 2)
_NOT_DUALS = frozenset(map(fold, DATA["not_duals"]["words"]))
_NOT_NOUNS = frozenset(map(fold, DATA["not_nouns"]["words"]))
_OF, _BOTH = "من", "هما"
_LATIN = re.compile("[A-Za-z]")
_THOUSAND = 1000
_DASHES = frozenset("-–—")
_YEARS = range(1300, 2101)
# How many words after a number are searched for على الأقل.
_REACH = 4
_LONGEST_COUNT = 8
_CHANGE_REACH = 8  # words from a verb of rising to the first of two numbers


class _Finder:
    """Finds the numbers of one text."""

    def __init__(self, text: Normalised) -> None:
        self.source, self.text = text, text.text
        self.tokens = tokenise(text.text)
        self.figures = {at for match in FIGURES.finditer(self.text) for at in range(*match.span())}

    def matches(self) -> Iterator[NumberMatch]:
        """All matches in order."""
        position, counted = 0, -1
        while position < len(self.tokens):
            found = self.vague(position) or self.unstated(position) or self.numeral(position)
            if found is None and position != counted:
                found = self.dual(position)
            if found is None:
                position += 1
                continue
            match, position, counted = found
            yield match

    # -- what a match is made of

    def build(
        self, first: int, last: int, low: int, high: int | None, kind: NumberKind, context: NumberContext, article: bool
    ) -> tuple[NumberMatch, int, int]:
        """A match over tokens ``first`` to ``last``, with its modifiers and noun; where to go on; where its noun is."""
        bound, start = self.modifier(first, last)
        if bound == "at_least":
            high = None
        elif bound in ("at_most", "less_than"):
            low, high = 0, (low if high is None else high) - (bound == "less_than")
        noun = self.noun(first, last, article)
        return (
            NumberMatch(
                span=self.source.span(self.tokens[start].start, self.tokens[last - 1].end),
                low=low,
                high=high,
                kind=kind,
                context=context,
                noun=None if noun is None else self.source.span(self.tokens[noun].start, self.tokens[noun].end),
                preceding=self.tokens[start - 1].text if start else "",
                approximate=bound == "about",
                definite=article,
            ),
            last,
            -1 if noun is None else noun,
        )

    def modifier(self, first: int, last: int) -> tuple[Bound | None, int]:
        """What modifies a number, and where the match then begins."""
        length, bound = max((phrases.before(self.tokens, first), name) for name, phrases in _BEFORE.items())
        if length:
            return bound, first - length
        for position in range(last, min(last + _REACH + 1, len(self.tokens))):
            for name, phrases in _AFTER.items():
                if phrases.at(self.tokens, position):
                    return name, first
            if not self.tokens[position].text[0].isalpha():
                break
        return None, first

    def noun(self, first: int, last: int, article: bool) -> int | None:
        """Where the counted noun stands."""
        before = first - 1
        emphatic = last == first + 1 and self.tokens[first].text in _EMPHATIC
        if before >= 0 and (article or emphatic or not self.is_noun(last)) and self.is_noun(before):
            if emphatic and self.tokens[before].text.endswith(("ان", "ين")):
                return before
            person = person_noun(self.tokens[before].text)
            if person is not None or (article and self.tokens[before].text.startswith("ال")):
                return before
        after = last + 1 if last < len(self.tokens) and self.tokens[last].text == _OF else last
        return after if self.is_noun(after) and not self.breaks(after) else None

    def is_noun(self, position: int) -> bool:
        """Whether a token is a word that can be counted."""
        if not 0 <= position < len(self.tokens):
            return False
        word = self.tokens[position].text
        return word[0].isalpha() and len(word) > 1 and word not in _NOT_NOUNS

    def breaks(self, position: int) -> bool:
        """Whether a line ends before a token."""
        return position > 0 and "\n" in self.text[self.tokens[position - 1].end : self.tokens[position].start]

    # -- kinds of matches

    def vague(self, position: int) -> tuple[NumberMatch, int, int] | None:
        """عشرات, مئات, عشرات الآلاف."""
        value = _VAGUE.get(self.tokens[position].text)
        if value is None:
            return None
        last = position + 1
        scale = _THOUSANDS.get(self.tokens[last].text) if last < len(self.tokens) else None
        if scale is not None and value < scale:
            value, last = value * scale, last + 1
        return self.build(position, last, value, None, "vague", "count", False)

    def unstated(self, position: int) -> tuple[NumberMatch, int, int] | None:
        """عدد من, بضعة, and with what follows بضع عشرات; أشخاص عدة."""
        token = self.tokens[position].text
        if token in _UNSTATED_AFTER and self.is_noun(position - 1):
            person = person_noun(self.tokens[position - 1].text)
            if person is not None and person.number == "plural":
                match, last, _ = self.build(position, position + 1, 1, None, "unstated", "count", False)
                noun = self.tokens[position - 1]
                return replace(match, noun=self.source.span(noun.start, noun.end)), last, position
        length = _UNSTATED.at(self.tokens, position)
        if not length:
            return None
        last = position + length
        size = self.vague(last) if last < len(self.tokens) else None
        if size is None:
            return self.build(position, last, 1, None, "unstated", "count", False)
        match, end, noun_at = size
        span = Span(self.source.span(self.tokens[position].start, self.tokens[position].end).start, match.span.end)
        return replace(match, span=span, preceding=self.tokens[position - 1].text if position else ""), end, noun_at

    def numeral(self, position: int) -> tuple[NumberMatch, int, int] | None:
        """A cardinal, or a range of two."""
        number = None if self.ends_ordinal(position) else read_numeral(self.text, self.tokens, position)
        if number is None:
            return None
        second = self.second_of_range(number)
        if second is None:
            known = not math.isnan(number.value)
            low, high = (math.floor(number.value), math.ceil(number.value)) if known else (0, None)
            match, last, noun = self.build(
                position, number.last, low, high, "cardinal", self.context(number), number.article
            )
            return match, last + _PERCENT.at(self.tokens, last), noun
        low, high = int(number.value), int(second.value)
        if second.scaled and not number.scaled and low < _THOUSAND:
            low *= 10 ** (3 * int(math.log10(second.value) // 3))
        context = self.context(second._replace(first=number.first))
        if low in _YEARS and high in _YEARS and self.noun(position, second.last, False) is None:
            context = "date"
        if self.risen(position):
            return self.build(position, second.last, int(second.value), int(second.value), "cardinal", context, False)
        opening = _OPENING.before(self.tokens, position)
        return self.build(position - opening, second.last, min(low, high), max(low, high), "range", context, False)

    def ends_ordinal(self, position: int) -> bool:
        """``الثامنة عشر``: the ten of an ordinal is no number."""
        ordinal = read_ordinal(self.tokens, position - 1) if position else None
        return ordinal is not None and ordinal.last > position

    def risen(self, position: int) -> bool:
        """``ارتفعت الحصيلة من 31 إلى 32``: what was told before, and what holds now."""
        if position < 1 or self.tokens[position - 1].text != _OF:
            return False
        return any(token.text in _CHANGING for token in self.tokens[max(position - _CHANGE_REACH, 0) : position - 1])

    def second_of_range(self, number: Numeral) -> Numeral | None:
        """The number after إلى, أو or a dash; or after و where بين stands before the first."""
        if math.isnan(number.value) or number.value != int(number.value) or number.last >= len(self.tokens):
            return None
        if self.tokens[number.first].start in self.figures:
            return None
        middle = self.tokens[number.last].text
        second = None
        if middle in _BETWEEN and number.last + 1 < len(self.tokens):
            second = read_numeral(self.text, self.tokens, number.last + 1)
            if (
                second
                and middle in _DASHES
                and (second.value <= number.value or not second.digits or self.dashed(second.last))
            ):
                return None
        elif _OPENING.before(self.tokens, number.first) and middle.startswith("و"):
            at = number.last + (middle == "و")
            second = read_numeral(self.text, self.tokens, at) if at < len(self.tokens) else None
        return second if second and second.value == second.value and second.value == int(second.value) else None

    def dashed(self, position: int) -> bool:
        """Whether a dash and another number follow: a date or a telephone number."""
        following = self.tokens[position : position + 2]
        return len(following) > 1 and following[0].text in _DASHES and following[1].text[0].isdecimal()

    def context(self, number: Numeral) -> NumberContext:
        """What a number is when it does not count things."""
        if _PERCENT.at(self.tokens, number.last):
            return "percent"
        first, last = self.tokens[number.first], self.tokens[number.last - 1]
        before = self.tokens[number.first - 1].text if number.first else ""
        after = self.tokens[number.last].text if number.last < len(self.tokens) else ""
        if before in _MONTHS or after in _MONTHS:
            return "date"
        if before in _TIME:
            return "time"
        if number.value in _YEARS and not number.scaled and before in _YEAR:
            return "date"
        if not number.digits:
            return "count"
        if written := self.joined_marks(first, last, number):
            return written
        if (before in _NUMBERED or before in _DESIGNATIONS) and not self.summed(number):
            return "label"
        if number.value != int(number.value):
            return "decimal"
        if not number.scaled and number.value in _YEARS and len(first.text) == 4 and not self.counts_people(number):
            return "date"
        return "count"

    def summed(self, number: Numeral) -> bool:
        """``ما مجموعه 49 شخصا``: a sum, spelt like a numbered group."""
        before = [token.text for token in self.tokens[max(0, number.first - 2) : number.first]]
        return before[:1] in (["ما"], ["بما"])

    def counts_people(self, number: Numeral) -> bool:
        """Whether the number's noun is one for people, or any other indefinite noun after it."""
        noun = self.noun(number.first, number.last, False)
        return noun is not None and not self.tokens[noun].text.startswith(("ال", "و", "ف"))

    def joined_marks(self, first: Token, last: Token, number: Numeral) -> NumberContext | None:
        """What the characters that touch a number in digits say about it."""
        before, after = self.text[max(0, first.start - 2) : first.start], self.text[last.end : last.end + 2]
        if before.endswith("+") or after.startswith("+"):
            return "formula"
        if _touches(before, after, ":"):
            return "time"
        if _touches(before, after, "/"):
            return "date"
        if any(_touches(before, after, dash) for dash in _DASHES):
            return "date" if before[:1].isdecimal() or after[1:].isdecimal() else "code"
        if first.start in self.figures or math.isnan(number.value):
            return "date"
        if first.text[0] == "0" and first.text.isdecimal() and len(first.text) > 1:
            return "code"
        # A word that touches the number has lost its space, unless the number completes it: F15.
        if _LATIN.match(before[-1:]) or _LATIN.match(after):
            return "code"
        return "code" if first.text.isdecimal() and len(first.text) > _LONGEST_COUNT else None

    def dual(self, position: int) -> tuple[NumberMatch, int, int] | None:
        """مدنيان, جنديين."""
        word = self.tokens[position].text
        person = person_noun(word) if word.endswith(("ان", "ين")) and word not in _NOT_DUALS else None
        if person is None or not (person.number == "dual" or person.possible_dual):
            return None
        article = any(split.article for split in clitics(word))
        before = person_noun(self.tokens[position - 1].text) if position else None
        if before is not None and before.number != "singular" and not word.startswith("و"):
            return None  # an adjective of the noun before it
        after = self.tokens[position + 1].text if position + 1 < len(self.tokens) else ""
        certain = person.number == "dual" or after == _BOTH
        two = read_numeral(self.text, self.tokens, position + 1) if after else None
        if two is not None and two.value == 2:
            return None  # the number after it says so
        if not certain and article:
            return None
        match, last, _ = self.build(
            position, position + 1, 2, 2 if certain else None, "dual" if certain else "possible-dual", "count", article
        )
        return (
            replace(match, noun=self.source.span(self.tokens[position].start, self.tokens[position].end)),
            last,
            position,
        )


def _touches(before: str, after: str, mark: str) -> bool:
    """Whether a mark and beyond it a digit or letter touch a number on one of its sides."""
    return (before[1:] == mark and before[:1].isalnum()) or (after[:1] == mark and after[1:].isalnum())


def numbers(text: str | Normalised) -> list[NumberMatch]:
    """Find the numbers of a text, in digits of either script and in words.

    Ordinals are no numbers here (see :func:`kgbuild.arabic.ordinals.ordinals`). A number that counts nothing is
    returned with what it is instead: a share, a year, an hour, the name of a unit.

    Parameters
    ----------
    text
        Any text, as written or normalised already; spans count in the text as written.

    Examples
    --------
    >>> text = "قُتل أكثر من ١٢٠ شخصاً بينهم طفلان"
    >>> [(match.span.of(text), match.low, match.high) for match in numbers(text)]
    [('أكثر من ١٢٠', 120, None), ('طفلان', 2, 2)]
    """
    return list(_Finder(as_normalised(text)).matches())
