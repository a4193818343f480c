# ruff: noqa: E501  drawn tables are as wide as their rows
"""The change report says in words what happened to the clusters and sentra of an officer's area."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rajut import tables as t
from support.officers import sign_in
from support.portal_addresses import text_of
from support.small_world import BATIK, SARONG, small_world

RECORDS = f"""
| unit_id   | unit    | state    | regency_code | name_id              | name_en               | became | split_by |
| {BATIK}   | cluster | standing | 3372         | Klaster batik Laweyan | Laweyan batik cluster |        | []       |
| K3372-old | cluster | ended    | 3372         | Klaster lama Sondakan | Old Sondakan cluster  |        | []       |
| S-1       | sentra  | standing | 3372         | Sentra batik Laweyan | Laweyan batik sentra  |        | []       |
| S-3       | sentra  | standing | 3372         | Sentra dagang Laweyan | Laweyan trading sentra |       | []       |
| S-9       | sentra  | ended    | 3372         | Sentra jahit Pajang  | Pajang tailoring sentra |      | []       |
| {SARONG}  | cluster | standing | 6472         | Klaster tenun        | Weaving cluster       |        | []       |
"""
CHANGES = f"""
| unit_id   | unit    | change  | regency_code | name_id               | name_en                 | before | members | joined | gone | moved_in | moved_out | others        |
| {BATIK}   | cluster | merged  | 3372         | Klaster batik Laweyan | Laweyan batik cluster   | 80     | 97      | 17     | 0    | 12       | 0         | ["K3372-old"] |
| K3372-old | cluster | ended   | 3372         | Klaster lama Sondakan | Old Sondakan cluster    | 12     | 0       | 0      | 12   | 0        | 12        | ["{BATIK}"]   |
| S-1       | sentra  | split   | 3372         | Sentra batik Laweyan  | Laweyan batik sentra    | 94     | 88      | 0      | 6    | 0        | 6         | ["S-3"]       |
| S-3       | sentra  | born    | 3372         | Sentra dagang Laweyan | Laweyan trading sentra  | 0      | 6       | 6      | 0    | 6        | 0         | ["S-1"]       |
| S-9       | sentra  | ended   | 3372         | Sentra jahit Pajang   | Pajang tailoring sentra | 5      | 0       | 0      | 5    | 0        | 0         | []            |
| {SARONG}  | cluster | members | 6472         | Klaster tenun         | Weaving cluster         | 60     | 64      | 7      | 3    | 2        | 1         | []            |
"""
SAYS = {
    "merged": "Menerima anggota Klaster lama Sondakan, yang tidak ada lagi; kini 97 usaha.",
    "ended": "Tidak ada lagi; kebanyakan dari 12 usahanya kini di Klaster batik Laweyan.",
    "split": "Tetap ada dengan 88 usaha; darinya lahir Sentra dagang Laweyan.",
    "born": "Baru, dengan 6 usaha; kebanyakan dari Sentra batik Laweyan.",
    "ended alone": "Tidak ada lagi; 5 usahanya tidak pindah ke yang lain.",
}
ELSEWHERE = "7 usaha masuk (2 dari yang lain), 3 keluar (1 pindah ke yang lain)."


@pytest.fixture(autouse=True)
def changed(tmp_path: Path, settings: Any) -> None:
    settings.RAJUT_WORKSPACE = small_world(tmp_path, drawn_tables={t.UnitRecords: RECORDS, t.ClusterChanges: CHANGES})


def test_each_change_is_a_sentence_of_the_officers_own_area() -> None:
    page = sign_in("rini", "regency", "3372").get("/petugas/perubahan/").text
    assert [told for told in SAYS.values() if told not in page] == []
    assert ELSEWHERE not in page
    everything = sign_in("siti", "ministry").get("/petugas/perubahan/").text
    assert ELSEWHERE in everything
    assert SAYS["split"] in everything


def test_what_stands_is_led_to_and_what_ended_is_not() -> None:
    page = sign_in("rini", "regency", "3372").get("/petugas/perubahan/?satuan=cluster").text
    assert f'href="/klaster/{BATIK}/"' in page
    assert 'href="/klaster/K3372-old/"' not in page
    assert SAYS["split"] not in page, "only clusters were asked for"


def test_filters_and_words_that_do_not_exist() -> None:
    client = sign_in("rini", "regency", "3372")
    assert SAYS["born"] in client.get("/petugas/perubahan/?perubahan=born").text
    assert SAYS["merged"] not in client.get("/petugas/perubahan/?perubahan=born").text
    assert client.get("/petugas/perubahan/?perubahan=danced").status_code == 404
    assert client.get("/petugas/perubahan/?satuan=village").status_code == 404


def test_the_spreadsheet_holds_the_same() -> None:
    text = text_of(sign_in("rini", "regency", "3372").get("/en/petugas/perubahan/perubahan.xlsx?satuan=sentra"))
    assert "Goes on with 88 businesses; Laweyan trading sentra was born of it." in text
    assert "Laweyan batik cluster" not in text


def test_a_first_run_says_that_there_is_nothing_to_compare(tmp_path: Path, settings: Any) -> None:
    settings.RAJUT_WORKSPACE = small_world(tmp_path / "first")
    assert "Ini proses yang pertama" in sign_in("siti", "ministry").get("/petugas/perubahan/").text
