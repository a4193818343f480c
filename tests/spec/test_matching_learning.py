"""Chances learnt from pairs nobody labelled: near what is set for a few, near the truth for many, the same in every order."""

from __future__ import annotations

from random import Random

import pyarrow as pa

from rajut.engines import Engine
from rajut.matching.comparing import Comparison, Family, Level
from rajut.matching.learning import Chances, Settings, learn, prior

TRAITS = 4
SETTINGS = Settings(pairs=50_000, prior_pairs=50, prior_records=50, rounds=100, still=0.0001)


def comparisons() -> tuple[Comparison, ...]:
    """Each trait is compared alone and has 20 values in the country; one in two pairs is set to agree."""
    chances = {"same": {"m": 0.5, "u": 0.05}, "differs": {"m": 0.5, "u": 0.95}}
    return tuple(
        Comparison.of(
            f"trait{t}",
            f"trait{t}_l IS NULL OR trait{t}_r IS NULL",
            (Family("trait", "", (Level("same", f"trait{t}_l = trait{t}_r"), Level("differs", ""))),),
            chances,
        )
        for t in range(TRAITS)
    )


def learnt(engine: Engine, businesses: int, *, shuffled: bool = False) -> Chances:
    """Two rows of each business; a trait of the second is right in nine of ten cases. All pairs are candidates."""
    random = Random(7)
    rows: list[dict[str, int]] = []
    for business in range(businesses):
        traits = [random.randrange(20) for _ in range(TRAITS)]
        told = [trait if random.random() < 0.9 else random.randrange(20) for trait in traits]
        for copy, values in enumerate((traits, told)):
            rows.append({"n": 2 * business + copy + 1} | {f"trait{t}": value for t, value in enumerate(values)})
    if shuffled:
        random.shuffle(rows)
    engine.put("matching_compared", pa.Table.from_pylist(rows))
    engine.create("matching_candidates", "SELECT l.n AS a, r.n AS b FROM matching_compared l JOIN matching_compared r ON l.n < r.n")
    return learn(engine, comparisons(), prior(comparisons(), 0.5), SETTINGS, elsewhere=0)


def test_a_few_rows_keep_nearly_what_is_set(engine: Engine):
    found = learnt(engine, 3)
    assert all(0.45 < found.m[f"trait{t}", "same"] < 0.6 for t in range(TRAITS))


def test_many_rows_tell_their_own_chances(engine: Engine):
    found = learnt(engine, 150)
    assert all(0.7 < found.m[f"trait{t}", "same"] < 0.9 for t in range(TRAITS)), "0.905 in truth, 0.5 as set, three to one"
    assert 0.7 < found.partners < 1.3, "every row has one partner"


def test_the_order_of_rows_does_not_matter(engine: Engine):
    assert learnt(engine, 40) == learnt(engine, 40, shuffled=True)


def test_what_is_set_for_good_is_not_learnt(engine: Engine):
    """Where registers do not overlap all candidates are of one register; that teaches nothing about how a register is kept."""
    rows = [{"n": n + 1, "trait0": n // 2, "register": "weavers"} for n in range(400)]
    engine.put("matching_compared", pa.Table.from_pylist(rows))
    engine.put("matching_candidates", pa.table({"a": [2 * n + 1 for n in range(200)], "b": [2 * n + 2 for n in range(200)]}))
    levels = (Level("same", "register_l = register_r"), Level("other", ""))
    chances = {"same": {"m": 0.05, "u": 0.4}, "other": {"m": 0.95, "u": 0.6}}
    found = {}
    for learnt_too in (True, False):
        family = Family("register", "", levels, learnt=learnt_too)
        compared = (*comparisons()[:1], Comparison.of("register", "register_l IS NULL", (family,), chances))
        found[learnt_too] = learn(engine, compared, prior(compared, 100.0), SETTINGS, 0).m["register", "same"]
    assert found[False] == 0.05
    assert found[True] > 0.5, "which shows that the pairs would teach it"
