"""Clustering as a table of contents: businesses in, a home for every one of them out."""

from __future__ import annotations

from typing import Any

import numpy as np

from rajut.clustering.candidates import Candidates, read_candidates
from rajut.clustering.describing import put_clusters, put_sentra
from rajut.clustering.homes import Homes, find_homes, form_clusters, form_sentra
from rajut.clustering.learning import number_of_groups
from rajut.clustering.optimality import Bounded, bound_travel, gap_facts, put_bounds
from rajut.clustering.parameters import Parameters, defined
from rajut.clustering.rules import put_rules
from rajut.clustering.units import name_ids, put_homes, units
from rajut.engines import Engine
from rajut.errors import RajutError
from rajut.progress import Progress

TEMPORARY = ("clustering_home", "clustering_dealt", "clustering_members", "clustering_sentra", "clustering_cluster")


def form(engine: Engine, progress: Progress, parameters: Parameters | None = None) -> dict[str, Any]:
    """Make `sentra`, `clusters`, `cluster_rules`, `cluster_bounds` and `homes` from `businesses`, `classes`, `specialisation` and `areas`.

    parameters: those of definitions/clustering unless given. Raises Faults if they contradict each other.
    Returns counts of sentra, clusters and businesses by status, the share that has a home, the gap to the least travel, and warnings.
    """
    chosen = parameters or defined()
    chosen.check()
    progress.item("places", 0.0)
    candidates = read_candidates(engine, chosen)
    progress.check()
    progress.item("sentra", 0.1)
    sentra = form_sentra(candidates, chosen)
    progress.check()
    progress.item("bounds", 0.4)
    bounded = bound_travel(candidates, sentra, chosen)
    put_bounds(engine, candidates, bounded)
    progress.check()
    progress.item("clusters", 0.5)
    homes = find_homes(candidates, sentra, form_clusters(candidates, sentra, chosen), chosen)
    progress.check()
    progress.item("profiles", 0.6)
    ids = name_ids(candidates, homes)
    put_homes(engine, candidates, homes, ids, chosen.learning)
    put_sentra(engine, units(engine, "sentra"), homes, ids)
    put_clusters(engine, units(engine, "cluster"), candidates, homes, ids)
    progress.check()
    progress.item("rules", 0.9)
    put_rules(engine)
    engine.drop(*TEMPORARY)
    return _facts(candidates, homes, bounded) | {"learning_groups": number_of_groups(engine)}


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
        "warnings": _warnings(candidates, homes),
    }


def _warnings(candidates: Candidates, homes: Homes) -> list[RajutError]:
    warnings = []
    if len(candidates) and not len(homes.cluster_centres):
        warnings.append(RajutError("CLU-NO-CLUSTER"))
    imprecise = int((candidates.placed & ~candidates.precise).sum())
    if imprecise:
        warnings.append(RajutError("CLU-IMPRECISE", count=imprecise))
    return warnings
