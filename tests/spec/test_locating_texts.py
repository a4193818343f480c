"""Areas from texts: codes, names, misspellings, addresses, postal codes."""

from __future__ import annotations

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


def test_names_lead_from_province_to_village(country: Engine):
    put(
        country,
        Records,
        """
        | record_id | province   | regency      | district   | village         |
        | full      | Jawa Timur | Kab. Madiun  | Kec. Wungu | Desa Mojopurno  |
        | joined    | JATIM      | KOTA MADIUN  | TAMAN      | Jose nan        |
        | district  | Jawa Timur | Kab. Madiun  | Wungu      |                 |
        | regency   |            | Kota Madiun  |            |                 |
        | province  | Jawa Timur |              |            |                 |
        | nothing   |            |              |            | -               |
        """,
    )
    locate(country, Silent())
    see(
        country,
        Places,
        """
        | record_id | level    | province_code | regency_code | district_code | village_code | point_source | reason            |
        | full      | village  | 35            | 3519         | 351902        | 3519022001   | village      | LOC-VILLAGE-TEXT  |
        | joined    | village  | 35            | 3577         | 357701        | 3577011001   | village      | LOC-VILLAGE-TEXT  |
        | district  | district | 35            | 3519         | 351902        |              | district     | LOC-DISTRICT-ONLY |
        | regency   | regency  | 35            | 3577         |               |              | regency      | LOC-REGENCY-ONLY  |
        | province  | province | 35            |              |               |              | province     | LOC-PROVINCE-ONLY |
        | nothing   | none     |               |              |               |              | none         | LOC-NOTHING       |
        """,
    )


def test_official_codes_current_and_former(country: Engine):
    put(
        country,
        Records,
        """
        | record_id | area_code  | district |
        | today     | 3519012002 |          |
        | former    | 6473011001 |          |
        | partly    | 3519       | Wungu    |
        | unknown   | 9999999999 | Taman    |
        """,
    )
    locate(country, Silent())
    see(
        country,
        Places,
        """
        | record_id | level    | district_code | village_code | reason            |
        | today     | village  | 351901        | 3519012002   | LOC-CODE          |
        | former    | village  | 657101        | 6571011001   | LOC-CODE-OLD      |
        | partly    | district | 351902        |              | LOC-DISTRICT-ONLY |
        | unknown   | district | 357701        |              | LOC-DISTRICT-ONLY |
        """,
    )


def test_kabupaten_or_kota_of_one_name(country: Engine):
    put(
        country,
        Records,
        """
        | record_id | province   | regency     | district |
        | number    | Jawa Timur | [77] MADIUN |          |
        | district  | Jawa Timur | MADIUN      | TAMAN    |
        | wrong     | Jawa Timur | [19] MADIUN | TAMAN    |
        | neither   | Jawa Timur | Madiun      |          |
        """,
    )
    locate(country, Silent())
    see(
        country,
        Places,
        """
        | record_id | regency_code | district_code | reason            |
        | number    | 3577         |               | LOC-REGENCY-ONLY  |
        | district  | 3577         | 357701        | LOC-DISTRICT-ONLY |
        | wrong     | 3577         | 357701        | LOC-SIBLING       |
        | neither   | 3519         |               | LOC-AMBIGUOUS     |
        """,
    )
    assert country.value("SELECT confidence FROM places WHERE record_id = 'neither'") < 0.7


def test_of_two_twins_the_one_that_has_the_name_itself_and_not_only_one_like_it(country: Engine):
    twin = "    | 3519012003 | village  | Banjareja          | desa      | 351901      | 111.63 | -7.70 | 63171       |\n"
    put(country, Areas, AREAS.rstrip() + "\n" + twin)
    put(
        country,
        Records,
        """
        | record_id | province   | regency | address                                |
        | kota      | Jawa Timur | Madiun  | Jl. Mawar No. 3, Banjarejo, Kec. Taman |
        | kabupaten | Jawa Timur | Madiun  | Jl. Mawar No. 3, Banjareja, Kec. Geger |
        """,
    )
    locate(country, Silent())
    see(
        country,
        Places,
        """
        | record_id | village_code | reason              |
        | kota      | 3577011002   | LOC-VILLAGE-ADDRESS |
        | kabupaten | 3519012003   | LOC-VILLAGE-ADDRESS |
        """,
    )


def test_misspelt_and_shortened_names_inside_their_parent_only(country: Engine):
    put(
        country,
        Records,
        """
        | record_id  | regency   | district           | village         |
        | misspelt   | Samarinda | Samarinda Sebrang  | Sungai Kledang  |
        | short      | Samarinda | Samarinda Seberang | Tenun           |
        | abbreviated| Samarinda | Samarinda Seberang | Sei Keledang    |
        | too_far    | Samarinda | Samarinda Seberang | Sungai Kapuas   |
        | elsewhere  | Samarinda | Samarinda Seberang | Sengkotek       |
        """,
    )
    locate(country, Silent())
    see(
        country,
        Places,
        """
        | record_id   | district_code | village_code | reason                     |
        | misspelt    | 647202        | 6472021011   | LOC-VILLAGE-SPELLING       |
        | short       | 647202        | 6472021010   | LOC-VILLAGE-SPELLING       |
        | abbreviated | 647202        | 6472021011   | LOC-VILLAGE-TEXT           |
        | too_far     | 647202        |              | LOC-DISTRICT-ONLY          |
        | elsewhere   | 647210        | 6472101003   | LOC-VILLAGE-OTHER-DISTRICT |
        """,
    )


def test_a_village_name_used_twice_stays_at_what_both_have_in_common(country: Engine):
    put(
        country,
        Records,
        """
        | record_id | regency     | village | postal_code |
        | twice     | Kab. Madiun | Sumber  |             |
        | postal    | Kab. Madiun | Sumber  | 63182       |
        | only_code | Kab. Madiun |         | 63181       |
        """,
    )
    locate(country, Silent())
    see(
        country,
        Places,
        """
        | record_id | level   | regency_code | village_code | reason           |
        | twice     | regency | 3519         |              | LOC-REGENCY-ONLY |
        | postal    | village | 3519         | 3519022002   | LOC-VILLAGE-TEXT |
        | only_code | village | 3519         | 3519022001   | LOC-POSTAL       |
        """,
    )


def test_addresses_are_read_from_their_end_and_streets_are_no_places(country: Engine):
    put(
        country,
        Records,
        """
        | record_id | regency   | district           | address                                          |
        | parts     | Samarinda |                    | Jl. Baqa No. 3 RT 02, Sengkotek, Loa Janan Ilir  |
        | words     | Samarinda | Samarinda Seberang | Pasar Sarung Baqa                                |
        | street    | Samarinda | Samarinda Seberang | Jl. Baqa                                         |
        | middle    | Samarinda | Samarinda Seberang | Baqa Nayu                                        |
        | town      |           |                    | Gg. 2 No 5, Josenan, Taman, Kota Madiun          |
        | either    | Madiun    |                    | Jl. A No 5, Kec. Taman                           |
        | said_so   | Samarinda | Loa Janan Ilir     | Jl. Mawar, Kec. Sengkotek                        |
        """,
    )
    locate(country, Silent())
    see(
        country,
        Places,
        """
        | record_id | level    | district_code | village_code | reason              |
        | parts     | village  | 647210        | 6472101003   | LOC-VILLAGE-ADDRESS |
        | words     | village  | 647202        | 6472021002   | LOC-VILLAGE-ADDRESS |
        | street    | district | 647202        |              | LOC-DISTRICT-ONLY   |
        | middle    | district | 647202        |              | LOC-DISTRICT-ONLY   |
        | town      | village  | 357701        | 3577011001   | LOC-VILLAGE-ADDRESS |
        | either    | district | 357701        |              | LOC-DISTRICT-ONLY   |
        | said_so   | district | 647210        |              | LOC-DISTRICT-ONLY   |
        """,
    )


def test_a_persons_decision_overrides_everything(country: Engine):
    put(
        country,
        Records,
        """
        | record_id | regency     | district | lon    | lat   |
        | moved     | Kota Madiun | Taman    | 111.52 | -7.63 |
        | pinned    | Kota Madiun | Taman    |        |       |
        | redone    |             |          |        |       |
        """,
    )
    put(
        country,
        Decisions,
        """
        | number | kind  | subject | value                          | by      | on         |
        | 1      | place | moved   | {"village_code": "3519012002"} | officer | 2026-01-01 |
        | 2      | place | pinned  | {"lon": 117.1501, "lat": -0.51} | officer | 2026-01-01 |
        | 3      | place | redone  | {"village_code": "3519012002"} | officer | 2026-01-01 |
        | 4      | place | redone  | {"regency_code": "6473"}       | officer | 2026-02-01 |
        | 5      | same  | redone  | {}                             | officer | 2026-03-01 |
        """,
    )
    locate(country, Silent())
    see(
        country,
        Places,
        """
        | record_id | level   | regency_code | village_code | lon      | point_source | confidence | reason     |
        | moved     | village | 3519         | 3519012002   | 111.64   | village      | 1          | LOC-PERSON |
        | pinned    | village | 6472         | 6472021010   | 117.1501 | coordinate   | 1          | LOC-PERSON |
        | redone    | regency | 6571         |              | 117.6    | regency      | 1          | LOC-PERSON |
        """,
    )
