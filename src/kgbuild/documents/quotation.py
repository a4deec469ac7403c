"""A stretch of a document's text as it is found again in the source: for HTML, in the page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from kgbuild.arabic.span import Span
from kgbuild.documents.document import Document

__all__ = ["Quotation", "Quotations"]

_CONTEXT = 32
# Extraction writes them before list items and between cells; the page has none there.
_LAYOUT = "-|"


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words themselves, and in a page what stands right before and after them."""

    exact: str
    prefix: str | None = None
    suffix: str | None = None


class Quotations:
    """Finds stretches of a document's text in the page that the text was extracted from.

    Extraction joins and drops white space and marks that cannot be seen, so the two are compared without them. Words
    that stand in the page several times (headline, teaser) are told apart by what stands around them.

    Examples
    --------
    >>> page = "الرئيسية قُتل\\u200f\\n  ثلاثة في كمين. جميع الحقوق"
    >>> document = Document("a.html", "قُتل ثلاثة في كمين.", "a.html", "", page=page)
    >>> Quotations(document).of(Span(0, 11))
    Quotation(exact='قُتل\\u200f\\n  ثلاثة', prefix='الرئيسية ', suffix=' في كمين. جميع الحقوق')
    """

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._page = document.page or ""
        self._letters, self._places = _visible(self._text) if self._page else ("", [])
        self._page_letters, self._page_places = _visible(self._page)

    def of(self, span: Span) -> Quotation:
        """Return the quotation of a stretch of the text; of the text itself where no page holds it."""
        start, end = (bisect_left(self._places, position) for position in (span.start, span.end))
        found = self._find(start, end) if start < end else None
        if found is None:
            return Quotation(span.of(self._text))
        first, last = self._page_places[found], self._page_places[found + end - start - 1] + 1
        return Quotation(
            self._page[first:last], self._page[max(0, first - _CONTEXT) : first], self._page[last:][:_CONTEXT]
        )

    def _find(self, start: int, end: int) -> int | None:
        """Where the letters between two positions stand among those of the page, in the surroundings most alike."""
        words, found = self._letters[start:end], []
        at = self._page_letters.find(words)
        while at >= 0:
            found.append(at)
            at = self._page_letters.find(words, at + 1)
        return max(found, key=lambda at: self._alike(start, end, at), default=None)

    def _alike(self, start: int, end: int, at: int) -> int:
        here, there, after = self._letters, self._page_letters, at + end - start
        before = _shared(reversed(here[max(0, start - _CONTEXT) : start]), reversed(there[max(0, at - _CONTEXT) : at]))
        return before + _shared(here[end : end + _CONTEXT], there[after : after + _CONTEXT])


def _shared(one: Iterable[str], other: Iterable[str]) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _visible(text: str) -> tuple[str, list[int]]:
    """The characters that can be seen, and where each stands."""
    places = [at for at, sign in enumerate(text) if sign.isprintable() and not sign.isspace() and sign not in _LAYOUT]
    return "".join(text[at] for at in places), places
