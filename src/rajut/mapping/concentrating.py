"""How concentrated a segment is over regions, beyond what a few large businesses explain."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike


class Concentration(NamedTuple):
    """Null (None) where the measure is not defined."""

    raw: float | None
    herfindahl: float | None
    gamma: float | None


def ellison_glaeser(in_region: ArrayLike, all_in_region: ArrayLike, squared_sizes: float) -> Concentration:
    """The index of Ellison and Glaeser of one segment over regions.

        gamma = (G - (1 - sum x_j^2) H) / ((1 - sum x_j^2) (1 - H)),   G = sum (s_j - x_j)^2,   H = sum z_k^2

    s_j: share of the segment's size that region j has; x_j: share of all segments' size that it has; z_k: share of
    the segment's size that its business k has. 0: as concentrated as if every business had thrown a dart at the map;
    positive: more; negative: more even. G is the raw concentration, H the Herfindahl index of businesses.

    in_region, all_in_region: size (workers, or businesses) of the segment and of all segments by region, in one
    order; squared_sizes: sum of the squares of the sizes of the segment's businesses. gamma is None where the segment is
    one business or everything is in one region, all three where the segment has no size at all.
    Source: Ellison and Glaeser (1997), Geographic concentration in U.S. manufacturing industries: a dartboard approach,
    Journal of Political Economy 105:889-927.
    """
    here, everything = np.asarray(in_region, dtype=np.float64), np.asarray(all_in_region, dtype=np.float64)
    size, whole = math.fsum(here), math.fsum(everything)
    if size <= 0 or whole <= 0:
        return Concentration(None, None, None)
    x = everything / whole
    raw = math.fsum((here / size - x) ** 2)
    herfindahl, room = squared_sizes / size**2, 1 - math.fsum(x**2)
    least = 1e-12  # what rounding leaves of 1 - 1
    gamma = (raw - room * herfindahl) / (room * (1 - herfindahl)) if min(room, 1 - herfindahl) > least else None
    return Concentration(raw, herfindahl, gamma)
