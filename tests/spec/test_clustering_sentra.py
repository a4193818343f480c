"""Clustering: who makes a sentra with whom."""

import numpy as np
import pytest

from rajut.clustering import form
from rajut.engines import Engine
from rajut.progress import Silent
from rajut.tables import Homes, Sentra
from support.drawn import see
from support.neighbourhood import business, settle, street


def sizes(engine: Engine) -> list[int]:
    return [row["members"] for row in engine.rows("SELECT members FROM sentra ORDER BY members, sentra_id")]


def test_six_batik_makers_in_a_street_are_a_sentra(engine: Engine):
    settle(engine, street("b", 6))
    facts = form(engine, Silent())
    see(
        engine,
        Sentra,
        """
        | name_id              | name_en                 | segment | district_code | village_code | members | median_distance_m |
        | Sentra Batik Laweyan | Batik sentra of Laweyan | batik   | 337201        | 3372011002   | 6       | 30                |
        """,
    )
    assert {row["status"] for row in engine.rows("SELECT status FROM homes")} == {"member"}
    assert facts["member"] == 6 and facts["share_in_cluster"] == 1


def test_four_are_too_few_and_nobody_is_lost(engine: Engine):
    settle(engine, street("b", 4))
    facts = form(engine, Silent())
    see(
        engine,
        Homes,
        """
        | business_id | status    | cluster_id | sentra_id | distance_m |
        | b00         | scattered |            |           |            |
        | b01         | scattered |            |           |            |
        | b02         | scattered |            |           |            |
        | b03         | scattered |            |           |            |
        """,
    )
    assert engine.count("sentra") == engine.count("clusters") == engine.count("cluster_rules") == 0
    assert [warning.code for warning in facts["warnings"]] == ["CLU-NO-CLUSTER"]


def test_different_segments_are_different_sentra(engine: Engine):
    settle(engine, street("b", 6) + street("t", 7, north=10, segment="tailoring"))
    form(engine, Silent())
    assert engine.rows("SELECT segment, members FROM sentra ORDER BY segment") == [
        {"segment": "batik", "members": 6},
        {"segment": "tailoring", "members": 7},
    ]


def test_a_regency_border_separates(engine: Engine):
    settle(engine, street("b", 3) + street("c", 3, east=60, regency_code="3311", district_code=None, village_code=None))
    form(engine, Silent())
    assert engine.count("sentra") == 0


def test_too_many_for_one_facilitator_are_cut_in_two(engine: Engine):
    settle(engine, street("b", 120))
    form(engine, Silent())
    assert len(sizes(engine)) == 2 and min(sizes(engine)) >= 40 and sum(sizes(engine)) == 120


def test_a_crowd_at_one_point_is_cut_as_well(engine: Engine):
    settle(engine, [business(f"t{place:03}", precision_m=1200.0) for place in range(230)])
    form(engine, Silent())
    assert sum(sizes(engine)) == 230 and max(sizes(engine)) <= 100


def test_a_group_too_large_is_cut_at_its_gap(engine: Engine):
    settle(engine, street("a", 75, every_m=10) + street("b", 45, east=2_000, every_m=10))
    form(engine, Silent())
    assert sizes(engine) == [45, 75]


def test_businesses_too_far_apart_to_travel_share_no_sentra(engine: Engine):
    settle(engine, street("b", 10, every_m=3_500))  # 31 km long, every neighbour within the first linking distance
    form(engine, Silent())
    assert sizes(engine) == [5, 5]
    assert engine.value("SELECT max(distance_m) FROM homes") <= 10_000


def test_only_producers_of_a_known_segment_placed_precisely_are_members(engine: Engine):
    settle(
        engine,
        [
            *street("b", 6),
            business("districtpoint", level="district", precision_m=4_000.0),
            business("nosegment", segment=None),
            business("norole", role=None),
            business("nopoint", east=None),
            business("notfashion", fashion=False),
            business("villagepoint", precision_m=9_000.0),
            business("trader", role="trade"),
        ],
    )
    form(engine, Silent())
    found = {
        row["business_id"]: row["status"] for row in engine.rows("SELECT business_id, status FROM homes WHERE business_id NOT LIKE 'b%'")
    }
    assert found == {
        "districtpoint": "linked",
        "nosegment": "linked",
        "norole": "member",
        "nopoint": "unplaced",
        "villagepoint": "member",
        "trader": "linked",
    }


def test_names_repeat_in_a_regency_with_numbers_from_the_largest(engine: Engine):
    settle(engine, street("a", 6) + street("b", 8, east=15_000) + street("c", 7, east=-15_000, village_code="3372011003"))
    form(engine, Silent())
    see(
        engine,
        Sentra,
        """
        | name_id                 | members |
        | Sentra Batik Laweyan II | 6       |
        | Sentra Batik Laweyan I  | 8       |
        | Sentra Batik Bumi       | 7       |
        """,
    )


@pytest.mark.parametrize(
    ("villages", "name"),
    [
        (["3372011002"] * 3 + ["3372011003"] * 3, "Sentra Batik Laweyan"),  # half is enough; of equals the smaller code
        (["3372011002"] * 2 + ["3372011003"] * 2 + [None] * 2, "Sentra Batik Laweyan"),  # no village, but the district of the same name
        ([None] * 6, "Sentra Batik Laweyan"),
    ],
)
def test_a_sentra_is_named_after_the_village_or_district_of_most(engine: Engine, villages, name):
    settle(engine, [row | {"village_code": village} for row, village in zip(street("b", 6), villages, strict=True)])
    form(engine, Silent())
    assert engine.value("SELECT name_id FROM sentra") == name


def test_a_sentra_keeps_its_id_when_a_neighbour_joins_and_when_it_is_formed_again(engine: Engine):
    settle(engine, street("b", 6))
    form(engine, Silent())
    before = engine.value("SELECT sentra_id FROM sentra")
    form(engine, Silent())
    assert engine.value("SELECT sentra_id FROM sentra") == before
    settle(engine, street("b", 6) + street("new", 1, north=30))
    form(engine, Silent())
    assert engine.value("SELECT sentra_id FROM sentra") == before and sizes(engine) == [7]


def test_no_business_at_all_gives_empty_tables(engine: Engine):
    settle(engine, [])
    assert form(engine, Silent())["fashion_businesses"] == 0
    assert [engine.count(table) for table in ("sentra", "clusters", "cluster_rules", "homes")] == [0, 0, 0, 0]


def test_village_points_of_one_quarter_make_one_quarter(engine: Engine):
    """As in Samarinda Seberang: weavers known only by village, four village points within two kilometres."""
    rng = np.random.default_rng(7)
    quarter = [(0, 0), (1_300, 700), (2_600, -300), (2_200, 300)]
    rows = [
        business(f"w{place:03}", *quarter[village], segment="weaving", precision_m=1_500.0)
        for place, village in enumerate(rng.choice(4, 150, p=[0.2, 0.3, 0.2, 0.3]))
    ]
    settle(engine, rows)
    form(engine, Silent())
    assert engine.count("clusters") == 1
    assert engine.value("SELECT count(*) FROM homes WHERE status = 'member'") == 150
