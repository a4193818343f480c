"""The synthetic world is shaped like the country: places, identifiers, value chains."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from statistics import median

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from scipy.spatial import cKDTree

from rajut import areas, definitions
from rajut.sampling.geography import country, on_sphere
from rajut.sampling.sentra import regency_position, villages_of
from support.worlds import made, truth

PLACES = definitions.load("sampling_places").content["places"]


@pytest.fixture(scope="module")
def everyone(tmp_path_factory: pytest.TempPathFactory) -> list[dict]:
    folder: Path = made(tmp_path_factory.mktemp("world"), 8000, seed=5)
    return truth(folder)


def points(rows: list[dict]) -> np.ndarray:
    return on_sphere(np.array([row["lon"] for row in rows]), np.array([row["lat"] for row in rows]))


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place['segment']} {place['regency']}")
def test_known_places_exist(place):
    here = country()
    inside = here.regency_of == regency_position(place["regency"], here)
    names = set(here.village.name.filter(pa.array(inside)).to_pylist())
    assert set(place["villages"]) <= names
    assert (here.regency_of[villages_of(place, 40, here)] == regency_position(place["regency"], here)).all()


def test_old_codes_are_of_regencies_that_exist_and_are_given_once():
    old = definitions.load("sampling_places").content["old_regency_codes"]
    assert set(old) <= set(country().regency.code.to_pylist())
    assert len(set(old.values())) == len(old)
    assert not set(old.values()) & (set(country().regency.code.to_pylist()) - set(old))


def test_members_of_a_sentra_make_one_thing_within_walking_distance(everyone):
    sentra: dict[int, list[dict]] = {}
    for row in everyone:
        if row["planted_sentra"] is not None:
            sentra.setdefault(row["planted_sentra"], []).append(row)
    assert len(sentra) > 20
    for members in sentra.values():
        assert 8 <= len(members) <= 120
        assert len({row["segment"] for row in members}) == 1
        distance = np.linalg.norm(points(members) - points(members).mean(axis=0), axis=1)
        assert distance.max() < 4000
        assert np.median(distance) < 1500


def test_planted_members_have_more_neighbours_of_their_segment_than_others(everyone):
    fashion = [row for row in everyone if row["fashion"]]
    neighbours: dict[bool, list[int]] = {True: [], False: []}
    for segment in {row["segment"] for row in fashion}:
        rows = [row for row in fashion if row["segment"] == segment]
        tree = cKDTree(points(rows))
        for row, near in zip(rows, tree.query_ball_point(points(rows), 1000, return_length=True), strict=True):
            neighbours[row["planted_sentra"] is not None].append(int(near) - 1)
    assert median(neighbours[True]) >= 7
    assert median(neighbours[False]) <= 1


def test_known_places_are_denser_in_what_they_are_known_for(everyone):
    def share(regencies: set[str], segment: str) -> float:
        here = [row for row in everyone if row["fashion"] and row["regency_code"] in regencies]
        return sum(row["segment"] == segment for row in here) / len(here)

    everywhere = {row["regency_code"] for row in everyone}
    assert share({"3375", "3372"}, "batik") > 4 * share(everywhere, "batik")
    assert share({"1375", "3278"}, "embroidery") > 4 * share(everywhere, "embroidery")
    assert share({"3273"}, "footwear") > 2 * share(everywhere, "footwear")


def test_sentra_have_their_value_chain_beside_them(everyone):
    members = [row for row in everyone if row["planted_sentra"] is not None]
    beside = [row for row in everyone if row["planted_cluster"] is not None and row["planted_sentra"] is None]
    assert {row["role"] for row in beside} == {"supplier", "supporting", "trade"}
    assert {row["planted_cluster"] for row in beside} <= {row["planted_cluster"] for row in members}
    near, _ = cKDTree(points(members)).query(points(beside))
    assert near.max() < 4000
    weavers = {row["planted_cluster"] for row in members if row["segment"] == "weaving"}
    assert {row["line"] for row in beside if row["planted_cluster"] in weavers} <= {"yarn", "dyestuff", "cloth_shop"}


def test_nobody_lives_far_from_a_village_point_of_their_own_regency(everyone):
    here = country()
    near, nearest = here.tree.query(points(everyone))
    assert near.max() < 6000
    own = np.array(here.regency.code.to_pylist())[here.regency_of[nearest]]
    assert (own == np.array([row["regency_code"] for row in everyone])).mean() > 0.95


def test_more_businesses_where_more_people_live(everyone):
    provinces = [row["province_code"] for row in everyone]
    population = dict(
        zip(
            *(areas.country().filter(pc.equal(areas.country()["level"], "province"))[name].to_pylist() for name in ("code", "population")),
            strict=True,
        )
    )
    assert population["32"] > 20 * population["65"]
    assert provinces.count("32") > 10 * provinces.count("65")
    assert len(set(provinces)) == 38


def test_identifiers_have_the_form_of_real_ones(everyone):
    districts = set(country().district.code.to_pylist())
    for row in everyone:
        assert re.fullmatch(r"\d{16}", row["nik"])
        assert row["nik"][:6] in districts
        day = int(row["nik"][6:8])
        assert (day > 40) == (row["owner_sex"] == "F")
        year, month = int(row["nik"][10:12]), int(row["nik"][8:10])
        assert datetime.date(2000 + year if year < 20 else 1900 + year, month, day - 40 * (day > 40))
        assert re.fullmatch(r"[1-9]\d{12}", row["nib"])
        assert row["npwp"] is None or row["npwp"] == row["nik"] or re.fullmatch(r"\d{15}", row["npwp"])
        assert row["phone"] is None or re.fullmatch(r"\+628\d{9,10}", row["phone"])


def test_identifiers_repeat_only_for_owners_of_two_businesses(everyone):
    second = [row for row in everyone if row["same_owner_as"] is not None]
    assert second
    for row in second:
        first = everyone[row["same_owner_as"] - 1]
        assert [row[name] for name in ("nik", "nib", "owner", "village_code")] == [
            first[name] for name in ("nik", "nib", "owner", "village_code")
        ]
    assert len({row["nik"] for row in everyone}) == len({row["nib"] for row in everyone}) == len(everyone) - len(second)


def test_a_shop_of_one_product_line_keeps_that_line(everyone):
    shoes = [row for row in everyone if row["line"] == "shoe_shop"]
    assert shoes
    assert {(row["segment"], row["role"]) for row in shoes} == {("footwear", "trade")}


def test_most_are_micro_and_every_role_and_false_friend_is_there(everyone):
    assert 0.9 < sum(row["workers"] <= 4 for row in everyone) / len(everyone) < 0.99
    assert {row["role"] for row in everyone if row["fashion"]} == {"core", "supplier", "supporting", "trade"}
    assert all(row["segment"] is None and row["role"] is None for row in everyone if not row["fashion"])
    assert {"laundry", "upholstery", "cat_food"} <= {row["line"] for row in everyone if not row["fashion"]}
    assert all(row["muslim_wear"] for row in everyone if row["segment"] == "muslim_wear")
    assert all(1900 < row["started"] <= 2026 and row["sales"] > 0 and row["capital"] > 0 for row in everyone)


def test_lines_use_codes_of_kbli_2020(kbli_reference: Path):
    official = {line.split(",")[2] for line in (kbli_reference / "kbli2020.csv").read_text("utf-8").splitlines() if line.count(",") > 2}
    content = definitions.load("sampling_lines").content
    assert {row["kbli"] for row in content["lines"] + content["not_fashion"]} <= official
