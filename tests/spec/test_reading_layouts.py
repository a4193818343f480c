"""Which column holds what: proposed from titles and values, corrected by a person."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rajut import definitions
from rajut.areas import reference_folder
from rajut.engines import Engine
from rajut.progress import Silent
from rajut.reading import Layout, describe, layout_beside, read, read_layout, write_layout
from rajut.tables import Records
from support.drawn import see


def register(folder: Path, *lines: str, name: str = "usaha.csv") -> Path:
    file = folder / name
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return file


@pytest.mark.parametrize(
    ("titles", "values", "proposed"),
    [
        ("NAMA_USAHA;NAMA_PEMILIK", "Batik;Siti", {"business_name": "NAMA_USAHA", "owner": "NAMA_PEMILIK"}),
        ("Nama;Kegiatan", "Batik;membatik", {"business_name": "Nama", "activity": "Kegiatan"}),
        ("Business Name;District;Sub-Sector", "Batik;Laweyan;x", {"business_name": "Business Name", "district": "District"}),
        (
            "Nama Usaha;Kecamtan;Kabupatn",
            "Batik;Laweyan;Solo",
            {"business_name": "Nama Usaha", "district": "Kecamtan", "regency": "Kabupatn"},
        ),
        ("Nama Usaha;Kode Pos", "Batik;enam", {"business_name": "Nama Usaha"}),
        ("No;Nama Usaha", "1;Batik", {"business_name": "Nama Usaha"}),
        ("Nama Usaha;Koordinat", "Batik;-7.57, 110.82", {"business_name": "Nama Usaha", "lon": "Koordinat", "lat": "Koordinat"}),
        ("nama;OMSET_2019;OMSET_2021;OMSET_2020", "Batik;1;2;3", {"business_name": "nama", "sales": "OMSET_2021"}),
    ],
)
def test_titles_are_recognised_and_values_are_witnesses(tmp_path, titles, values, proposed):
    assert describe(register(tmp_path, titles, values)).columns == proposed


def test_values_speak_where_a_title_does_not(tmp_path):
    rows = [
        f"Batik {n};{'PEREMPUAN' if n % 2 else 'LAKI-LAKI'};3372{n:02}4{n}0190{n:04};-7.5{n}12;110.8{n}12;0812345678{n}"
        for n in range(1, 7)
    ]
    layout = describe(register(tmp_path, "nama;A;B;C;D;E", *rows))
    assert layout.columns == {"business_name": "nama", "phone": "E", "nik": "B", "lon": "D", "lat": "C", "owner_sex": "A"}


def test_the_year_of_the_chosen_columns_is_the_date_of_the_register(tmp_path):
    assert describe(register(tmp_path, "nama;OMSET_2019;OMSET_2021", "Batik;1;2")).observed_on == "2021"
    assert describe(register(tmp_path, "nama;omset", "Batik;1", name="umkm_2023.csv")).observed_on == "2023"
    assert describe(register(tmp_path, "nama;omset", "Batik;1")).observed_on is None


def test_units_in_a_title_multiply(engine: Engine, tmp_path):
    read(engine, [register(tmp_path, "nama;Omzet per Bulan (juta);Modal (Rp. 000)", "Batik;1,5;2.000")], Silent())
    see(engine, Records, "| business_name | sales | capital |\n| Batik | 18000000 | 2000000 |")


def test_a_layout_is_written_corrected_and_used(engine: Engine, tmp_path):
    file = register(tmp_path, "Daftar UMKM", "a;b: c;Nama # 1", "x;Siti;Batik")
    layout = Layout("binaan", {"business_name": "Nama # 1", "owner": "b: c"}, header_row=2, observed_on="2022", unused=("a",))
    write_layout(layout, layout_beside(file))
    assert layout_beside(file).name == "usaha.csv.layout.yaml"
    assert read_layout(layout_beside(file), file).columns == layout.columns
    read(engine, [file], Silent())
    see(engine, Records, "| register | row_number | business_name | owner | observed_on |\n| binaan | 3 | Batik | Siti | 2022 |")
    assert engine.value("SELECT layout_source FROM registers") == "file"


def test_what_is_proposed_can_be_written_and_read_back(tmp_path):
    file = register(tmp_path, "nama;omzet per bulan;desa", "Batik;1;Laweyan", name="daftar 2020.csv")
    proposed = describe(file)
    write_layout(proposed, layout_beside(file))
    found = read_layout(layout_beside(file), file)
    assert (found.columns, found.multiply, found.wanted, found.register, found.observed_on) == (
        proposed.columns,
        {"sales": 12.0},
        proposed.wanted,
        "daftar_2020",
        "2020",
    )


@pytest.mark.parametrize(
    ("above", "name", "titles", "area"),
    [
        ("DAFTAR USAHA KOTA SURAKARTA TAHUN 2023", "usaha.csv", "nama;alamat", "3372"),
        ("Dinas Koperasi Kab. Klaten, Provinsi Jawa Tengah", "usaha.csv", "nama;desa", "3310"),
        ("IKM Prov. Jawa Tengah", "usaha.csv", "nama;alamat", "33"),
        ("Industri Kabupaten Bandung Barat", "usaha.csv", "nama;alamat", "3217"),
        ("UMKM Kota Jakarta Pusat", "usaha.csv", "nama;alamat", "3171"),
        ("", "umkm_kota_samarinda_2024.csv", "nama;alamat", "6472"),
        ("Daftar usaha", "madiun.csv", "nama;alamat", None),
        ("Kabupaten Bandung dan Kabupaten Bandung Barat", "usaha.csv", "nama;alamat", None),
        ("Pasar Kota Lama", "usaha.csv", "nama;alamat", None),
        ("DAFTAR USAHA KOTA SURAKARTA", "usaha.csv", "nama;kabupaten", None),
    ],
)
def test_the_area_a_register_says_it_is_of(tmp_path, above, name, titles, area):
    """Only with its level, since a bare Madiun is two; only one, and only where no column says it of each row."""
    if not (reference_folder() / "areas").exists():
        pytest.skip("the list of areas is fetched at set-up")
    file = register(tmp_path, *filter(None, [above]), titles, "Batik Siti;Jl. Melati 5", "Tenun Nur;Jl. Kenanga 2", name=name)
    assert describe(file).area == area


def test_the_area_of_a_register_is_kept_and_can_be_corrected(engine: Engine, tmp_path):
    file = register(tmp_path, "nama;alamat", "Batik;Jl. Melati")
    write_layout(Layout("binaan", {"business_name": "nama"}, area="3372"), layout_beside(file))
    read(engine, [file], Silent())
    assert engine.value("SELECT area_code FROM registers") == "3372"


def test_a_file_without_titles_is_read_with_a_layout(engine: Engine, tmp_path):
    file = register(tmp_path, "Batik;12", "Tenun;13")
    layout_beside(file).write_text("header_row: 0\ncolumns: {business_name: column 1, workers: column 2}\n")
    read(engine, [file], Silent())
    see(engine, Records, "| row_number | business_name | workers |\n| 1 | Batik | 12 |\n| 2 | Tenun | 13 |")


def test_every_role_is_a_column_of_records():
    assert set(definitions.load("layouts").content["roles"]) < set(Records.columns())


# --- values ---------------------------------------------------------------------------------------------


def test_what_identifiers_mean(engine: Engine, tmp_path):
    file = register(
        tmp_path,
        "nama;telepon;NIK;NIB;NPWP;kode pos",
        "Batik;0812-3456-7890 / 0274123;3372015203900001;1234567890123;01.234.567.8-901.000;57148",
        "Bordir;(0271) 634567;3372013213900001;123;1;5714",
        "Tenun;+62 (0)813 1111 2222;-;n/a;;",
    )
    read(engine, [file], Silent())
    see(
        engine,
        Records,
        """
        | row_number | phone          | nik              | nib           | npwp            | postal_code |
        | 2          | +6281234567890 | 3372015203900001 | 1234567890123 | 012345678901000 | 57148       |
        | 3          | +62271634567   |                  |               |                 |             |
        | 4          | +6281311112222 |                  |               |                 |             |
        """,
    )


def test_what_facts_mean(engine: Engine, tmp_path):
    file = register(
        tmp_path,
        "nama;pemilik;JK;tahun berdiri;lat;lng;tenaga kerja;omset;kbli 2020",
        "Batik;Siti;P;sejak 1998;-7,57;110.82;3;2,5 jt;C14111",
        "0;Budi;pria;1800;-75781017;7°34'12\" S;dua;-5;14",
        "Tenun;tidak ada;X;2019-05-01;n/a;BT;1.0;Rp. 1.500.000,-;",
    )
    layout = describe(file)
    write_layout(replace(layout, columns=layout.columns | {"lon": "lng", "kbli": "kbli 2020"}), layout_beside(file))
    read(engine, [file], Silent())
    see(
        engine,
        Records,
        """
        | row_number | business_name | owner | owner_sex | started | lat       | lon    | workers | sales   | kbli  | kbli_version |
        | 2          | Batik         | Siti  | F         | 1998    | -7.57     | 110.82 | 3       | 2500000 | 14111 | 2020         |
        | 3          |               | Budi  | M         |         | -75781017 | -7.57  |         |         | 14    | 2020         |
        | 4          | Tenun         |       |           | 2019    |           |        | 1       | 1500000 |       |              |
        """,
    )
