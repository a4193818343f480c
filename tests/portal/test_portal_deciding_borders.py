"""Deciding beside a border: what an officer is told of decisions, and may undo, ends where their area ends."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from portal.people.models import Officer
from portal.registry import actions
from portal.registry.models import Decision
from support.officers import sign_in
from support.small_world import RUN

DECIDE, QUEUE, DECISIONS = "/petugas/meragukan/putuskan/", "/petugas/meragukan/", "/petugas/keputusan/"
IN_SURAKARTA = {"record_a": "R-AKASIA", "record_b": "R-ANGGREK"}


@pytest.fixture(autouse=True)
def workspace(borders: Path, settings: Any, db: None) -> Path:
    settings.RAJUT_WORKSPACE = borders
    return borders


@pytest.fixture
def dewi() -> Client:
    """An officer of Surakarta."""
    return sign_in("dewi", "regency", "3372")


def decided(*pictures: tuple[str, str, str, str]) -> None:
    """Decisions of the ministry: a record, same or not, a record, the area both lie in."""
    sign_in("siti", "ministry")
    siti = get_user_model().objects.get(username="siti")
    for one, relation, two, area in pictures:
        actions.decide_pair(by=siti, one=one, two=two, same=relation == "=", area_code=area)


def test_an_officer_who_moved_leaves_their_decisions_behind(dewi: Client) -> None:
    dewi.post(DECIDE, IN_SURAKARTA | {"verdict": "same"})
    Officer.objects.filter(user__username="dewi").update(area_code="3311")
    assert "Belum ada keputusan" in dewi.get(DECISIONS).text
    assert "/batalkan/" not in dewi.get(QUEUE).text
    assert dewi.post(f"/petugas/keputusan/{Decision.objects.get().pk}/batalkan/").status_code == 404
    successor = sign_in("ratna", "regency", "3372")
    assert "dewi" in successor.get(DECISIONS + "?siapa=semua").text


def test_of_contradictions_beyond_the_border_only_their_number_is_told(dewi: Client) -> None:
    decided(
        ("R-ANGGREK", "=", "R-ANGGREK2", "3372011001"),
        ("R-ANGGREK2", "≠", "R-BAKUNG", "33"),
        ("R-AKASIA", "=", "R-BAKUNG", "33"),
    )
    page = dewi.post(DECIDE, IN_SURAKARTA | {"verdict": "same"})
    assert page.status_code == 409
    assert page.text.count("/batalkan/") == 1, "the one inside Surakarta"
    assert "luar wilayah Anda: 2 keputusan. Mintalah petugas provinsi Jawa Tengah meninjaunya" in page.text
    assert "BAKUNG" not in page.text.upper()
    assert Decision.objects.filter(by__username="dewi").count() == 0


def test_what_crosses_provinces_is_the_ministrys_to_look_into(dewi: Client) -> None:
    decided(("R-ANGGREK", "≠", "R-CEMPAKA", ""), ("R-AKASIA", "=", "R-CEMPAKA", ""))
    page = dewi.post(DECIDE, IN_SURAKARTA | {"verdict": "same"})
    assert "/batalkan/" not in page.text
    assert "luar wilayah Anda: 2 keputusan. Mintalah petugas kementerian meninjaunya" in page.text


def test_a_page_of_a_business_tells_only_of_decisions_inside(dewi: Client) -> None:
    decided(("R-ANGGREK", "=", "R-BAKUNG", "33"), ("R-AKASIA", "=", "R-ANGGREK", "3372"))
    assert dewi.get("/petugas/usaha/B-ANGGREK/").text.count("/batalkan/") == 1
    assert sign_in("agus", "province", "33").get("/petugas/usaha/B-ANGGREK/").text.count("/batalkan/") == 2


def test_who_may_not_decide_is_offered_no_undoing() -> None:
    decided(("R-AKASIA", "=", "R-ANGGREK", "3372"))
    page = sign_in("tono", "facilitator", "3372").get("/petugas/usaha/B-ANGGREK/").text
    assert "menunggu proses berikutnya" in page
    assert "/batalkan/" not in page


def test_every_link_of_a_pair_and_of_a_decision_opens(dewi: Client, borders: Path, tmp_path: Path, settings: Any) -> None:
    # The record of Akasia lies in Surakarta; its business, chosen from other records too, next door. A business and a pair are gone.
    settings.RAJUT_WORKSPACE = shutil.copytree(borders, tmp_path / "moved")
    file = tmp_path / "moved" / "runs" / RUN / "matching" / "businesses.parquet"
    rows = pq.read_table(file)
    moved = [row | {"regency_code": "3311"} if row["business_id"] == "B-AKASIA" else row for row in rows.to_pylist()]
    pq.write_table(pa.Table.from_pylist(moved, schema=rows.schema), file)
    decided(("R-AKASIA", "=", "R-ANGGREK", "3372"), ("R-AKASIA", "≠", "R-MERGED", "3372"))
    siti = get_user_model().objects.get(username="siti")
    for business in ("B-AKASIA", "B-ANGGREK", "B-MERGED"):
        what = {"records": [], "value": {"fashion": True}, "area_code": "3372", "reason": ""}
        actions.correct_class(by=siti, business_id=business, **what)
    opened = set()
    for page in ("/petugas/meragukan/R-AKASIA/R-ANGGREK/", DECISIONS + "?siapa=semua"):
        links = re.findall(r'href="(/petugas/(?:usaha|meragukan)/[^"?]+/)"', dewi.get(page).text)
        opened |= {link for link in links if dewi.get(link).status_code == 200}
        assert [link for link in links if dewi.get(link).status_code != 200] == []
    assert opened == {"/petugas/usaha/B-ANGGREK/", "/petugas/meragukan/R-AKASIA/R-ANGGREK/"}
