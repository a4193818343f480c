"""Correcting where a business is and what it is."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from portal.people.models import Entry
from portal.registry.models import Decision
from support.officers import sign_in

PLACE = "/petugas/usaha/B-BUDHI/letak/"
CLASS = "/petugas/usaha/B-BUDHI/golongan/"


@pytest.fixture
def dewi(db: None) -> Client:
    return sign_in("dewi", "regency", "3372")


def decided() -> list[tuple[str, str, Any]]:
    return list(Decision.objects.filter(undone_on=None).values_list("kind", "subject", "value"))


def test_areas_are_found_by_name_inside_the_own_area_only(dewi: Client) -> None:
    page = dewi.get(PLACE + "?cari=pajang+laweyan").text
    assert "Pajang, Laweyan, Kota Surakarta" in page
    for words in ("kec.+laweyan", "Kelurahan+Pajang,+Kec+Laweyan", "kecamatan+laweyan+kota+surakarta"):
        assert "Laweyan, Kota Surakarta" in dewi.get(PLACE + f"?cari={words}").text
    assert "Tidak ada wilayah yang cocok" in dewi.get(PLACE + "?cari=sungai+keledang").text
    assert "Pilih wilayahnya" not in dewi.get(PLACE + "?cari=kecamatan").text, "a level is no name"


def test_a_place_is_kept_for_every_record_of_the_business(dewi: Client) -> None:
    answer = dewi.post(PLACE, {"area": "337201", "lat": "-7,5689", "lon": "110.8001", "reason": "kunjungan"}, follow=True)
    assert decided() == [("place", "B-BUDHI", {"district_code": "337201", "lat": -7.5689, "lon": 110.8001})]
    assert Decision.objects.get().records == ["R-B2"]
    assert "usaha B-BUDHI ada di Laweyan, Kota Surakarta" in answer.text
    assert "Keputusan yang menunggu proses berikutnya" in answer.text
    assert Entry.objects.filter(verb="place", subject="B-BUDHI", by="dewi", area_code="3372").exists()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, "Pilih satu wilayah."),
        ({"area": "337201"}, "Tulis alasannya."),
        ({"area": "647202", "reason": "x"}, "di luar wilayah tugas Anda"),
        ({"area": "999999", "reason": "x"}, "tidak ada dalam daftar resmi"),
        ({"area": "337201", "lat": "-7.5", "reason": "x"}, "Isi lintang dan bujur, atau kosongkan keduanya."),
        ({"area": "337201", "lat": "-0.5", "lon": "117.1", "reason": "x"}, "jauh di luar wilayah yang dipilih"),
        ({"area": "337201", "lat": "nan", "lon": "110.8", "reason": "x"}, 'role="alert"'),
        ({"area": "337201", "lat": "here", "lon": "110.8", "reason": "x"}, 'role="alert"'),
    ],
)
def test_a_place_that_cannot_be_is_refused_with_a_sentence(dewi: Client, said: dict[str, str], told: str) -> None:
    assert told in dewi.post(PLACE, said | {"cari": "laweyan"}).text
    assert decided() == []


def test_the_form_says_what_the_business_is_held_for(dewi: Client) -> None:
    assert "Menurut hasil sekarang: usaha fesyen · Batik · Inti" in dewi.get(CLASS).text


def test_a_class_is_kept_and_what_was_not_said_stays_the_models(dewi: Client) -> None:
    answer = dewi.post(CLASS, {"fashion": "yes", "segment": "weaving", "role": "", "reason": "kunjungan"}, follow=True)
    assert decided() == [("class", "B-BUDHI", {"fashion": True, "segment": "weaving"})]
    assert "usaha B-BUDHI: usaha fesyen, " in answer.text


def test_what_is_no_fashion_business_has_no_line(dewi: Client) -> None:
    dewi.post(CLASS, {"fashion": "no", "segment": "weaving", "role": "core", "reason": "warung"})
    assert decided() == [("class", "B-BUDHI", {"fashion": False})]


@pytest.mark.parametrize("said", [{"reason": "x"}, {"fashion": "yes"}, {"fashion": "yes", "segment": "cars", "reason": "x"}])
def test_half_a_class_is_refused(dewi: Client, said: dict[str, str]) -> None:
    assert 'role="alert"' in dewi.post(CLASS, said).text
    assert decided() == []


def test_a_newer_correction_replaces_the_older_and_undoing_brings_nothing_back(dewi: Client) -> None:
    dewi.post(CLASS, {"fashion": "no", "reason": "warung"})
    dewi.post(CLASS, {"fashion": "yes", "reason": "keliru"})
    assert decided() == [("class", "B-BUDHI", {"fashion": True})]
    dewi.post(f"/petugas/keputusan/{Decision.objects.first().pk}/batalkan/")
    assert decided() == []


def test_an_officer_of_elsewhere_corrects_nothing_here() -> None:
    rudi = sign_in("rudi", "regency", "6472")
    assert rudi.post(CLASS, {"fashion": "no", "reason": "x"}).status_code == 404
    assert rudi.post(PLACE, {"area": "647202", "reason": "x"}).status_code == 404
    assert decided() == []
