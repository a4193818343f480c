"""From histories to draws: pool, average and draw."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rajut.mapping.covering.averaging import Model, models
from rajut.mapping.covering.drawing import Drawn, draw
from rajut.mapping.covering.histories import Histories
from rajut.mapping.covering.kinds import Kinds
from rajut.mapping.covering.pooled import Pooled, again, against_none, pool, prior_spread
from rajut.mapping.covering.truly import Truly, truly

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Estimated:
    """Per area and segment: what no list holds (expected), without and with the doubled ones joined; draws of the latter."""

    missed_if_apart: Numbers
    missed: Numbers
    drawn: Drawn
    models: list[Model]
    truly: Truly


def estimate(histories: Histories, kinds: Kinds, rules: dict[str, Any]) -> Estimated | None:
    """Pool, average and draw; None where there is only one list. rules: definitions/covering."""
    lists = len(histories.members)
    if lists < 2:
        return None
    joined, apart = histories.evidence(), replace(histories, doubled=np.zeros_like(histories.doubled)).evidence()
    pooled, spreads = pool(joined, rules["pooling"])
    covariance = pooled.common_covariance[pooled.segment.size :, pooled.segment.size :]
    averaged = models(pooled.pairs, covariance, prior_spread(lists, rules["pooling"]), float(rules["averaging"]["chance_of_dependence"]))
    drawn = draw(pooled, joined, averaged, rules["drawing"])
    before = again(pooled, spreads, apart, rules["pooling"])
    by_line = truly(kinds, joined.counts.sum(axis=2), drawn, rules["classing"], int(rules["drawing"]["seed"]))
    return Estimated(_missed(before, apart), _missed(pooled, joined), drawn, averaged, by_line)


def _missed(pooled: Pooled, evidence: Any) -> Numbers:
    return np.asarray(evidence.counts.sum(axis=2) / np.maximum(against_none(pooled.area, pooled.segment, pooled.pairs, evidence), 1e-9))
