"""Clustering again: who had a home keeps it, newcomers join, and what no longer holds is formed anew."""

from dataclasses import replace

import numpy as np

from rajut.clustering import form
from rajut.clustering.parameters import Parameters, defined
from rajut.engines import Engine
from rajut.progress import Silent
from rajut.tables import ClusterChanges
from support.drawn import see
from support.neighbourhood import Published, business, published, settle, street


def formed(
    engine: Engine, rows: list[dict], after: Published | None = None, decided: str | None = None, parameters: Parameters | None = None
) -> Published:
    settle(engine, rows, after=after, decided=decided)
    form(engine, Silent(), parameters)
    return published(engine)


def test_the_first_run_changes_nothing_and_a_second_one_neither(engine: Engine):
    rows = street("b", 12) + street("t", 7, north=900, segment="tailoring") + [business("dye", 10, 400, role="supplier")]
    first = formed(engine, rows)
    assert engine.count("cluster_changes") == 0
    again = formed(engine, rows, first)
    assert again.homes.equals(first.homes) and again.units.equals(first.units)
    assert engine.count("cluster_changes") == 0


def test_a_newcomer_joins_although_a_fresh_start_would_divide(engine: Engine):
    """75 and 24 batik makers either side of a gap are one sentra; with two more it would be cut at the gap."""
    rows = street("a", 75, every_m=10) + street("b", 24, east=2_000, every_m=10)
    bounds = replace(defined(), sentra=replace(defined().sentra, aim=100, upper=100))
    first = formed(engine, rows, parameters=bounds)
    assert len(set(first.sentra.values())) == 1
    new = [business("siti", 1_000), business("rina", 1_000)]
    assert len(set(formed(engine, rows + new, parameters=bounds).sentra.values())) == 2
    after = formed(engine, rows + new, first, parameters=bounds)
    assert {name: after.sentra[name] for name in first.sentra} == first.sentra
    assert sorted({"siti", "rina"} & set(after.sentra)) == ["rina"], "the one place left goes to one of two at one point"


def test_the_business_that_gave_its_id_leaves_and_the_sentra_stays(engine: Engine):
    rows = street("b", 8)
    first = formed(engine, rows)
    after = formed(engine, rows[1:], first)
    assert set(after.sentra.values()) == set(first.sentra.values())
    see(
        engine,
        ClusterChanges,
        """
        | unit    | change  | before | members | joined | gone | moved_in | moved_out | others |
        | sentra  | members | 8      | 7       | 0      | 1    | 0        | 0         | []     |
        | cluster | members | 8      | 7       | 0      | 1    | 0        | 0         | []     |
        """,
    )


def test_an_id_is_not_given_to_another_unit(engine: Engine):
    """The sentra of b00 ends when its makers turn to tailoring; b00 makes batik again with others, and that is another sentra."""
    first = formed(engine, street("b", 6))
    ended = formed(engine, [], first)
    assert {row["state"] for row in ended.units.to_pylist()} == {"ended"}
    back = formed(engine, street("b", 6), ended)
    assert not set(back.sentra.values()) & set(first.sentra.values())
    assert not set(back.cluster.values()) & set(first.cluster.values())


def test_too_few_left_dissolve_and_join_the_neighbours(engine: Engine):
    near, far = street("a", 10), street("b", 5, east=6_000, north=6_000)
    first = formed(engine, near + far)
    assert len(set(first.sentra.values())) == 2
    after = formed(engine, near + far[:4], first)
    kept, gone = first.sentra["a00"], first.sentra["b00"]
    assert set(after.sentra.values()) == {kept}
    changes = {(row["unit_id"], row["change"]): row for row in engine.rows("SELECT * FROM cluster_changes WHERE unit = 'sentra'")}
    assert set(changes) == {(kept, "merged"), (gone, "ended")}
    assert changes[kept, "merged"]["moved_in"] == 4 and changes[kept, "merged"]["others"] == f'["{gone}"]'
    assert changes[gone, "ended"]["moved_out"] == 4 and changes[gone, "ended"]["gone"] == 5
    assert changes[gone, "ended"]["others"] == f'["{kept}"]'
    assert {row["unit_id"]: row["became"] for row in after.units.to_pylist()}[gone] == kept


def test_who_moves_away_leaves_and_the_others_stay(engine: Engine):
    rows = street("b", 12)
    first = formed(engine, rows)
    after = formed(engine, [business("b03", 40_000), *[row for row in rows if row["business_id"] != "b03"]], first)
    assert set(first.sentra) - set(after.sentra) == {"b03"}
    assert set(after.sentra.values()) == set(first.sentra.values())


def test_a_newcomer_at_the_edge_sends_nobody_away(engine: Engine):
    """Two groups of makers 19 km apart reach just as far as they may; one more on one side would push the other side out."""
    rows = street("a", 5, every_m=0) + street("b", 5, east=19_000, every_m=0)
    linking = replace(defined(), sentra=replace(defined().sentra, link_m=(20_000.0,)))
    first = formed(engine, rows, parameters=linking)
    assert len(set(first.sentra.values())) == 1
    after = formed(engine, [*rows, *street("c", 3, every_m=0)], first, parameters=linking)
    assert {name: after.sentra.get(name) for name in first.sentra} == first.sentra
    centre = (5 * 0 + 5 * 19_000 + sum(name.startswith("c") for name in after.sentra) * 0) / len(after.sentra)
    assert 19_000 - centre <= 10_000


def test_a_lower_upper_bound_divides_the_large_and_leaves_the_others(engine: Engine):
    rows = street("a", 60) + street("b", 20, east=50_000)
    first = formed(engine, rows)
    tighter = replace(defined(), sentra=replace(defined().sentra, aim=30, upper=40))
    after = formed(engine, rows, first, parameters=tighter)
    assert {after.sentra[name] for name in after.sentra if name.startswith("b")} == {first.sentra["b00"]}
    large = [after.sentra[name] for name in after.sentra if name.startswith("a")]
    assert len(set(large)) == 2 and first.sentra["a00"] in large
    largest = max(sorted(set(large)), key=large.count)
    if large.count(largest) > 30:
        assert largest == first.sentra["a00"]
    see_changes = engine.rows("SELECT unit, change FROM cluster_changes ORDER BY unit, change")
    assert [tuple(row.values()) for row in see_changes] == [("sentra", "born"), ("sentra", "split")]


def test_a_cluster_keeps_its_id_and_a_new_sentra_joins_it(engine: Engine):
    rows = street("b", 6)
    first = formed(engine, rows)
    after = formed(engine, rows + street("t", 6, north=800, segment="tailoring"), first)
    assert len(set(after.cluster.values())) == 1 and set(after.cluster.values()) == set(first.cluster.values())


def test_who_is_linked_stays_linked_although_another_cluster_comes_nearer(engine: Engine):
    rows = [*street("b", 6), business("dye", 6_000, role="supplier")]
    first = formed(engine, rows)
    assert "dye" in first.cluster
    new = street("n", 6, east=9_000, every_m=0, segment="tailoring")
    tight = replace(defined(), cluster=replace(defined().cluster, radius_sparse_m=7_000))
    after = formed(engine, rows + new, first, parameters=tight)
    assert len(set(after.cluster.values())) == 2
    assert after.cluster["dye"] == first.cluster["dye"]


def test_one_in_a_hundred_changes_and_nobody_else_moves_much(engine: Engine):
    """A town of 3,000 makers: 15 close, 15 open; at least 99 of 100 others keep both their sentra and their cluster."""
    rng = np.random.default_rng(1)
    unbounded = replace(defined(), bounded_members_at_most=1)  # the gap of a town is not asked about here
    at = rng.normal(0, 1, (3_015, 2)) * 4_000 + rng.choice([-9_000, 0, 9_000], (3_015, 2))
    rows = [business(f"b{place:04}", float(east), float(north)) for place, (east, north) in enumerate(at)]
    gone = set(rng.choice(3_000, 15, replace=False).tolist())
    first = formed(engine, rows[:3_000], parameters=unbounded)
    after = formed(engine, [row for place, row in enumerate(rows) if place not in gone], first, parameters=unbounded)
    there = [row["business_id"] for place, row in enumerate(rows[:3_000]) if place not in gone and row["business_id"] in first.cluster]
    stayed = [name for name in there if (after.sentra.get(name), after.cluster.get(name)) == (first.sentra.get(name), first.cluster[name])]
    assert len(stayed) >= 0.99 * len(there)
