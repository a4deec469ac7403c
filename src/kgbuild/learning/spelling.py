"""Spells annotated articles as other newsrooms, typists and scanned pages do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from random import Random

from kgbuild.learning.markup import MarkedArticle
from kgbuild.learning.rewriting import Piece, edited

__all__ = ["respelled"]

_WORDS = re.compile("[\\w\u064b-\u0652]+")
_DIACRITICS = re.compile("[\u064b-\u0652]")
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_BARE_ALEF = str.maketrans("أإآ", "ااا")
_MISREAD = 0.01  # of the letters' look-alikes, a word
_LONG = 4  # letters of a word that is still understood with one of them wrong

# How often an article has a spelling of its own.
_CHANCES = {"bare": 0.15, "heh": 0.05, "yeh": 0.06, "digits": 0.15, "plain": 0.3, "quotes": 0.2, "misread": 0.1}


def respelled(article: MarkedArticle, look_alike: Sequence[str], chance: Random) -> MarkedArticle:
    """Return an article in another spelling; its marks stay on the same words.

    Parameters
    ----------
    article
        An annotated article.
    look_alike
        Groups of letters that a scanned page mixes up.
    chance
        Which spellings it has is drawn from it.
    """
    drawn = {name for name, share in _CHANCES.items() if chance.random() < share}
    changes: dict[str, Callable[[str], str]] = {
        "bare": lambda word: word.translate(_BARE_ALEF),
        "heh": lambda word: re.sub("ة$", "ه", word),
        "yeh": lambda word: re.sub("ي$", "ى", word),
        "digits": lambda word: word.translate(_ARABIC_DIGITS),
        "plain": lambda word: _DIACRITICS.sub("", word),
        "misread": lambda word: _misread(word, look_alike, chance),
    }
    for name, change in changes.items():
        if name in drawn:
            article = edited(article, _changed(article.text, change))
    return edited(article, _quotes(article.text)) if "quotes" in drawn else article


def _changed(text: str, change: Callable[[str], str]) -> Iterator[Piece]:
    for match in _WORDS.finditer(text):
        word = change(match[0])
        if word != match[0] and word:
            yield Piece(match.start(), match.end(), word)


def _quotes(text: str) -> Iterator[Piece]:
    for match in re.finditer("[«»]", text):
        yield Piece(match.start(), match.end(), '"')


def _misread(word: str, look_alike: Sequence[str], chance: Random) -> str:
    if len(word) <= _LONG or chance.random() > _MISREAD * len(word):
        return word
    at = chance.randrange(1, len(word))
    group = next((letters for letters in look_alike if word[at] in letters), word[at])
    return word[:at] + chance.choice(group) + word[at + 1 :]
