"""Officers lock, split, rename, keep apart, put together and exclude; what cannot be carried out together is refused by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client

from portal.people.models import Entry
from portal.registry import actions
from portal.registry.models import Decision
from portal.runs.queries import published
from rajut import decisions
from rajut import tables as t
from support.drawn import drawn
from support.officers import sign_in
from support.small_world import BATIK, SARONG, small_world

PLACE = f"/petugas/klaster/{BATIK}/atur/"
MEMBERS = f"/petugas/klaster/{BATIK}/putuskan/"
HOMES = f"""
| business_id | status | cluster_id | sentra_id | distance_m |
| B-SITI      | member | {BATIK}    | S-1       | 150        |
| B-BUDI      | member | {BATIK}    | S-1       | 260        |
| B-BUDHI     | member | {BATIK}    | S-3       | 310        |
| B-NUR       | member | {SARONG}   | S-2       | 700        |
"""
# Siti and Budi are in S-1, Budhi in S-3; both sentra are in the batik cluster. `with` is merge for two sentra made one.
SENTRA = f"""
| sentra_id | cluster_id | name_id              | name_en              | segment | regency_code | lon    | lat    | members |
| S-1       | {BATIK}    | Sentra batik Laweyan | Laweyan batik sentra | batik   | 3372         | 110.79 | -7.57  | 40      |
| S-2       | {SARONG}   | Sentra batik Pajang  | Pajang batik sentra  | batik   | 3372         | 110.78 | -7.57  | 30      |
| S-3       | {BATIK}    | Sentra batik Sondakan | Sondakan batik sentra | batik | 3372         | 110.80 | -7.57  | 20      |
"""
CLASHES = f"""
| standing             | new                       | verdict |
| lock S-1             | split S-1                 | against |
| lock S-1             | split S-3                 | fine    |
| lock {BATIK}         | split S-3                 | against |
| lock {BATIK}         | lock S-1                  | fine    |
| lock S-1             | rename S-1                | fine    |
| lock S-1             | exclude B-SITI            | against |
| lock {BATIK}         | exclude B-SITI            | against |
| lock S-1             | exclude B-BUDHI           | fine    |
| lock S-1             | apart B-SITI B-BUDI       | against |
| lock S-1             | apart B-SITI B-BUDHI      | fine    |
| lock {BATIK}         | apart B-SITI B-BUDI       | against |
| lock {BATIK}         | apart S-1 S-3             | against |
| lock S-1             | apart S-1 S-3             | fine    |
| lock {BATIK}         | apart S-1 S-2             | fine    |
| lock S-1             | together B-SITI B-BUDHI   | against |
| lock S-1             | together B-SITI B-BUDI    | fine    |
| lock {BATIK}         | together B-SITI B-BUDHI   | against |
| lock {BATIK}         | together S-1 S-2          | against |
| lock {BATIK}         | together S-1 S-3          | fine    |
| lock S-1             | together S-1 S-2          | fine    |
| lock S-3             | merge S-1 S-3             | against |
| lock {BATIK}         | merge S-1 S-3             | against |
| split S-1            | merge S-1 S-3             | against |
| split S-1            | merge S-2 S-3             | fine    |
| split S-1            | together S-1 S-3          | fine    |
| exclude B-SITI       | together B-SITI B-BUDI    | against |
| exclude B-SITI       | apart B-SITI B-BUDI       | fine    |
| exclude B-NUR        | together B-SITI B-BUDI    | fine    |
"""


@pytest.fixture
def dewi(db: None) -> Any:
    sign_in("dewi", "ministry")
    return get_user_model().objects.get(username="dewi")


@pytest.fixture
def close_by(tmp_path: Path, settings: Any) -> Any:
    settings.RAJUT_WORKSPACE = small_world(tmp_path, drawn_tables={t.Homes: HOMES, t.Sentra: SENTRA})
    return published().now()


def decide(by: Any, run: Any, said: str) -> Decision:
    kind, *names = said.split()
    value = {"merge": {"as": "sentra"}, "split": {"parts": 2}, "rename": {"name_id": "Laweyan"}}.get(kind)
    kind = "together" if kind == "merge" else kind
    return actions.decide_unit(
        by=by, run=run, kind=kind, subject=names[0], other=names[1] if names[1:] else "", value=value, area_code="3372", reason="kunjungan"
    )


@pytest.mark.parametrize("turned", [False, True], ids=["", "turned"])
@pytest.mark.parametrize("row", drawn(CLASHES), ids=lambda row: f"{row['standing']}, {row['new']}")
def test_what_cannot_both_be_done_is_refused_whichever_came_first(close_by: Any, dewi: Any, row: dict[str, str], turned: bool) -> None:
    first, second = (row["new"], row["standing"]) if turned else (row["standing"], row["new"])
    standing = decide(dewi, close_by, first)
    if row["verdict"] == "fine":
        decide(dewi, close_by, second)
        assert Decision.objects.filter(undone_on=None).count() == 2
        return
    with pytest.raises(actions.Contradicts) as fault:
        decide(dewi, close_by, second)
    assert fault.value.decisions == [standing]
    assert Decision.objects.count() == 1, "nothing is kept"


def test_what_a_chain_puts_together_is_not_kept_apart(close_by: Any, dewi: Any) -> None:
    chain = [decide(dewi, close_by, "together S-1 S-2"), decide(dewi, close_by, "together S-2 S-3")]
    with pytest.raises(actions.Contradicts) as fault:
        decide(dewi, close_by, "apart S-3 S-1")
    assert set(fault.value.decisions) == set(chain)


@pytest.mark.parametrize(
    ("first", "second"), [("together S-1 S-3", "apart S-3 S-1"), ("split S-1", "split S-1"), ("rename S-1", "rename S-1")]
)
def test_a_newer_decision_about_the_same_replaces_the_older(close_by: Any, dewi: Any, first: str, second: str) -> None:
    decide(dewi, close_by, first)
    newer = decide(dewi, close_by, second)
    assert list(Decision.objects.filter(undone_on=None)) == [newer]


def test_every_kind_arrives_as_the_library_reads_it(close_by: Any, dewi: Any, tmp_path: Path) -> None:
    for said in ("lock S-2", "rename S-1", "split S-1", "apart S-1 S-2", "exclude B-BUDHI", "together B-SITI B-BUDI"):
        decide(dewi, close_by, said)
    call_command("export_decisions", to=tmp_path / "decisions.csv", verbosity=0)
    rows = decisions.read(tmp_path / "decisions.csv").to_pylist()
    assert [(row["kind"], row["subject"], row["other"], row["value"]) for row in rows] == [
        ("lock", "S-2", None, None),
        ("rename", "S-1", None, '{"name_id": "Laweyan"}'),
        ("split", "S-1", None, '{"parts": 2}'),
        ("apart", "S-1", "S-2", None),
        ("exclude", "B-BUDHI", None, None),
        ("together", "B-BUDI", "B-SITI", None),
    ]


def post(client: Client, **said: Any) -> Any:
    return client.post(PLACE, {"reason": "kunjungan"} | said, follow=True)


def test_a_regency_locks_splits_and_renames_from_the_page_and_undoes_there() -> None:
    client = sign_in("rini", "regency", "3372")
    assert "Tercatat" in post(client, act="rename", subject=BATIK, name_id="Klaster Batik Laweyan Lama").text
    page = post(client, act="split", subject="S-1", parts="3").text
    assert "Klaster batik Laweyan dinamai “Klaster Batik Laweyan Lama”" in page
    assert "Sentra batik Laweyan dibagi menjadi 3 sentra" in page
    answer = post(client, act="lock", subject=BATIK)
    assert answer.status_code == 409
    assert "Sentra batik Laweyan dibagi menjadi 3 sentra" in answer.text
    split = Decision.objects.get(kind="split")
    client.post(f"/petugas/keputusan/{split.pk}/batalkan/", {"kembali": PLACE})
    assert "Sentra batik Laweyan dibagi" not in client.get(PLACE).text
    assert "Tercatat" in post(client, act="lock", subject=BATIK).text
    assert list(Entry.objects.order_by("id").values_list("verb", flat=True)) == ["rename", "split", "undid", "lock"]


def test_two_sentra_are_made_one_or_kept_in_different_clusters(close_by: Any) -> None:
    client = sign_in("rini", "regency", "3372")
    post(client, act="merge", subject="S-1", other="S-3")
    assert Decision.objects.get().value == {"as": "sentra"}
    post(client, act="apart", subject="S-1", other="S-3")
    assert [one.kind for one in Decision.objects.filter(undone_on=None)] == ["apart"]


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ({"act": "merge", "subject": "S-1", "other": "S-3"}, "sentra hanya untuk satu kabupaten/kota dan satu lini produk"),
        ({"act": "split", "subject": "S-3", "parts": "2"}, "dengan 6 anggota tidak dapat dibagi menjadi 2"),
    ],
)
def test_what_no_run_could_do_is_refused_now_and_not_when_it_runs(said: dict[str, str], because: str) -> None:
    answer = post(sign_in("rini", "regency", "3372"), **said)
    assert because in answer.text
    assert not Decision.objects.exists()


UNFIT = f"""
| act    | subject | other | parts | name_id | reason | because                           |
| dance  | S-1     |       |       |         | x      |                                   |
| lock   | S-2     |       |       |         | x      | Pilih klaster atau sentra         |
| split  | {BATIK} |       | 2     |         | x      | Pilih klaster atau sentra         |
| split  | S-1     |       | 1     |         | x      | Isi angka dari 2 sampai 9         |
| split  | S-1     |       | 10    |         | x      | Isi angka dari 2 sampai 9         |
| rename | S-1     |       |       |         | x      | Isi namanya                       |
| apart  | S-1     |       |       |         | x      | Pilih dua sentra yang berbeda     |
| apart  | S-1     | S-1   |       |         | x      | Pilih dua sentra yang berbeda     |
| lock   | S-1     |       |       |         |        | Tulis alasannya                   |
"""


@pytest.mark.parametrize("row", drawn(UNFIT), ids=str)
def test_what_is_not_complete_is_refused_with_a_sentence(row: dict[str, str]) -> None:
    said = {name: value or "" for name, value in row.items() if name != "because"}
    answer = post(sign_in("rini", "regency", "3372"), **said)
    assert answer.status_code == 400
    assert (row["because"] or "") in answer.text
    assert not Decision.objects.exists()


def test_members_are_excluded_and_kept_apart_from_their_page() -> None:
    client = sign_in("rini", "regency", "3372")
    assert 'name="business" value="B-SITI"' in client.get(f"/petugas/klaster/{BATIK}/").text
    page = client.post(MEMBERS, {"act": "exclude", "business": ["B-SITI", "B-BUDI"], "reason": "pindah"}, follow=True).text
    assert "usaha B-SITI tidak menjadi anggota sentra mana pun" in page
    assert Decision.objects.filter(kind="exclude").count() == 2
    page = client.post(MEMBERS, {"act": "apart", "business": ["B-SITI"], "other": "B-BUDHI", "reason": "bersaing"}, follow=True).text
    assert "usaha B-BUDHI dan B-SITI tidak dalam satu sentra" in page


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ({"act": "exclude"}, "Pilih sedikitnya satu usaha"),
        ({"act": "apart", "business": ["B-SITI"]}, "Pilih tepat dua usaha"),
        ({"act": "exclude", "business": ["B-NUR"]}, "Usaha itu tidak ada di wilayah Anda"),
        ({"act": "exclude", "business": ["B-SITI", "B-NOBODY"]}, "Usaha itu tidak ada di wilayah Anda"),
        ({"act": "exclude", "business": ["B-SITI"], "reason": ""}, "Tulis alasannya"),
    ],
)
def test_nothing_is_decided_about_nobody_or_somebody_elsewhere(said: dict[str, Any], because: str) -> None:
    answer = sign_in("rini", "regency", "3372").post(MEMBERS, {"reason": "x"} | said, follow=True)
    assert because in answer.text
    assert not Decision.objects.exists()


def test_of_several_either_all_are_decided_or_none(close_by: Any, dewi: Any) -> None:
    decide(dewi, close_by, "lock S-1")
    client = sign_in("rini", "regency", "3372")
    answer = client.post(MEMBERS, {"act": "exclude", "business": ["B-BUDHI", "B-SITI"], "reason": "x"})
    assert answer.status_code == 409
    assert Decision.objects.count() == 1


def test_a_facilitator_sees_members_but_no_tools() -> None:
    client = sign_in("umar", "facilitator", "337201")
    assert "checkbox" not in client.get(f"/petugas/klaster/{BATIK}/").text
    assert client.post(MEMBERS, {"act": "exclude", "business": ["B-SITI"], "reason": "x"}).status_code == 403


def test_decisions_about_clusters_are_in_the_list_of_decisions_and_lead_to_the_tools(dewi: Any) -> None:
    decide(dewi, published().now(), "lock S-1")
    page = sign_in("rini", "regency", "3372").get("/petugas/keputusan/?siapa=semua").text
    assert f'<a href="{PLACE}">Sentra batik Laweyan dikunci: anggotanya tetap</a>' in page
    assert "menunggu proses berikutnya" in page
    assert "Sentra batik" not in sign_in("sari", "regency", "6472").get("/petugas/keputusan/?siapa=semua").text


def test_where_there_is_one_sentra_no_second_is_asked_for(officer: Client, tmp_path: Path, settings: Any) -> None:
    one = "\n".join(line for line in SENTRA.splitlines() if "S-2" not in line and "S-3" not in line)
    settings.RAJUT_WORKSPACE = small_world(tmp_path, drawn_tables={t.Sentra: one})
    page = officer.get(PLACE).text
    assert "di kabupaten/kota ini hanya ada satu" in page
    assert "Sentra kedua" not in page
