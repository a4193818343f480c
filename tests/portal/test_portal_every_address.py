# ruff: noqa: E501  drawn tables are as wide as their rows
"""Every address of the portal, walked as every role: what each is answered, and what the log then holds.

A new address makes this test fail until it has a row here. The examples lie in Surakarta (3372): `elsewhere` is the officer of
Samarinda (6472), who is told 404 as of a thing that is not there; `empty` is a page that shows nobody. 302 sends a visitor to sign
in, an officer onwards after something was done. `logged` is what then stands in the audit log.
"""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from portal.people.models import Entry
from portal.registry.models import Decision
from support.drawn import drawn
from support.officers import sign_in
from support.portal_addresses import EXAMPLES, every_pattern

OFFICERS = {
    "viewer": ("viewer", "3372"),
    "facilitator": ("facilitator", "337201"),
    "regency": ("regency", "3372"),
    "elsewhere": ("regency", "6472"),
    "province": ("province", "33"),
    "ministry": ("ministry", ""),
}
FORM = {"record_a": EXAMPLES["record_a"], "record_b": EXAMPLES["record_b"], "verdict": "same", "reason": "keliru", "act": "propose"}
TABLE = """
| address                                   | method | visitor | viewer | facilitator | regency | elsewhere | province | ministry | logged         |
| /sehat                                    | get    | 200     | 200    | 200         | 200     | 200       | 200      | 200      |                |
| /robots.txt                               | get    | 200     | 200    | 200         | 200     | 200       | 200      | 200      |                |
| /peta/batas/{code}.geojson                | get    | 200     | 200    | 200         | 200     | 200       | 200      | 200      |                |
| /peta/klaster/{code}.geojson              | get    | 200     | 200    | 200         | 200     | 200       | 200      | 200      |                |
| /                                         | get    | 200     | 200    | 200         | 200     | 200       | 200      | 200      |                |
| /tentang/                                 | get    | 200     | 200    | 200         | 200     | 200       | 200      | 200      |                |
| /petugas/masuk/                           | get    | 200     | 302    | 302         | 302     | 302       | 302      | 302      |                |
| /petugas/keluar/                          | post   | 302     | 302    | 302         | 302     | 302       | 302      | 302      |                |
| /petugas/sandi/{uidb64}/{token}/          | get    | 200     | 200    | 200         | 200     | 200       | 200      | 200      |                |
| /petugas/catatan/                         | get    | 302     | 403    | 403         | 200     | 200       | 200      | 200      |                |
| /petugas/catatan/catatan.xlsx             | get    | 302     | 403    | 403         | 200     | 200       | 200      | 200      | took-log       |
| /petugas/akun/                            | get    | 302     | 403    | 403         | 403     | 403       | 200      | 200      |                |
| /petugas/akun/{username}/                 | get    | 302     | 403    | 403         | 403     | 403       | 200      | 200      |                |
| /petugas/akun/{username}/tautan/          | post   | 302     | 403    | 403         | 403     | 403       | 200      | 200      | made-link      |
| /petugas/akun/{username}/tutup/           | post   | 302     | 403    | 403         | 403     | 403       | 302      | 302      | closed-account |
| /petugas/akun/{username}/buka/            | post   | 302     | 403    | 403         | 403     | 403       | 302      | 302      | opened-account |
| /petugas/proses/                          | get    | 302     | 403    | 403         | 403     | 403       | 403      | 200      |                |
| /petugas/proses/{run_id}/                 | get    | 302     | 403    | 403         | 403     | 403       | 403      | 200      |                |
| /petugas/proses/{run_id}/keadaan.json     | get    | 302     | 403    | 403         | 403     | 403       | 403      | 200      |                |
| /petugas/proses/{run_id}/hentikan/        | post   | 302     | 403    | 403         | 403     | 403       | 403      | 302      | stopped-run    |
| /wilayah/{code}/                          | get    | 200     | 200    | 200         | 200     | 200       | 200      | 200      |                |
| /wilayah/{code}/ketelitian/               | get    | 200     | 200    | 200         | 200     | 200       | 200      | 200      |                |
| /wilayah/{code}/lembar-ketelitian.xlsx    | get    | 200     | 200    | 200         | 200     | 200       | 200      | 200      |                |
| /petugas/ketelitian/{code}/               | get    | 302     | 404    | 404         | 404     | 404       | 200      | 200      |                |
| /petugas/ketelitian/{code}/lembar-ketelitian.xlsx | get | 302 | 404    | 404         | 404     | 404       | 200      | 200      |                |
| /petugas/                                 | get    | 302     | 200    | 200         | 200     | 200       | 200      | 200      |                |
| /petugas/usaha/                           | get    | 302     | 403    | 200         | 200     | 200       | 200      | 200      |                |
| /petugas/usaha/{business_id}/             | get    | 302     | 403    | 200         | 200     | 404       | 200      | 200      | saw-business   |
| /petugas/usaha/{business_id}/letak/       | get    | 302     | 403    | 403         | 200     | 404       | 200      | 200      | saw-business   |
| /petugas/usaha/{business_id}/golongan/    | get    | 302     | 403    | 403         | 200     | 404       | 200      | 200      | saw-business   |
| /petugas/ditolak/                         | get    | 302     | 403    | 403         | 200     | 200       | 200      | 200      | saw-rejected   |
| /petugas/ditolak/{register}.xlsx          | get    | 302     | 403    | 403         | 404     | 404       | 404      | 200      | took-rejected  |
| /petugas/ditolak/{register}/kirim/        | get    | 302     | 403    | 403         | 404     | 404       | 404      | 200      |                |
| /petugas/ditolak/kiriman/{sheet}/         | get    | 302     | 403    | 403         | 404     | 404       | 404      | 404      |                |
| /petugas/meragukan/                       | get    | 302     | 403    | 403         | 200     | 200 empty | 200      | 200      | saw-doubtful   |
| /petugas/meragukan/putuskan/              | post   | 302     | 403    | 403         | 302     | 404       | 302      | 302      | same           |
| /petugas/meragukan/{record_a}/{record_b}/ | get    | 302     | 403    | 403         | 200     | 404       | 200      | 200      | saw-doubtful   |
| /petugas/proses-ulang/                    | get    | 302     | 403    | 403         | 403     | 403       | 403      | 200      |                |
| /petugas/proses-ulang/mulai/              | post   | 302     | 403    | 403         | 403     | 403       | 403      | 302      | started-run    |
| /petugas/keputusan/                       | get    | 302     | 403    | 403         | 200     | 200       | 200      | 200      |                |
| /petugas/keputusan/{number}/batalkan/     | post   | 302     | 403    | 403         | 302     | 404       | 302      | 302      | undid          |
| /petugas/penetapan/                       | get    | 302     | 403    | 403         | 200     | 200       | 200      | 200      |                |
| /petugas/penetapan/{cluster_id}/          | get    | 302     | 403    | 403         | 200     | 404       | 200      | 200      |                |
| /petugas/penetapan/{cluster_id}/langkah/  | post   | 302     | 403    | 403         | 302     | 404       | 409      | 409      | proposed-cluster |
| /petugas/penetapan/{cluster_id}/tarik/    | post   | 302     | 403    | 403         | 409     | 404       | 409      | 409      |                |
| /klaster/                                 | get    | 200     | 200    | 200         | 200     | 200       | 200      | 200      |                |
| /klaster/{cluster_id}/                    | get    | 200     | 200    | 200         | 200     | 200       | 200      | 200      |                |
| /klaster/{cluster_id}/profil.xlsx         | get    | 200     | 200    | 200         | 200     | 200       | 200      | 200      |                |
| /klaster/{cluster_id}/profil.pdf          | get    | 200     | 200    | 200         | 200     | 200       | 200      | 200      |                |
| /klaster/{cluster_id}/profil.geojson      | get    | 200     | 200    | 200         | 200     | 200       | 200      | 200      |                |
| /klaster/{cluster_id}/profil.gpkg         | get    | 200     | 200    | 200         | 200     | 200       | 200      | 200      |                |
| /wilayah/{code}/klaster.xlsx              | get    | 200     | 200    | 200         | 200     | 200       | 200      | 200      |                |
| /wilayah/{code}/klaster.geojson           | get    | 200     | 200    | 200         | 200     | 200       | 200      | 200      |                |
| /wilayah/{code}/klaster.gpkg              | get    | 200     | 200    | 200         | 200     | 200       | 200      | 200      |                |
| /petugas/rencana/                         | get    | 302     | 403    | 403         | 403     | 403       | 403      | 200      |                |
| /petugas/skenario/                        | get    | 302     | 403    | 403         | 403     | 403       | 403      | 200      |                |
| /petugas/skenario/baru/                   | get    | 302     | 403    | 403         | 403     | 403       | 403      | 200      |                |
| /petugas/skenario/keadaan.json            | get    | 302     | 403    | 403         | 403     | 403       | 403      | 200      |                |
| /petugas/skenario/hentikan/               | post   | 302     | 403    | 403         | 403     | 403       | 403      | 302      |                |
| /petugas/perubahan/                       | get    | 302     | 403    | 403         | 200     | 200       | 200      | 200      |                |
| /petugas/perubahan/perubahan.xlsx         | get    | 302     | 403    | 403         | 200     | 200       | 200      | 200      |                |
| /petugas/klaster/{cluster_id}/atur/       | get    | 302     | 403    | 403         | 200     | 404       | 200      | 200      |                |
| /petugas/klaster/{cluster_id}/putuskan/   | post   | 302     | 403    | 403         | 302     | 404       | 302      | 302      |                |
| /petugas/klaster/{cluster_id}/anggota.xlsx | get   | 302     | 403    | 200         | 200     | 404       | 200      | 200      | took-members   |
| /petugas/klaster/{cluster_id}/anggota.gpkg | get   | 302     | 403    | 200         | 200     | 404       | 200      | 200      | took-members   |
| /petugas/klaster/{cluster_id}/            | get    | 302     | 403    | 200         | 200     | 404       | 200      | 200      | saw-members    |
"""
ROWS = drawn(TABLE)


def test_every_address_has_a_row() -> None:
    assert sorted(set(every_pattern())) == sorted({row["address"] for row in ROWS})


@pytest.mark.parametrize("who", ["visitor", *OFFICERS])
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['method']} {row['address']}")
def test_who_is_answered_what(row: dict[str, str], who: str) -> None:
    client = sign_in("dewi", *OFFICERS[who]) if who in OFFICERS else Client(raise_request_exception=False)
    sign_in(EXAMPLES["username"], "regency", "3372")
    someone = get_user_model().objects.get(username=EXAMPLES["username"])
    Decision.objects.create(pk=1, kind="class", subject="B-SITI", records=["R-A1"], value={}, area_code="3372", by=someone)
    answer = getattr(client, row["method"])(row["address"].format(**EXAMPLES), FORM if row["method"] == "post" else None)
    assert answer.status_code == int(row[who].removesuffix(" empty"))
    seen = who in OFFICERS and answer.status_code in (200, 302) and "empty" not in row[who]
    assert [entry.verb for entry in Entry.objects.filter(by="dewi")] == ([row["logged"]] if seen and row["logged"] else [])
