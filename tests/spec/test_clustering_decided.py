"""Clustering: what officers decide holds, from the next run on and in every run after it."""

import pytest

from rajut.clustering import form
from rajut.engines import Engine
from rajut.errors import Faults
from rajut.progress import Silent
from rajut.tables import Identities, Links
from support.drawn import drawn, put
from support.neighbourhood import Published, business, published, settle, street

STREET = street("b", 30)
FAR = street("f", 12, east=40_000)
NEAR = street("n", 8, east=3_000, north=3_000, segment="tailoring")


def formed(engine: Engine, rows: list[dict], after: Published | None = None, decided: str | None = None, **records: str) -> Published:
    settle(engine, rows, after=after, decided=decided)
    if records:
        put(engine, Identities, records["identities"])
        put(engine, Links, records["links"])
    formed.facts = form(engine, Silent())
    return published(engine)


def warned() -> list[str]:
    return [warning.code for warning in formed.facts["warnings"]]


def decision(kind: str, subject: str, other: str = "", value: str = "") -> str:
    return f"| kind | subject | other | value |\n| {kind} | {subject} | {other} | {value} |"


def stable(engine: Engine, rows: list[dict], after: Published, decided: str) -> None:
    """The same decision once more changes nothing."""
    assert formed(engine, rows, after, decided).units.equals(after.units)
    assert engine.count("cluster_changes") == 0


def test_nobody_joins_or_leaves_a_locked_sentra_but_who_is_no_more(engine: Engine):
    first = formed(engine, STREET)
    home = first.sentra["b00"]
    lock = decision("lock", home)
    moved = [business("b05", 30_000)] + [row for row in STREET if row["business_id"] not in ("b05", "b06")]
    after = formed(engine, [*moved, business("rina", 25)], first, lock)
    members = {name for name, sentra in after.sentra.items() if sentra == home}
    assert members == {row["business_id"] for row in STREET} - {"b06"}, "b05 stays although it moved away; b06 closed; Rina must wait"
    assert warned() == ["CLU-LOCK-BOUNDS"]
    stable(engine, [*moved, business("rina", 25)], after, lock)


def test_a_locked_sentra_stays_below_the_lower_bound(engine: Engine):
    first = formed(engine, STREET)
    after = formed(engine, STREET[:3], first, decision("lock", first.sentra["b00"]))
    assert after.sentra == {name: first.sentra[name] for name in ("b00", "b01", "b02")}
    assert warned() == ["CLU-LOCK-BOUNDS"]


def test_a_locked_cluster_takes_no_sentra_and_no_link(engine: Engine):
    dye, print_ = business("dye", 10, 500, role="supplier"), business("print", 20, 600, role="supplier")
    first = formed(engine, [*STREET, dye])
    home = first.cluster["b00"]
    after = formed(engine, [*STREET, *NEAR, dye, print_], first, decision("lock", home))
    assert {name for name, cluster in after.cluster.items() if cluster == home} == set(first.cluster)
    assert after.cluster["n00"] != home
    assert after.cluster.get("print") != home
    unlocked = formed(engine, [*STREET, *NEAR, dye, print_], first)
    assert unlocked.cluster["n00"] == unlocked.cluster["print"] == home, "without the lock they would have come in"


def test_two_businesses_apart_share_no_sentra(engine: Engine):
    first = formed(engine, STREET)
    assert first.sentra["b00"] == first.sentra["b29"]
    apart = decision("apart", "b00", "b29")
    after = formed(engine, STREET, first, apart)
    assert after.sentra.get("b00") != after.sentra.get("b29")
    assert set(first.sentra) - set(after.sentra) in ({"b00"}, {"b29"})
    stable(engine, STREET, after, apart)
    fresh = formed(engine, STREET, decided=apart)
    assert fresh.sentra.get("b00") != fresh.sentra.get("b29"), "also where all are formed anew"


def test_two_sentra_apart_share_no_cluster(engine: Engine):
    first = formed(engine, STREET + NEAR)
    assert first.cluster["b00"] == first.cluster["n00"]
    apart = decision("apart", first.sentra["b00"], first.sentra["n00"])
    after = formed(engine, STREET + NEAR, first, apart)
    assert after.cluster["b00"] != after.cluster["n00"] and after.sentra == first.sentra
    assert first.cluster["b00"] in (after.cluster["b00"], after.cluster["n00"])
    stable(engine, STREET + NEAR, after, apart)


def test_two_businesses_together_share_a_sentra(engine: Engine):
    other = street("c", 12, east=6_000, north=6_000)
    first = formed(engine, STREET + other)
    assert first.sentra["b00"] != first.sentra["c00"]
    together = decision("together", "b00", "c00")
    after = formed(engine, STREET + other, first, together)
    assert after.sentra["b00"] == after.sentra["c00"]
    moved = {name for name in first.sentra if after.sentra.get(name) != first.sentra[name]}
    assert len(moved) == 1 and moved <= {"b00", "c00"}
    stable(engine, STREET + other, after, together)


def test_together_that_no_sentra_can_hold_is_told(engine: Engine):
    """Nineteen kilometres apart, with nobody between: each of their sentra would reach too far."""
    other = street("c", 12, east=19_000)
    first = formed(engine, STREET + other)
    after = formed(engine, STREET + other, first, decision("together", "b00", "c00"))
    assert after.sentra == first.sentra
    assert warned() == ["CLU-DECISION-UNMET"]


def test_two_sentra_together_share_a_cluster(engine: Engine):
    other = street("c", 12, north=13_000, segment="weaving")
    first = formed(engine, STREET + other)
    assert first.cluster["b00"] != first.cluster["c00"]
    together = decision("together", first.sentra["b00"], first.sentra["c00"])
    after = formed(engine, STREET + other, first, together)
    assert after.cluster["b00"] == after.cluster["c00"]
    stable(engine, STREET + other, after, together)


def test_two_sentra_become_one_and_the_larger_keeps_its_id(engine: Engine):
    other = street("c", 12, east=8_000, north=1_000)
    first = formed(engine, STREET + other)
    assert len(set(first.sentra.values())) == 2
    together = decision("together", first.sentra["c00"], first.sentra["b00"], '{"as": "sentra"}')
    after = formed(engine, STREET + other, first, together)
    assert set(after.sentra.values()) == {first.sentra["b00"]}
    changes = engine.rows("SELECT unit_id, change, others FROM cluster_changes WHERE unit = 'sentra' ORDER BY change")
    assert [(row["unit_id"], row["change"]) for row in changes] == [(first.sentra["c00"], "ended"), (first.sentra["b00"], "merged")]
    stable(engine, STREET + other, after, together)
    assert warned() == [], "that one of the two has ended is what was asked"


@pytest.mark.parametrize("parts", [2, 3])
def test_a_sentra_is_split_once(engine: Engine, parts):
    first = formed(engine, STREET)
    home = first.sentra["b00"]
    split = decision("split", home, value=f'{{"parts": {parts}}}')
    after = formed(engine, STREET, first, split)
    sizes = [list(after.sentra.values()).count(unit) for unit in set(after.sentra.values())]
    assert len(sizes) == parts and sum(sizes) == 30 and min(sizes) >= 5
    assert list(after.sentra.values()).count(home) == max(sizes), "the largest part keeps the id"
    told = engine.rows("SELECT change, others FROM cluster_changes WHERE unit = 'sentra' ORDER BY change")
    assert [row["change"] for row in told] == ["born"] * (parts - 1) + ["split"]
    assert all(row["others"] == f'["{home}"]' for row in told[:-1])
    stable(engine, STREET, after, split)


def test_an_excluded_business_is_linked_at_most(engine: Engine):
    first = formed(engine, STREET)
    formed(engine, STREET, first, decision("exclude", "b07"))
    assert engine.value("SELECT status FROM homes WHERE business_id = 'b07'") == "linked"


def test_a_decision_about_a_business_follows_its_records(engine: Engine):
    first = formed(engine, STREET)
    records = {
        "identities": "| record_id | business_id |\n| r1 | bx |\n| r2 | b07 |",
        "links": "| record_id | business_id |\n| r1 | b07 |\n| r2 | b07 |",
    }
    formed(engine, STREET, first, decision("exclude", "bx"), **records)
    assert engine.value("SELECT status FROM homes WHERE business_id = 'b07'") == "linked"
    assert warned() == []


def test_a_renamed_cluster_keeps_its_name(engine: Engine):
    first = formed(engine, STREET)
    rename = decision("rename", first.cluster["b00"], value='{"name_id": "Klaster Kampung Batik"}')
    for after in (first, formed(engine, STREET, first, rename)):
        formed(engine, STREET[1:], after, rename)
        assert engine.rows("SELECT name_id, name_en FROM clusters") == [
            {"name_id": "Klaster Kampung Batik", "name_en": "Klaster Kampung Batik"}
        ]


def test_numbers_in_names_stay_although_another_is_the_largest_now(engine: Engine):
    rows = street("a", 6) + street("b", 8, east=15_000)
    first = formed(engine, rows)
    named = "SELECT sentra_id, name_id FROM sentra ORDER BY name_id"
    before = engine.rows(named)
    assert [row["sentra_id"] for row in before] == [first.sentra["b00"], first.sentra["a00"]]
    grown = rows + street("z", 9, north=10) + street("c", 30, east=-15_000)
    after = formed(engine, grown, first)
    assert engine.rows(named)[:2] == before
    assert engine.rows(named)[2] == {"sentra_id": after.sentra["c00"], "name_id": "Sentra Batik Laweyan III"}


def test_what_is_no_more_is_told_and_asks_nothing(engine: Engine):
    first = formed(engine, STREET + FAR)
    gone = formed(engine, STREET, first)
    after = formed(engine, STREET, gone, decision("lock", first.sentra["f00"]))
    assert after.sentra == gone.sentra
    assert warned() == ["CLU-DECISION-UNKNOWN"]


# b00 to b29 are members of the locked or named sentra S, f00 to f11 of F far away, n00 to n07 of N: tailors of S's cluster K.
CONTRADICTIONS = """
| decided                                          | refused                              |
| lock S; split S                                  | CLU-LOCK-SPLIT                       |
| lock K; split S                                  | CLU-LOCK-SPLIT                       |
| lock S; exclude b00                              | CLU-LOCK-EXCLUDE                     |
| lock S; exclude f00                              |                                      |
| lock S; apart b00 b01                            | CLU-LOCK-APART                       |
| lock S; apart b00 f00                            |                                      |
| lock K; apart S N                                | CLU-LOCK-APART                       |
| lock S; together b00 x1                          | CLU-LOCK-TOGETHER                    |
| lock S; together b00 b01                         |                                      |
| lock K; together S F                             | CLU-LOCK-TOGETHER                    |
| lock S; together S N                             |                                      |
| apart b00 b01; together b00 b01                  | CLU-APART-TOGETHER                   |
| apart b00 b03; together b00 b01; together b03 b01 | CLU-APART-TOGETHER                  |
| apart b00 b03; together b00 b01                  |                                      |
| apart S N; together S N                          | CLU-APART-TOGETHER                   |
| exclude b00; together b00 b01                    | CLU-EXCLUDE-TOGETHER                 |
| together b00 n00                                 | CLU-TOGETHER-KINDS                   |
| together S N as                                  | CLU-TOGETHER-KINDS                   |
| together S N                                     |                                      |
| together b00 f00                                 | CLU-TOGETHER-FAR                     |
| split S 7                                        | CLU-SPLIT-FEW                        |
| split S 6                                        |                                      |
| split S; together S F as                         | CLU-SPLIT-TOGETHER                   |
| lock S; split S; apart b00 b01                   | CLU-LOCK-SPLIT CLU-LOCK-APART        |
| together b00 gone                                |                                      |
"""


@pytest.mark.parametrize("row", drawn(CONTRADICTIONS), ids=lambda row: str(row["decided"]))
def test_contradictions_are_refused_by_name_all_at_once(engine: Engine, row):
    rows = [*STREET, *FAR, *NEAR, business("x1", 12, role=None, level="district", precision_m=9_000.0)]
    first = formed(engine, rows)
    ids = {"S": first.sentra["b00"], "F": first.sentra["f00"], "N": first.sentra["n00"], "K": first.cluster["b00"]}
    lines = []
    for told in row["decided"].split("; "):
        kind, *words = told.split()
        value = '{"as": "sentra"}' if "as" in words else f'{{"parts": {words.pop()}}}' if words[-1].isdigit() else ""
        names = [ids.get(word, word) for word in words if word != "as"]
        lines.append(f"| {kind} | {names[0]} | {names[1] if len(names) > 1 else ''} | {value} |")
    settle(engine, rows, after=first, decided="\n".join(["| kind | subject | other | value |", *lines]))
    if row["refused"] is None:
        form(engine, Silent())
        return
    with pytest.raises(Faults) as caught:
        form(engine, Silent())
    assert [fault.code for fault in caught.value.faults] == row["refused"].split()
