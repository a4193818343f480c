"""Which pairs are worth comparing: rows that share a key. What a rule costs is known before it runs, what all miss is estimated after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rajut.engines import Engine
from rajut.progress import Progress


@dataclass(frozen=True)
class Rule:
    """Rows with one key are compared. `keys`: SQL; several match any with any. `finer`: SQL of what splits blocks that are too large.

    `shares`: SQL of a whole number whose bits stand for what a row has; of two rows that both have some, one must be had by both.
    """

    name: str
    keys: tuple[str, ...]
    finer: str = "NULL"
    shares: str = ""


@dataclass(frozen=True)
class Budget:
    """What one rule may cost: `pairs_per_record` on the average. Blocks of up to `always` rows are used whatever they cost."""

    pairs_per_record: float
    always: int


def find_candidates(
    engine: Engine, rules: Sequence[Rule], budget: Budget, progress: Progress, *, rows: str = "matching_compared"
) -> dict[str, Any]:
    """Make `matching_candidates(a, b, rules)`, a < b: pairs of rows that share a key of any rule, and every decided pair.

    `rules` is the sum of 2^k over the rules k that found the pair (0: only decided). A rule takes its blocks from the
    smallest on until its budget is spent; larger blocks are split by the rule's finer key, and what is still larger is
    skipped: its pairs are counted in the returned facts. The cost of a rule is thus known before it runs, and bounded.
    """
    affordable = max(int(budget.pairs_per_record * engine.count(rows)), 1)
    engine.create("matching_found", "SELECT a, b, CAST(0 AS BIGINT) AS rule FROM matching_decided")
    told: dict[str, dict[str, int]] = {}
    for number, rule in enumerate(rules):
        progress.item(f"candidates {rule.name}", 0.15 + 0.2 * number / len(rules))
        progress.check()
        _key_rows(engine, rule, rows)
        sizes = _sizes(engine)
        limit = _largest_affordable(sizes, affordable, budget.always)
        told[rule.name] = {"largest_block": limit, "pairs": 0, "skipped": 0}
        if not sizes:
            continue
        _divide(engine, rule, limit, rows)
        told[rule.name] |= _costs(engine)
        pairs = f"{_pairs('matching_keys', 'key', rule)} UNION ALL {_pairs('matching_split', 'finer', rule)}"
        engine.append("matching_found", f"SELECT a, b, CAST({2**number} AS BIGINT) AS rule FROM ({pairs})")
    engine.create("matching_candidates", "SELECT a, b, bit_or(rule) AS rules FROM matching_found GROUP BY a, b")
    engine.drop("matching_found", "matching_keys", "matching_shared", "matching_split", "matching_blocks")
    return {"pairs_compared": engine.count("matching_candidates"), "blocking": told}


def _key_rows(engine: Engine, rule: Rule, rows: str) -> None:
    """Make `matching_keys(n, key, shares)`, the rows once per key they have, and `matching_shared(key, size)` of keys of several.

    A row whose two keys are the same counts twice in its block, which makes no pair of it. Rows without a key stay among `matching_keys`:
    filtering by what is computed computes it twice, and a null meets nothing.
    """
    keyed = (f"SELECT n, key_of({key}) AS key, {rule.shares or 'NULL'} AS shares FROM {rows}" for key in rule.keys)
    engine.create("matching_keys", " UNION ALL ".join(keyed))
    engine.create(
        "matching_shared", "SELECT key, count(*) AS size FROM matching_keys WHERE key IS NOT NULL GROUP BY key HAVING count(*) > 1"
    )


def _sizes(engine: Engine) -> dict[int, int]:
    """How many blocks there are of each size of two rows or more, the smallest first."""
    counted = engine.rows("SELECT size, count(*) AS blocks FROM matching_shared GROUP BY size ORDER BY size")
    return {row["size"]: row["blocks"] for row in counted}


def _largest_affordable(sizes: dict[int, int], pairs: int, always: int) -> int:
    """The largest size of block so that all blocks up to it make at most so many pairs together."""
    spent, limit = 0, always
    for size, blocks in sizes.items():
        spent += blocks * size * (size - 1) // 2
        if spent > pairs:
            break
        limit = max(limit, size)
    return limit


def _divide(engine: Engine, rule: Rule, limit: int, rows: str) -> None:
    """Make `matching_split(n, key, finer, shares)`, the rows of blocks that are too large, and `matching_blocks(key, finer, size, state)`:
    `key` blocks are used whole, `finer` ones are parts of split ones, `skipped` ones still too large."""
    engine.create(
        "matching_split",
        f"""SELECT k.n, k.key, key_of({rule.finer}) AS finer, k.shares FROM matching_shared s JOIN matching_keys k ON k.key = s.key
            JOIN {rows} c ON c.n = k.n WHERE s.size > {limit}""",
    )
    engine.create(
        "matching_blocks",
        f"""WITH split AS (SELECT key, finer, count(*) AS size FROM matching_split GROUP BY key, finer HAVING count(*) > 1)
            SELECT key, NULL AS finer, size, 'key' AS state FROM matching_shared WHERE size <= {limit}
            UNION ALL
            SELECT key, finer, size, CASE WHEN size <= {limit} AND finer IS NOT NULL THEN 'finer' ELSE 'skipped' END FROM split""",
    )


def _costs(engine: Engine) -> dict[str, int]:
    """Pairs a rule is going to make at most (what its rows must share is not counted), and those it skips."""
    query = "SELECT state = 'skipped' AS skipped, sum(size * (size - 1) / 2) AS pairs FROM matching_blocks GROUP BY state = 'skipped'"
    found = {row["skipped"]: int(row["pairs"]) for row in engine.rows(query)}
    return {"pairs": found.get(False, 0), "skipped": found.get(True, 0)}


def _pairs(rows: str, state: str, rule: Rule) -> str:
    """SQL: the pairs of `rows` in the blocks of a state."""
    same_finer = "AND l.finer = b.finer AND r.finer = b.finer" if state == "finer" else ""
    sharing = "AND coalesce((l.shares & r.shares) <> 0, true)" if rule.shares else ""
    return f"""SELECT l.n AS a, r.n AS b FROM matching_blocks b JOIN {rows} l ON l.key = b.key JOIN {rows} r ON r.key = b.key
               WHERE b.state = '{state}' AND l.n < r.n {same_finer} {sharing}"""


def estimate_recall(engine: Engine) -> dict[str, Any]:
    """How many of the likely matches the rules found together, estimated from how many of them found each.

    Pairs that one rule alone found (f1) and that two found (f2), each counted by its probability, tell of those that none
    found: at least f1² / 2 f2 (Chao 1987, without his correction for small samples). Rules tend to find the same easy
    pairs, so this is a lower bound of what is missed.
    """
    found = engine.rows(
        """SELECT bit_count(rules) AS times, sum(CAST(round(probability * 1000000) AS BIGINT)) AS weight
           FROM matching_scored WHERE rules > 0 GROUP BY bit_count(rules)"""
    )
    weight = {row["times"]: int(row["weight"]) / 1e6 for row in found}
    once, twice, all_found = weight.get(1, 0.0), weight.get(2, 0.0), sum(weight.values())
    missed = once * once / (2 * twice) if twice else once
    recall = all_found / (all_found + missed) if all_found else None
    return {"blocking_recall_at_most": None if recall is None else round(recall, 4)}
