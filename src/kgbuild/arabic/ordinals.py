"""Ordinal numbers in words: the third, the eleventh, the twenty-fifth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kgbuild.arabic.normalise import Normalised, fold
from kgbuild.arabic.numerals import DATA
from kgbuild.arabic.span import Span
from kgbuild.arabic.tokens import Token, as_normalised, clitic_forms, tokenise

__all__ = ["Ordinal", "OrdinalMatch", "ordinals", "read_ordinal"]


class Ordinal(NamedTuple):
    """An ordinal that was read: it ends before token ``last``."""

    last: int
    value: int
    article: bool


@dataclass(frozen=True, slots=True)
class OrdinalMatch:
    """An ordinal in a text, and the number that it ranks."""

    span: Span
    value: int


_UNITS = {
    form.surface: (value, form.article) for word, value in DATA["ordinal_units"].items() for form in clitic_forms(word)
}
_TENS = {form.surface: (value, form.article) for word, value in DATA["tens"].items() for form in clitic_forms(word)}
_AND_TENS = {
    form.surface: value
    for word, value in DATA["tens"].items()
    for form in clitic_forms(word)
    if form.conjunction == "و" and not form.preposition
}
_TENTH = frozenset(map(fold, ("عشر", "عشرة")))
_ONE = frozenset(form.surface for form in clitic_forms("واحد"))


def read_ordinal(tokens: Sequence[Token], position: int) -> Ordinal | None:
    """Read the ordinal that begins at a token; tens alone need the article, else they are cardinals.

    Examples
    --------
    >>> read_ordinal(tokenise("الخامس والعشرين"), 0)
    Ordinal(last=2, value=25, article=True)
    """
    word = tokens[position].text
    following = tokens[position + 1].text if position + 1 < len(tokens) else ""
    if word in _UNITS:
        value, article = _UNITS[word]
        if value < 10 and following in _AND_TENS:
            return Ordinal(position + 2, value + _AND_TENS[following], article)
        if following in _TENTH:
            return Ordinal(position + 2, value + 10, article)
        return None if word in _ONE else Ordinal(position + 1, value, article)
    if word in _TENS and _TENS[word][1]:
        return Ordinal(position + 1, _TENS[word][0], True)
    return None


def ordinals(text: str | Normalised) -> list[OrdinalMatch]:
    """Find the ordinals of a text.

    Examples
    --------
    >>> text = "في الهجوم الثالث والعشرين"
    >>> [(match.span.of(text), match.value) for match in ordinals(text)]
    [('الثالث والعشرين', 23)]
    """
    source = as_normalised(text)
    tokens = tokenise(source.text)
    matches: list[OrdinalMatch] = []
    position = 0
    while position < len(tokens):
        found = read_ordinal(tokens, position)
        if found is None:
            position += 1
            continue
        span = source.span(tokens[position].start, tokens[found.last - 1].end)
        matches.append(OrdinalMatch(span, found.value))
        position = found.last
    return matches
