"""Every page answers, in both languages, with the headers it must have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from portal.pages.texts_definitions import TITLES
from rajut import definitions
from support.portal_addresses import every_address, is_personal
from support.small_world import BATIK, LONELY, SARONG

PUBLIC = ["/", "/?lini=batik", "/wilayah/33/", "/wilayah/3372/?lini=weaving", "/wilayah/337201/", "/klaster/", f"/klaster/{BATIK}/"]
PUBLIC += [f"/klaster/{SARONG}/", f"/klaster/{LONELY}/", "/tentang/", "/petugas/masuk/"]
PERSONAL = ["/petugas/", f"/petugas/klaster/{BATIK}/", "/petugas/usaha/?cari=siti", "/petugas/usaha/B-SITI/", "/petugas/usaha/B-NUR/"]
PERSONAL += ["/petugas/ditolak/", "/petugas/meragukan/", "/petugas/proses/", "/petugas/proses/20261123-small/"]


@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_visitor_reads_it_in_either_language(visitor: Client, prefix: str, address: str) -> None:
    answer = visitor.get(prefix + address)
    assert answer.status_code == 200
    assert f'<html lang="{"en" if prefix else "id"}">' in answer.text


@pytest.mark.parametrize("address", PERSONAL)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_officer_reads_it_in_either_language(officer: Client, prefix: str, address: str) -> None:
    assert officer.get(prefix + address).status_code == 200


def test_the_about_page_tells_that_coverage_is_estimated(visitor: Client) -> None:
    assert "dengan intervalnya: lihat lembar ketelitian" in visitor.get("/tentang/").text
    assert "belum diperkirakan" not in visitor.get("/tentang/").text


def test_every_definition_is_named_in_the_reader_s_language(visitor: Client) -> None:
    assert sorted(TITLES) == definitions.names()
    assert "Ukuran dan jarak sentra dan klaster" in visitor.get("/tentang/").text
    assert "Sizes and distances of sentra and clusters" in visitor.get("/en/tentang/").text
    assert "Sizes and distances" not in visitor.get("/tentang/").text


def test_where_no_register_has_a_business_the_map_says_that_none_is_recorded(visitor: Client) -> None:
    assert "tidak ada yang tercatat" in visitor.get("/").text


def test_english_differs_from_indonesian(visitor: Client) -> None:
    assert "Sebaran usaha fesyen" in visitor.get("/").text
    assert "Where Indonesia’s fashion" in visitor.get("/en/").text
    assert "Woven cloth" in visitor.get("/en/").text
    assert "1,4" in visitor.get("/wilayah/33/").text
    assert "1.4" in visitor.get("/en/wilayah/33/").text


def test_the_switch_leads_to_the_same_page_and_question(visitor: Client) -> None:
    assert 'href="/en/wilayah/33/?lini=batik"' in visitor.get("/wilayah/33/?lini=batik").text
    assert 'href="/wilayah/33/?lini=batik"' in visitor.get("/en/wilayah/33/?lini=batik").text


@pytest.mark.parametrize("address", [*every_address(), "/nowhere"])
def test_every_address_has_a_strict_policy(officer: Client, address: str) -> None:
    policy = officer.get(address).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("address", [*every_address(), "/nowhere"])
def test_no_page_holds_inline_script_or_style(officer: Client, address: str) -> None:
    answer = officer.get(address)
    if "geopackage" in answer["Content-Type"]:
        return  # a database for maps, which names its standards by their addresses; no browser shows it
    page = b"".join(answer.streaming_content) if answer.streaming else answer.content
    for forbidden in (b" style=", b"<style", b" onclick=", b"javascript:", b"http://", b"https://"):
        assert forbidden not in page.replace(b"http://www.w3.org", b"")


def test_a_visitor_gets_no_cookie(visitor: Client) -> None:
    for address in PUBLIC[:-1]:
        assert not visitor.get(address).cookies


def test_health(visitor: Client) -> None:
    assert visitor.get("/sehat").json()["status"] == "ok"


def test_nothing_published_yet(visitor: Client, officer: Client, settings: Any, tmp_path: Path) -> None:
    settings.RAJUT_WORKSPACE = tmp_path
    assert "Belum ada hasil yang terbit" in visitor.get("/").text
    assert visitor.get("/").status_code == 200
    assert visitor.get("/klaster/").status_code == 404
    for address in every_address():
        client = officer if is_personal(address) else visitor
        assert client.get(address).status_code < 500, address


def test_faults_have_pages_of_their_own(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Halaman tidak ditemukan" in visitor.get("/nowhere").text
    assert "Page not found" in visitor.get("/en/nowhere").text
    monkeypatch.setattr("portal.mapping.queries.country", lambda *_: 1 / 0)
    answer = visitor.get("/")
    assert answer.status_code == 500
    assert "Terjadi gangguan" in answer.text
    assert "ZeroDivisionError" not in answer.text
