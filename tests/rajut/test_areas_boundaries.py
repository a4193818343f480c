"""Approximate boundaries: every area has one, neighbours share their border, and they agree with official ones."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
import shapely
from shapely.geometry import shape

from rajut import areas
from rajut.areas.boundaries import divide
from rajut.areas.coast import decode

pytestmark = pytest.mark.skipif(not areas.reference_folder().exists(), reason="the reference data is fetched by `make setup`")

SQUARE = shapely.box(0, 0, 4, 2)


def test_gives_every_place_to_the_owner_of_the_nearest_point():
    made = divide(SQUARE, np.array(["a", "a", "b"]), np.array([[0.5, 1.0], [1.0, 1.5], [3.0, 1.5]]))
    assert set(made) == {"a", "b"}
    assert made["a"].covers(shapely.box(0, 0, 1.7, 2))
    assert made["b"].covers(shapely.box(2.1, 1, 4, 2))
    assert made["a"].area + made["b"].area == pytest.approx(SQUARE.area)


def test_divides_the_same_in_any_order_of_points():
    points = np.random.default_rng(5).uniform(0.1, 1.9, (40, 2))
    owners = np.array([f"{number % 7}" for number in range(40)])
    order = np.random.default_rng(6).permutation(40)
    first, second = divide(SQUARE, owners, points), divide(SQUARE, owners[order], points[order])
    assert list(first) == list(second)
    assert all(first[code].equals(second[code]) for code in first)


def test_a_point_in_the_sea_gets_an_islet():
    made = divide(SQUARE, np.array(["a", "b"]), np.array([[1.0, 1.0], [9.0, 1.0]]))
    assert made["b"].contains(shapely.Point(9, 1))
    assert made["b"].area < 0.001


def test_decodes_arcs_forwards_and_backwards():
    topology = {
        "transform": {"scale": [0.5, 0.5], "translate": [10, 0]},
        "arcs": [[[0, 0], [4, 0], [0, 4]], [[0, 0], [0, 4], [4, 0]]],
    }
    decoded = decode(topology, {"type": "Polygon", "arcs": [[0, ~1]]})
    assert decoded.equals(shapely.box(10, 0, 12, 2))


@pytest.mark.parametrize(("level", "count"), [("province", 38), ("regency", 514), ("district", 7285)])
def test_every_area_has_a_boundary_and_neighbours_share_theirs(level, count):
    shapes = areas.boundaries(level)
    assert len(shapes) == count
    assert shapely.is_valid(list(shapes.values())).all()
    assert shapely.coverage_is_valid(list(shapes.values()))


def test_levels_lie_inside_each_other():
    provinces, regencies = areas.boundaries("province"), areas.boundaries("regency")
    for code in ("31", "33", "96"):
        parts = [shape for regency, shape in regencies.items() if regency.startswith(code)]
        assert sum(part.area for part in parts) == pytest.approx(provinces[code].area)


@pytest.mark.parametrize(("level", "kilobytes"), [("province", 250), ("regency", 1500), ("district", 6000)])
def test_the_web_map_is_light_valid_and_says_that_it_is_approximate(level, kilobytes):
    text = areas.web_map(level)
    assert len(text.encode()) <= kilobytes * 1000
    features = json.loads(text)["features"]
    assert {feature["properties"]["code"] for feature in features} == set(areas.boundaries(level))
    assert all(feature["properties"]["approximate"] is True and feature["properties"]["level"] == level for feature in features)
    drawn = shapely.get_parts(shapely.from_geojson(text))
    assert shapely.is_valid(drawn).all()
    assert not shapely.is_empty(drawn).any()


def test_bounds_hold_the_area():
    west, south, east, north = areas.bounds("3372")
    assert west < 110.82 < east
    assert south < -7.56 < north
    assert areas.bounds("ID")[0] < 96
    with pytest.raises(KeyError):
        areas.bounds("3372051001")


def test_few_points_are_doubtful_and_none_is_doubtful_for_being_remote():
    doubtful = areas.doubtful_points()
    assert 0 < len(doubtful) < 50
    assert all(code[:4] != beside[:4] for code, beside in doubtful.items())


@pytest.fixture(scope="module")
def official_regencies(official_boundaries: Path) -> dict[str, shapely.Geometry]:
    with gzip.open(official_boundaries / "regencies.geojsonl.gz", "rt", encoding="utf-8") as lines:
        features = [json.loads(line) for line in lines]
    mended = lambda item: shapely.make_valid(shape(item["geometry"]), method="structure", keep_collapsed=False)  # noqa: E731
    return {item["properties"]["kode"].replace(".", ""): mended(item) for item in features}


def test_most_of_each_official_regency_lies_in_its_approximation(official_regencies):
    ours = areas.boundaries("regency")
    shares = [shapely.intersection(ours[code], shape).area / shape.area for code, shape in official_regencies.items()]
    assert len(shares) == 514
    assert np.mean(shares) >= 0.9
