"""Points on the plane, and what every step of grouping asks about a group of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rajut.clustering.compiling import compiled
from rajut.clustering.parameters import Bounds

EARTH_RADIUS_M = 6_371_008.8

Numbers = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

APART_M = 1e8  # two points of different keys are this far apart in `keyed`, further than any two places on earth


@dataclass(frozen=True)
class Points:
    """Places that may share a group if their `key` is the same.

    x, y: metres east and north of a fixed point of the regency. key: 0, 1, … per regency (and segment).
    dense: whether the place is dense, which decides how wide a group may be there.
    The order of the points breaks ties, so callers sort them by id.
    """

    x: Numbers
    y: Numbers
    key: Whole
    dense: Flags

    def __len__(self) -> int:
        return len(self.x)

    def take(self, which: Whole | Flags) -> Points:
        return Points(self.x[which], self.y[which], self.key[which], self.dense[which])


@dataclass(frozen=True)
class Shapes:
    """Size, centre, reach (distance of the farthest point, to a millimetre) and allowed reach of each group, in metres."""

    size: Whole
    x: Numbers
    y: Numbers
    reach: Numbers
    allowed: Numbers

    @property
    def wide(self) -> Flags:
        return self.reach > self.allowed


def shapes(points: Points, group: Whole, bounds: Bounds, count: int | None = None) -> Shapes:
    """The shape of groups 0 … count-1; `group` holds each point's number, -1 for none."""
    number = count if count is not None else int(group.max(initial=-1)) + 1
    inside = group >= 0
    if not inside.all():
        points, group = points.take(inside), group[inside]
    size = np.bincount(group, minlength=number)
    some = np.maximum(size, 1)
    x = np.bincount(group, weights=points.x, minlength=number) / some
    y = np.bincount(group, weights=points.y, minlength=number) / some
    reach = _greatest(group, np.hypot(points.x - x[group], points.y - y[group]), number)
    dense = 2 * np.bincount(group, weights=points.dense, minlength=number) >= some
    return Shapes(size, x, y, np.round(reach, 3), np.where(dense, bounds.radius_dense_m, bounds.radius_sparse_m))


@compiled
def _greatest(group: Whole, values: Numbers, number: int) -> Numbers:
    found = np.zeros(number)
    for i in range(len(group)):
        found[group[i]] = max(found[group[i]], values[i])
    return found


def renumbered(group: Whole) -> Whole:
    """The same groups numbered 0, 1, … without holes, in the order of their numbers; -1 stays."""
    there = np.zeros(int(group.max(initial=-1)) + 2, dtype=np.int64)
    there[group + 1] = 1
    there[0] = 0
    return (np.cumsum(there) - 1)[group + 1]


def first_points(group: Whole) -> Whole:
    """The first point of each of the groups 0, 1, …, none of which is empty."""
    first = np.empty(int(group.max(initial=-1)) + 1, dtype=np.int64)
    first[group[::-1]] = np.arange(len(group))[::-1]  # of several written to one place the last stays
    return first


def keyed(x: Numbers, y: Numbers, key: Whole) -> Numbers:
    """Points in space whose neighbours always have the same key: one search tree serves all regencies and segments."""
    return np.column_stack([x, y, key * APART_M])


def unit_vectors(lon: Numbers, lat: Numbers) -> Numbers:
    """Points on a sphere of radius 1, so that a search tree finds true neighbours at any longitude."""
    east, north = np.radians(lon), np.radians(lat)
    return np.column_stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])


def great_circle_m(lon1: Numbers, lat1: Numbers, lon2: Numbers, lat2: Numbers) -> Numbers:
    """Haversine distance in metres."""
    lon1, lat1, lon2, lat2 = (np.radians(degrees) for degrees in (lon1, lat1, lon2, lat2))
    squared = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_M * np.arcsin(np.minimum(1.0, np.sqrt(squared))))
