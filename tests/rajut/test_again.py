"""Running the published run again from the rows it read, with other decisions."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from rajut import decisions, pipeline
from rajut.errors import RajutError
from rajut.workspace import Run, Workspace
from support.small_sample import copy_of


@pytest.fixture(scope="module")
def workspace(finished: Path, tmp_path_factory) -> Path:
    """A published run, with one rejected row, whose register files are gone."""
    return copy_of(finished, tmp_path_factory.mktemp("again") / "workspace")


def links(run: Run) -> dict[str, str]:
    table = pq.read_table(run.table("matching", "links"))
    return dict(zip(table["record_id"].to_pylist(), table["business_id"].to_pylist(), strict=True))


def apart(run: Run) -> tuple[str, str]:
    """Two records of one business that the model joined."""
    pairs = pq.read_table(run.table("matching", "pairs")).to_pylist()
    together = [
        pair for pair in pairs if pair["verdict"] == "same" and sum(b == links(run)[pair["record_a"]] for b in links(run).values()) == 2
    ]
    return together[0]["record_a"], together[0]["record_b"]


def test_with_the_same_decisions_it_is_the_same_run(workspace: Path):
    before = Workspace(workspace).published()
    assert pipeline.again(workspace).id == before.id


def test_a_decision_holds_partners_stay_and_every_other_business_keeps_its_id(workspace: Path, tmp_path: Path):
    before = Workspace(workspace).published()
    one, two = apart(before)
    file = tmp_path / "decisions.csv"
    told = {"kind": "different", "subject": one, "other": two, "by": "dewi", "on": "2026-11-24", "reason": 'say "no"', "source": "portal"}
    assert decisions.write([told], file) == 1
    after = pipeline.again(workspace, decisions_file=file)
    assert after.id != before.id
    assert Workspace(workspace).published().id == after.id
    assert after.facts("reading")["run"] == before.facts("reading")["run"], "nothing was read again"
    old, new = links(before), links(after)
    assert new[one] != new[two]
    assert old[one] in (new[one], new[two]), "one of the two keeps the id"
    assert {record: business for record, business in new.items() if record not in (one, two)} == {
        record: business for record, business in old.items() if record not in (one, two)
    }
    for table in ("partners", "venues"):
        assert pq.read_table(after.table("inputs", table)).equals(pq.read_table(before.table("inputs", table)))
    kept = pq.read_table(after.table("inputs", "decisions")).to_pylist()
    assert [(row["reason"], row["source"]) for row in kept] == [('say "no"', "portal")]

    empty = tmp_path / "none.csv"
    decisions.write([], empty)
    undone = pipeline.again(workspace, decisions_file=empty)
    assert links(undone)[one] == links(undone)[two] == old[one], "undone, they are one again under the old id"


def test_rows_read_by_another_version_are_not_taken_over(workspace: Path, tmp_path: Path):
    copy = copy_of(workspace, tmp_path / "copy")
    stage = Workspace(copy).published().folder / "reading" / "stage.json"
    facts = json.loads(stage.read_text("utf-8"))
    stage.unlink()
    stage.write_text(json.dumps(facts | {"key": "of an older version"}), "utf-8")
    with pytest.raises(RajutError, match=r"RUN-READING-OLD.*dinas_ukm"):
        pipeline.again(copy)


def test_before_the_first_run_there_is_nothing_to_run_again(tmp_path: Path):
    with pytest.raises(RajutError, match="RUN-NOTHING-PUBLISHED"):
        pipeline.again(tmp_path)


def test_a_mended_row_is_a_record_from_then_on(workspace: Path, tmp_path: Path):
    before = Workspace(workspace).published()
    row = pq.read_table(before.table("reading", "rejected")).to_pylist()[0]
    register = next(one for one in pq.read_table(before.table("reading", "registers")).to_pylist() if one["register"] == row["register"])
    titles = list(json.loads(row["original"]))
    sheet = tmp_path / f"{row['register']}.rejected.csv"
    cells = dict.fromkeys(titles, "") | {
        json.loads(register["layout"])["business_name"]: "Batik Rumah Sekar",
        "Baris": str(row["row_number"]),
    }
    with sheet.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([list(cells), list(cells.values())])

    after = pipeline.again(workspace, mended=[sheet])
    (mended,) = pq.read_table(after.table("reading", "mended")).to_pylist()
    assert (mended["register"], mended["row_number"], mended["code"]) == (row["register"], row["row_number"], row["code"])
    assert mended["record_id"] in links(after)
    totals = {one["register"]: one for one in pq.read_table(after.table("reading", "registers")).to_pylist()}[row["register"]]
    assert totals["rows_read"] == register["rows_read"]
    assert (totals["rows_accepted"], totals["rows_rejected"]) == (register["rows_accepted"] + 1, register["rows_rejected"] - 1)
    assert all(links(after)[record] == business for record, business in links(before).items())

    once_more = pipeline.again(workspace, mended=[sheet])
    assert once_more.id == after.id, "the sheet is in the run already"
