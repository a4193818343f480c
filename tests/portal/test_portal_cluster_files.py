"""Files of clusters: they hold what the page holds, no formula, nothing withheld; members only for their officers."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pyogrio
import pytest
import shapely
from django.test import Client
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from portal.clusters import files, profile, spreadsheets, tables
from portal.people.models import Entry
from portal.runs.queries import published
from support.officers import sign_in
from support.portal_addresses import text_of
from support.small_world import BATIK, LONELY, PERSONAL, RUN, SARONG

KINDS = ("xlsx", "pdf", "geojson", "gpkg")


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def features(content: bytes) -> dict[str, dict[str, Any]]:
    return {one["properties"]["id"]: one["properties"] for one in json.loads(content)["features"]}


def layer(content: bytes, name: str, folder: Path) -> list[dict[str, Any]]:
    """The rows of a layer, with `lon` and `lat`."""
    file = folder / "given.gpkg"
    file.write_bytes(content)
    meta, _ids, points, columns = pyogrio.raw.read(file, layer=name)
    shapes = shapely.from_wkb(points)
    rows = [dict(zip(meta["fields"], values, strict=True)) for values in zip(*columns, strict=True)]
    return [row | {"lon": shape.x, "lat": shape.y} for row, shape in zip(rows, shapes, strict=True)]


def test_the_spreadsheet_holds_the_figures_of_the_page(visitor: Client) -> None:
    found = sheets(visitor.get(f"/klaster/{BATIK}/profil.xlsx").content)
    assert ["Anggota", 97] in found["Ringkasan"]
    assert ["Milik perempuan", 0.62] in found["Ringkasan"]
    [batik] = [row for row in found["Sentra dalam klaster ini"] if row[0] == "Sentra batik Laweyan"]
    assert batik[2] == 88
    assert any(RUN in str(row) for row in found["Keterangan"])


@pytest.mark.parametrize(
    ("metres", "value", "shown"), [(None, None, "–"), (99.0, None, "<0,1 km"), (100.0, 0.1, "0,1 km"), (2340.0, 2.3, "2,3 km")]
)
def test_a_short_way_is_told_as_on_the_page_and_never_as_nothing(metres: float | None, value: float | None, shown: str) -> None:
    assert tables.kilometres(metres) == tables.Figure(value, shown)


def test_officers_sort_members_by_the_metre() -> None:
    assert tables.metres_in_kilometres(42.4) == tables.Figure(0.042, "<0,1 km")


def test_the_english_spreadsheet_is_english(visitor: Client) -> None:
    found = sheets(visitor.get(f"/en/klaster/{BATIK}/profil.xlsx").content)
    assert ["Members", 97] in found["Summary"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_page_withholds_every_file_withholds(visitor: Client, kind: str) -> None:
    text = text_of(visitor.get(f"/klaster/{BATIK}/profil.{kind}"))
    cells = set(text.replace(",", "\n").replace(":", "\n").split("\n"))
    assert "88" in {cell.strip() for cell in cells}
    assert not {"6", "6.0", " 6"} & cells, "the line `trade` is withheld, and so is its only sentra"


def test_a_breakdown_does_not_tell_by_its_order(visitor: Client) -> None:
    run = published().now()
    assert run is not None
    page = profile.page(run, BATIK)
    assert page is not None
    assert [part["key"] for part in page["segments"]] == ["batik", "textiles", "trade"], "the withheld by name, though 6 is more than 3"


def test_few_members_are_not_counted_out(visitor: Client, tmp_path: Path) -> None:
    told = features(visitor.get(f"/klaster/{LONELY}/profil.geojson").content)[LONELY]
    assert (told["members"], told["fewer_than"], told["women_share"]) == (None, 5, None)
    [row] = layer(visitor.get(f"/klaster/{LONELY}/profil.gpkg").content, "cluster", tmp_path)
    assert (row["lon"], row["lat"]) == (110.86, -7.56), "the middle of a handful of homes is nearly a home"


def test_a_share_of_women_does_not_tell_a_withheld_count() -> None:
    assert profile.women_share({"F": 50, "M": None, "unknown": None}) is None
    assert profile.women_share({"F": 50, "M": 30, "unknown": 17}) == 0.625


def test_the_map_files_agree(visitor: Client, tmp_path: Path) -> None:
    told = features(visitor.get("/wilayah/33/klaster.geojson").content)
    rows = {row["id"]: row for row in layer(visitor.get("/wilayah/33/klaster.gpkg").content, "cluster", tmp_path)}
    assert set(told) == set(rows) == {BATIK, LONELY}
    assert (told[BATIK]["members"], rows[BATIK]["members"]) == (97, 97)
    assert (rows[BATIK]["lon"], rows[BATIK]["lat"]) == (110.791, -7.571)


def test_a_list_may_be_of_one_product_line(visitor: Client) -> None:
    assert set(features(visitor.get("/wilayah/33/klaster.geojson?lini=embroidery").content)) == {LONELY}
    assert visitor.get("/wilayah/64/klaster.xlsx?lini=batik").status_code == 404
    assert visitor.get("/wilayah/ID/klaster.xlsx").status_code == 404, "the country is taken province by province"
    assert visitor.get("/klaster/C-NOWHERE/profil.pdf").status_code == 404


def test_the_pdf_has_title_language_bookmarks_and_the_date_of_the_run(visitor: Client) -> None:
    read = PdfReader(io.BytesIO(visitor.get(f"/en/klaster/{BATIK}/profil.pdf").content))
    assert read.metadata is not None
    assert read.metadata.title == "Laweyan batik cluster"
    assert str(read.metadata.creation_date) == "2026-11-23 21:05:00+00:00"
    assert read.trailer["/Root"]["/Lang"] == "en"
    assert any(
        getattr(mark, "title", "") == "Summary" for marks in read.outline for mark in (marks if isinstance(marks, list) else [marks])
    )


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_profile_is_the_same_file(visitor: Client, kind: str) -> None:
    if kind == "xlsx":
        pytest.skip("XlsxWriter writes the time of making into the file")
    one, two = (visitor.get(f"/klaster/{SARONG}/profil.{kind}").content for _ in range(2))
    assert one == two


def test_a_name_that_looks_like_a_formula_stays_a_text() -> None:
    table = tables.Table("=[x]*", ("=SUM(A1)",), [('=HYPERLINK("http://x")',), ("+62",), ("-1",), ("@x",)])
    content = spreadsheets.book([table], "about", ["=1+1"])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert not any(b"<f>" in book.read(name) for name in book.namelist())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("cluster", [BATIK, SARONG, LONELY])
def test_the_size_told_is_about_the_size(visitor: Client, cluster: str, kind: str) -> None:
    run = published().now()
    assert run is not None
    page = profile.page(run, cluster)
    assert page is not None
    told = next(file for file in files.of_profile(page) if file["kind"] == kind)
    true = len(visitor.get(f"/klaster/{cluster}/profil.{kind}").content) / 1000
    assert true / 2 < float(told["size"]) < 2 * true


def test_the_page_leads_to_its_files(visitor: Client) -> None:
    page = visitor.get(f"/klaster/{BATIK}/").text
    assert all(f'href="/klaster/{BATIK}/profil.{kind}"' in page for kind in KINDS)
    assert "sekitar" in page
    assert 'href="/wilayah/33/klaster.gpkg?lini=batik"' in visitor.get("/klaster/?wilayah=33&lini=batik").text


def test_members_are_taken_by_their_officers_and_logged() -> None:
    client = sign_in("rini", "regency", "3372")
    [rows] = [rows for name, rows in sheets(client.get(f"/petugas/klaster/{BATIK}/anggota.xlsx").content).items() if "Anggota" in name]
    siti = next(row for row in rows if "B-SITI" in row)
    assert "+6281200000001" in siti
    entry = Entry.objects.get(verb="took-members")
    assert (entry.subject, entry.shown.split()) == (BATIK, ["B-SITI", "B-BUDI", "B-BUDHI"])


def test_a_facilitator_takes_no_phone_and_only_their_district(tmp_path: Path) -> None:
    client = sign_in("umar", "facilitator", "337201")
    rows = layer(client.get(f"/petugas/klaster/{BATIK}/anggota.gpkg").content, "members", tmp_path)
    assert {row["business_id"] for row in rows} == {"B-SITI", "B-BUDI"}, "Budhi is known to the city only"
    assert not any(PERSONAL[3] in str(row) for row in rows)
