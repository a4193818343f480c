"""The decisions file is read whole or refused with all its faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from rajut import decisions
from rajut.errors import Faults, RajutError


def written(folder: Path, *lines: str) -> Path:
    file = folder / "decisions.csv"
    file.write_text("\n".join(["kind,subject,other,value,by,on,reason", *lines]), "utf-8")
    return file


def test_reads_decisions_in_their_order(tmp_path: Path):
    rows = decisions.read(
        written(tmp_path, "same,r1,r2,,Siti,2026-11-01,one shop", 'place,r3,,"{""village_code"": ""3372011001""}",Budi,2026-11-02,')
    )
    assert rows["number"].to_pylist() == [0, 1]
    assert rows["kind"].to_pylist() == ["same", "place"]
    assert rows["other"].to_pylist() == ["r2", None]


def test_names_all_faults_at_once(tmp_path: Path):
    file = written(tmp_path, "same,r1,,,Siti,2026-11-01,", "merge,r1,r2,,Siti,2026-11-01,", "class,b1,,no json,Siti,2026-11-01,", ",,,,,,")
    with pytest.raises(Faults) as caught:
        decisions.read(file)
    assert [fault.facts["row"] for fault in caught.value.faults] == [2, 3, 4, 5]
    assert str(caught.value).count("RUN-BAD-DECISIONS") == 4


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(RajutError, match="RUN-NO-FILE"):
        decisions.read(tmp_path / "nowhere.csv")


def test_a_file_that_is_no_text(tmp_path: Path):
    file = tmp_path / "decisions.csv"
    file.write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(RajutError, match="RUN-BAD-DECISIONS"):
        decisions.read(file)
