"""The lines of trade a record speaks of: told by single words, each looked up once, since a regular expression a line is far dearer."""

from __future__ import annotations

import re
from typing import Any

import pyarrow as pa

from rajut.engines import Engine


def lines(words: dict[str, Any]) -> list[str]:
    """The lines of trade of definitions/matching.yaml in order; the k-th is bit k of `trade`."""
    return sorted(words["trade_words"].keys() - {"general"})


def phrased(text: str, words: dict[str, Any]) -> str:
    """SQL: a plain text with the trade terms of several words ("alas kaki") as one word each."""
    padded = f"' ' || {text} || ' '"
    terms = sorted(term for line in lines(words) for term in words["trade_words"][line] if " " in term)
    for term in terms:
        padded = f"replace({padded}, ' {term} ', ' {_one_word(term)} ')"
    return f"trim({padded})" if terms else text


def tell_trades(engine: Engine, words: dict[str, Any], slips: dict[str, str]) -> None:
    """Make `matching_trades(n, trade)`: for rows of `matching_plain` that speak of a trade, its lines as bits of a whole number.

    Reads `matching_said(n, word)` and the rows' KBLI. `slips`: mistyped word -> the trade word that was meant.
    """
    told = {_one_word(term): 0 for line in lines(words) for term in words["trade_words"][line]}
    for bit, line in enumerate(lines(words)):
        for term in words["trade_words"][line]:
            told[_one_word(term)] |= 1 << bit
    told |= {slip: told[meant] for slip, meant in slips.items() if meant in told}
    codes = engine.fetch("SELECT DISTINCT kbli FROM matching_plain WHERE kbli IS NOT NULL ORDER BY kbli").column(0).to_pylist()
    engine.put("matching_trade_words", _bits("word", told))
    engine.put("matching_trade_codes", _bits("kbli", {code: _coded(code, words) for code in codes}))
    engine.create(
        "matching_trades",
        """SELECT n, bit_or(bits) AS trade FROM (
             SELECT s.n, w.bits FROM matching_said s JOIN matching_trade_words w ON w.word = s.word
             UNION ALL SELECT p.n, c.bits FROM matching_plain p JOIN matching_trade_codes c ON c.kbli = p.kbli) told GROUP BY n""",
    )
    engine.drop("matching_trade_words", "matching_trade_codes")


def _one_word(term: str) -> str:
    return term.replace(" ", "_")


def _coded(code: str, words: dict[str, Any]) -> int:
    known = words["trade_codes"]
    return sum(1 << bit for bit, line in enumerate(lines(words)) if line in known and re.match("|".join(known[line]), code))


def _bits(column: str, values: dict[str, int]) -> pa.Table:
    told = {value: bits for value, bits in sorted(values.items()) if bits}
    return pa.table({column: pa.array(told.keys(), pa.string()), "bits": pa.array(told.values(), pa.int64())})
