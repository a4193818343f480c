"""Two scenarios side by side, for the ministry."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from support.officers import sign_in
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


@pytest.fixture
def tried(tmp_path: Path, settings: Any) -> None:
    settings.RAJUT_WORKSPACE = small_world(tmp_path)
    for name, sentra, changed in (("aim-30", 5, 61), ("wide", 2, None)):
        folder = tmp_path / "runs" / RUN / f"scenario-{name}"
        folder.mkdir()
        told = {"name": name, "run": RUN, "settings": {"sentra.aim": 30}, "published": MEASURES, "changed_homes": changed}
        told["measures"] = MEASURES | {"sentra": sentra, "sizes": [sentra - 2, 0, 0, 0, 1, 1, 0]}
        (folder / "scenario.json").write_text(json.dumps(told), "utf-8")


def test_the_published_stands_beside_the_first_scenario(tried: None) -> None:
    page = sign_in("siti", "ministry").get("/petugas/skenario/").text
    for expected in ("yang terbit", "sentra.aim = 30", "84,0 %", "420 m", "1.400 m", ">5<", ">61<"):
        assert expected in page


def test_two_scenarios_are_chosen(tried: None) -> None:
    client = sign_in("siti", "ministry")
    page = client.get("/en/petugas/skenario/?a=aim-30&b=wide").text
    assert page.count("sentra.aim = 30") == 2
    assert client.get("/petugas/skenario/?a=aim-31").status_code == 404
    assert client.get("/petugas/skenario/?a=../x").status_code == 404


def test_without_scenarios_it_says_how_to_make_one() -> None:
    page = sign_in("siti", "ministry").get("/petugas/skenario/").text
    assert "Belum ada skenario" in page
    assert "rajut scenario" in page
