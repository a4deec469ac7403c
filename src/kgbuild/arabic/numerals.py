"""The value of a number in digits or words: the arithmetic of Arabic numerals, without what surrounds them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from kgbuild.arabic.normalise import fold
from kgbuild.arabic.tokens import Token, clitic_forms

__all__ = ["DATA", "Numeral", "NumeralWord", "digits_value", "read_numeral"]

DATA: dict[str, Any] = tomllib.loads((Path(__file__).parent / "numbers.toml").read_text(encoding="utf-8"))

_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([,٬.])\d{3})(?:\1\d{3})*\Z")
_DECIMAL = re.compile(r"\d+[.,٫]\d+\Z")
_TRIPLE = re.compile(r"\d{3}\Z")
_SMALL = re.compile(r"[1-9]\d{0,2}\Z")
_PARTING = ("\n", "،", ", ")
_HUNDRED, _THOUSAND = 100, 1000

WordClass = Literal["unit", "teen", "ten", "hundred", "scale", "dual_scale", "fraction", "vague"]
Joint = Literal["first", "next", "and"]


class NumeralWord(NamedTuple):
    """A number word with its joined particles: what it can be, and its value as each."""

    values: dict[str, float]
    conjunction: str
    preposition: str
    article: bool


class Numeral(NamedTuple):
    """A number that was read: tokens ``first`` to ``last`` (excluded) mean ``value``.

    ``digits``: it begins with digits; ``article``: with the article; ``scaled``: it names thousands or more.
    """

    first: int
    last: int
    value: float
    digits: bool
    article: bool
    scaled: bool


_SECTIONS: tuple[tuple[WordClass, str], ...] = (
    ("unit", "units"),
    ("teen", "teens"),
    ("ten", "tens"),
    ("hundred", "hundreds"),
    ("scale", "scales"),
    ("dual_scale", "dual_scales"),
    ("fraction", "fractions"),
    ("vague", "vague"),
)


def _word_lexicon() -> dict[str, NumeralWord]:
    """Every number word with every joined particle, by folded spelling."""
    classes: dict[str, dict[str, float]] = {}
    for name, section in _SECTIONS:
        for word, value in DATA[section].items():
            classes.setdefault(fold(word), {})[name] = value
    lexicon: dict[str, NumeralWord] = {}
    for word, values in classes.items():
        for form in clitic_forms(word):
            lexicon.setdefault(form.surface, NumeralWord(values, form.conjunction, form.preposition, form.article))
    # A spelling that is a number word itself is that, whatever particles it could be taken for.
    lexicon.update({word: NumeralWord(values, "", "", False) for word, values in classes.items()})
    for word in DATA["not_numbers"]["words"]:
        lexicon.pop(fold(word), None)
    return lexicon


_LEXICON = _word_lexicon()


class _Reader:
    """Reads numerals among the tokens of one text. A *joint* says how a word hangs on the one before it.

    ``first``: nothing before it, any joined particle; ``next``: follows directly, without a particle; ``and``: is
    added with و, joined or apart.
    """

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text, self.tokens = text, tokens

    def at(self, position: int, joint: Joint) -> tuple[Token, int] | None:
        """The token that a numeral goes on with, and where the one after it stands."""
        joined_apart = joint == "and" and position < len(self.tokens) and self.tokens[position].text == "و"
        if joined_apart:
            position += 1
        if position >= len(self.tokens):
            return None
        token = self.tokens[position]
        if joint != "first" and self._parted(position):
            return None
        if joined_apart or joint == "first":
            return token, position + 1
        word = _LEXICON.get(token.text)
        if word is None:
            return (token, position + 1) if joint == "next" else None
        fits = not word.preposition and word.conjunction == ("و" if joint == "and" else "")
        return (token, position + 1) if fits else None

    def _parted(self, position: int) -> bool:
        """Whether a line or a comma ends before a token: ``دون الثامنة عشر، و250 امرأة``."""
        gap = self.text[self.tokens[position - 1].end : self.tokens[position].start]
        return any(mark in gap for mark in _PARTING)

    def word(self, position: int, joint: Joint, name: WordClass) -> tuple[float, int] | None:
        """Value of the number word of one class, and where it ends."""
        found = self.at(position, joint)
        word = _LEXICON.get(found[0].text) if found else None
        value = word.values.get(name) if word else None
        return None if found is None or value is None else (value, found[1])

    def below_hundred(self, position: int, joint: Joint) -> tuple[float, int] | None:
        """1 to 99 in words."""
        if teen := self.word(position, joint, "teen"):
            tenth = self.word(teen[1], "next", "unit")
            if tenth is not None and tenth[0] == 10:
                return teen[0], tenth[1]
        if unit := self.word(position, joint, "unit"):
            ten = self.word(unit[1], "and", "ten") if unit[0] < 10 else None
            return (unit[0] + ten[0], ten[1]) if ten else unit
        return self.word(position, joint, "ten")

    def below_thousand(self, position: int, joint: Joint) -> tuple[float, int] | None:
        """1 to 999 in words."""
        hundred = self.word(position, joint, "hundred")
        if hundred is None and (unit := self.word(position, joint, "unit")) and 2 < unit[0] < 10:
            one = self.word(unit[1], "next", "hundred")
            hundred = (unit[0] * _HUNDRED, one[1]) if one and one[0] == _HUNDRED else None
        if hundred is None:
            return self.below_hundred(position, joint)
        rest = self.below_hundred(hundred[1], "and")
        return (hundred[0] + rest[0], rest[1]) if rest else hundred

    def digits(self, position: int, joint: Joint) -> tuple[float, int] | None:
        """A number in digits, with points, commas or spaces between its thousands."""
        found = self.at(position, joint)
        if found is None or not found[0].text[0].isdecimal():
            return None
        token, after = found
        value = digits_value(token.text)
        if _SMALL.match(token.text):
            while after < len(self.tokens) and _TRIPLE.match(self.tokens[after].text) and self._one_space(after):
                value = value * _THOUSAND + int(self.tokens[after].text)
                after += 1
        return value, after

    def _one_space(self, position: int) -> bool:
        return self.text[self.tokens[position - 1].end : self.tokens[position].start] == " "

    def group(self, position: int, joint: Joint) -> tuple[float, int, float] | None:
        """A count of one scale (twelve thousand): its value, where it ends, and the scale."""
        for name, times in (("dual_scale", 2), ("scale", 1)):
            found = self.word(position, joint, name)  # type: ignore[arg-type]
            if found and self.singular(found[1] - 1):
                return self.with_fraction(found[0] * times, found[1], found[0])
        part = self.word(position, joint, "fraction")
        if part and (scale := self.scale(part[1])):
            return part[0] * scale[0], scale[1], scale[0]
        count = self.digits(position, joint) or self.below_thousand(position, joint)
        if count is None:
            return None
        scale = self.scale(count[1])
        return self.with_fraction(count[0] * scale[0], scale[1], scale[0]) if scale else (*count, 1)

    def scale(self, position: int) -> tuple[float, int] | None:
        """A scale that multiplies the number before it; ألفا is one, for it is the accusative of ألف too."""
        return self.word(position, "next", "scale") or self.word(position, "next", "dual_scale")

    def singular(self, position: int) -> bool:
        """Whether a scale is no plural: those count nothing by themselves."""
        word = _LEXICON[self.tokens[position].text]
        return "vague" not in word.values

    def with_fraction(self, value: float, position: int, scale: float) -> tuple[float, int, float]:
        """Add the half of مليون ونصف, the scale said again or not."""
        part = self.word(position, "and", "fraction")
        if part is None:
            return value, position, scale
        again = self.word(part[1], "next", "scale")
        return value + part[0] * scale, again[1] if again and again[0] == scale else part[1], scale

    def numeral(self, position: int) -> tuple[float, int, bool] | None:
        """The longest numeral that begins at a position: its value, where it ends, whether it names a scale."""
        group = self.group(position, "first")
        if group is None:
            return None
        value, position, scale = group
        scaled = scale > 1
        while scale > 1 and (more := self.group(position, "and")) and more[2] < scale and more[0] < scale:
            value, position, scale = value + more[0], more[1], more[2]
        return value, position, scaled


def digits_value(digits: str) -> float:
    """Value of a number in digits; a group of exactly three after a point or comma makes thousands.

    Examples
    --------
    >>> digits_value("1,200"), digits_value("2.5"), digits_value("120")
    (1200, 2.5, 120)
    """
    if digits.isdecimal():
        return int(digits)
    if _GROUPED.match(digits):
        return int(re.sub(r"\D", "", digits))
    if _DECIMAL.match(digits):
        return float(re.sub(r"[,٫]", ".", digits))
    return float("nan")


def read_numeral(text: str, tokens: Sequence[Token], position: int) -> Numeral | None:
    """Read the longest numeral, in digits or words, that begins at a token.

    Parameters
    ----------
    text
        The normalised text that the tokens stand in.
    tokens
        Its tokens.
    position
        The token to begin at; it may carry joined particles.

    Examples
    --------
    >>> from kgbuild.arabic.tokens import tokenise
    >>> text = "ميه وخمسه وعشرون قتيلا"
    >>> read_numeral(text, tokenise(text), 0).value
    125
    """
    token = tokens[position]
    word = _LEXICON.get(token.text)
    if word is None and not token.text[0].isdecimal():
        return None
    found = _Reader(text, tokens).numeral(position)
    if found is None:
        return None
    value, last, scaled = found
    if value == value and value == int(value):
        value = int(value)
    return Numeral(position, last, value, word is None, word is not None and word.article, scaled)
