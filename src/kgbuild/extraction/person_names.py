"""Names of people that no list knows: how far the words of a name reach."""

from __future__ import annotations

from collections.abc import Mapping

from kgbuild.extraction.annotations import Mention, Reading
from kgbuild.extraction.hits import HitTable
from kgbuild.extraction.mentions import is_name_word
from kgbuild.extraction.name_words import name_words

__all__ = ["FATHERS", "PersonNames"]

FATHERS = name_words("before_names")

_ALI = "علي"
_LIKE_VERBS = ("عزت",)  # names that are spelt like a verb of saying
_COMMON = ("people", "facilities", "descriptor", "places", "weapon", "trigger.noun", "fates.pious")
_COMMON_SOURCES = ("reporting.source_nouns", "reporting.not_names", "speech.source_nouns")


class PersonNames:
    """Reads name words of one article."""

    def __init__(self, reading: Reading, hits: HitTable, mentions: Mapping[int, Mention]) -> None:
        self._reading, self._hits, self._words, self._mentions = reading, hits, reading.words, mentions
        self._free = [False] * len(reading.words)

    def end(self, position: int, limit: int, most: int) -> int:
        """Return where the words of a name that begins at ``position`` end (``position`` for no name)."""
        at = position
        while at < limit and at - position < most:
            given = (
                self._ali(at) and at + 1 < limit and (self.plain(at + 1) or (at > position and self._closes(at + 1)))
            )
            inner = at > position and (self._of_father(at) or self._nisba(at) or self._words[at].norm in _LIKE_VERBS)
            if not given and not self.plain(at) and not inner:
                break
            if at > position and self._words[at].norm.startswith("وال"):
                break
            at += 1
        return at

    def plain(self, position: int) -> bool:
        """Whether a word may be part of a name: nothing that the tables or the other components know."""
        if not is_name_word(self._words, self._hits, position, self._free) or position in self._mentions:
            return False
        return not self._hits.any(position, (*_COMMON, *_COMMON_SOURCES)) and not self.dated(position)

    def _of_father(self, position: int) -> bool:
        """``بن سفير``, ``آل الشيخ``: behind these any word belongs to the name."""
        word = self._words[position]
        return not word.mark and position not in self._mentions and self._words[position - 1].norm in FATHERS

    def _nisba(self, position: int) -> bool:
        """``سامر الكردي``: an adjective of a people ends a name."""
        ends = position not in self._mentions and self._hits.any(position, ("people.of_people",))
        return ends and self._words[position].norm.startswith("ال") and self._words[position].norm.endswith("ي")

    def _ali(self, position: int) -> bool:
        """``علي`` is the name; the preposition is written ``على`` and folds to the same."""
        return self._words[position].norm == _ALI and self._reading.ends_in_ya(position)

    def _closes(self, position: int) -> bool:
        """Whether a preposition could not have what stands here behind it: ``يوسف محمد علي في …``."""
        return self._words[position].mark in ("comma", "stop") or self._hits.any(position, ("preposition",))

    def dated(self, position: int) -> bool:
        """Whether a word belongs to a date."""
        start = self._words[position].start
        return any(match.span.start <= start < match.span.end for match in self._reading.dates)
