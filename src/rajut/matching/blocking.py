"""Which pairs are worth comparing: rows that share a key, with the cost bounded whatever the data."""

from __future__ import annotations

from typing import Any

from rajut.engines import Engine
from rajut.matching.preparing import rules
from rajut.progress import Progress

# Rule -> (key expressions, finer key for blocks that are too large). Several expressions match any with any.
BLOCKS: dict[str, tuple[tuple[str, ...], str]] = {
    "nik": (("person",), "village"),
    "npwp": (("taxpayer",), "village"),
    "nib": (("nib",), "village"),
    "phone": (("phone",), "coalesce(core_words, owner_words)"),
    "name": (
        ("core_words || '|' || coalesce(district, regency)", "core_words || '|' || regency || '|' || trade"),
        "village || '|' || coalesce(left(owner_words, 3), '')",
    ),
    "name_word": (
        tuple(
            f"CASE WHEN length(split_part(core_words, ' ', {i})) > 2 THEN split_part(core_words, ' ', {i}) || '|' || district END"
            for i in (1, 2, 3)
        ),
        "village || '|' || coalesce(left(owner_words, 2), left(core_words, 5))",
    ),
    "name_start": (("left(core, 3) || '|' || village",), "left(core, 5)"),
    "name_and_owner": (("core_words || '|' || owner_words || '|' || province",), "phone"),
    "street_and_owner": (("street || '|' || split_part(owner, ' ', 1) || '|' || province",), "left(core_words, 3)"),
    "street_and_name": (("street || '|' || split_part(core, ' ', 1) || '|' || province",), "left(owner_words, 3)"),
    "owner": (("owner_words || '|' || coalesce(district, regency)",), "village || '|' || coalesce(left(core_words, 3), '')"),
    "address": (("street || '|' || village",), "coalesce(left(core_words, 3), left(owner_words, 3))"),
    "house": (("house || '|' || village || '|' || left(coalesce(owner, core), 2)",), "left(core_words, 3)"),
    "cell": (
        ("cell || '|' || coalesce(left(core_words, 1), left(owner_words, 1))",),
        "coalesce(left(core_words, 4), left(owner_words, 4))",
    ),
}


def find_candidates(engine: Engine, progress: Progress) -> dict[str, Any]:
    """Make `matching_candidates(a, b)`, a < b: pairs of rows that share a key of any rule, and every decided pair.

    A block holds at most `largest_block` rows; a larger one is split by the rule's finer key, and what is
    still larger is skipped: its pairs are counted in the returned facts. Cost per row is thus bounded.
    """
    limit = rules()["largest_block"]
    skipped = {}
    engine.create("matching_found", "SELECT a, b FROM matching_decided")
    for number, (rule, (keys, finer)) in enumerate(BLOCKS.items()):
        progress.item(f"candidates {rule}", 0.15 + 0.2 * number / len(BLOCKS))
        progress.check()
        _key_rows(engine, keys, finer)
        _divide(engine, limit)
        engine.create("matching_found", f"SELECT * FROM matching_found UNION ALL {_pairs('key')} UNION ALL {_pairs('finer')}")
        skipped[rule] = int(engine.value("SELECT coalesce(sum(size * (size - 1) / 2), 0) FROM matching_blocks WHERE state = 'skipped'"))
    engine.create("matching_candidates", "SELECT DISTINCT a, b FROM matching_found")
    engine.drop("matching_found", "matching_keys", "matching_blocks")
    return {"pairs_compared": engine.count("matching_candidates"), "pairs_skipped_in_large_blocks": skipped}


def _key_rows(engine: Engine, keys: tuple[str, ...], finer: str) -> None:
    each = " UNION ".join(f"SELECT n, {key} AS key, {finer} AS finer FROM matching_input WHERE {key} IS NOT NULL" for key in keys)
    engine.create("matching_keys", each)


def _divide(engine: Engine, limit: int) -> None:
    """Make `matching_blocks(key, finer, size, state)`: `key` blocks are used whole, `finer` split, `skipped` still too large."""
    engine.create(
        "matching_blocks",
        f"""WITH whole AS (SELECT key, count(*) AS size FROM matching_keys GROUP BY key HAVING count(*) > 1),
            split AS (SELECT k.key, k.finer, count(*) AS size FROM matching_keys k JOIN whole w ON w.key = k.key
                      WHERE w.size > {limit} GROUP BY k.key, k.finer HAVING count(*) > 1)
            SELECT key, NULL AS finer, size, 'key' AS state FROM whole WHERE size <= {limit}
            UNION ALL
            SELECT key, finer, size, CASE WHEN size <= {limit} AND finer IS NOT NULL THEN 'finer' ELSE 'skipped' END FROM split""",
    )


def _pairs(state: str) -> str:
    same_finer = "AND l.finer = b.finer AND r.finer = b.finer" if state == "finer" else ""
    return f"""SELECT l.n AS a, r.n AS b FROM matching_blocks b
               JOIN matching_keys l ON l.key = b.key JOIN matching_keys r ON r.key = b.key
               WHERE b.state = '{state}' AND l.n < r.n {same_finer}"""
