"""Real registers that never name their city: the bars of locating. Skipped where the registers are absent."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import python_calamine

from rajut.areas import country, reference_folder
from rajut.engines import DuckDB, Engine
from rajut.locating import locate
from rajut.progress import Silent
from rajut.tables import Decisions, Records

pytestmark = pytest.mark.registers


@pytest.fixture(scope="module")
def located(registers: Path):
    if not (reference_folder() / "areas").exists():
        pytest.skip("the list of areas is fetched at set-up")
    rows = [*surakarta(registers), *samarinda(registers), *east_java(registers)]
    empty = {name: ("" if column.required else None) for name, column in Records.columns().items()}
    engine = DuckDB(memory="1GiB")
    records = [empty | row | {"record_id": f"{row['register']}-{number}", "row_number": number} for number, row in enumerate(rows)]
    engine.put("records", pa.Table.from_pylist(records, schema=Records.schema()))
    engine.put("areas", country())
    engine.put("decisions", Decisions.schema().empty_table())
    locate(engine, Silent())
    yield engine
    engine.close()


def surakarta(registers: Path) -> list[dict[str, Any]]:
    with (registers / "surakarta_umkm_2023.csv").open(encoding="cp1252", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter=";") if len(row) > 6][1:]
    return [
        {
            "register": "surakarta",
            "district": row[2].strip() or None,
            "address": row[3] or None,
            "lat": number(row[5]),
            "lon": number(row[6]),
        }
        for row in rows
    ]


def samarinda(registers: Path) -> list[dict[str, Any]]:
    sheet = python_calamine.CalamineWorkbook.from_path(str(registers / "samarinda_ikm.xlsx")).get_sheet_by_index(0)
    return [{"register": "samarinda", "address": str(row[2]) or None} for row in sheet.to_python()[1:]]


def east_java(registers: Path) -> list[dict[str, Any]]:
    with (registers / "east_java_umkm_2019_2021.csv").open(encoding="utf-8", newline="") as file:
        return [{"register": "east_java", "regency": row["KAB_KOTA"], "district": row["KECAMATAN"]} for row in csv.DictReader(file)]


def number(text: str) -> float | None:
    try:
        return float(text.strip().lstrip("'"))
    except ValueError:
        return None


def share(engine: Engine, true: str, among: str) -> float:
    return float(
        engine.value(
            f"SELECT avg(CASE WHEN {true} THEN 1.0 ELSE 0.0 END) FROM places p JOIN records r ON p.record_id = r.record_id WHERE {among}"
        )
    )


def test_samarinda_villages_are_found_and_none_lies_outside_the_city(located: Engine):
    assert share(located, "level = 'village'", "register = 'samarinda'") >= 0.97
    assert share(located, "regency_code = '6472'", "register = 'samarinda'") == 1.0


def test_samarinda_villages_are_those_written(located: Engine):
    """Independent of the stage: the second last part of the address begins like the village's official name."""
    written = located.rows(
        """SELECT r.address, a.name FROM places p JOIN records r ON p.record_id = r.record_id JOIN areas a ON a.code = p.village_code
           WHERE r.register = 'samarinda'"""
    )
    plain = lambda text: "".join(letter for letter in text.lower() if letter.isalpha())  # noqa: E731  used on both sides below
    right = [plain(row["address"].split(",")[-2])[:5] in plain(row["name"]) for row in written]
    assert sum(right) / len(right) >= 0.97


def test_surakarta_points_agree_with_the_stated_district_or_are_flagged(located: Engine):
    inside = "register = 'surakarta' AND coordinate NOT IN ('missing', 'outside')"
    assert share(located, "coordinate = 'given'", inside) >= 0.92
    assert share(located, "regency_code = '3372'", "register = 'surakarta'") == 1.0


def test_surakarta_points_far_outside_the_city_are_flagged_and_not_used(located: Engine):
    """A box around the city, two kilometres wider than its village points, is surely left by no point inside it."""
    box = located.rows(
        "SELECT min(lon) - 0.02 AS west, max(lon) + 0.02 AS east, min(lat) - 0.02 AS south, max(lat) + 0.02 AS north "
        "FROM areas WHERE level = 'village' AND parent_code LIKE '3372%'"
    )[0]
    beyond = (
        "r.lon IS NOT NULL AND r.lat IS NOT NULL AND NOT (r.lon BETWEEN {west} AND {east} AND r.lat BETWEEN {south} AND {north})".format(
            **box
        )
    )
    assert share(located, "coordinate = 'outside' AND point_source <> 'coordinate'", f"register = 'surakarta' AND {beyond}") == 1.0
    assert located.value(f"SELECT count(*) FROM records r WHERE register = 'surakarta' AND {beyond}") > 100


def test_east_java_districts_are_found_in_their_regency(located: Engine):
    assert share(located, "level IN ('district', 'village')", "register = 'east_java'") >= 0.97
    assert share(located, "province_code = '35'", "register = 'east_java'") == 1.0
    numbered = "substr(p.regency_code, 3, 2) = lpad(regexp_extract(r.regency, '([0-9]+)', 1), 2, '0')"
    assert share(located, f"{numbered} OR reason = 'LOC-SIBLING'", "register = 'east_java'") == 1.0
