"""The SQL of the stages in Spark's words.

Stages write the spelling of DuckDB. sqlglot parses it and writes Spark's; what it leaves silently different
is put right here, before it writes, and the macros of `rajut.engines.base` become Spark expressions in place.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable

import sqlglot
from sqlglot import exp

# White space of every kind: \s of the other engine has no vertical tab, so neither knows it here.
_SPACE = r"[\\t\\n\\f\\r \\u00A0\\uFEFF\\u200B]+"
_SIMILARITY = "round(({}) * 1e9D) / 1e9D"  # two ways to the same number may differ in the last figure
_HALF = "pow(sin(radians({0}) / 2D), 2)"
# What Spark's Jaro-Winkler similarity lacks to one in which an odd number of letters out of place is rounded down: 1/(6 m) of m matching
# letters, less what common first letters have made good. At least three letters are out of place then, so it is 1/18 at most.
# `at` are places in b of the letters matched to those of a in turn, each within the window of Jaro (1989).
_HALF_TRANSPOSITION = """
    (1D - CASE WHEN left(a, 4) = left(b, 4) THEN 4D WHEN left(a, 3) = left(b, 3) THEN 3D WHEN left(a, 2) = left(b, 2) THEN 2D
               WHEN left(a, 1) = left(b, 1) THEN 1D ELSE 0D END / 10D)
    * aggregate(sequence(1, length(a)), CAST(array() AS ARRAY<INT>),
        (at, i) -> concat(at, slice(filter(sequence(1, length(b)), j -> abs(i - j) < greatest(greatest(length(a), length(b)) DIV 2, 1)
            AND substr(a, i, 1) = substr(b, j, 1) AND NOT array_contains(at, j)), 1, 1)),
        at -> size(filter(sequence(1, size(at)), k -> substr(b, at[k - 1], 1) <> substr(b, array_sort(at)[k - 1], 1))) % 2
            / (6D * size(at)))"""


@functools.cache
def accents() -> tuple[str, str]:
    """Two texts for `translate`: accented letters and digits with what is left of them, then the marks that vanish."""
    kept, plain, gone = [], [], []
    for code in range(0x80, 0x10000):
        letter = chr(code)
        if unicodedata.category(letter).startswith("M"):
            gone.append(letter)
            continue
        if letter.lower() != letter:
            continue  # the text is in lower case already
        parts = [part for part in unicodedata.normalize("NFD", letter) if not unicodedata.category(part).startswith("M")]
        if len(parts) == 1 and parts[0].isascii() and parts[0].isalnum():
            kept.append(letter)
            plain.append(parts[0])
    return "".join(kept + gone), "".join(plain)


@functools.cache
def macros() -> dict[str, tuple[tuple[str, ...], exp.Expr]]:
    """Name -> parameters and body, in Spark's SQL. What they mean is told in `rajut.engines.base.MACROS`."""
    accented, plain = accents()
    written = {
        "plain_text(t)": f"nullif(trim(regexp_replace(translate(lower(t), '{accented}', '{plain}'), '[^a-z0-9]+', ' ')), '')",
        "digits(t)": "nullif(regexp_replace(t, '[^0-9]', ''), '')",
        "one_line(t)": f"nullif(trim(regexp_replace(t, '{_SPACE}', ' ')), '')",
        "fits(t, pattern)": r"rlike(t, concat('\\A(?:', pattern, ')\\z'))",
        "whole_or_null(t)": "try_cast(t AS BIGINT)",
        "number_or_null(t)": "try_cast(t AS DOUBLE)",
        "sorted_words(t)": "array_join(array_sort(split(t, ' ')), ' ')",
        "key_of(t)": "CASE WHEN t IS NOT NULL THEN xxhash64(t) END",
        "one_slip(a, b)": """CASE WHEN length(a) = length(b) AND levenshtein(a, b) = 2 THEN array_contains(transform(
            sequence(1, length(a) - 1), i -> concat(substr(a, 1, i - 1), substr(a, i + 1, 1), substr(a, i, 1), substr(a, i + 2))), b)
            ELSE levenshtein(a, b) = 1 END""",
        "resembles(a, b, least)": f"""(a <> '' AND ({_SIMILARITY.format("jaro_winkler_similarity(a, b)")} >= least
            OR jaro_winkler_similarity(a, b) >= least - 0.06D
            AND {_SIMILARITY.format(f"jaro_winkler_similarity(a, b) + {_HALF_TRANSPOSITION}")} >= least))""",
        "great_circle_m(lon1, lat1, lon2, lat2)": f"""2D * 6371008.8D * asin(least(1D, sqrt({_HALF.format("lat2 - lat1")}
            + cos(radians(lat1)) * cos(radians(lat2)) * {_HALF.format("lon2 - lon1")})))""",
        "json_of(row)": "to_json(row, map('ignoreNullFields', 'false'))",
        # Not macros of the other engine, but functions Spark has under another name or not at all.
        "list_has_all(words, wanted)": "size(array_except(wanted, words)) = 0",
    }
    found = {}
    for head, body in written.items():
        name, _, parameters = head.rstrip(")").partition("(")
        found[name] = (tuple(parameters.split(", ")), sqlglot.parse_one(body, read="spark"))
    return found


@functools.lru_cache(maxsize=2000)
def spark_sql(query: str) -> str:
    """A query of a stage, spelt for Spark; parameters `$name` become `:name`."""
    tree = sqlglot.parse_one(query, read="duckdb")
    for node in reversed(list(tree.walk())):  # from the leaves up, so that macros inside macros are done before them
        change = _CHANGES.get(type(node))
        changed = change(node) if change else node
        if changed is not node:
            if node is tree:
                tree = changed
            else:
                node.replace(changed)
    return tree.sql(dialect="spark")


def _macro(node: exp.Anonymous) -> exp.Expr:
    known = macros().get(node.name.lower())
    if not known:
        return node
    parameters, body = known
    given = dict(zip(parameters, node.expressions, strict=True))
    filled = body.copy()
    for column in list(filled.find_all(exp.Column)):
        if not column.table and column.name in given:
            column.replace(exp.Paren(this=given[column.name].copy()))
    return exp.Paren(this=filled)


def _number(node: exp.Literal) -> exp.Expr:
    """A number with a point is a decimal in both, but their arithmetic rounds differently; floats are floats everywhere."""
    if node.is_string or node.this.isdigit():
        return node
    return exp.cast(node.copy(), "double")


def _round(node: exp.Round) -> exp.Expr:
    """Spark rounds a float as it is printed, the other engine as it is: times 10^n, to a whole number, and back."""
    digits = node.args.get("decimals")
    if digits is None:
        return node
    power = exp.cast(exp.Literal.number(10 ** int(digits.name)), "double")
    whole = exp.func("round", exp.Mul(this=exp.Paren(this=node.this.copy()), expression=power))
    return exp.Paren(this=exp.Div(this=whole, expression=power.copy()))


def _replace(node: exp.RegexpReplace) -> exp.Expr:
    """Spark replaces every match: what asks for the first one only must begin with `^`."""
    modifiers = node.args.get("modifiers")
    if not (modifiers and "g" in modifiers.name) and not node.expression.name.startswith("^"):
        raise NotImplementedError("regexp_replace without 'g' that does not begin with ^ differs between the engines")
    replacement = node.args.get("replacement")
    if not replacement or "\\" not in replacement.name:
        return node
    changed = node.copy()
    changed.set("replacement", exp.Literal.string(re.sub(r"\\(\d)", r"$\1", replacement.name)))  # Java writes groups as $1
    return changed


def _named(name: str) -> Callable[[exp.Expr], exp.Expr]:
    def change(node: exp.Expr) -> exp.Expr:
        return exp.Anonymous(this=name, expressions=[node.this.copy(), node.args["expression"].copy()])

    return change


_CHANGES: dict[type[exp.Expr], Callable[..., exp.Expr]] = {
    exp.Anonymous: _macro,
    exp.Literal: _number,
    exp.Round: _round,
    exp.RegexpReplace: _replace,
    exp.ArrayOverlaps: _named("arrays_overlap"),
    exp.JarowinklerSimilarity: _named("jaro_winkler_similarity"),
}
