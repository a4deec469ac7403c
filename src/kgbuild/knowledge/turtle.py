"""Reading actors, places and affiliations from Turtle files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from kgbuild.errors import KnowledgeFileError
from kgbuild.knowledge.entity import Affiliation, Entity, Name, Role
from kgbuild.reachable import reachable

__all__ = ["NAME_ROLES", "KnowledgeData", "read_turtle"]

_KGB = "https://w3id.org/kgbuild/ontology#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_LABEL = _RDFS + "label"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_ONTOLOGY = "http://www.w3.org/2002/07/owl#Ontology"
_GEOMETRY = "http://www.opengis.net/ont/geosparql#hasGeometry"
_WKT = "http://www.opengis.net/ont/geosparql#asWKT"
_SOURCE = "http://purl.org/dc/terms/source"
_POINT = re.compile(r"POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)", re.IGNORECASE)

#: The property that gives a name, and the role that the name then has; earlier ones win for a text given twice.
NAME_ROLES: dict[str, Role] = {
    _RDFS + "label": "label",
    "http://www.w3.org/2004/02/skos/core#altLabel": "alias",
    _KGB + "acronym": "acronym",
    _KGB + "nickname": "nickname",
    _KGB + "metonym": "metonym",
    _KGB + "genericName": "generic",
    _KGB + "demonym": "demonym",
}
#: Relations whose object is a patron or a whole, so that the chain of command climbs through them.
_UPWARD = ("subordinateTo", "partOf", "forceOf", "memberOf", "backedBy")


@dataclass(frozen=True, slots=True)
class KnowledgeData:
    """What the files say: entities and affiliations by IRI order, and the class tree as far as they give it."""

    entities: tuple[Entity, ...]
    affiliations: tuple[Affiliation, ...]
    superclasses: dict[str, frozenset[str]] = field(default_factory=dict)


_Told = dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]]
_Facts = dict[str, _Told]


def read_turtle(files: Iterable[Path], ontology: Path | None = None) -> KnowledgeData:
    """Read knowledge files, and the class tree of an ontology.

    Parameters
    ----------
    files
        Turtle files of actors and places.
    ontology
        The file that holds the class tree, if there is one.

    Raises
    ------
    KnowledgeFileError
        A file is missing or is no Turtle.
    """
    facts: _Facts = {}
    for path in files:
        _read(path, facts)
    kinds = {iri: kind for iri in sorted(facts) if (kind := _kind(facts[iri])) is not None}
    affiliations = _affiliations(facts, kinds)
    upward: dict[str, list[str]] = {}
    for rank in _UPWARD:
        for link in affiliations:
            if link.relation == rank:
                wholes = upward.setdefault(link.member, [])
                if link.whole not in wholes:
                    wholes.append(link.whole)
    entities = [
        _entity(iri, kind, facts, upward.get(iri, []))
        for iri, kind in kinds.items()
        if kind != "Affiliation" and _LABEL in facts[iri]
    ]
    return KnowledgeData(tuple(entities), affiliations, _class_tree(ontology))


def _read(path: Path, facts: _Facts) -> None:
    try:
        last, told = None, _Told()
        for subject, predicate, value, _ in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
            if subject != last:  # what is told of one comes together, as a rule
                last = subject
                told = facts.setdefault(subject.value, {}) if isinstance(subject, ox.NamedNode) else {}
            told.setdefault(predicate.value, []).append(value)
    except (OSError, SyntaxError, ValueError) as error:
        raise KnowledgeFileError(f"{path}: {error}") from error


def _class_tree(ontology: Path | None) -> dict[str, frozenset[str]]:
    if ontology is None:
        return {}
    facts: _Facts = {}
    _read(ontology, facts)
    above = {
        iri.removeprefix(_KGB): [parent.removeprefix(_KGB) for parent in _iris(told, _RDFS + "subClassOf")]
        for iri, told in facts.items()
        if iri.startswith(_KGB)
    }
    return {name: reachable([name], above) for name in sorted(above)}


def _iris(told: _Told, predicate: str) -> list[str]:
    values = told.get(predicate)
    return [value.value for value in values if isinstance(value, ox.NamedNode)] if values else []


def _literal(told: _Told, predicate: str) -> str | None:
    values = told.get(predicate)
    return next((value.value for value in values if isinstance(value, ox.Literal)), None) if values else None


def _day(told: _Told, predicate: str) -> date | None:
    value = _literal(told, predicate)
    return date.fromisoformat(value[:10]) if value else None


def _kind(told: _Told) -> str | None:
    return next((iri.removeprefix(_KGB) for iri in _iris(told, _TYPE) if iri.startswith(_KGB)), None)


def _affiliations(facts: _Facts, kinds: Mapping[str, str]) -> tuple[Affiliation, ...]:
    found = []
    for iri, kind in kinds.items():
        if kind != "Affiliation":
            continue
        told = facts[iri]
        ends = [_iris(told, _KGB + name) for name in ("relation", "member", "whole")]
        if any(len(end) != 1 for end in ends):
            raise KnowledgeFileError(f"{iri}: an affiliation needs one relation, one member and one whole")
        (relation,), (member,), (whole,) = ends
        source = _literal(told, _SOURCE) or next(iter(_iris(told, _SOURCE)), None)
        found.append(
            Affiliation(
                iri,
                relation.removeprefix(_KGB),
                member,
                whole,
                _day(told, _KGB + "from"),
                _day(told, _KGB + "until"),
                source,
            )
        )
    return tuple(found)


def _entity(iri: str, kind: str, facts: _Facts, wholes: Sequence[str]) -> Entity:
    told = facts[iri]
    latitude, longitude = _point(told, facts)
    precision, population = (_literal(told, _KGB + name) for name in ("precisionMetres", "population"))
    country = next(iter(_iris(told, _KGB + "country")), iri if kind == "Country" else None)
    return Entity(
        iri,
        kind,
        _names(told),
        country,
        tuple(_iris(told, _KGB + "locatedIn")) or tuple(wholes),
        latitude,
        longitude,
        int(precision) if precision else None,
        tuple(_iris(told, _KGB + "operatesIn")),
        _day(told, _KGB + "activeFrom"),
        _day(told, _KGB + "activeUntil"),
        int(population) if population else None,
    )


def _point(told: _Told, facts: _Facts) -> tuple[float | None, float | None]:
    for geometry in _iris(told, _GEOMETRY):
        point = _POINT.search(_literal(facts.get(geometry, {}), _WKT) or "")
        if point:
            return float(point[2]), float(point[1])
    return None, None


def _names(told: _Told) -> tuple[Name, ...]:
    unclear = {value.value for value in told.get(_KGB + "ambiguousName", ()) if isinstance(value, ox.Literal)}
    names: dict[tuple[str, str, bool], Name] = {}
    for predicate, role in NAME_ROLES.items():
        for value in told.get(predicate, ()):
            if isinstance(value, ox.Literal):
                language = value.language or ""
                name = Name(value.value, language, role, value.value in unclear)
                names.setdefault((value.value, language, role == "label"), name)
    return tuple(names.values())
