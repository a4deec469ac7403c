"""Inflected forms of Arabic verbs and nouns in normalised spelling, so that a word list need hold one form each.

The forms over-generate on purpose: a form that Arabic does not have matches nothing. Weak verbs change inside the stem;
their further forms are listed in the tables.

Rule source: K. Ryding, *A Reference Grammar of Modern Standard Arabic* (2005), chapters 21 to 31.
"""

from __future__ import annotations

__all__ = ["noun_forms", "subject_forms", "verb_forms"]

_SUBJECTS = ("", "ت", "وا", "ا", "تا", "ن")
_OBJECTS = ("ه", "ها", "هم", "هما")
_IMPERFECT_PREFIXES = ("ي", "ت", "ن")
_IMPERFECT_ENDINGS = ("", "ون", "ان", "وا")


def subject_forms(perfect: str) -> frozenset[str]:
    """Forms of a verb that carry no object pronoun, from its third person masculine singular perfect, normalised.

    Examples
    --------
    >>> {"اعلنت", "يعلن", "اعلنوا"} <= subject_forms("اعلن")
    True
    """
    forms = {perfect + ending for ending in _SUBJECTS}
    if perfect.endswith(("ي", "ا")):
        forms |= {perfect[:-1] + "ت", perfect[:-1] + "وا", perfect[:-1] + "تا"}
    stem = perfect[1:] if len(perfect) > 3 and perfect.startswith("ا") else perfect
    forms |= {prefix + stem + ending for prefix in _IMPERFECT_PREFIXES for ending in _IMPERFECT_ENDINGS}
    return frozenset(forms)


def verb_forms(perfect: str) -> frozenset[str]:
    """Forms of a verb with and without an object pronoun.

    Examples
    --------
    >>> {"استهدفت", "يستهدف", "استهدفوا", "استهدفته", "تستهدفها"} <= verb_forms("استهدف")
    True
    """
    forms = subject_forms(perfect)
    return forms | {stem + pronoun for form in forms for stem in _before_pronoun(form) for pronoun in _OBJECTS}


def _before_pronoun(form: str) -> tuple[str, ...]:
    """The alef of the plural falls away before a pronoun; a final ya stays (ينفيه) or is an alef (نفاه, يتبناها)."""
    if form.endswith("وا"):
        return (form[:-1],)
    return (form, form[:-1] + "ا") if form.endswith("ي") else (form,)


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
        forms.update(stem + possessive for possessive in _OBJECTS)
    else:
        forms.update({noun + "ا", noun + "ان", noun + "ين"})
        forms.update(noun + possessive for possessive in _OBJECTS)
    return frozenset(forms)
