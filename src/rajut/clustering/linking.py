"""Which points hang together when neighbours nearer than a linking distance hold hands (single linkage)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from rajut.clustering.points import Points, Whole

BITS = 18  # of a cell's row and column: enough for cells of 1 m within 130 km, or of 62 m anywhere on earth
HALF = 1 << (BITS - 1)
REACH = 3  # rows and columns of cells that a link can span, cells being half a link wide


def components(points: Points, link_m: float) -> Whole:
    """The connected component of each point, numbered 0, 1, …; points of different keys never connect.

    Points are gathered in cells half a link wide, whose diagonal is shorter than a link; cells connect if
    the means of their points lie within a link. So the cost does not grow with the crowd in a cell, and
    a link is exact to about half a cell.
    """
    column, row = (_cell(metres, link_m / 2) for metres in (points.x, points.y))
    code = (((points.key << BITS) | row) << BITS) | column
    cells, cell = np.unique(code, return_inverse=True)
    crowd = np.bincount(cell)
    x = np.bincount(cell, weights=points.x) / crowd
    y = np.bincount(cell, weights=points.y) / crowd
    near = [(a[close], b[close]) for a, b in _neighbours(cells) for close in [np.hypot(x[a] - x[b], y[a] - y[b]) <= link_m]]
    a, b = (np.concatenate(side) for side in zip(*near, strict=True))
    graph = coo_matrix((np.ones(len(a), dtype=np.int8), (a, b)), shape=(len(cells), len(cells)))
    whole: Whole = connected_components(graph, directed=False)[1].astype(np.int64)
    return whole[cell]


def settlements(points: Points, group: Whole, link_m: float) -> Whole:
    """Each point's settlement, 0, 1, …: what is linked, or in a group with somebody who is. Every point is in a group."""
    linked = components(points, link_m)
    size = int(max(linked.max(initial=-1), group.max(initial=-1))) + 1
    graph = coo_matrix((np.ones(len(group), dtype=np.int8), (linked, size + group)), shape=(2 * size, 2 * size))
    whole = connected_components(graph, directed=False)[1][linked]
    return np.unique(whole, return_inverse=True)[1].astype(np.int64)


def _cell(metres: np.ndarray, side: float) -> Whole:
    return np.clip(np.floor(metres / side).astype(np.int64) + HALF, REACH, 2 * HALF - 1 - REACH)


def _neighbours(cells: Whole) -> Iterator[tuple[Whole, Whole]]:
    """Pairs of occupied cells at most REACH rows and columns apart, each pair once. `cells` is sorted."""
    here = np.arange(len(cells))
    for up in range(REACH + 1):
        row = cells + (up << BITS)
        first = here + 1 if up == 0 else np.searchsorted(cells, row - REACH)
        for step in range(REACH if up == 0 else 2 * REACH + 1):
            other = first + step
            within = other < len(cells)
            within[within] = cells[other[within]] <= row[within] + REACH
            yield here[within], other[within]
