"""Who stands near whom: the neighbours with whom the annealing proposes to share or change a group.

Exact in small problems; in large ones the places before and behind along two Hilbert curves (Hilbert 1891; Skilling 2004), the
second over a box moved and turned, so that what one curve tears apart the other keeps together.
"""

from __future__ import annotations

import numpy as np

from rajut.clustering.compiling import compiled
from rajut.clustering.points import Numbers, Whole

EXACT = 1_000  # points up to which all distances are looked at
LEVELS = 16  # of the curve: 65,536 columns and rows across the longer side


def neighbours(x: Numbers, y: Numbers, number: int) -> Whole:
    """A row of about `number` neighbours for each of two or more points; equally far ones in the order of the points."""
    number = max(1, min(number, len(x) - 1))
    return _nearest(x, y, number) if len(x) <= EXACT else _along_curves(x, y, (number + 3) // 4)


@compiled
def _nearest(x: Numbers, y: Numbers, number: int) -> Whole:
    near, away = np.empty((len(x), number), np.int64), np.empty(number)
    for i in range(len(x)):
        found = 0
        for j in range(len(x)):
            distance = (x[i] - x[j]) ** 2 + (y[i] - y[j]) ** 2
            if j == i or (found == number and distance >= away[-1]):
                continue
            place = min(found, number - 1)
            while place > 0 and away[place - 1] > distance:
                away[place], near[i, place] = away[place - 1], near[i, place - 1]
                place -= 1
            away[place], near[i, place] = distance, j
            found = min(found + 1, number)
    return near


def along_curve(x: Numbers, y: Numbers, cell_m: float) -> Whole:
    """Each point's place along a curve that fills a fixed square around 0, 0: the same point has it whoever else there is."""
    cells = [np.clip(metres / cell_m + 2 ** (LEVELS - 1), 0, 2**LEVELS - 1) for metres in (x, y)]
    return _hilbert(*cells)


def _along_curves(x: Numbers, y: Numbers, window: int) -> Whole:
    west, south = float(x.min()), float(y.min())
    scale = (2**LEVELS - 1) / (1.5 * max(float(x.max()) - west, float(y.max()) - south, 1e-9))
    east, north, third = (x - west) * scale, (y - south) * scale, (2**LEVELS - 1) / 3
    steps = np.concatenate([np.arange(-window, 0), np.arange(1, window + 1)])
    near = np.empty((len(x), 2 * len(steps)), dtype=np.int64)
    for half, along in enumerate((_hilbert(east, north), _hilbert(north + third, east + third))):
        order = np.argsort(along, kind="stable")
        places = np.clip(np.arange(len(x))[:, None] + steps, 0, len(x) - 1)
        near[order, half * len(steps) : (half + 1) * len(steps)] = order[places]
    return near


@compiled
def _hilbert(x: Numbers, y: Numbers) -> Whole:
    """Each point's distance along the curve; coordinates from 0 to 2**LEVELS - 1."""
    found = np.empty(len(x), np.int64)
    for i in range(len(x)):
        east, north, along = np.int64(x[i]), np.int64(y[i]), np.int64(0)
        side = np.int64(1) << (LEVELS - 1)
        while side > 0:
            right, up = np.int64((east & side) > 0), np.int64((north & side) > 0)
            along += side * side * ((3 * right) ^ up)
            if up == 0:
                if right == 1:
                    east, north = side - 1 - (east & (side - 1)), side - 1 - (north & (side - 1))
                east, north = north, east
            side >>= 1
        found[i] = along
    return found
