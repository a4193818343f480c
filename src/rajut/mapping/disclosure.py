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


@dataclass
class Level:
    """One level of the tree; row i has its parts in rows first[i]:last[i] of the next level.

    codes in order; values, hidden and safe by row and column, the last column being the total. costs, by
    way (0 and 1), row and column, of letting a figure be one more or one less as seen from the sum of its
    row (so a total *shrinks* when it becomes larger); infinite where impossible, 0 where hidden already.
    """

    codes: list[str]
    values: Whole
    hidden: Flags
    safe: Flags
    costs: Numbers
    parent: Whole
    first: Whole
    last: Whole

    def hide(self, row: int, column: int) -> None:
        self.hidden[row, column] = self.safe[row, column] = True
        ways = self.costs[:, row, column]
        ways[ways < np.inf] = 0.0


@dataclass(frozen=True)
class Change:
    """A change that keeps every published figure: what it costs, the level its branches meet above, and its course."""

    cost: float
    level: int
    way: int
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
    costs = np.array([price, fewer])
    costs[:, :, -1] = costs[::-1, :, -1]
    nothing = np.zeros(len(codes), dtype=np.int64)
    safe = rest | (values == 0)  # nobody is told by a 0
    return Level(codes, values, hidden, safe, costs, nothing, nothing, nothing)


def _attach(above: Level, below: Level, parent_of: Callable[[str], str]) -> None:
    row_of = {code: row for row, code in enumerate(above.codes)}
    parents = [code[: -len(REST)] if code.endswith(REST) else parent_of(code) for code in below.codes]
    below.parent = np.array([row_of[code] for code in parents], dtype=np.int64)
    rows = np.arange(len(above.codes))
    above.first, above.last = np.searchsorted(below.parent, rows), np.searchsorted(below.parent, rows, side="right")


def _protect(tree: list[Level], depth: int, row: int, column: int) -> None:
    """Withhold what the cheapest change of a figure needs, wherever its two branches meet; the lowest place wins a tie.

    Both ways of the figure to change are looked at together: of ways and of columns that cost the same the first is taken.
    """
    branch = _down(tree, depth, row, row + 1, column)[:, 0]
    climbed = [row]
    best = Change(np.inf, 0, 0, 0, None)
    for level in range(depth, -1, -1):
        best = _meeting(tree, level, climbed[-1], column, branch, best)
        # Climbing only adds to the cost, so a change that is cheap enough ends the search.
        if level == 0 or best.cost <= branch.min():
            break
        climbed.append(int(tree[level].parent[climbed[-1]]))
        branch = branch + _pair(tree[level - 1], climbed[-1], climbed[-1] + 1, column)[:, 0]
    if not np.isfinite(best.cost):
        raise AssertionError("a figure and its total can always grow together up to the country")
    climbed = climbed[: depth - best.level + 1]
    _withhold(tree, depth, climbed, column, best.other, best.way)
    if best.partner is not None:
        first = int(tree[best.level - 1].first[tree[best.level].parent[climbed[-1]]])
        _take(tree, best.level, first + best.partner, column, best.other, 1 - best.way)


def _meeting(tree: list[Level], level: int, node: int, column: int, branch: Numbers, best: Change) -> Change:
    """The cheapest change whose branches meet above this level, if cheaper than the best; at the country nothing above holds it back."""
    partner = _siblings(tree, level, node, column)[::-1] if level else None
    total = branch if partner is None else branch + partner.min(axis=1)
    way, other = divmod(int(total.argmin()), total.shape[1])
    cost = float(total[way, other])
    if cost >= best.cost:
        return best
    return Change(cost, level, way, other, None if partner is None else int(partner[way, :, other].argmin()))


def _siblings(tree: list[Level], level: int, node: int, column: int) -> Numbers:
    """Costs of a change in each row under the same parent; infinite for the node itself."""
    parent = int(tree[level].parent[node])
    first, last = int(tree[level - 1].first[parent]), int(tree[level - 1].last[parent])
    costs = _down(tree, level, first, last, column)
    costs[:, node - first] = np.inf
    return costs


def _pair(level: Level, first: int, last: int, column: int) -> Numbers:
    """Cost per way, row and other column of moving `column` that way and the other the opposite way."""
    ways = level.costs[:, first:last]
    costs: Numbers = ways[:, :, column : column + 1] + ways[::-1]
    costs[:, :, column] = np.inf
    return costs


def _down(tree: list[Level], depth: int, first: int, last: int, column: int) -> Numbers:
    """The same, with the cheapest way down to a lowest row included."""
    level = tree[depth]
    costs = _pair(level, first, last, column)
    if depth + 1 < len(tree):
        start, end = int(level.first[first]), int(level.last[last - 1])
        parted = level.last[first:last] > level.first[first:last]
        if parted.any():
            below = _down(tree, depth + 1, start, end, column)
            costs[:, parted] += np.minimum.reduceat(below, level.first[first:last][parted] - start, axis=1)
    return costs


def _withhold(tree: list[Level], depth: int, climbed: list[int], column: int, other: int, way: int) -> None:
    """Hide the way from the figure's row down to a lowest row, and the rows climbed above it."""
    _take(tree, depth, climbed[0], column, other, way)
    for up, row in enumerate(climbed[1:], start=1):
        for cell in (column, other):
            tree[depth - up].hide(row, cell)


def _take(tree: list[Level], depth: int, row: int, column: int, other: int, way: int) -> None:
    """Hide one branch of a change, following the cheapest way down."""
    level = tree[depth]
    level.hide(row, column)
    level.hide(row, other)
    first, last = int(level.first[row]), int(level.last[row])
    if depth + 1 < len(tree) and last > first:
        costs = _down(tree, depth + 1, first, last, column)
        _take(tree, depth + 1, first + int(costs[way, :, other].argmin()), column, other, way)
