"""Where there is no estimate, and why. A refusal is a result: it has a code, and its sentence is in the catalogue."""

from __future__ import annotations

from typing import Any


def refused(lists: int, overlap: float, observed: float, rules: dict[str, Any]) -> tuple[str | None, dict[str, Any]]:
    """The code of the refusal (None: an estimate may be given) and the facts of its sentence. rules: `refusing` of definitions/covering."""
    facts = {"lists": lists, "overlap": round(overlap), "observed": round(observed)}
    if lists < 2:
        return "COVER-TOO-FEW-LISTS", facts
    if observed < rules["fewest_businesses"]:
        return "COVER-TOO-FEW", facts | {"fewest": rules["fewest_businesses"]}
    if overlap < rules["fewest_in_two_lists"]:
        return "COVER-NO-OVERLAP", facts | {"fewest": rules["fewest_in_two_lists"]}
    return None, facts


def unclear(figures: dict[str, Any], rules: dict[str, Any]) -> dict[str, Any] | None:
    """The facts of COVER-LINE-UNCLEAR if the interval of a product line is too wide. figures: `estimate`, `low`, `high`."""
    wide = figures["high"] - figures["low"] > rules["widest"] * max(figures["estimate"], 1)
    return {"widest": f"{rules['widest']:g}"} if wide else None
