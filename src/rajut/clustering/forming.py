"""Clustering as a table of contents: businesses in, a home for every one of them out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from rajut.clustering.candidates import Candidates, read_candidates
from rajut.clustering.changes import put_changes
from rajut.clustering.continuing import Going, goes_on
from rajut.clustering.contradicting import refuse_contradictions
from rajut.clustering.decided import read_decided
from rajut.clustering.describing import put_clusters, put_sentra
from rajut.clustering.former import Former, FormerKind, read_former
from rajut.clustering.heeding import heeded
from rajut.clustering.homes import Homes, find_homes, form_clusters, form_sentra
from rajut.clustering.learning import number_of_groups
from rajut.clustering.naming import Unit, names
from rajut.clustering.optimality import Bounded, bound_travel, gap_facts, put_bounds
from rajut.clustering.parameters import Parameters, defined
from rajut.clustering.points import Whole
from rajut.clustering.rules import put_rules
from rajut.clustering.units import Ids, name_ids, put_homes, units
from rajut.clustering.wanted import Wanted, wanted
from rajut.engines import Engine
from rajut.errors import RajutError
from rajut.progress import Progress

TEMPORARY = ("clustering_sentra", "clustering_cluster")


def form(engine: Engine, progress: Progress, parameters: Parameters | None = None) -> dict[str, Any]:
    """Make `sentra`, `clusters`, `cluster_rules`, `cluster_bounds`, `homes`, `unit_records` and `cluster_changes`.

    Reads `businesses`, `classes`, `specialisation`, `areas`; `former_homes` and `former_units`, what is to stay; `decisions`, with
    `identities` and `links`, by which they follow businesses.
    parameters: those of definitions/clustering unless given. Raises Faults if they, or decisions, contradict each other.
    Returns counts of sentra, clusters, changes and businesses by status, the share that has a home, the gap to the least travel, and
    warnings.
    """
    chosen = parameters or defined()
    chosen.check()
    progress.item("places", 0.0)
    candidates = read_candidates(engine, chosen)
    former = read_former(engine, len(candidates))
    decisions = read_decided(engine)
    refuse_contradictions(engine, chosen)
    asked = wanted(decisions, candidates, former)
    progress.check()
    progress.item("sentra", 0.1)
    sentra = form_sentra(candidates, chosen, former.sentra, asked)
    progress.check()
    progress.item("bounds", 0.4)
    bounded = bound_travel(candidates, sentra, chosen)
    put_bounds(engine, candidates, bounded)
    progress.check()
    progress.item("clusters", 0.5)
    going, homes = _homes(candidates, sentra, former, asked, chosen)
    progress.check()
    progress.item("profiles", 0.6)
    ids = name_ids(candidates, homes, former, going)
    put_homes(engine, candidates, homes, ids, chosen.learning)
    heed = heeded(decisions, asked, former, homes, ids, candidates, chosen.sentra)
    described = _put_units(engine, candidates, former, asked, homes, ids)
    changes = put_changes(engine, former, going, homes, ids, heed.marks)
    progress.check()
    progress.item("rules", 0.9)
    put_rules(engine, candidates, homes, *described)
    engine.drop(*TEMPORARY)
    told = {"learning_groups": _learning_groups(homes, chosen), "changes": changes, "decisions": heed.facts()}
    return _facts(candidates, homes, bounded) | told | {"warnings": _warnings(candidates, homes) + heed.warnings()}


def _put_units(
    engine: Engine, candidates: Candidates, former: Former, asked: Wanted, homes: Homes, ids: Ids
) -> tuple[list[Unit], list[Unit]]:
    """Make `sentra` and `clusters`; return what they are."""
    before = {row["unit_id"]: row["name_id"] for row in (*former.sentra.rows, *former.cluster.rows)}
    sentra, clusters = (units(candidates, homes, ids, kind) for kind in ("sentra", "cluster"))
    put_sentra(engine, sentra, homes, ids, names(engine, sentra, "sentra", before, asked.names))
    put_clusters(engine, clusters, candidates, homes, names(engine, clusters, "cluster", before, asked.names))
    return sentra, clusters


def _homes(candidates: Candidates, sentra: Whole, former: Former, asked: Wanted, chosen: Parameters) -> tuple[Going, Homes]:
    """Clusters of the sentra and a home for everybody; which former unit every sentra and cluster goes on as."""
    sentra_going = goes_on(sentra, former.sentra)
    before = _of(former.cluster_of, sentra_going)
    if former.cluster.anew.any():
        before = np.where((before >= 0) & (former.cluster.anew & ~asked.locked_cluster)[before], -1, before)
    sentra_cluster = form_clusters(candidates, sentra, chosen, before, asked.of_sentra(sentra_going, before))
    own = _of(sentra_cluster, sentra)
    cluster_going = goes_on(own, _of_members(former))
    now = np.full(len(former.cluster), -1, dtype=np.int64)
    now[cluster_going[cluster_going >= 0]] = np.flatnonzero(cluster_going >= 0)
    closed = (cluster_going >= 0) & np.append(asked.locked_cluster, False)[cluster_going]
    homes = find_homes(candidates, sentra, sentra_cluster, chosen, _of(now, former.cluster.of), closed)
    return Going(sentra_going, cluster_going), homes


def _of(values: Whole, number: Whole) -> Whole:
    """The value of each number, -1 for -1."""
    return np.append(values, -1)[number]


def _of_members(former: Former) -> FormerKind:
    """The clusters of the run before as their sentra's members see them: links do not say which cluster goes on."""
    size = np.bincount(former.cluster_of, weights=former.sentra.size, minlength=len(former.cluster)).astype(np.int64)
    return replace(former.cluster, of=np.where(former.sentra.of >= 0, former.cluster.of, -1), size=size)


def _learning_groups(homes: Homes, chosen: Parameters) -> int:
    return int(number_of_groups(np.bincount(homes.sentra[homes.sentra >= 0]), chosen.learning).sum())


def _facts(candidates: Candidates, homes: Homes, bounded: Bounded) -> dict[str, Any]:
    number = len(candidates)
    member, linked = int((homes.sentra >= 0).sum()), int(((homes.cluster >= 0) & (homes.sentra < 0)).sum())
    unplaced = int((~candidates.placed).sum())
    size = np.bincount(homes.sentra[homes.sentra >= 0])
    return {
        "fashion_businesses": number,
        "member": member,
        "linked": linked,
        "scattered": number - member - linked - unplaced,
        "unplaced": unplaced,
        "sentra": len(homes.sentra_centres),
        "clusters": len(homes.cluster_centres),
        "share_in_cluster": round((member + linked) / number, 4) if number else None,
        "median_sentra_size": int(np.median(size)) if len(size) else None,
        **gap_facts(candidates, bounded),
    }


def _warnings(candidates: Candidates, homes: Homes) -> list[RajutError]:
    warnings = []
    if len(candidates) and not len(homes.cluster_centres):
        warnings.append(RajutError("CLU-NO-CLUSTER"))
    imprecise = int((candidates.placed & ~candidates.precise).sum())
    if imprecise:
        warnings.append(RajutError("CLU-IMPRECISE", count=imprecise))
    return warnings
