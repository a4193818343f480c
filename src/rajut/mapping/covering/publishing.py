"""The accuracy sheets as everybody may see them.

What could go wrong, and why it does not:
- *A withheld count is read from the sheet.* An area whose fashion businesses are withheld in `public_spread` has a sheet that says so
  and nothing else. Where they are published, the sheet's estimate is a function of that published count and of how its registers overlap,
  never of a withheld count beside or below it: estimates by product line stay with officers, and estimates of areas do not add up
  (each is a middle of its own draws, rounded to three digits), so nothing is found by subtracting.
- *The rest is read from the sheet.* What is withheld among districts is protected by how many businesses of the regency are in no known
  district (`disclosure.py`); a share located to a village would tell that. It is told for the country only.
- *A share tells a small group.* Shares are rounded to five in a hundred (of duplicates and misplaced, which are expectations and count
  nobody, to one) and told only where half a step is as many businesses as the smallest publishable count.
"""

from __future__ import annotations

import json
import math
from typing import Any

import pyarrow as pa

from rajut.engines import Engine
from rajut.tables import PublicAccuracy

TOLD = ("lists", "fewest")  # facts of a sentence that everybody may read
EXPECTED_STEP = 0.01


def publish(engine: Engine, rules: dict[str, Any], smallest: int) -> None:
    """Makes `public_accuracy` from `accuracy` and `public_spread`. rules: `publishing` of definitions/covering."""
    sheets = engine.rows(
        """SELECT a.*, s.businesses AS published FROM accuracy a
           LEFT JOIN public_spread s ON s.level = a.level AND s.area_code = a.area_code AND s.segment = 'all' AND NOT s.suppressed
           ORDER BY a.level, a.area_code"""
    )
    rows = [_published(sheet, rules, smallest) for sheet in sheets]
    engine.put("public_accuracy", pa.Table.from_pylist(rows, schema=PublicAccuracy.schema()))


def _published(sheet: dict[str, Any], rules: dict[str, Any], smallest: int) -> dict[str, Any]:
    area = {"level": sheet["level"], "area_code": sheet["area_code"]}
    if sheet["published"] is None:
        return area | {"reason": "COVER-WITHHELD", "facts": "{}"}
    facts = {name: value for name, value in json.loads(sheet["facts"]).items() if name in TOLD}
    told = area | {"businesses": sheet["published"], "reason": sheet["reason"], "facts": json.dumps(facts)}
    return told | _interval(sheet, rules) | _shares(sheet, rules, smallest)


def _interval(sheet: dict[str, Any], rules: dict[str, Any]) -> dict[str, Any]:
    if sheet["estimate"] is None:
        return {}
    digits, step = int(rules["digits"]), float(rules["held_step"])
    return {
        "estimate": to_digits(sheet["estimate"], digits, round),
        "low": max(to_digits(sheet["low"], digits, math.floor), min(sheet["low"], sheet["published"])),
        "high": to_digits(sheet["high"], digits, math.ceil),
        "held_low": round(math.floor(sheet["held_low"] / step + 1e-9) * step, 4),
        "held_high": round(min(math.ceil(sheet["held_high"] / step - 1e-9) * step, 1.0), 4),
    }


def _shares(sheet: dict[str, Any], rules: dict[str, Any], smallest: int) -> dict[str, Any]:
    businesses, step = sheet["businesses"], float(rules["share_step"])
    if businesses * step / 2 < smallest:
        return {}
    told = {
        "doubled_share": _stepped(sheet["doubled"], businesses, EXPECTED_STEP),
        "misplaced_share": _stepped(sheet["misplaced"], businesses, EXPECTED_STEP),
        "dated_share": _stepped(sheet["dated"], businesses, step),
    }
    if sheet["dated"] * step / 2 >= smallest:
        told["fresh_share"] = _stepped(sheet["fresh"], sheet["dated"], step)
    if sheet["level"] == "country":
        told["to_village_share"] = _stepped(sheet["to_village"], businesses, step)
    return told


def _stepped(part: float | None, whole: float, step: float) -> float | None:
    return None if part is None else round(round(part / whole / step) * step, 4)


def to_digits(value: int, digits: int, rounding: Any) -> int:
    """`value` to its leading digits: 1,234 to two is 1,200 (floor) or 1,300 (ceil); small values stay whole."""
    unit = 10 ** max(len(str(value)) - digits, 0)
    return int(rounding(value / unit) * unit)
