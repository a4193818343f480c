"""Clustering: legal predicates, parameters and their contradictions."""

from dataclasses import replace

import pytest

from rajut import definitions
from rajut.clustering import form
from rajut.clustering.parameters import defined
from rajut.clustering.rules import MEASURES
from rajut.engines import Engine
from rajut.errors import Faults
from rajut.progress import Silent
from rajut.tables import ClusterRules
from support.drawn import see
from support.neighbourhood import business, settle, street


def test_every_rule_is_measured_and_unknown_facts_leave_it_open(engine: Engine):
    settle(engine, street("b", 4) + street("c", 2, east=80, village_code="3372011003"))
    form(engine, Silent())
    see(
        engine,
        ClusterRules,
        """
        | rule                      | unit    | met | measured | needed |
        | pp29_2018_units           | sentra  | yes | 6        | 5      |
        | bps_one_village           | sentra  | no  | 0.666667 | 1      |
        | bps_households            | sentra  |     |          | 0.2    |
        | bps_organised             | sentra  |     |          |        |
        | kepmenkop32_2002_similar  | sentra  | yes | 1        | 1      |
        | kepmenkop32_2002_prospect | sentra  |     |          |        |
        | kepmenkop32_2002_district | sentra  | no  | 6        | 20     |
        | permen23_2005_unggulan    | sentra  |     |          |        |
        | permen23_2005_part        | sentra  | no  | 1        | 4      |
        | permen23_2005_klaster     | cluster | no  | 1        | 4      |
        """,
    )
    assert set(MEASURES) == set(definitions.load("sentra_rules").content["rules"])


def met(engine: Engine, rule: str) -> bool | None:
    return engine.value("SELECT met FROM cluster_rules WHERE rule = $rule", {"rule": rule})


def test_a_klaster_has_all_four_roles(engine: Engine):
    others = [business(role, 0, 100, role=role, segment=None) for role in ("supplier", "supporting", "trade")]
    settle(engine, street("b", 5) + others)
    form(engine, Silent())
    assert met(engine, "permen23_2005_klaster") is True and met(engine, "permen23_2005_part") is True


def test_with_an_unknown_role_a_missing_one_is_not_certain(engine: Engine):
    settle(engine, [*street("b", 5), business("who", 0, 100, role=None, segment=None)])
    form(engine, Silent())
    assert met(engine, "permen23_2005_klaster") is None and met(engine, "permen23_2005_part") is None


def test_a_sentra_spread_over_kilometres_is_not_in_one_location(engine: Engine):
    settle(engine, street("b", 6, every_m=2_500, village_code=None))
    form(engine, Silent())
    assert engine.count("sentra") == 1 and met(engine, "pp29_2018_units") is False
    assert met(engine, "bps_one_village") is None


def test_a_market_of_traders_is_a_sentra_that_produces_nothing(engine: Engine):
    settle(engine, street("m", 8, segment="trade", role="trade") + street("b", 4, segment="batik", role="trade"))
    form(engine, Silent())
    assert engine.rows("SELECT segment, members FROM sentra") == [{"segment": "trade", "members": 8}]
    assert met(engine, "pp29_2018_units") is False


def test_twenty_units_in_the_district_count_those_in_no_sentra_too(engine: Engine):
    settle(engine, street("b", 10) + street("t", 10, east=500, role="trade"))
    form(engine, Silent())
    assert met(engine, "kepmenkop32_2002_district") is True


@pytest.mark.parametrize(
    ("sentra", "cluster", "sentence"),
    [
        ({"lower": 50, "aim": 50, "upper": 40}, {}, "sentra.upper = 40 lies below sentra.lower = 50"),
        ({"aim": 200}, {}, "sentra.upper = 100 lies below sentra.aim = 200"),
        ({"radius_dense_m": 0}, {}, "sentra.radius_dense_m = 0 cannot be used"),
        ({}, {"radius_sparse_m": -1}, "cluster.radius_sparse_m = -1 cannot be used"),
        ({"link_m": (500.0, 0.0)}, {}, r"sentra.link_m\[1\] = 0.0 cannot be used"),
        ({"lower": 40, "upper": 60}, {}, "a sentra of 61 is above the upper bound 60 but cannot be cut into two of at least 40"),
        ({}, {"upper": 20}, "cluster.members_at_most = 1000 lies below sentra.upper × cluster.upper = 2000"),
    ],
)
def test_contradictory_parameters_are_refused_by_name(engine: Engine, monkeypatch, sentra, cluster, sentence):
    monkeypatch.setenv("RAJUT_LANG", "en")
    usual = defined()
    wrong = replace(usual, sentra=replace(usual.sentra, **sentra), cluster=replace(usual.cluster, **cluster))
    settle(engine, street("b", 6))
    with pytest.raises(Faults, match=sentence):
        form(engine, Silent(), wrong)
    assert not engine.exists("sentra")


def test_all_contradictions_are_named_at_once(monkeypatch):
    monkeypatch.setenv("RAJUT_LANG", "en")
    usual = defined()
    with pytest.raises(Faults) as refused:
        replace(usual, sentra=replace(usual.sentra, radius_dense_m=0.0, radius_sparse_m=-5.0)).check()
    assert len(refused.value.faults) == 2
