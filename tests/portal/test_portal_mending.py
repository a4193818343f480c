"""Giving back the sheet of rejected rows."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from portal.people.models import Entry
from portal.registry import sheets
from portal.registry.models import SentSheet
from rajut.published import mending
from rajut.workspace import Workspace
from support.officers import sign_in
from support.small_world import small_world

UPLOAD = "/petugas/ditolak/dinas/kirim/"
HEAD = "Nama Usaha,Pemilik,Telp,Baris,Kode,Alasan\n"


@pytest.fixture(autouse=True)
def own_world(tmp_path: Path, settings: Any) -> Path:
    settings.RAJUT_WORKSPACE = small_world(tmp_path)
    return tmp_path


def give(client: Client, content: str | bytes, name: str = "dinas.rejected.csv") -> Any:
    data = content.encode() if isinstance(content, str) else content
    return client.post(UPLOAD, {"sheet": SimpleUploadedFile(name, data)}, follow=True)


def hold(world: Path) -> None:
    """The published run has read the sheets that were sent."""
    manifest = next((world / "runs").glob("*/manifest.json"))
    told = json.loads(manifest.read_text("utf-8"))
    told["inputs"] += [{"file_name": file.name, "digest": mending.digest(file)} for file in sheets.to_read()]
    manifest.write_text(json.dumps(told), "utf-8")


def test_the_sheet_is_checked_at_once_and_read_only_when_sent(officer: Client) -> None:
    answer = give(officer, HEAD + "Batik Budi,Budi Santoso,,5,READ-NO-NAME-NO-ACTIVITY,x\n,,,6,,\n")
    assert "1 baris diterima" in answer.text
    assert "0 baris masih ditolak" in answer.text
    assert "1 baris diabaikan" in answer.text
    assert sheets.to_read() == []
    page = answer.redirect_chain[-1][0]
    assert "Terkirim" in officer.post(page, {"send": "1"}, follow=True).text
    (file,) = sheets.to_read()
    assert file.name.startswith("dinas.rejected.")
    assert "1 lembar baris yang diperbaiki ikut dibaca" in officer.get("/petugas/proses-ulang/").text
    assert Entry.objects.filter(verb="sent-rows", subject="dinas").count() == 1


def test_a_row_that_is_still_no_good_says_why(officer: Client) -> None:
    answer = give(officer, HEAD + ",Budi Santoso,,5,,\n".replace("Budi Santoso", "") + "x,,,99,,\n")
    assert "1 baris masih ditolak" in answer.text
    assert "READ-" in answer.text
    assert "<td>5</td>" in answer.text, "the row it is about"
    assert "Kirim ke proses berikutnya" not in answer.text


def test_a_sheet_not_sent_is_removed(officer: Client, own_world: Path) -> None:
    answer = give(officer, HEAD + "Batik Budi,,,5,,\n")
    officer.post(answer.redirect_chain[-1][0], {"drop": "1"})
    assert sheets.to_read() == []
    assert list((own_world / "mended").iterdir()) == []


@pytest.mark.parametrize("word", ["send", "drop"])
def test_only_who_had_a_sheet_checked_sends_or_removes_it(officer: Client, own_world: Path, word: str) -> None:
    page = give(officer, HEAD + "Batik Budi,,,5,,\n").redirect_chain[-1][0]
    dewi = sign_in("dewi", "ministry")
    assert "Lembar ini diperiksa oleh petugas lain" in dewi.get(page).text
    assert "<button name" not in dewi.get(page).text
    told = dewi.post(page, {word: "1"}, follow=True).text
    assert "Terkirim" not in told
    assert "sudah dihapus" not in told
    assert SentSheet.objects.get().state == SentSheet.CHECKED
    assert len(list((own_world / "mended").iterdir())) == 1
    assert Entry.objects.filter(verb="sent-rows").count() == 0


def test_a_sheet_that_the_run_holds_is_waiting_no_more(officer: Client, own_world: Path) -> None:
    page = give(officer, HEAD + "Batik Budi,,,5,,\n").redirect_chain[-1][0]
    officer.post(page, {"send": "1"})
    hold(own_world)
    assert "ikut dibaca" not in officer.get("/petugas/proses-ulang/").text


def test_what_was_sent_cannot_be_removed_and_stays_sent_when_it_is_checked_again(officer: Client) -> None:
    page = give(officer, HEAD + "Batik Budi,,,5,,\n").redirect_chain[-1][0]
    officer.post(page, {"send": "1"})
    assert "sudah dikirim dan menunggu" in officer.post(page, {"drop": "1"}, follow=True).text
    assert "sudah dikirim dan menunggu" in give(sign_in("dewi", "ministry"), HEAD + "Batik Budi,,,5,,\n").text
    assert len(sheets.to_read()) == 1


def test_what_was_sent_by_mistake_can_be_withdrawn_until_a_run_reads_it(officer: Client, own_world: Path) -> None:
    page = give(officer, HEAD + "Batik Budi,,,5,,\n").redirect_chain[-1][0]
    officer.post(page, {"send": "1"})
    sign_in("dewi", "ministry").post(page, {"withdraw": "1"})
    with Workspace(own_world).held():
        assert "sedang dibaca" in officer.post(page, {"withdraw": "1"}, follow=True).text
    assert len(sheets.to_read()) == 1, "another's, and while a run may be reading it"
    assert page in officer.get(UPLOAD).text
    assert "ditarik kembali" in officer.post(page, {"withdraw": "1"}, follow=True).text
    assert sheets.to_read() == list((own_world / "mended").iterdir()) == []
    assert Entry.objects.filter(verb="withdrew-rows", subject="dinas", by="siti").count() == 1
    assert "tidak dikirim dan sudah dihapus" in officer.post(page, {"withdraw": "1"}, follow=True).text


def test_a_sheet_a_run_has_read_is_withdrawn_no_more(officer: Client, own_world: Path) -> None:
    page = give(officer, HEAD + "Batik Budi,,,5,,\n").redirect_chain[-1][0]
    officer.post(page, {"send": "1"})
    hold(own_world)
    assert "sudah dibaca" in officer.post(page, {"withdraw": "1"}, follow=True).text
    assert len(sheets.to_read()) == 1


@pytest.mark.parametrize(("over", "files"), [(timedelta(minutes=-5), 1), (timedelta(minutes=5), 0)], ids=["just before", "just after"])
def test_a_sheet_neither_sent_nor_removed_is_deleted_after_the_days_told(
    officer: Client, own_world: Path, over: timedelta, files: int
) -> None:
    answer = give(officer, HEAD + "Batik Budi,,,5,,\n")
    assert "tidak dikirim dalam 14 hari dihapus" in answer.text
    sheets.forget(timezone.now() + timedelta(days=sheets.kept_days()) + over)
    assert len(list((own_world / "mended").iterdir())) == files
    assert ("sudah dihapus" in officer.get(answer.redirect_chain[-1][0]).text) == (files == 0)


def test_a_sheet_sent_stays_and_what_a_broken_upload_left_goes(
    officer: Client, own_world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = give(officer, HEAD + "Batik Budi,,,5,,\n").redirect_chain[-1][0]
    officer.post(page, {"send": "1"})
    (own_world / "mended" / ".dinas.7.part").write_bytes(b"Batik Sri")
    (own_world / "mended" / "catatan.txt").write_bytes(b"")
    call_command("forget_sheets")
    assert capsys.readouterr().out == "0 berkas lembar yang tidak dikirim dalam 14 hari sudah dihapus.\n"
    assert sheets.forget(timezone.now() + timedelta(days=400)) == 1
    assert {file.name for file in (own_world / "mended").iterdir()} == {"catatan.txt", *(file.name for file in sheets.to_read())}


def test_a_sheet_checked_anew_is_kept_anew(officer: Client, own_world: Path) -> None:
    give(officer, HEAD + "Batik Budi,,,5,,\n")
    SentSheet.objects.update(on=timezone.now() - timedelta(days=sheets.kept_days(), hours=1))
    give(officer, HEAD + "Batik Budi,,,5,,\n")
    assert SentSheet.objects.get().state == SentSheet.CHECKED
    assert len(list((own_world / "mended").iterdir())) == 1


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Lembar itu kosong"),
        (b"%PDF-1.7 hello", "PDF"),
        (b"PK\x03\x04 broken", 'role="alert"'),
        (bomb(), 'role="alert"'),
        (b"x" * 2_000_001, "lebih besar dari 2 MB"),
        (b"Nama Usaha,Pemilik\nBatik Budi,Budi\n", "Baris"),
    ],
    ids=["empty", "pdf", "broken", "bomb", "large", "without row numbers"],
)
def test_a_file_that_is_no_such_sheet_is_refused_and_not_kept(officer: Client, own_world: Path, content: bytes, told: str) -> None:
    answer = give(officer, content)
    assert answer.status_code == 200
    assert told in answer.text
    assert ".part" not in answer.text  # the name the sheet is kept under meanwhile
    assert SentSheet.objects.count() == 0
    folder = own_world / "mended"
    assert not folder.exists() or list(folder.iterdir()) == []


def test_the_name_a_browser_sends_is_never_a_path(officer: Client, own_world: Path) -> None:
    give(officer, HEAD + "Batik Budi,,,5,,\n", name="../../evil.csv")
    assert [file.name.startswith("dinas.rejected.") for file in (own_world / "mended").iterdir()] == [True]


def test_only_whose_register_it_is_may_send(officer: Client) -> None:
    page = give(officer, HEAD + "Batik Budi,,,5,,\n").redirect_chain[-1][0]
    dewi = sign_in("dewi", "regency", "3372")
    assert dewi.get(UPLOAD).status_code == 404
    assert give(dewi, HEAD).status_code == 404
    assert dewi.post(page, {"send": "1"}).status_code == 404
    assert sheets.to_read() == []
