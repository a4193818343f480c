"""What officers decided, as the decisions file of the next run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import RequestFactory

from portal.people.access import Sight, sight
from portal.registry import actions, standing
from portal.runs.queries import published
from rajut import decisions
from rajut.tables import Decisions
from support.drawn import rows_of
from support.officers import sign_in
from support.small_world import RUN, small_world


@pytest.fixture
def dewi(db: None) -> Any:
    sign_in("dewi", "ministry")
    return get_user_model().objects.get(username="dewi")


def sight_of(user: Any) -> Sight:
    request = RequestFactory().get("/")
    request.user = user
    return sight(request)


def exported(folder: Path) -> list[dict[str, Any]]:
    file = folder / "decisions.csv"
    call_command("export_decisions", to=file, verbosity=0)
    return decisions.read(file).to_pylist()


def test_every_kind_arrives_as_the_library_reads_it(dewi: Any, tmp_path: Path) -> None:
    actions.decide_pair(by=dewi, one="R-B2", two="R-A2", same=True, reason="alamat, dan telepon")
    here = {"records": ["R-A1", "R-B1"], "area_code": "3372", "reason": "kunjungan"}
    actions.correct_place(by=dewi, business_id="B-SITI", value={"district_code": "337201"}, **here)
    actions.correct_class(by=dewi, business_id="B-SITI", value={"fashion": True, "segment": "batik"}, **here)
    assert [(row["kind"], row["subject"], row["other"], row["value"], row["by"], row["source"]) for row in exported(tmp_path)] == [
        ("same", "R-A2", "R-B2", None, "dewi", "portal"),
        ("place", "R-A1", None, '{"district_code": "337201"}', "dewi", "portal"),
        ("place", "R-B1", None, '{"district_code": "337201"}', "dewi", "portal"),
        ("class", "B-SITI", None, '{"fashion": true, "segment": "batik"}', "dewi", "portal"),
    ]


def test_what_was_undone_is_left_out(dewi: Any, tmp_path: Path) -> None:
    actions.undo(by=dewi, decision=actions.decide_pair(by=dewi, one="R-A2", two="R-B2", same=True))
    assert exported(tmp_path) == []


def test_a_class_follows_the_records_into_the_business_they_are_in_now(dewi: Any, tmp_path: Path) -> None:
    actions.correct_class(by=dewi, business_id="B-GONE", records=["R-B1"], value={"fashion": False}, area_code="", reason="x")
    assert [row["subject"] for row in exported(tmp_path)] == ["B-GONE", "B-SITI"]


def test_decisions_that_came_from_elsewhere_stay_and_the_portals_own_are_sent_anew(dewi: Any, tmp_path: Path, settings: Any) -> None:
    settings.RAJUT_WORKSPACE = small_world(tmp_path)
    picture = """
        | number | kind      | subject | other | by   | on         | source |
        | 0      | different | R-A1    | R-A3  | Budi | 2026-01-01 |        |
        | 1      | same      | R-A2    | R-A3  | dewi | 2026-01-02 | portal |
    """
    pq.write_table(rows_of(Decisions, picture), tmp_path / "runs" / RUN / "inputs" / "decisions.parquet")
    actions.decide_pair(by=dewi, one="R-A2", two="R-B2", same=True)
    assert [(row["kind"], row["subject"], row["other"]) for row in exported(tmp_path)] == [
        ("different", "R-A1", "R-A3"),
        ("same", "R-A2", "R-B2"),
    ]


def test_a_decision_tells_whether_the_published_run_knows_it(dewi: Any, tmp_path: Path, settings: Any) -> None:
    settings.RAJUT_WORKSPACE = small_world(tmp_path)
    known = actions.decide_pair(by=dewi, one="R-A1", two="R-A3", same=False)
    new = actions.decide_pair(by=dewi, one="R-A2", two="R-B2", same=True)
    picture = """
        | number | kind      | subject | other | by   | on         | source |
        | 0      | different | R-A1    | R-A3  | dewi | 2026-01-01 | portal |
    """
    pq.write_table(rows_of(Decisions, picture), tmp_path / "runs" / RUN / "inputs" / "decisions.parquet")
    run = published().now()
    assert run is not None
    states = [entry["state"] for entry in standing.told(run, sight_of(dewi), [known, new])]
    assert states == ["holds", "waits"]
    for decision in (known, new):
        actions.undo(by=dewi, decision=decision)
        decision.refresh_from_db()
    assert [entry["state"] for entry in standing.told(run, sight_of(dewi), [known, new])] == ["leaves", "left"]
