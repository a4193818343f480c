"""A file that is no register gets a clear error, or its bad rows are rejected; no parser's own exception gets out."""

from __future__ import annotations

import json
import os
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
import xlsxwriter

from rajut.engines import DuckDB, Engine
from rajut.errors import LANGUAGES, Faults, RajutError, sentence
from rajut.progress import Silent
from rajut.reading import describe, layout_beside, read
from rajut.tables import Records, Rejected
from support.drawn import see

GOOD = b"nama usaha;alamat\nBatik;Jl. A\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


@pytest.fixture(scope="module")
def engine():
    made = DuckDB(memory="1GiB")
    yield made
    made.close()


def code_of(engine: Engine, *files: Path) -> str:
    """The code of the error reading ends with; its sentence must be whole in both languages."""
    with pytest.raises(RajutError) as caught:
        read(engine, files, Silent())
    for language in LANGUAGES:
        told = sentence(caught.value.code, language, **caught.value.facts)
        assert len(told) > 20
        assert "READ-" not in told, "a fact that is a code is told as its sentence"
    return caught.value.code


def workbook(file: Path, parts: dict[str, bytes]) -> Path:
    """A small good workbook whose parts are replaced or added to."""
    plain = file.with_suffix(".plain")
    with xlsxwriter.Workbook(str(plain)) as book:
        book.add_worksheet().write_row(0, 0, ["nama usaha", "alamat"])
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.pop(name, None) or old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return file


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "READ-EMPTY-FILE"),
        (b"\xef\xbb\xbf \r\n\r\n", "READ-EMPTY-FILE"),
        (b"nama usaha;alamat\n", "READ-HEADER-ONLY"),
        (b"nama usaha;alamat\n;;\n\n", "READ-HEADER-ONLY"),
        (b"nama usaha:alamat\nBatik:Jl. A\n", "READ-DELIMITER"),
        (b"umur;warna\n7;merah\n", "READ-NO-IDENTITY-COLUMN"),
        (b"Batik;12;-7.5\nTenun;13;-7.6\n", "READ-NO-HEADER"),
        (b"x" * 10_000_000, "READ-LONG-LINE"),
        (b"a;" * 3_000 + b"\n" + b"1;" * 3_000, "READ-TOO-MANY-COLUMNS"),
        (PNG, "READ-NOT-A-TABLE"),
        (b"%PDF-1.7 ...", "READ-NOT-A-TABLE"),
        (bytes(range(256)) * 40, "READ-NOT-A-TABLE"),
        (b"\0" * 5000, "READ-NOT-A-TABLE"),
        (b"<html><table><tr><td>nama</td></tr></table></html>", "READ-HTML"),
        (b"PAR1 and then nothing of the kind", "READ-CORRUPT"),
        (b"PK\x03\x04 and then nothing of the kind", "READ-CORRUPT"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "READ-CORRUPT"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "READ-PASSWORD"),
        (b'{"type": "FeatureCollection", "features": [{', "READ-CORRUPT"),
        (b'{"a": ' * 100_000, "READ-CORRUPT"),
        (b'{"usaha": "Batik"}', "READ-NOT-GEOJSON"),
    ],
    ids=lambda value: value if isinstance(value, str) else repr(value[:12]),
)
def test_a_file_that_is_no_register_is_refused(engine: Engine, tmp_path, content, code):
    file = tmp_path / "usaha.csv"
    file.write_bytes(content)
    assert code_of(engine, file) == code


def test_a_file_without_titles_does_not_tell_its_first_row_as_if_it_were_titles(engine: Engine, tmp_path):
    file = tmp_path / "usaha.csv"
    file.write_text("Siti Aminah,Jl. Kenanga 5,batik tulis\nBudi Santoso,Jl. Melati 1,batik cap\n")
    with pytest.raises(RajutError, match="READ-NO-IDENTITY-COLUMN") as fault:
        read(engine, [file], Silent())
    for language in LANGUAGES:
        told = sentence(fault.value.code, language, **fault.value.facts)
        assert "Siti" not in told
        assert "Kenanga" not in told
    assert (fault.value.facts["row"], fault.value.facts["count"]) == (1, 3)


def test_paths_that_cannot_be_read(engine: Engine, tmp_path):
    assert code_of(engine, tmp_path / "tidak_ada.csv") == "READ-NO-FILE"
    assert code_of(engine, tmp_path) == "READ-FOLDER"
    assert code_of(engine) == "RUN-NO-REGISTER"


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read every file")
def test_a_file_that_may_not_be_read(engine: Engine, tmp_path):
    file = tmp_path / "usaha.csv"
    file.write_bytes(GOOD)
    file.chmod(0)
    assert code_of(engine, file) == "READ-NO-PERMISSION"


def test_a_refusal_of_the_operating_system_is_told_plainly(engine: Engine, tmp_path, monkeypatch):
    file = tmp_path / "usaha.csv"
    file.write_bytes(GOOD)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    assert code_of(engine, file) == "READ-NO-PERMISSION"


def test_the_same_register_twice(engine: Engine, tmp_path):
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_bytes(GOOD)
    assert code_of(engine, tmp_path / "a.csv", tmp_path / "b.csv") == "READ-SAME-FILE-TWICE"
    assert code_of(engine, tmp_path / "a.csv", tmp_path / "a.csv") == "READ-SAME-FILE-TWICE"


def test_the_faults_of_all_files_are_told_at_once(engine: Engine, tmp_path):
    (tmp_path / "a.csv").write_bytes(PNG)
    (tmp_path / "b.csv").write_bytes(b"nama usaha;alamat\n")
    with pytest.raises(Faults) as caught:
        read(engine, [tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "c.csv"], Silent())
    assert sorted(fault.code for fault in caught.value.faults) == ["READ-HEADER-ONLY", "READ-NO-FILE", "READ-NOT-A-TABLE"]


def test_nul_bytes_and_endless_cells_are_rejected_rows(engine: Engine, tmp_path):
    file = tmp_path / "usaha.csv"
    file.write_bytes(b"nama usaha;alamat\nBatik;Jl. A\nTe\0nun;Jl. B\nJahit;" + b"x" * 10_000_000 + b"\nBordir;Jl. D\n")
    assert read(engine, [file], Silent())["rows_read"] == 4
    see(engine, Records, "| row_number | business_name |\n| 2 | Batik |\n| 5 | Bordir |")
    see(engine, Rejected, "| row_number | code |\n| 3 | READ-UNREADABLE |\n| 4 | READ-UNREADABLE |")


def test_a_file_of_unclosed_quotation_marks_is_read_in_time(engine: Engine, tmp_path):
    file = tmp_path / "usaha.csv"
    file.write_bytes(b"nama usaha;alamat\n" + b'"Batik;Jl. A\nTenun;"Jl. B\n' * 500)
    assert read(engine, [file], Silent())["rows_read"] == 1000


def test_stray_quotation_marks_glue_no_rows_together(engine: Engine, tmp_path):
    file = tmp_path / "usaha.csv"
    file.write_bytes(b"nama usaha;alamat\n" + b'"Batik;Jl. A\n' * 50)
    assert read(engine, [file], Silent())["rows_accepted"] == 50


def test_a_row_of_a_million_fields_is_one_rejected_row(engine: Engine, tmp_path):
    file = tmp_path / "usaha.csv"
    file.write_bytes(b"nama usaha;alamat\n" + b"x;" * 1_000_000 + b"\nBatik;Jl. A\n")
    assert read(engine, [file], Silent())["rejected_by_reason"] == {"READ-TOO-MANY-FIELDS": 1}
    assert len(json.loads(engine.value("SELECT original FROM rejected"))) == 102


def test_duplicate_headers_are_numbered_and_told(engine: Engine, tmp_path):
    file = tmp_path / "usaha.csv"
    file.write_bytes(b"Nama Usaha;Alamat;Alamat;;Alamat (2)\nBatik;Jl. A;Jl. B;x;y\n")
    facts = read(engine, [file], Silent())
    assert list(json.loads(engine.value("SELECT original FROM originals"))) == [
        "Nama Usaha",
        "Alamat",
        "Alamat (3)",
        "column 4",
        "Alamat (2)",
    ]
    assert len(facts["warnings"]) == 1


def test_formulas_stay_texts_and_dates_as_numbers_are_dates(engine: Engine, tmp_path):
    file = tmp_path / "usaha.csv"
    file.write_bytes(b"nama usaha;tahun berdiri;alamat\n=cmd|' /C calc'!A0;43586;@SUM(1)\nBatik;1998;+62\n")
    read(engine, [file], Silent())
    rows = engine.rows("SELECT business_name, started FROM records ORDER BY row_number")
    assert [tuple(row.values()) for row in rows] == [("=cmd|' /C calc'!A0", 2019), ("Batik", 1998)]


# --- archives ---------------------------------------------------------------------------------------------


def test_a_zip_bomb_is_not_opened(engine: Engine, tmp_path):
    file = workbook(tmp_path / "bom.xlsx", {"xl/media/image1.png": b"\0" * 60_000_000})
    assert code_of(engine, file) == "READ-ARCHIVE-BOMB"


def test_a_zip_bomb_that_lies_about_its_size_is_not_opened(engine: Engine, tmp_path):
    file = workbook(tmp_path / "bom.xlsx", {"xl/media/image1.png": b"\0" * 60_000_000})
    data = file.read_bytes().replace(struct.pack("<I", 60_000_000), struct.pack("<I", 1_000))
    file.write_bytes(data)
    assert code_of(engine, file) in ("READ-ARCHIVE-BOMB", "READ-CORRUPT")


def test_two_cells_at_the_ends_of_a_sheet_do_not_fill_the_memory(engine: Engine, tmp_path):
    file = tmp_path / "lebar.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "nama usaha")
        sheet.write(1_048_575, 16_383, "x")
    assert code_of(engine, file) == "READ-TOO-BIG"


def test_xml_entities_are_refused(engine: Engine, tmp_path):
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><sst>&e;</sst>'
    assert code_of(engine, workbook(tmp_path / "x.xlsx", {"xl/sharedStrings.xml": evil})) == "READ-EXTERNAL-ENTITY"


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9])
def test_a_cut_workbook_is_damaged(engine: Engine, tmp_path, kept):
    file = workbook(tmp_path / "a.xlsx", {})
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * kept)])
    assert code_of(engine, file) == "READ-CORRUPT"


def test_a_workbook_with_damaged_parts_is_damaged(engine: Engine, tmp_path):
    for broken in (b"", b"<worksheet><sheetData><row", zlib.compress(b"x")):
        file = workbook(tmp_path / "a.xlsx", {"xl/worksheets/sheet1.xml": broken or b"\0"})
        assert code_of(engine, file) in ("READ-CORRUPT", "READ-EMPTY-FILE", "READ-HEADER-ONLY")


def test_an_archive_that_is_no_spreadsheet(engine: Engine, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("surat.txt", "halo")
    assert code_of(engine, tmp_path / "a.xlsx") == "READ-NOT-A-TABLE"


# --- layouts ----------------------------------------------------------------------------------------------


def test_a_faulty_layout_tells_all_its_faults_at_once(engine: Engine, tmp_path):
    file = tmp_path / "usaha.csv"
    file.write_bytes(GOOD)
    layout_beside(file).write_text("header_row: satu\nwarna: biru\nkbli_version: 2019\ncolumns: {pemilk: alamat}\n")
    with pytest.raises(Faults) as caught:
        read(engine, [file], Silent())
    codes = sorted(fault.code for fault in caught.value.faults)
    assert codes == ["READ-LAYOUT-ENTRY", "READ-LAYOUT-NO-IDENTITY", "READ-LAYOUT-ROLE", "READ-LAYOUT-VALUE", "READ-LAYOUT-VALUE"]


@pytest.mark.parametrize(
    ("layout", "code"),
    [
        ("columns: {business_name: Nama, owner: Pemilik}", "READ-LAYOUT-COLUMN"),
        ("columns: {business_name: nama usaha}\nheader_row: 9", "READ-LAYOUT-HEADER-ROW"),
        ("columns: [", "READ-LAYOUT-SYNTAX"),
        ("hanya teks", "READ-LAYOUT-SYNTAX"),
        ("columns: {business_name: [1]}", "READ-LAYOUT-COLUMN"),
    ],
)
def test_a_layout_that_does_not_fit_its_file(engine: Engine, tmp_path, layout, code):
    file = tmp_path / "usaha.csv"
    file.write_bytes(GOOD)
    layout_beside(file).write_text(layout)
    assert code_of(engine, file) == code


def test_describe_refuses_as_reading_does(tmp_path):
    file = tmp_path / "usaha.csv"
    file.write_bytes(PNG)
    with pytest.raises(RajutError, match="PNG"):
        describe(file)
