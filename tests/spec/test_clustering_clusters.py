"""Clustering: clusters, what is linked to them, and what they lack."""

import json

from rajut.clustering import form
from rajut.engines import Engine
from rajut.progress import Silent
from rajut.tables import Clusters, Homes, Specialisation
from support.drawn import put, see
from support.neighbourhood import business, settle, street


def test_a_supplier_nearby_is_linked_and_a_far_one_is_scattered_with_its_distance(engine: Engine):
    settle(
        engine,
        [
            *street("b", 5),
            business("near", 40, 1_000, role="supplier"),
            business("far", 40, 100_000, role="supplier"),
        ],
    )
    form(engine, Silent())
    cluster = engine.value("SELECT cluster_id FROM clusters")
    see(
        engine,
        Homes,
        f"""
        | business_id | status    | cluster_id | distance_m |
        | b00         | member    | {cluster}  | 40         |
        | b01         | member    | {cluster}  | 20         |
        | b02         | member    | {cluster}  | 0          |
        | b03         | member    | {cluster}  | 20         |
        | b04         | member    | {cluster}  | 40         |
        | near        | linked    | {cluster}  | 1000       |
        | far         | scattered | {cluster}  | 100000     |
        """,
    )


def test_a_cluster_tells_what_it_is(engine: Engine):
    settle(
        engine,
        [
            *street("b", 6, owner_sex="F", workers=2, size_class="micro"),
            *street("t", 5, north=800, segment="tailoring", muslim_wear=True),
            business("cloth", 0, 300, segment="textiles", role="supplier", owner_sex="M", workers=7, size_class="small"),
        ],
    )
    put(
        engine,
        Specialisation,
        """
        | level   | area_code | segment | location_quotient |
        | regency | 3372      | batik   | 3.5               |
        """,
    )
    form(engine, Silent())
    see(
        engine,
        Clusters,
        """
        | name_id                              | name_en                                 | province_code | members | sentra | main_segment | women_owned | sex_known | muslim_wear | workers | workers_known | location_quotient |
        | Klaster Batik Laweyan, Kota Surakarta | Batik cluster of Laweyan, Kota Surakarta | 33            | 12      | 2      | batik        | 6           | 7         | 5           | 19      | 7             | 3.5               |
        """,  # noqa: E501  a drawn table is read across
    )
    row = engine.rows("SELECT segments, roles, sizes FROM clusters")[0]
    assert json.loads(row["segments"]) == {"batik": 6, "tailoring": 5, "textiles": 1}
    assert json.loads(row["roles"]) == {"core": 11, "supplier": 1}
    assert json.loads(row["sizes"]) == {"micro": 6, "unknown": 5, "small": 1}


def test_a_missing_role_comes_with_the_nearest_business_of_it(engine: Engine):
    settle(
        engine,
        [
            *street("b", 5, every_m=0),
            business("trader", 0, 30_000, role="trade"),
            business("shop", 0, 40_000, role="trade"),
            business("dyer", 0, 10, role="supplier"),
        ],
    )
    form(engine, Silent())
    assert json.loads(engine.value("SELECT missing_roles FROM clusters")) == [
        {"role": "supporting", "business_id": None, "distance_m": None},
        {"role": "trade", "business_id": "trader", "distance_m": 30_000.0},
    ]


def test_sentra_of_one_locality_are_one_cluster_and_far_ones_are_two(engine: Engine):
    settle(engine, street("b", 5) + street("t", 5, north=2_000, segment="tailoring") + street("w", 5, north=60_000, segment="weaving"))
    form(engine, Silent())
    assert [row["sentra"] for row in engine.rows("SELECT sentra FROM clusters ORDER BY sentra")] == [1, 2]


def test_a_cluster_holds_at_most_eight_sentra(engine: Engine):
    settle(engine, [row for place in range(12) for row in street(f"b{place}", 40, north=1_500 * place)])
    form(engine, Silent())
    sentra = [row["sentra"] for row in engine.rows("SELECT sentra FROM clusters")]
    assert sum(sentra) == engine.count("sentra") >= 12 and max(sentra) <= 8


def test_a_business_across_the_border_is_not_linked_but_told_the_nearest_cluster(engine: Engine):
    settle(engine, [*street("b", 5), business("over", 100, 500, role="supplier", regency_code="3311")])
    form(engine, Silent())
    row = engine.rows("SELECT status, cluster_id FROM homes WHERE business_id = 'over'")[0]
    assert row == {"status": "scattered", "cluster_id": engine.value("SELECT cluster_id FROM clusters")}
