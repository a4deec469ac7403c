"""Terms of the ontology as frozen facts: classes, properties, weapon types, and the words that name them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["ClassTerm", "PartOfSpeech", "PropertyKind", "PropertyTerm", "Text", "Trigger", "WeaponTerm"]

#: ``""`` where the ontology does not say whether a trigger is a noun or a verb.
PartOfSpeech = Literal["noun", "verb", ""]
PropertyKind = Literal["object", "data", "annotation"]


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """A text with its language tag (empty when it has none)."""

    value: str
    language: str


@dataclass(frozen=True, slots=True, order=True)
class Trigger:
    """A word or phrase that names events of a class or weapons of a type, without clitics.

    Parameters
    ----------
    phrase
        As written in the ontology.
    part_of_speech
        ``noun``, ``verb``, or empty when it may be either.
    """

    phrase: str
    part_of_speech: PartOfSpeech = ""


@dataclass(frozen=True, slots=True)
class Term:
    """What classes, properties and weapon types have in common."""

    name: str
    iri: str
    labels: tuple[Text, ...]
    comments: tuple[Text, ...]

    def label(self, language: str) -> str | None:
        """Return the label in a language (``ar``, ``en``), or ``None``."""
        return next((text.value for text in self.labels if text.language == language), None)

    def comment(self, language: str) -> str | None:
        """Return the comment in a language (``ar``, ``en``), or ``None``."""
        return next((text.value for text in self.comments if text.language == language), None)


@dataclass(frozen=True, slots=True)
class ClassTerm(Term):
    """A class of the ontology.

    Parameters
    ----------
    parents, superclasses, subclasses
        Local names: direct parents; all classes above it; all classes below it. The class itself is in none of them.
    triggers
        Words that name its events.
    descriptors
        Arabic words that stand before a name and tell that it names something of this class.
    codes
        Pairs of scheme (``acled``, ``plover``, ``ucdp``) and nearest code.
    """

    parents: tuple[str, ...] = ()
    superclasses: frozenset[str] = frozenset()
    subclasses: frozenset[str] = frozenset()
    triggers: tuple[Trigger, ...] = ()
    descriptors: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PropertyTerm(Term):
    """A property of the ontology.

    Parameters
    ----------
    domain, range
        Local names of classes of the ontology, or full IRIs of others; empty when it says none.
    superproperties
        Local names of all properties above it.
    inverse
        Local name of its inverse.
    """

    kind: PropertyKind = "annotation"
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    superproperties: frozenset[str] = frozenset()
    inverse: str | None = None
    transitive: bool = False
    symmetric: bool = False
    functional: bool = False


@dataclass(frozen=True, slots=True)
class WeaponTerm(Term):
    """A weapon type (an individual of ``kgb:WeaponType``) with the words that name it."""

    triggers: tuple[Trigger, ...] = ()
