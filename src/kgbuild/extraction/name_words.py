"""The word lists of ``tables/names.toml`` in folded spelling."""

from __future__ import annotations

from kgbuild.arabic.normalise import fold
from kgbuild.extraction.lexicon import load_table

__all__ = ["name_words"]

_LISTS = {name: frozenset(fold(word) for word in words) for name, words in load_table("names").items()}


def name_words(name: str) -> frozenset[str]:
    """Return a list of ``tables/names.toml``.

    Raises
    ------
    KeyError
        There is no list of that name.

    Examples
    --------
    >>> "قري" in name_words("plural_places")
    True
    """
    return _LISTS[name]
