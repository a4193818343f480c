"""Where people live: every village with its point, weight and the distance to its neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.spatial import cKDTree

from rajut import areas, definitions
from rajut.sampling.words import Whole

EARTH_M = 6_371_008.8
METRES_PER_DEGREE = 111_195.0


@dataclass(frozen=True)
class Level:
    """The areas of one level, ordered by code."""

    code: pa.Array
    name: pa.Array
    lon: Whole
    lat: Whole
    population: Whole


@dataclass(frozen=True)
class Country:
    """Villages with the positions of the areas that hold them; metres and degrees."""

    village: Level
    district: Level
    regency: Level
    province: Level
    district_of: Whole
    regency_of: Whole
    province_of: Whole
    postal_code: pa.Array
    urban: Whole
    weight: Whole
    spacing_m: Whole
    tree: cKDTree

    def nearest(self, lon: Whole, lat: Whole) -> Whole:
        """The village whose point is nearest."""
        return np.asarray(self.tree.query(on_sphere(lon, lat))[1], np.int32)


@cache
def country() -> Country:
    """The real country, from the official list of areas."""
    everything = areas.country()
    levels = {name: everything.filter(pc.equal(everything["level"], name)).combine_chunks() for name in areas.official.LEVELS}
    village, district, regency, province = (_level(levels[name]) for name in ("village", "district", "regency", "province"))
    district_of, regency_of, province_of = (
        _holder(village.code, above.code, width) for above, width in ((district, 6), (regency, 4), (province, 2))
    )
    lost = np.isnan(village.lon)
    village.lon[lost], village.lat[lost] = district.lon[district_of][lost], district.lat[district_of][lost]
    urban = pc.equal(levels["village"]["kind"], "kelurahan").to_numpy(zero_copy_only=False)
    points = on_sphere(village.lon, village.lat)
    tree = cKDTree(points)
    return Country(
        village, district, regency, province, district_of, regency_of, province_of,
        levels["village"]["postal_code"].combine_chunks(), urban, _weights(regency, regency_of, urban), _spacing(tree, points), tree,
    )  # fmt: skip


def on_sphere(lon: Whole, lat: Whole) -> Whole:
    """Points on the sphere of the Earth, metres: straight distances of neighbours are great-circle distances."""
    x, y = np.radians(lon), np.radians(lat)
    return EARTH_M * np.column_stack([np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)])


def moved(lon: Whole, lat: Whole, east_m: Whole, north_m: Whole) -> tuple[Whole, Whole]:
    """Points moved by metres."""
    return lon + east_m / (METRES_PER_DEGREE * np.cos(np.radians(lat))), lat + north_m / METRES_PER_DEGREE


def _level(rows: pa.Table) -> Level:
    lon, lat = (np.array(rows[name].to_numpy(zero_copy_only=False), np.float64) for name in ("lon", "lat"))
    population = rows["population"].fill_null(0).to_numpy(zero_copy_only=False)
    return Level(_one(rows["code"]), _one(rows["name"]), lon, lat, population)


def _one(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _holder(code: pa.Array, above: pa.Array, width: int) -> Whole:
    found = pc.index_in(pc.utf8_slice_codeunits(code, 0, width), value_set=above)
    return np.asarray(found.to_numpy(zero_copy_only=False), np.int32)


def _weights(regency: Level, regency_of: Whole, urban: Whole) -> Whole:
    """Inhabitants as far as the list tells: a regency's population, spread over its villages, more on its kelurahan."""
    share = np.where(urban, definitions.load("sampling").content["world"]["urban_factor"], 1.0)
    total = np.bincount(regency_of, share, len(regency.population))
    return np.asarray(share * (regency.population / np.maximum(total, 1))[regency_of])


def _spacing(tree: cKDTree, points: Whole) -> Whole:
    """Mean distance to the three nearest village points; the scale of a village."""
    distance = tree.query(points, k=4)[0]
    return np.asarray(np.clip(distance[:, 1:].mean(axis=1), 150.0, 20_000.0))
