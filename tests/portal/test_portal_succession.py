"""What later runs do to a cluster that was proposed or decided: it is told, its decree goes on, and officers decide anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from portal.approvals.models import Approval, Step
from portal.people.models import Entry
from rajut import tables as t
from support.officers import sign_in
from support.portal_addresses import text_of
from support.small_world import BATIK, RUN, SARONG, small_world

OLD = "K3372-old"
FIRST, LATER = "20261101-first", "20261110-later"
DECREE = {"decree_number": "12 Tahun 2026", "decree_date": "2026-02-03"}
OFFICERS = {"rini": ("regency", "3372"), "agus": ("province", "33"), "siti": ("ministry", "")}
RECORDS = f"""
| unit_id   | unit    | state    | regency_code | name_id               | name_en              | became    | split_by |
| {BATIK}   | cluster | standing | 3372         | Klaster batik Laweyan | Laweyan batik cluster |          | []       |
| {OLD}     | cluster | ended    | 3372         | Klaster lama Sondakan | Old Sondakan cluster |  K3372-mid | []      |
| K3372-mid | cluster | ended    | 3372         | Klaster antara        | Middle cluster       | {BATIK}   | []       |
| K3372-alone | cluster | ended  | 3372         | Klaster sendiri       | Lone cluster         |           | []       |
| {SARONG}  | cluster | standing | 6472         | Klaster tenun         | Weaving cluster      |           | []       |
"""
HEAD = "| unit_id | unit | change | regency_code | name_id | name_en | before | members | joined | gone | moved_in | moved_out | others |"


def change(unit: str, kind: str, before: int, members: int, *others: str) -> str:
    return f"| {unit} | cluster | {kind} | 3372 | Klaster | Cluster | {before} | {members} | 0 | 0 | 0 | 0 | {json.dumps(others)} |"


def world(folder: Path, *of_runs: tuple[str, list[str]]) -> Path:
    """A workspace with runs one after the other, each with its changes; the last is published."""
    before = None
    for run, rows in of_runs:
        small_world(
            folder,
            run,
            drawn_tables={t.UnitRecords: RECORDS, t.ClusterChanges: "\n".join([HEAD, *rows])} if rows else {t.UnitRecords: RECORDS},
        )
        file = folder / "runs" / run / "manifest.json"
        file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | {"identities_from": before}), "utf-8")
        before = run
    return folder


@pytest.fixture
def settled(tmp_path: Path, settings: Any) -> Any:
    def settle(*of_runs: tuple[str, list[str]]) -> None:
        settings.RAJUT_WORKSPACE = world(tmp_path, *of_runs)

    return settle


def client(who: str) -> Client:
    user = get_user_model().objects.filter(username=who).first()
    if user is None:
        return sign_in(who, *OFFICERS[who])
    found = Client(raise_request_exception=False)
    found.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return found


def taken_up(cluster_id: str, state: str, run: str = FIRST, name: str = "Klaster lama Sondakan") -> Approval:
    client("siti")
    by = get_user_model().objects.get(username="siti")
    held = DECREE if state == "decided" else {}
    approval = Approval.objects.create(cluster_id=cluster_id, area_code="3372", state=state, names={"id": name, "en": name}, **held)
    Step.objects.create(approval=approval, before="coordinated", after=state, by=by, run_id=run, **held)
    return approval


def take(who: str, cluster: str, act: str, **given: str) -> Any:
    return client(who).post(f"/petugas/penetapan/{cluster}/langkah/", {"act": act, "reason": "ditinjau"} | given)


def asked(who: str) -> str:
    return client(who).get("/petugas/penetapan/?keadaan=lagi").text


def state_of(cluster: str) -> str:
    return Approval.objects.get(cluster_id=cluster).state


def test_nothing_is_asked_where_nothing_happened(settled: Any) -> None:
    settled((FIRST, []), (RUN, []))
    taken_up(BATIK, "decided")
    assert "diputuskan lagi" not in client("siti").get("/petugas/penetapan/").text
    assert "Tetap berlaku" not in client("siti").get(f"/petugas/penetapan/{BATIK}/").text


def test_a_split_keeps_its_decree_and_asks_anew_until_it_is_confirmed(settled: Any, visitor: Client) -> None:
    settled((FIRST, []), (RUN, [change(BATIK, "split", 120, 97, SARONG)]))
    taken_up(BATIK, "decided", name="Klaster batik Laweyan")
    for who in OFFICERS:
        assert "1 klaster terbagi, bergabung atau berakhir" in client(who).get("/petugas/penetapan/").text, who
        assert "Terbagi: dahulu 120 usaha, kini 97; darinya lahir Klaster tenun" in asked(who), who
    public = visitor.get(f"/klaster/{BATIK}/").text
    assert "12 Tahun 2026" in public
    assert "Sesudah ditetapkan klaster ini terbagi; keputusannya sedang ditinjau." in public
    assert take("rini", BATIK, "confirm").status_code == 409
    assert take("siti", BATIK, "confirm").status_code == 302
    assert "diputuskan lagi" not in client("siti").get("/petugas/penetapan/").text
    assert "sedang ditinjau" not in visitor.get(f"/klaster/{BATIK}/").text
    assert "12 Tahun 2026" in visitor.get(f"/klaster/{BATIK}/").text
    assert "menyatakan tetap berlaku" in client("rini").get(f"/petugas/penetapan/{BATIK}/").text
    assert client("siti").post(f"/petugas/penetapan/{BATIK}/tarik/", {"reason": "keliru"}).status_code == 302
    assert Approval.objects.get().decree_number == "12 Tahun 2026"
    assert "1 klaster" in asked("siti") or "Terbagi" in asked("siti"), "taken back, it is asked again"


def test_what_was_split_off_says_of_what(settled: Any) -> None:
    settled((FIRST, []), (RUN, [change(OLD, "split", 120, 97, BATIK)]))
    taken_up(OLD, "decided")
    page = client("rini").get(f"/petugas/penetapan/{BATIK}/").text
    assert "Terbagi dari Klaster lama Sondakan (ditetapkan)." in page
    assert "Terbagi dari Klaster lama Sondakan (ditetapkan)." in client("rini").get("/petugas/penetapan/?keadaan=suggested").text


def test_what_happened_two_runs_ago_is_not_forgotten(settled: Any) -> None:
    settled((FIRST, []), (LATER, [change(BATIK, "merged", 80, 97, OLD)]), (RUN, []))
    taken_up(BATIK, "coordinated", name="Klaster batik Laweyan")
    assert "Menerima anggota Klaster lama Sondakan, yang berakhir; kini 97 usaha, dahulu 80" in asked("siti")
    Step.objects.create(
        approval=Approval.objects.get(),
        before="proposed",
        after="coordinated",
        by=get_user_model().objects.get(username="siti"),
        run_id=LATER,
    )
    assert "Menerima anggota" not in asked("siti"), "a step answers what happened before it"


def test_the_decree_of_an_ended_cluster_is_that_of_the_one_that_goes_on(settled: Any, visitor: Client) -> None:
    settled((FIRST, []), (RUN, [change(OLD, "ended", 12, 0, BATIK)]))
    taken_up(OLD, "decided")
    words = "12 Tahun 2026, 3 Februari 2026 (untuk Klaster lama Sondakan, yang kini bagian klaster ini)"
    assert words in visitor.get(f"/klaster/{BATIK}/").text
    assert "ditetapkan" in visitor.get("/klaster/").text
    for file in (f"/klaster/{BATIK}/profil.{kind}" for kind in ("xlsx", "pdf", "geojson", "gpkg")):
        assert "12 Tahun 2026" in text_of(visitor.get(file)), file
    assert "12 Tahun 2026" in text_of(visitor.get("/wilayah/33/klaster.xlsx"))
    assert "12 Tahun 2026" not in visitor.get(f"/klaster/{SARONG}/").text
    assert "Berakhir; kebanyakan dari 12 usahanya pindah ke Klaster batik Laweyan" in asked("rini")
    assert f'href="/petugas/penetapan/{BATIK}/"' in asked("rini")
    assert "Klaster-klaster ini berakhir dan kini bagian klaster ini" in client("siti").get(f"/petugas/penetapan/{BATIK}/").text


def test_the_ministry_carries_the_decree_on_and_can_take_that_back(settled: Any, visitor: Client) -> None:
    settled((FIRST, []), (RUN, [change(OLD, "ended", 12, 0, BATIK)]))
    taken_up(OLD, "decided")
    assert take("agus", BATIK, "carry").status_code == 409
    assert take("siti", BATIK, "carry", reason=" ").status_code == 400
    assert take("siti", BATIK, "carry").status_code == 302
    assert (state_of(BATIK), state_of(OLD)) == ("decided", "succeeded")
    assert "nomor 12 Tahun 2026, 3 Februari 2026</p>" in visitor.get(f"/klaster/{BATIK}/").text.replace("\n", "")
    assert list(Entry.objects.order_by("id").values_list("verb", "subject")) == [("carried-decree", BATIK), ("succeeded-cluster", OLD)]
    assert client("siti").post(f"/petugas/penetapan/{BATIK}/tarik/", {"reason": "keliru"}).status_code == 302
    assert (state_of(BATIK), state_of(OLD)) == ("suggested", "decided")
    assert "12 Tahun 2026" in visitor.get(f"/klaster/{BATIK}/").text, "it was never lost"
    assert take("siti", SARONG, "carry").status_code == 409, "there is nothing to carry on"


def test_a_proposal_of_an_ended_cluster_ends_when_its_heir_is_proposed_but_a_decree_does_not(settled: Any, visitor: Client) -> None:
    settled((FIRST, []), (RUN, [change(OLD, "ended", 12, 0, BATIK)]))
    taken_up(OLD, "proposed")
    taken_up("K3372-mid", "decided", name="Klaster antara")
    assert take("rini", BATIK, "propose").status_code == 302
    assert (state_of(BATIK), state_of(OLD), state_of("K3372-mid")) == ("proposed", "succeeded", "decided")
    assert "12 Tahun 2026" in visitor.get(f"/klaster/{BATIK}/").text
    assert take("agus", BATIK, "coordinate").status_code == 302
    assert take("siti", BATIK, "decide", number="99", on="2026-05-01").status_code == 302
    assert state_of("K3372-mid") == "succeeded"
    assert "12 Tahun 2026" not in visitor.get(f"/klaster/{BATIK}/").text


def test_what_ended_without_an_heir_is_asked_about_and_can_be_revoked(settled: Any) -> None:
    settled((FIRST, []), (RUN, [change("K3372-alone", "ended", 12, 0)]))
    taken_up("K3372-alone", "decided", name="Klaster sendiri")
    assert "Berakhir; 12 usahanya tidak pindah ke klaster lain" in asked("siti")
    assert take("siti", "K3372-alone", "confirm").status_code == 409, "what is not there cannot be confirmed"
    assert take("siti", "K3372-alone", "revoke").status_code == 302
    assert "Klaster sendiri" not in asked("siti")
    assert "Klaster sendiri" not in client("rini").get("/petugas/penetapan/").text, "nobody can do anything about it any more"
    assert "Klaster sendiri" in client("rini").get("/petugas/penetapan/?keadaan=returned").text


def test_the_address_of_an_ended_cluster_says_what_became_of_it(settled: Any, visitor: Client) -> None:
    settled((FIRST, []), (RUN, [change(OLD, "ended", 12, 0, BATIK)]))
    taken_up("K3372-alone", "decided", name="Klaster sendiri")
    answer = visitor.get(f"/klaster/{OLD}/")
    assert answer.status_code == 410
    assert "Klaster lama Sondakan" in answer.text and f'href="/klaster/{BATIK}/"' in answer.text
    alone = visitor.get("/klaster/K3372-alone/")
    assert "12 Tahun 2026" in alone.text and "Tidak ada klaster yang meneruskannya" in alone.text
    assert visitor.get("/klaster/K3372-never/").status_code == 404


def test_officers_elsewhere_are_told_nothing(settled: Any) -> None:
    settled((FIRST, []), (RUN, [change(OLD, "ended", 12, 0, BATIK)]))
    taken_up(OLD, "decided")
    page = sign_in("dewi", "regency", "6472").get("/petugas/penetapan/?keadaan=lagi").text
    assert "Klaster lama" not in page and "Laweyan" not in page
