"""Official boundaries as a question: which area is a point in?

Points are put into small square cells first. Most cells that hold a point lie wholly inside one area, so all their
points are answered at once; only in cells that a border crosses each point is tested against each area there.
The answers are those of testing every point against every area.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import shapely
from numpy.typing import NDArray

from rajut.locating.geography import METRES_PER_DEGREE, SHORTER, Floats, Geography, Wholes
from rajut.tables import OfficialBoundaries

CELL = 0.02  # degrees, about 2 km
NEIGHBOURS = 16
DIGITS = {"regency": 4, "district": 6}


class Outlines:
    """Official boundaries of one level."""

    def __init__(self, codes: Wholes, shapes: NDArray[np.object_]) -> None:
        order = np.lexsort((codes, shapely.area(shapes)))
        self.codes, self.shapes = codes[order], shapes[order]
        self.by_code = np.argsort(self.codes)
        shapely.prepare(self.shapes)
        self.tree = shapely.STRtree(self.shapes)

    @classmethod
    def of(cls, boundaries: pa.Table, level: str) -> Outlines | None:
        """From the table `OfficialBoundaries`; None if it has none of the level."""
        rows = [row for row in boundaries.to_pylist() if row["level"] == level]
        if not rows:
            return None
        return cls(np.array([int(row["code"]) for row in rows], dtype=np.int64), shapely.from_wkb([row["shape"] for row in rows]))

    def has(self, codes: Wholes) -> NDArray[np.bool_]:
        return np.isin(codes, self.codes)

    def at(self, lon: Floats, lat: Floats) -> Wholes:
        """The code of the area each point lies in, 0 where there is none.

        Where areas overlap the smallest has it: a city around which its regency's outline leaves no hole is still a city.
        """
        column, row = np.floor(lon / CELL).astype(np.int64), np.floor(lat / CELL).astype(np.int64)
        cells, first, of_cell = np.unique(column * 100_000 + row, return_index=True, return_inverse=True)
        corners = column[first] * CELL, row[first] * CELL
        boxes = shapely.box(*corners, corners[0] + CELL, corners[1] + CELL)
        cell, shape = self.tree.query(boxes)
        order = np.lexsort((cell, shape))
        cell, shape = cell[order], shape[order]
        whole = shapely.contains_properly(self.shapes[shape], boxes[cell])
        border = ~whole & shapely.intersects(self.shapes[shape], boxes[cell])
        settled = np.full(len(cells), len(self.codes))
        np.minimum.at(settled, cell[whole], shape[whole])
        found = settled[of_cell]
        self._test(lon, lat, of_cell, cell[border], shape[border], found)
        codes: Wholes = np.append(self.codes, np.int64(0))
        answer: Wholes = codes[found]
        return answer

    def _test(self, lon: Floats, lat: Floats, of_cell: Wholes, cell: Wholes, shape: Wholes, found: Wholes) -> None:
        """Each point of the cells that a border crosses, area by area, given by their rank in size; the smallest stays."""
        by_cell = np.argsort(of_cell, kind="stable")
        starts = np.searchsorted(of_cell[by_cell], np.arange(of_cell.max(initial=-1) + 2))
        for number in np.unique(shape):
            mine = cell[shape == number]
            points = np.concatenate([by_cell[starts[one] : starts[one + 1]] for one in mine])
            inside = points[shapely.intersects_xy(self.shapes[number], lon[points], lat[points])]
            found[inside] = np.minimum(found[inside], number)

    def near(self, lon: Floats, lat: Floats, codes: Wholes, metres: float) -> NDArray[np.bool_]:
        """Whether points lie in, or at most so many metres outside, the areas of these codes; the codes must be known."""
        shapes = self.shapes[self.by_code[np.searchsorted(self.codes, codes, sorter=self.by_code)]]
        return np.asarray(shapely.dwithin(shapes, shapely.points(lon, lat), metres / METRES_PER_DEGREE))


class Land:
    """Where points are: in the village whose point is nearest, or, inside an official boundary, nearest of that area."""

    def __init__(self, geography: Geography, boundaries: pa.Table | None = None) -> None:
        self.geography = geography
        given = OfficialBoundaries.schema().empty_table() if boundaries is None else boundaries
        drawn = {digits: Outlines.of(given, level) for level, digits in DIGITS.items()}
        self.outlines = {digits: outlines for digits, outlines in drawn.items() if outlines}

    def home(self, lon: Floats, lat: Floats) -> tuple[Floats, Wholes, dict[int, Wholes]]:
        """Metres to, and row of, the village a point is in; and per level that has outlines the area it is in, 0 for none."""
        distances, near = self.geography.nearest(lon, lat)
        away, village = distances[:, 0], near[:, 0]
        areas = {digits: outlines.at(lon, lat) for digits, outlines in self.outlines.items()}
        for digits, area in areas.items():  # regencies first, then the districts in them
            wrong = np.flatnonzero((area > 0) & (self.geography.village_code[village] // SHORTER[digits] != area))
            if len(wrong):
                away[wrong], village[wrong] = self.nearest_of(lon[wrong], lat[wrong], area[wrong], digits)
        return away, village, areas

    def nearest_of(self, lon: Floats, lat: Floats, area: Wholes, digits: int) -> tuple[Floats, Wholes]:
        """Metres to and row of the nearest village of given areas; of an area without villages the nearest of all."""
        distances, near = self.geography.nearest(lon, lat, NEIGHBOURS)
        belongs = self.geography.village_code[near] // SHORTER[digits] == area[:, None]
        first = np.where(belongs.any(axis=1), belongs.argmax(axis=1), 0)
        rows = np.arange(len(lon))
        away, village = distances[rows, first], near[rows, first]
        for row in np.flatnonzero(~belongs.any(axis=1)):
            low, high = np.searchsorted(self.geography.village_code, np.array([area[row], area[row] + 1]) * SHORTER[digits])
            if high > low:
                villages = np.arange(low, high)
                apart = self.geography.away(lon[row], lat[row], villages)
                away[row], village[row] = apart.min(), villages[apart.argmin()]
        return away, village

    def drawn(self, area: Wholes, digits: Wholes) -> Wholes:
        """The digits of the finest outline each stated area has; 0 where it is only approximated."""
        finest = np.zeros(len(area), dtype=np.int64)
        for length, outlines in self.outlines.items():
            known = digits >= length
            known[known] = outlines.has(area[known] // 10 ** (digits[known] - length))
            finest[known] = length
        return finest

    def inside(self, areas: dict[int, Wholes], area: Wholes, digits: Wholes, finest: Wholes) -> NDArray[np.bool_]:
        """Of points in `areas` (from `home`): whether they lie in the outline of the stated area; True where it has none."""
        inside = np.ones(len(area), dtype=bool)
        for length, found in areas.items():
            at = finest == length
            inside[at] = found[at] == area[at] // 10 ** (digits[at] - length)
        return inside

    def near(self, lon: Floats, lat: Floats, area: Wholes, digits: Wholes, finest: Wholes, metres: float) -> NDArray[np.bool_]:
        """Whether points lie within so many metres of the outline of the stated area; False where it has none."""
        near = np.zeros(len(area), dtype=bool)
        for length, outlines in self.outlines.items():
            at = np.flatnonzero(finest == length)
            near[at] = outlines.near(lon[at], lat[at], area[at] // 10 ** (digits[at] - length), metres)
        return near
