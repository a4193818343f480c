"""Mapping: no withheld figure can be computed from the published ones. The attacker solves linear programs."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from rajut.engines import Engine
from rajut.mapping.disclosure import withheld
from rajut.mapping.publishing import publish_spread
from rajut.tables import PublicSpread, Spread
from support.drawn import put, see

LENGTHS = (0, 2, 4, 6)
WEIGHTS = [1000.0, 100.0, 10.0, 1.0]
RULES = {"smallest_count": 5, "weight_of_total": 20, "weight_of_level": {"country": 1000, "province": 100, "regency": 10, "district": 1}}


def parent(code: str) -> str:
    return code[:-2] or "ID"


def world_of(cells: list[tuple[str, int, int]]) -> list[dict[str, np.ndarray]]:
    """Per level, code -> counts of three segments and their total; cells are (finest code, segment, businesses)."""
    levels: list[dict[str, np.ndarray]] = [{} for _ in LENGTHS]
    for code, segment, count in cells:
        for depth, length in enumerate(LENGTHS):
            if len(code) >= length:
                values = levels[depth].setdefault(code[:length] or "ID", np.zeros(4, dtype=np.int64))
                values[segment] += count
                values[3] += count
    return levels


class Attacker:
    """Knows every published figure, the tree, that a withheld total is at least 1, and that nothing is below 0."""

    def __init__(self, levels, hidden):
        self.levels, self.hidden = levels, hidden
        self.unknown: dict[tuple, int] = {}
        self.lower: list[int] = []
        self.left: list[dict[int, float]] = []
        self.right: list[float] = []
        for depth, level in enumerate(levels):
            for code in level:
                self._row(depth, code, rest=False)
                if depth < 3:
                    self._row(depth, code, rest=True)
                    for column in range(4):
                        parts = [(depth + 1, part, False, column, -1) for part in levels[depth + 1] if parent(part) == code]
                        self._equation([(depth, code, False, column, 1), (depth, code, True, column, -1), *parts])

    def _row(self, depth, code, rest):
        self._equation([*((depth, code, rest, column, 1) for column in range(3)), (depth, code, rest, 3, -1)])

    def _equation(self, terms):
        left, right = {}, 0.0
        for depth, code, rest, column, sign in terms:
            if rest or self.hidden[depth][code][column]:
                key = (depth, code, rest, column)
                if key not in self.unknown:
                    self.unknown[key] = len(self.lower)
                    self.lower.append(1 if column == 3 and not rest else 0)
                left[self.unknown[key]] = sign
            else:
                right -= sign * self.levels[depth][code][column]
        self.left.append(left)
        self.right.append(right)

    def recomputed(self) -> list[tuple]:
        """The withheld figures other than 0 that can have one value only."""
        matrix = np.zeros((len(self.left), len(self.lower)))
        for row, terms in enumerate(self.left):
            for column, sign in terms.items():
                matrix[row, column] = sign
        bounds = [(low, None) for low in self.lower]
        found = []
        for key, number in self.unknown.items():
            depth, code, rest, column = key
            if not rest and self.levels[depth][code][column]:
                aim = np.eye(1, len(self.lower), number)[0]
                least = linprog(aim, A_eq=matrix, b_eq=self.right, bounds=bounds)
                most = linprog(-aim, A_eq=matrix, b_eq=self.right, bounds=bounds)
                assert least.status == 0, least.message
                if most.status == 0 and -most.fun - least.fun < 0.5:
                    found.append(key)
        return found


codes = st.sampled_from(["", "11", "12", "1101", "1102", "1201", "110101", "110102", "110201", "110202", "120101", "120102", "120201"])
cells = st.lists(st.tuples(codes, st.integers(0, 2), st.integers(1, 12)), min_size=1, max_size=25)


@settings(max_examples=60, deadline=None)
@given(cells, st.integers(2, 5))
def test_no_withheld_figure_can_be_recomputed(world, smallest):
    levels = world_of(world)
    hidden = withheld(levels, parent, smallest, WEIGHTS, 20.0)
    for level, flags in zip(levels, hidden, strict=True):
        for code, values in level.items():
            assert flags[code][values < smallest].all(), "a small figure is published"
    assert Attacker(levels, hidden).recomputed() == []


def test_the_attacker_is_able_to_recompute_what_is_only_hidden_where_it_is_small():
    levels = world_of([("110101", 0, 2), ("110101", 1, 9), ("110102", 0, 9), ("110102", 1, 9), ("120101", 0, 9), ("120101", 1, 9)])
    hidden = [{code: values < 5 for code, values in level.items()} for level in levels]
    assert (3, "110101", False, 0) in Attacker(levels, hidden).recomputed()
    assert Attacker(levels, withheld(levels, parent, 5, WEIGHTS, 20.0)).recomputed() == []


def test_two_withheld_figures_of_one_are_not_left_to_add_up_to_two():
    levels = world_of([("110101", 0, 1), ("110102", 0, 1), ("110101", 1, 9), ("110102", 1, 9), ("110102", 2, 9)])
    assert Attacker(levels, withheld(levels, parent, 2, WEIGHTS, 20.0)).recomputed() == []


def test_publishes_everything_where_nothing_is_small():
    levels = world_of([(code, segment, 8) for code in ("110101", "110102", "120101") for segment in range(3)])
    assert not any(flags.any() for level in withheld(levels, parent, 5, WEIGHTS, 20.0) for flags in level.values())


def test_withholds_a_small_figure_with_three_others(engine: Engine):
    counts = {
        ("33", "batik"): 3,
        ("33", "weaving"): 40,
        ("34", "batik"): 50,
        ("34", "weaving"): 60,
        ("35", "batik"): 500,
        ("35", "weaving"): 600,
    }
    lines = ["| level | area_code | segment | size_class | businesses |", "| country | ID | all | all | 1253 |"]
    lines += ["| country | ID | batik | all | 553 |", "| country | ID | weaving | all | 700 |"]
    lines += [f"| province | {code} | {segment} | all | {count} |" for (code, segment), count in counts.items()]
    lines += ["| province | 33 | all | all | 43 |", "| province | 34 | all | all | 110 |", "| province | 35 | all | all | 1100 |"]
    put(engine, Spread, "\n".join(lines))
    publish_spread(engine, RULES, lambda share: None)
    see(
        engine,
        PublicSpread,
        """
        | level    | area_code | segment | businesses | suppressed | location_quotient |
        | country  | ID        | all     | 1253       | no         |                   |
        | country  | ID        | batik   | 553        | no         |                   |
        | country  | ID        | weaving | 700        | no         |                   |
        | province | 33        | all     | 43         | no         |                   |
        | province | 33        | batik   |            | yes        |                   |
        | province | 33        | weaving |            | yes        |                   |
        | province | 34        | all     | 110        | no         |                   |
        | province | 34        | batik   |            | yes        |                   |
        | province | 34        | weaving |            | yes        |                   |
        | province | 35        | all     | 1100       | no         |                   |
        | province | 35        | batik   | 500        | no         | 1.029919          |
        | province | 35        | weaving | 600        | no         | 0.976364          |
        """,
    )


@pytest.mark.parametrize("count", [1, 4])
def test_a_country_of_one_small_figure_shows_nothing(count):
    levels = world_of([("110101", 0, count)])
    hidden = withheld(levels, parent, 5, WEIGHTS, 20.0)
    assert all(
        flags[values > 0].all()
        for level, shown in zip(levels, hidden, strict=True)
        for values, flags in zip(level.values(), shown.values(), strict=True)
    )
