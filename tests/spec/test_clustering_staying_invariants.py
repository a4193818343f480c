"""Clustering again: what holds for any businesses and any change of them."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rajut.clustering import form
from rajut.clustering.points import great_circle_m
from rajut.engines import DuckDB, Engine
from rajut.progress import Silent
from support.crowds import SMALL, worlds
from support.neighbourhood import Published, business, published, settle

FEW = settings(max_examples=7, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def one_engine():
    made = DuckDB(memory="1GiB")
    yield made
    made.close()


def formed(engine: Engine, rows: list[dict], after: Published | None = None, decided: str | None = None) -> Published:
    settle(engine, rows, after=after, decided=decided)
    form(engine, Silent(), SMALL)
    return published(engine)


@st.composite
def changes(draw):
    """A world, and the same with some businesses gone, some elsewhere and some new, in another order."""
    rows = draw(worlds())
    rng = np.random.default_rng(draw(st.integers(0, 1_000)))
    later = [
        {"lon": None, "lat": None} | row | ({"lon": 110.9, "lat": -7.6} if fate == 1 and row.get("lon") else {})
        for row in rows
        for fate in [rng.integers(8)]
        if fate
    ]
    near = [row for row in rows if row.get("lon")]
    later += [row | {"business_id": f"{draw(st.sampled_from(['a', 'n']))}{row['business_id']}"} for row in near if rng.integers(8) == 0]
    return rows, [later[place] for place in rng.permutation(len(later))]


@FEW
@given(changes())
def test_after_any_change_the_bounds_hold_and_once_more_changes_nothing(one_engine: Engine, worlds_):
    before, later = worlds_
    second = formed(one_engine, later, formed(one_engine, before))
    own = {row["business_id"]: row for row in later}
    for unit in one_engine.rows("SELECT * FROM sentra"):
        members = [own[name] for name, sentra in second.sentra.items() if sentra == unit["sentra_id"]]
        assert SMALL.sentra.lower <= len(members) <= SMALL.sentra.upper
        assert {(row["segment"], row["regency_code"]) for row in members} == {(unit["segment"], unit["regency_code"])}
        lon, lat = (np.array([row[axis] for row in members]) for axis in ("lon", "lat"))
        away = great_circle_m(lon, lat, np.full(len(lon), unit["lon"]), np.full(len(lon), unit["lat"]))
        assert away.max() <= SMALL.sentra.radius_sparse_m * 1.005
    assert all(unit["sentra"] <= SMALL.cluster.upper for unit in one_engine.rows("SELECT * FROM clusters"))
    third = formed(one_engine, sorted(later, key=lambda row: row["business_id"]), second)
    assert third.homes.equals(second.homes) and third.units.equals(second.units)
    assert one_engine.count("cluster_changes") == 0


@FEW
@given(changes())
def test_the_change_report_adds_up_and_no_id_is_given_twice(one_engine: Engine, worlds_):
    first = formed(one_engine, worlds_[0])
    second = formed(one_engine, worlds_[1], first)
    told = {(row["unit_id"], row["change"]): row for row in one_engine.rows("SELECT * FROM cluster_changes")}
    for before, now in ((first.sentra, second.sentra), (first.cluster, second.cluster)):
        for unit in set(before.values()) | set(now.values()):
            had, has = ({name for name, home in homes.items() if home == unit} for homes in (before, now))
            row = next((row for (name, _), row in told.items() if name == unit), None)
            assert (row is None) == (had == has or not first.sentra), "where nothing was before, nothing is told"
            if row:
                assert (row["before"], row["members"]) == (len(had), len(has))
                assert (row["joined"], row["gone"]) == (len(has - had), len(had - has))
                assert (row["moved_in"], row["moved_out"]) == (len((has - had) & set(before)), len((had - has) & set(now)))
                assert ((row["change"] == "born") == (not had)) and ((row["change"] == "ended") == (not has))
    units = {row["unit_id"]: row for row in second.units.to_pylist()}
    assert {row["unit_id"] for row in first.units.to_pylist()} <= set(units)
    third = formed(one_engine, worlds_[0], second)
    ended = {name for name, row in units.items() if row["state"] == "ended"}
    assert not ended & (set(third.sentra.values()) | set(third.cluster.values()))


@FEW
@given(changes())
def test_a_business_far_away_changes_nothing_here(one_engine: Engine, worlds_):
    first = formed(one_engine, worlds_[0])
    stranger = business("a-stranger", 900_000, 50_000, regency_code="5171", segment="weaving", district_code=None)
    without, with_ = formed(one_engine, worlds_[1], first), formed(one_engine, [stranger, *worlds_[1]], first)
    assert with_.sentra == without.sentra and with_.cluster == without.cluster
    assert with_.units.equals(without.units)


@FEW
@given(changes(), st.integers(0, 10_000))
def test_what_officers_decide_holds_after_any_change(one_engine: Engine, worlds_, seed):
    """A lock, two businesses apart, one excluded: drawn from what was formed, so that they do not contradict each other."""
    rng = np.random.default_rng(seed)
    first = formed(one_engine, worlds_[0])
    units = sorted(set(first.sentra.values()))
    if len(units) < 2:
        return
    locked, other = (units[place] for place in rng.choice(len(units), 2, replace=False))
    one, two, three = rng.permutation(sorted(name for name, home in first.sentra.items() if home == other))[:3]
    decided = f"| kind | subject | other |\n| lock | {locked} | |\n| apart | {one} | {two} |\n| exclude | {three} | |"
    second = formed(one_engine, worlds_[1], first, decided)
    own, before = ({row["business_id"]: row for row in rows} for rows in reversed(worlds_))
    kept = {
        name
        for name, home in first.sentra.items()
        if home == locked
        and name in own
        and all(own[name][fact] == before[name][fact] for fact in ("segment", "role", "regency_code", "level", "precision_m"))
        and own[name].get("lon") is not None
    }
    assert {name for name, home in second.sentra.items() if home == locked} == kept
    assert second.sentra.get(one) is None or second.sentra.get(one) != second.sentra.get(two)
    assert three not in second.sentra
    third = formed(one_engine, worlds_[1], second, decided)
    assert third.homes.equals(second.homes)
