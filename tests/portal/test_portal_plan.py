"""The plan as a whole: what is asked for, who gives it, and where the roadshow goes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.test import Client

from rajut import tables as t
from support.officers import sign_in
from support.small_world import BATIK, small_world

PAGE = "/petugas/rencana/"
ASSIGNMENTS = f"""
| cluster_id | service   | partner_id | venue_id | distance_km | status   | reason           |
| {BATIK}    | design    | P-1        | V-1      | 2.5         | assigned | PLAN-ASSIGNED    |
| {BATIK}    | ip        |            |          |             | unmet    | PLAN-NO-CAPACITY |
| K-2        | design    |            |          |             | unmet    | PLAN-NO-CAPACITY |
"""
PARTNERS = """
| partner_id | name                   | kind        | services   | segments | regency_code | capacity | reach_km |
| P-1        | Asosiasi Contoh        | association | ["design"] | []       | 3372         | 3        | 50       |
| P-2        | Kampus Contoh          | campus      | ["design"] | []       | 6472         | 4        | 50       |
"""
ROADSHOW = """
| stop | regency_code | covered | share |
| 1    | 3372         | 160     | 0.55  |
| 2    | 6472         | 230     | 0.8   |
"""
PLAN = {t.Assignments: ASSIGNMENTS, t.Partners: PARTNERS, t.Roadshow: ROADSHOW}


def _rows(page: str) -> list[str]:
    """The rows of the page's tables as words."""
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)]


def test_the_ministry_sees_the_plan_as_a_whole(officer: Client, tmp_path: Path, settings: Any) -> None:
    settings.RAJUT_WORKSPACE = small_world(tmp_path, drawn_tables=PLAN)
    rows = _rows(officer.get(PAGE).text)
    assert "Desain 2 1 1" in rows
    assert "Kekayaan intelektual (HKI) 1 0 1" in rows
    assert any(row.startswith("Mitra yang terjangkau sudah penuh") and row.endswith(" 2") for row in rows)
    assert "Asosiasi Contoh 1 3 asosiasi Kota Surakarta" in rows
    assert "Kampus Contoh 0 4 kampus Kota Samarinda" in rows, "one with nothing to do is shown too"
    assert "Kota Surakarta 1 160 160 55 %" in rows
    assert "Kota Samarinda 2 70 230 80 %" in rows


def test_a_run_without_a_plan_says_what_is_missing(officer: Client, tmp_path: Path, settings: Any) -> None:
    nothing = {table: "| " + " | ".join(table.columns()) + " |\n" for table in PLAN}
    settings.RAJUT_WORKSPACE = small_world(tmp_path, drawn_tables=nothing)
    page = officer.get(PAGE).text
    assert "tidak memuat rencana" in page
    assert "<code>rajut run</code>" in page
    assert "Tidak ada kota roadshow" in page


def test_it_is_on_the_ministrys_desk_only(officer: Client) -> None:
    assert PAGE in officer.get("/petugas/").text
    rini = sign_in("rini", "regency", "3372")
    assert PAGE not in rini.get("/petugas/").text
    assert rini.get(PAGE).status_code == 403
