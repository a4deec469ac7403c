"""Folded spellings of names, kept: loading asks for each of them several times."""

from __future__ import annotations

from functools import lru_cache

from kgbuild.arabic.normalise import fold

__all__ = ["folded"]


@lru_cache(maxsize=1 << 15)
def folded(name: str) -> str:
    """Fold the spelling of a name, as :func:`kgbuild.arabic.normalise.fold` does.

    Examples
    --------
    >>> folded("الرقّة")
    'الرقه'
    """
    return fold(name)
