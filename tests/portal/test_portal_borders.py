# ruff: noqa: E501  drawn tables are as wide as their rows
"""What lies outside an officer's area is in no page, count, export or map of theirs, and what lies inside is in all of them."""

from __future__ import annotations

import inspect
import itertools
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

import rajut.published
from portal.registry.models import Decision
from portal.runs.queries import published
from rajut.published import businesses
from rajut.published.scope import Scope
from support.border_world import NAMES, NIKS, OWNERS, PAIRS, PEOPLE, REFUSED
from support.drawn import drawn
from support.officers import sign_in
from support.portal_addresses import EXAMPLES, every_pattern, text_of
from support.small_world import BATIK, SARONG

WHO_SEES_WHOM = """
| role        | area       | people                                      | niks                                        | refused                 |
| viewer      |            |                                             |                                             |                         |
| viewer      | 3372       |                                             |                                             |                         |
| facilitator | 3372011001 | Anggrek                                     |                                             |                         |
| facilitator | 337204     | Akasia                                      |                                             |                         |
| facilitator | 3372       | Anggrek Akasia                              |                                             |                         |
| regency     | 3372       | Anggrek Akasia                              | Anggrek Akasia                              | TolakKota               |
| regency     | 3311       | Bakung                                      | Bakung                                      |                         |
| regency     | 6472       | Cempaka                                     | Cempaka                                     |                         |
| province    | 33         | Anggrek Akasia Bakung Dahlia                | Anggrek Akasia Bakung Dahlia                | TolakKota               |
| province    | 64         | Cempaka                                     | Cempaka                                     |                         |
| ministry    |            | Anggrek Akasia Bakung Cempaka Dahlia Elang  | Anggrek Akasia Bakung Cempaka Dahlia Elang  | TolakKota TolakNasional |
"""
COUNTS = """
| area       | businesses | records | clusters | rejected | doubtful |
|            | 6          | 7       | 3        | 2        | 4        |
| 33         | 4          | 5       | 2        | 1        | 2        |
| 3372       | 2          | 3       | 2        | 1        | 1        |
| 337201     | 1          | 2       | 1        | 0        | 0        |
| 3372011001 | 1          | 2       | 1        | 0        | 0        |
| 3311       | 1          | 1       | 0        | 0        | 0        |
| 6472       | 1          | 1       | 1        | 0        | 0        |
| 11         | 0          | 0       | 0        | 0        | 0        |
"""
RECORDS = [str(row["record_id"]) for row in drawn(PEOPLE)]
CHOICES: dict[str, list[Any]] = {
    **{name: [value] for name, value in EXAMPLES.items()},
    "business_id": [f"B-{name.upper()}" for name in NAMES],
    "cluster_id": [BATIK, SARONG],
    "register": ["kota", "nasional"],
    "code": ["33", "6472"],
    "record_a": RECORDS,
    "record_b": RECORDS,
}
# Every pair the run tells of, and one that it does not.
ASKED = {(row["record_a"], row["record_b"]) for row in drawn(PAIRS)} | {("R-DAHLIA", "R-ELANG")}
QUESTIONS = ["/petugas/usaha/?cari=a", "/petugas/ditolak/?daftar=", "/petugas/keputusan/?siapa=semua", "/petugas/usaha/?cari=99990000"]


@pytest.fixture(autouse=True)
def workspace(borders: Path, settings: Any, db: None) -> Path:
    settings.RAJUT_WORKSPACE = borders
    return borders


def addresses() -> Iterator[str]:
    """Every address about everyone."""
    for pattern in every_pattern():
        held = [name for name in CHOICES if f"{{{name}}}" in pattern]
        for values in itertools.product(*(CHOICES[name] for name in held)):
            chosen = dict(zip(held, values, strict=True))
            if "record_a" not in chosen or (chosen["record_a"], chosen["record_b"]) in ASKED:
                yield pattern.format(**chosen)
    yield from QUESTIONS


def told(client: Client) -> str:
    """Everything any address tells this person, without what their own address says."""
    parts = []
    for address in addresses():
        answer = client.get(address)
        assert answer.status_code < 500, address
        parts.append(text_of(answer).replace(address, ""))
    return "\n".join(parts)


@pytest.mark.parametrize("row", drawn(WHO_SEES_WHOM), ids=lambda row: f"{row['role']} {row['area'] or 'all'}")
def test_who_sees_whom(row: dict[str, str]) -> None:
    ministry = sign_in("siti", "ministry")
    for business in CHOICES["business_id"]:
        ministry.get(f"/petugas/usaha/{business}/")
    for pair in (("R-BAKUNG", "R-CEMPAKA"), ("R-AKASIA", "R-ELANG"), ("R-AKASIA", "R-ANGGREK")):
        ministry.post("/petugas/meragukan/putuskan/", {"record_a": pair[0], "record_b": pair[1], "verdict": "different"})
    text = told(sign_in("dewi", row["role"], row["area"] or ""))
    people, niks = (row["people"] or "").split(), (row["niks"] or "").split()
    assert [name for name in NAMES if name in text] == people
    assert [name for name, owner in zip(NAMES, OWNERS, strict=True) if owner in text] == people
    assert [name for name in NAMES if f"B-{name.upper()}" in text] == people
    assert [name for name, nik in zip(NAMES, NIKS, strict=True) if nik in text] == niks
    assert [word for word in REFUSED if word in text] == (row["refused"] or "").split()
    if row["role"] in ("regency", "province"):
        assert [name for name in NAMES if f"R-{name.upper()}" in text] == people


@pytest.mark.parametrize("row", drawn(COUNTS), ids=lambda row: row["area"] or "all")
def test_counts_agree_with_lists(row: dict[str, str]) -> None:
    run = published().now()
    assert run is not None
    counts = businesses.desk_counts_for_officer(run, Scope(row["area"] or ""))
    assert counts == {name: int(row[name]) for name in counts}
    assert businesses.rejected_for_officer(run, Scope(row["area"] or "", identities=False), "", "", 0, 9) == ([], 0)


def test_a_pair_across_the_border_is_decided_by_whoever_holds_both_sides() -> None:
    across = {"record_a": "R-ANGGREK", "record_b": "R-BAKUNG", "verdict": "same"}
    assert sign_in("dewi", "regency", "3372").post("/petugas/meragukan/putuskan/", across).status_code == 404
    assert sign_in("budi", "regency", "3311").post("/petugas/meragukan/putuskan/", across).status_code == 404
    assert not Decision.objects.exists()
    assert sign_in("agus", "province", "33").post("/petugas/meragukan/putuskan/", across).status_code == 302
    assert Decision.objects.get().by.get_username() == "agus"


def test_every_question_for_an_officer_is_given_their_scope() -> None:
    found = []
    for module in pkgutil.iter_modules(rajut.published.__path__, "rajut.published."):
        for name, function in inspect.getmembers(import_module(module.name), inspect.isfunction):
            if name.endswith("_for_officer"):
                found.append(name)
                assert list(inspect.signature(function).parameters)[:2] == ["run", "scope"], name
    assert len(found) > 6
