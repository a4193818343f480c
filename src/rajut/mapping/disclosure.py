"""Which figures to withhold so that no withheld one can be computed from the published ones.

The counts form a table of areas (a tree, each area the sum of its parts) by segments (with their total).
Whoever reads it knows these sums. A withheld figure is safe if the table could be changed to another
table with the same published figures and a different value there. Such a change is looked for by name:

    take a segment s and another column j (a segment or the total), and two lowest rows of the tree;
    in the first, one more in s and one fewer in j; in the second, one fewer in s and one more in j;
    the areas above each change with it, up to where the two branches meet, where they cancel out.

(If j is the total, it moves with s instead of against it.) The change needs every figure on its way to
be withheld, and those that shrink to stay at 0 or more (a total at 1: an area without any business is
published as such). That is why a segment's 0 is withheld like any other small figure: if it were
published, a withheld 1 could not shrink, and in sparse districts only totals would be left to withhold.
So for each small figure the cheapest change is chosen and every figure on its way is withheld; all of
them are then safe for good, for withholding more never takes a change away.

Where no two branches will do, the change runs up to the country and withholds figures there: always
possible, needed in tiny worlds only. Businesses not located finer are a row of their own under their
area that is never published; a reader knows only that it is not negative.

This is complementary cell suppression in a network (Cox 1995, Network models for complementary cell
suppression, JASA 90:1453-1462) with a cheapest short cycle for each figure instead of an optimum.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
Whole = NDArray[np.int64]
REST = "~"  # sorts after every digit: the row of what is not located finer comes last among its siblings
SIGNS = (1, -1)


@dataclass
class Level:
    """One level of the tree; row i has its parts in rows first[i]:last[i] of the next level.

    codes in order; values, hidden and safe by row and column, the last column being the total. `grow`
    and `shrink` are the costs of letting a figure be one more or one less as seen from the sum of its
    row (so a total *shrinks* when it becomes larger); infinite where impossible, 0 where hidden already.
    """

    codes: list[str]
    values: Whole
    hidden: Flags
    safe: Flags
    grow: Numbers
    shrink: Numbers
    parent: Whole
    first: Whole
    last: Whole

    def hide(self, row: int, column: int) -> None:
        self.hidden[row, column] = self.safe[row, column] = True
        for cost in (self.grow, self.shrink):
            if np.isfinite(cost[row, column]):
                cost[row, column] = 0.0

    def cost(self, sign: int) -> tuple[Numbers, Numbers]:
        """What it costs to move the chosen column by `sign`, and any other column by minus `sign`."""
        return (self.grow, self.shrink) if sign > 0 else (self.shrink, self.grow)


@dataclass(frozen=True)
class Change:
    """A change that keeps every published figure: what it costs, the level its branches meet above, and its course."""

    cost: float
    level: int
    sign: int
    other: int
    partner: int | None


def withheld(
    levels: list[dict[str, Whole]],
    parent_of: Callable[[str], str],
    smallest: int,
    weights: list[float],
    weight_of_total: float,
    progress: Callable[[float], None] = lambda share: None,
) -> list[dict[str, Flags]]:
    """Which figures to withhold: per level, code -> one flag per column.

    levels: from the country (one row) down, code -> counts per segment and last their total; every area
    but the country has its parent one level up. smallest: counts below it are withheld, a segment's 0 too.
    weights: per level, what withholding a figure costs; totals cost `weight_of_total` times as much.
    """
    tree = _tree(levels, parent_of, smallest, weights, weight_of_total)
    rows = sum(len(level.codes) for level in tree)
    done = 0
    for depth, level in enumerate(tree):
        for row, column in np.argwhere(level.hidden & ~level.safe).tolist():
            if not level.safe[row, column]:
                _protect(tree, depth, row, column)
        done += len(level.codes)
        progress(done / rows)
    found = [{code: level.hidden[i] for i, code in enumerate(level.codes) if not code.endswith(REST)} for level in tree]
    return found + [{} for _ in levels[len(tree) :]]


def _tree(
    levels: list[dict[str, Whole]], parent_of: Callable[[str], str], smallest: int, weights: list[float], weight_of_total: float
) -> list[Level]:
    tree: list[Level] = []
    for depth, counts in enumerate(levels):
        rows = dict(counts)
        if tree:
            rows |= _rests(tree[-1], counts, parent_of)
        if not rows:
            break
        tree.append(_level(rows, smallest, weights[depth], weight_of_total))
        if depth:
            _attach(tree[-2], tree[-1], parent_of)
    return tree


def _rests(above: Level, counts: dict[str, Whole], parent_of: Callable[[str], str]) -> dict[str, Whole]:
    """What the areas above have more than their parts together, where that is anything at all."""
    rest = {code: values.copy() for code, values in zip(above.codes, above.values, strict=True) if not code.endswith(REST)}
    for code, values in counts.items():
        rest[parent_of(code)] -= values
    return {code + REST: values for code, values in rest.items() if values[-1] > 0}


def _level(rows: dict[str, Whole], smallest: int, weight: float, weight_of_total: float) -> Level:
    codes = sorted(rows)
    values = np.array([rows[code] for code in codes], dtype=np.int64)
    rest = np.array([code.endswith(REST) for code in codes])[:, None]
    hidden = rest | (values < smallest)
    price = weight * (1 + np.log(np.maximum(values, 1)))
    price[:, -1] *= weight_of_total
    price[hidden] = 0.0
    least = np.zeros(values.shape[1], dtype=np.int64)
    least[-1] = 1
    fewer = np.where(values > np.where(rest, 0, least), price, np.inf)
    grow, shrink = price.copy(), fewer.copy()
    grow[:, -1], shrink[:, -1] = fewer[:, -1], price[:, -1]
    nothing = np.zeros(len(codes), dtype=np.int64)
    safe = rest | (values == 0)  # nobody is told by a 0
    return Level(codes, values, hidden, safe, grow, shrink, nothing, nothing, nothing)


def _attach(above: Level, below: Level, parent_of: Callable[[str], str]) -> None:
    row_of = {code: row for row, code in enumerate(above.codes)}
    parents = [code[: -len(REST)] if code.endswith(REST) else parent_of(code) for code in below.codes]
    below.parent = np.array([row_of[code] for code in parents], dtype=np.int64)
    rows = np.arange(len(above.codes))
    above.first, above.last = np.searchsorted(below.parent, rows), np.searchsorted(below.parent, rows, side="right")


def _protect(tree: list[Level], depth: int, row: int, column: int) -> None:
    """Withhold what the cheapest change of a figure needs, wherever its two branches meet; the lowest place wins a tie."""
    branch = {sign: _down(tree, depth, row, row + 1, column, sign)[0] for sign in SIGNS}
    climbed = [row]
    best = Change(np.inf, 0, 0, 0, None)
    for level in range(depth, -1, -1):
        node = climbed[-1]
        for sign in SIGNS:
            partner = _siblings(tree, level, node, column, -sign)
            best = min(best, _meeting(level, branch[sign], partner, sign), key=lambda change: change.cost)
        # Climbing only adds to the cost, so a change that is cheap enough ends the search.
        if level == 0 or best.cost <= min(float(branch[sign].min()) for sign in SIGNS):
            break
        climbed.append(int(tree[level].parent[node]))
        branch = {sign: branch[sign] + _pair(tree[level - 1], climbed[-1], climbed[-1] + 1, column, sign)[0] for sign in SIGNS}
    if not np.isfinite(best.cost):
        raise AssertionError("a figure and its total can always grow together up to the country")
    climbed = climbed[: depth - best.level + 1]
    _withhold(tree, depth, climbed, column, best.other, best.sign)
    if best.partner is not None:
        first = int(tree[best.level - 1].first[tree[best.level].parent[climbed[-1]]])
        _take(tree, best.level, first + best.partner, column, best.other, -best.sign)


def _meeting(level: int, branch: Numbers, partner: Numbers, sign: int) -> Change:
    """The cheapest change whose branches meet above this level; at the country nothing above holds it back."""
    if level == 0:
        other = int(branch.argmin())
        return Change(float(branch[other]), 0, sign, other, None)
    if not len(partner):
        return Change(np.inf, level, sign, 0, None)
    total = branch + partner.min(axis=0)
    other = int(total.argmin())
    return Change(float(total[other]), level, sign, other, int(partner[:, other].argmin()))


def _siblings(tree: list[Level], level: int, node: int, column: int, sign: int) -> Numbers:
    """Costs of the opposite change in each row under the same parent; infinite for the node itself."""
    if level == 0:
        return np.empty((0, tree[0].values.shape[1]))
    parent = int(tree[level].parent[node])
    first, last = int(tree[level - 1].first[parent]), int(tree[level - 1].last[parent])
    costs = _down(tree, level, first, last, column, sign)
    costs[node - first] = np.inf
    return costs


def _pair(level: Level, first: int, last: int, column: int, sign: int) -> Numbers:
    """Cost per row and other column of moving `column` by `sign` and the other by minus `sign`."""
    chosen, other = level.cost(sign)
    costs: Numbers = chosen[first:last, column : column + 1] + other[first:last]
    costs[:, column] = np.inf
    return costs


def _down(tree: list[Level], depth: int, first: int, last: int, column: int, sign: int) -> Numbers:
    """The same, with the cheapest way down to a lowest row included."""
    level = tree[depth]
    costs = _pair(level, first, last, column, sign)
    if depth + 1 < len(tree):
        start, end = int(level.first[first]), int(level.last[last - 1])
        parted = level.last[first:last] > level.first[first:last]
        if parted.any():
            below = _down(tree, depth + 1, start, end, column, sign)
            costs[parted] += np.minimum.reduceat(below, level.first[first:last][parted] - start, axis=0)
    return costs


def _withhold(tree: list[Level], depth: int, climbed: list[int], column: int, other: int, sign: int) -> None:
    """Hide the way from the figure's row down to a lowest row, and the rows climbed above it."""
    _take(tree, depth, climbed[0], column, other, sign)
    for up, row in enumerate(climbed[1:], start=1):
        for cell in (column, other):
            tree[depth - up].hide(row, cell)


def _take(tree: list[Level], depth: int, row: int, column: int, other: int, sign: int) -> None:
    """Hide one branch of a change, following the cheapest way down."""
    level = tree[depth]
    level.hide(row, column)
    level.hide(row, other)
    first, last = int(level.first[row]), int(level.last[row])
    if depth + 1 < len(tree) and last > first:
        costs = _down(tree, depth + 1, first, last, column, sign)
        _take(tree, depth + 1, first + int(costs[:, other].argmin()), column, other, sign)
