"""Which island every village stands on, so that no way is measured across the sea.

A village point on the coast's land, or near it, stands on that piece of land; points far from all land stand on islands that the coast
does not show, together where they are close to each other. Islands that a bridge joins are one (definitions/islands).
"""

from __future__ import annotations

import functools

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray

from rajut import definitions
from rajut.areas.coast import land
from rajut.areas.inputs import inputs_digest
from rajut.areas.official import reference_folder
from rajut.areas.village_points import KM_PER_DEGREE, trusted_points
from rajut.areas.writing import write_aside
from rajut.tables import Islands

METHOD = "1"  # raise it when the method changes: what is kept on disk is then made anew
AFLOAT = -1


@functools.cache
def islands() -> pa.Table:
    """The table `Islands`, ordered by village; computed once per list of areas, coast and definition, then kept in the reference folder.

    Villages without a point, or with a doubtful one, have no row. Raises AREA-LIST-MISSING and AREA-COAST-MISSING before set-up.
    """
    known = definitions.load("islands")
    file = reference_folder() / f"islands-{inputs_digest(METHOD + known.digest)}.parquet"
    if not file.exists():
        codes, points = trusted_points()
        village = np.char.str_len(codes) == 10  # some points stand for districts
        codes, points = codes[village], points[village]
        bridges = [bridge["joins"] for bridge in known.content["bridges"]]
        island = divide(codes, points, shapely.get_parts(land()), known.content["shore_m"], bridges)
        write_aside(pa.table({"village_code": codes, "island": island}, schema=Islands.schema()), file)
    return pq.read_table(file).cast(Islands.schema())


def divide(
    codes: NDArray[np.str_], points: NDArray[np.float64], pieces: NDArray[np.object_], shore_m: float, bridges: list[list[str]]
) -> NDArray[np.str_]:
    """The island of each village, named by the smallest code on it.

    points: (lon, lat) in degrees, taken for a plane: within 11° of the equator that is off by 2 %. pieces: polygons of land. bridges: codes
    of villages whose islands are one.
    """
    from scipy.sparse import coo_matrix  # dear to load, and islands are kept once they are found
    from scipy.sparse.csgraph import connected_components
    from scipy.spatial import cKDTree

    degrees = shore_m / 1000 / KM_PER_DEGREE
    piece = _pieces(points, pieces, degrees)
    afloat = np.flatnonzero(piece == AFLOAT)
    near = cKDTree(points[afloat]).query_pairs(degrees, output_type="ndarray")
    place = {code: number for number, code in enumerate(codes.tolist())}
    spans = [(place[one], place[other]) for one, *others in bridges for other in others if one in place and other in place]
    ashore = np.flatnonzero(piece != AFLOAT)
    edges = [
        np.column_stack([ashore, len(codes) + piece[ashore]]),
        afloat[near].reshape(-1, 2),
        np.array(spans, dtype=np.int64).reshape(-1, 2),
    ]
    one, other = np.concatenate(edges).T
    number = len(codes) + len(pieces)
    graph = coo_matrix((np.ones(len(one), dtype=np.int8), (one, other)), shape=(number, number))
    whole = connected_components(graph, directed=False)[1][: len(codes)]
    order = np.argsort(codes, kind="stable")
    first = order[np.unique(whole[order], return_index=True)[1]]
    return codes[first][np.unique(whole, return_inverse=True)[1]]


def _pieces(points: NDArray[np.float64], pieces: NDArray[np.object_], degrees: float) -> NDArray[np.int64]:
    """The number of the piece of land each point stands on or nearest to within `degrees`; AFLOAT for none."""
    marks, tree = shapely.points(points), shapely.STRtree(pieces)
    found = np.full(len(points), AFLOAT, dtype=np.int64)
    on, under = tree.query(marks, predicate="intersects")
    found[on[::-1]] = under[::-1]
    sea = np.flatnonzero(found == AFLOAT)
    off, beside = tree.query_nearest(marks[sea], max_distance=degrees, all_matches=False)
    found[sea[off]] = beside
    return found
