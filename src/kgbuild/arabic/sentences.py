"""Where the sentences of an Arabic news text begin and end."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from kgbuild.arabic.normalise import fold
from kgbuild.arabic.span import Span

__all__ = ["sentences"]

_DATA = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))


def _any_of(characters: list[str]) -> str:
    return "[" + "".join(re.escape(character) for character in characters) + "]"


_UNITS = frozenset(fold(word) for word in _DATA["units"])
_INITIALS = frozenset(fold(word) for word in _DATA["initials"])
_BREAK = re.compile(
    rf"(?P<line>[\n\r\x0b\x0c\x85\u2028\u2029]+)"
    rf"|(?P<stops>{_any_of(_DATA['stops'])}+)(?P<close>(?:[^\S\n\r]?{_any_of(_DATA['closers'])})*)"
)
_WORD_BEFORE = re.compile(r"(?<![\d])[^\W\d_]+\Z")
_NEW_SENTENCE = re.compile(r"\s+و|\s*(?:\n|\Z)")
_LINE_ENDS = re.compile(r"[^\S\n]*(?:\n|\Z)")
_LATIN = re.compile(r"[A-Za-z\d]")
_CONTINUED = re.compile(rf"\s*{_any_of(_DATA['continuers'])}")
_WORD_CHARACTER = re.compile(r"[^\W_]")
# Longest word that an abbreviation may be: what is looked at before a stop.
_WINDOW = 24


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Whether the stop that was found ends its sentence."""
    before, after = match.start(), match.end()
    if _CONTINUED.match(text, after):
        return False
    if match["stops"] != "." or match["close"]:
        # Dots inside a sentence: a word goes on at once (hesitation), or they stand apart (words left out).
        dots = match["stops"].startswith(("..", "…")) and not match["close"]
        apart = text[before - 1 : before].isspace() and _LINE_ENDS.match(text, after) is None
        return not (dots and (apart or text[after : after + 1].isalnum()))
    if _LATIN.match(text, after) and text[before - 1 : before].isalnum():
        return False  # a decimal point, or the dot of a web address
    window = text[max(0, before - _WINDOW) : before]
    if not window.rsplit("\n", 1)[-1].strip("0123456789٠١٢٣٤٥٦٧٨٩ \t"):
        return False  # the number of an item in a list
    word = _WORD_BEFORE.search(window)
    if word is None:
        return True
    folded = fold(word.group())
    if folded in _UNITS:
        return _NEW_SENTENCE.match(text, after) is not None
    if folded in _INITIALS:
        return _LINE_ENDS.match(text, after) is not None
    return True


def sentences(text: str) -> list[Span]:
    """Split a text into sentences, each without the space around it.

    A sentence ends at a full stop, an exclamation or question mark, an ellipsis or a line break, with the quotation
    marks and brackets that close after it. Decimal points, initials and abbreviations do not end one.

    Parameters
    ----------
    text
        Any text.

    Examples
    --------
    >>> text = "قال المصدر: «انتهى الهجوم.» ولم تعلّق الوزارة."
    >>> [span.of(text) for span in sentences(text)]
    ['قال المصدر: «انتهى الهجوم.»', 'ولم تعلّق الوزارة.']
    """
    spans: list[Span] = []
    start = 0

    def close(end: int) -> None:
        nonlocal start
        piece = text[start:end]
        if _WORD_CHARACTER.search(piece):
            left = start + len(piece) - len(piece.lstrip())
            spans.append(Span(left, start + len(piece.rstrip())))
        elif spans and piece.strip() and "\n" not in text[spans[-1].end : start + 1]:
            # Nothing but marks: they belong to the sentence before.
            spans[-1] = Span(spans[-1].start, start + len(piece.rstrip()))
        start = end

    for match in _BREAK.finditer(text):
        if match["line"]:
            close(match.start())
            start = match.end()
        elif _ends_sentence(text, match):
            close(match.end())
    close(len(text))
    return spans
