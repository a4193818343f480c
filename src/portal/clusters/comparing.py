"""Where a cluster stands among those of its product line: median, rank, strength or weakness. Only published figures are compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

from portal.clusters import profile, tables, texts
from portal.clusters.tables import Figure
from portal.pages import figures, words
from rajut import definitions
from rajut.published import PublishedRun, clusters


@dataclass(frozen=True)
class Measure:
    """One thing clusters are compared by. `better`: 1 if more is better, -1 if less is, 0 if neither."""

    title: Any
    value: Callable[[dict[str, Any]], float | None]
    shown: Callable[[float | None], Figure]
    better: int


def _members(row: dict[str, Any]) -> float | None:
    return row["members"] if row["members"] >= figures.SMALL else None


def _women(row: dict[str, Any]) -> float | None:
    share = profile.women_of(row)
    return None if share is None else round(share, 2)


def _roles(row: dict[str, Any]) -> float:
    return sum(bool(row["roles"].get(role)) for role in words.titles("roles"))


def _counted(value: float | None) -> Figure:
    return Figure(value, figures.short(value))


MEASURES = (
    Measure(texts.MEMBERS, _members, _counted, 1),
    Measure(texts.RADIUS_KM, lambda row: round(row["radius_m"]), tables.kilometres, -1),
    Measure(texts.ROLES_PRESENT, _roles, _counted, 1),
    Measure(texts.SPECIALISATION, lambda row: row["location_quotient"], tables.quotient, 1),
    Measure(texts.WOMEN, _women, tables.percent, 0),
)


def page(run: PublishedRun, cluster_id: str) -> dict[str, Any] | None:
    """`profile.page` with `standing`: a row per measure."""
    found = profile.page(run, cluster_id)
    return found | {"standing": standing(run, found["cluster"])} if found else None


def standing(run: PublishedRun, found: dict[str, Any]) -> list[dict[str, Any]]:
    """Per measure: title, value, median, rank (1 is best, or most where neither is better), of, verdict. Empty for few clusters."""
    rules = definitions.load("cluster_profile").content
    compared = run.kept(("compared", found["main_segment"]), lambda: _compared(run, found["main_segment"]))
    rows = []
    for measure, known in zip(MEASURES, compared, strict=True):
        own = measure.value(found)
        if own is not None and len(known) >= rules["fewest"]:
            rows.append({"title": measure.title, "value": measure.shown(own), "of": len(known)} | _placed(measure, own, known, rules))
    return rows


def _compared(run: PublishedRun, segment: str) -> list[list[float]]:
    """Per measure the values of every cluster of the product line that has one."""
    rows = clusters.of_segment(run, segment)
    return [[value for row in rows if (value := measure.value(row)) is not None] for measure in MEASURES]


def _placed(measure: Measure, own: float, known: list[float], rules: dict[str, Any]) -> dict[str, Any]:
    sign = measure.better or 1
    better = sum(sign * value > sign * own for value in known)
    alike = sum(value == own for value in known) - 1
    others = len(known) - 1
    worse = (others - better - alike + alike / 2) / others
    verdict = "none" if not measure.better else "strong" if worse >= rules["strong"] else "weak" if worse <= rules["weak"] else "middle"
    return {"median": measure.shown(median(known)), "rank": better + 1, "verdict": texts.VERDICTS[verdict], "judged": verdict}
