"""Name, activity, category and industry code tell which lines of trade a record speaks of."""

from __future__ import annotations

import pyarrow as pa
import pytest

from rajut.engines import Engine
from rajut.matching.preparing import rules
from rajut.matching.trades import lines, phrased, tell_trades


@pytest.mark.parametrize(
    ("text", "kbli", "slips", "told"),
    [
        ("batik laweyan", None, {}, {"batik"}),
        ("tenun ikat dan baju", None, {}, {"weaving", "garments"}),
        ("penjahit", "14111", {}, {"tailoring", "garments"}),
        ("siti aminah", "14120", {}, {"tailoring"}),
        ("toko alas kaki mulia", None, {}, {"footwear"}),
        ("kaki alas", None, {}, set()),
        ("kulitnya tasik", None, {}, set()),
        ("sognket bu ida", None, {"sognket": "songket"}, {"weaving"}),
        ("btik ida", None, {"btik": ""}, set()),
        ("siti aminah", None, {}, set()),
        ("", None, {}, set()),
    ],
)
def test_lines_of_trade(engine: Engine, text: str, kbli: str | None, slips: dict[str, str], told: set[str]):
    words = rules()
    engine.put("rows", pa.table({"n": [1], "text": [text], "kbli": pa.array([kbli], pa.string())}))
    engine.create("matching_plain", f"SELECT n, {phrased('text', words)} AS told, kbli FROM rows")
    engine.view("matching_said", "SELECT n, unnest(string_split(told, ' ')) AS word FROM matching_plain WHERE told IS NOT NULL")
    tell_trades(engine, words, slips)
    bits = engine.rows("SELECT trade FROM matching_trades")
    assert {line for bit, line in enumerate(lines(words)) for row in bits if row["trade"] >> bit & 1} == told
