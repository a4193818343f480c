"""A figure that is withheld of an area is not told by the pages of its clusters either."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from rajut import tables as t
from support.portal_addresses import text_of
from support.small_world import BATIK, PUBLIC_SPREAD, small_world

PAGE = f"/klaster/{BATIK}/"
RULES = """
| unit_id | unit   | rule                      | met | measured | needed |
| S-1     | sentra | pp29_2018_units           | yes | 88       | 5      |
| S-1     | sentra | kepmenkop32_2002_district | yes | 777      | 20     |
"""
AREAS = [("district", "337201"), ("regency", "3372"), ("province", "33")]


def hidden(level: str, code: str) -> str:
    """The small world's figures, that of batik withheld in an area: every member drawn lies in Laweyan, 337201."""
    return re.sub(rf"\| {level} *\| {code} *\| batik .*", f"| {level} | {code} | batik | | yes | |", PUBLIC_SPREAD)


def told(visitor: Client) -> dict[str, str]:
    """What the page and its files say of the batik makers of the cluster and of its sentra S-1."""
    layers = json.loads(text_of(visitor.get(f"{PAGE}profil.geojson")))["features"]
    cluster, sentra = (next(one["properties"] for one in layers if name in one["properties"]) for name in ("segments", "median_km"))
    rows = re.findall(r"<tr>(.*?)</tr>", visitor.get(PAGE).text, re.S)
    cells = [re.sub("<[^>]+>", " ", row).split() for row in rows]
    book = text_of(visitor.get(f"{PAGE}profil.xlsx")).split("\n")
    said = {
        "page": next(row for row in cells if row[0] == "Batik")[1],
        "sentra on the page": next(row for row in cells if row[:3] == ["Sentra", "batik", "Laweyan"] and len(row) > 4)[4],
        "map": cluster["segments"]["batik"],
        "sentra on the map": sentra["members"],
        "spreadsheet": book[book.index("Batik", book.index("Lini produk")) + 1],
    }
    return {name: str(value).removesuffix(".0") for name, value in said.items()}


@pytest.mark.parametrize(("level", "code"), AREAS)
def test_counts_of_members_in_one_area_are_withheld_with_its_figure(
    visitor: Client, level: str, code: str, tmp_path: Path, settings: Any
) -> None:
    """All who are drawn lie in Laweyan: the 88 batik makers of the page, and of its sentra S-1."""
    settings.RAJUT_WORKSPACE = small_world(tmp_path, drawn_tables={t.PublicSpread: hidden(level, code), t.ClusterRules: RULES})
    assert "88" not in told(visitor).values()


def test_they_are_published_where_the_areas_figures_are(visitor: Client, tmp_path: Path, settings: Any) -> None:
    settings.RAJUT_WORKSPACE = small_world(tmp_path, drawn_tables={t.ClusterRules: RULES})
    assert set(told(visitor).values()) == {"88"}
    assert "777" in visitor.get(PAGE).text


def test_what_a_rule_counted_in_a_withheld_district_is_not_told(visitor: Client, tmp_path: Path, settings: Any) -> None:
    settings.RAJUT_WORKSPACE = small_world(tmp_path, drawn_tables={t.ClusterRules: RULES, t.PublicSpread: hidden("district", "337201")})
    assert "777" not in visitor.get(PAGE).text
    assert "20 unit usaha dalam satu kecamatan" in visitor.get(PAGE).text
