"""Actors and places as the knowledge base describes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

__all__ = ["DATA", "Affiliation", "Entity", "Name", "Role"]

DATA = "https://w3id.org/kgbuild/id/"
"""What the IRIs of actors, places and affiliations begin with."""

Role = Literal["label", "alias", "acronym", "nickname", "metonym", "generic", "demonym"]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity.

    Parameters
    ----------
    text, language
        The name as it is written, and its language tag.
    role
        ``metonym``: the name of something else that stands for it (a capital for its government); ``generic``: a
        common noun that means it inside its country (النظام, الجيش); ``demonym``: an adjective that means its state.
    needs_context
        Whether the name is a common word too (الباب, الحارة), so that it names the entity only beside a place word
        or in a list of places.
    """

    text: str
    language: str
    role: Role = "label"
    needs_context: bool = False


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A standing relation between two entities, as background knowledge tells it.

    ``relation`` is a property's local name; it holds of ``member`` to ``whole``. ``source`` is a citation, or
    ``None`` where nobody has checked it yet.
    """

    iri: str
    relation: str
    member: str
    whole: str
    since: date | None = None
    until: date | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor or a place.

    Parameters
    ----------
    iri
        Its full IRI.
    kind
        Local name of its most specific class in the ontology.
    names
        Labels and aliases in all languages.
    country
        IRI of the country (a place) that it belongs to, where it has one; a country belongs to itself.
    parents
        Places: what it is located in, nearest first. Actors: patrons and wholes, direct ones only.
    latitude, longitude
        Decimal degrees (WGS 84), places only.
    precision_m
        Radius in metres inside which the place certainly lies.
    theatres
        Actors: IRIs of the countries abroad that it fights or works in.
    active_from, active_until
        Actors: first and last day of its existence, where known and needed to tell it from its successor.
    population
        Places: inhabitants, where known.
    listed
        Places: whether it comes from the gazetteer and nobody has looked at it; its name alone proves nothing.
    """

    iri: str
    kind: str
    names: tuple[Name, ...]
    country: str | None = None
    parents: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    precision_m: int | None = None
    theatres: tuple[str, ...] = ()
    active_from: date | None = None
    active_until: date | None = None
    population: int | None = None
    listed: bool = False

    def label(self, language: str) -> str | None:
        """Return the preferred label in ``language`` (``ar`` or ``en``), or ``None``."""
        return next((n.text for n in self.names if n.language == language and n.role == "label"), None)

    def is_active(self, day: date | None) -> bool:
        """Whether it existed on a day; always true for an unknown day."""
        if day is None:
            return True
        return (self.active_from is None or self.active_from <= day) and (
            self.active_until is None or day <= self.active_until
        )
