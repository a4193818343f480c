"""Official boundary files: read, mended, told about, kept with their origin, and shown instead of approximations."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely

from rajut import areas
from rajut.areas import imported
from rajut.errors import RajutError

pytestmark = pytest.mark.skipif(not areas.reference_folder().exists(), reason="the reference data is fetched by `make setup`")

SQUARE = [[110.7, -7.6], [110.9, -7.6], [110.9, -7.5], [110.7, -7.5], [110.7, -7.6]]
BOW_TIE = [[107.5, -7.0], [107.7, -6.8], [107.7, -7.0], [107.5, -6.8], [107.5, -7.0]]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Imports of a test stay in the test, and nothing remembered outlives it."""
    remembered = (imported.official, areas.boundaries, areas.bounds, areas.web_map)
    monkeypatch.setattr(imported, "reference_folder", lambda: tmp_path / "reference")
    (tmp_path / "reference").mkdir()
    for made in remembered:
        made.cache_clear()
    yield
    for made in remembered:
        made.cache_clear()


def feature(code: str, ring: list[list[float]], column: str = "kode") -> dict:
    properties = {"nama": "tidak penting", column: code}
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def lines(file: Path, *features: dict) -> Path:
    with gzip.open(file, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(one) + "\n" for one in features)
    return file


def test_tells_everything_at_once_and_keeps_the_origin(tmp_path: Path):
    beside = [[lon + 0.05, lat] for lon, lat in SQUARE]
    given = [feature("33.72", SQUARE), feature("33.11", beside), feature("32.73", BOW_TIE), feature("99.99", SQUARE)]
    file = lines(tmp_path / "kota.geojsonl.gz", *given)
    told = areas.import_boundaries([file], licence="CC BY 4.0")
    assert dict(told.boundaries) == {"regency": 3}
    assert told.mended == 1
    assert told.unknown == ["9999"]
    assert told.overlaps == [("3311", "3372", 0.75)]
    assert len(told.missing["regency"]) == 511
    assert [warning.code for warning in told.warnings()] == [
        "AREA-FILE-MENDED", "AREA-FILE-UNKNOWN", "AREA-FILE-OVERLAP", "AREA-FILE-MISSING",
    ]  # fmt: skip
    kept = areas.origin("regency")
    assert kept["licence"] == "CC BY 4.0"
    assert kept["sources"][0]["file"] == "kota.geojsonl.gz"
    assert len(kept["sources"][0]["sha256"]) == 64
    assert areas.origin("district") is None


def test_an_official_boundary_takes_the_place_of_the_approximate_one(tmp_path: Path):
    areas.import_boundaries([lines(tmp_path / "solo.geojsonl.gz", feature("33.72", SQUARE))], licence="x")
    drawn = areas.boundaries("regency")
    assert len(drawn) == 514
    assert drawn["3372"].equals(shapely.Polygon(SQUARE))
    assert shapely.intersection(drawn["3311"], drawn["3372"]).area < 1e-9
    assert areas.is_official("3372", "regency")
    assert not areas.is_official("3311", "regency")
    shown = {one["properties"]["code"]: one["properties"]["approximate"] for one in json.loads(areas.web_map("regency"))["features"]}
    assert shown["3372"] is False
    assert shown["3311"] is True
    assert areas.official_table().to_pylist()[0]["code"] == "3372"


def test_reads_geopackages_and_shapefiles_with_a_named_column(tmp_path: Path):
    for name, driver in (("a.gpkg", "GPKG"), ("a.shp", "ESRI Shapefile")):
        pyogrio.raw.write(
            tmp_path / name, shapely.to_wkb([shapely.Polygon(SQUARE)]), [np.array(["33.72"], dtype=object)], ["KDPKAB"],
            geometry_type="Polygon", crs="EPSG:4326", driver=driver,
        )  # fmt: skip
        assert areas.import_boundaries([tmp_path / name], licence="x", column="KDPKAB").boundaries["regency"] == 1


@pytest.mark.parametrize(
    ("features", "code"),
    [
        ([feature("Surakarta", SQUARE, column="daerah")], "AREA-FILE-NO-CODE"),
        ([feature("33.72", [[110.7, -7.6], [110.8, -7.6], [110.7, -7.6], [110.7, -7.6]])], "AREA-FILE-NO-MATCH"),
        ([], "AREA-FILE-UNREADABLE"),
    ],
)
def test_says_why_nothing_was_imported(tmp_path: Path, features: list[dict], code: str):
    with pytest.raises(RajutError) as fault:
        areas.import_boundaries([lines(tmp_path / "salah.geojsonl.gz", *features)], licence="x")
    assert fault.value.code == code
    assert areas.origin("regency") is None


def test_the_same_file_in_another_order_gives_the_same(tmp_path: Path):
    given = [feature("33.72", SQUARE), feature("32.73", BOW_TIE)]
    areas.import_boundaries([lines(tmp_path / "a.geojsonl.gz", *given)], licence="x")
    first = areas.official_table()
    areas.import_boundaries([lines(tmp_path / "b.geojsonl.gz", *reversed(given))], licence="x")
    assert areas.official_table().equals(first)


def test_imports_all_official_regencies(official_boundaries: Path):
    told = areas.import_boundaries([official_boundaries / "regencies.geojsonl.gz"], licence="MIT")
    assert told.boundaries["regency"] == 514
    assert told.mended >= 126
    assert told.unknown == told.shapeless == told.missing["regency"] == []
