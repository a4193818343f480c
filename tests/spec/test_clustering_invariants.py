"""Clustering: what holds for any businesses anywhere, against slow and obviously right answers."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rajut.clustering import form
from rajut.clustering.grouping import form_groups
from rajut.clustering.linking import components
from rajut.clustering.parameters import defined
from rajut.clustering.points import Points, great_circle_m, shapes
from rajut.clustering.seating import seat
from rajut.engines import DuckDB, Engine
from rajut.progress import Silent
from rajut.tables import Clusters, Homes, Sentra
from support.crowds import SMALL, worlds
from support.neighbourhood import business, settle

TABLES = (Sentra, Clusters, Homes)


@pytest.fixture(scope="module")
def one_engine():
    made = DuckDB(memory="1GiB")
    yield made
    made.close()


def tables(engine: Engine, rows: list[dict]) -> dict[str, list[dict]]:
    settle(engine, rows)
    form(engine, Silent(), SMALL)
    return {table.table: engine.rows(f"SELECT * FROM {table.table} ORDER BY {table.key[0]}") for table in TABLES}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(worlds())
def test_every_fashion_business_has_one_home_and_the_bounds_hold(one_engine: Engine, rows):
    made = tables(one_engine, rows)
    expected = {row["business_id"]: row for row in rows if row["fashion"]}
    assert [home["business_id"] for home in made["homes"]] == sorted(expected)
    sentra = {row["sentra_id"]: row for row in made["sentra"]}
    clusters = {row["cluster_id"]: row for row in made["clusters"]}
    assert {row["cluster_id"] for row in made["sentra"]} == set(clusters)
    for home in made["homes"]:
        own = expected[home["business_id"]]
        assert (home["status"] == "unplaced") == (own.get("lon") is None)
        assert (home["status"] == "member") == (home["sentra_id"] is not None)
        assert (home["cluster_id"] is None) == (home["distance_m"] is None)
        if home["status"] == "member":
            unit = sentra[home["sentra_id"]]
            assert (own["segment"], own["regency_code"], home["cluster_id"]) == (unit["segment"], unit["regency_code"], unit["cluster_id"])
            away = great_circle_m(*(np.array([value]) for value in (own["lon"], own["lat"], unit["lon"], unit["lat"])))
            assert away[0] <= SMALL.sentra.radius_sparse_m * 1.005
        if home["status"] == "scattered" and clusters:
            assert home["distance_m"] == pytest.approx(_nearest_m(own, made["clusters"]), abs=1)  # one by one, the slow way
        if home["status"] == "linked":
            assert clusters[home["cluster_id"]]["regency_code"] == own["regency_code"]
    in_sentra = [home["sentra_id"] for home in made["homes"] if home["sentra_id"]]
    assert all(SMALL.sentra.lower <= unit["members"] == in_sentra.count(name) <= SMALL.sentra.upper for name, unit in sentra.items())
    assert all(unit["members"] <= SMALL.members_at_most and unit["sentra"] <= SMALL.cluster.upper for unit in clusters.values())
    for names in (sentra, clusters):
        assert len({(unit["regency_code"], unit["name_id"]) for unit in names.values()}) == len(names)


def _nearest_m(own: dict, clusters: list[dict]) -> float:
    lon, lat = (np.array([unit[axis] for unit in clusters]) for axis in ("lon", "lat"))
    return float(great_circle_m(np.full(len(lon), own["lon"]), np.full(len(lon), own["lat"]), lon, lat).min())


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter_and_twice_is_once(one_engine: Engine, rows, random):
    first = tables(one_engine, rows)
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert tables(one_engine, shuffled) == first
    assert tables(one_engine, rows) == first


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(worlds())
def test_a_business_far_away_in_another_regency_changes_nothing_here(one_engine: Engine, rows):
    before = tables(one_engine, rows)
    after = tables(one_engine, [*rows, business("a-stranger", 900_000, 50_000, regency_code="5171", segment="weaving", district_code=None)])
    after["homes"] = [home for home in after["homes"] if home["business_id"] != "a-stranger"]
    assert after == before


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 60), st.sampled_from([100.0, 1_000.0]))
def test_components_agree_with_single_linkage_up_to_half_a_cell(seed, number, link_m):
    """Oracle: what hangs together at half a link does here; what does not at two links does not here."""
    rng = np.random.default_rng(seed)
    points = Points(*rng.uniform(-3_000, 3_000, (2, number)), rng.integers(2, size=number), np.zeros(number, dtype=bool))
    found = components(points, link_m)
    apart = np.hypot(points.x[:, None] - points.x, points.y[:, None] - points.y)
    apart[points.key[:, None] != points.key] = np.inf
    assert (found[:, None] == found)[_hanging_together(apart <= 0.2 * link_m)].all()
    assert _hanging_together(apart <= 2.5 * link_m)[found[:, None] == found].all()


def _hanging_together(near: np.ndarray) -> np.ndarray:
    reached = near | np.eye(len(near), dtype=bool)
    for middle in range(len(near)):
        reached |= np.outer(reached[:, middle], reached[middle])
    return reached


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 30), st.integers(1, 6))
def test_seating_leaves_nobody_with_a_reason_to_complain(seed, number, tables_):
    """Oracle: going through all wishes from the nearest, everyone takes the first seat that is free."""
    rng = np.random.default_rng(seed)
    away = rng.permutation(number * tables_).reshape(number, tables_).astype(float)
    room = rng.integers(0, 4, size=tables_)
    wish = np.argsort(away, axis=1)
    got = seat(wish, np.take_along_axis(away, wish, axis=1), room.copy())
    expected, left = np.full(number, -1), room.copy()
    for one, place in sorted(np.ndindex(number, tables_), key=lambda pair: away[pair]):
        if expected[one] < 0 and left[place]:
            expected[one] = place
            left[place] -= 1
    assert got.tolist() == expected.tolist()


def test_a_large_crowd_keeps_every_bound_and_travels_little():
    """20,000 makers in a town of 10 km: everyone housed, sizes in bounds, ways as short as cells of 40 allow."""
    rng = np.random.default_rng(3)
    points = Points(*rng.uniform(0, 10_000, (2, 20_000)), np.zeros(20_000, dtype=np.int64), np.ones(20_000, dtype=bool))
    bounds = defined().sentra
    group = form_groups(points, bounds)
    shape = shapes(points, group, bounds)
    assert (group >= 0).all() and shape.size.min() >= bounds.lower and shape.size.max() <= bounds.upper
    away = np.hypot(points.x - shape.x[group], points.y - shape.y[group])
    ideal = 0.377 * np.sqrt(1e8 / len(shape.size))  # mean distance to the centre of a hexagonal cell of that area
    assert away.mean() < 1.1 * ideal
