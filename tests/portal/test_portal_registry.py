"""What an officer is told about a business, a rejected row and a doubtful pair."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation

from portal.pages.words import kind_of_reason
from portal.registry import queries
from portal.registry.queries import home_sentence
from support.officers import sign_in


def test_every_value_says_where_it_came_from(officer: Client) -> None:
    page = officer.get("/petugas/usaha/B-SITI/").text
    assert "daftar asosiasi, baris 2" in page, "the NIB comes from the second register"
    assert "BATIK SITI" in page, "the name as it stood"


def test_a_merge_says_why(officer: Client) -> None:
    page = officer.get("/petugas/usaha/B-SITI/").text
    assert "Mengapa baris-baris ini disatukan" in page
    assert "&gt;99 %" in page
    assert "mendukung usaha yang sama" in page
    assert "Desa atau kelurahannya sama." in page


def test_a_place_and_a_class_say_why(officer: Client) -> None:
    page = officer.get("/petugas/usaha/B-SITI/").text
    assert "Desa/kelurahan tertulis di daftar: Laweyan, Kota Surakarta." in page
    assert "‘batik’" in page
    assert "13134" in page


def test_reasons_are_told_in_english_too(officer: Client) -> None:
    page = officer.get("/en/petugas/usaha/B-SITI/").text
    assert "The village is written in the register: Laweyan, Kota Surakarta." in page


def test_search(officer: Client) -> None:
    assert "/petugas/usaha/B-NUR/" in officer.get("/petugas/usaha/?cari=halimah+tenun").text
    assert "Pajang, Kota Surakarta" in officer.get("/petugas/usaha/?cari=siti").text
    assert "Tidak ada usaha yang cocok" in officer.get("/petugas/usaha/?cari=zzz").text


def test_rejected_rows_say_why(officer: Client) -> None:
    page = officer.get("/petugas/ditolak/?daftar=dinas").text
    assert "READ-NO-NAME-NO-ACTIVITY" in page
    assert "Baris ini tidak menyebut nama usaha" in page


def test_rejected_rows_can_be_taken_away_to_be_mended(officer: Client) -> None:
    answer = officer.get("/petugas/ditolak/dinas.xlsx")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert officer.get("/petugas/ditolak/asosiasi.xlsx").status_code == 404


def test_a_nearest_cluster_across_the_sea_is_told_as_such() -> None:
    home = {"status": "scattered", "over_water": True, "distance_m": 41_000.0, "name_id": "Klaster Tenun Tarempa", "name_en": "Tarempa"}
    assert "Klaster Tenun Tarempa, ada di seberang laut" in home_sentence(home)
    assert "di seberang laut" not in home_sentence(home | {"over_water": None})


def test_a_home_is_named_once() -> None:
    home = {"status": "member", "distance_m": 160.0, "name_id": "Klaster Batik Laweyan", "sentra_name_id": "Sentra Batik Laweyan"}
    assert home_sentence(home) == "Anggota Sentra Batik Laweyan dalam Klaster Batik Laweyan, 0,2 km dari pusat klaster."


def test_what_weights_mean_is_said_beside_them(officer: Client) -> None:
    for address in ("/petugas/meragukan/", "/petugas/usaha/B-SITI/"):
        assert officer.get(address).text.count("Dua baris sembarang hampir selalu usaha berbeda") == 1


def test_a_reason_of_many_rows_is_told_without_the_facts_of_one() -> None:
    assert kind_of_reason("READ-TOO-FEW-FIELDS").startswith("Baris ini hanya mempunyai … kolom dari …")
    assert kind_of_reason("READ-FROM-AN-OLDER-RUN") == "READ-FROM-AN-OLDER-RUN"


def test_rejected_rows_are_chosen_by_sentences(officer: Client) -> None:
    assert 'value="READ-NO-NAME-NO-ACTIVITY">Baris ini tidak menyebut' in officer.get("/petugas/ditolak/").text


def test_a_desk_with_nothing_to_do_says_so() -> None:
    page = sign_in("nur", "regency", "1101").get("/petugas/").text
    assert "Tidak ada baris yang ditolak." in page
    assert "Tidak ada pasangan yang meragukan di wilayah Anda." in page
    assert "0 baris" not in page.replace("0 usaha dari 0 baris", "")


def test_who_sees_no_rows_as_they_stood_gets_no_empty_column_for_them(officer: Client) -> None:
    assert "Seperti tertulis" in officer.get("/petugas/usaha/B-SITI/").text
    assert "Seperti tertulis" not in sign_in("dewi", "facilitator", "3372").get("/petugas/usaha/B-SITI/").text


def test_a_reader_is_not_sent_to_members_they_may_not_see() -> None:
    page = sign_in("vera", "viewer").get("/petugas/").text
    assert "klaster di wilayah Anda, dengan keadaan dan rencananya" in page
    assert "anggotanya" not in page


@pytest.mark.parametrize(("language", "shown"), [("id", "kolom 4"), ("en", "column 4")])
def test_a_column_without_a_title_is_named_in_the_readers_language(language: str, shown: str) -> None:
    with translation.override(language):
        assert queries._filled({"column 4": "Laweyan", "Omzet": ""}) == [(shown, "Laweyan")]
