"""The accuracy sheet of an area: rounded for everybody, whole for its officers, a spreadsheet of both."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from rajut import tables as t
from support.officers import sign_in
from support.small_world import RUN, small_world


def _text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def _areas(page: str) -> dict[str, tuple[str, str]]:
    """Code -> class and figure of the table beside the map."""
    rows = re.findall(r'<tr data-code="(\d+)" data-class="(\w)">(.*?)</tr>', page, re.DOTALL)
    return {code: (shade, _text(re.search(r"data-figure>(.*?)</td>", row, re.DOTALL)[1]).strip()) for code, shade, row in rows}


def test_says_the_interval_in_words_in_both_languages(visitor: Client) -> None:
    assert "memuat 68–86 % dari semua usaha fesyen" in _text(visitor.get("/wilayah/ID/ketelitian/").text)
    english = _text(visitor.get("/en/wilayah/3372/ketelitian/").text)
    assert "hold 67–87 % of all fashion and textile businesses in Kota Surakarta: 140 are recorded" in english
    assert "159 to 207" in english


def test_a_refusal_is_a_sentence(visitor: Client) -> None:
    page = _text(visitor.get("/wilayah/64/ketelitian/").text)
    assert "Tidak diperkirakan: hanya 1 daftar memuat usaha di sini." in page
    assert "Perkiraan semua usaha" not in page


def test_a_reason_that_holds_for_the_whole_area_is_not_said_again_in_every_row(visitor: Client) -> None:
    page = visitor.get("/wilayah/64/ketelitian/").text
    assert _text(page).count("Tidak diperkirakan: hanya 1 daftar memuat usaha di sini.") == 1
    assert _areas(page)["6472"][1] == "alasannya sama, lihat di atas"


def test_a_withheld_area_says_only_that_it_is_withheld(visitor: Client) -> None:
    page = _text(visitor.get("/wilayah/3311/ketelitian/").text)
    assert "Angka ditahan" in page
    assert "Usaha tercatat" not in page


def test_the_map_s_table_holds_every_area_below(visitor: Client) -> None:
    rows = _areas(visitor.get("/wilayah/ID/ketelitian/").text)
    assert len(rows) == 38
    assert rows["33"] == ("4", "68–87 %")
    assert rows["64"][0] == "x"
    assert rows["11"] == ("0", "tidak ada usaha")


def test_a_district_sends_to_its_regency(visitor: Client) -> None:
    page = visitor.get("/wilayah/337201/ketelitian/").text
    assert 'href="/wilayah/3372/ketelitian/"' in page
    assert "Tidak diperkirakan untuk kecamatan" in page


def test_the_first_page_and_an_area_s_page_lead_to_the_sheet(visitor: Client) -> None:
    assert "68–86 %" in visitor.get("/").text
    assert 'href="/wilayah/ID/ketelitian/"' in visitor.get("/").text
    assert 'href="/en/wilayah/3372/ketelitian/"' in visitor.get("/en/wilayah/3372/").text


def test_the_public_spreadsheet_holds_what_the_page_shows(visitor: Client) -> None:
    answer = visitor.get("/wilayah/33/lembar-ketelitian.xlsx")
    assert "lembar-ketelitian-33.xlsx" in answer["Content-Disposition"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.sheet_names == ["Wilayah", "Keterangan"]
    head, *rows = book.get_sheet_by_name("Wilayah").to_python()
    assert [row[0] for row in rows] == ["33", "3311", "3372"]
    withheld = dict(zip(head, rows[1], strict=True))
    assert {value for name, value in withheld.items() if name not in ("Kode", "Wilayah", "Tingkat", "Cara atau alasan")} == {""}


def test_a_visitor_never_reads_the_whole_sheet(visitor: Client) -> None:
    for address in ("/petugas/ketelitian/3372/", "/petugas/ketelitian/3372/lembar-ketelitian.xlsx"):
        assert visitor.get(address).status_code == 302
    public = visitor.get("/wilayah/ID/ketelitian/").text + visitor.get("/wilayah/3372/ketelitian/").text
    assert "Batas bawah Chao" not in public
    assert "165,5" not in public
    assert "Lihat angka lengkap" not in public


def test_an_officer_reads_the_whole_sheet_of_their_own_area_only(db: None) -> None:
    surakarta = sign_in("budi", "regency", "3372")
    page = _text(surakarta.get("/petugas/ketelitian/3372/").text)
    assert "Mungkin tercatat ganda 2 (1 %)" in page
    assert "Batik 130 161 (147–193) 66–87 %" in page
    assert "Tidak diperkirakan: daftar memuat kurang dari 5 usaha." in page
    for area in ("ID", "33", "64", "6472"):
        for address in (f"/petugas/ketelitian/{area}/", f"/petugas/ketelitian/{area}/lembar-ketelitian.xlsx"):
            assert surakarta.get(address).status_code == 404
    assert 'href="/petugas/ketelitian/3372/"' in surakarta.get("/wilayah/3372/ketelitian/").text
    assert 'href="/petugas/ketelitian/33/"' not in surakarta.get("/wilayah/33/ketelitian/").text


def test_the_officers_spreadsheet_has_lines(officer: Client) -> None:
    answer = officer.get("/en/petugas/ketelitian/ID/lembar-ketelitian.xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.sheet_names == ["Areas", "Product lines", "About"]
    head, row = book.get_sheet_by_name("Product lines").to_python()
    assert dict(zip(head, row, strict=True))["Estimate of all businesses"] == 187
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("code", ["99", "ABC", "3372011001", "337299"])
def test_what_is_no_area_has_no_sheet(officer: Client, code: str) -> None:
    for address in (f"/wilayah/{code}/ketelitian/", f"/wilayah/{code}/lembar-ketelitian.xlsx", f"/petugas/ketelitian/{code}/"):
        assert officer.get(address).status_code == 404


def test_a_run_from_before_there_were_sheets_says_so(visitor: Client, world: Path, tmp_path: Path, settings) -> None:
    import shutil

    old = shutil.copytree(world, tmp_path / "old")
    for name in ("accuracy", "coverage", "public_accuracy"):
        file = old / "runs" / RUN / "mapping" / f"{name}.parquet"
        pq.write_table(pq.read_table(file).slice(0, 0), file)
    settings.RAJUT_WORKSPACE = old
    assert "belum dihitung" in visitor.get("/wilayah/3372/ketelitian/").text
    assert "belum diperkirakan" in visitor.get("/").text


FEWER = """
| level    | area_code | businesses | estimate | low | high | held_low | held_high | reason          | facts        |
| country  | ID        | 230        | 289      | 262 | 331  | 0.68     | 0.86      | COVER-ESTIMATED | {"lists": 2} |
| regency  | 3372      | 140        | 141      | 131 | 160  | 0.85     | 1.0       | COVER-ESTIMATED | {"lists": 2} |
"""


def test_an_interval_below_what_is_recorded_is_explained(visitor: Client, tmp_path: Path, settings) -> None:
    settings.RAJUT_WORKSPACE = small_world(tmp_path, drawn_tables={t.PublicAccuracy: FEWER})
    assert "lebih sedikit daripada yang tercatat" in visitor.get("/wilayah/3372/ketelitian/").text
    assert "lebih sedikit daripada yang tercatat" not in visitor.get("/wilayah/ID/ketelitian/").text


def test_dates_are_written_the_readers_way(officer: Client) -> None:
    assert "2019 sampai 1 Juni 2023" in officer.get("/petugas/ketelitian/ID/").text
