"""The mistakes of registers: none at noise 0, the known kinds at noise 1."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rajut.sampling.mistakes import Mistakes, slipped
from support.worlds import made, register, truth, truth_of_records


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("clean"), 1500, noise=0)


@pytest.fixture(scope="module")
def noisy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("noisy"), 3000)


def told_and_true(folder: Path, name: str) -> list[tuple[dict[str, str], dict]]:
    everyone = truth(folder)
    return [(row, everyone[number - 1]) for row, number in zip(register(folder, name), truth_of_records(folder)[name], strict=True)]


def test_without_noise_a_register_tells_the_truth_once(clean):
    assert all(len(rows) == len(set(rows)) for rows in truth_of_records(clean).values())
    for row, true in told_and_true(clean, "dinas_ukm"):
        assert row["Nama Usaha"] == true["business_name"]
        assert row["Nama Pemilik"] == true["owner"]
        assert row["Kegiatan Usaha"] == true["activity"]
        assert row["Omzet per Tahun (Rp)"] == str(true["sales"])
        assert row["Jml Tenaga Kerja"] == str(true["workers"])
        assert row["No. HP"] == ("0" + true["phone"][3:] if true["phone"] else "")
        assert float(row["Latitude"]) == pytest.approx(true["lat"], abs=1e-6)
        assert float(row["Longitude"]) == pytest.approx(true["lon"], abs=1e-6)
    for row, true in told_and_true(clean, "oss_perizinan"):
        assert row["nama_perusahaan"] == true["business_name"].upper()
        assert row["kode_wilayah"].replace(".", "") == true["village_code"]
        assert row["kbli_2020"] == true["kbli"]
        assert row["nik_penanggung_jawab"] == true["nik"]
        assert row["npwp"] == (true["npwp"] or "")
        assert row["modal_usaha"] == str(true["capital"])
    for row, true in told_and_true(clean, "asosiasi_fesyen"):
        assert row["Brand / Nama Usaha"] == true["business_name"]
        assert row["WhatsApp"] == (true["phone"] or "")
        assert row["Since"] == str(true["started"])


def test_with_noise_names_differ_but_most_stay(noisy):
    pairs = told_and_true(noisy, "dinas_ukm")
    same = sum(row["Nama Usaha"].lower() == true["business_name"].lower() for row, true in pairs) / len(pairs)
    assert 0.6 < same < 0.9
    assert any(not row["Nama Usaha"] for row, _ in pairs)


def test_with_noise_coordinates_go_wrong_in_each_of_the_usual_ways(noisy):
    kinds = {"missing": 0, "swapped": 0, "flipped": 0, "point lost": 0, "good": 0}
    pairs = told_and_true(noisy, "dinas_ukm")
    for row, true in pairs:
        if not row["Latitude"]:
            kinds["missing"] += 1
            continue
        lat, lon = float(row["Latitude"]), float(row["Longitude"])
        near = lambda told, real: abs(told - real) < 0.02  # noqa: E731  used five times below
        kinds["swapped"] += near(lat, true["lon"]) and near(lon, true["lat"])
        kinds["flipped"] += near(-lat, true["lat"]) and near(lon, true["lon"]) and abs(lat) > 0.1
        kinds["point lost"] += abs(lon) > 1e6
        kinds["good"] += near(lat, true["lat"]) and near(lon, true["lon"])
    assert all(count >= 5 for count in kinds.values()), kinds
    assert 0.72 < kinds["good"] / len(pairs) < 0.9


def test_with_noise_the_divided_provinces_of_papua_carry_old_codes(tmp_path):
    pairs = told_and_true(made(tmp_path, 12_000, seed=2), "oss_perizinan")
    papua = [(row["kode_wilayah"], true["village_code"]) for row, true in pairs if true["province_code"] in {"93", "94", "95", "96"}]
    old = [(told, true) for told, true in papua if told[:2] in {"91", "92"}]
    assert 0.25 < len(old) / len(papua) < 0.65
    assert all(told.replace(".", "")[4:6] == true[4:6] for told, true in old)


def test_with_noise_an_identity_number_has_one_wrong_digit_at_most(noisy):
    pairs = [
        (row["nik_penanggung_jawab"], true["nik"]) for row, true in told_and_true(noisy, "oss_perizinan") if row["nik_penanggung_jawab"]
    ]
    wrong = [sum(a != b for a, b in zip(told, true, strict=True)) for told, true in pairs]
    assert set(wrong) == {0, 1}
    assert 0.002 < sum(wrong) / len(wrong) < 0.03


def test_phones_are_one_number_in_many_forms(noisy):
    forms = {re.sub(r"\d+", "9", row["WhatsApp"]) for row, _ in told_and_true(noisy, "asosiasi_fesyen")}
    assert {"+9", "9", "9-9-9", ""} <= forms


def test_mistakes_grow_with_noise():
    calm, wild = (Mistakes(level, np.random.default_rng(1)).happen("typo_name", 10_000).sum() for level in (0.5, 2))
    assert 0 < calm < wild
    assert not Mistakes(0, np.random.default_rng(1)).happen("missing", 10_000).any()


@pytest.mark.parametrize(
    ("how", "told"), [(0, "Baitk"), (1, "Baik"), (2, "Battik"), (3, "Bayik")], ids=["swap", "leave out", "double", "the key beside"]
)
def test_a_slip_of_the_keyboard(how, told):
    column = pa.array(["Batik", None, "Batik", "Tas"])
    slips = slipped(column, np.array([True, True, False, True]), np.full(4, 0.5), np.full(4, how))
    assert slips.to_pylist() == [told, None, "Batik", "Tas"]


@given(
    st.lists(
        st.tuples(st.none() | st.text("abc XÜé'1", max_size=12), st.booleans(), st.floats(0, 1, exclude_max=True), st.integers(0, 3)),
        max_size=30,
    )
)
def test_a_slip_changes_hit_cells_only_and_by_one_letter(cells):
    column = pa.array([cell for cell, *_ in cells], pa.string())
    hit, where, how = (np.array([cell[i] for cell in cells], kind) for i, kind in ((1, bool), (2, float), (3, int)))
    told = slipped(column, hit, where, how).to_pylist()
    for (cell, wrong, _, _), now in zip(cells, told, strict=True):
        if cell is None or not wrong:
            assert now == cell
        else:
            assert abs(len(now) - len(cell)) <= 1
            assert now[:1] == cell[:1]
            assert set(now) <= set(cell) | {"s"}
