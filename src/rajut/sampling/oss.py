"""oss_perizinan.csv: an extract of a licensing system. Upper case, codes, a NIB on every row, no coordinates."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rajut import definitions
from rajut.sampling import told
from rajut.sampling.mistakes import Mistakes
from rajut.sampling.words import Whole, digits, either, join, only
from rajut.sampling.world import World, old_npwp


def columns(world: World, rows: Whole, mistakes: Mistakes, first_row: int) -> dict[str, pa.Array]:
    village, _ = told.village_told(world, rows, mistakes)
    country = world.country
    nik = digits(world.owner.nik[rows], 16)
    npwp = either(world.npwp[rows] == 1, nik, either(world.npwp[rows] == 2, old_npwp(world, rows), pa.nulls(len(rows), pa.string())))
    upper = [
        told.business_name(world, rows, mistakes), told.owner_name(world, rows, mistakes),
        told.street_address(world, rows, mistakes, style=1), country.province.name.take(pa.array(country.province_of[village])),
        country.regency.name.take(pa.array(country.regency_of[village])),
    ]  # fmt: skip
    name, owner, address, province, regency = (pc.utf8_upper(column) for column in upper)
    return {
        "id_proyek": join("PRJ", digits(np.arange(first_row, first_row + len(rows)), 9), between="-"),
        "nib": digits(world.owner.nib[rows], 13),
        "nama_perusahaan": name,
        "nama_penanggung_jawab": owner,
        "nik_penanggung_jawab": told.identity_number(world.owner.nik[rows], 16, mistakes),
        "npwp": mistakes.lose(npwp),
        "kbli_2020": told.kbli(world, rows, mistakes),
        "kode_wilayah": area_code(world, village, mistakes),
        "provinsi": province,
        "kabupaten_kota": regency,
        "alamat_usaha": address,
        "kode_pos": mistakes.lose(country.postal_code.take(pa.array(village))),
        "no_telp": told.phone(world, rows, mistakes, style=2),
        "modal_usaha": told.rupiah(world.figures.capital[rows], mistakes),
        "jumlah_tenaga_kerja": told.workers(world, rows, mistakes),
        "tahun_mulai": mistakes.lose(pa.array(world.figures.started[rows])),
        "tanggal_data": told.observed_on(rows, "oss_perizinan"),
    }


def area_code(world: World, village: Whole, mistakes: Mistakes) -> pa.Array:
    """PP.KK.CC.VVVV; in the divided provinces of Papua often the code from before, sometimes the district's only."""
    code = world.country.village.code.take(pa.array(village))
    old_codes = definitions.load("sampling_places").content["old_regency_codes"]
    before = pa.array([old_codes.get(regency) for regency in world.country.regency.code.to_pylist()], pa.string())
    before = before.take(pa.array(world.country.regency_of[village]))
    before = only(mistakes.happen("old_area_code", len(village)), before)
    regency = pc.coalesce(before, pc.utf8_slice_codeunits(code, 0, 4))
    parts = [pc.utf8_slice_codeunits(regency, 0, 2), pc.utf8_slice_codeunits(regency, 2, 4), pc.utf8_slice_codeunits(code, 4, 6)]
    full = ~mistakes.happen("short_area_code", len(village))
    return join(*parts, only(full, pc.utf8_slice_codeunits(code, 6, 10)), between=".")
