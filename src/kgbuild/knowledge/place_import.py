"""Making knowledge of lists of places: individuals in Turtle that `load_knowledge` takes beside its own files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kgbuild.arabic.normalise import fold
from kgbuild.errors import PlaceFileError
from kgbuild.knowledge.base import KnowledgeBase
from kgbuild.knowledge.entity import Entity
from kgbuild.knowledge.gazetteer import LISTED, PLACE, SETTLEMENTS, kilometres, kind_by_population
from kgbuild.knowledge.place_files import TABLES, BadRow, PlaceRow, read_places
from kgbuild.knowledge.place_names import arabic_names, english_label, is_risky
from kgbuild.knowledge.writing import turtle_string

__all__ = ["Imported", "import_places"]

_LARGE = 100_000
_SAME_PLACE_KM = 10.0
_JOIN = " ;\n    "
_PREFIXES = """\
@prefix place: <https://w3id.org/kgbuild/id/place/> .
@prefix geometry: <https://w3id.org/kgbuild/id/geometry/> .
@prefix kgb: <https://w3id.org/kgbuild/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix geo: <http://www.opengis.net/ont/geosparql#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
"""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import made.

    Parameters
    ----------
    turtle
        The knowledge file's text.
    added
        Number of new places.
    completed
        Number of places that the knowledge base had and that gained names or a code.
    nameless
        Number of rows without an Arabic name, which no report can name; they are left out.
    bad
        Rows that are no places.
    """

    turtle: str
    added: int
    completed: int
    nameless: int
    bad: tuple[BadRow, ...]


@dataclass(slots=True)
class _Place:
    """A place on its way into the file; ``known`` where the knowledge base has it."""

    row: PlaceRow
    iri: str
    kind: str
    arabic: list[str]
    english: str
    country: str
    known: Entity | None = None
    parent: str = ""


@dataclass(slots=True)
class _Run:
    base: KnowledgeBase
    country: str | None
    settled: dict[tuple[str | None, str], list[Entity]] = field(default_factory=dict)
    barred: set[str] = field(default_factory=set)
    slugs: set[str] = field(default_factory=set)
    places: list[_Place] = field(default_factory=list)
    nameless: int = 0
    bad: list[BadRow] = field(default_factory=list)


def import_places(
    files: Iterable[Path], base: KnowledgeBase, columns: Mapping[str, str] | None = None, country: str | None = None
) -> Imported:
    """Turn lists of places into a knowledge file.

    A place that the knowledge base has (a name in common, within 10 km of it) is not doubled: it gains the names and
    the code. A name of one word, or one that begins with a given name, is marked as ambiguous, unless the place has
    100,000 inhabitants: nobody has looked at the list. A file that cannot be read is among the bad rows.

    Parameters
    ----------
    files
        See `read_places`.
    base
        What is known already; parents and countries are looked up there.
    columns
        The column that holds a field, where it has a name of its own.
    country
        Two-letter code or name of the country of places whose row names none.
    """
    run = _Run(base, country)
    for entity in base.entities:
        for name in entity.names:
            if name.language == "ar" and entity.kind in SETTLEMENTS and entity.latitude is not None:
                run.settled.setdefault((entity.country, fold(name.text)), []).append(entity)
            if name.language == "ar" and not base.is_a(entity.kind, "Place"):
                run.barred.add(fold(name.text))
    for file in files:
        try:
            for row in read_places(file, columns):
                if isinstance(row, BadRow):
                    run.bad.append(row)
                elif (reason := _take(run, row)) is not None:
                    run.bad.append(BadRow(row.origin, reason))
        except PlaceFileError as error:
            run.bad.append(BadRow(str(file), str(error)))
    _place_in_areas(run)
    fresh = [place for place in run.places if place.known is None]
    return Imported(
        _PREFIXES + "".join(map(_turtle, run.places)),
        len(fresh),
        len(run.places) - len(fresh),
        run.nameless,
        tuple(run.bad),
    )


def _take(run: _Run, row: PlaceRow) -> str | None:
    """Take a row's place up; returns why it is none."""
    country = _country(row.country or run.country or row.pcode[:2], run.base)
    if country is None:
        return f"the country {row.country!r} is not known" if row.country else "no country is named"
    if row.kind and not run.base.is_a(row.kind, "Place"):
        return f"the class {row.kind!r} is no place of the ontology"
    english = english_label(row.english) or english_label(next((n for n in row.names if english_label(n)), ""))
    arabic = [name for name in arabic_names(row.names, english) if fold(name) not in run.barred]
    if not arabic:
        run.nameless += 1
        return None
    kind = row.kind or kind_by_population(row.population)
    place = _Place(row, "", kind, arabic, english or row.pcode or arabic[0], country)
    place.known = _known(run, place)
    place.iri = place.known.iri if place.known else PLACE + _slug(run, place)
    run.places.append(place)
    return None


def _country(named: str, base: KnowledgeBase) -> str | None:
    slug = TABLES["countries"].get(named[:2].upper()) if len(named) == 2 or named[2:].isdecimal() else None
    if slug is not None and PLACE + slug in base:
        return PLACE + str(slug)
    found = base.find(named, ("Country",)) if named else []
    return found[0].iri if len(found) == 1 else None


def _known(run: _Run, place: _Place) -> Entity | None:
    iri = LISTED + place.row.geonames
    if place.row.geonames and iri in run.base:
        return run.base.entity(iri)
    if place.kind not in SETTLEMENTS:
        same = [
            entity
            for name in (place.arabic[0], place.english)
            for entity in run.base.find(name, (place.kind,))
            if entity.country == place.country
        ]
        return same[0] if same else None
    for name in place.arabic:
        for entity in run.settled.get((place.country, fold(name)), ()):
            assert entity.latitude is not None
            assert entity.longitude is not None
            apart = kilometres((place.row.latitude, place.row.longitude), (entity.latitude, entity.longitude))
            if apart <= _SAME_PLACE_KM:
                return entity
    return None


def _slug(run: _Run, place: _Place) -> str:
    """``geonames-`` or ``pcode-`` and the number, else the English name; numbered where it is taken."""
    row = place.row
    if row.geonames.isdecimal():
        wanted = f"geonames-{row.geonames}"
    else:
        wanted = re.sub(r"[^a-z0-9]+", "-", (f"pcode-{row.pcode}" if row.pcode else place.english).casefold()).strip(
            "-"
        )
    slug, number = wanted or "place", 1
    while slug in run.slugs or PLACE + slug in run.base:
        number += 1
        slug = f"{wanted or 'place'}-{number}"
    run.slugs.add(slug)
    return slug


def _place_in_areas(run: _Run) -> None:
    """Find what each place lies in: a place of the files by its code, else a known area by its name."""
    by_code = {place.row.code: place.iri for place in run.places if place.row.code}
    for place in run.places:
        parent = place.row.parent
        named = by_code.get(parent)
        if named is None and parent:
            areas = run.base.find(parent, ("Governorate", "District", "Region"))
            fitting = [area.iri for area in areas if area.country == place.country]
            named = fitting[0] if len(fitting) == 1 else None
        place.parent = named if named and named != place.iri else place.country


def _turtle(place: _Place) -> str:
    row, slug = place.row, place.iri.removeprefix(PLACE)
    names = [_literal(name, "ar") for name in place.arabic]
    risky = [_literal(name, "ar") for name in place.arabic if is_risky(name) and (row.population or 0) < _LARGE]
    codes = (
        [f"skos:notation {turtle_string(row.pcode)}", f"dcterms:identifier {turtle_string(row.pcode)}"]
        if row.pcode
        else []
    )
    if place.known is not None:
        had = {fold(name.text) for name in place.known.names if name.language == "ar"}
        fresh = [_literal(name, "ar") for name in place.arabic if fold(name) not in had]
        told = [f"skos:altLabel {name}" for name in fresh]
        told += [f"kgb:ambiguousName {name}" for name in fresh if name in risky]
        told += codes
        return f"\n# {row.origin}: known already\n" + (f"<{place.iri}> {_JOIN.join(told)} .\n" if told else "")
    precision = TABLES["precision"].get(place.kind, TABLES["precision"]["other"])
    told = [
        f"a kgb:{place.kind}",
        f"rdfs:label {names[0]} , {_literal(place.english, 'en')}",
        *(f"skos:altLabel {name}" for name in names[1:]),
        *(f"kgb:ambiguousName {name}" for name in risky),
        f"kgb:locatedIn <{place.parent}>",
        f"kgb:country <{place.country}>",
        f"kgb:precisionMetres {precision}",
        *([f"kgb:population {row.population}"] if row.population else []),
        "kgb:identified true",
        *codes,
        *([f"dcterms:source <https://www.geonames.org/{row.geonames}/>"] if row.geonames.isdecimal() else []),
        f"geo:hasGeometry geometry:{slug}",
    ]
    point = f"POINT({row.longitude} {row.latitude})"
    geometry = f'geometry:{slug} a geo:Geometry ; geo:asWKT "{point}"^^geo:wktLiteral .'
    return f"\n# {row.origin}\nplace:{slug} {_JOIN.join(told)} .\n{geometry}\n"


def _literal(text: str, language: str) -> str:
    return f"{turtle_string(text)}@{language}"
