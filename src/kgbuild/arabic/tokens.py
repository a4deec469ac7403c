"""Words, numbers and marks of a normalised text, and word lists that know joined particles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kgbuild.arabic.normalise import Normalised, fold, normalise

__all__ = ["CliticForm", "Token", "as_normalised", "clitic_forms", "tokenise"]

_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,٬٫]\d+)*|[^\w\s]|_")


class Token(NamedTuple):
    """A word, a number or one mark, with its place in the normalised text."""

    text: str
    start: int
    end: int


class CliticForm(NamedTuple):
    """A word as it is written with joined particles: ``surface`` is folded."""

    surface: str
    conjunction: str
    preposition: str
    article: bool


def as_normalised(text: str | Normalised) -> Normalised:
    """Normalise a text unless that is done already."""
    return text if isinstance(text, Normalised) else normalise(text)


def tokenise(text: str) -> list[Token]:
    """Split a normalised text into words, numbers and marks.

    Examples
    --------
    >>> [token.text for token in tokenise("قتل 1,200 (تقريبا)")]
    ['قتل', '1,200', '(', 'تقريبا', ')']
    """
    return [Token(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]


def clitic_forms(word: str, *, article: bool = True) -> Iterator[CliticForm]:
    """Spell a word with every conjunction, preposition and, unless told otherwise, the article before it.

    Examples
    --------
    >>> [form.surface for form in clitic_forms("مئة")][:6]
    ['ميه', 'الميه', 'بميه', 'بالميه', 'كميه', 'كالميه']
    """
    base = fold(word)
    for conjunction in ("", "و", "ف"):
        for preposition in ("", "ب", "ك", "ل"):
            yield CliticForm(conjunction + preposition + base, conjunction, preposition, False)
            if article:
                joined = "لل" if preposition == "ل" else preposition + "ال"
                yield CliticForm(conjunction + joined + base, conjunction, preposition, True)
