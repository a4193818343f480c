"""The audit log: what is in it, who reads which part, and that nobody looks unseen."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db.models import QuerySet
from django.test import Client
from python_calamine import CalamineWorkbook

from portal.people import audit
from portal.people.models import Entry
from support.drawn import drawn
from support.officers import sign_in
from support.small_world import BATIK, PERSONAL

LOOKS = f"""
| address                        | verb          | subject | area   | shown               |
| /petugas/usaha/B-SITI/         | saw-business  | B-SITI  | 3372011001 |                 |
| /petugas/usaha/?cari=batik     | searched      |         | 3372   | B-BUDHI B-BUDI B-SITI |
| /petugas/klaster/{BATIK}/      | saw-members   | {BATIK} | 3372   | B-BUDHI B-BUDI B-SITI |
"""


@pytest.fixture
def rini() -> Client:
    return sign_in("rini", "regency", "3372")


@pytest.mark.parametrize("row", drawn(LOOKS), ids=lambda row: row["verb"])
def test_a_look_is_one_entry(rini: Client, row: dict[str, str]) -> None:
    assert rini.get(row["address"]).status_code == 200
    entry = Entry.objects.get()
    assert (entry.by, entry.by_role, entry.by_area) == ("rini", "regency", "3372")
    assert (entry.verb, entry.subject or None, entry.area_code) == (row["verb"], row["subject"], row["area"])
    assert " ".join(sorted(entry.shown.split())) == (row["shown"] or "")


def test_a_look_that_finds_nothing_is_no_look(rini: Client) -> None:
    assert rini.get("/petugas/usaha/B-NUR/").status_code == 404
    assert rini.get("/petugas/usaha/").status_code == 200
    assert not Entry.objects.exists()


def test_nobody_looks_unseen(rini: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.people.audit.Entry.objects.create", lambda **_: 1 / 0)
    for row in drawn(LOOKS):
        answer = rini.get(str(row["address"]))
        assert answer.status_code == 500
        assert [value for value in PERSONAL if value in answer.text and value not in str(row["address"])] == []


def test_the_log_holds_no_ones_name_or_number(rini: Client, officer: Client) -> None:
    for words in ("Siti Aminah", "+6281200000001", "0912345678901", "Nur Halimah"):
        officer.get("/petugas/usaha/", {"cari": words})
        rini.get("/petugas/usaha/", {"cari": words})
    for address in ("/petugas/usaha/B-SITI/", "/petugas/ditolak/", f"/petugas/klaster/{BATIK}/"):
        officer.get(address)
    told = " ".join(str(value) for entry in Entry.objects.values() for value in entry.values())
    assert Entry.objects.count() == 11
    assert [value for value in PERSONAL if value in told and not value.startswith("B-")] == []


def test_it_is_read_as_sentences(rini: Client) -> None:
    rini.get("/en/petugas/usaha/?cari=batik")
    rini.get("/petugas/usaha/B-SITI/")
    QuerySet(Entry).update(at=datetime(2026, 11, 24, 3, 12, tzinfo=UTC))  # behind the back of the portal, which cannot
    page = rini.get("/petugas/catatan/").text
    assert "rini (Petugas kabupaten/kota, Kota Surakarta) melihat usaha B-SITI" in page
    assert "24 November 2026<br>10.12" in page
    assert "3 usaha ditampilkan" in page, "told in Indonesian, though looked at in English"
    assert "rini (Regency or city officer, Kota Surakarta) looked at business B-SITI" in rini.get("/en/petugas/catatan/").text


WHO_READS = """
| role        | area | reads                                          |
| ministry    |      | 33 3371 3372 337201 64 all                     |
| province    | 33   | 33 3371 3372 337201                            |
| regency     | 3372 | 3372 337201                                    |
| regency     | 6472 |                                                |
"""


@pytest.mark.parametrize("row", drawn(WHO_READS), ids=lambda row: f"{row['role']} {row['area']}")
def test_each_reads_the_log_of_their_own_area(row: dict[str, str]) -> None:
    someone = get_user_model().objects.create_user("someone")
    for code in ("", "33", "3371", "3372", "337201", "64"):
        audit.record(by=someone, verb="saw-business", subject=f"<{code or 'all'}>", area_code=code)
    reader = sign_in("reader", str(row["role"]), row["area"] or "")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(reader.get("/petugas/catatan/catatan.xlsx").content)).get_sheet_by_index(0)
    page = reader.get("/petugas/catatan/?perbuatan=saw-business").text
    codes = ("33", "3371", "3372", "337201", "64", "all")
    assert " ".join(code for code in codes if f"&lt;{code}&gt;" in page) == (row["reads"] or "")
    assert " ".join(code for code in codes if f"<{code}>" in str(sheet.to_python())) == (row["reads"] or "")


FILTERS = """
| question                                | finds       |
|                                         | B-1 B-2 B-3 |
| ?orang=budi                             | B-2         |
| ?perbuatan=same                         | B-3         |
| ?tentang=B-1                            | B-1         |
| ?tentang=B-9                            | B-2         |
| ?wilayah=33                             | B-1 B-2     |
| ?wilayah=3372                           | B-2         |
| ?dari=2026-11-25                        | B-3         |
| ?sampai=2026-11-24                      | B-1 B-2     |
| ?dari=2026-11-25&sampai=2026-11-24      |             |
"""


@pytest.mark.parametrize("row", drawn(FILTERS), ids=lambda row: row["question"])
def test_it_is_filtered(officer: Client, row: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    siti, budi = get_user_model().objects.get(username="siti"), get_user_model().objects.create_user("budi")
    with monkeypatch.context() as clock:
        now = datetime(2026, 11, 24, 16, 59, tzinfo=UTC)  # a minute to midnight in Jakarta
        clock.setattr("django.utils.timezone.now", lambda: now)
        audit.record(by=siti, verb="saw-business", subject="B-1", area_code="33")
        audit.record(by=budi, verb="saw-members", subject="B-2", area_code="3372", shown=["B-8", "B-9"])
        now = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
        audit.record(by=siti, verb="same", subject="B-3", area_code="6472")
    lines = officer.get(f"/petugas/catatan/{row['question'] or ''}").context["lines"]
    found = sorted(part for line in lines for part in line["did"].split() if part.startswith("B-"))
    assert " ".join(found) == (row["finds"] or "")


@pytest.mark.parametrize("question", ["?perbuatan=danced", "?wilayah=x", "?dari=yesterday", "?sampai=2026-02-30", "?halaman=2"])
def test_impossible_filters_are_not_found(officer: Client, question: str) -> None:
    assert officer.get(f"/petugas/catatan/{question}").status_code == 404


def test_taking_the_log_is_logged(rini: Client) -> None:
    assert rini.get("/petugas/catatan/catatan.xlsx").status_code == 200
    assert Entry.objects.get().verb == "took-log"


def test_what_was_done_at_the_command_line_is_nobodys_in_the_portal(officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAJUT_OFFICER_PASSWORD", "benang-merah-2026")
    call_command("make_officer", username="rini", role="regency", area="3372", verbosity=0)
    assert "baris perintah (pengelola mesin) membuat akun rini" in officer.get("/petugas/catatan/").text
    assert "rini (" not in officer.get("/petugas/catatan/").text
