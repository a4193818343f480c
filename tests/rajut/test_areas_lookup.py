"""What an area is called and what it belongs to."""

import pytest

from rajut import areas


def test_names_every_area_and_the_country():
    assert areas.names()["3372"] == "Kota Surakarta"
    assert areas.names()["ID"] == "Indonesia"


def test_parents_come_from_the_code_alone():
    assert areas.parents("3372051001") == ["33", "3372", "337205"]
    assert areas.parents("3372") == ["33"]
    assert areas.parents("33") == []
    assert areas.parents("ID") == []


@pytest.mark.parametrize(
    ("code", "level"), [("ID", "country"), ("33", "province"), ("3372", "regency"), ("337205", "district"), ("3372051001", "village")]
)
def test_knows_the_level_of_a_code(code, level):
    assert areas.level_of(code) == level


def test_refuses_what_is_no_area_code():
    with pytest.raises(ValueError, match="no area code"):
        areas.level_of("33x2")
