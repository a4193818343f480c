"""Running again keeps sentra and clusters, tells what changed, and forms an area anew when asked."""

from __future__ import annotations

import io
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from rajut import decisions, pipeline, scenarios
from rajut.cli import changes as command
from rajut.cli.speaking import console
from rajut.errors import Faults, RajutError
from rajut.workspace import Run, Workspace
from support.small_sample import copy_of


@pytest.fixture(scope="module")
def workspace(finished: Path, tmp_path_factory) -> Path:
    return copy_of(finished, tmp_path_factory.mktemp("again-clusters") / "workspace")


def homes(run: Run) -> dict[str, str | None]:
    return {row["business_id"]: row["sentra_id"] for row in pq.read_table(run.table("clustering", "homes")).to_pylist()}


def told(kind: str, subject: str, **other: str) -> dict[str, str]:
    return {"kind": kind, "subject": subject, "by": "dewi", "on": "2026-11-24"} | other


def test_a_decision_about_a_cluster_and_a_fresh_start(workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    first = Workspace(workspace).published()
    before = homes(first)
    chosen = min(name for name, sentra in before.items() if sentra)
    file = tmp_path / "decisions.csv"
    decisions.write([told("exclude", chosen)], file)
    after = pipeline.again(workspace, decisions_file=file)
    now = homes(after)
    assert now[chosen] is None
    assert sum(now[name] != home for name, home in before.items() if name != chosen) <= 5, "at most its sentra dissolved"
    console.file, kept = io.StringIO(), console.file
    try:
        command.changes(workspace)
        assert before[chosen] in console.file.getvalue()
    finally:
        console.file = kept

    adopted = ["sentra.aim=6", "sentra.upper=9", "cluster.lower=1"]
    tried = scenarios.form(workspace, "small", adopted)
    anew = pipeline.again(workspace, form_anew="ID", settings=adopted)
    assert anew.id != after.id
    assert anew.manifest["clustering_settings"] == {"sentra.aim": 6, "sentra.upper": 9}, "what equals the definition changes nothing"
    assert pq.read_table(anew.table("inputs", "clustering_settings")).to_pydict()["value"] == [6.0, 9.0]
    units = pq.read_table(anew.table("inputs", "former_units")).to_pylist()
    assert units and all(unit["anew"] for unit in units)
    assert pipeline.again(workspace).id == anew.id, "that it was formed anew is part of what the run is; what was adopted holds"
    same = scenarios.form(workspace, "same", [])
    assert same["published"] == tried["measures"], "what was compared is what is published then"
    assert same["settings"] == same["published_settings"] == tried["settings"]
    assert same["published_areas"] == tried["areas"]

    unit = next(unit["unit_id"] for unit in units if unit["unit"] == "sentra" and unit["unit_id"] in homes(anew).values())
    decisions.write([told("lock", unit), told("split", unit)], file)
    with pytest.raises(Faults, match="CLU-LOCK-SPLIT"):
        pipeline.again(workspace, decisions_file=file)
    assert Workspace(workspace).published().id == anew.id
    monkeypatch.setattr(pipeline, "_whole", lambda workspace, inputs, progress, engine: inputs)
    assert pipeline.again(workspace).settings.to_pydict()["name"] == ["sentra.aim", "sentra.upper"]
    assert len(pipeline.again(workspace, settings=[]).settings) == 0, "they are given up as they were adopted"


def test_an_unknown_area_is_refused(workspace: Path):
    with pytest.raises(RajutError, match="RUN-UNKNOWN-AREA"):
        pipeline.again(workspace, form_anew="9999")
