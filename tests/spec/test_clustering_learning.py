"""Clustering: learning groups of about ten inside each sentra, every kind of member spread over them."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rajut.clustering import form
from rajut.clustering.learning import deal
from rajut.clustering.parameters import defined
from rajut.clustering.profiles import profiles
from rajut.engines import Engine
from rajut.errors import Faults
from rajut.progress import Silent
from rajut.tables import Homes
from support.drawn import see
from support.neighbourhood import business, settle, street


def groups(engine: Engine) -> dict[int, list[str]]:
    """Members of each learning group of the only sentra."""
    rows = engine.rows("SELECT learning_group, business_id FROM homes WHERE status = 'member' ORDER BY learning_group, business_id")
    return {
        number: [row["business_id"] for row in rows if row["learning_group"] == number] for number in {r["learning_group"] for r in rows}
    }


@pytest.mark.parametrize(
    ("members", "sizes"), [(5, [5]), (14, [14]), (15, [7, 8]), (24, [12, 12]), (25, [8, 8, 9]), (40, [10, 10, 10, 10]), (60, [10] * 6)]
)
def test_as_many_groups_as_come_nearest_to_ten_each(engine: Engine, members, sizes):
    settle(engine, street("b", members))
    facts = form(engine, Silent())
    assert sorted(map(len, groups(engine).values())) == sizes
    assert facts["learning_groups"] == len(sizes)


def test_neighbours_who_make_the_same_learn_apart(engine: Engine):
    """Fifteen batik makers in a street, one every 20 m: nobody sits with the one next door."""
    settle(engine, street("b", 15))
    form(engine, Silent())
    see(
        engine,
        Homes,
        "| business_id | learning_group |\n" + "\n".join(f"| b{place:02} | {1 + place % 2} |" for place in range(15)),
    )


def test_the_strong_are_spread_and_so_are_makers_of_one_product(engine: Engine):
    """Siti and Budi are medium; four weave sarongs; they are not put together because they stand together."""
    strong = [business("siti", size_class="medium"), business("budi", 20, size_class="medium")]
    sarong = street("s", 4, 40, size_class="micro", kbli_code="13122")
    others = street("o", 14, 120, size_class="micro", kbli_code="13134")
    settle(engine, strong + sarong + others)
    form(engine, Silent())
    first, second = groups(engine).values()
    assert ("siti" in first) != ("budi" in first)
    assert sum(name.startswith("s0") for name in first) == sum(name.startswith("s0") for name in second) == 2
    assert len(first) == len(second) == 10


def test_only_members_learn_in_groups(engine: Engine):
    settle(engine, [*street("b", 6), business("trader", role="trade"), business("nopoint", east=None)])
    form(engine, Silent())
    assert engine.rows("SELECT DISTINCT status FROM homes WHERE learning_group IS NULL ORDER BY status") == [
        {"status": "linked"},
        {"status": "unplaced"},
    ]
    assert engine.value("SELECT count(*) FROM homes WHERE status = 'member' AND learning_group = 1") == 6


KINDS = st.tuples(st.sampled_from(["large", "medium", "small", "micro", None]), st.sampled_from(["13134", "14111", None]), st.booleans())


def dealt(rows: list[dict]) -> dict[str, int]:
    """The learning groups of one sentra with these members, who stand along the curve as they are listed and come in another order."""
    along = np.array(sorted(range(len(rows)), key=lambda place: place * 37 % 71))
    rows = [rows[place] for place in along]
    kinds = {
        "size_class": pa.string(),
        "kbli_code": pa.string(),
        "muslim_wear": pa.bool_(),
        "workers": pa.int64(),
        "women_owned": pa.bool_(),
    }
    table = pa.table({name: pa.array([row.get(name) for row in rows], kind) for name, kind in kinds.items()})
    number = deal(np.zeros(len(rows), dtype=np.int64), along, profiles(table), defined().learning)
    return dict(zip((row["business_id"] for row in rows), number.tolist(), strict=True))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(KINDS, min_size=5, max_size=100))
def test_sizes_and_kinds_are_even(kinds):
    rows = [
        business(f"b{place:03}", size_class=size, kbli_code=code, muslim_wear=muslim) for place, (size, code, muslim) in enumerate(kinds)
    ]
    group = dealt(rows)
    sizes = Counter(group.values())
    assert len(group) == len(rows) and sorted(sizes) == list(range(1, max(sizes) + 1))
    assert min(sizes.values()) >= 5 and max(sizes.values()) <= 14
    for kind in (lambda row: "any", lambda row: row["size_class"], lambda row: (row["size_class"], row["kbli_code"], row["muslim_wear"])):
        tally = Counter((kind(row), group[row["business_id"]]) for row in rows)
        for value in {kind(row) for row in rows}:
            counts = [tally[value, number] for number in sizes]
            assert max(counts) - min(counts) <= 1


@pytest.mark.parametrize(
    ("change", "fault"),
    [({"lower": 11}, "learning.aim"), ({"upper": 9}, "learning.upper"), ({"lower": 8}, "learning"), ({"lower": 6}, "sentra.lower")],
)
def test_contradicting_sizes_are_refused_by_name(change, fault):
    with pytest.raises(Faults, match=fault.replace(".", r"\.")):
        replace(defined(), learning=replace(defined().learning, **change)).check()
