"""Accounts: who may make which, one-time links, closing and moving."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from portal.people.models import Entry, Officer
from support.drawn import drawn
from support.officers import sign_in
from support.portal_addresses import PASSWORD

WHO_MAKES_WHOM = """
| manager  | area | role        | of     | made |
| ministry |      | ministry    |        | yes  |
| ministry |      | viewer      |        | yes  |
| ministry |      | regency     | 6472   | yes  |
| ministry |      | regency     | 33.72  | yes  |
| ministry |      | regency     | 3399   | no   |
| ministry |      | regency     |        | no   |
| province | 33   | regency     | 3372   | yes  |
| province | 33   | facilitator | 337201 | yes  |
| province | 33   | viewer      | 33     | yes  |
| province | 33   | regency     | 6472   | no   |
| province | 33   | viewer      |        | no   |
| province | 33   | province    | 33     | no   |
| province | 33   | ministry    |        | no   |
"""


@pytest.mark.parametrize("row", drawn(WHO_MAKES_WHOM), ids=lambda row: f"{row['manager']} {row['role']} {row['of']}")
def test_who_makes_whom(row: dict[str, str]) -> None:
    manager = sign_in("manager", row["manager"], row["area"] or "")
    answer = manager.post("/petugas/akun/", {"username": "dewi", "role": row["role"], "area_code": row["of"] or ""})
    made = Officer.objects.filter(user__username="dewi").first()
    assert (answer.status_code, made is not None) == ((302, True) if row["made"] == "yes" else (200, False))
    if made:
        assert (made.role, made.area_code) == (row["role"], (row["of"] or "").replace(".", ""))
        assert Entry.objects.get().subject == "dewi"


def new_link(manager: Client, username: str) -> str:
    page = manager.post(f"/petugas/akun/{username}/tautan/").text
    found = re.search(r"http://testserver(/petugas/sandi/[^<]+)<", page)
    assert found, page
    return found[1]


def test_a_first_password_by_a_link_that_works_once(officer: Client, visitor: Client) -> None:
    officer.post("/petugas/akun/", {"username": "dewi", "role": "regency", "area_code": "3372"})
    link = new_link(officer, "dewi")
    page = visitor.get(link, follow=True)
    form = page.redirect_chain[-1][0]
    assert "Kata sandi baru" in page.text
    refused = visitor.post(form, {"new_password1": "12345", "new_password2": "12345"})
    assert refused.status_code == 200
    done = visitor.post(form, {"new_password1": PASSWORD, "new_password2": PASSWORD}, follow=True)
    assert "Kata sandi disimpan" in done.text
    assert Client().login(request=done.wsgi_request, username="dewi", password=PASSWORD)
    assert "sudah dipakai" in Client().get(link, follow=True).text


def test_a_link_of_a_closed_account_is_void(officer: Client, visitor: Client) -> None:
    sign_in("rini", "regency", "3372")
    link = new_link(officer, "rini")
    officer.post("/petugas/akun/rini/tutup/")
    assert "sudah dipakai" in visitor.get(link, follow=True).text


def test_closing_ends_the_session_and_opening_gives_it_back(officer: Client) -> None:
    rini = sign_in("rini", "regency", "3372")
    assert rini.get("/petugas/").status_code == 200
    officer.post("/petugas/akun/rini/tutup/")
    assert rini.get("/petugas/").status_code == 302
    officer.post("/petugas/akun/rini/buka/")
    assert rini.get("/petugas/").status_code == 200
    assert [entry.verb for entry in Entry.objects.all()] == ["opened-account", "closed-account"]


def test_a_move_holds_from_the_next_click_on(officer: Client) -> None:
    rini = sign_in("rini", "regency", "3372")
    assert rini.get("/petugas/usaha/B-SITI/").status_code == 200
    assert officer.post("/petugas/akun/rini/", {"role": "regency", "area_code": "6472"}).status_code == 302
    assert rini.get("/petugas/usaha/B-SITI/").status_code == 404
    assert rini.get("/petugas/usaha/B-NUR/").status_code == 200


def test_a_province_manages_what_is_below_it_only() -> None:
    province = sign_in("agus", "province", "33")
    for username, role, area in [
        ("rini", "regency", "3372"),
        ("umar", "regency", "6472"),
        ("joko", "province", "33"),
        ("siti", "ministry", ""),
    ]:
        sign_in(username, role, area)
    page = province.get("/petugas/akun/").text
    assert [name for name in ("rini", "umar", "joko", "siti") if f"/petugas/akun/{name}/" in page] == ["rini"]
    for name in ("umar", "joko", "siti", "agus", "nobody"):
        assert province.get(f"/petugas/akun/{name}/").status_code == 404
        for act in ("tautan", "tutup", "buka"):
            assert province.post(f"/petugas/akun/{name}/{act}/").status_code == 404
    assert get_user_model().objects.filter(is_active=False).count() == 0
    assert not Entry.objects.exists()


def test_a_name_is_taken_once(officer: Client) -> None:
    for username in ("siti", "SITI", "a b", ""):
        assert officer.post("/petugas/akun/", {"username": username, "role": "viewer", "area_code": ""}).status_code == 200
    assert Officer.objects.count() == 1
