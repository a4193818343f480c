"""Points, sizes and neighbourhoods of areas, all computed from the village points.

Areas are whole numbers here (their codes), villages are rows of arrays ordered by code.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from rajut import definitions
from rajut.locating.gazetteer import DIGITS

Floats = NDArray[np.float64]
Wholes = NDArray[np.int64]
EARTH_M = 6_371_008.8
SHORTER = {10: 1, 6: 10**4, 4: 10**6, 2: 10**8}  # village code -> code with so many digits, by division


def on_sphere(lon: Floats, lat: Floats) -> Floats:
    """Unit vectors of points, degrees."""
    lon, lat = np.radians(lon), np.radians(lat)
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def metres(chord: Floats) -> Floats:
    """Great-circle distance from the chord between unit vectors."""
    return 2 * EARTH_M * np.arcsin(np.clip(chord / 2, 0, 1))


def distance_m(lon1: Floats, lat1: Floats, lon2: Floats, lat2: Floats) -> Floats:
    return metres(np.linalg.norm(on_sphere(lon1, lat1) - on_sphere(lon2, lat2), axis=1))


class Geography:
    """Village points in a tree, and per area its point, its spacing and the radius that holds nine of ten places.

    Points that are missing or stray far from their district's others are replaced by the district's middle
    (`mended` counts them); what has no villages keeps its own point.
    """

    def __init__(self, areas: pa.Table) -> None:
        self.rules: dict[str, Any] = definitions.load("locating").content
        areas = areas.sort_by("code")
        digits = np.array([len(code) for code in areas["code"].to_pylist()])
        code = np.array(areas["code"].to_pylist(), dtype=np.int64)
        order = np.argsort(code)
        self.code, self.digits = code[order], digits[order]
        self.lon = areas["lon"].to_numpy(zero_copy_only=False).astype(float)[order]
        self.lat = areas["lat"].to_numpy(zero_copy_only=False).astype(float)[order]
        self.villages = np.flatnonzero(self.digits == DIGITS["village"])
        self.village_code: Wholes = self.code[self.villages]
        self.mended = self._mend()
        points = on_sphere(self.lon[self.villages], self.lat[self.villages])
        self.usable = np.flatnonzero(np.isfinite(points).all(axis=1))
        self.tree = cKDTree(points[self.usable]) if len(self.usable) else None
        self.spacing = np.full(len(self.code), np.nan)
        self.precision = np.full(len(self.code), np.nan)
        self._measure()

    def at(self, codes: Wholes) -> Wholes:
        """Rows of areas; codes must be known."""
        return np.searchsorted(self.code, codes)

    def nearest(self, lon: Floats, lat: Floats, count: int = 1) -> tuple[Floats, Wholes]:
        """Distances in metres and rows (of the village arrays) of the `count` nearest village points, nearest first."""
        if self.tree is None or not len(lon):
            return np.full((len(lon), count), np.inf), np.zeros((len(lon), count), dtype=np.int64)
        count = min(count, len(self.usable))
        chord, near = self.tree.query(on_sphere(lon, lat), k=count, workers=-1)
        return metres(chord.reshape(-1, count)), self.usable[near.reshape(-1, count)]

    def _mend(self) -> int:
        rules = self.rules["area"]
        rows, lon, lat = self.villages, self.lon, self.lat
        district = self.village_code // SHORTER[6]
        mended = 0
        for members in np.split(rows, np.flatnonzero(np.diff(district)) + 1) if len(rows) else ():
            home = self.at(np.array([self.code[members[0]] // SHORTER[6]]))[0]
            known = members[np.isfinite(lon[members]) & np.isfinite(lat[members])]
            if len(known):
                middle = np.array([np.median(lon[known])]), np.array([np.median(lat[known])])
                away = distance_m(lon[known], lat[known], *middle)
                bad = known[(away > rules["stray_m"]) & (away > rules["stray_factor"] * np.median(away))]
                lon[bad], lat[bad] = middle[0][0], middle[1][0]
            else:
                middle, bad = (lon[[home]], lat[[home]]), known
            missing = np.setdiff1d(members, known)
            lon[missing], lat[missing] = middle[0][0], middle[1][0]
            mended += len(bad) + len(missing)
        return mended

    def _measure(self) -> None:
        """Spacing of villages; point, spacing and precision of what they make up."""
        rules = self.rules["area"]
        used = self.villages[self.usable]
        if not len(used):
            return
        away, _ = self.nearest(self.lon[used], self.lat[used], rules["neighbours"] + 1)
        apart = away[:, 1:].mean(axis=1) if away.shape[1] > 1 else np.zeros(len(used))
        self.spacing[used] = apart
        self.precision[used] = np.round(rules["village_spacings"] * apart)
        for digits in (6, 4, 2):
            parent = self.village_code[self.usable] // SHORTER[digits]
            for members in np.split(np.arange(len(used)), np.flatnonzero(np.diff(parent)) + 1):
                area = self.at(parent[members[:1]])[0]
                self._measure_area(area, used[members], apart[members])

    def _measure_area(self, area: int, members: Wholes, apart: Floats) -> None:
        lon, lat = self.lon[members], self.lat[members]
        away = distance_m(lon, lat, self.lon[[area]], self.lat[[area]])
        if not np.isfinite(away).all() or away.min() > self.rules["area"]["stray_m"]:
            self.lon[area], self.lat[area] = np.median(lon), np.median(lat)
            away = distance_m(lon, lat, self.lon[[area]], self.lat[[area]])
        self.spacing[area] = np.median(apart)
        self.precision[area] = np.round(np.quantile(away, 0.9) + self.rules["area"]["village_spacings"] * np.median(apart))
