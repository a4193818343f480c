"""Clusters with other parameters beside the published run: compared with it, never changing it."""

from __future__ import annotations

from pathlib import Path

import pytest

from rajut import pipeline, scenarios
from rajut.engines import DuckDB
from rajut.errors import Cancelled, Faults, RajutError
from rajut.progress import Silent
from rajut.published.scenarios import ask_to_cancel, every, forming
from rajut.tables import Homes, Sentra
from rajut.workspace import Workspace
from support.drawn import put
from support.small_sample import copy_of


@pytest.fixture(scope="module")
def workspace(finished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of(finished, tmp_path_factory.mktemp("scenarios") / "workspace")


def test_smaller_bounds_make_smaller_sentra_and_nobody_is_lost(workspace: Path) -> None:
    before = {file: file.read_bytes() for file in Workspace(workspace).published().folder.glob("clustering/*")}
    smaller = scenarios.form(workspace, "small", ["sentra.aim=6", "sentra.upper=9"])
    assert smaller["settings"] == {"sentra.aim": 6, "sentra.upper": 9}
    assert smaller["measures"]["largest"] <= 9 < smaller["published"]["largest"]
    assert smaller["changed_homes"] > 0
    for told in (smaller["measures"], smaller["published"]):
        assert sum(told["sizes"]) == told["sentra"]
    statuses = ("member", "linked", "scattered", "unplaced")
    assert sum(smaller["measures"][name] for name in statuses) == sum(smaller["published"][name] for name in statuses)
    assert every(Workspace(workspace).published().folder) == [smaller]
    assert {file: file.read_bytes() for file in before} == before, "what is published stays as it was"


def test_measures_of_a_drawn_world() -> None:
    engine = DuckDB(memory="1GiB")
    put(engine, Homes, """
        | business_id | status    | cluster_id | sentra_id | distance_m |
        | b1          | member    | K1-a       | S1-a      | 100        |
        | b2          | member    | K1-a       | S1-a      | 300        |
        | b3          | linked    | K1-a       |           | 500        |
        | b4          | scattered | K1-a       |           | 90000      |
        | b5          | unplaced  |            |           |            |
    """)  # fmt: skip
    put(engine, Sentra, "| sentra_id | members |\n| S1-a | 2 |\n| S1-b | 100 |\n| S1-c | 7 |")
    engine.view("clusters", "SELECT 'K1-a' AS cluster_id")
    told = scenarios.measures(engine, "homes", "sentra", "clusters")
    engine.close()
    assert (told["share_in_sentra"], told["share_in_cluster"]) == (0.5, 0.75)
    assert (told["median_m"], told["p90_m"]) == (300.0, 500.0)
    assert (told["smallest"], told["median_size"], told["largest"]) == (2.0, 7.0, 100.0)
    assert told["sizes"] == [1, 0, 0, 0, 0, 1, 0], "2 is below the smallest class and in none"


@pytest.mark.parametrize(
    ("name", "setting", "code"),
    [
        ("Über", "sentra.aim=30", "SCEN-BAD-NAME"),
        ("../x", "sentra.aim=30", "SCEN-BAD-NAME"),
        ("x", "sentra.aim", "SCEN-BAD-SETTING"),
        ("x", "sentra.aim=many", "SCEN-BAD-SETTING"),
        ("x", "sentra.aim=30.5", "SCEN-BAD-SETTING"),
        ("x", "sentra.aim=nan", "SCEN-BAD-SETTING"),
        ("x", "sentra.dance=3", "SCEN-NO-PARAMETER"),
        ("x", "sentra.link_m=3", "SCEN-NO-PARAMETER"),
        ("x", "title=3", "SCEN-NO-PARAMETER"),
    ],
)
def test_what_cannot_be_is_refused_before_any_work(tmp_path: Path, name: str, setting: str, code: str) -> None:
    with pytest.raises(RajutError) as fault:
        scenarios.form(tmp_path, name, [setting])
    assert fault.value.code == code


def test_parameters_that_contradict_each_other_are_named(tmp_path: Path) -> None:
    with pytest.raises(Faults) as faults:
        scenarios.form(tmp_path, "x", ["sentra.upper=4"])
    assert "CLU-BELOW" in {fault.code for fault in faults.value.faults}


def test_without_a_published_run_there_is_nothing_to_try(tmp_path: Path) -> None:
    with pytest.raises(RajutError) as fault:
        scenarios.form(tmp_path, "x", ["sentra.aim=30"])
    assert fault.value.code == "RUN-NOTHING-PUBLISHED"


@pytest.mark.parametrize(
    ("setting", "code"), [("sentra.aim=x", "SCEN-BAD-SETTING"), ("x.y=3", "SCEN-NO-PARAMETER"), ("sentra.upper=4", "CLU-BELOW")]
)
def test_settings_that_cannot_be_are_refused_before_any_run(tmp_path: Path, setting: str, code: str) -> None:
    with pytest.raises(RajutError) as fault:
        pipeline.again(tmp_path, settings=[setting])
    assert fault.value.code == code


def test_areas_add_up_to_the_country(workspace: Path) -> None:
    told = scenarios.form(workspace, "areas", ["sentra.aim=6"])
    for digits in (2, 4):
        inside = [row for code, row in told["areas"].items() if len(code) == digits]
        assert sum(row["sentra"] for row in inside) == told["measures"]["sentra"]
        assert sum(row["housed"] for row in inside) == told["measures"]["member"] + told["measures"]["linked"]


def test_one_that_is_asked_to_stop_leaves_nothing_behind(workspace: Path) -> None:
    run = Workspace(workspace).published()

    class Asks(Silent):
        def item(self, what: str, done: float | None = None) -> None:
            assert ask_to_cancel(run.folder)

    with pytest.raises(Cancelled):
        scenarios.form(workspace, "stopped", ["sentra.aim=6"], progress=Asks())
    assert not (run.folder / "scenario-stopped").exists()
    state = forming(run.folder)
    assert state is not None and state.status == "cancelled"
    assert not ask_to_cancel(run.folder), "nothing is at work any more"
    assert Workspace(workspace).published().id == run.id
