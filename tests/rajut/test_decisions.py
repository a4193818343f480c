"""The decisions file is read whole or refused with all its faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from rajut import decisions
from rajut.errors import Faults, RajutError
from support.drawn import drawn


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


def test_faults_are_told_in_the_readers_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file = written(tmp_path, "same,r1,,,Siti,2026-11-01,")
    for language, told in (("id", "baris 2: other kosong, padahal harus menyebut baris"), ("en", "row 2: no other record.")):
        monkeypatch.setenv("RAJUT_LANG", language)
        with pytest.raises(Faults) as caught:
            decisions.read(file)
        assert told in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(RajutError, match="RUN-NO-FILE"):
        decisions.read(tmp_path / "nowhere.csv")


def test_a_file_that_is_no_text(tmp_path: Path):
    file = tmp_path / "decisions.csv"
    file.write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(RajutError, match="RUN-BAD-DECISIONS"):
        decisions.read(file)


# What each kind about clusters asks of its columns; the value's quotes are doubled as in the file.
ROWS = """
| row                                              | problem                          |
| lock,S3372-1f0c,,                                |                                  |
| lock,K3372-1f0c,,                                |                                  |
| lock,b01,,                                       | expected: sentra / cluster       |
| apart,b01,b02,                                   |                                  |
| apart,S3372-1f0c,S3372-2b2b,                     |                                  |
| apart,b01,,                                      | no other business or sentra      |
| apart,b01,b01,                                   | are the same                     |
| apart,b01,S3372-1f0c,                            | expected two of one kind         |
| apart,K3372-1f0c,K3372-2b2b,                     | expected: business / sentra      |
| apart,S3372-1f0c,S3372-2b2b,"{""as"": ""sentra""}"    | value is not empty          |
| together,b01,b02,                                |                                  |
| together,S3372-1f0c,S3372-2b2b,                  |                                  |
| together,S3372-1f0c,S3372-2b2b,"{""as"": ""sentra""}" |                             |
| together,b01,b02,"{""as"": ""sentra""}"          | value is not empty               |
| split,S3372-1f0c,,                               |                                  |
| split,S3372-1f0c,,"{""parts"": 3}"               |                                  |
| split,S3372-1f0c,,"{""parts"": 1}"               | parts is not a whole number      |
| split,S3372-1f0c,,"{""parts"": true}"            | parts is not a whole number      |
| split,S3372-1f0c,,three                          | value is not a JSON object       |
| split,K3372-1f0c,,                               | expected: sentra                 |
| exclude,b01,,                                    |                                  |
| exclude,S3372-1f0c,,                             | expected: business               |
| rename,K3372-1f0c,,"{""name_id"": ""Klaster Laweyan""}" |                           |
| rename,K3372-1f0c,,"{""name_id"": "" ""}"        | no name_id or name_en            |
| rename,K3372-1f0c,,                              | value is not a JSON object       |
"""


@pytest.mark.parametrize("row", drawn(ROWS), ids=lambda row: str(row["row"]))
def test_a_decision_about_clusters_is_read_or_its_fault_is_named(tmp_path: Path, row, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("RAJUT_LANG", "en")
    file = written(tmp_path, f"{row['row']},dewi,2026-11-24,")
    if row["problem"] is None:
        assert len(decisions.read(file)) == 1
        return
    with pytest.raises(Faults) as caught:
        decisions.read(file)
    assert row["problem"] in caught.value.faults[0].facts["problem"]
