"""Areas: which island every village stands on."""

import numpy as np
import pytest
import shapely

from rajut import areas
from rajut.areas.islands import divide

WEST, EAST = shapely.box(110.0, -7.1, 110.4, -7.0), shapely.box(110.5, -7.1, 110.9, -7.0)
VILLAGES = {
    "3399011001": (110.1, -7.05),  # on the west
    "3399011002": (110.41, -7.05),  # a kilometre off its shore, as the coarse coast has it
    "3399011003": (110.6, -7.05),  # on the east
    "3399011004": (110.45, -7.60),  # far from both
    "3399011005": (110.46, -7.60),  # a kilometre from the one before
    "3399011006": (110.45, -7.70),  # alone
}


def found(bridges: list[list[str]]) -> dict[str, str]:
    codes, points = np.array(list(VILLAGES)), np.array(list(VILLAGES.values()))
    return dict(zip(VILLAGES, divide(codes, points, np.array([WEST, EAST]), 2000, bridges).tolist(), strict=True))


def test_a_village_stands_on_the_land_it_is_on_or_near():
    island = found([])
    assert island["3399011001"] == island["3399011002"] == "3399011001"
    assert island["3399011003"] == "3399011003"


def test_far_from_the_coast_neighbours_share_an_island():
    island = found([])
    assert island["3399011004"] == island["3399011005"] == "3399011004"
    assert island["3399011006"] == "3399011006"


def test_a_bridge_joins_whole_islands():
    island = found([["3399011002", "3399011003"]])
    assert {island[village] for village in ("3399011001", "3399011002", "3399011003")} == {"3399011001"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("3578171004", "3526122006", True),  # Surabaya and Bangkalan: Suramadu
        ("2171111001", "2171081001", True),  # Batam and Galang: Barelang
        ("3510012001", "5101011006", False),  # Banyuwangi and Jembrana: the Bali strait
        ("3172011001", "3101011001", False),  # Jakarta and Kepulauan Seribu
    ],
)
@pytest.mark.skipif(not areas.reference_folder().exists(), reason="the reference data is fetched by `make setup`")
def test_the_country(one: str, other: str, same: bool):
    rows = areas.islands()
    island = dict(zip(rows["village_code"].to_pylist(), rows["island"].to_pylist(), strict=True))
    assert (island[one] == island[other]) is same
