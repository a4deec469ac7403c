"""Nouns for people: which word it is, how many it means, which group it names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from kgbuild.arabic.clitics import clitics
from kgbuild.arabic.normalise import fold

__all__ = ["GrammaticalNumber", "PersonNoun", "person_noun"]

GrammaticalNumber = Literal["singular", "dual", "plural"]


@dataclass(frozen=True, slots=True)
class PersonNoun:
    """A noun for people.

    Parameters
    ----------
    lemma
        Its singular, as the word list spells it.
    number
        What the form means; ``plural`` for a form in ين that may be either.
    group
        The group that it names: ``person``, ``civilian``, ``fighter``, ``soldier``, ``dead``, ….
    possible_dual
        Whether a plural form may as well be a dual (``مقاتلين``).
    """

    lemma: str
    number: GrammaticalNumber
    group: str
    possible_dual: bool = False


def _endings(lemma: str, plurals: list[str]) -> list[tuple[str, GrammaticalNumber, bool]]:
    """The forms of a noun, surest reading first."""
    base = lemma[:-1] + "ت" if lemma.endswith(("ة", "ه")) else lemma
    sound = any(plural.endswith("ون") and plural[:-2] == base for plural in plurals)
    forms: list[tuple[str, GrammaticalNumber, bool]] = [(lemma, "singular", False)]
    forms += [(base + "ان", "dual", False)]
    forms += [(base + "ين", "plural", True) if sound else (base + "ين", "dual", False)]
    for plural in plurals:
        forms.append((plural, "plural", False))
        if plural.endswith("ون"):
            # In the genitive and accusative, and before a genitive without its last letter.
            forms += [(plural[:-2] + ending, "plural", False) for ending in ("ين", "ي", "و")]
    if base == lemma:
        forms.append((lemma + "ا", "singular", False))
    forms += [(plural + "ا", "plural", False) for plural in plurals if not plural.endswith(("ون", "ى", "ا", "ء", "ة"))]
    return forms


def _lexicon() -> dict[str, PersonNoun]:
    lexicon: dict[str, PersonNoun] = {}
    for line in (Path(__file__).parent / "person_nouns.tsv").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        lemma, plurals, group = line.split("\t")
        for form, number, possible_dual in _endings(lemma, [plural for plural in plurals.split(",") if plural]):
            lexicon.setdefault(fold(form), PersonNoun(lemma, number, group, possible_dual))
    return lexicon


_LEXICON = _lexicon()


@lru_cache(maxsize=65536)
def person_noun(word: str) -> PersonNoun | None:
    """Look a word up among the nouns for people, joined particles taken off.

    Parameters
    ----------
    word
        One word, in any spelling.

    Examples
    --------
    >>> person_noun("والجنديّين")
    PersonNoun(lemma='جندي', number='dual', group='soldier', possible_dual=False)
    >>> person_noun("مقاتلين").possible_dual
    True
    >>> person_noun("طائرة") is None
    True
    """
    return next((_LEXICON[split.stem] for split in clitics(word) if split.stem in _LEXICON), None)
