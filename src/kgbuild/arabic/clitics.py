"""Which conjunction, preposition, article and pronoun may be joined to a word."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kgbuild.arabic.normalise import normalise

__all__ = ["CliticSplit", "SuffixSplit", "clitics", "suffixes"]

_DATA = tomllib.loads((Path(__file__).parent / "clitics.toml").read_text(encoding="utf-8"))
_REMAINDER: int = _DATA["remainder"]
_TA_MARBUTA = "ه"


@dataclass(frozen=True, slots=True)
class CliticSplit:
    """One reading of a word's beginning.

    Parameters
    ----------
    stem
        What is left, in folded spelling.
    start
        Where the stem begins in the word as written.
    conjunction, preposition
        The joined letter, or an empty string.
    article
        Whether the word carries the article; in ``لل`` it does without its alef.
    future
        Whether the word carries the ``س`` of the future.
    """

    stem: str
    start: int
    conjunction: str = ""
    preposition: str = ""
    article: bool = False
    future: bool = False


@dataclass(frozen=True, slots=True)
class SuffixSplit:
    """One reading of a word's end: the folded stem, and the pronoun joined to it (empty for none)."""

    stem: str
    pronoun: str = ""


@lru_cache(maxsize=65536)
def clitics(word: str) -> tuple[CliticSplit, ...]:
    """Every way to take joined particles off the beginning of a word, from none to most.

    Parameters
    ----------
    word
        One word, in any spelling.

    Examples
    --------
    >>> [split.stem for split in clitics("وبالمدينة")]
    ['وبالمدينه', 'بالمدينه', 'المدينه', 'مدينه']
    >>> [(split.stem, split.preposition, split.article) for split in clitics("للواء")]
    [('للواء', '', False), ('لواء', 'ل', False), ('لواء', 'ل', True), ('واء', 'ل', True)]
    """
    folded = normalise(word)
    letters = folded.text
    splits: list[CliticSplit] = []

    def add(cut: int, **fields: str | bool) -> None:
        if cut == 0 or len(letters) - cut >= _REMAINDER:
            start = folded.offsets[cut] if cut < len(letters) else 0
            splits.append(CliticSplit(letters[cut:], start, **fields))  # type: ignore[arg-type]

    for conjunction in ("", *_DATA["conjunctions"]):
        if not letters.startswith(conjunction):
            continue
        head = len(conjunction)
        add(head, conjunction=conjunction)
        rest = letters[head:]
        if rest.startswith(_DATA["future"]) and rest[1:2] and rest[1] in _DATA["imperfect"]:
            add(head + 1, conjunction=conjunction, future=True)
        if rest.startswith(_DATA["article"]):
            add(head + 2, conjunction=conjunction, article=True)
        for preposition in _DATA["prepositions"]:
            if not rest.startswith(preposition):
                continue
            add(head + 1, conjunction=conjunction, preposition=preposition)
            if rest.startswith(_DATA["li_article"]):
                add(head + 1, conjunction=conjunction, preposition=preposition, article=True)
                add(head + 2, conjunction=conjunction, preposition=preposition, article=True)
            elif rest[1:].startswith(_DATA["article"]):
                add(head + 3, conjunction=conjunction, preposition=preposition, article=True)
    return tuple(sorted(splits, key=lambda split: -len(split.stem)))


@lru_cache(maxsize=65536)
def suffixes(word: str) -> tuple[SuffixSplit, ...]:
    """Every way to take a joined pronoun off the end of a word, from none to most.

    A stem that ends in ``ت`` before a pronoun may end in ta marbuta without it; both stand in the result.

    Examples
    --------
    >>> [split.stem for split in suffixes("مدينتهم")]
    ['مدينتهم', 'مدينت', 'مدينه']
    """
    letters = normalise(word).text
    splits = [SuffixSplit(letters)]
    for pronoun in _DATA["pronouns"]:
        stem = letters.removesuffix(pronoun)
        if stem == letters or len(stem) < _REMAINDER:
            continue
        splits.append(SuffixSplit(stem, pronoun))
        if stem.endswith("ت") and len(stem) > _REMAINDER:
            splits.append(SuffixSplit(stem[:-1] + _TA_MARBUTA, pronoun))
    return tuple(sorted(splits, key=lambda split: -len(split.stem)))
