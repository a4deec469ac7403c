"""A text as names are looked for in it: folded words in a row, and the way back to the text as written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kgbuild.arabic.normalise import Normalised
from kgbuild.arabic.span import Span

__all__ = ["WORD", "Haystack"]

# A number is a word of its own where a space is missing: محافظة كذا57.
WORD = re.compile(r"\d+(?=[ء-ي])|[ء-ي]+(?=\d)|\w+")
# Quotation marks, spaces, the sign of a tag and an inner hyphen do not end a name: لواء «فاطميون», محافظة #كذا.
_INSIDE_NAME = re.compile(r"""[ \t"'«»“”„‟‘’‹›*#]+|-""")
_BREAK = "\x00 "


@dataclass(frozen=True, slots=True)
class Haystack:
    """Folded words, each followed by a space; where each begins here, and where in the folded text."""

    text: str
    starts: Sequence[int]
    origins: Sequence[int]
    source: Normalised

    @staticmethod
    def of(source: Normalised) -> Haystack:
        """Put the words of a folded text in a row; what ends a name stands between them as a word of its own.

        Examples
        --------
        >>> from kgbuild.arabic.normalise import normalise
        >>> Haystack.of(normalise("لواء «القدس». حلب")).text.split(" ")
        ['لواء', 'القدس', '\\x00', 'حلب', '']
        """
        pieces: list[str] = []
        starts: list[int] = []
        origins: list[int] = []
        folded = source.text
        length = end = 0
        before = ""
        for word in WORD.finditer(folded):
            start, written = word.start(), word.group()
            if (
                before
                and not (start == end + 1 and folded[end] == " ")
                and not _continues(folded[end:start], before, written)
            ):
                pieces.append(_BREAK)
                length += len(_BREAK)
            letters = written.lower()
            if len(letters) != len(written):
                letters = written
            pieces += (letters, " ")
            starts.append(length)
            origins.append(start)
            length += len(letters) + 1
            end, before = word.end(), written
        return Haystack("".join(pieces), starts, origins, source)

    def span(self, start: int, end: int) -> Span:
        """Map a stretch that begins and ends at letters to the text as written."""
        return self.source.span(self._origin(start), self._origin(end - 1) + 1)

    def _origin(self, position: int) -> int:
        word = bisect_right(self.starts, position) - 1
        return self.origins[word] + position - self.starts[word]


def _continues(gap: str, before: str, after: str) -> bool:
    if not gap:
        return True  # الفرقة30
    if _INSIDE_NAME.fullmatch(gap):
        return True
    # The dots of an acronym: أ.ف.ب
    return gap.strip() in (".", "-") and len(after) == 1 and len(before) <= 2
