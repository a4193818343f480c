"""Accounts and signing in."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import Client

from support.portal_addresses import PASSWORD


def make(username: str, password: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAJUT_OFFICER_PASSWORD", password)
    call_command("make_officer", username=username, verbosity=0)


def test_one_command_makes_an_account_that_can_sign_in(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    make("budi", PASSWORD, monkeypatch)
    answer = visitor.post("/petugas/masuk/?next=/petugas/ditolak/", {"username": "budi", "password": PASSWORD, "next": "/petugas/ditolak/"})
    assert answer.headers["Location"] == "/petugas/ditolak/"
    assert get_user_model().objects.get(username="budi").officer.role == "ministry"


def test_weak_passwords_and_taken_names_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for password in ("short", "password123", "1234567890123"):
        with pytest.raises(CommandError):
            make("nur", password, monkeypatch)
    make("nur", PASSWORD, monkeypatch)
    with pytest.raises(CommandError, match="nur"):
        make("nur", PASSWORD, monkeypatch)


def test_wrong_passwords_lock_the_account_for_a_while(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    make("siti", PASSWORD, monkeypatch)
    statuses = [visitor.post("/petugas/masuk/", {"username": "siti", "password": "wrong"}).status_code for _ in range(6)]
    assert statuses[0] == 200
    locked = visitor.post("/petugas/masuk/", {"username": "siti", "password": PASSWORD})
    assert locked.status_code == 429
    assert "Terlalu banyak percobaan" in locked.text


def test_nobody_is_sent_elsewhere_after_signing_in(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    make("rini", PASSWORD, monkeypatch)
    answer = visitor.post("/petugas/masuk/", {"username": "rini", "password": PASSWORD, "next": "//evil.example/"})
    assert answer.headers["Location"] == "/petugas/"


def test_signing_out(officer: Client) -> None:
    assert officer.post("/petugas/keluar/").headers["Location"] == "/"
    assert officer.get("/petugas/").status_code == 302


def test_an_account_that_is_no_officers_is_refused(visitor: Client) -> None:
    visitor.force_login(get_user_model().objects.create_user("tamu"), "django.contrib.auth.backends.ModelBackend")
    assert visitor.get("/petugas/").status_code == 403
    assert visitor.get("/petugas/usaha/B-SITI/").status_code == 403


def test_an_account_needs_a_name_and_a_password_and_says_where_it_is(
    monkeypatch: pytest.MonkeyPatch, settings: Any, capsys: pytest.CaptureFixture[str], db: None
) -> None:
    monkeypatch.delenv("RAJUT_OFFICER_PASSWORD", raising=False)
    with pytest.raises(CommandError, match="make officer NAME=siti"):
        call_command("make_officer", username="")
    monkeypatch.setattr("getpass.getpass", _nobody_types)
    with pytest.raises(CommandError, match="RAJUT_OFFICER_PASSWORD"):
        call_command("make_officer", username="rini")
    monkeypatch.setenv("RAJUT_OFFICER_PASSWORD", PASSWORD)
    call_command("make_officer", username="rini")
    assert f"Akun petugas rini dibuat untuk portal di {settings.RAJUT_WORKSPACE}." in capsys.readouterr().out


def _nobody_types(prompt: str) -> str:
    raise EOFError
