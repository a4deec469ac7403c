"""Writing an actor or a place as Turtle, as a person would write it by hand."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from kgbuild.errors import UnknownNameError
from kgbuild.knowledge.base import KnowledgeBase
from kgbuild.knowledge.entity import DATA, Entity

__all__ = ["NewEntity", "turtle", "turtle_string"]

_PREFIXES = {
    "kgb": "https://w3id.org/kgbuild/ontology#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_RELATIONS = {"partOf": ("جزء من", "is part of"), "backedBy": ("يدعمه", "is backed by")}


@dataclass(frozen=True, slots=True)
class NewEntity:
    """An actor or a place that somebody makes known.

    Parameters
    ----------
    names
        Arabic names, the first one the label.
    english
        English label.
    kind
        Local name of its class.
    country, within, part_of, backed_by
        Names of known entities.
    point
        Latitude and longitude in decimal degrees (WGS 84).
    precision
        Radius around the point in which the place lies for certain, in metres.
    """

    names: tuple[str, ...]
    english: str
    kind: str
    country: str | None = None
    within: str | None = None
    point: tuple[float, float] | None = None
    precision: int = 5000
    part_of: str | None = None
    backed_by: str | None = None

    @property
    def slug(self) -> str:
        """The last part of its IRI: the English name in lower case, its words joined by hyphens."""
        return re.sub(r"[^a-z0-9]+", "-", self.english.casefold().replace("'", "")).strip("-")


def turtle(entity: NewEntity, knowledge: KnowledgeBase) -> str:
    """Write an actor or place with its affiliations as Turtle.

    Raises
    ------
    UnknownNameError
        Nothing known, or more than one thing, bears a name that it refers to.
    """
    room = "place" if knowledge.is_a(entity.kind, "Place") else "actor"
    iri = f"{DATA}{room}/{entity.slug}"
    lines = [
        f"<{iri}> a kgb:{entity.kind}",
        f"rdfs:label {turtle_string(entity.names[0])}@ar , {turtle_string(entity.english)}@en",
    ]
    if len(entity.names) > 1:
        lines.append("skos:altLabel " + " , ".join(f"{turtle_string(name)}@ar" for name in entity.names[1:]))
    for predicate, name, kinds in (
        ("country", entity.country, ("Country",)),
        ("locatedIn", entity.within, ("Place",)),
    ):
        if name:
            lines.append(f"kgb:{predicate} <{_known(name, kinds, knowledge)}>")
    parts = []
    if entity.point is not None:
        latitude, longitude = entity.point
        lines += [f"kgb:precisionMetres {entity.precision}", f"geo:hasGeometry <{DATA}geometry/{entity.slug}>"]
        point = f'"POINT({longitude} {latitude})"^^geo:wktLiteral'
        parts.append(f"<{DATA}geometry/{entity.slug}> a geo:Geometry ; geo:asWKT {point} .")
    lines.append("kgb:identified true")
    for relation, name in (("partOf", entity.part_of), ("backedBy", entity.backed_by)):
        if name:
            parts.append(_affiliation(entity, iri, relation, knowledge.entity(_known(name, ("Actor",), knowledge))))
    prefixes = [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in _PREFIXES.items()]
    return "\n\n".join(["\n".join(prefixes), " ;\n    ".join(lines) + " .", *parts]) + "\n"


def _affiliation(entity: NewEntity, iri: str, relation: str, whole: Entity) -> str:
    """A standing relation, marked as checked by nobody."""
    arabic, english = _RELATIONS[relation]
    joint = re.sub(r"(?=[A-Z])", "-", relation).casefold()
    tail = whole.iri.rsplit("/", 1)[-1]
    labels = (
        f"{entity.names[0]}: {arabic} {whole.label('ar')}",
        f"{entity.english} {english} {whole.label('en')}",
    )
    return (
        f"<{DATA}affiliation/{entity.slug}--{joint}--{tail}> a kgb:Affiliation ;\n"
        f"    rdfs:label {turtle_string(labels[0])}@ar , {turtle_string(labels[1])}@en ;\n"
        f"    kgb:relation kgb:{relation} ;\n    kgb:member <{iri}> ;\n    kgb:whole <{whole.iri}> ;\n"
        "    kgb:verification kgb:Unverified ."
    )


def _known(name: str, kinds: tuple[str, ...], knowledge: KnowledgeBase) -> str:
    found = knowledge.find(name, kinds)
    if len(found) != 1:
        what = "nothing known bears" if not found else f"{len(found)} things bear"
        more = "".join(f"\n  {entity.label('en')} ({entity.kind})" for entity in found)
        raise UnknownNameError(f"{what} the name {name!r}{more}")
    return found[0].iri


def turtle_string(text: str) -> str:
    """Return a text as a Turtle string; JSON escapes the same characters."""
    return json.dumps(text, ensure_ascii=False)
