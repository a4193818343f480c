"""Coordinates as registers hold them: good within a phone's error, or spoilt in the usual ways."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from rajut import definitions
from rajut.sampling.geography import moved
from rajut.sampling.mistakes import Mistakes
from rajut.sampling.words import Whole, only
from rajut.sampling.world import World


def coordinates(world: World, rows: Whole, mistakes: Mistakes) -> tuple[pa.Array, pa.Array]:
    """Latitude and longitude, degrees with six decimals at most."""
    count, random = len(rows), mistakes.random
    lon, lat = world.place.lon[rows], world.place.lat[rows]
    error = definitions.load("sampling").content["noise"]["point_error_m"] * min(mistakes.level, 1.0)
    lon, lat = moved(lon, lat, error * random.standard_normal(count), error * random.standard_normal(count))
    lon, lat = _elsewhere(lon, lat, world, rows, mistakes)
    coarse = mistakes.happen("point_coarse", count)
    lon, lat = (np.where(coarse, np.round(axis, 2), np.round(axis, 6)) for axis in (lon, lat))
    flipped, lost_point, swapped = (mistakes.happen(name, count) for name in ("point_sign", "point_scaled", "point_swapped"))
    lat = np.where(flipped, -lat, lat)
    lon, lat = (np.where(lost_point, np.round(axis * 1e6), axis) for axis in (lon, lat))
    lon, lat = np.where(swapped, lat, lon), np.where(swapped, lon, lat)
    known = ~mistakes.happen("point_missing", count)
    return only(known, pa.array(lat)), only(known, pa.array(lon))


def _elsewhere(lon: Whole, lat: Whole, world: World, rows: Whole, mistakes: Mistakes) -> tuple[Whole, Whole]:
    """Some points are the office of the dinas (the regency's point) or a place anywhere in the country."""
    wrong, office = mistakes.happen("point_wrong", len(rows)), mistakes.random.random(len(rows)) < 0.5
    anywhere = mistakes.random.integers(len(world.country.village.lon), size=len(rows))
    regency = world.country.regency_of[world.place.village[rows]]
    for_lon = np.where(office, world.country.regency.lon[regency], world.country.village.lon[anywhere])
    for_lat = np.where(office, world.country.regency.lat[regency], world.country.village.lat[anywhere])
    return np.where(wrong, for_lon, lon), np.where(wrong, for_lat, lat)
