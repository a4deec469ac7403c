"""Spelling variants of Arabic folded into one, with a map back to the text as written."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kgbuild.arabic.span import Span

__all__ = ["Normalised", "fold", "holds_arabic", "normalise"]

# Letters of Arabic and of its sisters, and their presentation forms.
_LETTER = re.compile("[\u0621-\u064a\u0671-\u06d3\ufb50-\ufdfc\ufe80-\ufefc]")
_PRESENTATION_FORMS = (range(0xFB50, 0xFE00), range(0xFE70, 0xFF00))


def _code_points(ranges: Iterable[str]) -> list[int]:
    points: list[int] = []
    for entry in ranges:
        first, _, last = entry.partition("-")
        points.extend(range(int(first, 16), int(last or first, 16) + 1))
    return points


def _tables() -> tuple[dict[int, str], frozenset[str]]:
    """The folding of every character that changes, and the marks that belong to the letter before them."""
    data = tomllib.loads((Path(__file__).parent / "characters.toml").read_text(encoding="utf-8"))
    marks = _code_points(data["marks"])
    table: dict[int, str] = dict.fromkeys([*marks, *_code_points(data["invisible"])], "")
    table.update(dict.fromkeys(_code_points(data["spaces"]), " "))
    table.update({ord(letter): plain for letter, plain in data["letters"].items()})
    for first in data["digits"]:
        table.update({int(first, 16) + value: str(value) for value in range(10)})
    for point in (point for block in _PRESENTATION_FORMS for point in block if point not in table):
        decomposed = unicodedata.normalize("NFKC", chr(point))
        if decomposed != chr(point):
            # The isolated shapes of marks decompose to a space that carries the mark: nothing is left of them.
            table[point] = decomposed.translate(table) if decomposed.translate(table).strip() else ""
    return table, frozenset(map(chr, marks))


_TABLE, _MARKS = _tables()
_UNEVEN = re.compile(
    "[" + "".join(re.escape(chr(point)) for point, plain in sorted(_TABLE.items()) if len(plain) != 1) + "]"
)


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text in folded spelling that knows where each of its characters comes from.

    Parameters
    ----------
    text
        The folded text.
    original
        The text as it was given.
    offsets
        For each character of ``text`` the offset in ``original`` that it comes from, never decreasing.
    """

    text: str
    original: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Map a stretch of the folded text to the text as written, vowel marks on its last letter included.

        Examples
        --------
        >>> folded = normalise("قُتِلَ جنديّان")
        >>> folded.text
        'قتل جنديان'
        >>> folded.span(4, 10).of("قُتِلَ جنديّان")
        'جنديّان'
        """
        if start >= end:
            position = self.offsets[start] if start < len(self.offsets) else len(self.original)
            return Span(position, position)
        last = self.offsets[end - 1] + 1
        while last < len(self.original) and self.original[last] in _MARKS:
            last += 1
        return Span(self.offsets[start], last)


def normalise(text: str) -> Normalised:
    """Fold the spelling of a text: no marks, one alef, one ya, one ha, plain digits and spaces.

    ``ؤ`` becomes ``و`` and ``ئ`` becomes ``ي``; presentation forms become the letters that they show, so the
    ligature ``ﷲ`` becomes four. What changes into what is listed in ``characters.toml``.

    Parameters
    ----------
    text
        Any text.

    Examples
    --------
    >>> normalise("الأربعــاء ٢٠١٥").text
    'الاربعاء 2015'
    """
    uneven = [match.start() for match in _UNEVEN.finditer(text)]
    if not uneven:
        return Normalised(text.translate(_TABLE), text, range(len(text)))
    offsets = array("l")
    position = 0
    for index in uneven:
        offsets.extend(range(position, index))
        offsets.extend([index] * len(_TABLE[ord(text[index])]))
        position = index + 1
    offsets.extend(range(position, len(text)))
    return Normalised(text.translate(_TABLE), text, offsets)


@lru_cache(maxsize=65536)
def holds_arabic(text: str) -> bool:
    """Whether at least one Arabic letter stands in a text.

    Examples
    --------
    >>> holds_arabic("Mayadin (الميادين)"), holds_arabic("Mayadin, 2018")
    (True, False)
    """
    return _LETTER.search(text) is not None


def fold(word: str) -> str:
    """Fold the spelling of a word or short phrase, as :func:`normalise` does, without a map back.

    Examples
    --------
    >>> fold("ﻻ"), fold("مُؤْتَة"), fold("رئيس")
    ('لا', 'موته', 'رييس')
    """
    return word.translate(_TABLE)
