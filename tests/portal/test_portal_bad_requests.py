"""Garbage in an address is answered with 400 or 404, never with a fault of ours."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

GARBAGE = ["999", "' OR 1=1 --", "../../etc/passwd", "%00", "💥", "0", "-1", "1e9", "9" * 400, "ID", "1234567890", "<b>"]


@pytest.mark.parametrize("value", GARBAGE)
@pytest.mark.parametrize("address", ["/wilayah/{}/", "/klaster/{}/", "/peta/batas/{}.geojson", "/peta/klaster/{}.geojson"])
def test_unknown_things_are_not_found(visitor: Client, address: str, value: str) -> None:
    known = address.startswith("/peta/batas") and value == "ID"
    assert visitor.get(address.format(value)).status_code == (200 if known else 404)


@pytest.mark.parametrize("value", GARBAGE)
@pytest.mark.parametrize("address", ["/petugas/klaster/{}/", "/petugas/usaha/{}/", "/petugas/proses/{}/", "/petugas/ditolak/{}.xlsx"])
def test_unknown_things_are_not_found_by_officers(officer: Client, address: str, value: str) -> None:
    assert officer.get(address.format(value)).status_code == 404


@pytest.mark.parametrize("value", GARBAGE)
@pytest.mark.parametrize(
    "question", ["/?lini=", "/klaster/?lini=", "/klaster/?wilayah=", "/klaster/?halaman=", "/peta/klaster/33.geojson?bahasa="]
)
def test_impossible_choices_are_refused(visitor: Client, question: str, value: str) -> None:
    assert visitor.get(question + value).status_code in (400, 404)


@pytest.mark.parametrize("value", GARBAGE)
@pytest.mark.parametrize("question", ["/petugas/ditolak/?daftar=", "/petugas/ditolak/?alasan=", "/petugas/keputusan/?halaman="])
def test_impossible_choices_of_officers_are_refused(officer: Client, question: str, value: str) -> None:
    assert officer.get(question + value).status_code in (400, 404)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=120))
def test_any_words_may_be_searched(visitor: Client, officer: Client, words: str) -> None:
    assert visitor.get("/klaster/", {"cari": words}).status_code == 200
    assert officer.get("/petugas/usaha/", {"cari": words}).status_code == 200


def test_a_part_beyond_the_end_is_not_found(visitor: Client) -> None:
    assert visitor.get("/klaster/?halaman=1").status_code == 200
    assert visitor.get("/klaster/?halaman=2").status_code == 404
