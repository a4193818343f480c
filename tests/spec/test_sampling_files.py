"""The files of a synthetic world: repeatable, complete, and with a truth for every row."""

from __future__ import annotations

import json
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from rajut import definitions
from rajut.errors import Cancelled, RajutError
from rajut.progress import Silent
from rajut.sampling import sample
from support.worlds import made, register, truth, truth_of_records

FILES = [
    "partners.csv",
    "registers/asosiasi_fesyen.csv",
    "registers/dinas_ukm.xlsx",
    "registers/oss_perizinan.csv",
    "truth.parquet",
    "truth_records.parquet",
    "venues.csv",
]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("a world"), 3000)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*.*"))}


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    once, twice = bytes_of(made(tmp_path / "once", 400, seed=7)), bytes_of(made(tmp_path / "twice", 400, seed=7))
    assert list(once) == FILES
    assert once == twice


def test_another_seed_gives_another_world(tmp_path):
    one, other = bytes_of(made(tmp_path / "one", 400, seed=7)), bytes_of(made(tmp_path / "other", 400, seed=8))
    assert not [name for name in FILES if one[name] == other[name]]


@pytest.mark.parametrize("businesses", [50, 51, 60, 137, 999, 5000])
def test_every_size_has_every_segment_and_a_business_behind_every_row(tmp_path, businesses):
    made(tmp_path, businesses, seed=businesses)
    everyone = truth(tmp_path)
    assert [row["business"] for row in everyone] == list(range(1, businesses + 1))
    assert {row["segment"] for row in everyone if row["fashion"]} == set(definitions.load("segments").content["segments"])
    assert sum(row["fashion"] for row in everyone) == round(0.85 * businesses)
    for name, behind in truth_of_records(tmp_path).items():
        assert len(register(tmp_path, name)) == len(behind)
        assert set(behind) == {row["business"] for row in everyone if row[f"in_{name}"]}


def test_registers_overlap_repeat_some_businesses_and_miss_others(world):
    behind = truth_of_records(world)
    assert all(set(behind[one]) & set(behind[other]) for one, other in combinations(behind, 2))
    assert all(0 < sum(count > 1 for count in Counter(rows).values()) < 0.05 * len(rows) for rows in behind.values())
    everyone = truth(world)
    missed = {row["business"] for row in everyone if row["in_no_register"]}
    assert missed == set(range(1, 3001)) - set().union(*behind.values())
    assert 0.1 < len(missed) / 3000 < 0.3
    assert 1.2 < sum(map(len, behind.values())) / 3000 < 1.35


def test_being_in_one_register_says_something_about_being_in_another(world):
    """Capture is heterogeneous: planted members are in the dinas's list more often than others."""
    everyone = truth(world)
    share = {
        planted: sum(row["in_dinas_ukm"] for row in rows) / len(rows)
        for planted in (True, False)
        if (rows := [row for row in everyone if row["fashion"] and (row["planted_sentra"] is not None) == planted])
    }
    assert share[True] > share[False] + 0.05


def test_rows_do_not_stand_in_the_order_of_businesses(world):
    for rows in truth_of_records(world).values():
        assert rows != sorted(rows)
        assert len(set(rows[:100]) & set(sorted(rows)[:100])) < 50


def test_the_spreadsheet_becomes_text_when_it_is_too_long_for_a_spreadsheet(tmp_path, monkeypatch):
    monkeypatch.setitem(definitions.load("sampling").content, "spreadsheet_limit", 50)
    made(tmp_path, 50, seed=3)
    assert (tmp_path / "registers" / "dinas_ukm.xlsx").exists()
    made(tmp_path, 200, seed=3)
    assert not (tmp_path / "registers" / "dinas_ukm.xlsx").exists()
    head, first, *_ = (tmp_path / "registers" / "dinas_ukm.csv").read_bytes().split(b"\r\n")
    assert head.split(b";")[:3] == [b"No", b"Nama Usaha", b"Nama Pemilik"]
    assert first.startswith(b"1;")


def test_partners_and_venues_speak_the_planner_s_words(world):
    partners, venues = ((world / f"{name}.csv").read_text("utf-8").splitlines() for name in ("partners", "venues"))
    assert partners[0] == "partner_id,name,kind,services,segments,regency_code,capacity,reach_km"
    assert venues[0] == "venue_id,name,kind,regency_code,capacity"
    services, segments = (set(definitions.load(name).content[name]) for name in ("services", "segments"))
    for line in partners[1:]:
        _, _, kind, gives, knows, regency, capacity, reach = line.split(",")
        assert kind in {"association", "company", "campus", "bank"}
        assert set(gives.split(";")) <= services
        assert set(filter(None, knows.split(";"))) <= segments
        assert len(regency) == 4
        assert int(capacity) > 0
        assert int(reach) > 0
    assert {line.split(",")[2] for line in venues[1:]} == {"training_centre", "gallery", "hall"}


@pytest.mark.parametrize(
    ("businesses", "seed", "noise", "code"),
    [(49, 1, 1.0, "SAMPLE-TOO-FEW"), (50, -1, 1.0, "SAMPLE-SEED"), (50, 1, -0.1, "SAMPLE-NOISE"), (50, 1, float("nan"), "SAMPLE-NOISE")],
)
def test_refuses_what_it_cannot_make(tmp_path, businesses, seed, noise, code):
    with pytest.raises(RajutError) as refused:
        sample(tmp_path / "world", businesses, seed, Silent(), noise)
    assert refused.value.code == code
    assert not (tmp_path / "world").exists()


def test_says_so_when_the_folder_is_a_file(tmp_path):
    (tmp_path / "world").write_text(json.dumps("here already"))
    with pytest.raises(RajutError, match="RUN-NO-WRITE"):
        sample(tmp_path / "world", 50, 1, Silent())


class Impatient(Silent):
    """Cancels while the first register is being written."""

    def __init__(self) -> None:
        self.asked = 0

    def check(self) -> None:
        self.asked += 1
        if self.asked == 2:
            raise Cancelled


def test_leaves_no_half_file_when_cancelled(tmp_path):
    with pytest.raises(Cancelled):
        sample(tmp_path, 50, 1, Impatient())
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []
