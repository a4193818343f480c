"""An officer's way: sign in, look at members, one business, rejected rows, doubtful pairs and runs."""

from __future__ import annotations

from support.person import Person, on_the_phone, on_the_wide_screen
from support.small_world import BATIK


def test_a_working_morning(person: Person) -> None:
    page = person.page
    person.go(f"/petugas/klaster/{BATIK}/")
    person.is_at("/petugas/masuk/*")
    person.sign_in()
    person.sees("Halaman-halaman ini memuat data perorangan")

    person.go(f"/klaster/{BATIK}/")
    page.get_by_role("link", name="Lihat anggota (petugas)").click()
    page.get_by_role("link", name="Batik Siti").click()
    person.sees("Mengapa baris-baris ini disatukan")
    page.get_by_role("link", name="daftar asosiasi, baris 2").click()
    person.is_at("*#R-B1")
    person.fits_the_screen()

    page.get_by_role("link", name="Meja petugas").first.click()
    page.get_by_role("link", name="Baris ditolak").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh baris ditolak dari dinas (XLSX)").click()
    assert download.value.suggested_filename == "dinas.rejected.xlsx"
    person.fits_the_screen()

    person.go("/petugas/meragukan/")
    person.sees("Batik Budhi")
    person.fits_the_screen()

    person.go("/petugas/")
    person.sign_out()
    person.go("/petugas/")
    person.is_at("/petugas/masuk/*")


def test_deciding_by_keyboard_and_taking_it_back(person: Person) -> None:
    page = person.page
    person.sign_in()
    person.go("/petugas/meragukan/")
    page.keyboard.press("s")
    page.get_by_text("Tercatat: usaha yang sama").wait_for()
    person.sees("1 dari 1 pasangan sudah diputuskan")
    person.fits_the_screen()
    person.go("/petugas/usaha/B-BUDI/")
    person.sees("Keputusan yang menunggu proses berikutnya")
    person.go("/petugas/keputusan/")
    person.fits_the_screen()
    person.go("/petugas/meragukan/")
    page.get_by_role("button", name="Batalkan").click()
    page.get_by_text("Keputusan dibatalkan").wait_for()
    person.sees("0 dari 1 pasangan sudah diputuskan")
    page.get_by_label("Alasan").press_sequentially("sama bagus")
    assert page.get_by_label("Alasan").input_value() == "sama bagus", "who writes a reason does not decide by its letters"


def test_correcting_a_place(person: Person) -> None:
    page = person.page
    person.sign_in()
    person.go("/petugas/usaha/B-NUR/")
    page.get_by_role("link", name="Betulkan letaknya").click()
    page.get_by_label("Nama desa, kecamatan").fill("baqa samarinda")
    page.get_by_role("button", name="Cari").click()
    page.get_by_label("Baqa, Samarinda Seberang, Kota Samarinda").check()
    page.get_by_label("Alasan").fill("kunjungan lapangan")
    person.fits_the_screen()
    page.get_by_role("button", name="Catat pembetulan").click()
    page.get_by_text("Pembetulan tercatat").wait_for()
    page.get_by_role("button", name="Batalkan").click()
    page.get_by_text("Keputusan dibatalkan").wait_for()
    person.sees_no("menunggu proses berikutnya")


@on_the_wide_screen
def test_watching_a_run(person: Person) -> None:
    person.sign_in()
    person.go("/petugas/proses/")
    person.page.get_by_role("link", name="20261124-running").click()
    person.sees("Mencocokkan · menimbang pasangan")
    with person.page.expect_response("**/keadaan.json") as answer:
        assert answer.value.json()["share"] == 35.7


@on_the_phone
def test_a_wrong_password_is_told(person: Person) -> None:
    person.go("/petugas/masuk/")
    person.page.get_by_label("Nama pengguna").fill("nobody")
    person.page.get_by_label("Kata sandi").fill("wrong")
    person.page.get_by_role("button", name="Masuk").click()
    assert person.page.get_by_role("alert").inner_text() == "Nama pengguna atau kata sandi tidak cocok."
