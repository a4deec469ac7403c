"""Words of date expressions: every token of a text as one lexeme with a class letter and a value."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from hijridate import Hijri

from kgbuild.arabic.normalise import fold
from kgbuild.arabic.numerals import read_numeral
from kgbuild.arabic.ordinals import read_ordinal
from kgbuild.arabic.tokens import Token, clitic_forms, tokenise

__all__ = ["DATA", "FIGURES", "Lexeme", "hijri_day", "lexemes", "month_words"]

DATA: dict[str, Any] = tomllib.loads((Path(__file__).parent / "dates.toml").read_text(encoding="utf-8"))

FIGURES = re.compile(r"(?<![\d/.-])(\d{1,4})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?![\d/-])")
_ARTICLES = frozenset(
    conjunction + article for conjunction in ("", "و", "ف") for article in ("ال", "بال", "كال", "لل", "ب", "ل", "ك")
)
_MARKS = {"/": "/", "-": "-", "–": "-", "—": "-", "(": "(", ")": ")", "،": ",", ",": ","}
_YEARS, _HIJRI_YEARS, _DAYS = range(1800, 2101), range(1343, 1501), range(1, 32)
BARRIER = "."


class Lexeme(NamedTuple):
    """A word or phrase: its class letter, its value, its name within the class, its place in the normalised text."""

    letter: str
    value: int
    name: str
    start: int
    end: int


class _Entry(NamedTuple):
    letter: str
    value: int
    name: str
    joined: str
    skip: int


def _lexicon() -> dict[tuple[str, ...], _Entry]:
    """Every word and phrase with every joined particle; ``joined`` is the barrier or و that stands before it."""
    lexicon: dict[tuple[str, ...], _Entry] = {}

    def add(phrase: str, letter: str, value: int, name: str, *, article: bool = False) -> None:
        first, *rest = phrase.split()
        stem = first.removeprefix("ال")
        for form in clitic_forms(stem, article=True):
            if form.article != (article or stem != first):
                continue
            joined = ("C" if form.conjunction == "و" else BARRIER) if form.conjunction else ""
            joined += BARRIER if form.preposition else ""
            skip = len(form.conjunction) + (
                0 if form.surface.startswith((form.conjunction + "لل",)) else len(form.preposition)
            )
            lexicon.setdefault((form.surface, *map(fold, rest)), _Entry(letter, value, name, joined, skip))

    for word, value in DATA["weekdays"].items():
        add(word, "w", value, "")
    for letter, table in (("M", "months"), ("H", "hijri_months")):
        for number, words in DATA[table].items():
            for word in words:
                add(word, letter, int(number), "")
    for name, group in DATA["classes"].items():
        for word, meaning in group["words"].items():
            number = meaning if isinstance(meaning, int) else 0
            add(word, group["letter"], number, meaning if isinstance(meaning, str) else name)
    return lexicon


_LEXICON = _lexicon()
_FIRST: dict[str, int] = {}
for _phrase in _LEXICON:
    _FIRST[_phrase[0]] = max(_FIRST.get(_phrase[0], 0), len(_phrase))


def month_words() -> tuple[str, ...]:
    """Every single word that occurs in the name of a month of the common calendar."""
    return tuple(word for names in DATA["months"].values() for name in names for word in name.split())


def hijri_day(year: int, month: int, day: int) -> date | None:
    """The day of the common calendar of a day of the Islamic one (Umm al-Qura), if there is such a day.

    Examples
    --------
    >>> hijri_day(1436, 9, 1)
    datetime.date(2015, 6, 18)
    """
    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day)


def _figures(match: re.Match[str]) -> date | None:
    """The day that a date in figures names: year first or last, day before month unless that cannot be."""
    first, middle, last = int(match[1]), int(match[3]), int(match[4])
    day, month, year = (last, middle, first) if len(match[1]) > 2 else (first, middle, last)
    if len(match[1]) <= 2 and len(match[4]) <= 2:
        year += 2000
    if month > 12:
        day, month = month, day
    if year in _HIJRI_YEARS:
        return hijri_day(year, month, day)
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _number_letter(digits: str, value: float) -> str:
    if value != int(value):
        return BARRIER
    if len(digits) <= 2 and value in _DAYS:
        return "n"
    if len(digits) == 4:
        return "Y" if value in _YEARS else "h" if value in _HIJRI_YEARS else "N"
    return "N"


class _Lexer:
    """Turns the tokens of one text into lexemes."""

    def __init__(self, text: str) -> None:
        self.text, self.tokens = text, tokenise(text)
        self.figures = {match.start(): match for match in FIGURES.finditer(text)}
        self.found: list[Lexeme] = []

    def add(self, letter: str, start: int, end: int, value: int = 0, name: str = "") -> None:
        self.found.append(Lexeme(letter, value, name, start, end))

    def run(self) -> list[Lexeme]:
        """All lexemes in order."""
        position = 0
        last_end = 0
        while position < len(self.tokens):
            token = self.tokens[position]
            if "\n" in self.text[last_end : token.start]:
                self.add(BARRIER, token.start, token.start)
            position = self.step(position, token)
            last_end = self.tokens[position - 1].end
        return self.found

    def step(self, position: int, token: Token) -> int:
        """Add the lexeme at a token; where the next one begins."""
        if token.text[0].isdecimal():
            return self.digits(position, token)
        if token.text in _FIRST:
            for length in range(min(_FIRST[token.text], len(self.tokens) - position), 0, -1):
                words = tuple(word.text for word in self.tokens[position : position + length])
                if words in _LEXICON:
                    return self.entry(_LEXICON[words], position, length)
        adjacent = position + 1 < len(self.tokens) and self.tokens[position + 1].start == token.end
        if token.text in _ARTICLES and adjacent and self.tokens[position + 1].text[0].isdecimal():
            if token.text[0] == "و":
                self.add("C", token.start, token.start + 1)
            return position + 1
        if (ordinal := read_ordinal(self.tokens, position)) and ordinal.article:
            letter = "o" if ordinal.value in _DAYS else BARRIER
            self.joined("C" if token.text[0] == "و" else "", token.start)
            skip = token.text.startswith("و")
            self.add(letter, token.start + skip, self.tokens[ordinal.last - 1].end, ordinal.value)
            return ordinal.last
        number = read_numeral(self.text, self.tokens, position)
        if number is not None and number.value == int(number.value):
            self.add("N", token.start, self.tokens[number.last - 1].end, int(number.value))
            return number.last
        self.add(_MARKS.get(token.text, BARRIER), token.start, token.end)
        return position + 1

    def joined(self, letters: str, start: int) -> None:
        for letter in letters:
            self.add(letter, start, start)

    def entry(self, entry: _Entry, position: int, length: int) -> int:
        """Add a word of the lexicon, and before it what is joined to it."""
        start = self.tokens[position].start
        self.joined(entry.joined, start)
        self.add(entry.letter, start + entry.skip, self.tokens[position + length - 1].end, entry.value, entry.name)
        return position + length

    def digits(self, position: int, token: Token) -> int:
        """Add a date in figures, or a number."""
        figures = self.figures.get(token.start)
        day = _figures(figures) if figures else None
        if figures and day:
            self.add("D", figures.start(), figures.end(), day.toordinal())
            while position < len(self.tokens) and self.tokens[position].start < figures.end():
                position += 1
            return position
        number = read_numeral(self.text, self.tokens, position)
        if number is None or number.value != number.value or number.value != int(number.value):
            self.add(BARRIER, token.start, token.end)
            return position + 1
        letter = _number_letter(token.text, number.value) if number.last == position + 1 else "N"
        self.add(letter, token.start, self.tokens[number.last - 1].end, int(number.value))
        return number.last


_TWIN = re.compile(r"M(?:\((?P<pair>M[-/]M|M)\)?|[-/]?(?P<one>M))")


def _join_twins(found: list[Lexeme]) -> list[Lexeme]:
    """Make one month of two or three names of it: نيسان/أبريل, شباط (فبراير - فيفري), أغسطس آب."""
    letters = "".join(lexeme.letter for lexeme in found)
    joined: list[Lexeme] = []
    position = 0
    for match in _TWIN.finditer(letters):
        names = [found[index] for index in range(match.start(), match.end()) if letters[index] == "M"]
        if len({lexeme.value for lexeme in names}) > 1:
            continue
        joined += found[position : match.start()]
        joined.append(names[0]._replace(name="twin", end=found[match.end() - 1].end))
        position = match.end()
    return joined + found[position:]


def lexemes(text: str) -> list[Lexeme]:
    """Read a normalised text as lexemes of date expressions.

    Examples
    --------
    >>> "".join(lexeme.letter for lexeme in lexemes("منذ 15 مارس/اذار 2024"))
    'SnMY'
    """
    return _join_twins(_Lexer(text).run())
