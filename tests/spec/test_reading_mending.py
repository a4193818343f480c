"""Rejected rows that a person mended become records of their register; nothing is lost, and what stood there is kept."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from rajut.engines import DuckDB, Engine
from rajut.errors import RajutError
from rajut.progress import Silent
from rajut.reading import MendedSheet, mend, read, register_of, write_layout, write_rejected_spreadsheets
from rajut.reading.layouts import Layout, layout_beside
from rajut.tables import Mended, Originals, Records, Registers, Rejected
from support.drawn import see

REGISTER = """Nama Usaha,Pemilik,Omzet
Batik Siti,Siti Aminah,5
,,7
Tenun Nur,Nur Halimah,3
TOTAL,,15
"""


BROKEN = """Nama Usaha,Pemilik,Omzet
Batik Siti,Siti Aminah,5
Tenun Nur,,
Bordir Rini, Halus, dan Rapi,Rini Astuti,4
Konveksi
Dewi Lestari,6
"""
HEAD = ("Nama Usaha", "Pemilik", "Omzet", "Baris", "Kode", "Alasan")
WIDE = (*HEAD[:3], "column 4", "column 5", *HEAD[3:])


@pytest.fixture
def kept(engine: Engine, tmp_path: Path) -> Engine:
    """A register read with a layout of its own (sales in millions): two rows accepted, two rejected."""
    return register(engine, tmp_path, REGISTER)


@pytest.fixture
def broken(engine: Engine, tmp_path: Path) -> Engine:
    """A register with a row of too many fields (4) and one broken over two lines (5 and 6)."""
    return register(engine, tmp_path, BROKEN)


def register(engine: Engine, tmp_path: Path, text: str) -> Engine:
    file = tmp_path / "dinas.csv"
    file.write_text(text, "utf-8")
    columns = {"business_name": "Nama Usaha", "owner": "Pemilik", "sales": "Omzet"}
    write_layout(Layout("dinas", columns, multiply={"sales": 1e6}, observed_on="2023"), layout_beside(file))
    read(engine, [file], Silent())
    for table in (Registers, Records, Originals, Rejected, Mended):
        engine.create(f"kept_{table.table}", f"SELECT * FROM {table.table}")
        engine.drop(table.table)
    return engine


def sheet(folder: Path, *rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> MendedSheet:
    file = folder / "dinas.rejected.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([head, *rows])
    return MendedSheet(register_of(file), file, "d1")


def test_a_mended_row_is_a_record_and_leaves_the_rejected(kept: Engine, tmp_path: Path):
    facts = mend(
        kept,
        [sheet(tmp_path, ("Batik Budi", "Budi", "7", "3", "READ-NO-NAME-NO-ACTIVITY", "…"), ("TOTAL", "", "15", "5", "", ""))],
        Silent(),
    )
    assert {name: facts[name] for name in ("mended", "still_rejected", "not_rejected")} == {
        "mended": 1,
        "still_rejected": 1,
        "not_rejected": 0,
    }
    assert facts["still_rejected_by_reason"] == {"READ-TOTAL-ROW": 1}
    assert facts["still_rejected_rows"] == {"dinas": {"READ-TOTAL-ROW": [5]}}
    see(
        kept,
        Records,
        """
        | row_number | business_name | owner       | sales   | observed_on |
        | 2          | Batik Siti    | Siti Aminah | 5000000 | 2023        |
        | 3          | Batik Budi    | Budi        | 7000000 | 2023        |
        | 4          | Tenun Nur     | Nur Halimah | 3000000 | 2023        |
        """,
    )
    see(kept, Rejected, "| register | row_number | code           |\n| dinas    | 5          | READ-TOTAL-ROW |")
    see(
        kept,
        Registers,
        "| register | rows_read | rows_accepted | rows_rejected |\n| dinas    | 4         | 3             | 1             |",
    )
    (one,) = kept.rows("SELECT * FROM mended")
    assert (one["row_number"], one["code"], one["file_name"]) == (3, "READ-NO-NAME-NO-ACTIVITY", "dinas.rejected.csv")
    assert '"Omzet"' in one["before"] and "Budi" not in one["before"]


def test_rows_that_are_no_rejected_rows_change_nothing(kept: Engine, tmp_path: Path):
    strangers = [("Batik Baru", "Ani", "1", number, "", "") for number in ("2", "99", "", "3; DROP TABLE records", "-3")]
    facts = mend(kept, [sheet(tmp_path, *strangers)], Silent())
    assert (facts["mended"], facts["not_rejected"]) == (0, 5)
    assert kept.count("records") == 2


def test_a_row_given_twice_counts_once(kept: Engine, tmp_path: Path):
    facts = mend(kept, [sheet(tmp_path, ("Batik Budi", "", "", "3", "", ""), ("Batik Bandi", "", "", "3", "", ""))], Silent())
    assert (facts["mended"], facts["not_rejected"]) == (1, 1)


def test_a_mended_row_equal_to_another_row_is_a_record_of_its_own(kept: Engine, tmp_path: Path):
    mend(kept, [sheet(tmp_path, ("Batik Siti", "Siti Aminah", "5", "3", "", ""))], Silent())
    assert kept.value("SELECT count(DISTINCT record_id) FROM records") == 3


def test_mending_the_same_sheet_again_changes_nothing(kept: Engine, tmp_path: Path):
    mended = sheet(tmp_path, ("Batik Budi", "Budi", "7", "3", "", ""))
    facts = mend(kept, [mended, mended], Silent())
    assert (facts["mended"], facts["not_rejected"]) == (1, 1)
    assert kept.count("records") == 3


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (("Nama Usaha", "Pemilik", "Omzet", "No", "Kode", "Alasan"), "READ-MEND-NO-ROW-COLUMN"),
        (("Nama", "Orang", "Omzet", "Baris", "Kode", "Alasan"), "READ-MEND-NO-IDENTITY"),
    ],
)
def test_a_sheet_without_its_columns_is_refused(kept: Engine, tmp_path: Path, head: tuple[str, ...], code: str):
    with pytest.raises(RajutError, match=code):
        mend(kept, [sheet(tmp_path, ("Batik Budi", "Budi", "7", "3", "", ""), head=head)], Silent())


def test_a_sheet_of_an_unknown_register_is_refused(kept: Engine, tmp_path: Path):
    other = sheet(tmp_path, ("Batik Budi", "Budi", "7", "3", "", ""))
    with pytest.raises(RajutError, match="READ-MEND-REGISTER"):
        mend(kept, [MendedSheet("koperasi", other.file, "d1")], Silent())


def as_it_was(engine: Engine, folder: Path, language: str) -> MendedSheet:
    """The sheet of rejected rows as a person downloads it."""
    engine.create("rejected", "SELECT * FROM kept_rejected")
    (file,) = write_rejected_spreadsheets(engine, folder, language)
    return MendedSheet(register_of(file), file, "d1")


STILL_BROKEN = """
    | register | row_number | code                 |
    | dinas    | 4          | READ-TOO-MANY-FIELDS |
    | dinas    | 5          | READ-TOO-FEW-FIELDS  |
    | dinas    | 6          | READ-TOO-FEW-FIELDS  |
    """


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_sheet_sent_back_as_it_was_mends_nothing(broken: Engine, tmp_path: Path, language: str):
    facts = mend(broken, [as_it_was(broken, tmp_path, language)], Silent())
    assert (facts["mended"], facts["still_rejected"], facts["not_rejected"]) == (0, 3, 0)
    assert facts["still_rejected_by_reason"] == {"READ-TOO-MANY-FIELDS": 1, "READ-TOO-FEW-FIELDS": 2}
    assert sum(len(numbers) for numbers in facts["still_rejected_rows"]["dinas"].values()) == 3
    see(broken, Rejected, STILL_BROKEN)
    assert (broken.count("records"), broken.count("mended")) == (2, 0)


def test_notes_white_space_and_a_column_taken_out_mend_nothing(broken: Engine, tmp_path: Path):
    returned = sheet(
        tmp_path,
        ("Bordir Rini", "Halus", "dan  Rapi", "sudah ditelepon", "4", "", ""),
        ("Konveksi", "", " ", "", "5", "", ""),
        head=("Nama Usaha", "Pemilik", "Omzet", "Catatan", "Baris", "Kode", "Alasan"),
    )
    facts = mend(broken, [returned], Silent())
    assert (facts["mended"], facts["still_rejected"]) == (0, 2)
    see(broken, Rejected, STILL_BROKEN)


@pytest.mark.parametrize("named", ["column", "kolom"])
def test_a_row_whose_cells_left_over_are_filled_stays_rejected(broken: Engine, tmp_path: Path, named: str):
    head = tuple(title.replace("column", named) for title in WIDE)
    half_mended = ("Bordir Rini, Halus, dan Rapi", "Halus", "dan Rapi", "Rini Astuti", "4", "4", "", "")
    spilt_over = ("Konveksi", "Dewi", "Lestari", "6", "", "5", "", "")
    facts = mend(broken, [sheet(tmp_path, half_mended, spilt_over, head=head)], Silent())
    assert facts["still_rejected_by_reason"] == {"READ-TOO-MANY-FIELDS": 1, "READ-TOO-FEW-FIELDS": 1}
    see(broken, Rejected, STILL_BROKEN)


def test_rows_whose_cells_were_put_into_their_columns_are_read(broken: Engine, tmp_path: Path):
    mended = ("Bordir Rini, Halus, dan Rapi", "Rini Astuti", "4", "", "", "4", "", "")
    joined = ("Konveksi", "Dewi Lestari", "6", "", "", "5", "", "")
    other_half = ("Dewi Lestari", "6", "", "", "", "6", "", "")
    facts = mend(broken, [sheet(tmp_path, mended, joined, other_half, head=WIDE)], Silent())
    assert (facts["mended"], facts["still_rejected_by_reason"]) == (2, {"READ-TOO-FEW-FIELDS": 1})
    see(
        broken,
        Records,
        """
        | row_number | business_name                | owner        | sales   |
        | 2          | Batik Siti                   | Siti Aminah  | 5000000 |
        | 3          | Tenun Nur                    |              |         |
        | 4          | Bordir Rini, Halus, dan Rapi | Rini Astuti  | 4000000 |
        | 5          | Konveksi                     | Dewi Lestari | 6000000 |
        """,
    )
    see(broken, Rejected, "| register | row_number | code                |\n| dinas    | 6          | READ-TOO-FEW-FIELDS |")


@pytest.fixture(scope="module")
def shared_engine():
    made = DuckDB(memory="1GiB")
    yield made
    made.close()


PIECES = ["a", "TOTAL", "7", ";", ",", ",,", '"', "\n", "\r\n", " ", "é", "\t", "\x01", "\x1f", "\0", "\xa0", "_x0041_", "=1+1", "'"]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_whatever_was_rejected_stays_rejected_until_it_is_mended(shared_engine: Engine, tmp_path: Path, body: str):
    good = "Batik Siti,Siti Aminah,5\n" * 100  # so that a strange sign or two make no binary file
    engine = register(shared_engine, tmp_path, f"Nama Usaha,Pemilik,Omzet\n{good}{body}\n")
    rejected = engine.count("kept_rejected")
    assume(rejected)
    facts = mend(engine, [as_it_was(engine, tmp_path, "id")], Silent())
    assert (facts["mended"], facts["still_rejected"], facts["not_rejected"]) == (0, rejected, 0)
