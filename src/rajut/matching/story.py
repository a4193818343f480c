"""The stage from its tables to its tables, in order."""

from __future__ import annotations

from typing import Any

from rajut.engines import Engine
from rajut.matching.blocking import Budget, estimate_recall, find_candidates
from rajut.matching.choosing import Trial, choose_rules
from rajut.matching.decided import latest_decisions
from rajut.matching.frequencies import count_frequencies
from rajut.matching.gathering import gather
from rajut.matching.learning import Settings, learn, prior, told
from rajut.matching.model import blocking_rules, comparisons
from rajut.matching.naming import name_businesses
from rajut.matching.preparing import prepare, rules
from rajut.matching.rivals import weigh_rivals
from rajut.matching.scoring import score
from rajut.matching.surviving import choose_values
from rajut.matching.telling import tell_pairs
from rajut.progress import Progress

TEMPORARY = (
    "matching_input",
    "matching_compared",
    "matching_decided",
    "matching_candidates",
    "matching_scored",
    "matching_groups",
    "matching_refused",
    "matching_named",
)


def match(engine: Engine, progress: Progress) -> dict[str, Any]:
    """Resolve records into businesses.

    Reads `records`, `places`, `decisions` (same, different) and `identities` (business ids of the run
    before); makes `pairs`, `links` and `businesses`. Returns counts for the manifest. Results do not
    depend on the order of rows or registers.
    """
    facts: dict[str, Any] = {}

    def step(what: str, done: float) -> None:
        progress.item(what, done)
        progress.check()

    step("names", 0.0)
    prepare(engine)
    facts["records"] = engine.count("matching_input")
    facts |= latest_decisions(engine)
    step("frequencies", 0.1)
    count_frequencies(engine)
    step("candidates", 0.15)
    known = rules()
    compared = comparisons()
    before = prior(compared, known["partners_per_record"])
    budget, trial, model = Budget(**known["blocking"]), Trial(**known["blocking_trial"]), (compared, before)
    limits = {"same": known["thresholds"]["same"], "elsewhere": known["rows_elsewhere"]}
    chosen = choose_rules(engine, blocking_rules(), trial, budget, model, progress, **limits)
    facts |= find_candidates(engine, chosen, budget, progress)
    step("chances", 0.35)
    chances = learn(engine, compared, before, Settings(**known["learning"]), known["rows_elsewhere"], rivals=True)
    facts["chances"] = told(before, chances)
    step("scores", 0.45)
    facts |= score(engine, compared, chances, elsewhere=known["rows_elsewhere"], keep_bits=known["thresholds"]["keep_bits"])
    weigh_rivals(engine)
    facts |= estimate_recall(engine)
    engine.drop("matching_compared", "matching_candidates")  # wide and no longer asked
    step("groups", 0.65)
    facts |= gather(engine)
    step("ids", 0.75)
    facts |= name_businesses(engine)
    step("pairs", 0.8)
    facts |= tell_pairs(engine)
    step("values", 0.85)
    facts |= choose_values(engine)
    engine.drop(*TEMPORARY)
    return facts
