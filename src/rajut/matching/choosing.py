"""Which blocking rules a large country needs: what each finds that no other does is tried on a sample before all rows are blocked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rajut.engines import Engine
from rajut.matching.blocking import Budget, Rule, find_candidates
from rajut.matching.comparing import Comparison, compare
from rajut.matching.learning import Chances, prior_odds
from rajut.matching.scoring import weighed
from rajut.progress import Progress, Silent


@dataclass(frozen=True)
class Trial:
    """Tried on `stretches` of `rows` neighbours each, where there are ten times as many rows.

    A rule is left out if that saves the share `worth` of all pairs, and all rules left out cost at most the share `may_miss` of
    the pairs that are the same.
    """

    stretches: int
    rows: int
    worth: float
    may_miss: float


@dataclass(frozen=True)
class Found:
    """What all of `rules` (a sum of 2^k) and no others found: so many pairs, and so many of them the same."""

    rules: int
    pairs: int
    same: int


def choose_rules(
    engine: Engine,
    rules: Sequence[Rule],
    trial: Trial,
    budget: Budget,
    model: tuple[Sequence[Comparison], Chances],
    progress: Progress,
    *,
    same: float,
    elsewhere: int,
) -> tuple[Rule, ...]:
    """The rules of `rules` that are worth their cost, in their order; all where rows are few.

    `model`: the comparisons and the chances as set, since none are learnt yet; `same`: the probability from which on a pair is the
    same; `elsewhere`: rows there are besides. Rows are numbered from place to place, so a stretch is whole neighbourhoods. What its
    rows share with rows elsewhere is not seen, which makes the rules that bring neighbours together look better than they are.
    """
    rows = engine.count("matching_compared")
    if rows < 10 * trial.stretches * trial.rows:
        return tuple(rules)
    progress.item("candidates", 0.15)
    apart = rows // trial.stretches
    engine.create("matching_tried", f"SELECT * FROM matching_compared WHERE n % {apart} < {trial.rows}")
    find_candidates(engine, rules, budget, Silent(), rows="matching_tried")
    comparisons, chances = model
    compare(engine, "matching_levels", "matching_candidates", "matching_tried", comparisons)
    start = math.log2(prior_odds(chances.partners, rows, elsewhere))
    sure = f"SELECT a, b FROM ({weighed(comparisons, chances, start, math.log2(same / (1 - same)))}) likely"
    found = engine.rows(
        f"""SELECT c.rules, count(*) AS pairs, count(s.a) AS same FROM matching_candidates c
            LEFT JOIN ({sure}) s ON s.a = c.a AND s.b = c.b GROUP BY c.rules"""
    )
    engine.drop("matching_tried", "matching_levels", "matching_candidates")
    out = left_out(len(rules), [Found(**row) for row in found], trial)
    return tuple(rule for number, rule in enumerate(rules) if not out >> number & 1)


def left_out(rules: int, found: Sequence[Found], trial: Trial) -> int:
    """The rules to do without, as a sum of 2^k: one after the other that which saves most pairs (ties: the first), while it is worth it."""
    pairs, same = sum(one.pairs for one in found), sum(one.same for one in found)
    out, saved = 0, 0
    while True:
        options = []
        for without in (out | 1 << number for number in range(rules) if not out >> number & 1):
            gone = [one for one in found if one.rules and one.rules & ~without == 0]
            lost, spared = sum(one.same for one in gone), sum(one.pairs for one in gone)
            if lost <= trial.may_miss * same and spared - saved >= max(trial.worth * pairs, 1):
                options.append((spared, -without))
        if not options:
            return out
        saved, out = max(options)[0], -max(options)[1]
