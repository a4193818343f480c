"""On which island a business is, so that no way is measured across water."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.spatial import cKDTree

from rajut.clustering.density import places_of_cells
from rajut.clustering.points import Numbers, Whole, unit_vectors

ASHORE = "SELECT i.island, a.lon, a.lat FROM islands i JOIN areas a ON a.code = i.village_code ORDER BY i.village_code"


def islands_of(villages: pa.Table, island: pa.ChunkedArray, lon: Numbers, lat: Numbers) -> Whole:
    """The number of each business's island: its village's, else that of the village nearest to its place (to half a kilometre).

    villages: island, lon and lat of every village whose island is known; where there are none all places are on one island. island: of
    each business's village, null where the village is not known. A business without a place gets any number.
    """
    names = villages["island"].unique().sort()
    number = np.asarray(pc.fill_null(pc.index_in(island, names), -1)).astype(np.int64)
    asked = np.flatnonzero((number < 0) & ~np.isnan(lon))
    if len(names) and len(asked):
        tree = cKDTree(unit_vectors(np.asarray(villages["lon"]), np.asarray(villages["lat"])))
        of_village = np.asarray(pc.index_in(villages["island"], names)).astype(np.int64)
        places, cell = places_of_cells(lon[asked], lat[asked])
        number[asked] = of_village[tree.query(places)[1]][cell]
    return np.maximum(number, 0)
