"""The real registers, where they are: key facts only, nobody's data."""

from __future__ import annotations

from pathlib import Path

import pytest

from rajut.engines import Engine
from rajut.progress import Silent
from rajut.reading import describe, read

pytestmark = pytest.mark.registers

ROLES = {
    "surakarta_umkm_2023.csv": {
        "business_name": "Nama",
        "activity": "Kegiatan",
        "category": "kategori",
        "district": "Kecamatan",
        "address": "Alamat",
        "lat": "lat",
        "lon": "lng",
    },
    "samarinda_ikm.xlsx": {
        "business_name": "Nama Industri",
        "owner": "Nama Pemilik",
        "address": "Alamat",
        "workers": "Tenaga Kerja",
        "capital": "Nilai Investasi",
        "category": "Komoditi",
    },
    "east_java_umkm_2019_2021.csv": {
        "source_id": "ID_DT_BINAAN_EXCEL",
        "business_name": "NAMA_USAHA",
        "owner": "NAMA_PEMILIK",
        "owner_sex": "JENIS_KELAMIN",
        "activity": "JENIS_KEGIATAN",
        "category": "JENIS_LAPANGAN_USAHA",
        "district": "KECAMATAN",
        "regency": "KAB_KOTA",
        "workers": "JML_TENAGA_KERJA_2021",
        "sales": "OMSET_2021",
        "started": "TAHUN_MULAI_USAHA",
    },
}


@pytest.mark.parametrize("name", sorted(ROLES))
def test_the_columns_of_a_real_register_are_recognised(registers: Path, name: str):
    assert describe(registers / name).columns == ROLES[name]


def test_the_real_registers_are_read_whole(engine: Engine, registers: Path):
    facts = read(engine, [registers / name for name in ROLES], Silent())
    rows = {row["file_name"]: (row["rows_read"], row["rows_rejected"]) for row in facts["registers"]}
    assert rows == {"surakarta_umkm_2023.csv": (11157, 1), "samarinda_ikm.xlsx": (1463, 0), "east_java_umkm_2019_2021.csv": (3388, 6)}
    assert facts["rejected_by_reason"] == {"READ-NO-NAME-NO-ACTIVITY": 7}
    found = engine.rows(
        """
        SELECT count(*) FILTER (register = 'samarinda_ikm' AND category = 'Sandang') AS sandang,
               count(*) FILTER (register LIKE 'surakarta%' AND category = 'Fashion') AS fashion,
               count(*) FILTER (business_name IN ('0', '-')) AS nameless,
               count(*) FILTER (register LIKE 'east_java%' AND observed_on = '2021') AS dated,
               count(*) FILTER (lat BETWEEN -8 AND -7 AND lon BETWEEN 110 AND 111) AS in_surakarta,
               count(DISTINCT record_id) AS ids, count(*) AS records
        FROM records"""
    )[0]
    assert (found["sandang"], found["fashion"], found["nameless"], found["dated"]) == (488, 1233, 0, 3382)
    assert found["in_surakarta"] > 11_000
    assert found["ids"] == found["records"] == 16_001
