"""Reading ``kgbuild.ttl`` through owlready2.

owlready2 reads no Turtle, so that the file is turned into N-Triples in memory first; each call has a world of its own.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox

from kgbuild.errors import SchemaFileError
from kgbuild.resources import ontology_folder
from kgbuild.schema.schema import Schema
from kgbuild.schema.terms import ClassTerm, PartOfSpeech, PropertyKind, PropertyTerm, Text, Trigger, WeaponTerm

if TYPE_CHECKING:
    from owlready2 import World

__all__ = ["NAMESPACE", "ONTOLOGY", "load_schema", "load_world", "read_triples"]

ONTOLOGY: Final = "https://w3id.org/kgbuild/ontology"
NAMESPACE: Final = ONTOLOGY + "#"

_TRIGGERS: Final[tuple[tuple[str, PartOfSpeech], ...]] = (
    ("triggerNoun", "noun"),
    ("triggerVerb", "verb"),
    ("trigger", ""),
)
_DOMAIN: Final = "http://www.w3.org/2000/01/rdf-schema#domain"
_RANGE: Final = "http://www.w3.org/2000/01/rdf-schema#range"
_CODES: Final = (("acled", "acledType"), ("plover", "ploverType"), ("ucdp", "ucdpType"))


def read_triples(path: Path) -> list[ox.Triple]:
    """Read the triples of a Turtle file.

    Raises
    ------
    SchemaFileError
        The file is missing or is no Turtle.
    """
    try:
        with path.open("rb") as stream:
            return [
                ox.Triple(quad.subject, quad.predicate, quad.object)
                for quad in ox.parse(stream, format=ox.RdfFormat.TURTLE, base_iri=ONTOLOGY)
            ]
    except (OSError, SyntaxError, ValueError) as error:
        raise SchemaFileError(f"{path.name}: {error}") from error


def load_world(triples: Iterable[ox.Triple]) -> World:
    """Load triples into an owlready2 world of their own (one ontology, named as the model)."""
    import owlready2

    world = owlready2.World()
    lines = io.BytesIO()
    ox.serialize(triples, lines, format=ox.RdfFormat.N_TRIPLES)
    lines.seek(0)
    world.get_ontology(ONTOLOGY).load(fileobj=lines)
    return world


def load_schema(folder: Path | None = None) -> Schema:
    """Read the ontology.

    Parameters
    ----------
    folder
        Holds ``kgbuild.ttl``; the ontology that comes with kgbuild when left out.

    Raises
    ------
    SchemaFileError
        The file is missing, is no Turtle, or holds no ontology.

    Examples
    --------
    >>> load_schema().properties["locatedIn"].transitive
    True
    """
    path = (folder if folder is not None else ontology_folder()) / "kgbuild.ttl"
    triples = read_triples(path)
    ontology = load_world(triples).get_ontology(ONTOLOGY)
    reader = _Reader(ontology, triples)
    classes = reader.classes()
    if "Event" not in classes:
        raise SchemaFileError(f"{path.name}: it has no class kgb:Event")
    version = next(iter(ontology.metadata.versionInfo), "")
    return Schema(ONTOLOGY, str(version), classes, reader.properties(), reader.weapons())


class _Reader:
    """Turns owlready2's objects into frozen terms; only terms of the model's own namespace."""

    def __init__(self, ontology: Any, triples: Iterable[ox.Triple]) -> None:
        self._ontology = ontology
        self._ends = _ends(triples)
        self._namespace = ontology.get_namespace(NAMESPACE)

    def classes(self) -> Mapping[str, ClassTerm]:
        own = sorted((c for c in self._ontology.classes() if _is_own(c)), key=_name)
        above = {c.name: _names(c.ancestors()) - {c.name} for c in own}
        below: dict[str, set[str]] = {c.name: set() for c in own}
        for name, ancestors in above.items():
            for ancestor in ancestors:
                below[ancestor].add(name)
        return MappingProxyType(
            {
                c.name: ClassTerm(
                    c.name,
                    c.iri,
                    _texts(c.label),
                    _texts(c.comment),
                    tuple(sorted(_names(c.is_a))),
                    above[c.name],
                    frozenset(below[c.name]),
                    self._triggers(c),
                    tuple(sorted(text.value for text in self._annotations(c, "descriptor"))),
                    tuple((key, t.value) for key, name in _CODES for t in self._annotations(c, name)),
                )
                for c in own
            }
        )

    def properties(self) -> Mapping[str, PropertyTerm]:
        kinds: tuple[tuple[PropertyKind, Any], ...] = (
            ("object", self._ontology.object_properties()),
            ("data", self._ontology.data_properties()),
            ("annotation", self._ontology.annotation_properties()),
        )
        terms = [self._property(p, kind) for kind, found in kinds for p in found if _is_own(p)]
        return MappingProxyType({term.name: term for term in sorted(terms, key=_name)})

    def _property(self, entity: Any, kind: PropertyKind) -> PropertyTerm:
        markers = {getattr(c, "__name__", "") for c in entity.is_a}
        inverse = getattr(entity, "inverse_property", None)
        return PropertyTerm(
            entity.name,
            entity.iri,
            _texts(entity.label),
            _texts(entity.comment),
            kind,
            self._ends.get((entity.iri, _DOMAIN), ()),
            self._ends.get((entity.iri, _RANGE), ()),
            _names(entity.ancestors()) - {entity.name},
            inverse.name if inverse is not None else None,
            "TransitiveProperty" in markers,
            "SymmetricProperty" in markers,
            "FunctionalProperty" in markers,
        )

    def weapons(self) -> Mapping[str, WeaponTerm]:
        kind = self._namespace.WeaponType
        # `instances` would ask in SPARQL, whose parser takes longer to make than all the rest here.
        found = sorted(self._ontology.world.search(type=kind), key=_name) if kind is not None else []
        return MappingProxyType(
            {w.name: WeaponTerm(w.name, w.iri, _texts(w.label), _texts(w.comment), self._triggers(w)) for w in found}
        )

    def _triggers(self, entity: Any) -> tuple[Trigger, ...]:
        return tuple(
            sorted(Trigger(t.value, part) for name, part in _TRIGGERS for t in self._annotations(entity, name))
        )

    def _annotations(self, entity: Any, name: str) -> tuple[Text, ...]:
        prop = self._namespace[name]
        return _texts(prop[entity]) if prop is not None else ()


def _name(term: Any) -> str:
    return str(term.name)


def _is_own(entity: Any) -> bool:
    return str(getattr(entity, "iri", "")).startswith(NAMESPACE)


def _names(entities: Iterable[Any]) -> frozenset[str]:
    return frozenset(_name(entity) for entity in entities if _is_own(entity))


def _texts(values: Iterable[Any]) -> tuple[Text, ...]:
    return tuple(sorted(Text(str(value), getattr(value, "lang", "")) for value in values))


def _ends(triples: Iterable[ox.Triple]) -> dict[tuple[str, str], tuple[str, ...]]:
    """Domains and ranges by property and predicate: local names of own classes, IRIs of others.

    They come from the triples, since owlready2 gives Python types for datatypes and has none for some of them.
    """
    ends: dict[tuple[str, str], list[str]] = {}
    for triple in triples:
        if (
            triple.predicate.value in (_DOMAIN, _RANGE)
            and isinstance(triple.subject, ox.NamedNode)
            and isinstance(triple.object, ox.NamedNode)
        ):
            key = (triple.subject.value, triple.predicate.value)
            ends.setdefault(key, []).append(triple.object.value.removeprefix(NAMESPACE))
    return {key: tuple(sorted(values)) for key, values in ends.items()}
