"""Stars on a regency's page: told only of lines whose figures are published."""

from __future__ import annotations

import re

from django.test import Client


def _lines(page: str) -> dict[str, str]:
    rows = re.findall(r'<tr data-line="(\w+)">(.*?)</tr>', page, re.DOTALL)
    return {segment: re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip() for segment, row in rows}


def test_a_line_s_stars_are_told_in_the_readers_language(visitor: Client) -> None:
    assert _lines(visitor.get("/wilayah/3372/").text)["batik"] == "Batik ★ ukuran ★ bobot"
    assert _lines(visitor.get("/en/wilayah/3372/").text)["batik"] == "Batik ★ size ★ focus"


def test_a_withheld_line_tells_nothing(visitor: Client) -> None:
    assert set(_lines(visitor.get("/wilayah/3372/").text)) == {"batik"}


def test_an_unknown_star_is_not_shown(visitor: Client) -> None:
    assert _lines(visitor.get("/wilayah/6472/").text) == {"weaving": "Tenun ★ kekhususan"}


def test_other_levels_have_no_such_table(visitor: Client) -> None:
    assert "tabel-pemusatan" not in visitor.get("/wilayah/33/").text
    assert "tabel-pemusatan" not in visitor.get("/wilayah/337201/").text
