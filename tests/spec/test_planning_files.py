"""The files of partners and venues that a planner keeps by hand."""

import json

import pytest
import xlsxwriter

from rajut.errors import Faults, RajutError
from rajut.planning import read_partners, read_venues, template
from rajut.tables import Partners, Venues

ROW = "P1,Asosiasi,association,design;ip,batik;weaving,33.72,12,150\n"
HEADER = "partner_id,name,kind,services,segments,regency_code,capacity,reach_km\n"


def test_a_filled_in_template_is_read(tmp_path):
    file = tmp_path / "partners.csv"
    file.write_text(template("partners") + ROW, "utf-8")
    table = read_partners(file)
    assert table.schema.equals(Partners.schema())
    row = table.to_pylist()[0]
    assert (json.loads(row["services"]), json.loads(row["segments"])) == (["design", "ip"], ["batik", "weaving"])
    assert (row["regency_code"], row["capacity"], row["reach_km"]) == ("3372", 12, 150.0)


@pytest.mark.parametrize(("kind", "read"), [("partners", read_partners), ("venues", read_venues)])
def test_the_example_of_the_template_is_itself_valid(tmp_path, kind, read):
    file = tmp_path / "filled.csv"
    lines = template(kind).splitlines()
    file.write_text("\n".join([*lines[:-1], lines[-1].removeprefix("# ")]), "utf-8")
    assert len(read(file)) == 1
    file.write_text(template(kind), "utf-8")
    assert len(read(file)) == 0


def test_a_spreadsheet_and_a_semicolon_file_read_the_same(tmp_path):
    rows = [["venue_id", "name", "kind", "regency_code", "capacity"], ["V1", "Gedung", "hall", 3372, 60]]
    with xlsxwriter.Workbook(tmp_path / "venues.xlsx") as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    (tmp_path / "venues.csv").write_text("\n".join(";".join(map(str, row)) for row in rows), "cp1252")
    tables = [read_venues(tmp_path / name) for name in ("venues.xlsx", "venues.csv")]
    assert tables[0].equals(tables[1])
    assert tables[0].schema.equals(Venues.schema())


def test_all_faults_of_a_file_are_told_with_their_rows(tmp_path):
    file = tmp_path / "partners.csv"
    file.write_text(HEADER + ROW + ",Bank,bank,,,3372,many,\n", "utf-8")
    with pytest.raises(Faults) as raised:
        read_partners(file)
    assert [(fault.facts["row"], fault.facts["column"]) for fault in raised.value.faults] == [
        (3, "partner_id"),
        (3, "services"),
        (3, "capacity"),
        (3, "reach_km"),
    ]


def test_unknown_words_and_repeated_ids_are_told(tmp_path):
    file = tmp_path / "partners.csv"
    file.write_text(HEADER + ROW + ROW.replace("design", "dancing"), "utf-8")
    with pytest.raises(Faults) as raised:
        read_partners(file)
    assert [fault.code for fault in raised.value.faults] == ["PLAN-DUPLICATE-ID", "PLAN-UNKNOWN-VALUE"]


def test_missing_columns_are_told_together(tmp_path):
    file = tmp_path / "venues.csv"
    file.write_text("name,kind\n", "utf-8")
    with pytest.raises(Faults) as raised:
        read_venues(file)
    assert [fault.facts["column"] for fault in raised.value.faults] == ["venue_id", "regency_code", "capacity"]


@pytest.mark.parametrize("name", ["nowhere.csv", "nowhere.xlsx", "broken.xlsx"])
def test_a_file_that_cannot_be_read_is_an_error_not_a_traceback(tmp_path, name):
    (tmp_path / "broken.xlsx").write_bytes(b"not a spreadsheet")
    with pytest.raises(RajutError) as raised:
        read_partners(tmp_path / name)
    assert raised.value.code == "PLAN-FILE-MISSING"
