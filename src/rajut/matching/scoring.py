"""The weight of every candidate pair, by Splink on the engine."""

from __future__ import annotations

import logging
from typing import Any

from rajut.engines import Engine
from rajut.matching import model
from rajut.matching.frequencies import COLUMNS, forget_frequencies
from rajut.matching.preparing import rules


def score(engine: Engine) -> dict[str, Any]:
    """Make `matching_scored(a, b, bits, probability, <comparison>_level, <comparison>_bits …)` from `matching_candidates`.

    `bits` is log2 of the odds that the pair is one business. Pairs below `keep_bits` are left out; if a person
    decided them they stay, with that weight and without levels. Weights are rounded to a thousandth of a bit,
    so that no sum depends on its order.
    """
    from splink import Linker  # here, because it takes a second to import

    logging.getLogger("splink").setLevel(logging.ERROR)
    door = engine.linkage()
    linker = Linker(
        door.register("matching_input"), model.settings(engine.count("matching_input")), log_level=None, validate_settings=False
    )
    for column in COLUMNS:
        linker.table_management.register_term_frequency_lookup(door.register(f"matching_tf_{column}"), column)
    engine.create("matching_to_score", "SELECT '0' AS match_key, a AS join_key_l, b AS join_key_r FROM matching_candidates")
    linker.table_management.register_blocked_pairs_for_predict(door.register("matching_to_score"))
    predictions = linker.inference.predict(threshold_match_weight=rules()["thresholds"]["keep_bits"], warning_mode="never")
    engine.create("matching_scored", _kept(predictions.physical_name))
    door.delete_tables_created_by_splink_from_db()
    forget_frequencies(engine)
    engine.drop("matching_to_score", "matching_candidates")
    return {"pairs_kept": engine.count("matching_scored")}


def _kept(predictions: str) -> str:
    columns, nothing = [], []
    weights = model.level_weights()
    for name, (_, levels) in model.comparisons().items():
        labels = " ".join(f"WHEN abs(mw_{name} - ({weight!r})) < 0.0000001 THEN '{level}'" for level, weight in weights[name].items())
        weighed = any(level[2] for level in levels)
        bits = f"mw_{name} + mw_tf_adj_{name}" if weighed else f"mw_{name}"
        columns.append(f"CASE {labels} END AS {name}_level, round({bits}, 2) AS {name}_bits")
        nothing.append("NULL, 0.0")
    keep = float(rules()["thresholds"]["keep_bits"])
    return f"""SELECT n_l AS a, n_r AS b, round(match_weight, 3) AS bits, round(match_probability, 6) AS probability, {", ".join(columns)}
               FROM {predictions}
               UNION ALL
               SELECT a, b, {keep}, {round(1 / (1 + 2**-keep), 6)}, {", ".join(nothing)} FROM matching_decided d
               WHERE NOT EXISTS (SELECT 1 FROM {predictions} s WHERE s.n_l = d.a AND s.n_r = d.b)"""
