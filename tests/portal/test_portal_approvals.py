"""A cluster's way to its decree: the regency proposes, the province coordinates, the ministry decides; nothing is deleted."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from portal.approvals.models import Approval, Step
from portal.people.models import Entry
from support.drawn import drawn
from support.officers import sign_in
from support.portal_addresses import text_of
from support.small_world import BATIK, SARONG, small_world

PLACE = f"/petugas/penetapan/{BATIK}/"
DECREE = {"act": "decide", "number": "12 Tahun 2026", "on": "2026-02-03"}
OFFICERS = {
    "viewer": ("viewer", "3372"),
    "facilitator": ("facilitator", "3372"),
    "regency": ("regency", "3372"),
    "elsewhere": ("regency", "6472"),
    "province": ("province", "33"),
    "other province": ("province", "64"),
    "ministry": ("ministry", ""),
}
# Who is answered what to each act, with the cluster standing where the act begins.
WHO_MAY = """
| act        | from        | to          | visitor | viewer | facilitator | regency | elsewhere | province | other province | ministry |
| propose    | suggested   | proposed    | 302     | 403    | 403         | done    | 404       | 409      | 404            | 409      |
| propose    | returned    | proposed    | 302     | 403    | 403         | done    | 404       | 409      | 404            | 409      |
| coordinate | proposed    | coordinated | 302     | 403    | 403         | 409     | 404       | done     | 404            | 409      |
| return     | proposed    | returned    | 302     | 403    | 403         | 409     | 404       | done     | 404            | 409      |
| decide     | coordinated | decided     | 302     | 403    | 403         | 409     | 404       | 409      | 404            | done     |
| refuse     | coordinated | returned    | 302     | 403    | 403         | 409     | 404       | 409      | 404            | done     |
| revoke     | decided     | returned    | 302     | 403    | 403         | 409     | 404       | 409      | 404            | done     |
"""
GIVEN = {"reason": "sudah diperiksa", "number": "12 Tahun 2026", "on": "2026-02-03"}


def client_of(who: str) -> Client:
    if who == "visitor":
        return Client(raise_request_exception=False)
    found = get_user_model().objects.filter(username=who.replace(" ", "-")).first()
    if found is None:
        return sign_in(who.replace(" ", "-"), *OFFICERS[who])
    client = Client(raise_request_exception=False)
    client.force_login(found, "django.contrib.auth.backends.ModelBackend")
    return client


def take(who: str, act: str, cluster: str = BATIK, **given: str) -> Any:
    return client_of(who).post(f"/petugas/penetapan/{cluster}/langkah/", {"act": act} | GIVEN | given)


def bring_to(state: str) -> None:
    way = {"suggested": 0, "proposed": 1, "coordinated": 2, "decided": 3}
    steps = [("regency", "propose"), ("province", "coordinate"), ("ministry", "decide")]
    for who, act in [*steps[:1], ("province", "return")] if state == "returned" else steps[: way[state]]:
        assert take(who, act).status_code == 302


def state() -> str:
    found = Approval.objects.filter(cluster_id=BATIK).first()
    return found.state if found else "suggested"


@pytest.mark.parametrize("who", ["visitor", *OFFICERS])
@pytest.mark.parametrize("row", drawn(WHO_MAY), ids=lambda row: f"{row['act']} what is {row['from']}")
def test_who_may_do_what(row: dict[str, str], who: str) -> None:
    bring_to(row["from"])
    before = Entry.objects.count()
    answer = take(who, row["act"])
    done = row[who] == "done"
    assert answer.status_code == (302 if done else int(row[who]))
    assert state() == (row["to"] if done else row["from"])
    assert Entry.objects.count() == before + done


@pytest.mark.parametrize("act", ["coordinate", "return", "decide", "refuse", "revoke"])
def test_no_step_is_skipped(act: str) -> None:
    for who in ("regency", "province", "ministry"):
        assert take(who, act).status_code == 409
    assert not Step.objects.exists()
    assert take("regency", "dance").status_code == 400


def test_what_waits_for_each() -> None:
    def waits(who: str) -> bool:
        return f'href="/petugas/penetapan/{BATIK}/"' in client_of(who).get("/petugas/penetapan/").text

    for at, whom in [("proposed", "province"), ("coordinated", "ministry"), ("decided", "nobody")]:
        take(*{"proposed": ("regency", "propose"), "coordinated": ("province", "coordinate"), "decided": ("ministry", "decide")}[at])
        assert [who for who in ("regency", "province", "other province", "ministry") if waits(who)] == [whom] * (whom != "nobody")


def test_what_was_returned_waits_for_its_regency() -> None:
    bring_to("returned")
    page = client_of("regency").get("/petugas/penetapan/").text
    assert "dikembalikan" in page
    assert PLACE in page
    assert PLACE not in client_of("elsewhere").get("/petugas/penetapan/").text


def test_a_regency_sees_what_it_has_not_proposed_yet() -> None:
    address = "/petugas/penetapan/?keadaan=suggested"
    page = client_of("regency").get(address).text
    assert PLACE in page
    assert SARONG not in page
    bring_to("proposed")
    assert PLACE not in client_of("regency").get(address).text
    assert client_of("regency").get("/petugas/penetapan/?keadaan=lost").status_code == 404


def test_the_public_sees_a_decree_only_while_it_holds(visitor: Client) -> None:
    words = "nomor 12 Tahun 2026, 3 Februari 2026"
    for at in ("suggested", "proposed", "coordinated"):
        if at != "suggested":
            take(*{"proposed": ("regency", "propose"), "coordinated": ("province", "coordinate")}[at])
        page = visitor.get(f"/klaster/{BATIK}/").text
        assert not any(word in page for word in ("12 Tahun 2026", "diusulkan", "dikoordinasikan")), at
    take("ministry", "decide")
    assert words in visitor.get(f"/klaster/{BATIK}/").text
    assert "12 Tahun 2026, 3 February 2026" in visitor.get(f"/en/klaster/{BATIK}/").text
    assert "ditetapkan" in visitor.get("/klaster/").text
    for file in (f"/klaster/{BATIK}/profil.{kind}" for kind in ("xlsx", "pdf", "geojson", "gpkg")):
        assert "12 Tahun 2026" in text_of(visitor.get(file)), file
    assert "12 Tahun 2026" in text_of(visitor.get("/wilayah/33/klaster.xlsx"))
    take("ministry", "revoke")
    assert "12 Tahun 2026" not in visitor.get(f"/klaster/{BATIK}/").text


UNFIT = """
| number | on         | because                               |
|        | 2026-02-03 | Isi nomor dan tanggal keputusan       |
| 12     |            | Isi nomor dan tanggal keputusan       |
| 12     | 1999-01-01 | tidak boleh sebelum tahun 2005        |
| 12     | kemarin    | Tanggal itu tidak terbaca             |
"""


@pytest.mark.parametrize("row", drawn(UNFIT), ids=str)
def test_a_decree_needs_its_number_and_a_date_that_can_be(row: dict[str, str]) -> None:
    bring_to("coordinated")
    answer = take("ministry", "decide", number=row["number"] or "", on=row["on"] or "")
    assert answer.status_code == 400
    assert row["because"] in answer.text
    assert state() == "coordinated"


def test_a_decree_is_not_of_tomorrow() -> None:
    bring_to("coordinated")
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert take("ministry", "decide", on=tomorrow.isoformat()).status_code == 400


@pytest.mark.parametrize(
    ("at", "who", "act"), [("proposed", "province", "return"), ("coordinated", "ministry", "refuse"), ("decided", "ministry", "revoke")]
)
def test_returning_needs_a_reason(at: str, who: str, act: str) -> None:
    bring_to(at)
    assert take(who, act, reason=" ").status_code == 400
    assert state() == at


def take_back(who: str, reason: str = "keliru") -> Any:
    return client_of(who).post(f"{PLACE}tarik/", {"reason": reason})


def test_a_step_is_taken_back_by_its_own_office_only_and_stays_written() -> None:
    bring_to("proposed")
    assert [take_back(who).status_code for who in ("visitor", "viewer", "elsewhere", "province", "ministry")] == [302, 403, 404, 409, 409]
    assert take_back("regency", reason="").status_code == 400
    assert take_back("regency").status_code == 302
    assert state() == "suggested"
    assert take_back("regency").status_code == 409, "nothing is left to take back"
    assert [(step.before, step.after, step.reason) for step in Step.objects.order_by("id")] == [
        ("suggested", "proposed", "sudah diperiksa"),
        ("proposed", "suggested", "keliru"),
    ]
    assert list(Entry.objects.filter(subject=BATIK).order_by("id").values_list("verb", flat=True)) == ["proposed-cluster", "took-back-step"]


def test_a_step_others_went_on_from_is_not_taken_back() -> None:
    bring_to("coordinated")
    assert take_back("regency").status_code == 409
    assert state() == "coordinated"


def test_a_decree_revoked_by_mistake_is_there_again(visitor: Client) -> None:
    bring_to("decided")
    take("ministry", "revoke")
    assert take_back("ministry").status_code == 302
    assert "12 Tahun 2026" in visitor.get(f"/klaster/{BATIK}/").text
    assert take_back("ministry").status_code == 302, "the decision itself, too"
    assert (state(), Approval.objects.get().decree_number) == ("coordinated", "")


def test_nothing_is_ever_deleted_or_rewritten() -> None:
    bring_to("proposed")
    step = Step.objects.get()
    for act in (step.save, step.delete, Approval.objects.get().delete):
        with pytest.raises(TypeError):
            act()


def test_reasons_are_on_the_officers_page_and_not_in_the_log() -> None:
    bring_to("returned")
    assert "sudah diperiksa" in client_of("regency").get(PLACE).text
    assert not Entry.objects.filter(detail__contains="diperiksa").exists()


def test_an_approval_outlives_its_cluster(tmp_path: Path, settings: Any) -> None:
    bring_to("proposed")
    Approval.objects.filter(cluster_id=BATIK).update(cluster_id="C-GONE")
    settings.RAJUT_WORKSPACE = small_world(tmp_path)
    page = client_of("province").get("/petugas/penetapan/C-GONE/").text
    assert "tidak ada lagi dalam proses yang terbit" in page
    assert "Klaster batik Laweyan" in page
    assert client_of("other province").get("/petugas/penetapan/C-GONE/").status_code == 404
    assert take("province", "coordinate", "C-GONE").status_code == 409
    assert take("province", "return", "C-GONE").status_code == 302
    assert client_of("regency").get("/klaster/C-GONE/").status_code == 404


def test_the_desk_leads_there_for_those_with_a_part_in_it() -> None:
    assert [who for who in OFFICERS if "/petugas/penetapan/" in client_of(who).get("/petugas/").text] == [
        "regency",
        "elsewhere",
        "province",
        "other province",
        "ministry",
    ]
