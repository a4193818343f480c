"""Clustering: one new business is given a home at once."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rajut.clustering import Newcomer, form, place
from rajut.clustering.placing import Placed
from rajut.engines import DuckDB, Engine
from rajut.progress import Silent
from support.crowds import SMALL, worlds
from support.neighbourhood import business, published, settle, street

STREET = street("b", 12)


def newcomer(row: dict) -> Newcomer:
    return Newcomer(row["regency_code"], row["segment"], row["role"], row["lon"], row["lat"])


def placed(engine: Engine, row: dict) -> Placed:
    return place(engine, newcomer(row))


def test_a_batik_maker_in_the_street_is_a_member_at_once(engine: Engine):
    settle(engine, STREET)
    form(engine, Silent())
    first = published(engine)
    found = placed(engine, business("siti", 110))
    assert found == Placed("member", first.sentra["b00"], first.cluster["b00"], 0.0)
    assert published(engine).homes.equals(first.homes), "nobody is moved and nothing is kept"


@pytest.mark.parametrize(
    ("row", "status"),
    [
        (business("dyer", 50, 700, role="supplier"), "linked"),
        (business("tailor", 50, 700, segment="tailoring"), "linked"),
        (business("far", 60_000), "scattered"),
        (business("across", 50, 700, regency_code="3311"), "scattered"),
    ],
    ids=lambda value: value["business_id"] if isinstance(value, dict) else value,
)
def test_others_are_linked_or_told_the_nearest_cluster(engine: Engine, row, status):
    settle(engine, STREET)
    form(engine, Silent())
    found = placed(engine, row)
    assert (found.status, found.sentra_id, found.cluster_id) == (status, None, published(engine).cluster["b00"])


def test_a_locked_sentra_takes_nobody(engine: Engine):
    settle(engine, STREET)
    form(engine, Silent())
    first = published(engine)
    settle(engine, STREET, after=first, decided=f"| kind | subject |\n| lock | {first.sentra['b00']} |")
    assert placed(engine, business("siti", 110)).status == "linked"


def test_where_there_is_no_cluster_there_is_none_to_tell(engine: Engine):
    settle(engine, [])
    form(engine, Silent())
    assert placed(engine, business("siti")) == Placed("scattered", None, None, None)


@pytest.fixture(scope="module")
def one_engine():
    made = DuckDB(memory="1GiB")
    yield made
    made.close()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(worlds(), st.integers(0, 20), st.sampled_from(["core", "trade"]))
def test_it_is_the_home_the_next_run_gives_if_nothing_else_changes(one_engine: Engine, rows, hundreds, role):
    settle(one_engine, rows)
    form(one_engine, Silent(), SMALL)
    row = business("z-siti", 100.0 * hundreds, 50.0, role=role)
    found = place(one_engine, newcomer(row), SMALL)
    settle(one_engine, [*rows, row], after=published(one_engine))
    form(one_engine, Silent(), SMALL)
    (home,) = one_engine.rows("SELECT status, sentra_id, cluster_id FROM homes WHERE business_id = 'z-siti'")
    if found.status == "member" or home["status"] != "member":  # it may also found a sentra with others who had none
        assert (found.status, found.sentra_id, found.cluster_id) == (home["status"], home["sentra_id"], home["cluster_id"])
