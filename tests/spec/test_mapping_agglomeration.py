"""Mapping: concentration over regencies, hot spots, stars."""

import csv
import math
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

from rajut import definitions
from rajut.engines import Engine
from rajut.mapping.agglomerating import agglomerate
from rajut.mapping.concentrating import ellison_glaeser
from rajut.mapping.counting import count_spread, gather_fashion
from rajut.mapping.neighbouring import adjusted, getis_ord, morans_i, morans_p, nearest, two_sided
from rajut.mapping.starring import among_the_most, specialised
from rajut.tables import Agglomeration, Areas, Businesses, Classes, HotSpots
from support.drawn import put, see

PRINTED = {
    "Clothing trade": -0.0937938446,
    "Forestry": 0.1683800334,
    "Textiles dyeing": -0.0801253945,
    "Textiles trade": -0.1304013406,
}


def test_ellison_glaeser_is_the_published_one_to_ten_digits(agglomeration_reference: Path):
    with (agglomeration_reference / "FK2014_EGC.csv").open() as file:
        firms = list(csv.DictReader(file))
    regions = sorted({firm["region"] for firm in firms})
    whole = [sum(float(firm["emp_firm"]) for firm in firms if firm["region"] == region) for region in regions]
    for industry, printed in PRINTED.items():
        mine = [firm for firm in firms if firm["industry"] == industry]
        here = [sum(float(firm["emp_firm"]) for firm in mine if firm["region"] == region) for region in regions]
        found = ellison_glaeser(here, whole, sum(float(firm["emp_firm"]) ** 2 for firm in mine))
        assert found.gamma == pytest.approx(printed, abs=5.1e-11), industry


def test_ellison_glaeser_is_not_defined_for_one_business_one_region_or_nothing():
    assert ellison_glaeser([5, 0], [9, 9], 25).gamma is None
    assert ellison_glaeser([5], [9], 13).gamma is None
    assert ellison_glaeser([0, 0], [9, 9], 0) == (None, None, None)


def test_ellison_glaeser_is_zero_on_average_where_darts_were_thrown():
    draw = np.random.default_rng(5)
    whole = np.array([500, 300, 150, 50])
    found = [ellison_glaeser(draw.multinomial(40, whole / 1000), whole, 40).gamma for _ in range(4000)]
    assert np.mean(found) == pytest.approx(0, abs=0.002)


def points(count: int, seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    return draw.uniform(95, 141, count), draw.uniform(-11, 6, count)


def test_neighbours_are_the_nearest_by_great_circle():
    lon, lat = points(40)
    found = nearest(lon, lat, 5)
    for i in range(40):
        far = {j: _haversine(lon[i], lat[i], lon[j], lat[j]) for j in range(40) if j != i}
        assert set(np.flatnonzero(found[i])) == set(sorted(far, key=far.__getitem__)[:5])


def test_moran_and_gi_agree_with_their_formulas_written_out():
    lon, lat = points(30)
    x, w = np.random.default_rng(1).exponential(size=30), nearest(lon, lat, 4)
    assert morans_i(x, w) == pytest.approx(_moran_slowly(x, w), rel=1e-12)
    assert getis_ord(x, w) == pytest.approx(_gi_slowly(x, w), rel=1e-10)


def test_a_slope_is_a_pattern_and_a_shuffled_slope_is_none():
    lon, lat = points(100)
    w = nearest(lon, lat, 8)
    assert morans_i(lon, w) > 0.8
    assert morans_p(lon, w, 199, 1) == 1 / 200
    shuffled = np.random.default_rng(2).permutation(lon)
    assert morans_p(shuffled, w, 199, 1) > 0.05
    assert morans_p(shuffled, w, 199, 1) == morans_p(shuffled, w, 199, 1)


@given(level=st.floats(0.001, 1000), count=st.integers(0, 30))
@settings(deadline=None)
def test_a_uniform_map_has_no_hot_spot(level, count):
    lon, lat = points(count)
    w = nearest(lon, lat, 8)
    assert np.isnan(getis_ord(np.full(count, level), w)).all()
    assert morans_i(np.full(count, level), w) is None


def test_a_map_drawn_by_chance_seldom_has_a_hot_spot_after_adjustment():
    lon, lat = points(120)
    w, draw = nearest(lon, lat, 8), np.random.default_rng(11)
    alarms = sum(bool((adjusted(two_sided(getis_ord(draw.normal(size=120), w))) <= 0.05).any()) for _ in range(300))
    assert alarms / 300 < 0.08


def test_adjusted_p_is_the_procedure_of_the_paper():
    """The 15 p-values of Benjamini and Hochberg's own example (1995, section 4.1): four are rejected at 0.05."""
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    assert (adjusted(p) <= 0.05).sum() == 4
    with_untested = adjusted([*p, math.nan])
    assert with_untested[:15] == pytest.approx(adjusted(p))
    assert math.isnan(with_untested[15])


def test_adjusted_p_is_scipys_to_the_last_digit():
    draw = np.random.default_rng(8)
    for tests in (1, 2, 17, 500):
        p = two_sided(draw.normal(size=tests)).round(3)  # some are equal
        assert (adjusted(p) == scipy.stats.false_discovery_control(p, method="bh")).all()
    z = draw.normal(scale=3, size=1000)
    assert (two_sided(z) == 2 * scipy.stats.norm.sf(np.abs(z))).all()
    assert len(adjusted([])) == 0


@given(st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=20)
def test_the_order_of_regions_does_not_matter(random):
    lon, lat = points(25)
    x = np.random.default_rng(4).exponential(size=25)
    order = np.array(random.sample(range(25), 25))
    z = getis_ord(x, nearest(lon, lat, 5))
    assert getis_ord(x[order], nearest(lon[order], lat[order], 5)) == pytest.approx(z[order])


def test_stars_go_to_a_tenth_at_most():
    assert among_the_most(range(20), 0.1).tolist() == [False] * 18 + [True] * 2
    assert not among_the_most([7] * 20, 0.1).any(), "of equals all or none"
    assert not among_the_most([1, 2, 3], 0.1).any(), "too few to have a tenth"
    assert among_the_most([*range(10), math.nan], 0.1).tolist() == [False] * 9 + [True, False]
    assert specialised([1.9, 2.0, math.nan], 2).tolist() == [False, True, False]


BATIK = {"3301": 30, "3302": 10, "3303": 2}
WEAVING = {"3301": 10, "3302": 30, "3303": 1}


def test_a_country_s_tables(engine: Engine):
    """Three regencies, one too small to be tested and without known inhabitants; workers known of two batik makers only."""
    _country(engine)
    agglomerate(engine, _rules("agglomeration"), _rules("stars") | {"size_share": 0.4, "focus_share": 0.5, "specialisation": 1.3})
    batik = engine.rows("SELECT * FROM agglomeration WHERE segment = 'batik'")[0]
    assert (batik["businesses"], batik["workers_known"], batik["regencies"]) == (42, 2, 2)
    # Both known are in 3301, which has all known workers: nothing to compare, and not taken for 0.
    assert (batik["raw_concentration"], batik["plant_herfindahl"], batik["ellison_glaeser"]) == (0, 0.625, None)
    whole = [40, 40, 3]
    assert batik["ellison_glaeser_businesses"] == pytest.approx(ellison_glaeser([30, 10, 2], whole, 42).gamma, abs=1e-6)
    weaving = engine.rows("SELECT * FROM agglomeration WHERE segment = 'weaving'")[0]
    assert (weaving["workers_known"], weaving["raw_concentration"], weaving["ellison_glaeser"]) == (0, None, None)
    see(
        engine,
        HotSpots,
        """
        | regency_code | segment | businesses | verdict | size_star | specialisation_star | focus_star |
        | 3301         | batik   | 30         |         | yes       | yes                 | yes        |
        | 3302         | batik   | 10         |         | no        | no                  | no         |
        | 3303         | batik   | 2          |         | no        | no                  | no         |
        | 3301         | weaving | 10         |         | no        | no                  | no         |
        | 3302         | weaving | 30         |         | yes       | yes                 | yes        |
        | 3303         | weaving | 1          |         | no        | no                  | no         |
        """,
    )


def test_a_hot_spot_is_found_where_it_was_put(engine: Engine):
    """A grid of 100 regencies with 40 businesses each; in a corner of nine, half are batik instead of a twentieth."""
    codes = {f"{11 + i}{j + 1:02d}": (i, j) for i in range(10) for j in range(10)}
    areas = [f"| {code} | regency | R | {100 + i} | {j - 5} | 100000 |" for code, (i, j) in codes.items()]
    put(engine, Areas, "\n".join(["| code | level | name | lon | lat | population |", *areas]))
    batik = {code: 20 if max(place) < 3 else 2 for code, place in codes.items()}
    _businesses(engine, {"batik": batik, "weaving": {code: 40 - count for code, count in batik.items()}})
    agglomerate(engine, _rules("agglomeration"), _rules("stars"))
    hot = {row["regency_code"] for row in engine.rows("SELECT * FROM hot_spots WHERE segment = 'batik' AND verdict = 'hot'")}
    assert {code for code, place in codes.items() if max(place) < 3} <= hot
    assert all(max(codes[code]) <= 4 for code in hot), "nothing far from the corner"
    moran = engine.rows("SELECT morans_i, morans_p FROM agglomeration WHERE segment = 'batik'")[0]
    assert moran["morans_i"] > 0.5
    assert moran["morans_p"] == 0.001
    starred = {row["regency_code"] for row in engine.rows("SELECT * FROM hot_spots WHERE segment = 'batik' AND size_star")}
    assert starred == {code for code, place in codes.items() if max(place) < 3}
    assert engine.count(Agglomeration.table) == 2


def _country(engine: Engine) -> None:
    put(
        engine,
        Areas,
        """
        | code | level   | name | lon   | lat  | population |
        | 3301 | regency | A    | 110.0 | -7.0 | 100000     |
        | 3302 | regency | B    | 111.0 | -7.0 | 100000     |
        | 3303 | regency | C    | 112.0 | -7.0 |            |
        """,
    )
    _businesses(engine, {"batik": BATIK, "weaving": WEAVING}, workers=(3, 1))


def _businesses(engine: Engine, counts: dict[str, dict[str, int]], workers: tuple[int, ...] = ()) -> None:
    known, rows = list(workers), defaultdict(list)
    for segment, regencies in counts.items():
        for code, count in regencies.items():
            for number in range(count):
                name = f"{segment}-{code}-{number}"
                rows["b"].append(f"| {name} | {code[:2]} | {code} | {known.pop() if known else ''} |")
                rows["c"].append(f"| {name} | yes | {segment} |")
    put(engine, Businesses, "\n".join(["| business_id | province_code | regency_code | workers |", *rows["b"]]))
    put(engine, Classes, "\n".join(["| business_id | fashion | segment |", *rows["c"]]))
    gather_fashion(engine)
    count_spread(engine)


def _rules(part: str) -> dict:
    return definitions.load("mapping").content[part]


def _haversine(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    a, b, c, d = map(math.radians, (lon1, lat1, lon2, lat2))
    return math.asin(math.sqrt(math.sin((d - b) / 2) ** 2 + math.cos(b) * math.cos(d) * math.sin((c - a) / 2) ** 2))


def _moran_slowly(x: np.ndarray, w: np.ndarray) -> float:
    n, mean = len(x), sum(x) / len(x)
    weight = [[w[i][j] / sum(w[i]) for j in range(n)] for i in range(n)]
    above = sum(weight[i][j] * (x[i] - mean) * (x[j] - mean) for i in range(n) for j in range(n))
    return n / sum(map(sum, weight)) * above / sum((value - mean) ** 2 for value in x)


def _gi_slowly(x: np.ndarray, w: np.ndarray) -> list[float]:
    n, mean = len(x), sum(x) / len(x)
    s, found = math.sqrt(sum(value**2 for value in x) / n - mean**2), []
    for i in range(n):
        weight = [1 if j == i else w[i][j] for j in range(n)]
        room = (n * sum(each**2 for each in weight) - sum(weight) ** 2) / (n - 1)
        found.append((sum(a * b for a, b in zip(weight, x, strict=True)) - mean * sum(weight)) / (s * math.sqrt(room)))
    return found
