"""Stars after the European Cluster Observatory: size, specialisation, focus.

Source: the observatory's own page, clusterobservatory.eu/index.php?id=49; Sölvell, Ketels and Lindqvist (2008), Industrial
specialization and regional clusters in the ten new EU member states, Competitiveness Review 18. It counts employees of
European regions; Rajut counts businesses of regencies, because few registers know workers, and takes inhabitants for a
region's whole economy, because no register knows the other trades. What makes a star is in definitions/mapping.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Flags = NDArray[np.bool_]


def among_the_most(values: ArrayLike, share: float) -> Flags:
    """Whether no more than `share` of the values are as large or larger. NaN is no value: false, and not counted.

    Of equal values all or none are among the most; of fewer than 1 / share values none is.
    """
    found = np.asarray(values, dtype=np.float64)
    known = np.sort(found[~np.isnan(found)])
    as_large = len(known) - np.searchsorted(known, found, side="left")
    return np.asarray((as_large <= share * len(known) + 1e-9) & ~np.isnan(found))


def specialised(quotient: ArrayLike, least: float) -> Flags:
    """Whether a location quotient is at least `least`; not where it is not known (NaN)."""
    return np.asarray(np.asarray(quotient, dtype=np.float64) >= least)
