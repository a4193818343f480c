"""Boundaries of provinces, regencies and districts: official where imported, else approximate.

No open package carries official boundaries, so until they are imported they are approximated: the plane is divided among
village points (each place belongs to the nearest village: Voronoi cells, Okabe et al. 2000, Spatial
Tessellations), cells of one area are merged and cut at the coast. Borders between areas and the coast
are noded together once and every face is given to the area of its nearest village, so neighbours share
their border exactly at every level: no gap, no overlap.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray

from rajut.areas.coast import land
from rajut.areas.imported import DIGITS, official
from rajut.areas.inputs import inputs_digest
from rajut.areas.official import reference_folder
from rajut.areas.village_points import trusted_points
from rajut.areas.writing import write_aside

METHOD = "1"  # raise it when the method changes: boundaries kept on disk are then made anew
GRID = 1e-6  # degrees, about 0.1 m: points closer than this are one
ISLET_RADIUS = 0.01  # degrees, about 1 km: land given to a village where the coast shows only sea


@functools.cache
def boundaries(level: str) -> dict[str, shapely.Geometry]:
    """Code -> (multi)polygon in degrees, for `province`, `regency` or `district`, in order of code.

    Official where one was imported (`is_official` tells), else approximate and to be labelled as such wherever it is
    shown. An approximate area among official ones loses what they cover.
    """
    given = official(level)
    if not given:
        return approximate(level)
    covered = shapely.union_all(list(given.values()))
    rest = {code: _outside(shape, covered) for code, shape in approximate(level).items() if code not in given}
    return dict(sorted((given | rest).items()))


def is_official(code: str, level: str) -> bool:
    """Whether the boundary of an area was imported."""
    return code in official(level)


@functools.cache
def approximate(level: str) -> dict[str, shapely.Geometry]:
    """As `boundaries`, all approximate. Computed once per list of areas and coast, then kept in the reference folder."""
    table = pq.read_table(_kept())
    districts = dict(zip(table["code"].to_pylist(), shapely.from_wkb(table["shape"].to_numpy()), strict=True))
    return districts if level == "district" else _merged(districts, DIGITS[level])


def _outside(shape: shapely.Geometry, covered: shapely.Geometry) -> shapely.Geometry:
    """The part that no official area has; all of it if they have everything, for every area is drawn."""
    left = shapely.difference(shape, covered)
    return shape if shapely.is_empty(left) else left


@functools.cache
def bounds(code: str) -> tuple[float, float, float, float]:
    """Smallest box around an area: west, south, east, north in degrees. `ID` is the country.

    Raises KeyError for a code that is no province, regency or district.
    """
    if code == "ID":
        return _box(list(boundaries("province").values()))
    level = {2: "province", 4: "regency", 6: "district"}.get(len(code))
    if level is None:
        raise KeyError(code)
    return _box([boundaries(level)[code]])


def _box(shapes: list[shapely.Geometry]) -> tuple[float, float, float, float]:
    west, south, east, north = (round(float(value), 4) for value in shapely.total_bounds(shapes))
    return west, south, east, north


def _merged(shapes: dict[str, shapely.Geometry], digits: int) -> dict[str, shapely.Geometry]:
    groups: dict[str, list[shapely.Geometry]] = {}
    for code, shape in shapes.items():
        groups.setdefault(code[:digits], []).append(shape)
    return {code: shapely.coverage_union_all(parts) for code, parts in sorted(groups.items())}


def _kept() -> Path:
    """The file of district boundaries, made if it is not there yet."""
    file = reference_folder() / f"boundaries-{inputs_digest(METHOD)}.parquet"
    if file.exists():
        return file
    codes, points = trusted_points()
    districts = divide(land(), np.array([code[:6] for code in codes]), points)
    table = pa.table({"code": list(districts), "shape": shapely.to_wkb(list(districts.values()))})
    return write_aside(table, file)


def divide(whole: shapely.Geometry, owners: NDArray[np.str_], points: NDArray[np.float64]) -> dict[str, shapely.Geometry]:
    """Divides `whole` among the owners of points: every place to the owner of the nearest point.

    whole: polygons in degrees; owners: one code per point; points: (lon, lat), no two alike. Every
    owner gets some land: a point that is not on `whole` gets a small islet.
    """
    from scipy.spatial import cKDTree  # dear to load, and the boundaries are seldom made anew

    whole = _with_islets(whole, points)
    lines = shapely.union_all([_borders(owners, points), whole.boundary], grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    inside = shapely.point_on_surface(faces)
    shapely.prepare(whole)
    on_land = shapely.contains_properly(whole, inside)
    faces, inside = faces[on_land], inside[on_land]
    _, nearest = cKDTree(points).query(shapely.get_coordinates(inside))
    return _joined(faces, owners[nearest])


def _joined(faces: NDArray[Any], owner_of: NDArray[np.str_]) -> dict[str, shapely.Geometry]:
    order = np.argsort(owner_of, kind="stable")
    codes, starts = np.unique(owner_of[order], return_index=True)
    return {
        str(code): shapely.normalize(shapely.coverage_union_all(part))
        for code, part in zip(codes, np.split(faces[order], starts[1:]), strict=True)
    }


def _with_islets(whole: shapely.Geometry, points: NDArray[np.float64]) -> shapely.Geometry:
    marks = shapely.points(points)
    shapely.prepare(whole)
    afloat = marks[~shapely.contains_properly(whole, marks)]
    return shapely.union_all([whole, *shapely.buffer(afloat, ISLET_RADIUS, quad_segs=3)], grid_size=GRID)


def _borders(owners: NDArray[np.str_], points: NDArray[np.float64]) -> shapely.Geometry:
    """The Voronoi edges between points of different owners, as one bundle of lines."""
    from scipy.spatial import Voronoi

    west, south = points.min(axis=0) - 60
    east, north = points.max(axis=0) + 60
    frame = np.array([[west, south], [west, north], [east, south], [east, north]])  # far away: makes every wanted edge finite
    cells = Voronoi(np.concatenate([points, frame]))
    pairs, edges = cells.ridge_points, np.array(cells.ridge_vertices)
    owner = np.concatenate([owners, ["frame"] * len(frame)])
    wanted = (owner[pairs[:, 0]] != owner[pairs[:, 1]]) & (edges >= 0).all(axis=1)
    return shapely.multilinestrings(shapely.linestrings(cells.vertices[edges[wanted]]))
