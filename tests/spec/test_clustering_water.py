"""Clustering: no way crosses water."""

from rajut.clustering import Newcomer, form, place
from rajut.engines import Engine
from rajut.progress import Silent
from support.neighbourhood import CENTRE, business, published, settle, street

LAWEYAN, BUMI, KAUMAN = "3372011002", "3372011003", "3372031001"
APART = {LAWEYAN: LAWEYAN, BUMI: BUMI, KAUMAN: LAWEYAN}
TOGETHER = {LAWEYAN: LAWEYAN, BUMI: LAWEYAN}


def homes(engine: Engine, name: str) -> list[dict[str, object]]:
    query = f"SELECT status, cluster_id, sentra_id, over_water FROM homes WHERE business_id LIKE '{name}%' ORDER BY business_id"
    return engine.rows(query)


def test_two_shores_share_no_sentra_however_near(engine: Engine):
    settle(engine, street("a", 6) + street("b", 6, east=200, village_code=BUMI), islands=APART)
    form(engine, Silent())
    assert engine.value("SELECT count(*) FROM sentra") == 2
    assert engine.value("SELECT count(*) FROM clusters") == 2, "nor a cluster"


def test_a_bridge_makes_two_shores_one(engine: Engine):
    settle(engine, street("a", 6) + street("b", 6, east=200, village_code=BUMI), islands=TOGETHER)
    form(engine, Silent())
    assert engine.value("SELECT count(*) FROM sentra") == 1


def test_three_on_each_shore_are_too_few(engine: Engine):
    settle(engine, street("a", 3) + street("b", 3, east=60, village_code=BUMI), islands=APART)
    form(engine, Silent())
    assert engine.count("sentra") == 0


def test_a_trader_over_the_water_is_scattered_and_told_so(engine: Engine):
    over = business("t", east=200, village_code=BUMI, role="trade")
    settle(engine, [*street("a", 6), over], islands=APART)
    form(engine, Silent())
    found = homes(engine, "t")[0]
    assert found["status"] == "scattered" and found["cluster_id"] and found["over_water"] is True
    assert all(row["over_water"] is None for row in homes(engine, "a"))


def test_the_nearest_cluster_is_one_on_the_same_island_if_there_is_any(engine: Engine):
    far = street("c", 6, east=17_000, village_code=BUMI)
    settle(engine, [*street("a", 6), business("t", east=300, village_code=BUMI, role="trade"), *far], islands=APART)
    form(engine, Silent())
    trader = homes(engine, "t")[0]
    assert trader["status"] == "scattered" and trader["over_water"] is False
    assert trader["cluster_id"] == homes(engine, "c")[0]["cluster_id"]


def test_where_the_village_is_not_known_the_nearest_one_tells_the_island(engine: Engine):
    beside_bumi = {"lon": 110.8001, "lat": -7.57, "village_code": None}
    settle(engine, [*street("a", 6, east=-2_000, village_code=BUMI), business("t", None, role="trade", **beside_bumi)], islands=APART)
    form(engine, Silent())
    assert homes(engine, "t")[0]["status"] == "linked"


def test_a_sentra_of_a_run_before_that_knew_no_water_loses_the_far_shore(engine: Engine):
    businesses = street("a", 8) + street("b", 6, east=200, village_code=BUMI)
    settle(engine, businesses, islands=TOGETHER)
    form(engine, Silent())
    before = published(engine)
    settle(engine, businesses, after=before, islands=APART)
    form(engine, Silent())
    own, other = ({row["sentra_id"] for row in homes(engine, name)} for name in "ab")
    assert own == set(before.sentra.values()) and len(other) == 1 and not own & other


def test_a_newcomer_joins_nobody_over_the_water(engine: Engine):
    settle(engine, street("a", 6, village_code=BUMI), islands=APART)
    form(engine, Silent())
    here = Newcomer("3372", "batik", "core", CENTRE[0] + 0.0005, CENTRE[1])
    assert place(engine, here).status == "scattered", "the village nearest to it is Kauman"
    settle(engine, street("a", 6, village_code=BUMI), islands=APART | {KAUMAN: BUMI})
    form(engine, Silent())
    assert place(engine, here).status == "member"
