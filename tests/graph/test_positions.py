"""Positions told in words as geometry: numbers, bounds, and the mention that carries them through the graph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgbuild.extraction.report import EventClaim, RelativePosition, Report
from kgbuild.graph import Identifiers, StoreBackground, read_document, report_quads, validate_quads
from kgbuild.graph.geometry import Circle, distance_km, moved, placed
from kgbuild.graph.vocabulary import GEO, KGB, RDF, RDFS
from kgbuild.pipeline import refresh_background
from kgbuild.store import open_store

IDS = Identifiers()
NOOR, PLAIN, FAR = (f"{IDS.base}place/{name}" for name in ("noor", "plain", "far"))
TOWN, CITY, AREA = Circle(35.0, 40.0, 2000), Circle(35.0, 40.0, 12000), Circle(35.0, 40.0, 80000)


def told(
    kind: str, bearing: float | None = None, distance: float | None = None, anchor: str = NOOR
) -> RelativePosition:
    return RelativePosition(anchor, kind, "شرق", bearing, distance)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("position", "anchor", "kind", "shift_km", "precision_m"),
    [
        (told("distance", 45, 20), TOWN, "Town", 20, 10000),
        (told("distance", None, 20), TOWN, "Town", 0, 22000),
        (told("direction", 90), AREA, "Governorate", 40, 48000),
        (told("direction", 90), AREA, "Country", 28, 56000),
        (told("direction", 90), TOWN, "Town", 5, 12000),
        (told("direction", 90), CITY, "City", 12, 22000),
        (told("part", 90), CITY, "City", 6, 7200),
        (told("around"), TOWN, "Town", 0, 7000),
        (told("around"), CITY, "City", 0, 24000),
    ],
    ids=["distance", "distance-alone", "governorate", "country", "town", "city", "part", "near-town", "near-city"],
)
def test_shift_and_precision(
    position: RelativePosition, anchor: Circle, kind: str, shift_km: float, precision_m: int
) -> None:
    circle = placed(position, anchor, kind)
    assert circle.radius_m == precision_m
    away = distance_km((anchor.latitude, anchor.longitude), (circle.latitude, circle.longitude))
    assert away == pytest.approx(shift_km, abs=0.02)


@pytest.mark.parametrize(
    ("bearing", "north", "east"),
    [(0, 1, 0), (45, 1, 1), (90, 0, 1), (135, -1, 1), (180, -1, 0), (225, -1, -1), (270, 0, -1), (315, 1, -1)],
)
def test_bearings_go_where_they_say(bearing: float, north: int, east: int) -> None:
    circle = placed(told("distance", bearing, 20), TOWN, "Town")
    sides = [round((circle.latitude - 35.0) / 0.1), round((circle.longitude - 40.0) / 0.1)]
    assert [(side > 0) - (side < 0) for side in sides] == [north, east]


@given(
    bearing=st.sampled_from([0.0, 45.0, 90.0, 135.0, 180.0, 225.0, 270.0, 315.0]),
    distance=st.floats(0.5, 400),
    north=st.floats(-0.5, 0.5),
    east=st.floats(-0.5, 0.5),
)
def test_a_shifted_point_stays_in_its_area(bearing: float, distance: float, north: float, east: float) -> None:
    area = Circle(34.0, 41.0, 60000)
    anchor = Circle(34.0 + north, 41.0 + east, 3000)
    circle = placed(told("distance", bearing, distance), anchor, "Town", area)
    assert distance_km((area.latitude, area.longitude), (circle.latitude, circle.longitude)) <= 60.0
    assert circle.radius_m > anchor.radius_m


@given(
    latitude=st.floats(-60, 60), longitude=st.floats(-179, 179), bearing=st.floats(0, 360), distance=st.floats(0, 900)
)
def test_moving_covers_the_distance(latitude: float, longitude: float, bearing: float, distance: float) -> None:
    start = (latitude, longitude)
    assert distance_km(start, moved(start, bearing, distance)) == pytest.approx(distance, abs=0.01)


@pytest.fixture(scope="module")
def background(small_ontology: Path) -> StoreBackground:
    store = open_store(":memory:", "write")
    refresh_background(store, IDS, small_ontology)
    return StoreBackground(store, (IDS.graph("ontology"), IDS.graph("knowledge")))


def positioned(report: Report, **positions: RelativePosition) -> Report:
    """The report with positions for the places of its first claim, by name."""
    strike, *others = report.claims
    places = tuple(replace(p, position=positions.get(str(p.iri).rpartition("/")[2])) for p in strike.places)
    changed: tuple[EventClaim, ...] = (replace(strike, places=places), *others)
    return replace(report, claims=changed)


def test_the_mention_carries_it_and_the_place_stays(
    make_report: Callable[..., Report], background: StoreBackground
) -> None:
    plain, report = report_quads(make_report(), IDS, background), positioned(make_report(), noor=told("direction", 90))
    quads = report_quads(report, IDS, background)
    assert set(plain) < set(quads)
    added = {quad.predicate for quad in set(quads) - set(plain)}
    assert added == {KGB.relativePosition, KGB.precisionMetres, GEO.hasGeometry, GEO.asWKT, RDF.type, RDFS.label}
    [mention] = [quad.subject for quad in quads if quad.predicate == GEO.hasGeometry]
    [geometry] = [quad.object for quad in quads if quad.predicate == GEO.hasGeometry]
    assert geometry.value == f"{mention.value}/geometry"
    assert [quad.object.value for quad in quads if quad.predicate == GEO.asWKT] == ["POINT(40.5551 35.25)"]
    assert validate_quads(quads, background) == []


def test_it_is_read_back(make_report: Callable[..., Report], background: StoreBackground) -> None:
    report = positioned(make_report(), noor=told("direction", 90))
    noor, plain = read_document(report_quads(report, IDS, background)).claims[0].mentions_of("place")
    assert (noor.position, noor.point, noor.precision_m) == ("شرق", (35.25, 40.5551), 12000)
    assert (plain.position, plain.point, plain.precision_m) == (None, None, None)


@pytest.mark.parametrize("anchor", [PLAIN, FAR, f"{IDS.base}place/nowhere"], ids=["area", "town", "unknown"])
def test_without_coordinates_there_are_words_alone(
    make_report: Callable[..., Report], background: StoreBackground, anchor: str
) -> None:
    report = positioned(make_report(), plain=told("direction", 90, anchor=anchor))
    quads = report_quads(report, IDS, background)
    assert [quad.object for quad in quads if quad.predicate == KGB.relativePosition] == [
        ox.Literal("شرق", language="ar")
    ]
    assert not [quad for quad in quads if quad.predicate in (GEO.hasGeometry, KGB.precisionMetres)]
    assert validate_quads(quads, background) == []
