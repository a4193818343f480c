"""Where a place is dense: many villages close by in the official list of areas.

Taken from the list and not from the registers, so that a fuller register does not change how far members may travel.
"""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from rajut.clustering.points import EARTH_RADIUS_M, Flags, Numbers, Whole, unit_vectors

CELL_DEGREES = 0.005  # half a kilometre: places in one cell share their answer


def dense_places(village_lon: Numbers, village_lat: Numbers, lon: Numbers, lat: Numbers, *, within_m: float, villages: int) -> Flags:
    """Whether at least `villages` village points lie within `within_m` of each place (to half a kilometre)."""
    places, cell = places_of_cells(lon, lat)
    if not len(village_lon) or not len(places):
        return np.zeros(len(lon), dtype=np.bool_)
    tree = cKDTree(unit_vectors(village_lon, village_lat))
    near = tree.query_ball_point(places, within_m / EARTH_RADIUS_M, return_length=True, workers=-1)
    return np.asarray(near >= villages)[cell]


def places_of_cells(lon: Numbers, lat: Numbers) -> tuple[Numbers, Whole]:
    """The middles of the cells that hold any of these places, as unit vectors, and the number of each place's cell."""
    cell_lon, cell_lat = (np.rint(degrees / CELL_DEGREES).astype(np.int64) for degrees in (lon, lat))
    cells, cell = np.unique(cell_lon * 1_000_000 + cell_lat, return_inverse=True)
    first = np.empty(len(cells), dtype=np.int64)
    first[cell] = np.arange(len(cell))  # any point of the cell: only its rounded place is used
    return unit_vectors(*(np.asarray(rounded[first] * CELL_DEGREES, dtype=np.float64) for rounded in (cell_lon, cell_lat))), cell
