"""The populated places of the region that nobody has written down by hand: a list made from GeoNames.

The file ``gazetteer.tsv.xz`` holds data of GeoNames (https://www.geonames.org/), CC BY 4.0;
``scripts/build_gazetteer.py`` makes it. It completes the files of places: a place that they hold too is not doubled, it
gains spellings.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import product
from math import cos, hypot, radians
from pathlib import Path

from kgbuild.errors import KnowledgeFileError
from kgbuild.knowledge.common_words import is_common_word
from kgbuild.knowledge.entity import DATA, Entity, Name
from kgbuild.knowledge.spelling import folded
from kgbuild.knowledge.turtle import KnowledgeData

__all__ = [
    "COLUMNS",
    "GAZETTEER",
    "LISTED",
    "PLACE",
    "SETTLEMENTS",
    "kilometres",
    "kind_by_population",
    "read_gazetteer",
    "with_gazetteer",
]

GAZETTEER = Path(__file__).parent / "gazetteer.tsv.xz"
COLUMNS = ("id", "country", "area", "latitude", "longitude", "population", "english", "arabic")
PLACE = f"{DATA}place/"
LISTED = f"{PLACE}geonames-"  #: what IRIs of places of the gazetteer begin with; their GeoNames id follows
SETTLEMENTS = ("City", "Town", "Village", "Neighbourhood", "Camp")

_CITY, _TOWN = 100_000, 5_000
_PRECISION = {"City": 10_000, "Town": 5_000, "Village": 5_000}
_AMBIGUOUS = "~"
_ARTICLE, _CITY_OF = "ال", "مدينه "
#: A place of one name is the same when it lies this near to the curated one, beyond the radius of that.
_SAME_PLACE_KM = 10.0
#: One that lies this near is the same even when its name is only like the curated one's.
_TOUCHING_KM = 4.0
_LIKE, _SHORTEST, _UNEVEN = 0.75, 5, 4


def kind_by_population(population: int | None) -> str:
    """Return the class of a populated place: City from 100,000 inhabitants on, Town from 5,000 on, else Village.

    Examples
    --------
    >>> kind_by_population(184_231), kind_by_population(20_656), kind_by_population(None)
    ('City', 'Town', 'Village')
    """
    inhabitants = population or 0
    return "City" if inhabitants >= _CITY else "Town" if inhabitants >= _TOWN else "Village"


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance of two points (latitude, longitude in degrees), good for some hundred kilometres.

    Examples
    --------
    >>> round(kilometres((33.513, 36.292), (34.730, 36.714)))  # Damascus, Homs
    141
    """
    across = (one[1] - other[1]) * cos(radians(one[0]))
    return 111.2 * hypot(one[0] - other[0], across)


def read_gazetteer(path: Path = GAZETTEER) -> list[Entity]:
    """Read the list; an area that is not known here is left to the reader of the result.

    Raises
    ------
    KnowledgeFileError
        The file is missing, damaged, or no gazetteer.

    Examples
    --------
    >>> [place.kind for place in read_gazetteer() if place.label("en") == "Al Qamishli"]
    ['City']
    """
    try:
        lines = lzma.decompress(path.read_bytes()).decode().split("\n")
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        if tuple(rows[0]) != COLUMNS:
            raise ValueError(f"the columns are {rows[0]}")
        return [_place(*row) for row in rows[1:]]
    except (OSError, lzma.LZMAError, ValueError, TypeError, IndexError) as error:
        raise KnowledgeFileError(f"{path}: {error}") from error


def _place(
    number: str, country: str, area: str, latitude: str, longitude: str, population: str, english: str, arabic: str
) -> Entity:
    inhabitants = int(population) or None
    kind = kind_by_population(inhabitants)
    names = [
        Name(
            text.removeprefix(_AMBIGUOUS),
            "ar",
            "alias" if index else "label",
            text.startswith(_AMBIGUOUS) or (" " not in text and is_common_word(text)),
        )
        for index, text in enumerate(arabic.split("|"))
    ]
    return Entity(
        LISTED + number,
        kind,
        (*names, Name(english, "en")),
        PLACE + country,
        (PLACE + (area or country),),
        float(latitude),
        float(longitude),
        _PRECISION[kind],
        population=inhabitants,
        listed=True,
    )


def with_gazetteer(data: KnowledgeData, path: Path = GAZETTEER) -> KnowledgeData:
    """Complete the curated entities with the gazetteer.

    A place that is curated too (a name in common, near by) is not doubled: the curated one gains the number of
    inhabitants and, as names that need context, other spellings that nobody else bears. A name that a curated actor or
    country bears, or that begins with one of a curated place (القدس الشريف), is left out, since it would mean that; a
    place whose first name that is goes with it. Places of countries that are not curated are left out.

    Raises
    ------
    KnowledgeFileError
        The file is missing, damaged, or no gazetteer.
    """
    curated = {entity.iri: entity for entity in data.entities}
    countries = {entity.iri for entity in data.entities if entity.kind == "Country"}
    if not countries:
        return data
    settled = _Settlements(data.entities)
    barred = _barred(data.entities, data.superclasses)
    borne = barred | {form for e in data.entities for n in e.names if n.language == "ar" for form in _forms(n.text)}
    sure = frozenset(
        folded(name.text)
        for entity in data.entities
        if "Place" in data.superclasses.get(entity.kind, ())
        for name in entity.names
        if name.language == "ar" and not name.needs_context
    )
    added = []
    for place in read_gazetteer(path):
        if place.country not in countries or place.iri in curated:
            continue
        twin = _twin(place, settled)
        if twin is not None:
            curated[twin] = _merged(curated[twin], place, borne)
            continue
        names = tuple(name for name in place.names if name.language != "ar" or not _is_taken(name, barred, sure))
        if names[0] == place.names[0]:
            parents = _parents(place, curated)
            same = names == place.names and parents == place.parents
            added.append(place if same else replace(place, names=names, parents=parents))
    entities = sorted([*curated.values(), *added], key=lambda entity: entity.iri)
    return KnowledgeData(tuple(entities), data.affiliations, data.superclasses)


class _Settlements:
    """Curated settlements by their folded names in all languages, and by where they lie."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.by_name: dict[str, list[Entity]] = {}
        self._cells: dict[tuple[int, int], list[Entity]] = {}
        for entity in entities:
            if entity.kind in SETTLEMENTS and entity.latitude is not None:
                row, column = _cell(_point(entity))
                for cell in product((row - 1, row, row + 1), (column - 1, column, column + 1)):
                    self._cells.setdefault(cell, []).append(entity)
                for name in entity.names:
                    self.by_name.setdefault(_key(name), []).append(entity)

    def around(self, point: tuple[float, float]) -> Sequence[Entity]:
        """Those within a tenth of a degree."""
        return self._cells.get(_cell(point), ())


def _cell(point: tuple[float, float]) -> tuple[int, int]:
    return round(point[0] * 10), round(point[1] * 10)


def _key(name: Name) -> str:
    if name.language != "ar":
        return name.text.casefold()
    return folded(name.text).removeprefix(_CITY_OF).removeprefix(_ARTICLE)


def _barred(entities: Iterable[Entity], superclasses: dict[str, frozenset[str]]) -> frozenset[str]:
    """Names of actors and countries, with and without the article."""
    return frozenset(
        form
        for entity in entities
        if entity.kind == "Country" or "Place" not in superclasses.get(entity.kind, ())
        for name in entity.names
        if name.language == "ar" and name.role != "metonym"
        for form in _forms(name.text)
    )


def _is_taken(name: Name, barred: frozenset[str], sure: frozenset[str]) -> bool:
    """Whether a name means a curated entity, or begins with the name of a curated place."""
    spelling = folded(name.text)
    if spelling in barred:
        return True
    words = spelling.split(" ")
    return any(" ".join(words[:end]) in sure for end in range(1, len(words)))


def _forms(text: str) -> tuple[str, str, str]:
    """A folded name, without and with the article."""
    name = folded(text)
    return name, name.removeprefix(_ARTICLE), _ARTICLE + name


def _twin(place: Entity, settled: _Settlements) -> str | None:
    """IRI of the curated place that this one is; lists put some cities into another country than reports do."""
    here = _point(place)
    keys = [_key(name) for name in place.names]
    for key in keys:
        for entity in settled.by_name.get(key, ()):
            reach = _SAME_PLACE_KM + (entity.precision_m or 0) / 1000
            if kilometres(here, _point(entity)) <= reach:
                return entity.iri
    for entity in settled.around(here):
        if kilometres(here, _point(entity)) > _TOUCHING_KM:
            continue
        known = [_key(name) for name in entity.names if name.language == "ar"]
        if any(_is_like(key, known) for key in keys):
            return entity.iri
    return None


def _point(entity: Entity) -> tuple[float, float]:
    assert entity.latitude is not None
    assert entity.longitude is not None
    return entity.latitude, entity.longitude


def _merged(entity: Entity, place: Entity, borne: frozenset[str]) -> Entity:
    known = [folded(name.text) for name in entity.names if name.language == "ar"]
    fresh = [
        Name(name.text, "ar", "alias", needs_context=True)
        for name in place.names
        if name.language == "ar"
        and borne.isdisjoint(_parts(spelling := folded(name.text)))
        and _is_like(spelling, known)
    ]
    return replace(entity, names=(*entity.names, *fresh), population=entity.population or place.population)


def _parts(name: str) -> tuple[str, ...]:
    """A name and its words: what holds another name would take its place in a text."""
    return name, *name.split(" ")


def _is_like(spelling: str, known: Iterable[str]) -> bool:
    """Whether a name is another spelling of a known one, and not that of a part or of the district around.

    Short ones are left out: the next word is too like them (قم، قوم).
    """
    if len(spelling.removeprefix(_ARTICLE)) < _SHORTEST:
        return False
    return any(
        abs(len(spelling) - len(name)) <= _UNEVEN and SequenceMatcher(None, spelling, name).ratio() >= _LIKE
        for name in known
    )


def _parents(place: Entity, curated: dict[str, Entity]) -> tuple[str, ...]:
    known = tuple(area for area in place.parents if area in curated)
    return known or ((place.country,) if place.country else ())
