"""Chances learnt from the data, with the prior of definitions/matching.yaml (expectation maximisation).

Nobody labels pairs, so truth is a hidden variable (Fellegi & Sunter 1969; EM: Dempster, Laird & Rubin 1977, for
linkage Winkler 1988). m is learnt among candidates, and so is u where it only matters there (another business of one
actor, lines of trade among neighbours); how loose a likeness is, among random pairs; u of what is frequent is counted.
Each chance is a share within its family of levels and has a Dirichlet prior: the set value counts as
`prior_pairs` pairs. A register of 500 rows thus keeps nearly the set values, one of five million its own.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from rajut.engines import Engine
from rajut.matching.comparing import ANY_PAIRS, CANDIDATES, Comparison, Family, Level, compare

PRIME = 1_000_003
MOST = 0.999  # no level is sure, and no value so common


@dataclass(frozen=True)
class Settings:
    """`pairs`: how many are looked at, of candidates and of random pairs; `rounds` of EM at most, fewer if nothing moves by `still`."""

    pairs: int
    prior_pairs: float
    prior_records: float
    rounds: int
    still: float


@dataclass
class Chances:
    """What is learnt: partners a record has, and (comparison, level) -> m, u, looseness."""

    partners: float
    m: dict[tuple[str, str], float]
    u: dict[tuple[str, str], float]
    looseness: dict[tuple[str, str], float]


def prior(comparisons: Sequence[Comparison], partners: float) -> Chances:
    levels = [((comparison.name, level.name), level) for comparison in comparisons for _, _, level in comparison.levels()]
    return Chances(
        partners,
        {key: level.m for key, level in levels},
        {key: level.u for key, level in levels if level.u is not None},
        {key: level.looseness for key, level in levels if level.looseness},
    )


def learn(
    engine: Engine,
    comparisons: Sequence[Comparison],
    known: Chances,
    settings: Settings,
    elsewhere: int,
    measure: Callable[[str], None] = lambda pairs: None,
    *,
    rivals: bool = False,
) -> Chances:
    """The chances of `matching_compared` rows and their `matching_candidates`. Deterministic: samples are taken by hash.

    `measure` adds to a table of pairs what the comparisons need and SQL cannot tell. With `rivals` a row has one partner in a `register`
    at most: see `rivals`.
    """
    rows = engine.count("matching_compared")
    candidates = engine.count("matching_candidates")
    if rows < 2 or not candidates:
        return known
    _sample(engine, rows, candidates, settings.pairs, rivals)
    measure("matching_sample_candidates")
    measure("matching_sample_random")
    tables = {kind: _Sample.of(engine, kind, comparisons) for kind in ("candidates", "random")}
    scale = 2 * candidates / len(tables["candidates"])
    learnt = known
    for _ in range(settings.rounds):
        before, learnt = learnt, _round(learnt, known, comparisons, tables, settings, rows, scale, elsewhere)
        if max(abs(learnt.m[key] - before.m[key]) for key in learnt.m) < settings.still:
            break
    engine.drop("matching_sample_candidates", "matching_sample_random")
    return learnt


def _sample(engine: Engine, rows: int, candidates: int, wanted: int, rivals: bool) -> None:
    # A multiple modulo a prime takes rows from all over the country, as a hash would, and is much cheaper. Of a row taken all candidates
    # are, `around` it in one register its rivals; a pair is seen from both of its rows.
    few = f"WHERE n * 7919 % {PRIME} < {int(PRIME * wanted / (2 * candidates))}" if 2 * candidates > wanted else ""
    ends = "SELECT a, b, a AS n, b AS other FROM matching_candidates UNION ALL SELECT a, b, b, a FROM matching_candidates"
    taken = f"SELECT * FROM ({ends}) ends {few}"
    beside = f"SELECT t.a, t.b, t.n, r.register AS beside FROM ({taken}) t JOIN matching_compared r ON r.n = t.other"
    alone = f"SELECT a, b, n, other AS beside FROM ({taken}) t"
    engine.create(
        "matching_sample_candidates",
        f"SELECT a, b, dense_rank() OVER (ORDER BY n, beside) AS around FROM ({beside if rivals else alone}) taken",
    )
    # Rows in the order of a hash: each is paired with the rows so many places further.
    shifts = min(math.ceil(wanted / rows), (rows - 1) // 2) or 1
    few = f"WHERE substr(md5('' || n), 1, 6) < '{_prefix(wanted / rows)}'" if rows > wanted else ""
    order = engine.fetch(f"SELECT n FROM matching_compared {few} ORDER BY md5('' || n), n")["n"].to_numpy()
    one = np.concatenate([order] * shifts)
    other = np.concatenate([np.roll(order, -shift) for shift in range(1, shifts + 1)])
    engine.put("matching_sample_random", pa.table({"a": np.minimum(one, other), "b": np.maximum(one, other)}))


def _prefix(share: float) -> str:
    return f"{min(int(share * 16**6), 16**6 - 1):06x}"


class _Sample:
    """The pairs of one sample as arrays."""

    def __init__(self, rows: pa.Table, comparisons: Sequence[Comparison]) -> None:
        self.size = len(rows)
        self.around = rows["around"].to_numpy() if "around" in rows.column_names else np.arange(self.size)
        self.at = {c.name: rows[f"{c.name}_at"].cast(pa.int64()).fill_null(-1).to_numpy() for c in comparisons}
        self.tf = {c.name: rows[f"{c.name}_tf"].cast(pa.float64()).fill_null(1.0).to_numpy() for c in comparisons}
        self.sees: dict[tuple[str, str], Any] = {}
        self.chance: dict[tuple[str, str], Any] = {}
        for c in comparisons:
            for name, first in c.first_places().items():
                sees = rows[f"{c.name}_{name}_sees"].to_numpy(zero_copy_only=False)
                self.sees[c.name, name] = sees & (self.at[c.name] >= first)
                if f"{c.name}_{name}_chance" in rows.column_names:
                    self.chance[c.name, name] = rows[f"{c.name}_{name}_chance"].fill_null(0.0).to_numpy()

    @classmethod
    def of(cls, engine: Engine, kind: str, comparisons: Sequence[Comparison]) -> _Sample:
        compare(engine, "matching_looked_at", f"matching_sample_{kind}", "matching_compared", comparisons, to_learn=True)
        # Sums over pairs must not depend on the order in which threads bring them.
        rows = engine.fetch(f"SELECT * FROM matching_looked_at ORDER BY a, b{', around' if kind == 'candidates' else ''}")
        engine.drop("matching_looked_at")
        return cls(rows, comparisons)

    def __len__(self) -> int:
        return self.size

    def same(self, chances: Chances, comparisons: Sequence[Comparison], odds: float) -> tuple[Any, Any]:
        """The probability of each pair that both are one business; alone, and if rivals exclude each other."""
        evidence = np.full(self.size, math.log(odds))
        for c in comparisons:
            m, u = np.ones(self.size), np.ones(self.size)
            for place, _, level in c.levels():
                here = self.at[c.name] == place
                m[here] = chances.m[c.name, level.name]
                u[here] = _by_chance(chances, c, level, self.tf[c.name][here])
            evidence += np.log(m) - np.log(u)
        own = np.exp(np.clip(evidence, -200, 200))
        return own / (1 + own), own / (1 + np.bincount(self.around, weights=own)[self.around])


def _by_chance(chances: Chances, comparison: Comparison, level: Level, tf: Any) -> Any:
    if level.frequency is None:
        return chances.u[comparison.name, level.name]
    return np.minimum(MOST, tf * chances.looseness.get((comparison.name, level.name), 1.0))


def prior_odds(partners: float, rows: int, elsewhere: int) -> float:
    chance = partners / (rows + elsewhere)
    return chance / (1 - chance)


def _round(
    now: Chances,
    known: Chances,
    comparisons: Sequence[Comparison],
    tables: dict[str, _Sample],
    settings: Settings,
    rows: int,
    scale: float,
    elsewhere: int,
) -> Chances:
    odds = prior_odds(now.partners, rows, elsewhere)
    # What rivals take from each other teaches what partners look like, not what others do: a register may hold a business twice.
    alone, same = tables["candidates"].same(now, comparisons, odds)
    other = {"candidates": 1 - alone, "random": 1 - tables["random"].same(now, comparisons, odds)[0]}
    found = float(same.sum()) * scale
    partners = (found + settings.prior_records * known.partners) / (rows + settings.prior_records)
    next_ = Chances(round(partners, 9), {}, {}, {})
    for c in comparisons:
        for place, family, level in c.levels():
            key = c.name, level.name
            next_.m[key] = known.m[key]
            if family.learnt:
                next_.m[key] = _share(tables["candidates"], c, place, family, same, known.m[key], settings.prior_pairs)
            if key in known.u:
                next_.u[key] = known.u[key]
            if key in known.u and family.among == CANDIDATES:
                next_.u[key] = _share(tables["candidates"], c, place, family, other["candidates"], known.u[key], settings.prior_pairs)
            if key in known.u and family.among == ANY_PAIRS:
                # What is not seen in so many pairs is not rarer than one in as many.
                rare = 1 / (len(tables["random"]) + settings.prior_pairs)
                next_.u[key] = _share(tables["random"], c, place, family, other["random"], known.u[key], settings.prior_pairs, rare)
            if key in known.looseness:
                next_.looseness[key] = _looseness(tables["random"], c, place, family, other["random"], known.looseness[key], settings)
    return next_


def _share(
    sample: _Sample, c: Comparison, place: int, family: Family, weight: Any, known: float, prior_pairs: float, least: float = 1 - MOST
) -> float:
    """Of the pairs in which the family had something to see, the share at this place."""
    sees = sample.sees[c.name, family.name]
    at = float(weight[sees & (sample.at[c.name] == place)].sum())
    share = (at + prior_pairs * known) / (float(weight[sees].sum()) + prior_pairs)
    return round(min(max(share, least), MOST), 9)


def _looseness(sample: _Sample, c: Comparison, place: int, family: Family, weight: Any, known: float, settings: Settings) -> float:
    """How many times more pairs are at this place than would agree exactly by chance."""
    sees = sample.sees[c.name, family.name]
    at = float(weight[sees & (sample.at[c.name] == place)].sum())
    exact = float((weight * sample.chance[c.name, family.name])[sees].sum())
    return round((at + settings.prior_pairs * known) / (exact + settings.prior_pairs), 6)


def told(before: Chances, learnt: Chances) -> dict[str, Any]:
    """For the facts of a run: every chance as it was set and as it was learnt, named `comparison.level`."""
    made: dict[str, Any] = {"partners_per_record": [before.partners, round(learnt.partners, 4)]}
    for name in ("m", "u", "looseness"):
        old, new = getattr(before, name), getattr(learnt, name)
        made[name] = {f"{c}.{level}": [old[c, level], float(f"{new[c, level]:.4g}")] for c, level in old}
    return made
