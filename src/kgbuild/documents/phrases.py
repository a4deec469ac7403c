"""The phrase tables of phrases.toml, loaded once."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

__all__ = ["phrases"]


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads((Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8"))


def phrases(group: str) -> dict[str, Any]:
    """Return one group of phrases.toml.

    Examples
    --------
    >>> phrases("related")["max_words"]
    6
    """
    return _tables()[group]
