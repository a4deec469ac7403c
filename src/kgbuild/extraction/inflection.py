"""Inflected forms of Arabic verbs and nouns in normalised spelling, so that a word list need hold one form each.

The forms over-generate on purpose: a form that Arabic does not have matches nothing. Weak verbs change inside the stem;
their further forms are listed in the tables.

Rule source: K. Ryding, *A Reference Grammar of Modern Standard Arabic* (2005), chapters 21 to 31.
"""

from __future__ import annotations

__all__ = ["noun_forms", "verb_forms"]

_PERFECT_ENDINGS = ("", "ت", "وا", "ا", "تا", "ن", "ه", "ها", "هم", "ته", "تها", "تهم", "وه", "وها", "هما")
_IMPERFECT_PREFIXES = ("ي", "ت", "ن")
_IMPERFECT_ENDINGS = ("", "ون", "ان", "ه", "ها", "هم", "وا")
_POSSESSIVES = ("ه", "ها", "هم", "هما")


def verb_forms(perfect: str) -> frozenset[str]:
    """Forms of a verb from its third person masculine singular perfect, normalised.

    Examples
    --------
    >>> {"استهدفت", "يستهدف", "استهدفوا", "استهدفته"} <= verb_forms("استهدف")
    True
    """
    forms = set()
    hollow = perfect[:-1] + "ت" if perfect.endswith("ي") else None
    for ending in _PERFECT_ENDINGS:
        forms.add(perfect + ending)
    if hollow:
        forms.update({hollow, perfect[:-1] + "وا", perfect[:-1] + "اه", perfect[:-1] + "ته", perfect[:-1] + "تها", perfect[:-1] + "اها"})
    for stem in _imperfect_stems(perfect):
        for prefix in _IMPERFECT_PREFIXES:
            forms.update(prefix + stem + ending for ending in _IMPERFECT_ENDINGS)
    return frozenset(forms)


def _imperfect_stems(perfect: str) -> tuple[str, ...]:
    if len(perfect) > 3 and perfect.startswith("ا"):
        return (perfect[1:],)
    return (perfect,)


def noun_forms(noun: str) -> frozenset[str]:
    """Forms of a noun from its bare singular or plural, normalised (ta marbuta is ``ه``).

    Examples
    --------
    >>> {"هجوما", "هجومين", "هجومه"} <= noun_forms("هجوم")
    True
    >>> {"غارتين", "غارته", "غارتان"} <= noun_forms("غاره")
    True
    """
    forms = {noun}
    if noun.endswith("ه"):
        stem = noun[:-1] + "ت"
        forms.update({stem + "ان", stem + "ين", stem + "ا", stem + "ي"})
        forms.update(stem + possessive for possessive in _POSSESSIVES)
    else:
        forms.update({noun + "ا", noun + "ان", noun + "ين"})
        forms.update(noun + possessive for possessive in _POSSESSIVES)
    return frozenset(forms)
