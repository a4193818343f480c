"""The points boundaries are made from: villages, without those that contradict their own area."""

from __future__ import annotations

import functools

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from rajut.areas.official import country

FAR_KM = 10.0
TIMES_FARTHER = 5.0
KM_PER_DEGREE = 111.195


def doubtful_points() -> dict[str, str]:
    """Villages whose point contradicts their parent: village code -> code of the village it lies beside.

    A point is doubtful if the nearest other village of its own regency is more than 10 km away and
    more than five times as far as the nearest village of another regency. Remote islands are far from
    everything, so they pass; a point set down in the middle of another regency does not. They are left
    out of the boundaries; the areas table keeps them as the official list has them.
    """
    codes, points = _with_point()
    regencies = np.array([code[:4] for code in codes])
    own, _ = _nearest(points, regencies, same=True)
    other, beside = _nearest(points, regencies, same=False)
    doubtful = (own > FAR_KM) & (own > TIMES_FARTHER * other)
    return {codes[i]: codes[beside[i]] for i in np.flatnonzero(doubtful)}


@functools.cache
def trusted_points() -> tuple[NDArray[np.str_], NDArray[np.float64]]:
    """Codes and points (lon, lat) that boundaries are made from, in order of code.

    Villages that have a point and are not doubtful; a district with no such village is stood for by
    its own point.
    """
    codes, points = _with_point()
    doubtful = doubtful_points()
    keep = np.array([code not in doubtful for code in codes])
    codes, points = codes[keep], points[keep]
    districts = country().filter(pc.equal(country()["level"], "district"))
    empty = districts.filter(pc.invert(pc.is_in(districts["code"], pa.array(np.unique([code[:6] for code in codes])))))
    codes = np.concatenate([codes, _texts(empty["code"])])
    points = np.concatenate([points, _points(empty)])
    order = np.argsort(codes)
    return codes[order], points[order]


def _with_point() -> tuple[NDArray[np.str_], NDArray[np.float64]]:
    areas = country()
    villages = areas.filter(pc.and_(pc.equal(areas["level"], "village"), pc.is_valid(areas["lon"])))
    return _texts(villages["code"]), _points(villages)


def _texts(column: pa.ChunkedArray) -> NDArray[np.str_]:
    return np.array(column.to_pylist(), dtype=str)


def _points(rows: pa.Table) -> NDArray[np.float64]:
    return np.column_stack([rows["lon"].to_numpy(), rows["lat"].to_numpy()])


def _nearest(points: NDArray[np.float64], groups: NDArray[np.str_], *, same: bool) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Distance in kilometres to, and index of, the nearest point of the same or of another group.

    Looks at the 32 nearest points; where none of them fits, the distance is that of the farthest: enough
    to say "farther than", which is all that is asked. Degrees are used as they are: within 11° of the
    equator a degree of longitude is at most 2 % shorter than one of latitude.
    """
    from scipy.spatial import cKDTree  # dear to load, and seldom asked for

    distances, neighbours = cKDTree(points).query(points, k=min(33, len(points)))
    fits = (groups[neighbours] == groups[:, None]) == same
    fits[:, 0] = False
    first = np.where(fits.any(axis=1), fits.argmax(axis=1), fits.shape[1] - 1)
    rows = np.arange(len(points))
    return distances[rows, first] * KM_PER_DEGREE, neighbours[rows, first]
