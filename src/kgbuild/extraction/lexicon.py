"""The word lists of ``tables/`` and of the ontology as one phrase table over normalised words."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from kgbuild.arabic.clitics import clitics
from kgbuild.arabic.normalise import fold
from kgbuild.extraction.hits import Hit, Word
from kgbuild.extraction.inflection import noun_forms, subject_forms, verb_forms

__all__ = ["Lexicon", "frame_entries", "general_entries", "load_table", "trigger_entries"]

_TABLES = Path(__file__).parent / "tables"


@lru_cache(maxsize=None)
def load_table(name: str) -> dict[str, Any]:
    """Read ``tables/NAME.toml``."""
    with (_TABLES / f"{name}.toml").open("rb") as stream:
        return tomllib.load(stream)


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) >= 4 else word


class Lexicon:
    """A table of phrases by category.

    Parameters
    ----------
    entries
        Triples of category, value and phrase; phrases are normalised here.
    """

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        table: dict[str, set[tuple[tuple[str, ...], str, str]]] = defaultdict(set)
        for category, value, phrase in entries:
            words = tuple(_bare(word) for word in fold(phrase).split())
            if words:
                table[words[0]].add((words, category, value))
        self._table = {first: sorted(rows, key=lambda row: (-len(row[0]), row)) for first, rows in table.items()}

    def hits(self, words: Sequence[Word]) -> list[list[Hit]]:
        """Find every phrase; the result has one list a word: the hits that begin there, longest first.

        Quotation marks inside a phrase are passed over; the article is optional on each word, proclitics on the first.
        """
        result: list[list[Hit]] = []
        for position, word in enumerate(words):
            result.append([] if word.mark else self._at(words, position))
        return result

    def _at(self, words: Sequence[Word], position: int) -> list[Hit]:
        found: list[Hit] = []
        seen: set[tuple[str, str]] = set()
        for split in clitics(words[position].norm):
            rows = self._table.get(split.stem)
            if not rows:
                continue
            conjunction, preposition = split.conjunction, split.preposition
            if position and words[position].start - words[position - 1].end <= 1:
                conjunction, preposition = _detached(words, position, conjunction, preposition)
            for phrase, category, value in rows:
                if (category, value) in seen:
                    continue
                end = _match(words, position, phrase)
                if end:
                    seen.add((category, value))
                    found.append(Hit(category, value, position, end, conjunction, preposition, split.article))
        found.sort(key=lambda hit: -hit.end)
        return found


def _detached(words: Sequence[Word], position: int, conjunction: str, preposition: str) -> tuple[str, str]:
    """Proclitics that a quotation mark separates from their word: ``لـ«داعش»``."""
    back = position - 1
    while back > 0 and words[back].mark == "quote":
        back -= 1
    if back < position - 1 and words[back].norm in ("و", "ف", "ب", "ل", "ك", "ول", "وب"):
        clitic = words[back].norm
        conjunction = conjunction or (clitic[0] if clitic[0] in "وف" else "")
        preposition = preposition or clitic.lstrip("وف")
    return conjunction, preposition


def _match(words: Sequence[Word], position: int, phrase: tuple[str, ...]) -> int:
    at = position
    for part in phrase[1:]:
        at += 1
        while at < len(words) and words[at].mark == "quote":
            at += 1
        if at >= len(words) or words[at].mark or _bare(words[at].norm) != part:
            if len(part) == 1 and at < len(words):  # a preposition written on the next word: تابع لـ
                if words[at].norm.startswith(part) and part == phrase[-1]:
                    return at
            return 0
    return at + 1


def general_entries() -> list[tuple[str, str, str]]:
    """Entries of ``words.toml``: category ``group.list``; verbs of saying with all their forms."""
    entries = []
    for group, lists in load_table("words").items():
        for name, phrases in lists.items():
            category = f"{group}.{name}"
            for phrase in phrases:
                if category == "reporting.verbs":
                    entries += [("reporting.verbs", phrase, form) for form in sorted(subject_forms(fold(phrase)))]
                elif category == "reporting.forms":
                    entries.append(("reporting.verbs", phrase, phrase))
                else:
                    entries.append((category, phrase, phrase))
    return entries


def frame_entries() -> list[tuple[str, str, str]]:
    """Entries of the relational verbs of ``frames.toml``: category ``verb.perform`` and the like."""
    entries = []
    for name, table in load_table("frames")["verb"].items():
        for lemma in table["lemmas"]:
            head, _, tail = lemma.partition(" ")
            for form in sorted(verb_forms(fold(head))):
                entries.append((f"verb.{name}", lemma, f"{form} {tail}".strip()))
        entries += [(f"verb.{name}", form, form) for form in table.get("forms", ())]
    for name, phrases in load_table("frames")["prepositions"].items():
        entries += [(f"preposition.{name}", phrase, phrase) for phrase in phrases]
    return entries


def trigger_entries(triggers: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Entries of event words: ``triggers`` are class, part of speech (``noun``, ``verb`` or empty) and phrase."""
    entries = []
    for name, pos, phrase in triggers:
        head, _, tail = fold(phrase).partition(" ")
        head = _bare(head)
        if pos != "noun":
            entries += [(f"trigger.verb.{name}", phrase, f"{form} {tail}".strip()) for form in sorted(verb_forms(head))]
        if pos != "verb":
            entries += [(f"trigger.noun.{name}", phrase, f"{form} {tail}".strip()) for form in sorted(noun_forms(head))]
    return entries
