"""Why it is a cluster, in words a district officer understands. Made from what its page publishes."""

from __future__ import annotations

from typing import Any

from portal.clusters import texts
from portal.pages import figures, words

NAMED = 3  # sentra named in a sentence; the others are counted
FIVE_UNITS = "pp29_2018_units"


def why(page: dict[str, Any]) -> list[str]:
    """The sentences, each true by itself; what is not known is not told."""
    return [told for told in (_sentra(page), _close(page), _chain(page), _special(page), _rule(page)) if told]


def _sentra(page: dict[str, Any]) -> str:
    names = [words.named(row) for row in page["sentra"]]
    if not names:
        return str(texts.WHY_NO_SENTRA)
    more = len(names) - NAMED
    listed = "; ".join(names[:NAMED]) + (str(texts.WHY_MORE) % {"count": figures.whole(more)} if more > 0 else "")
    return str(texts.WHY_SENTRA if len(names) > 1 else texts.WHY_ONE_SENTRA) % {"count": figures.whole(len(names)), "names": listed}


def _close(page: dict[str, Any]) -> str:
    if page["density"] is None:
        return str(texts.WHY_CLOSE) % {"radius": figures.kilometres(page["cluster"]["radius_m"])}
    told = {"radius": figures.kilometres(page["cluster"]["radius_m"]), "density": figures.short(page["density"])}
    return str(texts.WHY_CLOSE_DENSE) % told


def _chain(page: dict[str, Any]) -> str:
    present = [part["title"] for part in page["roles"] if part["key"] != "unknown"]
    missing = [part["role"] for part in page["missing"]]
    told = {"present": _and(present), "missing": _and(missing)}
    if not present:
        return ""
    if not missing:
        return str(texts.WHY_CHAIN_WHOLE) % told
    return str(texts.WHY_CHAIN if len(present) > 1 else texts.WHY_ONE_ROLE) % told


def _special(page: dict[str, Any]) -> str:
    found = page["cluster"]
    quotient = found["location_quotient"]
    if quotient is None:
        return ""
    told = {"segment": words.segment(found["main_segment"]), "regency": found["regency"], "times": figures.decimal(quotient)}
    return str(texts.WHY_SPECIAL if quotient >= 1.05 else texts.WHY_NOT_SPECIAL) % told


def _rule(page: dict[str, Any]) -> str:
    """How many of its sentra meet the legal minimum of units."""
    cells = next((rule["cells"][1:] for rule in page["rules"] if rule["rule"] == FIVE_UNITS), [])
    answers = [cell["met"] for cell in cells if cell and cell["met"] is not None]
    return str(texts.WHY_RULE) % {"met": figures.whole(sum(answers)), "count": figures.whole(len(answers))} if answers else ""


def _and(parts: list[str]) -> str:
    """`a, b dan c`."""
    lower = [part.lower() for part in parts]
    return f" {texts.AND} ".join(filter(None, [", ".join(lower[:-1]), *lower[-1:]]))
