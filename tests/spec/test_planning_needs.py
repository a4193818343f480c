"""How much each cluster needs each service; the whole stage; infeasible input is refused."""

import json

import pytest

from rajut import definitions
from rajut.engines import Engine
from rajut.errors import Faults
from rajut.planning import plan
from rajut.progress import Silent
from rajut.tables import Areas, Assignments, Businesses, Classes, Clusters, Homes, Needs, Partners, Roadshow, Venues
from support.drawn import put, see

PARTNER = "| partner_id | kind | services | segments | regency_code | capacity | reach_km |\n"


def cities(count: int) -> str:
    rows = [f"| 12{71 + i} | regency | Kota {i} | kota | {95 + i} | -5.0 | 600000 |" for i in range(count)]
    return "\n".join(["| code | level | name | kind | lon | lat | population |", *rows])


@pytest.fixture
def world(engine: Engine) -> Engine:
    put(engine, Areas, cities(15))
    put(
        engine,
        Clusters,
        """
        | cluster_id | lon  | lat  | members | main_segment | location_quotient |
        | makers     | 95.0 | -5.0 | 2       | batik        | 3.0               |
        | sellers    | 99.0 | -5.0 | 2       | trade        |                   |
        """,
    )
    put(
        engine,
        Homes,
        """
        | business_id | status    | cluster_id |
        | b1          | member    | makers     |
        | b2          | linked    | makers     |
        | b3          | member    | sellers    |
        | b4          | member    | sellers    |
        | b5          | scattered | sellers    |
        """,
    )
    put(
        engine,
        Classes,
        """
        | business_id | fashion | segment | role  | muslim_wear | size_class |
        | b1          | yes     | batik   | core  | no          | micro      |
        | b2          | yes     | batik   | core  | no          | small      |
        | b3          | yes     | trade   | trade | yes         |            |
        | b4          | yes     | trade   | trade |             |            |
        | b5          | yes     | batik   | core  | yes         | micro      |
        """,
    )
    put(
        engine,
        Businesses,
        "| business_id | nib | regency_code |\n" + "\n".join(f"| b{i} | {9 if i == 1 else ''} | 1271 |" for i in range(1, 6)),
    )
    put(engine, Partners, PARTNER + '| p1 | bank | ["marketing"] | [] | 1271 | 1 | 50 |')
    put(engine, Venues)
    return engine


def test_a_need_is_the_weighted_mean_of_what_is_known(world: Engine):
    plan(world, Silent())
    see(
        world,
        Needs,
        """
        | cluster_id | service         | score  |
        | makers     | standardisation | 0.4    |
        | makers     | design          | 0.75   |
        | makers     | ip              | 0.8333 |
        | makers     | promotion       | 0.5    |
        | makers     | marketing       | 0.5    |
        | sellers    | standardisation | 0.6667 |
        | sellers    | design          | 1.0    |
        | sellers    | ip              | 0.2    |
        | sellers    | promotion       | 0.5    |
        | sellers    | marketing       | 0.0    |
        """,
    )


def test_the_reasons_add_up_and_unknown_is_null(world: Engine):
    plan(world, Silent())
    indicators = definitions.load("planning").content["needs"]
    for row in world.rows("SELECT * FROM needs"):
        reasons = json.loads(row["reasons"])
        assert list(reasons) == list(indicators[row["service"]])
        assert sum(part for part in reasons.values() if part is not None) == pytest.approx(row["score"], abs=1e-3)
    reasons = json.loads(world.value("SELECT reasons FROM needs WHERE cluster_id = 'sellers' AND service = 'promotion'"))
    assert reasons == {"far_from_gallery": None, "speciality": None, "muslim_wear": 0.5, "heritage": 0.0}


def test_no_nib_in_any_register_is_unknown_not_missing(world: Engine):
    put(world, Businesses, "| business_id |\n| b1 |\n| b2 |\n| b3 |")
    plan(world, Silent())
    assert all(json.loads(row["reasons"])["without_nib"] is None for row in world.rows("SELECT * FROM needs WHERE service = 'ip'"))


def test_every_cluster_and_service_has_one_need_and_one_assignment_whatever_the_order(world: Engine):
    facts = plan(world, Silent())
    first = [world.rows(f"SELECT * FROM {table.table} ORDER BY ALL") for table in (Needs, Assignments, Roadshow)]
    assert facts["requests"] == 10
    assert facts["assigned"] == 1
    for table in (Clusters, Homes, Classes, Businesses, Areas):
        world.create(table.table, f"SELECT * FROM {table.table} ORDER BY 1 DESC")
    plan(world, Silent())
    assert [world.rows(f"SELECT * FROM {table.table} ORDER BY ALL") for table in (Needs, Assignments, Roadshow)] == first


def test_nothing_to_plan_is_an_empty_plan(world: Engine):
    for table in (Clusters, Homes, Classes, Businesses, Partners):
        put(world, table)
    plan(world, Silent())
    assert [world.count(table.table) for table in (Needs, Assignments, Roadshow)] == [0, 0, 0]


def test_infeasible_input_is_refused_with_every_fault(world: Engine):
    put(world, Areas, cities(3))
    put(world, Partners, PARTNER + '| p1 | bank | ["dancing"] | ["hats"] | 9999 | 0 | 50 |\n| p1 | shop | ["ip"] | [] | 1271 | 0 | -1 |')
    with pytest.raises(Faults) as raised:
        plan(world, Silent())
    assert [fault.code for fault in raised.value.faults] == [
        "PLAN-DUPLICATE-ID",
        "PLAN-UNKNOWN-VALUE",
        "PLAN-UNKNOWN-VALUE",
        "PLAN-UNKNOWN-REGENCY",
        "PLAN-UNKNOWN-VALUE",
        "PLAN-NEGATIVE",
        "PLAN-ZERO-CAPACITY",
        "PLAN-TOO-MANY-STOPS",
    ]
    assert "p1" in str(raised.value)
