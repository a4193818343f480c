"""Worlds for clustering that nobody would draw by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import strategies as st

from rajut.clustering.parameters import defined
from support.neighbourhood import business

SMALL = replace(defined(), sentra=replace(defined().sentra, aim=8, upper=12), members_at_most=100)


@st.composite
def worlds(draw: Any) -> list[dict[str, Any]]:
    """Up to 90 businesses: crowds around a few places, ties, unknown facts."""
    seed = draw(st.integers(0, 10_000))
    number = draw(st.integers(0, 90))
    spread = draw(st.sampled_from([0, 100, 2_000, 20_000]))
    rng = np.random.default_rng(seed)
    places = rng.uniform(-15_000, 15_000, (4, 2))
    at = places[rng.integers(4, size=number)] + rng.normal(0, max(spread, 1e-9), (number, 2)).round(draw(st.sampled_from([0, -3])))
    pick = lambda *values: values[rng.integers(len(values))]  # noqa: E731
    return [
        business(
            f"b{place:03}",
            *(
                pick((float(east), float(north)), (float(east), float(north)), (None, 0.0))
                if place % 9 == 0
                else (float(east), float(north))
            ),
            segment=pick("batik", "batik", "tailoring", None),
            role=pick("core", "core", "core", "trade", None),
            regency_code=pick("3372", "3372", "3372", "3311", None) if place % 5 == 0 else "3372",
            level=pick("village", "village", "district"),
            precision_m=pick(50.0, 9_000.0),
            fashion=pick(True, True, True, True, False, None),
        )
        for place, (east, north) in enumerate(at)
    ]
