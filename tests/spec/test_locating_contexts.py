"""The area of a register whose rows do not name it: by what nearly all of them fit, else by its title."""

from __future__ import annotations

import pytest

from rajut.engines import Engine
from rajut.locating import locate
from rajut.progress import Silent
from rajut.tables import Areas, Decisions, Places, Records, Registers
from support.drawn import put, see
from support.small_country import AREAS


@pytest.fixture
def country(engine: Engine) -> Engine:
    put(engine, Areas, AREAS)
    put(engine, Decisions)
    return engine


def test_a_register_that_never_names_its_city_votes_for_it(country: Engine):
    put(
        country,
        Records,
        """
        | record_id | register | address                                  |
        | r1        | ikm      | Jl. A RT 1, Baqa, Samarinda Seberang     |
        | r2        | ikm      | Jl. B, Tenun, Samarinda Seberang         |
        | r3        | ikm      | Jl. C No. 4, Baqa, Samarinda Seberang    |
        | r4        | ikm      | RT 9, Sungai Keledang, Samarinda Seberang|
        | r5        | ikm      | Jl. D, Sengkotek, Loa Janan              |
        | r6        | ikm      | Jl. E, -, -                              |
        | x1        | other    | Jl. D, Bakungan, Loa Janan               |
        """,
    )
    facts = locate(country, Silent())
    assert facts["register_areas"] == {"ikm": "6472"}
    see(
        country,
        Places,
        """
        | record_id | regency_code | village_code | reason              |
        | r1        | 6472         | 6472021002   | LOC-VILLAGE-ADDRESS |
        | r2        | 6472         | 6472021010   | LOC-VILLAGE-ADDRESS |
        | r3        | 6472         | 6472021002   | LOC-VILLAGE-ADDRESS |
        | r4        | 6472         | 6472021011   | LOC-VILLAGE-ADDRESS |
        | r5        | 6472         | 6472101003   | LOC-VILLAGE-ADDRESS |
        | r6        | 6472         |              | LOC-REGISTER        |
        | x1        | 6402         | 6402012001   | LOC-VILLAGE-ADDRESS |
        """,
    )
    assert country.value("SELECT max(confidence) FROM places WHERE record_id = 'r6'") < 0.75


def test_where_no_row_says_where_it_is_the_title_of_the_register_does(country: Engine):
    put(country, Registers, "| register | area_code |\n| titled | 3577 |\n| told_by_rows | 3577 |\n| silent | |")
    put(
        country,
        Records,
        """
        | record_id | register     | regency     | district | address         |
        | street    | titled       |             |          | Jl. Solo No. 5  |
        | district  | titled       |             | Taman    |                 |
        | elsewhere | titled       | Kab. Madiun | Wungu    |                 |
        | r1        | told_by_rows |             | Wungu    |                 |
        | r2        | told_by_rows |             | Wungu    |                 |
        | r3        | told_by_rows |             | Wungu    |                 |
        | r4        | told_by_rows |             | Wungu    |                 |
        | r5        | told_by_rows |             | Wungu    |                 |
        | r6        | told_by_rows |             |          |                 |
        | nothing   | silent       |             |          | Jl. Solo No. 5  |
        """,
    )
    locate(country, Silent())
    see(
        country,
        Places,
        """
        | record_id | level    | regency_code | district_code | reason              |
        | street    | regency  | 3577         |               | LOC-REGISTER-STATED |
        | district  | district | 3577         | 357701        | LOC-DISTRICT-ONLY   |
        | elsewhere | district | 3519         | 351902        | LOC-DISTRICT-ONLY   |
        | r1        | district | 3519         | 351902        | LOC-DISTRICT-ONLY   |
        | r2        | district | 3519         | 351902        | LOC-DISTRICT-ONLY   |
        | r3        | district | 3519         | 351902        | LOC-DISTRICT-ONLY   |
        | r4        | district | 3519         | 351902        | LOC-DISTRICT-ONLY   |
        | r5        | district | 3519         | 351902        | LOC-DISTRICT-ONLY   |
        | r6        | regency  | 3519         |               | LOC-REGISTER        |
        | nothing   | none     |              |               | LOC-NOTHING         |
        """,
    )
