"""dinas_ukm: a district office's spreadsheet. Free text, names of villages and districts, coordinates, sales."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rajut.sampling import told
from rajut.sampling.mistakes import Mistakes
from rajut.sampling.points import coordinates
from rajut.sampling.words import Whole, either, only
from rajut.sampling.world import World

CATEGORIES = {
    "food_stall": "Kuliner",
    "snacks": "Kuliner",
    "cakes": "Kuliner",
    "tofu": "Kuliner",
    "batik_cake": "Kuliner",
    "grocery": "Perdagangan",
    "cat_food": "Perdagangan",
    "rattan": "Kerajinan",
    "furniture": "Kerajinan",
    "nets": "Kerajinan",
}


def columns(world: World, rows: Whole, mistakes: Mistakes, first_row: int) -> dict[str, pa.Array]:
    village, district = told.village_told(world, rows, mistakes)
    country = world.country
    lat, lon = coordinates(world, rows, mistakes)
    _, _, rt, rw = told.address_parts(world, rows)
    shout = mistakes.random.random(len(rows)) < 0.25 * min(mistakes.level, 1.0)
    name, owner = told.business_name(world, rows, mistakes), told.owner_name(world, rows, mistakes)
    return {
        "No": pa.array(np.arange(first_row, first_row + len(rows))),
        "Nama Usaha": either(shout, pc.utf8_upper(name), name),
        "Nama Pemilik": either(shout, pc.utf8_upper(owner), owner),
        "L/P": mistakes.lose(either(world.owner.female[rows], "P", pa.repeat("L", len(rows)))),
        "NIK": only(mistakes.random.random(len(rows)) < 0.6, told.identity_number(world.owner.nik[rows], 16, mistakes)),
        "Kegiatan Usaha": told.activity(world, rows, mistakes),
        "Kategori": category(world, rows, mistakes),
        "Alamat": told.street_address(world, rows, mistakes, style=2, with_rt=False),
        "RT/RW": mistakes.lose(told.rt_rw(rt, rw, np.full(len(rows), 2))),
        "Desa/Kelurahan": mistakes.lose(mistakes.slip(country.village.name.take(pa.array(village)), "typo_address")),
        "Kecamatan": mistakes.lose(mistakes.slip(country.district.name.take(pa.array(district)), "typo_address")),
        "Kab/Kota": country.regency.name.take(pa.array(country.regency_of[village])),
        "No. HP": told.phone(world, rows, mistakes, style=0),
        "Jml Tenaga Kerja": told.workers(world, rows, mistakes),
        "Omzet per Tahun (Rp)": told.rupiah(world.figures.sales[rows], mistakes),
        "Tahun Berdiri": mistakes.lose(pa.array(world.figures.started[rows])),
        "Latitude": lat,
        "Longitude": lon,
        "Tahun Pendataan": pc.utf8_slice_codeunits(told.observed_on(rows, "dinas_ukm"), 0, 4),
    }


def category(world: World, rows: Whole, mistakes: Mistakes) -> pa.Array:
    """The dinas sorts into a handful of labels; makers of fashion are `Fashion`, shops often `Perdagangan`."""
    labels = pa.array(
        ["Fashion" if fashion else CATEGORIES.get(line, "Jasa") for line, fashion in zip(world.lines.ids, world.lines.fashion, strict=True)]
    )
    label = labels.take(pa.array(world.place.line[rows]))
    shop = np.array([role == "trade" for role in world.lines.role])[world.place.line[rows]]
    label = either(shop & (mistakes.random.random(len(rows)) < 0.5), "Perdagangan", label)
    vague = mistakes.happen("missing", len(rows))
    return mistakes.lose(either(vague, "Lain-lain", label))
