"""Finding clusters and reading one."""

from __future__ import annotations

import re

from django.test import Client

from support.small_world import BATIK, LONELY, SARONG


def found(visitor: Client, **question: str) -> set[str]:
    page = visitor.get("/klaster/", question).text
    return {cluster for cluster in (BATIK, SARONG, LONELY) if f'href="/klaster/{cluster}/"' in page}


def test_all_are_listed(visitor: Client) -> None:
    assert found(visitor) == {BATIK, SARONG, LONELY}


def test_filters(visitor: Client) -> None:
    assert found(visitor, lini="weaving") == {SARONG}
    assert found(visitor, wilayah="33") == {BATIK, LONELY}
    assert found(visitor, wilayah="3372", lini="batik") == {BATIK}
    assert found(visitor, cari="LAWEYAN batik") == {BATIK}
    assert found(visitor, cari="embroidery") == {LONELY}, "names are searched in both languages"
    assert found(visitor, cari="100%") == set()


def test_a_cluster_says_what_it_is_made_of(visitor: Client) -> None:
    page = visitor.get(f"/klaster/{BATIK}/").text
    for expected in (
        "97",
        "Sentra IKM: paling sedikit 5 unit di satu lokasi",
        "PP 29/2018",
        "Asosiasi Perancang Contoh",
        "belum terpenuhi",
        "8,2 km",
    ):
        assert expected in page


def test_small_numbers_of_a_cluster_are_withheld(visitor: Client) -> None:
    page = visitor.get(f"/klaster/{LONELY}/").text
    assert "kurang dari 5" in page
    assert "&lt;5" in page
    assert ">3<" not in page


def test_a_sentra_does_not_tell_what_its_line_withholds(visitor: Client) -> None:
    page = visitor.get(f"/klaster/{BATIK}/").text
    assert "Sentra dagang Laweyan" in page
    assert not re.search(r">\s*6\s*<", page), "the line `trade` is withheld, so its only sentra must be too"


def test_members_are_businesses_with_their_standing(officer: Client) -> None:
    page = officer.get(f"/petugas/klaster/{BATIK}/").text
    for expected in ("Batik Siti", "anggota sentra", "terhubung", "terpencar", "/petugas/usaha/B-SITI/"):
        assert expected in page
