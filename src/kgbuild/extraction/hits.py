"""Words of an article, and where phrases of the tables stand among them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

__all__ = ["Hit", "HitTable", "Word"]


@dataclass(frozen=True, slots=True)
class Word:
    """One token: normalised, with its position in the article's text."""

    start: int
    end: int
    norm: str
    mark: Literal["", "quote", "comma", "colon", "bracket", "stop", "other"] = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the table found at words ``start`` to ``end``; ``value`` is its entry (lemma or type)."""

    category: str
    value: str
    start: int
    end: int
    conjunction: str = ""
    preposition: str = ""
    definite: bool = False


@dataclass(slots=True)
class HitTable:
    """Lexicon hits of an article by word, with queries by category."""

    rows: list[list[Hit]]

    def at(self, position: int, *categories: str) -> Hit | None:
        """Return the longest hit of one of the categories (or of their sub-categories) that begins at a word."""
        if not 0 <= position < len(self.rows):
            return None
        for hit in self.rows[position]:
            for category in categories:
                if hit.category == category or hit.category.startswith(category + "."):
                    return hit
        return None

    def any(self, position: int, categories: Iterable[str]) -> bool:
        """Whether a hit of one of the categories begins at a word."""
        return self.at(position, *categories) is not None
