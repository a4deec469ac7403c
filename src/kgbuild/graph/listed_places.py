"""Places of the gazetteer as individuals of the knowledge graph, in the form of the curated ones."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from kgbuild.graph.background import KnownPlace
from kgbuild.graph.geometry import Circle
from kgbuild.graph.triples import TripleCollector
from kgbuild.graph.vocabulary import DCTERMS, GEO, KGB, RDFS, SKOS
from kgbuild.knowledge.entity import Entity
from kgbuild.knowledge.gazetteer import LISTED, PLACE

__all__ = ["is_listed", "known_place", "listed_place_triples"]

_LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
_GEONAMES: Final = "https://www.geonames.org/"
_GEOMETRY: Final = PLACE.removesuffix("place/") + "geometry/"


def is_listed(iri: str) -> bool:
    """Whether an IRI is that of a place of the gazetteer.

    Examples
    --------
    >>> is_listed("https://w3id.org/kgbuild/id/place/geonames-173576")
    True
    >>> is_listed("https://w3id.org/kgbuild/id/place/syria")
    False
    """
    return iri.startswith(LISTED)


def known_place(place: Entity) -> KnownPlace:
    """Return a place of the gazetteer as a store has it once a document names it."""
    circle = None
    if place.latitude is not None and place.longitude is not None and place.precision_m is not None:
        circle = Circle(place.latitude, place.longitude, place.precision_m)
    return KnownPlace(place.kind, circle, tuple(sorted(place.parents)))


def listed_place_triples(place: Entity) -> list[ox.Triple]:
    """Return what the knowledge graph says of a place of the gazetteer, with its source and licence, sorted.

    Parameters
    ----------
    place
        An entity of the gazetteer; it has coordinates.
    """
    collector = TripleCollector()
    iri = place.iri
    collector.type(iri, KGB(place.kind))
    for name in place.names:
        text = ox.Literal(name.text, language=name.language)
        collector.value(iri, RDFS.label if name.role == "label" else SKOS.altLabel, text)
        if name.needs_context:
            collector.value(iri, KGB.ambiguousName, text)
    for parent in place.parents:
        collector.link(iri, KGB.locatedIn, parent)
    collector.link(iri, KGB.country, place.country)
    collector.value(iri, KGB.precisionMetres, place.precision_m)
    collector.value(iri, KGB.population, place.population)
    collector.value(iri, KGB.identified, True)
    collector.link(iri, DCTERMS.source, f"{_GEONAMES}{iri.removeprefix(LISTED)}/")
    collector.link(iri, DCTERMS.license, _LICENCE)
    geometry = _GEOMETRY + iri.removeprefix(PLACE)
    collector.link(iri, GEO.hasGeometry, geometry)
    collector.type(geometry, GEO.Geometry)
    point = ox.Literal(f"POINT({place.longitude} {place.latitude})", datatype=GEO.wktLiteral)
    collector.value(geometry, GEO.asWKT, point)
    return collector.sorted()
