"""Reading lists of places: country dumps of GeoNames, CSV and GeoJSON, row by row."""

from __future__ import annotations

import csv
import io
import json
import tomllib
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kgbuild.errors import PlaceFileError

__all__ = ["FIELDS", "BadRow", "PlaceRow", "read_places"]

TABLES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "place_files.toml").read_text(encoding="utf-8"))
#: Fields of a place that columns can be mapped to.
FIELDS = tuple(TABLES["columns"])
_GEONAMES_COLUMNS = 19
_ADM1 = "ADM1"


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place as a file tells it.

    Parameters
    ----------
    origin
        File and line (GeoJSON: number of the feature, from 1).
    names
        All names, in any language.
    english
        The name in Latin letters, or an empty string.
    latitude, longitude
        Decimal degrees (WGS 84).
    population
        Inhabitants, where told.
    pcode
        The place's code in the file's own scheme (a p-code), where told.
    geonames
        Its GeoNames id, where told.
    parent
        Code or name of the area that it lies in, where told.
    country
        Two-letter code, code of the area (a p-code begins with them) or name of its country, where told.
    kind
        Local name of its class, or an empty string where the number of inhabitants tells.
    """

    origin: str
    names: tuple[str, ...]
    english: str
    latitude: float
    longitude: float
    population: int | None = None
    pcode: str = ""
    geonames: str = ""
    parent: str = ""
    country: str = ""
    kind: str = ""
    code: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is no place, and why."""

    origin: str
    reason: str


def read_places(path: Path, columns: Mapping[str, str] | None = None) -> Iterator[PlaceRow | BadRow]:
    """Yield the places of a file, and the rows that are none.

    Rows of a GeoNames dump whose kind of thing is no place of the ontology (rivers, railway stations) are passed over.

    Parameters
    ----------
    path
        A country dump of GeoNames (``.txt``, or the ``.zip`` that holds it), ``.csv``, ``.tsv``, ``.json`` or
        ``.geojson``.
    columns
        The column (or property) that holds a field (see `FIELDS`), where it has a name of its own.

    Raises
    ------
    PlaceFileError
        The file cannot be read, or is of another kind.
    """
    try:
        ending = path.suffix.casefold()
        if ending in (".geojson", ".json"):
            yield from _geojson(path, columns or {})
        elif ending in (".csv", ".tsv"):
            yield from _table(path, columns or {}, "\t" if ending == ".tsv" else ",")
        elif ending in (".txt", ".zip"):
            yield from _geonames(path)
        else:
            raise PlaceFileError(f"{path}: the ending {path.suffix!r} is none of a list of places")
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile, csv.Error, json.JSONDecodeError) as error:
        raise PlaceFileError(f"{path}: {error}") from error


def _geonames(path: Path) -> Iterator[PlaceRow | BadRow]:
    """Rows of a dump (https://download.geonames.org/export/dump/readme.txt): 19 columns, no header."""
    for number, line in enumerate(_geonames_text(path).split("\n"), 1):
        if not line.strip():
            continue
        origin = f"{path}:{number}"
        cells = line.rstrip("\r").split("\t")
        if len(cells) != _GEONAMES_COLUMNS:
            yield BadRow(origin, f"{len(cells)} columns instead of {_GEONAMES_COLUMNS}")
            continue
        kind = TABLES["features"].get(cells[7], "" if cells[6] == "P" else None)
        if kind is None or cells[7] in TABLES["gone"]["codes"]:
            continue
        area = f"{cells[8]}.{cells[10]}"
        yield _row(
            origin,
            {
                "name_en": cells[2] or cells[1],
                "names": ",".join([cells[1], cells[3]]),
                "lat": cells[4],
                "lon": cells[5],
                "population": "" if cells[14] == "0" else cells[14],
                "country": cells[8],
                "parent": "" if cells[7] == _ADM1 else area,
                "kind": kind,
            },
            geonames=cells[0],
            code=area if cells[7] == _ADM1 else "",
        )


def _geonames_text(path: Path) -> str:
    if path.suffix.casefold() != ".zip":
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as archive:
        names = [n for n in archive.namelist() if n.endswith(".txt") and not n.casefold().startswith("readme")]
        if len(names) != 1:
            raise PlaceFileError(f"{path}: the archive holds {len(names)} .txt files instead of one")
        return archive.read(names[0]).decode("utf-8")


def _table(path: Path, columns: Mapping[str, str], delimiter: str) -> Iterator[PlaceRow | BadRow]:
    text = path.read_text(encoding="utf-8-sig")
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    headings = [heading or "" for heading in reader.fieldnames or ()]
    where = _columns(headings, columns, str(path))
    for cells in reader:
        origin = f"{path}:{reader.line_num}"
        first = cells.get(headings[0]) or ""
        if first.startswith("#"):
            continue  # the row of HXL tags under the headings
        if None in cells or None in cells.values():
            yield BadRow(origin, "the row has not as many cells as there are columns")
            continue
        yield _row(origin, {field: (cells[column] or "").strip() for field, column in where.items()})


def _geojson(path: Path, columns: Mapping[str, str]) -> Iterator[PlaceRow | BadRow]:
    data = json.loads(path.read_text(encoding="utf-8-sig"))
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise PlaceFileError(f"{path}: it is no FeatureCollection")
    headings = sorted({key for f in features if isinstance(f, dict) for key in f.get("properties") or {}})
    where = _columns(headings, columns, str(path), points=True)
    for number, feature in enumerate(features, 1):
        origin = f"{path}:{number}"
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        if not isinstance(geometry, dict) or geometry.get("type") != "Point":
            kind = geometry.get("type") if isinstance(geometry, dict) else None
            yield BadRow(origin, f"a {kind or 'missing geometry'} instead of a Point")
            continue
        properties = feature.get("properties") or {}
        told = {field: _text(properties.get(column)) for field, column in where.items()}
        position = [*geometry.get("coordinates", ()), "", ""][:2]
        yield _row(origin, told | {"lon": str(position[0]), "lat": str(position[1])})


def _text(value: object) -> str:
    if isinstance(value, list):
        return ",".join(map(str, value))
    return "" if value is None else str(value).strip()


def _columns(headings: Sequence[str], given: Mapping[str, str], path: str, points: bool = False) -> dict[str, str]:
    """The column of each field that there is one for."""
    small = {heading.strip().casefold(): heading for heading in headings}
    found = {}
    for name, known in TABLES["columns"].items():
        wanted = [given[name].casefold()] if name in given else known
        column = next((small[heading] for heading in wanted if heading in small), None)
        if column is not None:
            found[name] = column
        elif name in given:
            raise PlaceFileError(f"{path}: there is no column {given[name]!r}")
    needed = () if points else ("lat", "lon")
    missing = [name for name in needed if name not in found]
    if not {"name_ar", "name_en", "names"} & found.keys():
        missing.append("name_ar")
    if missing:
        raise PlaceFileError(f"{path}: no column for {', '.join(missing)}")
    return found


def _row(origin: str, told: Mapping[str, str], geonames: str = "", code: str = "") -> PlaceRow | BadRow:
    try:
        latitude, longitude = float(told["lat"]), float(told["lon"])
    except ValueError:
        return BadRow(origin, f"{told['lat']!r}, {told['lon']!r} are no coordinates")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return BadRow(origin, f"{latitude}, {longitude} is no point on earth")
    population = told.get("population", "").replace(",", "")
    if population and not population.isdecimal():
        return BadRow(origin, f"{population!r} is no number of inhabitants")
    named = [told.get("name_ar", ""), told.get("name_en", ""), *_split(told.get("names", ""))]
    return PlaceRow(
        origin,
        tuple(dict.fromkeys(filter(None, named))),
        told.get("name_en", ""),
        latitude,
        longitude,
        int(population) if population else None,
        told.get("pcode", ""),
        geonames,
        told.get("parent", ""),
        told.get("country", ""),
        told.get("kind", ""),
        code or told.get("pcode", ""),
    )


def _split(names: str) -> list[str]:
    for mark in "،;|":
        names = names.replace(mark, ",")
    return [name.strip() for name in names.split(",")]
