"""What two rows are compared by: comparisons of levels, and the SQL that finds the level of every pair.

A comparison looks at one fact. Its levels go from the strongest to the weakest; the first whose condition
holds is the pair's. Conditions are SQL over the columns of two rows, `<column>_l` and `<column>_r`. Levels
that ask the same of the data (two NIKs, two names) are a family: chances are shares within it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rajut.engines import Engine

RANDOM, CANDIDATES, ANY_PAIRS = "random", "candidates", "any_pairs"


@dataclass(frozen=True)
class Level:
    """`m`, `u`: prior chances. With a `frequency` (a column) u is the value's own, `looseness` times as much if the level is loose.

    Of two values the commoner one's counts, which is careful; with `rarer` the rarer one's: see `model`.
    """

    name: str
    condition: str
    frequency: str | None = None
    m: float = 0.0
    u: float | None = None
    looseness: float | None = None
    rarer: bool = False


@dataclass(frozen=True)
class Family:
    """Levels that look at the same thing, and when there is something to see (`sees`, SQL; empty: always).

    `among`: where u is learnt: not at all (only how loose a likeness is, among random pairs), among candidates if it only
    matters there, or with `ANY_PAIRS` among random pairs. `learnt`: whether the data may move m.
    """

    name: str
    sees: str
    levels: tuple[Level, ...]
    among: str = RANDOM
    learnt: bool = True


@dataclass(frozen=True)
class Comparison:
    """`nothing`: SQL condition under which it says nothing. A family may come twice, where another's levels lie between.

    `asked`: name -> SQL condition of what the conditions ask by that name, because they ask it often: it is found once a pair.
    """

    name: str
    nothing: str
    families: tuple[Family, ...]
    asked: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        name: str,
        nothing: str,
        families: Sequence[Family],
        chances: dict[str, dict[str, float]],
        asked: Mapping[str, str] | None = None,
    ) -> Comparison:
        """With the prior chances `level -> {m, u, looseness}`."""

        def known(level: Level) -> Level:
            chance = chances[level.name]
            return replace(level, m=chance["m"], u=chance.get("u"), looseness=chance.get("looseness"))

        with_chances = [replace(family, levels=tuple(map(known, family.levels))) for family in families]
        return cls(name, nothing, tuple(with_chances), asked or {})

    def levels(self) -> Iterator[tuple[int, Family, Level]]:
        """Every level with its place and its family, strongest first."""
        place = 0
        for family in self.families:
            for level in family.levels:
                yield place, family, level
                place += 1

    def first_places(self) -> dict[str, int]:
        """Family -> place of its first level."""
        found: dict[str, int] = {}
        place = 0
        for family in self.families:
            found.setdefault(family.name, place)
            place += len(family.levels)
        return found


def unknown(*columns: str) -> str:
    """SQL: no column is filled in on both sides."""
    return " AND ".join(f"({column}_l IS NULL OR {column}_r IS NULL)" for column in columns)


def similar(column: str, similarity: float) -> str:
    """SQL: two texts of at least four letters with this Jaro-Winkler similarity."""
    return f"(least(length({column}_l), length({column}_r)) >= 4 AND resembles({column}_l, {column}_r, {similarity}))"


def subset(words: str, among: str = "") -> str:
    """SQL: all words of one are among the other's (or its `among`, which may hold more); null if one is null.

    Splitting texts costs much more than looking for one word in them, so nothing is split in vain.
    """
    within = (_all_among(f"{words}_{one}", f"{among or words}_{other}") for one, other in (("r", "l"), ("l", "r")))
    same = f"WHEN {words}_l = {words}_r THEN true"
    return f"CASE WHEN {words}_l IS NULL OR {words}_r IS NULL THEN NULL {same} {' '.join(within)} ELSE false END"


def _all_among(words: str, among: str) -> str:
    found = f"list_has_all(string_split({among}, ' '), string_split({words}, ' '))"
    return f"WHEN CASE WHEN strpos({among}, split_part({words}, ' ', 1)) > 0 THEN {found} ELSE false END THEN true"


def compare(
    engine: Engine, table: str, pairs: str, rows: str | tuple[str, str], comparisons: Sequence[Comparison], *, to_learn: bool = False
) -> None:
    """Make `table`: the columns of `pairs` (a, b, …), and per comparison `<name>_at` (place of the level, null if it says nothing)
    and `<name>_tf` (frequency of the value, null where the level has none).

    `rows`: table of the rows with `n` and the columns compared, frequencies as `tf_<column>`; or two, of the rows that are
    first and second in the pairs. With `to_learn` also, per
    family, `<name>_<family>_sees` and `<name>_<family>_chance`: how often two rows would agree exactly by chance.
    """
    found = [*(f"{_place(comparison)} AS {comparison.name}_at" for comparison in comparisons)]
    weighed = [f"{_frequency(comparison)} AS {comparison.name}_tf" for comparison in comparisons]
    extras = [extra for comparison in comparisons for extra in _family_columns(comparison)] if to_learn else []
    asked = {name: condition for comparison in comparisons for name, condition in comparison.asked.items()}
    columns = sorted(set(re.findall(r"\b(\w+)_[lr]\b", " ".join([*found, *weighed, *extras, *asked.values()]))))
    both = ", ".join(f"l.{column} AS {column}_l, r.{column} AS {column}_r" for column in columns)
    names = [f"{comparison.name}_at" for comparison in comparisons]
    first, second = (rows, rows) if isinstance(rows, str) else rows
    engine.create(
        table,
        f"""WITH beside AS (SELECT p.*, {both} FROM {pairs} p JOIN {first} l ON l.n = p.a JOIN {second} r ON r.n = p.b),
            asked AS (SELECT {", ".join(["*", *(f"{condition} AS {name}" for name, condition in asked.items())])} FROM beside),
            placed AS (SELECT *, {", ".join([*found, *extras])} FROM asked)
            SELECT {", ".join(["placed.a", "placed.b", *_others(engine, pairs), *names, *weighed, *_names(extras)])} FROM placed""",
    )


def _others(engine: Engine, pairs: str) -> list[str]:
    return [name for name in engine.fetch(f"SELECT * FROM {pairs} LIMIT 0").column_names if name not in ("a", "b")]


def _names(made: list[str]) -> list[str]:
    return [column.rsplit(" AS ", 1)[1] for column in made]


def _place(comparison: Comparison) -> str:
    cases = []
    for place, _, level in comparison.levels():
        cases.append(f"WHEN {level.condition} THEN {place}" if level.condition else f"ELSE {place}")
    return f"CASE WHEN {comparison.nothing} THEN NULL {' '.join(cases)} END"


def _frequency(comparison: Comparison) -> str:
    cases = " ".join(f"WHEN {place} THEN {_of_two(level)}" for place, _, level in comparison.levels() if level.frequency)
    return f"CASE {comparison.name}_at {cases} END" if cases else "CAST(NULL AS DOUBLE)"


def _of_two(level: Level) -> str:
    which = "least" if level.rarer else "greatest"
    return f"{which}(tf_{level.frequency}_l, tf_{level.frequency}_r)"


def _family_columns(comparison: Comparison) -> list[str]:
    made: dict[str, str] = {}
    for family in comparison.families:
        prefix = f"{comparison.name}_{family.name}"
        made.setdefault(f"{prefix}_sees", "")
        made[f"{prefix}_sees"] = made[f"{prefix}_sees"] or f"coalesce({family.sees or 'true'}, false) AS {prefix}_sees"
        column = next((level.frequency for level in family.levels if level.looseness), None)
        if column:
            made[f"{prefix}_chance"] = f"(tf_{column}_l + tf_{column}_r) / 2 AS {prefix}_chance"
    return list(made.values())
