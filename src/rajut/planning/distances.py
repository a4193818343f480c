"""Great-circle distances between many points, in kilometres."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
EARTH_KM = 6371.0088  # mean radius, as the engines' macro great_circle_m has it


def distances_km(points: Numbers, others: Numbers) -> Numbers:
    """Points (n × 2: longitude, latitude in degrees) to others (m × 2) as an n × m array, rounded to a tenth of a kilometre.

    Rounding makes equal distances equal on every machine, so that ties are broken by code and not by noise.
    """
    lon, lat = np.radians(points[:, :1]), np.radians(points[:, 1:])
    other_lon, other_lat = np.radians(others[:, 0]), np.radians(others[:, 1])
    half = np.sin((other_lat - lat) / 2) ** 2 + np.cos(lat) * np.cos(other_lat) * np.sin((other_lon - lon) / 2) ** 2
    kilometres: Numbers = np.round(2 * EARTH_KM * np.arcsin(np.minimum(1.0, np.sqrt(half))), 1)
    return kilometres


def nearest_km(points: Numbers, others: Numbers) -> Numbers:
    """Distance of each point to the nearest of the others, some thousand points at a time to spare memory."""
    parts = [distances_km(points[start : start + 5000], others).min(axis=1) for start in range(0, len(points), 5000)]
    return np.concatenate(parts) if parts else np.empty(0)
