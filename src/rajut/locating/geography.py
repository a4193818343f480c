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
METRES_PER_DEGREE = 111_195.0
WORTH_THREADS = 5_000  # points from which on starting threads costs less than it saves
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
        chord, near = self.tree.query(on_sphere(lon, lat), k=count, workers=-1 if len(lon) > WORTH_THREADS else 1)
        return metres(chord.reshape(-1, count)), self.usable[near.reshape(-1, count)]

    def away(self, lon: float, lat: float, villages: Wholes) -> Floats:
        """Metres from one point to villages (rows of the village arrays)."""
        rows = self.villages[villages]
        return distance_m(np.full(len(rows), lon), np.full(len(rows), lat), self.lon[rows], self.lat[rows])

    def _mend(self) -> int:
        """Missing and stray village points become the middle of their district's; returns how many."""
        rules, rows = self.rules["area"], self.villages
        if not len(rows):
            return 0
        lon, lat, district = self.lon[rows], self.lat[rows], self.village_code // SHORTER[6]
        known = np.isfinite(lon) & np.isfinite(lat)
        home = np.minimum(self.at(district), len(self.code) - 1)
        middle_lon, middle_lat = self.lon[home], self.lat[home]
        of_known = np.isin(district, district[known])
        for middle, values in ((middle_lon, lon), (middle_lat, lat)):
            of_district, medians = _quantiles(values[known], district[known], 0.5)
            middle[of_known] = medians[np.searchsorted(of_district, district[of_known])]
        away = np.where(known, distance_m(lon, lat, middle_lon, middle_lat), np.nan)
        of_district, usual = _quantiles(away[known], district[known], 0.5)
        limit = np.full(len(rows), np.inf)
        limit[known] = rules["stray_factor"] * usual[np.searchsorted(of_district, district[known])]
        wrong = ~known | (away > np.maximum(limit, rules["stray_m"]))
        self.lon[rows[wrong]], self.lat[rows[wrong]] = middle_lon[wrong], middle_lat[wrong]
        return int(wrong.sum())

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
            self._measure_level(used, self.village_code[self.usable] // SHORTER[digits], apart)

    def _measure_level(self, used: Wholes, parent: Wholes, apart: Floats) -> None:
        """Areas of one level; a point that is missing or far from every village of its area becomes their middle."""
        rules = self.rules["area"]
        codes, spacing = _quantiles(apart, parent, 0.5)
        area, of_village = self.at(codes), np.searchsorted(codes, parent)
        lon, lat = self.lon[used], self.lat[used]
        away = distance_m(lon, lat, self.lon[area][of_village], self.lat[area][of_village])
        _, least = _quantiles(np.nan_to_num(away, nan=np.inf), parent, 0.0)
        wrong = least > rules["stray_m"]
        self.lon[area[wrong]] = _quantiles(lon, parent, 0.5)[1][wrong]
        self.lat[area[wrong]] = _quantiles(lat, parent, 0.5)[1][wrong]
        away = distance_m(lon, lat, self.lon[area][of_village], self.lat[area][of_village])
        self.spacing[area] = spacing
        self.precision[area] = np.round(_quantiles(away, parent, 0.9)[1] + rules["village_spacings"] * spacing)


def _quantiles(values: Floats, group: Wholes, share: float) -> tuple[Wholes, Floats]:
    """The groups in order and the quantile of each one's values, linear between neighbours as numpy's."""
    order = np.lexsort((values, group))
    groups, first, count = np.unique(group[order], return_index=True, return_counts=True)
    at = share * (count - 1)
    low = np.floor(at).astype(np.int64)
    high = np.minimum(low + 1, count - 1)
    ordered = values[order]
    below, above = ordered[first + low], ordered[first + high]
    with np.errstate(invalid="ignore"):
        return groups, np.where(at == low, below, below + (above - below) * (at - low))
