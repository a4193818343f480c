"""From the model to intervals: many worlds the data allow, and how many businesses each of them has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rajut.mapping.covering.averaging import Model
from rajut.mapping.covering.pooled import Evidence, Pooled, against_none

Numbers = NDArray[np.float64]
DRAWS_AT_ONCE = 50


@dataclass(frozen=True)
class Drawn:
    """Of every draw, area and segment: businesses expected in no list (draws, areas, segments), and their variance around it."""

    missed: Numbers
    variance: Numbers


def draw(pooled: Pooled, evidence: Evidence, models: list[Model], rules: dict[str, Any]) -> Drawn:
    """Draws of what no list holds. rules: `drawing` of definitions/covering.

    The common values come from the averaged models, those of an area from their normal around what the common values make
    of them. Given the chance r of being in no list against that of being in any, the businesses in none are negative
    binomial with mean n r and variance n r (1 + r).
    """
    random = np.random.default_rng(int(rules["seed"]))
    seen = evidence.counts.sum(axis=2)
    root = np.linalg.cholesky(pooled.area_covariance)
    missed, variance = [], []
    for common in _common(pooled, models, int(rules["draws"]), random):
        moved = common - np.concatenate([pooled.segment.ravel(), pooled.pairs])
        noise = np.einsum("apq,daq->dap", root, random.standard_normal((len(common), *pooled.area.shape)))
        area = pooled.area + np.einsum("apg,dg->dap", pooled.leaning, moved) + noise
        segment = common[:, : pooled.segment.size].reshape(-1, *pooled.segment.shape)
        chance = 1 / np.maximum(against_none(area, segment, common[:, pooled.segment.size :], evidence), 1e-9)
        missed.append(seen * chance)
        variance.append(seen * chance * (1 + chance))
    return Drawn(np.concatenate(missed), np.concatenate(variance))


def _common(pooled: Pooled, models: list[Model], draws: int, random: np.random.Generator) -> Iterator[Numbers]:
    """Draws of the values areas share: the pairs from a model, the segments given the pairs."""
    size, covariance = pooled.segment.size, pooled.common_covariance
    slope = covariance[:size, size:] @ np.linalg.inv(covariance[size:, size:]) if len(pooled.pairs) else np.zeros((size, 0))
    left = covariance[:size, :size] - slope @ covariance[size:, :size]
    root = _root(left)
    roots = [_root(model.covariance) for model in models]
    chosen = random.choice(len(models), size=draws, p=[model.probability for model in models])
    chosen.sort()
    random.shuffle(chosen)
    for start in range(0, draws, DRAWS_AT_ONCE):
        part = chosen[start : start + DRAWS_AT_ONCE]
        noise = random.standard_normal((len(part), len(pooled.pairs)))
        pairs = np.array([models[model].mean + roots[model] @ noise[row] for row, model in enumerate(part)]).reshape(len(part), -1)
        segment = pooled.segment.ravel() + (pairs - pooled.pairs) @ slope.T + random.standard_normal((len(part), size)) @ root.T
        yield np.concatenate([segment, pairs], axis=1)


def _root(covariance: Numbers) -> Numbers:
    """A square root of a covariance that may have zeros on its diagonal."""
    values, vectors = np.linalg.eigh(covariance)
    return np.asarray(vectors * np.sqrt(np.maximum(values, 0.0)))


def counted(mean: Numbers, variance: Numbers, noise: Numbers) -> Numbers:
    """A count with this mean and variance at the place of its distribution where standard normal `noise` is.

    A gamma by the cube of Wilson and Hilferty (1931): smooth in its mean, so that the last digit of a float never changes a
    published number, and never negative.
    """
    shape = mean**2 / np.maximum(variance, 1e-12)
    cube = 1 - 1 / (9 * np.maximum(shape, 0.2)) + noise / (3 * np.sqrt(np.maximum(shape, 0.2)))
    cube = np.maximum(cube, 0.0)
    return np.asarray(mean * cube * cube * cube)


def about_one(shape: tuple[int, ...], spread: float, random: np.random.Generator) -> Numbers:
    """Log-normal factors with mean 1; spread: standard deviation of their logarithm."""
    return np.asarray(np.exp(spread * random.standard_normal(shape) - spread**2 / 2))
