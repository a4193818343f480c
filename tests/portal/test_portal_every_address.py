# ruff: noqa: E501  drawn tables are as wide as their rows
"""Every address of the portal, walked as every role: what each is answered, and what the log then holds.

A new address makes this test fail until it has a row here. The examples lie in Surakarta (3372): `elsewhere` is the officer of
Samarinda (6472), who is told 404 as of a thing that is not there. 302 sends to sign in.
"""

from __future__ import annotations

import pytest
from django.test import Client

from portal.people.models import Entry
from support.drawn import drawn
from support.officers import sign_in
from support.portal_addresses import EXAMPLES, every_address, every_pattern

OFFICERS = {
    "viewer": ("viewer", "3372"),
    "facilitator": ("facilitator", "337201"),
    "regency": ("regency", "3372"),
    "elsewhere": ("regency", "6472"),
    "province": ("province", "33"),
    "ministry": ("ministry", ""),
}
TABLE = """
"""
ROWS = drawn(TABLE)


def test_every_address_has_a_row() -> None:
    assert sorted(set(every_pattern())) == sorted({row["address"] for row in ROWS})


@pytest.mark.parametrize("who", ["visitor", *OFFICERS])
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['method']} {row['address']}")
def test_who_is_answered_what(row: dict[str, str], who: str) -> None:
    client = sign_in("dewi", *OFFICERS[who]) if who in OFFICERS else Client(raise_request_exception=False)
    sign_in(EXAMPLES["username"], "regency", "3372")
    address = row["address"].format(**EXAMPLES)
    answer = getattr(client, row["method"])(address)
    assert answer.status_code == int(row[who])
    logged = row["logged"] if who in OFFICERS and answer.status_code in (200, 302) else None
    assert [entry.verb for entry in Entry.objects.filter(by="dewi")] == ([logged] if logged else [])
    assert answer.status_code < 500
