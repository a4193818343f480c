"""Real registers located, with approximate and with imported official boundaries: `make bench-registers`.

Samarinda states village and district in its addresses; Surakarta states districts and has coordinates. Only totals are
written; no row of a register leaves this program. Writes benchmarks/results/registers.md.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import python_calamine
import shapely

from benchmarks.machine import description
from rajut import areas
from rajut.areas import imported
from rajut.engines import DuckDB
from rajut.locating import locate
from rajut.progress import Silent
from rajut.tables import Areas, Decisions, OfficialBoundaries, Records

ROOT = Path(__file__).resolve().parent.parent
CITY = {"surakarta": "3372", "samarinda": "6472"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    data = parser.parse_args().data
    rows = [*surakarta(data / "registers"), *samarinda(data / "registers")]
    official = official_table(data / "areas")
    figures = {"approximate": figures_of(rows, None, official), "official": figures_of(rows, official, official)}
    report = written(figures)
    (ROOT / "benchmarks" / "results" / "registers.md").write_text(report, "utf-8")
    sys.stdout.write(report)


def surakarta(folder: Path) -> list[dict[str, Any]]:
    with (folder / "surakarta_umkm_2023.csv").open(encoding="cp1252", newline="") as file:
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


def samarinda(folder: Path) -> list[dict[str, Any]]:
    sheet = python_calamine.CalamineWorkbook.from_path(str(folder / "samarinda_ikm.xlsx")).get_sheet_by_index(0)
    return [{"register": "samarinda", "address": str(row[2]) or None} for row in sheet.to_python()[1:]]


def number(text: str) -> float | None:
    try:
        return float(text.strip().lstrip("'"))
    except ValueError:
        return None


def official_table(folder: Path) -> pa.Table:
    """The official boundaries as they would be imported, kept in a folder that is thrown away."""
    before: Callable[[], Path] = imported.reference_folder
    with tempfile.TemporaryDirectory() as kept:
        imported.reference_folder = lambda: Path(kept)
        for level in ("regencies", "districts"):
            areas.import_boundaries([folder / f"{level}.geojsonl.gz"], licence="MIT")
        table = areas.official_table()
    imported.reference_folder = before
    return table


def figures_of(rows: list[dict[str, Any]], given: pa.Table | None, official: pa.Table) -> dict[str, float | int]:
    with_ids = [row | {"record_id": f"{row['register']}-{at}", "row_number": at} for at, row in enumerate(rows)]
    empty = {name: ("" if column.required else None) for name, column in Records.columns().items()}
    engine = DuckDB()
    engine.put("records", pa.Table.from_pylist([empty | row for row in with_ids], schema=Records.schema()))
    engine.put(Areas.table, areas.country())
    engine.put(Decisions.table, Decisions.schema().empty_table())
    engine.put(OfficialBoundaries.table, OfficialBoundaries.schema().empty_table() if given is None else given)
    locate(engine, Silent())
    seen = engine.fetch(
        """SELECT r.register, r.lon AS given_lon, r.lat AS given_lat, p.regency_code, p.district_code, p.coordinate,
                  a.name AS village, r.address
           FROM places p JOIN records r ON r.record_id = p.record_id
           LEFT JOIN areas a ON a.code = p.village_code"""
    ).to_pylist()
    engine.close()
    return samarinda_figures([row for row in seen if row["register"] == "samarinda"]) | surakarta_figures(
        [row for row in seen if row["register"] == "surakarta"], official
    )


def samarinda_figures(rows: list[dict[str, Any]]) -> dict[str, float | int]:
    def right(row: dict[str, Any]) -> bool:
        """The second last part of the address begins like the village found."""
        said = plain(row["address"].split(",")[-2]) if "," in row["address"] else ""
        return bool(row["village"]) and said[:5] in plain(row["village"])

    return {
        "Samarinda: rows": len(rows),
        "Samarinda: village found and right": sum(map(right, rows)) / len(rows),
        "Samarinda: rows outside the city": sum(row["regency_code"] != CITY["samarinda"] for row in rows),
    }


def surakarta_figures(rows: list[dict[str, Any]], official: pa.Table) -> dict[str, float | int]:
    """Districts are compared with the official outlines, whichever boundaries the stage was given."""
    shapes = {row["code"]: shapely.from_wkb(row["shape"]) for row in official.to_pylist() if row["code"].startswith(CITY["surakarta"])}
    city = shapes[CITY["surakarta"]]
    pointed = [row for row in rows if row["given_lon"] is not None and row["given_lat"] is not None]
    lon, lat = (np.array([row[name] for row in pointed]) for name in ("given_lon", "given_lat"))
    in_city = shapely.intersects_xy(city, lon, lat)
    flagged = np.array([row["coordinate"] not in ("given",) for row in pointed])
    outside = np.array([row["coordinate"] == "outside" for row in pointed])
    stated = [shapes.get(row["district_code"] or "") for row in pointed]
    strict = np.array([bool(shape) and shapely.intersects_xy(shape, *at) for shape, *at in zip(stated, lon, lat, strict=True)])
    return {
        "Surakarta: rows with a coordinate": len(pointed),
        "Surakarta: points outside the official city": int((~in_city).sum()),
        "Surakarta: of those, flagged": int((flagged & ~in_city).sum()),
        "Surakarta: flagged as outside, in all": int(outside.sum()),
        "Surakarta: points in the city that the stage lets agree": float((~flagged)[in_city].mean()),
        "Surakarta: points in the city inside the official outline of the district": float(strict[in_city].mean()),
        "Surakarta: of points in another district, flagged": float(flagged[in_city & ~strict].mean()),
    }


def plain(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalpha())


def written(figures: dict[str, dict[str, float | int]]) -> str:
    lines = [
        "# Real registers located",
        "",
        f"Machine: {description()}. Totals only. Official: the regency and district polygons of the test data,",
        "imported; they are a published digitisation, not the ministry's own file.",
        "",
        "| figure | approximate | official imported |",
        "|---|---|---|",
    ]
    for name, value in figures["approximate"].items():
        cells = (f"{one:,}" if isinstance(one, int) else f"{one:.4f}" for one in (value, figures["official"][name]))
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
