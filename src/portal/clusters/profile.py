"""The profile of a cluster as it may be published: what its page shows and what its files hold, made in one place.

A file can therefore never tell more than the page. Nothing here reads one business.
"""

from __future__ import annotations

import math
from typing import Any

from portal.approvals import queries as approvals
from portal.approvals import succession
from portal.clusters import texts
from portal.pages import figures, words
from rajut import definitions
from rajut.published import PublishedRun, clusters

COUNTS_DISTRICT = "kepmenkop32_2002_district"  # what it measures is the figure of a district
DECIMALS = 3  # about 110 m
DECIMALS_SMALL = 2  # about 1.1 km: the middle of a handful of homes is nearly a home


def rounded(row: dict[str, Any], *, few: bool | None = None) -> list[float]:
    """The centre of a cluster or sentra as it may be published: lon, lat in degrees. few: its members are withheld."""
    decimals = DECIMALS_SMALL if (row["members"] < figures.SMALL if few is None else few) else DECIMALS
    return [round(row["lon"], decimals), round(row["lat"], decimals)]


def page(run: PublishedRun, cluster_id: str) -> dict[str, Any] | None:
    """Everything the public page of a cluster shows, disclosure-controlled; None if there is none."""
    found = clusters.cluster(run, cluster_id)
    if found is None:
        return None
    hidden = clusters.withheld_in_areas(run, cluster_id)
    segments = figures.safe_counts(found["segments"], hidden["segments"])
    sentra = [_sentra(row, segments, hidden["sentra"]) for row in clusters.sentra_of(run, cluster_id)]
    sexes = figures.safe_counts(_sexes(found))
    return {
        "cluster": found,
        "decree": approvals.decree_of(run, cluster_id),
        "since_decree": succession.for_everybody(run, cluster_id),
        "density": density(found),
        "median_m": _median(clusters.distances_of(run, cluster_id)),
        "segments": figures.parts(found["segments"], words.segment, hidden["segments"]),
        "roles": figures.parts(found["roles"], words.role),
        "sizes": figures.parts(found["sizes"], words.size),
        "sexes": figures.parts(_sexes(found), lambda key: str(texts.SEXES[key])),
        "women": women_share(sexes),
        "muslim_wear": share(found["muslim_wear"], found["members"]),
        "workers": found["workers"] if found["workers_known"] >= figures.SMALL else None,
        "missing": [{"role": words.role(part.get("role")), "distance_m": part.get("distance_m")} for part in found["missing_roles"]],
        "sentra": sentra,
        "rules": _rules(run, cluster_id, sentra, hidden["districts"]),
        "plan": [_planned(row) for row in clusters.plan_of(run, cluster_id)],
    }


def lead(page: dict[str, Any]) -> str:
    """What and where it is and how many members it has, in a sentence."""
    found = page["cluster"]
    few = found["members"] < figures.SMALL
    told = {"segment": words.segment(found["main_segment"]), "regency": found["regency"]}
    return str(texts.LEAD_SMALL if few else texts.LEAD) % (told | {"members": figures.whole(figures.SMALL if few else found["members"])})


def density(found: dict[str, Any]) -> float | None:
    """Members per square kilometre of the circle that holds nine in ten of them, to two digits; None for few or too close."""
    radius = found["radius_m"]
    if found["members"] < figures.SMALL or radius < definitions.load("cluster_profile").content["shortest_radius_m"]:
        return None
    return float(f"{0.9 * found['members'] / (math.pi * (radius / 1000) ** 2):.2g}")


def _median(distances: list[float]) -> float | None:
    """The middle distance, metres (nearest rank); None where it would be nearly a home's."""
    return distances[(len(distances) - 1) // 2] if len(distances) >= figures.SMALL else None


def _sexes(found: dict[str, Any]) -> dict[str, int]:
    known = found["sex_known"]
    return {"F": found["women_owned"], "M": known - found["women_owned"], "unknown": found["members"] - known}


def women_share(sexes: dict[str, int | None]) -> float | None:
    """Of the owners whose sex is known; None unless both counts are published, or a withheld one could be computed from it."""
    women, men = sexes["F"], sexes["M"]
    return women / (women + men) if women is not None and men is not None and women + men else None


def women_of(row: dict[str, Any]) -> float | None:
    """As `women_share`, for a row of `clusters`."""
    return women_share(figures.safe_counts(_sexes(row)))


def share(part: int, whole: int) -> float | None:
    """A share fit to publish: None if few are known, or if it would tell about all or nearly all of a few."""
    return (
        part / whole
        if whole >= figures.SMALL and (part == 0 or part >= figures.SMALL) and whole - part not in range(1, figures.SMALL)
        else None
    )


def _sentra(row: dict[str, Any], segments: dict[str, int | None], hidden: set[str]) -> dict[str, Any]:
    """A sentra as it may be published: its size would tell what a withheld count of its product line is, here or in its area."""
    withheld = row["members"] < figures.SMALL or segments.get(row["segment"]) is None or row["sentra_id"] in hidden
    lon, lat = rounded(row, few=withheld)
    return row | {"members": None if withheld else row["members"], "withheld": withheld, "lon": lon, "lat": lat}


def _rules(run: PublishedRun, cluster_id: str, sentra: list[dict[str, Any]], districts: set[str]) -> list[dict[str, Any]]:
    """One row per rule: its name and vintage, and a cell for the cluster and for each sentra. districts: sentra in one that is withheld."""
    known = definitions.load("sentra_rules").content["rules"]
    withheld = {row["sentra_id"] for row in sentra if row["withheld"]}
    units = [cluster_id, *(row["sentra_id"] for row in sentra)]
    found = {(row["rule"], row["unit_id"]): row for row in clusters.rules_of(run, units)}
    rows = []
    for name, rule in known.items():
        told = rule[words.language()]
        closed = withheld | districts if name == COUNTS_DISTRICT else withheld
        cells = [_cell(found[name, unit], unit in closed) if (name, unit) in found else None for unit in units]
        if any(cells):
            needed = figures.short(rule["needed"]) if rule["needed"] is not None else None
            rows.append(
                {
                    "rule": name,
                    "silent": _silent(cells),
                    "title": told["name"],
                    "why": told["measured"],
                    "vintage": words.law(rule["vintage"]),
                    "needed": needed,
                    "cells": cells,
                }
            )
    return rows


def _silent(cells: list[dict[str, Any] | None]) -> bool:
    """Whether the rule is said of more than one unit, and nothing is known of any."""
    said = [cell for cell in cells if cell]
    return len(said) > 1 and all(cell["met"] is None and cell["measured"] is None for cell in said)


def _cell(row: dict[str, Any], withheld: bool) -> dict[str, Any]:
    """Whether a unit meets a rule, and what was measured; few businesses are not counted out (shares and roles are no counts)."""
    counts_businesses = (row["needed"] or 0) >= figures.SMALL
    few = row["measured"] is not None and 0 < row["measured"] < figures.SMALL
    if counts_businesses and (withheld or few):
        return {"met": row["met"], "measured": f"<{figures.SMALL}" if few else None}
    return {"met": row["met"], "measured": None if row["measured"] is None else figures.short(row["measured"])}


def _planned(row: dict[str, Any]) -> dict[str, Any]:
    return row | {
        "sentence": words.reason(row["reason"]) if row["reason"] else "",
        "distance_shown": figures.decimal(row["distance_km"], 0),
    }
