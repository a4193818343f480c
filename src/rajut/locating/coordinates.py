"""What a coordinate says about an area that texts name: it agrees, can be repaired to agree, contradicts, or lies outside.

A coordinate belongs to the village whose point is nearest. Borders made this way are rough, so a point counts as
inside an area while it lies less than half a village spacing deeper in another one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rajut.locating.geography import SHORTER, Floats, Geography, Wholes, distance_m

Bools = NDArray[np.bool_]
Variant = Callable[[Floats, Floats], tuple[Floats, Floats]]
NEIGHBOURS = 16
GIVEN, SWAPPED, SIGN_FLIPPED, SCALED, CONTRADICTS, OUTSIDE, MISSING = (
    "given",
    "swapped",
    "sign_flipped",
    "scaled",
    "contradicts",
    "outside",
    "missing",
)


@dataclass
class Judged:
    """Per row: the point to use, the verdict, the village the point lies in (row of the village arrays) and the
    distance in metres between the point and the stated area's nearest village point (or nearest of all)."""

    lon: Floats
    lat: Floats
    verdict: NDArray[np.str_]
    village: Wholes
    away_m: Floats

    @classmethod
    def empty(cls, rows: int) -> Judged:
        nothing = np.full(rows, np.nan)
        return cls(nothing.copy(), nothing.copy(), np.full(rows, MISSING, dtype="<U12"), np.full(rows, -1), nothing.copy())


@dataclass
class Tested:
    """Per row: whether the point lies in its area, its village, its distance, and whether it is in the area's regency."""

    inside: Bools
    village: Wholes
    away_m: Floats
    near_home: Bools


def judge(geography: Geography, lon: Floats, lat: Floats, area: Wholes, digits: Wholes) -> Judged:
    """Judge coordinates against areas. `area` is a code, `digits` its length; 0 and 0 where no area is known."""
    judged = Judged.empty(len(lon))
    given = np.flatnonzero(np.isfinite(lon) & np.isfinite(lat) & ~((lon == 0) & (lat == 0)))
    first = _settle(geography, judged, given, lon[given], lat[given], area, digits, GIVEN)
    left = given[~first.inside]
    for verdict, variant in VARIANTS if len(left) else ():
        tried = _settle(geography, judged, left, *variant(lon[left], lat[left]), area, digits, verdict)
        left = left[~tried.inside]
    if len(left):
        failed = np.isin(given, left)
        elsewhere = first.near_home[failed]
        judged.verdict[left] = np.where(elsewhere, CONTRADICTS, OUTSIDE)
        judged.away_m[left] = first.away_m[failed]
    return judged


def _settle(
    geography: Geography, judged: Judged, rows: Wholes, lon: Floats, lat: Floats, area: Wholes, digits: Wholes, verdict: str
) -> Tested:
    """Test points of `rows`; those inside get the verdict and the point."""
    test = inside_area(geography, lon, lat, area[rows], digits[rows])
    won = rows[test.inside]
    judged.lon[won], judged.lat[won] = lon[test.inside], lat[test.inside]
    judged.verdict[won] = verdict
    judged.village[won], judged.away_m[won] = test.village[test.inside], test.away_m[test.inside]
    return test


def _into(value: Floats, low: float, high: float, skip: int) -> Floats:
    """`value` divided by the smallest power of ten that brings its size into low–high, and `skip` powers more.

    A decimal point lost: -75781017 -> -7.5781017. Where no power does, not a number.
    """
    size = np.abs(value)
    with np.errstate(divide="ignore", invalid="ignore"):
        power = np.where(size > high, np.ceil(np.log10(np.where(size > 0, size, 1) / high)), 0) + skip
        scaled = value / 10.0**power
    return np.where((np.abs(scaled) >= low) & (np.abs(scaled) <= high), scaled, np.nan)


def _scaled(skip: int, *, swapped: bool) -> Variant:
    def variant(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        first, second = (lat, lon) if swapped else (lon, lat)
        return _into(first, 90.0, 145.0, 0), _into(second, 0.0, 11.5, skip)

    return variant


# Repairs in the order they are tried: the commonest fault first.
VARIANTS: tuple[tuple[str, Variant], ...] = (
    (SWAPPED, lambda lon, lat: (lat, lon)),
    (SIGN_FLIPPED, lambda lon, lat: (lon, -lat)),
    (SIGN_FLIPPED, lambda lon, lat: (-lon, lat)),
    (SIGN_FLIPPED, lambda lon, lat: (-lon, -lat)),
    (SWAPPED, lambda lon, lat: (lat, -lon)),
    *((SCALED, _scaled(skip, swapped=swapped)) for swapped in (False, True) for skip in range(3)),
)


def inside_area(geography: Geography, lon: Floats, lat: Floats, area: Wholes, digits: Wholes) -> Tested:
    """Whether points lie in areas; without an area, whether they lie near any village of the country."""
    rules: dict[str, Any] = geography.rules["coordinate"]
    in_country = (lon >= rules["west"]) & (lon <= rules["east"]) & (lat >= rules["south"]) & (lat <= rules["north"])
    test = Tested(np.zeros(len(lon), bool), np.full(len(lon), -1), np.full(len(lon), np.nan), np.zeros(len(lon), bool))
    rows = np.flatnonzero(in_country)
    distances, villages = geography.nearest(lon[rows], lat[rows])
    away, village = distances[:, 0], villages[:, 0]
    spacing = geography.spacing[geography.villages[village]] if len(rows) else away
    settled = away <= np.maximum(rules["near_m"], rules["near_spacings"] * spacing)
    test.village[rows], test.away_m[rows] = village, away
    test.inside[rows] = settled & (_within(geography, village, area[rows], digits[rows]) | (digits[rows] == 0))
    regency: Wholes = np.minimum(digits[rows], 4).astype(np.int64)
    test.near_home[rows] = settled & (digits[rows] > 0) & _within(geography, village, _shorter(area[rows], digits[rows], regency), regency)
    border = rows[settled & ~test.inside[rows]]
    _at_border(geography, test, border, lon[border], lat[border], area[border], digits[border])
    return test


def _at_border(geography: Geography, test: Tested, rows: Wholes, lon: Floats, lat: Floats, area: Wholes, digits: Wholes) -> None:
    """Points nearest to a village of another area: inside all the same if the stated area's own village is hardly farther."""
    if not len(rows):
        return
    where = geography.at(area)
    as_village = digits == 10
    own, own_village = np.full(len(rows), np.inf), np.full(len(rows), -1)
    of_village = np.flatnonzero(as_village)
    own[of_village] = distance_m(lon[of_village], lat[of_village], geography.lon[where[of_village]], geography.lat[where[of_village]])
    own_village[of_village] = np.searchsorted(geography.village_code, area[of_village])
    others = np.flatnonzero(~as_village)
    away, near = geography.nearest(lon[others], lat[others], NEIGHBOURS)
    count = near.shape[1]
    belongs = _within(geography, near.ravel(), np.repeat(area[others], count), np.repeat(digits[others], count)).reshape(near.shape)
    first = belongs.argmax(axis=1)
    has = belongs.any(axis=1)
    own[others] = np.where(has, away[np.arange(len(others)), first], np.inf)
    own_village[others] = np.where(has, near[np.arange(len(others)), first], -1)
    slack = np.where(as_village, 2.0, 1.0) * geography.rules["coordinate"]["border_spacings"] * geography.spacing[where]
    inside = own - test.away_m[rows] <= slack
    known = np.isfinite(own)
    to_point = distance_m(lon, lat, geography.lon[where], geography.lat[where])
    test.inside[rows] = inside
    test.village[rows[inside]] = own_village[inside]
    test.near_home[rows] |= inside
    test.away_m[rows] = np.where(known, own, to_point)


def _within(geography: Geography, village: Wholes, area: Wholes, digits: Wholes) -> Bools:
    """Whether villages (rows) belong to areas (codes of `digits` digits)."""
    result = np.zeros(len(village), dtype=bool)
    for length, divisor in SHORTER.items():
        at = digits == length
        result[at] = geography.village_code[village[at]] // divisor == area[at]
    return result


def _shorter(area: Wholes, digits: Wholes, wanted: Wholes) -> Wholes:
    shorter: Wholes = area // np.int64(10) ** np.maximum(digits - wanted, 0)
    return shorter
