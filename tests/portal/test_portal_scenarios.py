"""Scenarios of the ministry: two side by side, one made from a form, bad ones refused beside their fields, one adopted."""

from __future__ import annotations

import json
import os
import re
import time
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from portal.people.models import Entry
from portal.runs import tasks
from portal.runs.models import Start
from rajut.published import scenarios
from rajut.workspace import Workspace
from support.officers import sign_in
from support.small_sample import copy_of
from support.small_world import RUN, small_world

MEASURES = {
    "member": 152,
    "linked": 9,
    "scattered": 20,
    "unplaced": 3,
    "share_in_sentra": 0.84,
    "share_in_cluster": 0.89,
    "sentra": 3,
    "clusters": 3,
    "median_m": 420.0,
    "p90_m": 1400.0,
    "smallest": 6.0,
    "median_size": 64.0,
    "largest": 88.0,
    "gap": 0.041,
    "sizes": [1, 0, 0, 0, 1, 1, 0],
}


OF_AREA = {"sentra": 3, "clusters": 2, "housed": 150, "businesses": 170}
AREAS = {"33": OF_AREA, "3372": OF_AREA}
MORE = {code: row | {"sentra": 5, "housed": 155} for code, row in AREAS.items()}
FORM = {
    **{f"sentra.{name}": value for name, value in (("lower", 5), ("aim", 40), ("upper", 100))},
    **{f"cluster.{name}": value for name, value in (("lower", 1), ("aim", 5), ("upper", 8), ("members_at_most", 1000))},
    **{f"learning.{name}": value for name, value in (("lower", 5), ("aim", 10), ("upper", 14))},
    "sentra.radius_dense_m": 3000,
    "sentra.radius_sparse_m": 10000,
    "cluster.radius_dense_m": 5000,
    "cluster.radius_sparse_m": 15000,
    "density.village_points": 10,
    "density.within_m": 3000,
    "taking_part.precise_enough_m": 3000,
}
NEW = "/petugas/skenario/baru/"


@pytest.fixture
def tried(tmp_path: Path, settings: Any) -> None:
    settings.RAJUT_WORKSPACE = small_world(tmp_path)
    for name, sentra, changed in (("aim-30", 5, 61), ("wide", 2, None)):
        folder = tmp_path / "runs" / RUN / f"scenario-{name}"
        folder.mkdir()
        told = {"name": name, "run": RUN, "settings": {"sentra.aim": 30}, "published": MEASURES, "changed_homes": changed}
        told["measures"] = MEASURES | {"sentra": sentra, "sizes": [sentra - 2, 0, 0, 0, 1, 1, 0]}
        told |= {"published_settings": {}, "published_areas": AREAS, "areas": MORE}
        (folder / "scenario.json").write_text(json.dumps(told), "utf-8")


def rows(page: str) -> list[str]:
    """The rows of the page's tables, their cells in a line."""
    found = [re.findall(r"<t[hd][^>]*>.*?</t[hd]>", row, re.S) for row in re.findall(r"<tr[^>]*>(.*?)</tr>", page, re.S)]
    return [" | ".join(" ".join(re.sub("<[^>]+>", " ", cell).split()) for cell in cells) for cells in found]


def test_the_published_stands_beside_the_first_scenario_with_the_differences(tried: None) -> None:
    found = rows(sign_in("siti", "ministry").get("/petugas/skenario/").text)
    for expected in (
        "Sentra: sasaran anggota | 40 | 40 | 30",
        "Usaha yang punya sentra, dari yang letaknya diketahui | 84,0 % | 84,0 % | 0,0 poin",
        "Sentra | 3 | 5 | +2",
        "Jarak ke pusat klaster, 9 dari 10 | 1.400 m | 1.400 m | 0 m",
        "Usaha yang sentranya lain daripada yang terbit | 0 | 61 | +61",
        "Jawa Tengah | 150 | 155 | +5 | 3 | 5 | +2 | 2 | 2 | 0",
    ):
        assert expected in found


def test_the_map_and_its_table_go_down_to_the_regencies_of_a_province(tried: None) -> None:
    page = sign_in("siti", "ministry").get("/petugas/skenario/?wilayah=33").text
    assert "Kota Surakarta | 150 | 155 | +5 | 3 | 5 | +2 | 2 | 2 | 0" in rows(page)
    assert re.search(r'data-code="3372" data-class="more"', page)
    assert re.search(r'data-code="3301" data-class="0"', page)


def test_two_scenarios_are_chosen(tried: None) -> None:
    client = sign_in("siti", "ministry")
    found = rows(client.get("/en/petugas/skenario/?a=aim-30&b=wide").text)
    assert "Sentra: members aimed at | 40 | 30 | 30" in found
    assert "Sentra | 5 | 2 | −3" in found
    for wrong in ("a=aim-31", "a=../x", "wilayah=3372", "wilayah=99", "wilayah=x"):
        assert client.get(f"/petugas/skenario/?{wrong}").status_code == 404


def test_without_scenarios_one_can_be_made() -> None:
    page = sign_in("siti", "ministry").get("/petugas/skenario/").text
    assert "Belum ada skenario" in page
    assert NEW in page


def test_the_form_begins_with_the_parameters_of_the_published_run() -> None:
    page = sign_in("siti", "ministry").get(NEW).text
    found = re.findall(r'name="([a-z._]+)" type="number".*?value="(\d+)"', page)
    assert {name: int(value) for name, value in found} == FORM


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"sentra.upper": 4}, "sentra-upper", "Sentra: anggota paling banyak (4) lebih kecil daripada Sentra: anggota paling sedikit (5)"),
        ({"sentra.upper": 4}, "sentra-lower", "Sentra: anggota paling banyak (4) lebih kecil daripada Sentra: anggota paling sedikit (5)"),
        ({"sentra.radius_dense_m": 0}, "sentra-radius_dense_m", "Harus lebih besar dari 0."),
        ({"sentra.radius_dense_m": -5}, "sentra-radius_dense_m", "Harus lebih besar dari 0."),
        ({"sentra.lower": 60}, "sentra-lower", "tidak dapat dibagi dua dengan masing-masing sedikitnya 60"),
        ({"cluster.members_at_most": 700}, "cluster-upper", "Sentra: anggota paling banyak × Klaster: sentra paling banyak (800)"),
        ({"sentra.aim": "banyak"}, "sentra-aim", "Isi dengan angka bulat."),
        ({"sentra.aim": "30.5"}, "sentra-aim", "Isi dengan angka bulat."),
        ({"sentra.aim": ""}, "sentra-aim", "Isi dengan angka."),
        ({"sentra.aim": "9" * 40}, "sentra-aim", "Paling banyak 1000000."),
        ({"name": "Sasaran 30"}, "nama", "huruf kecil, angka dan tanda hubung"),
        ({"name": "../x"}, "nama", "huruf kecil, angka dan tanda hubung"),
        ({}, "", "Belum ada yang diubah"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(officer: Client, given: dict[str, Any], field: str, said: str) -> None:
    answer = officer.post(NEW, {"name": "x"} | FORM | given)
    assert answer.status_code == 400
    assert re.search(rf'id="{field}-salah"[^>]*>[^<]*{re.escape(said)}' if field else re.escape(said), answer.text), answer.text
    assert Start.objects.count() == 0


def test_one_is_made_from_the_form_and_kept_beside_what_is_published(
    officer: Client, finished: Path, tmp_path: Path, settings: Any
) -> None:
    settings.RAJUT_WORKSPACE = copy_of(finished, tmp_path / "workspace")
    run = Workspace(settings.RAJUT_WORKSPACE).published()
    answer = officer.post(NEW, FORM | {"name": "kecil", "sentra.aim": 6, "sentra.upper": 9}, follow=True)
    assert "Skenario kecil sedang dibentuk" in answer.text
    assert "Sedang ada proses atau skenario yang berjalan" in officer.post(NEW, FORM | {"name": "y", "sentra.aim": 6}).text
    deadline = time.monotonic() + 120
    while (told := officer.get("/petugas/skenario/keadaan.json").json())["status"] == "running" and time.monotonic() < deadline:
        time.sleep(0.2)
    assert told["status"] == "done", told
    page = officer.get("/petugas/skenario/").text
    assert "Skenario kecil selesai dibentuk." in page
    assert "Sentra: anggota paling banyak | 100 | 100 | 9" in rows(page)
    assert [one["name"] for one in scenarios.every(run.folder)] == ["kecil"]
    assert Workspace(settings.RAJUT_WORKSPACE).published().id == run.id
    assert Entry.objects.get(verb="started-scenario").subject == "kecil"
    assert Start.objects.get().kind == "scenario"
    assert "kecil" in officer.get("/petugas/proses-ulang/").text, "it can be adopted there"
    assert officer.get("/petugas/proses-ulang/").text.count("<tbody>") == 0, "it is no run"


def test_stopping_is_asked_of_what_is_formed_only(tried: None, officer: Client, settings: Any) -> None:
    assert "Tidak ada skenario yang sedang dibentuk" in officer.post("/petugas/skenario/hentikan/", follow=True).text
    folder = Path(settings.RAJUT_WORKSPACE) / "runs" / RUN / "forming"
    folder.mkdir()
    Start.objects.create(by=officer_user(), kind="scenario", scenario="lebar", run_id=RUN, process=os.getpid())
    told = {"status": "running", "stage": "clustering", "number": 1, "of": 1, "item": "sentra", "done": 0.1, "pid": os.getpid()}
    told["at"] = time.time() + 60
    (folder / "progress.json").write_text(json.dumps(told), "utf-8")
    assert officer.get("/en/petugas/skenario/keadaan.json").json() | {"name": ""} == {
        "name": "", "status": "running", "share": 10.0, "now": "forming sentra", "asked": False, "told": ""
    }  # fmt: skip
    assert "Pembentukan diminta berhenti." in officer.post("/petugas/skenario/hentikan/", follow=True).text
    assert (folder / "cancel").exists()
    assert Entry.objects.get(verb="stopped-scenario").subject == "lebar"


def officer_user() -> Any:
    return get_user_model().objects.get(username="siti")


def test_the_next_run_adopts_a_scenario_that_is_there(tried: None, officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = officer.get("/petugas/proses-ulang/?parameter=scenario:aim-30").text
    assert re.search(r'value="scenario:aim-30" checked', page)
    assert "Sentra: sasaran anggota = 30" in page
    begun: list[list[str]] = []
    monkeypatch.setattr(tasks, "_launch", lambda started, words: begun.append(words))
    assert "Skenario itu tidak ada lagi" in officer.post("/petugas/proses-ulang/mulai/", {"parameter": "scenario:gone"}, follow=True).text
    officer.post("/petugas/proses-ulang/mulai/", {"parameter": "scenario:aim-30"})
    assert begun[0][3:] == ["--set", "sentra.aim=30", "--form-anew", "ID"]
    assert Start.objects.get().scenario == "aim-30"
    Start.objects.all().update(state="done")
    officer.post("/petugas/proses-ulang/mulai/", {"parameter": "defined"})
    officer.post("/petugas/proses-ulang/mulai/")
    assert begun[1][3:] == ["--as-defined", "--form-anew", "ID"]
    assert "aim-30" in officer.get("/petugas/proses-ulang/").text
