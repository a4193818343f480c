# ruff: noqa: E501  drawn tables are as wide as their rows
"""A published workspace with people on either side of borders: who sees whom is known by heart.

Anggrek and Akasia are in Surakarta (3372, two districts), Bakung in Sukoharjo next door (3311), Cempaka in Samarinda (6472), of
Dahlia only the province is known (33), of Elang nothing. A cluster holds people of both sides of a border, pairs cross it, and
the city's own register lies beside a national one.
"""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from rajut import tables as t
from support.small_world import BATIK, RUN, SARONG, small_world

NAMES = ("Anggrek", "Akasia", "Bakung", "Cempaka", "Dahlia", "Elang")
OWNERS = ("Arum", "Agus", "Bagas", "Citra", "Damar", "Endah")  # in the order of NAMES
NIKS = tuple(f"999900000000000{number}" for number in range(1, 7))
REFUSED = ("TolakKota", "TolakNasional")
REGISTERS = """
| register | file_name    | digest | format | layout_source | layout                                        | observed_on | rows_read | rows_accepted | rows_rejected |
| kota     | kota.csv     | aa11   | csv    | proposed      | {"business_name": "Nama", "owner": "Pemilik"} | 2023        | 3         | 2             | 1             |
| nasional | nasional.csv | bb22   | csv    | proposed      | {"business_name": "Nama", "owner": "Pemilik"} | 2023        | 6         | 5             | 1             |
"""
REJECTED = """
| register | row_number | code                     | facts | original                  |
| kota     | 4          | READ-NO-NAME-NO-ACTIVITY | {}    | {"Pemilik": "TolakKota"}  |
| nasional | 7          | READ-NO-NAME-NO-ACTIVITY | {}    | {"Pemilik": "TolakNasional"} |
"""
PEOPLE = """
| record_id  | business_id | register | owner | nik              | level    | province_code | regency_code | district_code | village_code |
| R-AKASIA   | B-AKASIA    | kota     | Agus  | 9999000000000002 | district | 33            | 3372         | 337204        |              |
| R-ANGGREK  | B-ANGGREK   | kota     | Arum  | 9999000000000001 | village  | 33            | 3372         | 337201        | 3372011001   |
| R-ANGGREK2 | B-ANGGREK   | nasional | Arum  | 9999000000000001 | village  | 33            | 3372         | 337201        | 3372011001   |
| R-BAKUNG   | B-BAKUNG    | nasional | Bagas | 9999000000000003 | regency  | 33            | 3311         |               |              |
| R-CEMPAKA  | B-CEMPAKA   | nasional | Citra | 9999000000000004 | regency  | 64            | 6472         |               |              |
| R-DAHLIA   | B-DAHLIA    | nasional | Damar | 9999000000000005 | province | 33            |              |               |              |
| R-ELANG    | B-ELANG     | nasional | Endah | 9999000000000006 | none     |               |              |               |              |
"""
PAIRS = """
| record_a   | record_b   | probability | worth | verdict | decided_by | evidence                                             |
| R-AKASIA   | R-ANGGREK  | 0.7         | 0.1   | ask     | model      | [{"comparison": "name", "level": "alike", "bits": 3}] |
| R-AKASIA   | R-ELANG    | 0.7         | 0.2   | ask     | model      | [{"comparison": "name", "level": "alike", "bits": 3}] |
| R-ANGGREK  | R-ANGGREK2 | 0.99        | 0     | same    | model      | [{"comparison": "name", "level": "alike", "bits": 9}] |
| R-ANGGREK  | R-BAKUNG   | 0.7         | 0.3   | ask     | model      | [{"comparison": "name", "level": "alike", "bits": 3}] |
| R-BAKUNG   | R-CEMPAKA  | 0.7         | 0.4   | ask     | model      | [{"comparison": "name", "level": "alike", "bits": 3}] |
"""
HOMES = f"""
| business_id | status | cluster_id | sentra_id | distance_m |
| B-AKASIA    | linked | {BATIK}    |           | 100        |
| B-ANGGREK   | member | {BATIK}    | S-1       | 100        |
| B-BAKUNG    | linked | {BATIK}    |           | 900        |
| B-CEMPAKA   | member | {SARONG}   | S-2       | 100        |
"""


def border_world(workspace: Path) -> Path:
    """Write the border world into `workspace`, publish it, and return the workspace."""
    from support.drawn import drawn

    people = drawn(PEOPLE)
    first = {row["business_id"]: row for row in reversed(people)}
    places = [name for name in people[0] if name == "level" or str(name).endswith("_code")]
    small_world(
        workspace,
        drawn_tables={
            t.Registers: REGISTERS,
            t.Rejected: REJECTED,
            t.Pairs: PAIRS,
            t.Homes: HOMES,
            t.Records: _picture([_record(row, number) for number, row in enumerate(people, start=2)]),
            t.Originals: _picture([_original(row, number) for number, row in enumerate(people, start=2)]),
            t.Places: _picture([{"record_id": row["record_id"]} | {name: row[name] for name in places} | PLACED for row in people]),
            t.Links: _picture([{name: row[name] for name in ("record_id", "business_id")} for row in people]),
            t.Businesses: _picture([_business(row, people) | {name: row[name] for name in places} for row in first.values()]),
            t.Classes: _picture([{"business_id": name} | CLASSED for name in first]),
        },
    )
    for register, refused in zip(("kota", "nasional"), REFUSED, strict=True):
        with xlsxwriter.Workbook(workspace / "runs" / RUN / "reading" / f"{register}.rejected.xlsx") as book:
            book.add_worksheet().write_row(0, 0, ["Pemilik", refused])
    return workspace


PLACED = {"point_source": "none", "coordinate": "missing", "confidence": "0.9", "reason": "LOC-VILLAGE-TEXT", "facts": '{"area": "-"}'}
CLASSED = {"fashion": "yes", "segment": "batik", "role": "core", "reason": '{"words": [], "notes": []}', "decided_by": "model"}


def _name(row: dict[str, str | None]) -> str:
    return str(row["business_id"]).removeprefix("B-").title()


def _original(row: dict[str, str | None], number: int) -> dict[str, str | None]:
    stood = f'{{"Nama": "{_name(row)}", "Pemilik": "{row["owner"]}", "NIK": "{row["nik"]}"}}'
    return {"register": row["register"], "row_number": str(number), "original": stood}


def _record(row: dict[str, str | None], number: int) -> dict[str, str | None]:
    told = {name: row[name] for name in ("record_id", "register", "owner", "nik")}
    return told | {"row_number": str(number), "business_name": _name(row), "activity": "batik"}


def _business(row: dict[str, str | None], people: list[dict[str, str | None]]) -> dict[str, str | None]:
    registers = sorted({str(other["register"]) for other in people if other["business_id"] == row["business_id"]})
    held = {"record_count": str(len(registers)), "registers": "[" + ", ".join(f'"{name}"' for name in registers) + "]"}
    told = {name: row[name] for name in ("business_id", "owner", "nik")}
    return told | held | {"business_name": _name(row), "activity": "batik"}


def _picture(rows: list[dict[str, str | None]]) -> str:
    """Rows as a drawn table."""
    lines = [list(rows[0]), *([row[name] or "" for name in rows[0]] for row in rows)]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)
