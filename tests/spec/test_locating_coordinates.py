"""Coordinates: they refine, agree, are repaired, contradict or lie outside; and the texts win."""

from __future__ import annotations

import json

import pytest

from rajut.engines import Engine
from rajut.locating import locate
from rajut.progress import Silent
from rajut.tables import Areas, Decisions, Places, Records
from support.drawn import put, see
from support.small_country import AREAS


@pytest.fixture
def country(engine: Engine) -> Engine:
    put(engine, Areas, AREAS)
    put(engine, Decisions)
    return engine


def test_a_coordinate_refines_checks_or_is_all_there_is(country: Engine):
    put(
        country,
        Records,
        """
        | record_id | register | regency   | district           | village | lon      | lat     |
        | refines   | a        | Samarinda | Samarinda Seberang |         | 117.1489 | -0.5111 |
        | agrees    | a        | Samarinda | Samarinda Seberang | Baqa    | 117.1411 | -0.5111 |
        | alone     | b        |           |                    |         | 117.1489 | -0.5111 |
        | at_sea    | b        |           |                    |         | 105.1234 | -9.5111 |
        | zero      | a        | Samarinda |                    |         | 0        | 0       |
        """,
    )
    locate(country, Silent())
    see(
        country,
        Places,
        """
        | record_id | level   | village_code | lon      | lat     | point_source | coordinate | reason                 |
        | refines   | village | 6472021010   | 117.1489 | -0.5111 | coordinate   | given      | LOC-VILLAGE-COORDINATE |
        | agrees    | village | 6472021002   | 117.1411 | -0.5111 | coordinate   | given      | LOC-VILLAGE-TEXT       |
        | alone     | village | 6472021010   | 117.1489 | -0.5111 | coordinate   | given      | LOC-COORDINATE-ONLY    |
        | at_sea    | none    |              |          |         | none         | outside    | LOC-OUTSIDE            |
        | zero      | regency |              | 117.14   | -0.52   | regency      | missing    | LOC-REGENCY-ONLY       |
        """,
    )


@pytest.mark.parametrize(
    ("lon", "lat", "coordinate", "reason"),
    [
        ("-7.6312", "111.5212", "swapped", "LOC-COORDINATE-SWAPPED"),
        ("111.5212", "7.6312", "sign_flipped", "LOC-COORDINATE-SIGN"),
        ("1115212", "-76312", "scaled", "LOC-COORDINATE-SCALED"),
        ("111.5212", "-76312", "scaled", "LOC-COORDINATE-SCALED"),
        ("-76312", "1115212", "scaled", "LOC-COORDINATE-SCALED"),
    ],
)
@pytest.mark.parametrize("district", ["Taman", ""])
def test_a_faulty_coordinate_is_repaired_when_the_repair_fits(country: Engine, lon, lat, coordinate, reason, district):
    put(
        country,
        Records,
        f"""
        | record_id | district   | lon   | lat   |
        | faulty    | {district} | {lon} | {lat} |
        """,
    )
    locate(country, Silent())
    see(
        country,
        Places,
        f"""
        | record_id | district_code | village_code | lon      | lat     | coordinate   | reason   |
        | faulty    | 357701        | 3577011001   | 111.5212 | -7.6312 | {coordinate} | {reason} |
        """,
    )


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("lat", ["1e308", "-1.7e308", "1e300"])
def test_a_number_of_any_size_breaks_nothing_and_the_text_wins(country: Engine, lat):
    put(country, Records, f"| record_id | district | lon | lat |\n| huge | Taman | 111.5212 | {lat} |")
    locate(country, Silent())
    see(country, Places, "| record_id | district_code | point_source |\n| huge | 357701 | district |")


def test_a_coordinate_far_from_the_stated_area_is_flagged_and_the_text_wins(country: Engine):
    put(
        country,
        Records,
        """
        | record_id  | regency     | district           | lon      | lat     |
        | right      | Kab. Madiun | Geger              | 111.6391 | -7.7011 |
        | other_side | Kab. Madiun | Geger              | 111.6611 | -7.6611 |
        | other_town | Kab. Madiun | Geger              | 117.1411 | -0.5111 |
        | border     | Samarinda   | Samarinda Seberang | 117.1201 | -0.5301 |
        """,
    )
    locate(country, Silent())
    see(
        country,
        Places,
        """
        | record_id  | level    | district_code | point_source | coordinate  | reason                 |
        | right      | village  | 351901        | coordinate   | given       | LOC-VILLAGE-COORDINATE |
        | other_side | district | 351901        | district     | contradicts | LOC-CONTRADICTS        |
        | other_town | district | 351901        | district     | outside     | LOC-OUTSIDE            |
        | border     | village  | 647202        | coordinate   | given       | LOC-VILLAGE-COORDINATE |
        """,
    )
    facts = json.loads(country.value("SELECT facts FROM places WHERE record_id = 'other_side'"))
    assert facts["area"] == "Geger, Kabupaten Madiun"
    assert 4_000 < facts["distance_m"] < 6_000


def test_the_coordinate_chooses_between_areas_of_one_name(country: Engine):
    put(
        country,
        Records,
        """
        | record_id | regency     | village | lon      | lat     |
        | kota      | Madiun      |         | 111.5211 | -7.6311 |
        | kabupaten | Madiun      |         | 111.6391 | -7.7011 |
        | village   | Kab. Madiun | Sumber  | 111.6699 | -7.6611 |
        """,
    )
    locate(country, Silent())
    see(
        country,
        Places,
        """
        | record_id | regency_code | village_code | coordinate |
        | kota      | 3577         | 3577011001   | given      |
        | kabupaten | 3519         | 3519012002   | given      |
        | village   | 3519         | 3519022002   | given      |
        """,
    )


def test_precision_follows_the_decimals_of_a_coordinate_and_the_size_of_an_area(country: Engine):
    put(
        country,
        Records,
        """
        | record_id | regency     | district | village | lon       | lat      |
        | exact     | Kota Madiun | Taman    |         | 111.52112 | -7.63112 |
        | rough     | Kota Madiun | Taman    |         | 111.52    | -7.63    |
        | village   | Kota Madiun | Taman    | Josenan |           |          |
        | district  | Kab. Madiun | Geger    |         |           |          |
        | regency   | Kab. Madiun |          |         |           |          |
        """,
    )
    locate(country, Silent())
    found = {row["record_id"]: row["precision_m"] for row in country.rows("SELECT record_id, precision_m FROM places")}
    assert found["exact"] == 50
    assert 500 < found["rough"] < 600
    assert found["exact"] < found["village"]
    assert found["district"] < found["regency"]


def test_areas_without_a_point_or_with_a_stray_one_use_their_neighbours(engine: Engine):
    put(
        engine,
        Areas,
        """
        | code       | level    | name    | kind      | parent_code | lon    | lat   |
        | 35         | province | Jatim   | provinsi  |             |        |       |
        | 3519       | regency  | Kabupaten Madiun | kabupaten | 35 | -111.6 | 7.7   |
        | 351901     | district | Geger   | kecamatan | 3519        | 111.63 | -7.70 |
        | 3519012001 | village  | Satu    | desa      | 351901      | 111.62 | -7.70 |
        | 3519012002 | village  | Dua     | desa      | 351901      | 111.64 | -7.70 |
        | 3519012003 | village  | Tiga    | desa      | 351901      | 111.63 | -7.70 |
        | 3519012004 | village  | Hilang  | desa      | 351901      |        |       |
        | 3519012005 | village  | Nyasar  | desa      | 351901      | 140.00 | -7.70 |
        """,
    )
    put(engine, Decisions)
    put(
        engine,
        Records,
        """
        | record_id | regency | village |
        | missing   | Madiun  | Hilang  |
        | stray     | Madiun  | Nyasar  |
        | regency   | Madiun  |         |
        """,
    )
    facts = locate(engine, Silent())
    assert facts["village_points_mended"] == 2
    see(
        engine,
        Places,
        """
        | record_id | level   | lon    | lat   | point_source |
        | missing   | village | 111.635 | -7.70 | village     |
        | stray     | village | 111.635 | -7.70 | village     |
        | regency   | regency | 111.635 | -7.70 | regency     |
        """,
    )
