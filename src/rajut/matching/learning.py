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
from rajut.matching.comparing import ANY_PAIRS, CANDIDATES, Comparison, Family, compare

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
        self.at: dict[str, Any] = {}
        self.by_value: dict[str, tuple[Any, Any]] = {}
        self.seen: dict[tuple[str, str], tuple[Any, Any]] = {}
        self.chance: dict[tuple[str, str], Any] = {}
        for c in comparisons:
            levels = list(c.levels())
            # Where nothing can be compared the place is one past the last.
            at = self.at[c.name] = rows[f"{c.name}_at"].cast(pa.int64()).fill_null(len(levels)).to_numpy()
            own = np.flatnonzero(np.array([level.frequency is not None for *_, level in levels] + [False])[at])
            self.by_value[c.name] = own, rows[f"{c.name}_tf"].cast(pa.float64()).fill_null(1.0).to_numpy()[own]
            for name, first in c.first_places().items():
                sees = rows[f"{c.name}_{name}_sees"].to_numpy(zero_copy_only=False)
                pairs = np.flatnonzero(sees & (at >= first) & (at < len(levels)))
                self.seen[c.name, name] = pairs, at[pairs]
                if f"{c.name}_{name}_chance" in rows.column_names:
                    self.chance[c.name, name] = rows[f"{c.name}_{name}_chance"].fill_null(0.0).to_numpy()[pairs]

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
            levels, at = [level for *_, level in c.levels()], self.at[c.name]
            m, u, looseness = (np.ones(len(levels) + 1) for _ in range(3))
            m[:-1] = [chances.m[c.name, level.name] for level in levels]
            u[:-1] = [chances.u[c.name, level.name] if level.frequency is None else 1.0 for level in levels]
            looseness[:-1] = [chances.looseness.get((c.name, level.name), 1.0) for level in levels]
            evidence += np.log(m / u)[at]
            own, tf = self.by_value[c.name]
            evidence[own] -= np.log(np.minimum(MOST, tf * looseness[at[own]]))
        own = np.exp(np.clip(evidence, -200, 200))
        return own / (1 + own), own / (1 + np.bincount(self.around, weights=own)[self.around])


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
    alone, together = tables["candidates"].same(now, comparisons, odds)
    same = _Weighed(tables["candidates"], together)
    other = {
        CANDIDATES: _Weighed(tables["candidates"], 1 - alone),
        ANY_PAIRS: _Weighed(tables["random"], 1 - tables["random"].same(now, comparisons, odds)[0]),
    }
    # What is not seen in so many random pairs is not rarer than one in as many.
    least = {CANDIDATES: 1 - MOST, ANY_PAIRS: 1 / (len(tables["random"]) + settings.prior_pairs)}
    found = float(together.sum()) * scale
    partners = (found + settings.prior_records * known.partners) / (rows + settings.prior_records)
    next_ = Chances(round(partners, 9), {}, {}, {})
    for c in comparisons:
        for place, family, level in c.levels():
            key, among = (c.name, level.name), family.among
            next_.m[key] = known.m[key]
            if family.learnt:
                next_.m[key] = same.share(c, place, family, known.m[key], settings.prior_pairs)
            if key in known.u:
                next_.u[key] = known.u[key]
            if key in known.u and among in other:
                next_.u[key] = other[among].share(c, place, family, known.u[key], settings.prior_pairs, least[among])
            if key in known.looseness:
                next_.looseness[key] = other[ANY_PAIRS].looseness(c, place, family, known.looseness[key], settings.prior_pairs)
    return next_


class _Weighed:
    """The pairs of a sample, each counted so much."""

    def __init__(self, sample: _Sample, weight: Any) -> None:
        self.sample, self.weight = sample, weight
        self.counted: dict[tuple[str, str], Any] = {}

    def at(self, c: Comparison, family: Family) -> Any:
        """Of the pairs in which the family had something to see, how many are at each place of the comparison."""
        key = c.name, family.name
        if key not in self.counted:
            pairs, places = self.sample.seen[key]
            self.counted[key] = np.bincount(places, weights=self.weight[pairs], minlength=len(list(c.levels())))
        return self.counted[key]

    def share(self, c: Comparison, place: int, family: Family, known: float, prior_pairs: float, least: float = 1 - MOST) -> float:
        """Of the pairs in which the family had something to see, the share at this place."""
        at = self.at(c, family)
        share = (float(at[place]) + prior_pairs * known) / (float(at.sum()) + prior_pairs)
        return round(min(max(share, least), MOST), 9)

    def looseness(self, c: Comparison, place: int, family: Family, known: float, prior_pairs: float) -> float:
        """How many times more pairs are at this place than would agree exactly by chance."""
        pairs, _ = self.sample.seen[c.name, family.name]
        exact = float(self.weight[pairs] @ self.sample.chance[c.name, family.name])
        return round((float(self.at(c, family)[place]) + prior_pairs * known) / (exact + prior_pairs), 6)


def told(before: Chances, learnt: Chances) -> dict[str, Any]:
    """For the facts of a run: every chance as it was set and as it was learnt, named `comparison.level`."""
    made: dict[str, Any] = {"partners_per_record": [before.partners, round(learnt.partners, 4)]}
    for name in ("m", "u", "looseness"):
        old, new = getattr(before, name), getattr(learnt, name)
        made[name] = {f"{c}.{level}": [old[c, level], float(f"{new[c, level]:.4g}")] for c, level in old}
    return made
