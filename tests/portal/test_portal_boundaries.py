"""The map says whose boundaries it draws."""

from __future__ import annotations

import pytest

from portal.areas import maps, queries


@pytest.fixture
def imported(monkeypatch: pytest.MonkeyPatch):
    """Which regencies have an official boundary, without a file of them."""

    def these(*codes: str) -> None:
        origin = {"imported": "2026-11-24", "licence": "CC BY 4.0"}
        monkeypatch.setattr(queries.official, "origin", lambda level: origin if level == "regency" and codes else None)
        monkeypatch.setattr(queries.official, "boundaries", lambda level: {"3311": None, "3372": None, "3404": None})
        monkeypatch.setattr(queries.official, "is_official", lambda code, level: code in codes)

    return these


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ((), "Batas wilayah perkiraan, bukan batas resmi."),
        (("3311",), "Sebagian batas wilayah resmi, diimpor 2026-11-24 (CC BY 4.0); sisanya perkiraan."),
        (("3311", "3372"), "Batas wilayah resmi, diimpor 2026-11-24 (CC BY 4.0)."),
    ],
)
def test_the_map_of_a_province_says_whether_its_regencies_boundaries_are_official(imported, codes, said):
    imported(*codes)
    assert maps.about_boundaries("33") == said


def test_a_level_nothing_was_imported_for_stays_approximate(imported):
    imported("3372")
    assert maps.about_boundaries("ID") == "Batas wilayah perkiraan, bukan batas resmi."
    assert maps.about_boundaries("3372051001") == "Batas wilayah perkiraan, bukan batas resmi."
