"""Circles on the globe that positions told in words give: a centre and the radius in which the place certainly lies.

Coordinates are decimal degrees (WGS 84); distances follow great circles on a sphere of the mean radius of the Earth,
which differs from the ellipsoid by less than 0.6 percent, far below the uncertainty of the words.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from kgbuild.extraction.report import RelativePosition

__all__ = ["AREAS", "Circle", "distance_km", "moved", "placed"]

#: Kinds of places that something lies in, not beside, where a bearing alone is told: شمال كذا.
AREAS: Final = frozenset({"Country", "Governorate", "Region", "District", "NaturalArea"})

_EARTH_KM: Final = 6371.0088
_OFF_DISTANCE: Final = 0.4  # of a distance told with a bearing: words round both
# Of an area's radius: how far from its centre, how uncertain. The circle of a country reaches far over its borders.
_INSIDE: Final = (0.5, 0.6)
_IN_COUNTRY: Final = (0.35, 0.7)
_LEAST_KM: Final = 5.0  # how far at least what lies beside a town is from its centre
_OUTSIDE_KM: Final = 10.0
_DIGITS: Final = 4  # of a degree: some 10 metres


@dataclass(frozen=True, slots=True)
class Circle:
    """A centre and a radius."""

    latitude: float
    longitude: float
    radius_m: int


def placed(position: RelativePosition, anchor: Circle, kind: str, bound: Circle | None = None) -> Circle:
    """Return where a position told in words lies, with how uncertain that is.

    With R the anchor's radius and d the distance told: a distance with a bearing shifts by d, uncertain by R + 0.4 d; a
    distance alone is uncertain by R + d around the centre; a bearing alone shifts by 0.5 R inside an area, uncertain
    by 0.6 R (a country: 0.35 R and 0.7 R), and by max(R, 5 km) beside a town, uncertain by R + 10 km; around the anchor
    is within max(2 R, R + 5 km) of its centre.

    Parameters
    ----------
    position
        What the words tell.
    anchor
        The place that they count from.
    kind
        Its class (local name).
    bound
        The area that it lies in; a shifted centre is drawn back until it lies inside.

    Examples
    --------
    >>> east = RelativePosition("https://example.org/town", "distance", "20 كلم شرق", bearing=90, distance_km=20)
    >>> placed(east, Circle(35.0, 40.0, 5000), "Town")
    Circle(latitude=34.9998, longitude=40.2196, radius_m=13000)
    """
    radius = anchor.radius_m / 1000
    bearing, distance = position.bearing, position.distance_km
    if distance is not None:
        shift, off = (0.0, radius + distance) if bearing is None else (distance, radius + _OFF_DISTANCE * distance)
    elif bearing is None:
        shift, off = 0.0, max(2 * radius, radius + _LEAST_KM)
    elif kind in AREAS or position.kind == "part":
        shift, off = (share * radius for share in (_IN_COUNTRY if kind == "Country" else _INSIDE))
    else:
        shift, off = max(radius, _LEAST_KM), radius + _OUTSIDE_KM
    latitude, longitude = anchor.latitude, anchor.longitude
    if bearing is not None:
        latitude, longitude = moved((latitude, longitude), bearing, shift)
        if bound is not None:
            latitude, longitude = _drawn_into(bound, (latitude, longitude))
    return Circle(round(latitude, _DIGITS), round(longitude, _DIGITS), max(1, round(off * 1000)))


def distance_km(start: tuple[float, float], end: tuple[float, float]) -> float:
    """Return the great-circle distance of two points, given as latitude and longitude (haversine formula).

    Examples
    --------
    >>> round(distance_km((0.0, 0.0), (0.0, 1.0)), 1)
    111.2
    """
    (phi, lam), (phi2, lam2) = (map(math.radians, point) for point in (start, end))
    half = math.sin((phi2 - phi) / 2) ** 2 + math.cos(phi) * math.cos(phi2) * math.sin((lam2 - lam) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def moved(start: tuple[float, float], bearing: float, kilometres: float) -> tuple[float, float]:
    """Return the point at a distance along the great circle that leaves a point at a bearing.

    φ₂ = asin(sin φ cos δ + cos φ sin δ cos θ), λ₂ = λ + atan2(sin θ sin δ cos φ, cos δ − sin φ sin φ₂), with θ the
    bearing and δ the distance over the radius of the Earth.

    Examples
    --------
    >>> tuple(round(degrees, 3) for degrees in moved((0.0, 10.0), 90, 111.195))
    (0.0, 11.0)
    """
    phi, lam, theta = math.radians(start[0]), math.radians(start[1]), math.radians(bearing)
    delta = kilometres / _EARTH_KM
    sine = math.sin(phi) * math.cos(delta) + math.cos(phi) * math.sin(delta) * math.cos(theta)
    phi2 = math.asin(max(-1.0, min(1.0, sine)))
    east = math.sin(theta) * math.sin(delta) * math.cos(phi)
    lam2 = lam + math.atan2(east, math.cos(delta) - math.sin(phi) * math.sin(phi2))
    return math.degrees(phi2), (math.degrees(lam2) + 540) % 360 - 180


def _drawn_into(bound: Circle, point: tuple[float, float]) -> tuple[float, float]:
    """The point, or where the way to the centre of the area crosses its edge (a metre or two inside)."""
    centre, radius = (bound.latitude, bound.longitude), bound.radius_m / 1000
    if distance_km(centre, point) <= radius:
        return point
    return moved(centre, _bearing(centre, point), max(0.0, radius - 0.02))


def _bearing(start: tuple[float, float], end: tuple[float, float]) -> float:
    (phi, lam), (phi2, lam2) = (map(math.radians, point) for point in (start, end))
    east = math.sin(lam2 - lam) * math.cos(phi2)
    north = math.cos(phi) * math.sin(phi2) - math.sin(phi) * math.cos(phi2) * math.cos(lam2 - lam)
    return math.degrees(math.atan2(east, north)) % 360
