"""From a name that a user typed, in Arabic, English or by alias, to the one actor or place that it stands for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Literal, Protocol

from kgbuild.errors import AmbiguousNameError, UnknownNameError
from kgbuild.knowledge.entity import Entity

__all__ = ["Kind", "Resolver", "Unidentified", "resolve"]

Kind = Literal["Actor", "Place"]
Unidentified = Callable[[str, Kind], Sequence[str]]
"""Gives the IRIs of the store's unidentified actors or places that bear a name."""


class Resolver(Protocol):
    """Who knows the names of actors and places: the knowledge base."""

    def find(self, name: str, kinds: Collection[str] | None = None) -> Sequence[Entity]:
        """Return the entities that bear the name, of these kinds (class names) or below them."""
        ...

    def within(self, place: str, container: str) -> bool:
        """Whether a place is another one or lies inside it (IRIs)."""
        ...


def resolve(name: str, kind: Kind, resolver: Resolver, unidentified: Unidentified) -> str:
    """Return the IRI that a name stands for.

    A name that several places share stands for the one that contains the others (Deir ez-Zor: the governorate,
    which holds the city). An actor may be named by its country: Iran is the state then. The knowledge base's
    entities go before unidentified ones of the store.

    Parameters
    ----------
    name
        The name as typed.
    kind
        Whether an actor or a place is meant.
    resolver
        The knowledge base.
    unidentified
        Who knows the store's unidentified actors and places.

    Raises
    ------
    UnknownNameError
        Nothing bears the name.
    AmbiguousNameError
        Several bear it, and none contains the others.
    """
    found = resolver.find(name, (kind,)) or (_states(name, resolver) if kind == "Actor" else ())
    if found:
        return _widest(name, found, resolver)
    named = sorted(unidentified(name, kind))
    if len(named) == 1:
        return named[0]
    if named:
        raise AmbiguousNameError(f"{name!r} stands for several: {', '.join(named)}")
    raise UnknownNameError(f"no {kind.lower()} is called {name!r}")


def _states(name: str, resolver: Resolver) -> list[Entity]:
    """States of the countries that bear the name; both share a name in some language."""
    states = {
        state.iri: state
        for country in resolver.find(name, ("Country",))
        for other in country.names
        for state in resolver.find(other.text, ("State",))
        if state.country == country.iri
    }
    return list(states.values())


def _widest(name: str, found: Sequence[Entity], resolver: Resolver) -> str:
    for candidate in found:
        if all(other.iri == candidate.iri or resolver.within(other.iri, candidate.iri) for other in found):
            return candidate.iri
    listed = ", ".join(f"{e.label('en') or e.label('ar') or e.iri} ({e.kind}, {e.iri})" for e in found)
    raise AmbiguousNameError(f"{name!r} stands for several: {listed}")
