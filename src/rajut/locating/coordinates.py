"""What a coordinate says about an area that texts name: it agrees, can be repaired to agree, contradicts, or lies outside.

A coordinate belongs to the village whose point is nearest, and inside an official boundary to the nearest of that area.
Borders made from village points are rough, so there a point counts as inside an area while it lies less than half a
village spacing deeper in another one; of an official boundary, while it lies no farther outside than a coordinate errs.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rajut.locating.geography import SHORTER, Floats, Geography, Wholes, distance_m
from rajut.locating.outlines import Land

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


def judge(land: Land, lon: Floats, lat: Floats, area: Wholes, digits: Wholes) -> Judged:
    """Judge coordinates against areas. `area` is a code, `digits` its length; 0 and 0 where no area is known."""
    judged = Judged.empty(len(lon))
    given = np.flatnonzero(np.isfinite(lon) & np.isfinite(lat) & ~((lon == 0) & (lat == 0)))
    first = _settle(land, judged, given, lon[given], lat[given], area, digits, GIVEN)
    left = given[~first.inside]
    for verdict, variant in VARIANTS if len(left) else ():
        tried = _settle(land, judged, left, *variant(lon[left], lat[left]), area, digits, verdict)
        left = left[~tried.inside]
    if len(left):
        failed = np.isin(given, left)
        elsewhere = first.near_home[failed]
        judged.verdict[left] = np.where(elsewhere, CONTRADICTS, OUTSIDE)
        judged.away_m[left] = first.away_m[failed]
    return judged


def _settle(land: Land, judged: Judged, rows: Wholes, lon: Floats, lat: Floats, area: Wholes, digits: Wholes, verdict: str) -> Tested:
    """Test points of `rows`; those inside get the verdict and the point."""
    test = inside_area(land, lon, lat, area[rows], digits[rows])
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
        scaled = value / 10.0 ** np.where(power <= sys.float_info.max_10_exp, power, np.nan)
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


def inside_area(land: Land, lon: Floats, lat: Floats, area: Wholes, digits: Wholes) -> Tested:
    """Whether points lie in areas; without an area, whether they lie near any village of the country."""
    geography, rules = land.geography, land.geography.rules["coordinate"]
    in_country = (lon >= rules["west"]) & (lon <= rules["east"]) & (lat >= rules["south"]) & (lat <= rules["north"])
    test = Tested(np.zeros(len(lon), bool), np.full(len(lon), -1), np.full(len(lon), np.nan), np.zeros(len(lon), bool))
    rows = np.flatnonzero(in_country)
    stated, length = area[rows], digits[rows].astype(np.int64)
    away, village, drawn_areas = land.home(lon[rows], lat[rows])
    spacing = geography.spacing[geography.villages[village]] if len(rows) else away
    on_land = np.any([found > 0 for found in drawn_areas.values()], axis=0) if drawn_areas else False
    settled = on_land | (away <= np.maximum(rules["near_m"], rules["near_spacings"] * spacing))
    drawn = land.drawn(stated, length)
    test.village[rows], test.away_m[rows] = village, away
    in_outline = land.inside(drawn_areas, stated, length, drawn)
    test.inside[rows] = settled & ((_within(geography, village, stated, length) & in_outline) | (length == 0))
    regency: Wholes = np.minimum(length, 4)
    at_home = land.inside(drawn_areas, _shorter(stated, length, regency), regency, np.minimum(drawn, 4))
    test.near_home[rows] = settled & (length > 0) & _within(geography, village, _shorter(stated, length, regency), regency) & at_home
    border = rows[settled & ~test.inside[rows]]
    _at_border(land, test, border, lon[border], lat[border], area[border], digits[border])
    return test


def _at_border(land: Land, test: Tested, rows: Wholes, lon: Floats, lat: Floats, area: Wholes, digits: Wholes) -> None:
    """Points outside the stated area: inside all the same if its own village is hardly farther or its official outline is close."""
    if not len(rows):
        return
    geography = land.geography
    where = geography.at(area)
    as_village = digits == 10
    own, own_village = np.full(len(rows), np.inf), np.full(len(rows), -1)
    of_village = np.flatnonzero(as_village)
    own[of_village] = distance_m(lon[of_village], lat[of_village], geography.lon[where[of_village]], geography.lat[where[of_village]])
    own_village[of_village] = np.searchsorted(geography.village_code, area[of_village])
    for length in SHORTER:
        others = np.flatnonzero((digits == length) & ~as_village)
        own[others], own_village[others] = _own(land, lon[others], lat[others], area[others], length)
    slack = np.where(as_village, 2.0, 1.0) * geography.rules["coordinate"]["border_spacings"] * geography.spacing[where]
    drawn = land.drawn(area, digits)
    near = land.near(lon, lat, area, digits, drawn, geography.rules["coordinate"]["precision_m"])
    close = own - test.away_m[rows] <= slack
    inside = np.where(drawn > 0, near & (own_village >= 0) & (close | ~as_village), close)
    known = np.isfinite(own)
    to_point = distance_m(lon, lat, geography.lon[where], geography.lat[where])
    test.inside[rows] = inside
    test.village[rows[inside]] = own_village[inside]
    test.near_home[rows] |= inside
    test.away_m[rows] = np.where(known, own, to_point)


def _own(land: Land, lon: Floats, lat: Floats, area: Wholes, digits: int) -> tuple[Floats, Wholes]:
    """Metres to and row of the nearest village of the stated areas; infinite and -1 where none of theirs is among the nearest."""
    away, near = land.geography.nearest(lon, lat, NEIGHBOURS)
    belongs = land.geography.village_code[near] // SHORTER[digits] == area[:, None]
    rows, first, has = np.arange(len(lon)), belongs.argmax(axis=1), belongs.any(axis=1)
    return np.where(has, away[rows, first], np.inf), np.where(has, near[rows, first], -1)


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
