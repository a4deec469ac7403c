"""The schema: what the ontology says, as other rooms ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kgbuild.schema.terms import ClassTerm, PropertyTerm, WeaponTerm

__all__ = ["Schema"]


@dataclass(frozen=True, slots=True)
class Schema:
    """Classes, properties and weapon types by local name, in the order of their names.

    Examples
    --------
    >>> from kgbuild.schema import load_schema
    >>> schema = load_schema()
    >>> schema.is_a("DroneStrike", "Attack")
    True
    >>> schema.classes["Ambush"].label("ar")
    'كمين'
    """

    iri: str
    version: str
    classes: Mapping[str, ClassTerm]
    properties: Mapping[str, PropertyTerm]
    weapons: Mapping[str, WeaponTerm]

    @property
    def event_types(self) -> tuple[ClassTerm, ...]:
        """All classes below ``Event``, by name.

        Examples
        --------
        >>> from kgbuild.schema import load_schema
        >>> [term.name for term in load_schema().event_types][:3]
        ['Abduction', 'AirStrike', 'Ambush']
        """
        return self.below("Event")

    def below(self, name: str) -> tuple[ClassTerm, ...]:
        """All classes below a class, by name; empty for a class that the ontology does not have."""
        term = self.classes.get(name)
        return tuple(self.classes[sub] for sub in sorted(term.subclasses)) if term else ()

    def is_a(self, sub: str, sup: str) -> bool:
        """Whether a class is another one or lies below it (local names)."""
        term = self.classes.get(sub)
        return sub == sup or (term is not None and sup in term.superclasses)

    def most_specific(self, names: Iterable[str]) -> str:
        """Return the most special of some classes.

        Where several have none of the others below them, it is the one that lies deepest, then the first given.

        Parameters
        ----------
        names
            Local names of classes, at least one.

        Raises
        ------
        ValueError
            No class was given.

        Examples
        --------
        >>> from kgbuild.schema import load_schema
        >>> load_schema().most_specific(["Attack", "AirStrike", "Shelling"])
        'AirStrike'
        """
        given = list(dict.fromkeys(names))
        if not given:
            raise ValueError("most_specific() needs at least one class")
        lowest = [name for name in given if not any(name != other and self.is_a(other, name) for other in given)]
        return max(lowest or given, key=self._depth)

    def _depth(self, name: str) -> int:
        term = self.classes.get(name)
        return len(term.superclasses) if term else 0

    def event_triggers(self) -> tuple[tuple[str, str, str], ...]:
        """Triples of event class, part of speech (``noun``, ``verb`` or empty) and phrase, in a fixed order."""
        return tuple(
            (term.name, trigger.part_of_speech, trigger.phrase)
            for term in self.event_types
            for trigger in term.triggers
        )

    def weapon_triggers(self) -> tuple[tuple[str, str, str], ...]:
        """Triples of weapon type, part of speech and phrase, in a fixed order."""
        return tuple(
            (term.name, trigger.part_of_speech, trigger.phrase)
            for term in self.weapons.values()
            for trigger in term.triggers
        )

    def descriptors(self, root: str) -> tuple[tuple[str, str], ...]:
        """Pairs of class and word for a class and all below it: ``("Village", "قرية")``, in a fixed order.

        Examples
        --------
        >>> from kgbuild.schema import load_schema
        >>> ("Village", "قرية") in load_schema().descriptors("Place")
        True
        """
        own = (self.classes[root],) if root in self.classes else ()
        return tuple((term.name, word) for term in (*own, *self.below(root)) for word in term.descriptors)
