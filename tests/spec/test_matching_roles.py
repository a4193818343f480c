"""Any list is linked by the roles of its columns: slips in names and dates are borne, namesakes stay apart."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from rajut.engines import Engine
from rajut.matching.likeness import Likeness
from rajut.matching.linking import link
from rajut.progress import Silent

ONE_MACHINE = "linking any list by its roles is no stage of a run but a tool for lists of one machine"
pytestmark = pytest.mark.only_duckdb(ONE_MACHINE)

PERSONS = {"given": "given_name", "family": "surname", "born": "date", "town": "place_name"}
GIVEN = ("siti", "budi", "dewi", "agus", "rina", "joko", "wati", "hadi", "lestari", "bambang")
FAMILY = ("wijaya", "santoso", "hidayat", "nugroho", "pratama", "kusuma", "setiawan", "gunawan", "saputra", "halim")
TOWN = ("bandung", "surabaya", "medan", "makassar", "padang")


def persons() -> list[dict[str, str]]:
    """A hundred persons, each with a name and a birthday of their own; row 2k and 2k+1 are person k."""
    told = []
    for k in range(100):
        person = {"given": GIVEN[k % 10], "family": FAMILY[k // 10], "town": TOWN[(k * 7) % 5]}
        person["born"] = f"{1950 + (k * 37) % 50}-{1 + (k * 5) % 12:02d}-{13 + (k * 11) % 16:02d}"
        told += [person, dict(person)]
    return told


def grouped(engine: Engine, rows: list[dict[str, str]], roles: dict[str, str], **more: Any) -> list[int]:
    found: list[int] = link(engine, pa.Table.from_pylist(rows), roles, Silent(), **more)["groups"].tolist()
    return found


def test_slips_are_borne_and_namesakes_stay_apart(engine: Engine):
    rows = persons()
    rows[1]["family"] = "wijayya"
    year, month, day = rows[5]["born"].split("-")
    rows[5]["born"] = f"{year}-{month}-{day[::-1]}"
    namesake = rows[8] | {"born": "1931-02-03", "town": "ambon"}
    groups = grouped(engine, [*rows, namesake], PERSONS)
    assert groups[:10] == [0, 0, 2, 2, 4, 4, 6, 6, 8, 8]
    assert groups[200] == 200, "same name, another birthday, another town"


def test_the_order_of_rows_does_not_matter(engine: Engine):
    rows = persons()
    rows[1]["family"] = "wijayya"
    forth, back = grouped(engine, rows, PERSONS), grouped(engine, rows[::-1], PERSONS)
    last = len(rows) - 1
    assert {frozenset(i for i, g in enumerate(forth) if g == group) for group in forth} == {
        frozenset(last - i for i, g in enumerate(back) if g == group) for group in back
    }


def test_of_two_lists_a_group_has_one_row_each(engine: Engine):
    rows = [person | {"list": "ab"[i % 2]} for i, person in enumerate(persons())]
    rows.append(rows[1] | {"family": "wijayya"})
    groups = grouped(engine, rows, PERSONS, sides="list")
    assert sorted([groups[1], groups[200]])[0] == 0, "one of the two is the person of row 0"
    assert groups[1] != groups[200], "but they are of one list, which has no doubles"


def test_an_unknown_role_is_refused(engine: Engine):
    with pytest.raises(KeyError, match="shoe_size"):
        grouped(engine, persons(), {"given": "shoe_size"})


def test_rare_words_say_more_and_a_mistyped_word_is_nearly_the_word():
    texts = ["kampung batik laweyan", "kampung batik kauman", "kampung tenun troso", "kampung batik laweyann"]
    likeness = Likeness(texts, 0.9)
    assert likeness(texts[0], texts[0]) == pytest.approx(1)
    assert likeness(texts[0], texts[3]) > likeness(texts[0], texts[1]) > likeness(texts[0], texts[2])
    assert likeness("kampung", "tenun") == 0
