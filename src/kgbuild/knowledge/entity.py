"""Actors and places as the knowledge base describes them."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Entity", "Name"]


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entity: ``role`` is ``label``, ``alias``, ``acronym``, ``nickname`` or ``metonym``."""

    text: str
    language: str
    role: str = "label"


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
        IRI of the country (a place) that it belongs to, where it has one.
    parents
        Places: what it is located in, nearest first. Actors: patrons and wholes, direct ones only.
    latitude, longitude
        Decimal degrees (WGS 84), places only.
    precision_m
        Radius in metres inside which the place certainly lies.
    """

    iri: str
    kind: str
    names: tuple[Name, ...]
    country: str | None = None
    parents: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    precision_m: int | None = None

    def label(self, language: str) -> str | None:
        """Return the preferred label in ``language`` (``ar`` or ``en``), or ``None``."""
        return next((n.text for n in self.names if n.language == language and n.role == "label"), None)
