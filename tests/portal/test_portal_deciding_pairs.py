"""Deciding doubtful pairs: the queue, the two answers, skipping, undoing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from portal.people.models import Entry
from portal.registry.models import Decision
from rajut import tables as t
from support.officers import sign_in
from support.small_world import CLASSES, small_world

PAIR = {"record_a": "R-A2", "record_b": "R-B2"}
DECIDE = "/petugas/meragukan/putuskan/"
QUEUE = "/petugas/meragukan/"


def standing() -> list[tuple[str, str, str, str]]:
    return list(Decision.objects.filter(undone_on=None).values_list("kind", "subject", "other", "by__username"))


def test_the_pair_stands_side_by_side_with_its_evidence(officer: Client) -> None:
    page = officer.get(QUEUE).text
    for expected in ("Batik Budi", "Batik Budhi", "71 %", "0 dari 1 pasangan sudah diputuskan", "mendukung usaha yang sama"):
        assert expected in page


OTHER_PAIRS = """
| record_a | record_b | probability | verdict | decided_by | worth | evidence |
| R-A1     | R-A3     | 0.6         | ask     | model      | 9.0   | []       |
| R-A2     | R-B2     | 0.71        | ask     | model      | 1.42  | []       |
"""
NOT_FASHION = CLASSES.replace("| B-SITI      | yes ", "| B-SITI      | no  ").replace("| B-NUR       | yes ", "| B-NUR       | no  ")


def test_what_may_be_fashion_is_asked_before_what_is_worth_more_but_is_none(tmp_path: Path, settings: Any, officer: Client) -> None:
    settings.RAJUT_WORKSPACE = small_world(tmp_path, drawn_tables={t.Pairs: OTHER_PAIRS, t.Classes: NOT_FASHION})
    page = officer.get(QUEUE).text
    assert "0 dari 2 pasangan sudah diputuskan" in page
    assert "Batik Budhi" in page
    assert "Tenun Nur" in officer.post(DECIDE, PAIR | {"verdict": "same"}, follow=True).text


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_a_verdict_is_kept_with_who_gave_it_and_the_pair_is_not_asked_again(officer: Client, verdict: str) -> None:
    answer = officer.post(DECIDE, PAIR | {"verdict": verdict, "reason": "alamatnya sama"}, follow=True)
    assert standing() == [(verdict, "R-A2", "R-B2", "siti")]
    assert Decision.objects.get().area_code == "3372", "where both records lie"
    assert "1 dari 1 pasangan sudah diputuskan" in answer.text
    assert "Semua pasangan sudah diputuskan" in answer.text
    assert Entry.objects.filter(verb=verdict, subject="R-A2 – R-B2", by="siti").exists()


def test_the_log_does_not_repeat_a_reason_that_may_name_a_person(officer: Client) -> None:
    officer.post(DECIDE, PAIR | {"verdict": "same", "reason": "kata Budi Santoso"})
    assert not Entry.objects.filter(detail__contains="Budi").exists()


def test_a_decision_waits_for_the_next_run_and_the_business_says_so(officer: Client) -> None:
    officer.post(DECIDE, PAIR | {"verdict": "same"})
    page = officer.get("/petugas/usaha/B-BUDI/").text
    assert "Keputusan yang menunggu proses berikutnya" in page
    assert "daftar dinas, baris 3 dan daftar asosiasi, baris 3 usaha yang sama" in page


def test_undoing_asks_the_pair_again_and_keeps_the_decision_on_record(officer: Client) -> None:
    officer.post(DECIDE, PAIR | {"verdict": "different"})
    decision = Decision.objects.get()
    answer = officer.post(f"/petugas/keputusan/{decision.pk}/batalkan/", {"kembali": QUEUE}, follow=True)
    assert answer.redirect_chain[0][0] == QUEUE
    assert "0 dari 1 pasangan sudah diputuskan" in answer.text
    decision.refresh_from_db()
    assert decision.undone_by.username == "siti"
    assert Entry.objects.filter(verb="undid", subject="R-A2 – R-B2").exists()
    with pytest.raises(TypeError):
        decision.delete()


def test_undoing_leads_nowhere_else(officer: Client) -> None:
    officer.post(DECIDE, PAIR | {"verdict": "same"})
    answer = officer.post(f"/petugas/keputusan/{Decision.objects.get().pk}/batalkan/", {"kembali": "//evil.example/"})
    assert answer.headers["Location"] == "/petugas/keputusan/"


def test_a_new_verdict_replaces_the_old_one(officer: Client) -> None:
    officer.post(DECIDE, PAIR | {"verdict": "same"})
    officer.post(DECIDE, PAIR | {"verdict": "different"})
    assert standing() == [("different", "R-A2", "R-B2", "siti")]
    assert Decision.objects.count() == 2


def test_skipping_decides_nothing_and_can_be_taken_back(officer: Client) -> None:
    page = officer.post(DECIDE, PAIR | {"verdict": "skip"}, follow=True).text
    assert "Tinggal 1 pasangan yang Anda lewati" in page
    assert standing() == []
    assert "Batik Budhi" in officer.get(QUEUE + "?lagi=1", follow=True).text


def test_own_decisions_are_listed_with_their_state(officer: Client) -> None:
    officer.post(DECIDE, PAIR | {"verdict": "same", "reason": "alamatnya sama"})
    page = officer.get("/petugas/keputusan/").text
    assert "menunggu proses berikutnya" in page
    assert "alamatnya sama" in page


@pytest.mark.parametrize("said", [{}, PAIR, PAIR | {"verdict": "maybe"}, {"record_a": "' OR 1=1", "record_b": "R-B2", "verdict": "same"}])
def test_half_a_verdict_is_refused_with_a_sentence(officer: Client, said: dict[str, str]) -> None:
    assert "Keputusan itu tidak lengkap" in officer.post(DECIDE, said, follow=True).text
    assert standing() == []


def test_a_pair_the_run_does_not_tell_of_cannot_be_decided(officer: Client) -> None:
    assert officer.post(DECIDE, {"record_a": "R-A1", "record_b": "R-A3", "verdict": "same"}).status_code == 404


def test_an_officer_of_another_regency_neither_sees_nor_decides_nor_undoes(officer: Client) -> None:
    officer.post(DECIDE, PAIR | {"verdict": "same"})
    samarinda = sign_in("rudi", "regency", "6472")
    assert "Tidak ada pasangan yang meragukan" in samarinda.get(QUEUE).text
    assert samarinda.get("/petugas/meragukan/R-A2/R-B2/").status_code == 404
    assert samarinda.post(DECIDE, PAIR | {"verdict": "different"}).status_code == 404
    assert samarinda.post(f"/petugas/keputusan/{Decision.objects.get().pk}/batalkan/").status_code == 404
    assert "Belum ada keputusan" in samarinda.get("/petugas/keputusan/?siapa=semua").text
    assert standing() == [("same", "R-A2", "R-B2", "siti")]


def test_an_officer_of_the_regency_sees_the_decisions_of_others_there(officer: Client) -> None:
    officer.post(DECIDE, PAIR | {"verdict": "same"})
    surakarta = sign_in("dewi", "regency", "3372")
    assert "1 dari 1 pasangan" in surakarta.get(QUEUE).text
    assert "siti" in surakarta.get("/petugas/keputusan/?siapa=semua").text


@pytest.mark.parametrize("role", [("facilitator", "3372"), ("viewer", "3372")])
def test_who_may_not_decide_is_refused(role: tuple[str, str]) -> None:
    client = sign_in("tono", *role)
    assert client.get(QUEUE).status_code == 403
    assert client.post(DECIDE, PAIR | {"verdict": "same"}).status_code == 403
    assert standing() == []
