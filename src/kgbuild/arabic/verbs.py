"""Which words are finite verbs: the joints of a sentence that no list of conjunctions shows.

A table of verbs (``verbs.toml``) with their inflected forms tells; a form that is a noun as well (``قتل``، ``تقدم``)
counts only behind a word that calls for a verb. Words ending in the ``ت`` of the feminine perfect count without a
table, for nouns are written with ``ة`` there, and so do plural endings.
"""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path

from kgbuild.arabic.clitics import clitics
from kgbuild.arabic.inflection import subject_forms, verb_forms
from kgbuild.arabic.normalise import fold

__all__ = ["is_finite_verb"]

_SHORTEST_FEMININE = 4
_SHORTEST_PLURAL = 5
_PRONOUNS = ("ها", "هم", "هما")


@cache
def _forms() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """Forms that are verbs anywhere, forms that are nouns too, words that are no verbs, words that call for a verb."""
    table = tomllib.loads((Path(__file__).parent / "verbs.toml").read_text(encoding="utf-8"))
    sure: set[str] = set()
    doubtful = {fold(word) for word in table["shared"]}
    for entry in table["plain"]:
        perfect, _, imperfect = fold(entry).partition("/")
        forms = set(verb_forms(perfect))
        if imperfect:
            stem = imperfect[1:]
            forms |= {
                form
                for letter in ("ي", "ت", "ن")
                for form in verb_forms(letter + stem)
                if form[:2] == letter + stem[:1]
            }
        # A perfect with the pronoun ه is spelt like a noun with ة (زاره, وزارة).
        sure |= {form for form in forms if not (form.endswith("ه") and form[:1] not in "يتن") or form == perfect}
        # The fifth and sixth forms are spelt like their nouns; the imperfect of the first with ت like the fifth.
        if perfect.startswith("ت") or perfect in doubtful:
            doubtful |= {perfect, *(perfect + pronoun for pronoun in _PRONOUNS)}
        # Hollow verbs of the fourth and tenth form with a pronoun look like their nouns (إصابتها, استعادتهم).
        if perfect.startswith("ا") and perfect[-2:-1] == "ا":
            doubtful |= {perfect + "ت" + pronoun for pronoun in ("ه", *_PRONOUNS)}
        doubtful |= {form for form in forms if form.startswith("ت") and len(form) == len(perfect) + 1}
        doubtful |= {form for form in subject_forms(perfect) if form in {perfect + "ا", perfect + "ن"}}
    never = frozenset(fold(word) for word in table["never"])
    callers = frozenset(fold(word) for word in table["callers"])
    return frozenset(sure - doubtful) - never, frozenset(doubtful) - never, never, callers


def _plural(stem: str) -> bool:
    """The plural endings of verbs: ``تسللوا``, ``يقاتلون``; not the nouns in ``يون``."""
    if len(stem) < _SHORTEST_PLURAL:
        return False
    return stem.endswith("وا") or (stem.startswith("ي") and stem.endswith("ون") and not stem.endswith("يون"))


@lru_cache(maxsize=65536)
def is_finite_verb(word: str, before: str = "", opens: bool = False) -> bool:
    """Whether a word is a finite verb, in so far as its form tells.

    Parameters
    ----------
    word
        The word, in any spelling, with what is joined to it.
    before
        The word before it, or an empty string.
    opens
        Whether it is the first word of a sentence or stands behind punctuation.

    Examples
    --------
    >>> is_finite_verb("وغادرت"), is_finite_verb("يستهدف"), is_finite_verb("المدينة")
    (True, True, False)
    >>> is_finite_verb("قتل", "بعد"), is_finite_verb("قتل", "الذي")
    (False, True)
    """
    sure, doubtful, never, callers = _forms()
    called = opens or fold(before).lstrip("وف") in callers
    if fold(word) in never:
        return False
    for split in clitics(fold(word)):
        if split.article or split.preposition or split.stem in never:
            continue
        if split.stem in sure:
            return True
        if split.stem in doubtful and (called or (split.conjunction and split.stem[:1] in "يت")):
            return True
        if _plural(split.stem):
            return True
        if (
            len(split.stem) >= _SHORTEST_FEMININE
            and split.stem.endswith("ت")
            and not split.stem.startswith("ال")
            and not split.stem.endswith(("ات", "وت", "يت"))
        ):
            return True
    return False
