"""A register becomes records and rejected rows, and nothing is lost on the way."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from rajut.engines import DuckDB, Engine
from rajut.errors import RajutError
from rajut.progress import Silent
from rajut.reading import read, recording, write_rejected_spreadsheets
from rajut.reading.careful import rows_of
from rajut.reading.delimited import as_utf8, careful_rows, fast_rows
from rajut.tables import Originals, Records, Registers, Rejected
from support.drawn import see

HEAD = "Nama Usaha;Pemilik;Alamat;Tenaga Kerja;Omzet"


@pytest.fixture(scope="module")
def shared_engine():
    made = DuckDB(memory="1GiB")
    yield made
    made.close()


def write(folder: Path, text: str, name: str = "usaha.csv", encoding: str = "utf-8") -> Path:
    file = folder / name
    file.write_bytes(text.encode(encoding))
    return file


def test_a_row_becomes_a_record_with_its_values_and_the_row_as_it_stood(engine: Engine, tmp_path):
    file = write(tmp_path, HEAD + "\r\n Batik  Siti ;Siti Aminah;Jl. Mawar 1;5 orang;Rp 1.500.000\r\n")
    facts = read(engine, [file], Silent())
    see(
        engine,
        Records,
        """
        | register | row_number | business_name | owner       | address     | workers | sales   |
        | usaha    | 2          | Batik Siti    | Siti Aminah | Jl. Mawar 1 | 5       | 1500000 |
        """,
    )
    original = json.loads(engine.value("SELECT original FROM originals"))
    assert original == {
        "Nama Usaha": " Batik  Siti ",
        "Pemilik": "Siti Aminah",
        "Alamat": "Jl. Mawar 1",
        "Tenaga Kerja": "5 orang",
        "Omzet": "Rp 1.500.000",
    }
    see(
        engine,
        Registers,
        """
        | register | file_name | format | encoding | delimiter | layout_source | rows_read | rows_accepted | rows_rejected |
        | usaha    | usaha.csv | csv    | utf-8    | ;         | proposed      | 1         | 1             | 0             |
        """,
    )
    assert (facts["rows_read"], facts["warnings"]) == (1, [])


def test_each_row_that_cannot_be_used_is_rejected_with_its_reason(engine: Engine, tmp_path):
    lines = [
        HEAD,
        "Batik Siti;Siti;Jl. A;5;100",
        "",
        "-;NULL;Jl. B;2;50",
        HEAD,
        "Tenun Ani;Ani;Jl. C;1;10;lebih",
        "Jahit Budi;Budi",
        ";;;;",
        "JUMLAH;;;8;160",
        "Bordir Cici;Cici;Jl. D;2;",
        ";;;;",
        "",
    ]
    facts = read(engine, [write(tmp_path, "\n".join(lines))], Silent())
    see(
        engine,
        Rejected,
        """
        | register | row_number | code                      |
        | usaha    | 3          | READ-EMPTY-ROW            |
        | usaha    | 4          | READ-NO-NAME-NO-ACTIVITY  |
        | usaha    | 5          | READ-DUPLICATE-HEADER-ROW |
        | usaha    | 6          | READ-TOO-MANY-FIELDS      |
        | usaha    | 7          | READ-TOO-FEW-FIELDS       |
        | usaha    | 8          | READ-EMPTY-ROW            |
        | usaha    | 9          | READ-TOTAL-ROW            |
        """,
    )
    assert (facts["rows_read"], facts["rows_accepted"], facts["rows_rejected"]) == (9, 2, 7), "blank rows at the end are no rows"


def test_a_row_without_names_is_kept_if_a_valid_number_says_which_business_it_is(engine: Engine, tmp_path):
    file = write(tmp_path, "nama;NIB;NIK\n;1234567890123;\n;;3372015203900001\n;123;\nBatik;;\n")
    read(engine, [file], Silent())
    see(engine, Records, "| row_number | business_name |\n| 2 | |\n| 3 | |\n| 5 | Batik |")
    see(engine, Rejected, "| row_number | code |\n| 4 | READ-NO-NAME-NO-ACTIVITY |")


def test_a_short_row_is_filled_up_where_the_file_never_writes_out_empty_ends(engine: Engine, tmp_path):
    file = write(tmp_path, HEAD + "\nBatik Siti;Siti;Jl. A;5;100\nJahit Budi;Budi\n")
    assert read(engine, [file], Silent())["rows_rejected"] == 0
    see(engine, Records, "| row_number | owner | sales |\n| 2 | Siti | 100 |\n| 3 | Budi | |")


def test_a_stray_quotation_mark_does_not_swallow_the_rows_below_it(engine: Engine, tmp_path):
    file = write(tmp_path, HEAD + '\n"Batik Siti;Siti;Jl. A;5;100\nJahit Budi;Budi;Jl. B;2;50\nTenun;Ani;"Jl. C\nRT 2";1;9\n')
    read(engine, [file], Silent())
    see(
        engine,
        Records,
        """
        | row_number | business_name | address   |
        | 2          | "Batik Siti   | Jl. A     |
        | 3          | Jahit Budi    | Jl. B     |
        | 4          | Tenun         | Jl. C RT 2 |
        """,
    )


def test_twins_get_different_ids_that_do_not_depend_on_the_order_of_rows(engine: Engine, tmp_path):
    rows = ["Tenun;Ani;Jl. C;1;9", "Batik;Siti;Jl. A;5;1", "Tenun;Ani;Jl. C;1;9"]
    first = ids(engine, write(tmp_path, "\n".join([HEAD, *rows])))
    second = ids(engine, write(tmp_path, "\n".join([HEAD, *reversed(rows)])))
    assert len(set(first)) == 3
    assert sorted(first) == sorted(second)


def test_the_registers_own_id_keeps_a_corrected_row_its_record_id(engine: Engine, tmp_path):
    head = "ID Usaha;Nama Usaha;Alamat\n"
    before = ids(engine, write(tmp_path, head + "U-1;Batk Siti;Jl. A\nU-2;Tenun;Jl. B\nU-2;Bordir;Jl. C\n"))
    after = ids(engine, write(tmp_path, head + "U-1;Batik Siti;Jl. A\nU-2;Tenun;Jl. B\nU-2;Bordir;Jl. C\n"))
    assert before == after
    assert len(set(before)) == 3, "an id that two rows share identifies neither"


def ids(engine: Engine, file: Path) -> list[str]:
    read(engine, [file], Silent())
    return [row["record_id"] for row in engine.rows("SELECT record_id FROM records ORDER BY row_number")]


def test_rows_written_part_by_part_are_the_tables_read_at_once(engine: Engine, tmp_path, monkeypatch):
    """Twins, rejected rows and shared ids are told across parts."""
    rows = ["P1;Batik;Siti", "-;-;-", ";Ulos;Rini", "P2;Tenun;Ani", "P3;Songket;Budi", ";Ulos;Rini", "P2;Tenun;Ani", "P3;Sulam;Wati"]
    file = write(tmp_path, "\n".join(["id_proyek;Nama Usaha;Pemilik", *rows, ""]))
    at_once = tmp_path / "at_once"
    at_once.mkdir()
    read(engine, [file], Silent())
    engine.save_all((Records, Originals, Rejected), at_once)
    monkeypatch.setattr(recording, "_PART", 2)
    with engine.growing((Records, Originals), tmp_path):
        read(engine, [file], Silent())
    assert engine.save_all((Records, Originals, Rejected), tmp_path) == {"records": 7, "originals": 7, "rejected": 1}
    ulos, tenun = _hashed("Ulos", "Rini", ""), _hashed("Tenun", "Ani", "P2")  # the columns in the order of their titles
    songket, sulam = _hashed("Songket", "Budi", "P3"), _hashed("Sulam", "Wati", "P3")
    told = [
        ("id", "P1"),
        *(("row", *which) for which in ((ulos, "1"), (tenun, "1"), (songket, "1"), (ulos, "2"), (tenun, "2"), (sulam, "1"))),
    ]
    assert pq.read_table(tmp_path / "records.parquet")["record_id"].to_pylist() == [_record_id(*how) for how in told]
    for table in ("records", "originals", "rejected"):
        assert (tmp_path / f"{table}.parquet").read_bytes() == (at_once / f"{table}.parquet").read_bytes()


def _record_id(*parts: str) -> str:
    return "r" + _hashed("usaha", *parts)[:16]


def _hashed(*parts: str) -> str:
    return hashlib.md5("\x1f".join(parts).encode()).hexdigest()


def test_files_of_one_name_get_names_from_their_content_whatever_their_order(engine: Engine, tmp_path):
    files = []
    for folder, row in (("a", "Batik;Siti;Jl. A;5;1"), ("b", "Tenun;Ani;Jl. C;1;9")):
        (tmp_path / folder).mkdir()
        files.append(write(tmp_path / folder, f"{HEAD}\n{row}\n"))
    facts = read(engine, files, Silent())
    names = engine.fetch("SELECT record_id, register FROM records ORDER BY record_id").to_pylist()
    read(engine, files[::-1], Silent())
    assert engine.fetch("SELECT record_id, register FROM records ORDER BY record_id").to_pylist() == names
    assert len({row["register"] for row in names}) == 2
    assert len(facts["warnings"]) == 2


def test_the_spreadsheet_of_rejected_rows_is_the_sheet_with_reasons_and_runs_nothing(engine: Engine, tmp_path):
    read(engine, [write(tmp_path, HEAD + "\nBatik;Siti;Jl. A;5;1\n-;-;=cmd|' /C calc'!A0;5;1\na;b;c;d;e;f\n")], Silent())
    (file,) = write_rejected_spreadsheets(engine, tmp_path / "out", "en")
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    assert rows[0] == [*HEAD.split(";"), "column 6", "Row", "Code", "Reason"]
    assert rows[1][:8] == ["-", "-", "=cmd|' /C calc'!A0", "5", "1", "", "3", "READ-NO-NAME-NO-ACTIVITY"]
    assert "no business name" in rows[1][8]
    assert rows[2][7:] == ["READ-TOO-MANY-FIELDS", rows[2][8]]
    assert "6 fields where the header has 5" in rows[2][8]
    first = file.read_bytes()
    write_rejected_spreadsheets(engine, tmp_path / "out", "en")
    assert file.read_bytes() == first, "the same rows give the same bytes"


# --- the other formats -----------------------------------------------------------------------------------


def test_reads_the_longest_sheet_of_a_workbook_below_its_titles(engine: Engine, tmp_path):
    file = tmp_path / "ikm.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        book.add_worksheet("Ringkasan").write_row(0, 0, ["Jumlah", 2])
        sheet = book.add_worksheet("Data")
        sheet.write(0, 0, "DATA IKM KOTA SAMARINDA")
        sheet.write_row(2, 0, ["No", "Nama Industri", "Tenaga Kerja", "Tanggal Berdiri", "No HP"])
        sheet.write_row(3, 0, [1, "Tenun", 2.0, 43586, 8123456789])
        sheet.write_row(4, 0, [2, "", "5", "2001", "0812-3456-789 / 0813"])
        sheet.write_string(4, 1, "=Batik")
    facts = read(engine, [file], Silent())
    see(
        engine,
        Records,
        """
        | row_number | business_name | workers | started | phone         |
        | 4          | Tenun         | 2       | 2019    | +628123456789 |
        | 5          | =Batik        | 5       | 2001    | +628123456789 |
        """,
    )
    assert any("Data" in str(warning) for warning in facts["warnings"])


def test_reads_parquet_with_types(engine: Engine, tmp_path):
    table = pa.table({"nama usaha": ["Batik", "Tenun"], "omzet": [1.5e6, None], "tenaga kerja": [3, 4], "lain": [["a"], None]})
    pq.write_table(table, tmp_path / "usaha.parquet")
    read(engine, [tmp_path / "usaha.parquet"], Silent())
    see(engine, Records, "| business_name | sales | workers |\n| Batik | 1500000 | 3 |\n| Tenun | | 4 |")


def test_reads_points_of_geojson(engine: Engine, tmp_path):
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [110.8, -7.5]},
            "properties": {"nama": "Batik", "kegiatan": "membatik"},
        },
        {"type": "Feature", "geometry": None, "properties": {"nama": "Tenun"}},
    ]
    file = write(tmp_path, json.dumps({"type": "FeatureCollection", "features": features}), "usaha.geojson")
    read(engine, [file], Silent())
    see(engine, Records, "| business_name | lon | lat | activity |\n| Batik | 110.8 | -7.5 | membatik |\n| Tenun | | | |")


def test_reads_ods(engine: Engine, tmp_path):
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    document, table = OpenDocumentSpreadsheet(), Table(name="Lembar1")
    for cells in (["Nama Usaha", "Alamat"], ["Batik Siti", "Jl. Mawar"]):
        row = TableRow()
        for text in cells:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=text))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "usaha.ods"))
    read(engine, [tmp_path / "usaha.ods"], Silent())
    see(engine, Records, "| row_number | business_name | address |\n| 2 | Batik Siti | Jl. Mawar |")


# --- invariants -----------------------------------------------------------------------------------------

letters = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff")
cell = st.text(st.one_of(letters, st.sampled_from(list(";,|\t\"'= \n"))), max_size=8)
SETTINGS = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def as_csv(rows: list[list[str]], delimiter: str, end: str) -> str:
    return "".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) + end for row in rows)


@SETTINGS
@given(
    rows=st.lists(st.lists(cell, min_size=4, max_size=4), min_size=1, max_size=8),
    delimiter=st.sampled_from(";,\t|"),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_table_comes_back_whole_whatever_its_writing(shared_engine, tmp_path, rows, delimiter, end, encoding):
    rows = [[f"Usaha {number}", *row] for number, row in enumerate(rows)]
    text = as_csv([["Nama Usaha", "Alamat", "Kegiatan", "Kecamatan", "lain"], *rows], delimiter, end)
    facts = read(shared_engine, [write(tmp_path, text, encoding=encoding)], Silent())
    assert facts["rows_read"] == facts["rows_accepted"] + facts["rows_rejected"] == len(rows)
    found = shared_engine.rows("SELECT original FROM originals UNION ALL SELECT original FROM rejected")
    assert sorted(list(json.loads(row["original"]).values()) for row in found) == sorted(rows)


@SETTINGS
@given(rows=st.permutations(["a;1", "b;2", "a;1", "c;", ";9", "b;3", "a;1"]))
def test_the_order_of_rows_does_not_change_the_ids(shared_engine, tmp_path, rows):
    found = ids(shared_engine, write(tmp_path, "\n".join(["nama;tenaga kerja", *rows])))
    assert sorted(found) == sorted(ids(shared_engine, write(tmp_path, "\n".join(["nama;tenaga kerja", *sorted(rows)]))))


@settings(max_examples=300, deadline=None)
@given(body=st.text(st.sampled_from('ab;";\n\r é'), min_size=1, max_size=60))
def test_the_fast_path_reads_what_the_careful_path_reads(body):
    data = ("x;y\n" + body).encode()
    sample = list(io.StringIO(data.decode(), newline=""))
    fast = fast_rows(data, sample, ";", 1, 2)
    if fast is None:
        return  # the fast path refuses, the careful path reads
    careful, broken = careful_rows(data, ";", 1, ("x", "y"))
    assert not broken
    assert fast.to_pylist() == careful.to_pylist()[: len(fast)]
    assert all(not row["c0"] and not row["c1"] for row in careful.to_pylist()[len(fast) :]), "only blank lines at the end differ"


@SETTINGS
@given(data=st.one_of(st.binary(max_size=300), st.binary(max_size=60).map(lambda tail: b"nama;alamat\nBatik;Jl. A\n" + tail)))
def test_arbitrary_bytes_are_read_or_refused_never_worse(shared_engine, tmp_path, data):
    file = tmp_path / "usaha.csv"
    file.write_bytes(data)
    try:
        facts = read(shared_engine, [file], Silent())
    except RajutError as fault:
        assert str(fault)
    else:
        assert facts["rows_read"] == facts["rows_accepted"] + facts["rows_rejected"]


@given(text=st.text(st.characters(codec="cp1252", min_codepoint=32), max_size=60))
def test_windows_1252_is_recognised(text):
    data = text.encode("cp1252")
    found, encoding = as_utf8(data, None)
    assert encoding in ("utf-8", "windows-1252", "utf-8 + windows-1252", "utf-16")
    if encoding == "windows-1252":
        assert found.decode() == text


def test_rows_are_numbered_as_a_spreadsheet_does():
    rows = list(rows_of(["a;b\n", '1;"x\n', 'y"\n', "\n", "2;z\n"], ";", 2))
    assert [(row.number, row.end, row.cells) for row in rows] == [(1, 1, ["a", "b"]), (2, 3, ["1", "x\ny"]), (3, 4, []), (4, 5, ["2", "z"])]
