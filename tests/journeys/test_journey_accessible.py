"""No violation that axe can find, on every kind of page, wide and narrow, light and dark."""

from __future__ import annotations

import pytest

from rajut.areas import reference_folder
from support.person import Person
from support.small_world import BATIK, LONELY, RUN

PUBLIC = ["/?lini=weaving", "/wilayah/33/?lini=batik", "/wilayah/337201/", "/klaster/", f"/klaster/{BATIK}/"]
PUBLIC += [f"/en/klaster/{LONELY}/", "/en/tentang/", "/klaster/?cari=zzz", "/petugas/masuk/"]
PUBLIC += ["/wilayah/ID/ketelitian/", "/en/wilayah/64/ketelitian/"]
OFFICERS = ["/petugas/", f"/petugas/klaster/{BATIK}/", "/petugas/usaha/?cari=batik", "/petugas/usaha/B-SITI/", "/petugas/ditolak/"]
OFFICERS += ["/petugas/ketelitian/ID/", "/petugas/ketelitian/3372/"]
OFFICERS += ["/petugas/usaha/B-BUDHI/letak/?cari=laweyan", "/petugas/usaha/B-BUDHI/golongan/", "/petugas/meragukan/R-A2/R-B2/"]
OFFICERS += ["/petugas/keputusan/?siapa=semua", "/petugas/proses-ulang/", "/petugas/ditolak/dinas/kirim/"]
OFFICERS += ["/petugas/meragukan/", "/petugas/proses/", f"/petugas/proses/{RUN}/", "/petugas/proses/20261124-running/"]
OFFICERS += ["/petugas/catatan/", "/petugas/catatan/?orang=nobody", "/petugas/akun/", "/petugas/akun/rini/"]
OFFICERS += [
    "/petugas/penetapan/",
    f"/petugas/penetapan/{BATIK}/",
    f"/petugas/klaster/{BATIK}/atur/",
    "/petugas/perubahan/",
    "/petugas/rencana/",
    "/petugas/skenario/",
    "/petugas/skenario/baru/",
]
PUBLIC += ["/petugas/sandi/MQ/x-y/"]


@pytest.fixture(scope="session")
def axe() -> str:
    file = reference_folder() / "axe" / "axe.min.js"
    if not file.exists():
        pytest.skip("the accessibility checker is fetched at set-up: make setup")
    return file.read_text("utf-8")


def violations(person: Person, axe: str, address: str) -> list[str]:
    person.go(address)
    if person.page.query_selector("[data-map]"):
        person.wait_for_map()
    person.page.evaluate(axe)  # through the browser's own door: the page's policy forbids added scripts
    found = person.page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{address} {item['id']}: {node['html'][:160]}" for item in found for node in item["nodes"]]


def test_public_pages(person: Person, axe: str) -> None:
    assert [fault for address in PUBLIC for fault in violations(person, axe, address)] == []


def test_officers_pages(person: Person, axe: str) -> None:
    person.sign_in()
    assert [fault for address in OFFICERS for fault in violations(person, axe, address)] == []
