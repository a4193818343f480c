"""Telephone and identity numbers that people typed where they do not belong are withheld like those of their own columns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from rajut import tables as t
from rajut.published import PublishedRun, businesses
from rajut.published.scope import Scope
from support.officers import sign_in
from support.small_world import BATIK, BUSINESSES, RECORDS, RUN, small_world

ADDRESSES = ["/petugas/usaha/?cari=siti", "/petugas/usaha/B-SITI/", f"/petugas/klaster/{BATIK}/"]


def typed(texts: str) -> str:
    """The drawn businesses, of which one has such an activity."""
    return BUSINESSES.replace("| batik tulis ; batik |", f"| {texts} |")


@pytest.fixture
def world(tmp_path: Path, settings: Any) -> Path:
    records = RECORDS.replace("batik tulis", "batik tulis hub 0812-0000-0009")
    world = small_world(tmp_path, drawn_tables={t.Businesses: typed("batik tulis hub 0812-0000-0009"), t.Records: records})
    settings.RAJUT_WORKSPACE = world
    return world


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_facilitator_reads_the_text_without_the_number(world: Path, db: None, address: str) -> None:
    page = sign_in("ani", "facilitator", "337201").get(address)
    assert page.status_code == 200
    assert "batik tulis hub …" in page.text
    assert "0812-0000-0009" not in page.text


def test_an_officer_who_reads_numbers_reads_it_as_it_was_typed(world: Path, officer: Client) -> None:
    assert "batik tulis hub 0812-0000-0009" in officer.get("/petugas/usaha/?cari=siti").text


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("jahit, WA +62 812 0000 0009", "jahit, WA …"),
        ("pesan (0271) 700 009 ya", "pesan … ya"),
        ("KTP 3372015505800001", "KTP …"),
        ("surat ke siti@contoh.id", "surat ke …"),
        ("Jl. Kenanga No. 12 RT 01/02, 57148", "Jl. Kenanga No. 12 RT 01/02, 57148"),
        ("Jl. Kenanga 12 RT 01/02 57148, sejak 01-02-2023", "Jl. Kenanga 12 RT 01/02 57148, sejak 01-02-2023"),
        ("sejak 1998, 12 pegawai, 1.500.000 per bulan", "sejak 1998, 12 pegawai, 1.500.000 per bulan"),
        ("KBLI 14120 dan 13134", "KBLI 14120 dan 13134"),
    ],
)
def test_what_is_a_number_of_a_person_and_what_is_not(tmp_path: Path, written: str, seen: str) -> None:
    run = PublishedRun(small_world(tmp_path, drawn_tables={t.Businesses: typed(written)}) / "runs" / RUN)
    for scope, expected in ((Scope(), written), (Scope(identities=False), seen)):
        found = businesses.business_for_officer(run, scope, "B-SITI")
        assert found is not None and found["activity"] == expected
