"""A cluster says why it is one, and where it stands among those of its product line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from portal.clusters import comparing, profile, reasons
from portal.runs.queries import published
from rajut import tables as t
from support.officers import sign_in
from support.small_world import BATIK, LONELY, small_world

HEAD = (
    "cluster_id | name_id | name_en | province_code | regency_code | lon | lat | radius_m | members | sentra | main_segment | segments | "
    "roles | sizes | missing_roles | women_owned | sex_known | muslim_wear | workers | workers_known | location_quotient"
)


def nine(members: list[int], radius: int = 1000) -> str:
    """Weaving clusters K1, K2, … of Surakarta with these members."""
    rows = [
        f"| K{number} | Klaster {number} | Cluster {number} | 33 | 3372 | 110.8 | -7.5 | {radius + number} | {count} | 1 | weaving | "
        f'{{"weaving": {count}}} | {{"core": {count}}} | {{"unknown": {count}}} | [] | 0 | 0 | 0 | 0 | 0 | 1.0 |'
        for number, count in enumerate(members, 1)
    ]
    return "\n".join([f"| {HEAD} |", *rows])


def world(tmp_path: Path, settings: Any, members: list[int]) -> Any:
    settings.RAJUT_WORKSPACE = small_world(tmp_path, drawn_tables={t.Clusters: nine(members)})
    return published().now()


def standing_of(run: Any, cluster_id: str) -> dict[str, dict[str, Any]]:
    page = comparing.page(run, cluster_id)
    assert page is not None
    return {str(row["title"]): row for row in page["standing"]}


def test_the_largest_is_strong_in_size_and_the_smallest_weak(tmp_path: Path, settings: Any) -> None:
    run = world(tmp_path, settings, [90, 80, 70, 60, 50, 40, 30, 20, 10])
    first, fifth, last = (standing_of(run, name)["Anggota"] for name in ("K1", "K5", "K9"))
    assert (first["rank"], first["of"], first["median"].shown, str(first["verdict"])) == (1, 9, "50", "kekuatan")
    assert (fifth["rank"], str(fifth["verdict"])) == (5, "sedang")
    assert (last["rank"], str(last["verdict"])) == (9, "kelemahan")


def test_the_nearest_together_is_strong_in_travel(tmp_path: Path, settings: Any) -> None:
    run = world(tmp_path, settings, [90] * 9)
    row = standing_of(run, "K1")["Jari-jari 9 dari 10 anggota (km)"]
    assert (row["rank"], str(row["verdict"])) == (1, "kekuatan")


def test_equals_are_neither_strong_nor_weak(tmp_path: Path, settings: Any) -> None:
    run = world(tmp_path, settings, [50] * 9)
    assert {str(standing_of(run, f"K{number}")["Anggota"]["verdict"]) for number in range(1, 10)} == {"sedang"}


def test_withheld_sizes_are_compared_with_nothing(tmp_path: Path, settings: Any) -> None:
    run = world(tmp_path, settings, [90, 80, 70, 60, 50, 40, 30, 20, 3])
    assert "Anggota" not in standing_of(run, "K9")
    assert standing_of(run, "K1")["Anggota"]["of"] == 8


def test_with_few_clusters_nothing_is_compared(visitor: Client) -> None:
    assert "Klaster selini terlalu sedikit untuk dibandingkan." in visitor.get(f"/klaster/{BATIK}/").text


def test_why_it_is_a_cluster(visitor: Client) -> None:
    run = published().now()
    assert run is not None
    page = profile.page(run, BATIK)
    assert page is not None
    assert reasons.why(page) == [
        "Ada 2 sentra yang berdekatan di sini: Sentra batik Laweyan; Sentra dagang Laweyan.",
        "Sembilan dari sepuluh anggotanya berada paling jauh 1,1 km dari pusatnya, kira-kira 23 usaha per km².",
        "Anggotanya saling melengkapi: ada peran inti, pemasok dan perdagangan. Yang belum ada: pendukung.",
        "Lini Batik 1,5 kali lebih terpusat di Kota Surakarta daripada di seluruh negeri.",
        "1 dari 1 sentranya memenuhi batas PP 29/2018: paling sedikit 5 unit usaha sejenis di satu lokasi.",
    ]


def test_a_cluster_without_sentra_says_so_and_few_members_have_no_density(visitor: Client) -> None:
    page = visitor.get(f"/klaster/{LONELY}/").text
    assert "Belum ada sentra di sini" in page
    assert "usaha per km²." not in page
    assert profile.density({"members": 4, "radius_m": 1000.0}) is None


def test_english_is_complete(visitor: Client) -> None:
    page = visitor.get(f"/en/klaster/{BATIK}/").text
    assert "There are 2 sentra close to each other here: Laweyan batik sentra; Laweyan trading sentra." in page


@pytest.mark.parametrize(("role", "area", "opens"), [("ministry", "", True), ("regency", "3372", False)])
def test_an_officer_is_led_to_the_nearest_of_a_missing_role_in_their_own_area(role: str, area: str, opens: bool) -> None:
    page = sign_in("dewi", role, area).get(f"/petugas/klaster/{BATIK}/").text
    assert "Pendukung: usaha terdekat 8,2 km" in page
    assert ("/petugas/usaha/B-NUR/" in page) is opens
    assert ("di luar wilayah Anda" in page) is not opens
