"""Runs as their files tell."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

import rajut
from portal.runs import texts
from portal.runs.models import Start
from rajut.published.opening import STAGES
from rajut.workspace import Workspace
from support.small_world import RUN, running_run, small_world


@pytest.fixture
def own_world(tmp_path: Path, settings: Any) -> Path:
    settings.RAJUT_WORKSPACE = small_world(tmp_path)
    return tmp_path


def test_a_running_run_shows_its_progress(officer: Client, own_world: Path) -> None:
    run = running_run(own_world)
    state = officer.get(f"/petugas/proses/{run}/keadaan.json").json()
    assert state == {"status": "running", "title": "berjalan", "share": 35.7, "now": "Mencocokkan · menimbang pasangan"}
    assert "Hentikan proses" in officer.get(f"/petugas/proses/{run}/").text


def test_a_silent_run_was_killed(officer: Client, own_world: Path) -> None:
    run = running_run(own_world, silent_for=3600)
    assert officer.get(f"/petugas/proses/{run}/keadaan.json").json()["status"] == "killed"
    assert "terputus" in officer.get("/petugas/proses/").text


def test_a_silent_run_whose_process_lives_is_busy(officer: Client, own_world: Path) -> None:
    busy = running_run(own_world, silent_for=120, pid=os.getpid())
    assert officer.get(f"/petugas/proses/{busy}/keadaan.json").json()["status"] == "running"
    lost = running_run(own_world, "20261124-lost", silent_for=3600, pid=os.getpid())
    assert officer.get(f"/petugas/proses/{lost}/keadaan.json").json()["status"] == "killed"


def test_a_run_whose_process_ended_is_killed_at_once_unless_the_workspace_is_held_elsewhere(officer: Client, own_world: Path) -> None:
    nobody = 2**22 + 1  # no process has this id
    run = running_run(own_world, silent_for=5, pid=nobody)
    assert officer.get(f"/petugas/proses/{run}/keadaan.json").json()["status"] == "killed"
    with Workspace(own_world).held():
        assert officer.get(f"/petugas/proses/{run}/keadaan.json").json()["status"] == "running"


def test_a_run_at_work_or_killed_tells_the_stages_it_finished_and_how_to_go_on(officer: Client, own_world: Path) -> None:
    run = running_run(own_world, silent_for=3600)
    for stage, made_in in (("reading", RUN), ("locating", run), (".matching.part", run)):
        folder = own_world / "runs" / run / stage
        folder.mkdir()
        (folder / "stage.json").write_text(json.dumps({"key": "k", "run": made_in, "seconds": 2.5, "rows": {"places": 9}, "warnings": []}))
    page = officer.get(f"/petugas/proses/{run}/").text
    assert "Menempatkan" in page
    assert f"diambil dari proses {RUN}" in page
    assert page.count('<td class="number">2,5</td>') == 2, "not what is still being written"
    assert "Belum ada tahap yang selesai" not in page
    assert "berhenti tanpa sempat memberi tahu" in page
    assert 'href="/petugas/proses-ulang/">Lanjutkan' in page


def test_a_killed_run_of_other_registers_does_not_go_on_by_running_the_published_ones_again(officer: Client, own_world: Path) -> None:
    page = officer.get(f"/petugas/proses/{running_run(own_world, silent_for=3600, reads='cc33')}/").text
    assert "menjalankan lagi perintah yang memulainya" in page
    assert "Lanjutkan lewat" not in page


def test_a_run_done_stage_by_stage_is_listed_while_it_waits(officer: Client, own_world: Path) -> None:
    run = running_run(own_world)
    (own_world / "runs" / run / "progress.json").write_text(json.dumps({"status": "waiting", "at": 0}))  # after `rajut read`
    assert "menunggu tahap berikutnya" in officer.get("/petugas/proses/").text
    assert "menunggu tahap berikutnya" in officer.get(f"/petugas/proses/{run}/").text


def test_a_failed_run_says_what_it_said(officer: Client, own_world: Path) -> None:
    run = running_run(own_world)
    (own_world / "runs" / run / "progress.json").write_text(json.dumps({"status": "failed", "at": 0}))
    by = get_user_model().objects.get(username="siti")
    Start.objects.create(by=by, run_id=run, state="failed", told="RUN-MEMORY: Memori tidak cukup")
    page = officer.get(f"/petugas/proses/{run}/").text
    assert "Proses ini gagal. Yang terbit tidak berubah." in page
    assert "RUN-MEMORY: Memori tidak cukup" in page


def test_asking_a_run_to_stop(officer: Client, own_world: Path) -> None:
    run = running_run(own_world)
    officer.post(f"/petugas/proses/{run}/hentikan/")
    assert (own_world / "runs" / run / "cancel").exists()
    assert "Permintaan berhenti sudah dikirim" in officer.get(f"/petugas/proses/{run}/").text


def test_a_finished_run_cannot_be_stopped(officer: Client, own_world: Path) -> None:
    officer.post(f"/petugas/proses/{RUN}/hentikan/")
    assert not (own_world / "runs" / RUN / "cancel").exists()


def test_stopping_needs_a_post(officer: Client, own_world: Path) -> None:
    run = running_run(own_world)
    assert officer.get(f"/petugas/proses/{run}/hentikan/").status_code == 405
    assert not (own_world / "runs" / run / "cancel").exists()


def test_the_published_run_is_marked_and_tells_its_stages(officer: Client, own_world: Path) -> None:
    page = officer.get(f"/petugas/proses/{RUN}/").text
    for expected in ("terbit", "Membaca", "Merencanakan", "dinas.csv", "7 usaha fesyen tempatnya terlalu kasar"):
        assert expected in page


def test_publishing_another_run_changes_the_pages(visitor: Client, own_world: Path) -> None:
    assert RUN in visitor.get("/").text
    small_world(own_world, "20261201-next")
    assert "20261201-next" in visitor.get("/").text


def test_every_step_a_stage_tells_has_a_sentence() -> None:
    library = Path(rajut.__file__).parent
    asked = r"""(?:progress\.item|\bstep|_step)\((?:progress, )?f?"([a-z_ ]+)(?: ?\{[^"]*)?\""""
    found = {name.strip() for file in library.glob("*/**/*.py") for name in re.findall(asked, file.read_text("utf-8"))}
    assert len(found) > 30
    assert found <= set(texts.STEPS)


def test_every_table_a_run_makes_has_a_title() -> None:
    made = {table.table for stage, tables in STAGES.items() if stage != "inputs" for table in tables}
    assert made == set(texts.TABLES)
