"""WordPiece, the tokenisation of BERT: words cut greedily into the longest pieces of a list.

Devlin et al. 2019 (https://arxiv.org/abs/1810.04805); the same pieces as ``BertTokenizerFast`` gives, without special
ones. AraBERT, CAMeLBERT and MARBERT are tokenised so.
"""

from __future__ import annotations

import json
import string
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["OPENING", "UNKNOWN", "WordPieces"]

OPENING = b"{"
"""What a written list begins with; a SentencePiece model begins with another byte."""
UNKNOWN = 3
"""The piece of a word that no pieces make up; the three before it open, pad and close a text."""

_CONTROLS = ("Cc", "Cf", "Cn", "Co", "Cs")
_IDEOGRAPHS = ((0x4E00, 0xA000), (0x3400, 0x4DC0), (0xF900, 0xFB00), (0x20000, 0x2CEB0), (0x2F800, 0x2FA20))

_Letters = list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class WordPieces:
    """A list of pieces, and how text is prepared for them.

    Parameters
    ----------
    pieces
        Piece → id.
    prefix
        What pieces inside a word begin with.
    lowercase, strip_accents
        Whether letters are put in lower case, and marks on letters (ّ, the madda of آ) left out.
    longest
        Characters of a word that is cut; a longer one is unknown.

    Examples
    --------
    >>> cut = WordPieces({"[CLS]": 0, "[PAD]": 1, "[SEP]": 2, "[UNK]": 3, "قصف": 4, "##ت": 5, ".": 6}).cut
    >>> cut("قصفت قصف.")
    ([4, 5, 4, 6], [(0, 3), (3, 4), (5, 8), (8, 9)])
    """

    pieces: dict[str, int]
    prefix: str = "##"
    lowercase: bool = False
    strip_accents: bool = False
    longest: int = 100

    @classmethod
    def read(cls, data: bytes) -> WordPieces:
        """Read what :meth:`write` wrote.

        Raises
        ------
        ValueError
            The data is no such list.
        """
        told = json.loads(data)
        if not isinstance(told, dict) or told.get("type") != "WordPiece":
            raise ValueError("no list of WordPiece")
        pieces = {str(piece): at for at, piece in enumerate(told["pieces"])}
        prepared = bool(told["lowercase"]), bool(told["strip_accents"])
        return cls(pieces, str(told["prefix"]), *prepared, int(told["longest"]))

    def write(self) -> bytes:
        """Return the list as bytes."""
        told = {
            "type": "WordPiece",
            "prefix": self.prefix,
            "lowercase": self.lowercase,
            "strip_accents": self.strip_accents,
            "longest": self.longest,
            "pieces": sorted(self.pieces, key=self.pieces.__getitem__),
        }
        return json.dumps(told, ensure_ascii=False).encode()

    def cut(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """Return the ids of a text's pieces, and where each stands in it (half-open, in code points)."""
        ids: list[int] = []
        spans: list[tuple[int, int]] = []
        for word in self._words(text):
            for id, first, behind in self._pieces(word):
                ids.append(id)
                spans.append((word[first][1], word[behind - 1][1] + 1))
        return ids, spans

    def _pieces(self, word: _Letters) -> Iterator[tuple[int, int, int]]:
        """The longest pieces from left to right; one unknown piece where some part is in none."""
        letters = "".join(letter for letter, _ in word)
        if len(letters) > self.longest:
            yield UNKNOWN, 0, len(word)
            return
        found = []
        start = 0
        while start < len(letters):
            for end in range(len(letters), start, -1):
                id = self.pieces.get((self.prefix if start else "") + letters[start:end])
                if id is not None:
                    break
            else:
                yield UNKNOWN, 0, len(word)
                return
            found.append((id, start, end))
            start = end
        yield from found

    def _words(self, text: str) -> Iterator[_Letters]:
        """Words and single signs, each letter with its place in the text."""
        word: _Letters = []
        for letter, at in self._prepared(text):
            if letter.isspace() or _is_sign(letter):
                if word:
                    yield word
                word = []
                if not letter.isspace():
                    yield [(letter, at)]
            else:
                word.append((letter, at))
        if word:
            yield word

    def _prepared(self, text: str) -> Iterator[tuple[str, int]]:
        for at, letter in enumerate(text):
            if letter.isspace():
                yield " ", at
            elif letter == "\ufffd" or unicodedata.category(letter) in _CONTROLS:
                continue
            elif any(low <= ord(letter) < high for low, high in _IDEOGRAPHS):
                yield from ((" ", at), (letter, at), (" ", at))
            else:
                yield from ((changed, at) for changed in self._changed(letter))

    def _changed(self, letter: str) -> str:
        if self.strip_accents:
            parts = unicodedata.normalize("NFD", letter)
            letter = "".join(part for part in parts if unicodedata.category(part) != "Mn")
        return letter.lower() if self.lowercase else letter


def _is_sign(letter: str) -> bool:
    return letter in string.punctuation or unicodedata.category(letter).startswith("P")
