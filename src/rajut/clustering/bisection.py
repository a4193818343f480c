"""Cutting groups that no gap divides: balanced bisection across the longer axis.

Each group too large or too wide is cut in two across its principal axis, near the point that leaves both
sides a whole number of parts of about the aim, at the widest gap in a window around it. All groups are
cut at the same time, so the cost is that of about log2(size / aim) sorts.
"""

from __future__ import annotations

import numpy as np

from rajut.clustering.parameters import Bounds
from rajut.clustering.points import Numbers, Points, Whole, renumbered, shapes


def bisect(points: Points, group: Whole, bounds: Bounds) -> Whole:
    """Each point's part: at most `upper` points and, if it had 2 × `lower` to be cut again, not too wide. -1 stays."""
    part = group.copy()
    here = np.flatnonzero(group >= 0)
    piece = renumbered(group[here])
    free = int(group.max(initial=-1)) + 1
    while True:
        shape = shapes(points.take(here), piece, bounds)
        cut = (shape.size > bounds.upper) | (shape.wide & (shape.size >= 2 * bounds.lower))
        here, piece = here[cut[piece]], renumbered(piece[cut[piece]])
        if not len(here):
            return renumbered(part)
        piece = 2 * piece + _upper_side(points.take(here), piece, bounds)
        part[here] = free + piece
        free += int(piece.max()) + 1


def _upper_side(points: Points, group: Whole, bounds: Bounds) -> Whole:
    """1 for points above their group's cut, 0 below; groups 0, 1, … without holes."""
    along = _along_axis(points, group)
    order = np.lexsort((along, group))
    size = np.bincount(group)
    start = np.cumsum(size) - size
    place = np.arange(len(group)) - np.repeat(start, size)  # place of the sorted points in their group
    score = _score(along[order], place, np.repeat(size, size), bounds)
    best = np.repeat(np.maximum.reduceat(score, start), size)
    chosen = np.minimum.reduceat(np.where(score == best, place, len(group)), start)
    side = np.empty(len(group), dtype=np.int64)
    side[order] = place >= np.repeat(chosen, size)
    return side


def _along_axis(points: Points, group: Whole) -> Numbers:
    """Position along the group's principal axis, whole millimetres."""
    size = np.bincount(group)
    x = points.x - (np.bincount(group, weights=points.x) / size)[group]
    y = points.y - (np.bincount(group, weights=points.y) / size)[group]
    xx, yy, xy = (np.bincount(group, weights=product) for product in (x * x, y * y, x * y))
    angle = (np.arctan2(2 * xy, xx - yy) / 2)[group]
    millimetres: Numbers = np.round(1000 * (x * np.cos(angle) + y * np.sin(angle)))
    return millimetres


def _score(along: Numbers, place: Whole, size: Whole, bounds: Bounds) -> Numbers:
    """How good a cut before each point is: width of the gap times nearness to the middle; -1 outside the window."""
    parts = np.maximum(np.rint(size / bounds.aim), 2)
    middle = np.floor(size * np.floor(parts / 2) / parts)
    window = bounds.cut_window * size + 1
    near = 1 - np.abs(place - middle) / window
    gap = np.diff(along, prepend=along[:1])
    allowed = (near >= 0) & (place >= bounds.lower) & (size - place >= bounds.lower)
    return np.where(allowed, (1 + gap) * (0.5 + near), -1.0)
