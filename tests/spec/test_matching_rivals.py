"""A register rarely holds a business twice, and a name is as common as it is where it is carried."""

from __future__ import annotations

import pyarrow as pa

from rajut.engines import Engine
from rajut.matching.namesakes import count_names
from rajut.matching.rivals import weigh_rivals

# Row 1 is of the association, 2 and 3 of the dinas, 4 of oss.
REGISTERS = {1: "association", 2: "dinas", 3: "dinas", 4: "oss"}


def weighed(
    engine: Engine, bits: dict[tuple[int, int], float], decided: dict[tuple[int, int], str] | None = None
) -> dict[tuple[int, int], float]:
    """The bits of each pair after its rivals were weighed."""
    engine.put("matching_input", pa.table({"n": list(REGISTERS), "register": list(REGISTERS.values())}))
    decisions = pa.schema([("a", pa.int64()), ("b", pa.int64()), ("verdict", pa.string())])
    engine.put(
        "matching_decided", pa.Table.from_pylist([{"a": a, "b": b, "verdict": v} for (a, b), v in (decided or {}).items()], decisions)
    )
    pairs = [{"a": a, "b": b, "bits": float(x), "probability": round(1 / (1 + 2**-x), 6)} for (a, b), x in bits.items()]
    engine.put("matching_scored", pa.Table.from_pylist(pairs))
    weigh_rivals(engine)
    return {(row["a"], row["b"]): row["bits"] for row in engine.rows("SELECT a, b, bits FROM matching_scored")}


def test_two_rows_of_one_register_that_fit_equally_well_are_each_at_most_even_odds(engine: Engine):
    found = weighed(engine, {(1, 2): 10.0, (1, 3): 10.0, (1, 4): 10.0})
    assert found[1, 2] == found[1, 3]
    assert -0.01 < found[1, 2] <= 0.0
    assert found[1, 4] == 10.0, "the other register has one row that fits"


def test_the_better_of_two_hardly_suffers(engine: Engine):
    found = weighed(engine, {(1, 2): 10.0, (1, 3): 2.0})
    assert 7.0 < found[1, 2] < 8.0
    assert found[1, 3] < -7.0


def test_rows_that_are_one_business_are_no_rivals(engine: Engine):
    found = weighed(engine, {(1, 2): 10.0, (1, 3): 10.0, (2, 3): 15.0})
    assert found[1, 2] > 9.0


def test_what_people_said_of_a_rival_counts(engine: Engine):
    bits = {(1, 2): 6.0, (1, 3): 6.0}
    assert weighed(engine, bits, {(1, 3): "different"})[1, 2] == 6.0
    assert weighed(engine, bits, {(1, 3): "same"})[1, 2] < -20.0


def test_a_name_is_as_common_as_where_it_is_carried_and_nowhere_rarer_than_in_the_country(engine: Engine):
    """Wayan is everywhere in Bali's Ubud and once in Solo, among a hundred other names in each."""
    rows = []
    for province, regency, locality, wayans in (("51", "5104", "510405", 20), ("33", "3372", "337201", 1)):
        names = ["wayan"] * wayans + [f"name{number}{province}" for number in range(100)]
        rows += [{"owner_words": name, "province": province, "regency": regency, "locality": locality} for name in names]
    for n, row in enumerate(rows):
        row |= {"register": "dinas", "apart_by_owner_words": str(n)}
    engine.put("people", pa.Table.from_pylist(rows))
    engine.create("matching_valued", f"SELECT {', '.join(f'key_of({column}) AS {column}' for column in rows[0])} FROM people")
    count_names(engine, "matching_tf_owner_place", "owner_words", rows=len(rows), base=0.5, lean=50)
    found = engine.rows(
        """SELECT p.owner_words, p.locality, t.tf FROM matching_tf_owner_place t
           JOIN (SELECT DISTINCT owner_words, locality FROM people) p
           ON key_of(p.owner_words) = t.owner_words AND key_of(p.locality) = t.locality"""
    )
    assert len(found) == engine.count("matching_tf_owner_place")
    tf = {(row["owner_words"], row["locality"]): row["tf"] for row in found}
    country = 20.5 / len(rows)
    assert tf.keys() == {("wayan", "510405"), ("wayan", "337201")}, "what nobody else carries needs no row"
    assert country < tf[("wayan", "510405")] < 20 / 120
    assert abs(tf[("wayan", "337201")] - country) < 1e-9
