"""The word lists of ``tables/`` and of the ontology as one phrase table over normalised words."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kgbuild.arabic.clitics import CliticSplit, clitics
from kgbuild.arabic.inflection import noun_forms, subject_forms, verb_forms
from kgbuild.arabic.normalise import fold
from kgbuild.extraction.hits import Hit, Word

__all__ = ["Lexicon", "frame_entries", "general_entries", "load_table", "trigger_entries", "weapon_entries"]

# Particles never carry the article, nor ك: الآن and كان are no أن, العند is a name.
_INFLECTED = frozenset(
    {
        "reporting.verbs",
        "reporting.diplomacy",
        "certainty.accusing",
        "factuality.intending",
        "factuality.threatening",
        "factuality.wanting",
        "remembrance.verbs",
        "speech.going_on",
        "speech.condemning",
        "speech.justifying",
        "speech.bringing",
        "speech.counting",
        "speech.asserting",
    }
)
_WITHOUT_ARTICLE = frozenset(
    {"complementizers.words", "preposition.place", "preposition.target", "places.prepositions"}
)
_TABLES = Path(__file__).parent / "tables"
_DETACHED = re.compile("([وف]?)([بلك]?)")
_VERBS, _NOUNS = "trigger.verb.", "trigger.noun."
_CONTROL = f"{_NOUNS}TerritorialChange"
_REACH = 9  # words from a verb to its object, with the subject between them
_ARTICLE_LENGTH = 5
_GOVERNED = "لل"  # مضادا للطيران: what a preposition governs keeps its form
_NO_ACCUSATIVE = ("ه", "ات", "ين", "ان", "ا")  # endings of words whose accusative shows no alif
_IMPERFECT = "يتن"  # with س before it a word begins with one of these; سامر is a name
_ANY = ("اي", "ايه")  # إسقاط أي طائرة
_FALL = "سقوط"  # سقوط المدينة بيد كذا: what falls stands before its object, as behind a verb
_LETTERS = 2  # of an object that may stand apart from its verb; single letters are prepositions

_Row = tuple[tuple[str, ...], str, str]


@cache
def load_table(name: str) -> dict[str, Any]:
    """Read ``tables/NAME.toml``."""
    with (_TABLES / f"{name}.toml").open("rb") as stream:
        return tomllib.load(stream)


def _bare(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) >= 4 else word


def _entry(word: str) -> str:
    """A word of a phrase as it is kept; four letters are too few to tell an article (آلية folds to اليه)."""
    return _bare(word) if len(word) >= _ARTICLE_LENGTH else word


def _same(norm: str, part: str) -> bool:
    return part in (norm, _bare(norm))


class Lexicon:
    """A table of phrases by category.

    Parameters
    ----------
    entries
        Triples of category, value and phrase; phrases are normalised here.

    Examples
    --------
    >>> lexicon = Lexicon([("facility", "حاجز", "نقطة تفتيش")])
    >>> words = [Word(0, 5, "نقطه"), Word(6, 12, "تفتيش")]
    >>> [hit.value for hit in lexicon.hits(words)[0]]
    ['حاجز']
    """

    def __init__(self, entries: Iterable[tuple[str, str, str]]) -> None:
        table: dict[str, set[_Row]] = defaultdict(set)
        for category, value, phrase in entries:
            words = tuple(_entry(word) for word in fold(phrase).split())
            if words:
                table[words[0]].add((words, category, value))
        self._table = {first: sorted(rows, key=lambda row: (-len(row[0]), row)) for first, rows in table.items()}
        # An object that tells of the event itself (نصب … كمينا) is found without its verb.
        self._told = {first for first, rows in table.items() if any(row[1].startswith(_NOUNS) for row in rows)}

    def hits(self, words: Sequence[Word]) -> list[list[Hit]]:
        """Find every phrase; the result has one list a word: the hits that begin there, longest first.

        Quotation marks inside a phrase are passed over; the article is optional on each word, proclitics on the first.
        Between the verb and the object of an event's verb its subject may stand (``أطلق المقاتلون النار``); such a hit
        covers the verb alone.
        """
        return [[] if word.mark else self._at(words, position) for position, word in enumerate(words)]

    def _at(self, words: Sequence[Word], position: int) -> list[Hit]:
        found: list[Hit] = []
        seen: set[tuple[str, str]] = set()
        for split in clitics(words[position].norm):
            rows = self._table.get(split.stem)
            if not rows or (split.future and split.stem[0] not in _IMPERFECT):
                continue
            conjunction, preposition = _proclitics(words, position, split)
            for phrase, category, value in rows:
                if (category, value) in seen or (
                    category in _WITHOUT_ARTICLE and (split.article or split.preposition == "ك")
                ):
                    continue
                end = _match(words, position, phrase) or (
                    _match_any(words, position, phrase) if category.startswith(_NOUNS) else 0
                )
                apart = category.startswith(_VERBS) or (category == _CONTROL and phrase[0] == _FALL)
                if not end and apart and len(phrase) > 1 and phrase[1] not in self._told:
                    end = _match_apart(words, position, phrase)
                if end:
                    seen.add((category, value))
                    found.append(Hit(category, value, position, end, conjunction, preposition, split.article))
        found.sort(key=lambda hit: -hit.end)
        return found


def _proclitics(words: Sequence[Word], position: int, split: CliticSplit) -> tuple[str, str]:
    """Conjunction and preposition of a word: its own, else those before its quotation mark (``لـ«داعش»``)."""
    conjunction, preposition = split.conjunction, split.preposition
    if not position or not words[position - 1].mark or words[position].start > words[position - 1].end + 1:
        return conjunction, preposition
    back = position - 1
    while back > 0 and words[back].mark == "quote":
        back -= 1
    detached = _DETACHED.fullmatch(words[back].norm) if back < position - 1 else None
    return (conjunction or detached[1], preposition or detached[2]) if detached else (conjunction, preposition)


def _match(words: Sequence[Word], position: int, phrase: tuple[str, ...]) -> int:
    """Where the phrase that begins at a word ends; 0 when it does not stand there."""
    at = position
    for number, part in enumerate(phrase[1:], start=2):
        at = _next_word(words, at)
        if at == len(words) or words[at].mark:
            return 0
        if not _same(words[at].norm, part):
            # A preposition written on the next word (تابع لـ …) ends the phrase before that word.
            joined = len(part) == 1 and number == len(phrase) and words[at].norm.startswith(part)
            return at if joined else 0
    return at + 1


def _match_any(words: Sequence[Word], position: int, phrase: tuple[str, ...]) -> int:
    """Where a phrase ends that has ``أي`` between its first two words (``إسقاط أي طائرة``); 0 when it does not."""
    if len(phrase) < 2 or len(phrase[1]) < _LETTERS:
        return 0
    at = position + 2
    if at >= len(words) or words[at - 1].norm not in _ANY or words[at].mark or not _same(words[at].norm, phrase[1]):
        return 0
    return _match(words, at, phrase[1:])


def _match_apart(words: Sequence[Word], position: int, phrase: tuple[str, ...]) -> int:
    """Where a verb ends whose object follows a little later; 0 when it does not."""
    if len(phrase[1]) < _LETTERS:
        return 0
    for at in range(position + 1, min(position + _REACH, len(words))):
        if words[at].mark not in ("", "quote", "bracket"):
            return 0
        if _same(words[at].norm, phrase[1]) and _match(words, at, phrase[1:]):
            return position + 1
    return 0


def _next_word(words: Sequence[Word], at: int) -> int:
    at += 1
    while at < len(words) and words[at].mark == "quote":
        at += 1
    return at


def general_entries() -> list[tuple[str, str, str]]:
    """Entries of ``words.toml``: category ``group.list``; verbs of saying with all their forms."""
    entries = []
    for group, lists in load_table("words").items():
        for name, phrases in lists.items():
            category = f"{group}.{name}"
            for phrase in phrases:
                if category in _INFLECTED:
                    entries += [(category, phrase, form) for form in sorted(subject_forms(fold(phrase)))]
                    if category == "reporting.verbs":
                        told = verb_forms(fold(phrase)) - subject_forms(fold(phrase))
                        entries += [("speech.told", phrase, form) for form in sorted(told)]
                elif category == "factuality.planned_verbs":
                    entries += [("factuality.planned", phrase, form) for form in sorted(subject_forms(fold(phrase)))]
                elif category in ("facilities.words", "dates.occasions", "speech.statements"):
                    entries += [
                        (category, phrase, f"{form} {tail}".strip())
                        for head, _, tail in [fold(phrase).partition(" ")]
                        for form in sorted(noun_forms(head))
                    ]
                elif category in ("people.fighters", "people.civilians") and fold(phrase).endswith(("ين", "ون")):
                    stem = fold(phrase)[:-2]
                    entries += [(category, phrase, stem + ending) for ending in ("ين", "ون", "ي", "و")]
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
    """Entries of event words: ``triggers`` are class, part of speech (``noun``, ``verb`` or empty) and phrase.

    A noun with an adjective is given in the accusative too.

    Examples
    --------
    >>> [phrase for _, _, phrase in trigger_entries([("AirStrike", "noun", "قصف جوي")]) if phrase.endswith("ا")]
    ['قصفا جويا']
    """
    entries = []
    for name, pos, phrase in triggers:
        head, _, tail = fold(phrase).partition(" ")
        head = _bare(head)
        if pos != "noun":
            entries += [(f"trigger.verb.{name}", phrase, f"{form} {tail}".strip()) for form in sorted(verb_forms(head))]
        if pos != "verb":
            forms = sorted(noun_forms(head))
            entries += [(f"trigger.noun.{name}", phrase, f"{form} {tail}".strip()) for form in forms]
            described = _accusative(tail) if tail.split(" ")[0].endswith("ي") and head + "ا" in forms else None
            if described is not None:
                entries.append((f"trigger.noun.{name}", phrase, f"{head}ا {described}"))
    return entries


def _accusative(phrase: str) -> str | None:
    """Words in the indefinite accusative; ``None`` where one of them does not show it."""
    words = phrase.split()
    return None if any(word.endswith(_NO_ACCUSATIVE) for word in words) else " ".join(word + "ا" for word in words)


def weapon_entries(weapons: Iterable[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Entries of weapon words: ``weapons`` are the type and a phrase; the accusative (صاروخا باليستيا) is added.

    Examples
    --------
    >>> [phrase for _, _, phrase in weapon_entries([("Missile", "صاروخ باليستي")])]
    ['صاروخ باليستي', 'صاروخا باليستيا']
    """
    entries = []
    for name, phrase in weapons:
        entries.append((f"weapon.{name}", phrase, phrase))
        words = fold(phrase).split()
        named = [word for word in words if not word.startswith(_GOVERNED)]
        if len(named) <= 2 and not any(word.endswith(_NO_ACCUSATIVE) for word in named):
            accusative = " ".join(word + "ا" if word in named else word for word in words)
            entries.append((f"weapon.{name}", phrase, accusative))
    return entries
