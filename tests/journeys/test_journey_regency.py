"""A city's officer: sees their own city only, and what they did in the log. And how such an officer gets an account."""

from __future__ import annotations

from support.person import Person
from support.portal_addresses import PASSWORD


def test_a_morning_in_surakarta(person: Person) -> None:
    page = person.page
    person.sign_in("rini")
    person.sees("Petugas kabupaten/kota, Kota Surakarta")
    person.sees_no("Proses", "link")
    person.sees_no("Akun petugas", "link")
    person.fits_the_screen()

    page.get_by_role("link", name="Cari usaha").click()
    page.get_by_label("Nama usaha, pemilik, NIB atau nomor usaha").fill("tenun nur")
    page.get_by_role("button", name="Cari").click()
    person.sees("Tidak ada usaha yang cocok")
    page.get_by_label("Nama usaha, pemilik, NIB atau nomor usaha").fill("batik siti")
    page.get_by_role("button", name="Cari").click()
    page.get_by_role("link", name="Batik Siti").click()
    person.sees("Mengapa baris-baris ini disatukan")

    page.get_by_role("link", name="Meja petugas").first.click()
    page.get_by_role("link", name="Catatan perbuatan").click()
    person.sees("rini (Petugas kabupaten/kota, Kota Surakarta) melihat usaha B-SITI")
    person.fits_the_screen()
    page.get_by_label("Perbuatan").select_option("mencari usaha")
    page.get_by_role("button", name="Tampilkan").click()
    person.sees_no("melihat usaha B-SITI", "cell")
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh sebagai lembar kerja (XLSX)").click()
    assert download.value.suggested_filename == "catatan.xlsx"


def test_getting_an_account(person: Person) -> None:
    page = person.page
    username = "dewi" if person.wide else "umar"
    person.sign_in()
    page.get_by_role("link", name="Akun petugas").click()
    person.fits_the_screen()
    page.get_by_label("Nama pengguna").fill(username)
    page.get_by_role("combobox", name="Peran").select_option("Petugas kabupaten/kota")
    page.get_by_label("Kode wilayah").fill("33")
    page.get_by_role("button", name="Buat akun").click()
    assert "memerlukan kode kabupaten/kota" in page.get_by_role("alert").inner_text()
    page.get_by_label("Kode wilayah").fill("64.72")
    page.get_by_role("button", name="Buat akun").click()
    page.get_by_role("button", name="Buat tautan kata sandi").click()
    person.fits_the_screen()
    link = page.locator("code").inner_text()
    person.sign_out()

    page.goto(link)
    page.get_by_label("Kata sandi baru", exact=True).fill(PASSWORD)
    page.get_by_label("Kata sandi baru sekali lagi").fill(PASSWORD)
    person.fits_the_screen()
    page.get_by_role("button", name="Simpan kata sandi").click()
    page.get_by_label("Nama pengguna").fill(username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    person.sees("Petugas kabupaten/kota, Kota Samarinda")
