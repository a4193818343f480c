"""The truth files: every business as it is, and which business every row of a register tells of."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa

from rajut.progress import Progress
from rajut.sampling import told
from rajut.sampling.registers import HEADER_ROW, ROWS_PER_PART
from rajut.sampling.words import Whole, digits, either, join, only
from rajut.sampling.world import World, old_npwp
from rajut.sampling.writing import Aside, Parquet

TEXT, WHOLE, NUMBER, YES_NO = pa.string(), pa.int64(), pa.float64(), pa.bool_()
BUSINESSES = pa.schema(
    {
        "business": WHOLE, "fashion": YES_NO, "line": TEXT, "segment": TEXT, "role": TEXT, "kbli": TEXT, "kbli_version": TEXT,
        "muslim_wear": YES_NO, "planted_sentra": WHOLE, "planted_cluster": WHOLE, "business_name": TEXT, "owner": TEXT, "owner_sex": TEXT,
        "same_owner_as": WHOLE, "nik": TEXT, "nib": TEXT, "npwp": TEXT, "phone": TEXT, "address": TEXT, "activity": TEXT, "workers": WHOLE,
        "sales": WHOLE, "capital": WHOLE, "started": WHOLE, "province_code": TEXT, "regency_code": TEXT, "district_code": TEXT,
        "village_code": TEXT, "lon": NUMBER, "lat": NUMBER, "in_oss_perizinan": YES_NO, "in_dinas_ukm": YES_NO,
        "in_asosiasi_fesyen": YES_NO, "in_no_register": YES_NO,
    }
)  # fmt: skip
RECORDS = pa.schema({"register": TEXT, "row_number": WHOLE, "business": WHOLE})


def write_truth(world: World, held: dict[str, Whole], folder: Path, progress: Progress) -> None:
    with Aside(folder / "truth.parquet", partial(Parquet, schema=BUSINESSES)) as sink:
        for start in range(0, len(world), ROWS_PER_PART):
            sink.write(businesses(world, np.arange(start, min(start + ROWS_PER_PART, len(world)))))
            progress.item("truth.parquet", start / len(world))
            progress.check()
    with Aside(folder / "truth_records.parquet", partial(Parquet, schema=RECORDS)) as sink:
        for register, rows in held.items():
            number = np.arange(len(rows)) + HEADER_ROW + 1
            sink.write(pa.table({"register": pa.repeat(register, len(rows)), "row_number": number, "business": rows + 1}))


def businesses(world: World, rows: Whole) -> pa.Table:
    """The truth of these businesses. `planted_sentra` holds its members only, `planted_cluster` its suppliers, supporters and trade too."""
    return pa.table(_kind(world, rows) | _identity(world, rows) | _figures(world, rows) | _place(world, rows) | _membership(world, rows))


def _kind(world: World, rows: Whole) -> dict[str, pa.Array]:
    lines, line = world.lines, world.place.line[rows]
    sentra, segment = world.place.sentra[rows].astype(np.int64) + 1, lines.product[line].astype(np.int64)
    fashion = lines.fashion[line]
    return {
        "business": pa.array(rows + 1),
        "fashion": pa.array(fashion),
        "line": pa.array(lines.ids).take(pa.array(line)),
        "segment": only(fashion, pa.array(lines.segments).take(pa.array(np.maximum(segment, 0)))),
        "role": only(fashion, pa.array(lines.role).take(pa.array(line))),
        "kbli": pa.array(lines.kbli).take(pa.array(line)),
        "kbli_version": pa.repeat("2020", len(rows)),
        "muslim_wear": pa.array(world.muslim[rows]),
        "planted_sentra": only(world.place.member[rows], pa.array(sentra)),
        "planted_cluster": only(sentra > 0, pa.array(sentra)),
    }


def _identity(world: World, rows: Whole) -> dict[str, pa.Array]:
    owner, nik = world.owner, digits(world.owner.nik[rows], 16)
    street, house, rt, rw = told.address_parts(world, rows)
    old = either(world.npwp[rows] == 2, old_npwp(world, rows), pa.nulls(len(rows), TEXT))
    return {
        "business_name": told.true_name(world, rows),
        "owner": owner.name(rows),
        "owner_sex": either(owner.female[rows], "F", pa.repeat("M", len(rows))),
        "same_owner_as": only(owner.same_as[rows] != rows, pa.array(owner.same_as[rows] + 1)),
        "nik": nik,
        "nib": digits(owner.nib[rows], 13),
        "npwp": either(world.npwp[rows] == 1, nik, old),
        "phone": only(world.phone[rows], join("+62", digits(owner.phone[rows]), between="")),
        "address": join("Jl.", street, "No.", digits(house), told.rt_rw(rt, rw, np.zeros(len(rows)))),
        "activity": world.lines.activities.text(world.activity[rows]),
    }


def _figures(world: World, rows: Whole) -> dict[str, pa.Array]:
    return {name: pa.array(column[rows]).cast(WHOLE) for name, column in vars(world.figures).items()}


def _place(world: World, rows: Whole) -> dict[str, pa.Array]:
    country, village = world.country, world.place.village[rows]
    return {
        "province_code": country.province.code.take(pa.array(country.province_of[village])),
        "regency_code": country.regency.code.take(pa.array(country.regency_of[village])),
        "district_code": country.district.code.take(pa.array(country.district_of[village])),
        "village_code": country.village.code.take(pa.array(village)),
        "lon": pa.array(world.place.lon[rows]),
        "lat": pa.array(world.place.lat[rows]),
    }


def _membership(world: World, rows: Whole) -> dict[str, pa.Array]:
    told_by = {f"in_{name}": pa.array(held[rows]) for name, held in world.membership.items()}
    nobody = ~np.logical_or.reduce([held[rows] for held in world.membership.values()])
    return told_by | {"in_no_register": pa.array(nobody)}
