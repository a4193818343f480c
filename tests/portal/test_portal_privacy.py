"""Personal data is for signed-in officers only."""

from __future__ import annotations

import pytest
from django.test import Client

from support.portal_addresses import every_address, is_personal, text_of
from support.small_world import PERSONAL, RUN

OPEN = [address for address in every_address() if not is_personal(address)]
CLOSED = [address for address in every_address() if is_personal(address)]


def test_there_are_both_kinds() -> None:
    assert len(OPEN) > 8
    assert len(CLOSED) > 8


@pytest.mark.parametrize("address", CLOSED)
@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_visitor_is_sent_to_sign_in(visitor: Client, method: str, prefix: str, address: str) -> None:
    answer = getattr(visitor, method)(prefix + address)
    assert answer.status_code in (302, 405)
    if answer.status_code == 302:
        assert answer.headers["Location"].startswith(f"{prefix}/petugas/masuk/?next=")
    assert not any(value in answer.text for value in PERSONAL)


@pytest.mark.parametrize("address", OPEN)
def test_no_public_page_holds_a_personal_value(visitor: Client, address: str) -> None:
    text = text_of(visitor.get(address, follow=True))
    assert [value for value in PERSONAL if value in text] == []


def test_even_an_officer_finds_none_on_public_pages(officer: Client) -> None:
    for address in OPEN:
        text = text_of(officer.get(address))
        assert [value for value in PERSONAL if value in text] == [], address


def test_officers_do_find_them_where_they_belong(officer: Client) -> None:
    page = officer.get("/petugas/usaha/B-SITI/").text
    for value in ("Siti Aminah", "+6281200000001", "3372015505800001", "0812-0000-0001"):
        assert value in page


def test_pages_with_personal_data_are_not_kept_by_caches(officer: Client) -> None:
    for address in CLOSED:
        answer = officer.get(address)
        if answer.status_code == 200:
            assert "no-store" in answer.headers["Cache-Control"], address


def test_a_form_from_elsewhere_is_refused(workspace: object) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/petugas/masuk/", {"username": "siti", "password": "x"}).status_code == 403
    assert client.post(f"/petugas/proses/{RUN}/hentikan/").status_code in (302, 403)
