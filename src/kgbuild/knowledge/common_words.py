"""Words that any report may use, counted in newspapers (``common_words.txt``, folded)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from kgbuild.knowledge.spelling import folded

__all__ = ["common_words", "is_common_word"]

_ARTICLE = "ال"


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Return the words."""
    return frozenset((Path(__file__).parent / "common_words.txt").read_text(encoding="utf-8").split())


def is_common_word(name: str) -> bool:
    """Whether a name is one word that any report may use, with or without its article.

    Examples
    --------
    >>> is_common_word("الميدان"), is_common_word("البوكمال"), is_common_word("كتيبة الميدان")
    (True, False, False)
    """
    words = folded(name).split()
    return len(words) == 1 and (words[0] in common_words() or words[0].removeprefix(_ARTICLE) in common_words())
