"""Points in official boundaries: the quick answer is the slow one's, and an imported outline decides what is inside."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from rajut.engines import Engine
from rajut.locating import locate
from rajut.locating.outlines import Outlines
from rajut.progress import Silent
from rajut.tables import Areas, Decisions, OfficialBoundaries, Places, Records
from support.drawn import put, see
from support.small_country import AREAS


def slowly(codes: np.ndarray, shapes: np.ndarray, lon: float, lat: float) -> int:
    """The smallest area that holds the point, by asking every one."""
    holding = [(shape.area, int(code)) for code, shape in zip(codes, shapes, strict=True) if shape.intersects(shapely.Point(lon, lat))]
    return min(holding)[1] if holding else 0


@given(seed=st.integers(0, 10_000), size=st.floats(0.005, 0.3))
@settings(max_examples=40, deadline=None)
def test_the_quick_answer_is_the_slow_one(seed: int, size: float):
    made = np.random.default_rng(seed)
    middles = made.uniform(0, 0.5, (8, 2))
    shapes = np.array([shapely.Point(middle).buffer(size * made.uniform(0.2, 1), quad_segs=2) for middle in middles])
    codes = made.permutation(np.arange(3501, 3509))
    lon, lat = made.uniform(-0.1, 0.6, (2, 60))
    found = Outlines(codes, shapes).at(lon, lat)
    assert found.tolist() == [slowly(codes, shapes, *point) for point in zip(lon, lat, strict=True)]


def hexed(west: float, south: float, east: float, north: float) -> str:
    return shapely.to_wkb(shapely.box(west, south, east, north), hex=True)


@pytest.fixture
def country(engine: Engine) -> Engine:
    """Kota Madiun's outline goes on east far beyond halfway to the villages of the regency; Geger's stops short of its village points."""
    put(engine, Areas, AREAS)
    put(engine, Decisions)
    put(
        engine,
        OfficialBoundaries,
        f"""
        | level    | code | shape                                     |
        | regency  | 3577 | {hexed(111.50, -7.65, 111.62, -7.60)} |
        | regency  | 3519 | {hexed(111.62, -7.75, 111.70, -7.60)} |
        """,
    )
    return engine


def test_an_official_outline_decides_what_is_inside(country: Engine):
    put(
        country,
        Records,
        """
        | record_id | register | regency     | lon      | lat   |
        | far_east  | one      | Kota Madiun | 111.615  | -7.64 |
        | neighbour | one      | Kab. Madiun | 111.615  | -7.64 |
        | an_edge   | one      | Kab. Madiun | 111.6199 | -7.64 |
        | outside   | one      | Kota Madiun | 111.515  | -7.66 |
        | alone     | other    |             | 111.615  | -7.64 |
        """,
    )
    locate(country, Silent())
    see(
        country,
        Places,
        """
        | record_id | regency_code | village_code | coordinate | reason                 |
        | far_east  | 3577         | 3577011002   | given      | LOC-VILLAGE-COORDINATE |
        | neighbour | 3519         |              | outside    | LOC-OUTSIDE            |
        | an_edge   | 3519         | 3519022001   | given      | LOC-VILLAGE-COORDINATE |
        | outside   | 3577         |              | outside    | LOC-OUTSIDE            |
        | alone     | 3577         | 3577011002   | given      | LOC-COORDINATE-ONLY    |
        """,
    )
