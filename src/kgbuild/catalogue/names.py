"""From a name that a user typed, in Arabic, English or by alias, to the one actor or place that it stands for."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from kgbuild.errors import AmbiguousNameError, UnknownNameError
from kgbuild.knowledge.entity import Entity

__all__ = ["Labels", "Resolver", "resolve"]

Labels = Mapping[str, Sequence[str]]
"""IRIs by folded name, of one kind: what the store itself calls its actors or places."""


class Resolver(Protocol):
    """Who knows the names of actors and places: the knowledge base."""

    def find(self, name: str, kinds: Collection[str] | None = None) -> Sequence[Entity]:
        """Return the entities that bear the name, of these kinds (class names) or below them."""
        ...

    def within(self, place: str, container: str) -> bool:
        """Whether a place lies inside another one (IRIs)."""
        ...


def resolve(name: str, kind: str, resolver: Resolver, labels: Labels) -> str:
    """Return the IRI that a name stands for.

    A name that several places share stands for the one that contains the others (Deir ez-Zor: the governorate,
    which holds the city); the knowledge base's entities go before unidentified ones of the store.

    Parameters
    ----------
    name
        The name as typed.
    kind
        ``Actor`` or ``Place``.
    resolver
        The knowledge base.
    labels
        What the store's unidentified entities of that kind are called.

    Raises
    ------
    UnknownNameError
        Nothing bears the name.
    AmbiguousNameError
        Several bear it, and none contains the others.
    """
    found = list(resolver.find(name, (kind,)))
    if len(found) == 1:
        return found[0].iri
    if found:
        return _widest(name, found, resolver)
    known = sorted(labels.get(fold(name), ()))
    if len(known) == 1:
        return known[0]
    if known:
        raise AmbiguousNameError(f"{name!r} stands for several: {', '.join(known)}")
    raise UnknownNameError(f"no {kind.lower()} is called {name!r}")


def fold(name: str) -> str:
    """Return a name as it is compared: without case, Arabic vowel signs and tatweel, alef and ya in one form.

    Examples
    --------
    >>> fold("إدلِب") == fold("ادلب")
    True
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c) and c != "ـ")
    return " ".join(plain.casefold().replace("ى", "ي").replace("ة", "ه").split())


def by_folded_name(rows: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Group IRIs by folded name; ``rows`` are (IRI, name).

    Examples
    --------
    >>> by_folded_name([("x:1", "تلّة"), ("x:1", "تلة")])
    {'تله': ['x:1']}
    """
    table: dict[str, list[str]] = {}
    for iri, name in rows:
        iris = table.setdefault(fold(name), [])
        if iri not in iris:
            iris.append(iri)
    return table


def _widest(name: str, found: Sequence[Entity], resolver: Resolver) -> str:
    for candidate in found:
        if all(other.iri == candidate.iri or resolver.within(other.iri, candidate.iri) for other in found):
            return candidate.iri
    listed = ", ".join(f"{e.label('en') or e.label('ar') or e.iri} ({e.kind}, {e.iri})" for e in found)
    raise AmbiguousNameError(f"{name!r} stands for several: {listed}")
