"""The table `homes`, and what and where the members of every sentra and cluster mostly are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from rajut.clustering.candidates import Candidates
from rajut.clustering.continuing import Going, give_ids
from rajut.clustering.former import Former
from rajut.clustering.homes import Homes
from rajut.clustering.learning import deal
from rajut.clustering.naming import Unit, unit_id
from rajut.clustering.neighbours import along_curve
from rajut.clustering.parameters import Learning
from rajut.clustering.points import Whole
from rajut.clustering.tallies import commonest
from rajut.engines import Engine

CELL_M = 10.0  # of the curve that neighbours are dealt along: 655 km across, more than any regency

STATUS = ("member", "linked", "scattered", "unplaced")


@dataclass(frozen=True)
class Ids:
    """Id of each sentra and cluster by its number."""

    sentra: np.ndarray
    cluster: np.ndarray


def name_ids(candidates: Candidates, homes: Homes, former: Former, going: Going) -> Ids:
    """Ids of what goes on, and new ones from the smallest business id of the members, never one that was given before."""
    members = np.flatnonzero(homes.sentra >= 0)
    first = members[np.unique(homes.sentra[members], return_index=True)[1]]
    business = candidates.ids.take(pa.array(first)).to_pylist()
    regency = [candidates.regencies[number] for number in candidates.regency[first]]
    segment = [candidates.segments[number] for number in candidates.segment[first]]
    order = np.lexsort((first, homes.sentra_cluster))
    lead = order[np.unique(homes.sentra_cluster[order], return_index=True)[1]].tolist()
    used = former.used()

    def sentra(number: int, attempt: int) -> str:
        return unit_id("S", regency[number], segment[number], business[number], *_again(attempt))

    def cluster(number: int, attempt: int) -> str:
        return unit_id("K", regency[lead[number]], business[lead[number]], *_again(attempt))

    return Ids(
        np.array(give_ids(going.sentra, former.sentra, used, sentra), dtype=object),
        np.array(give_ids(going.cluster, former.cluster, used, cluster), dtype=object),
    )


def _again(attempt: int) -> tuple[str, ...]:
    return (f"again {attempt}",) if attempt else ()


def put_homes(engine: Engine, candidates: Candidates, homes: Homes, ids: Ids, learning: Learning) -> None:
    """Make `homes` with the learning groups dealt."""
    member = homes.sentra >= 0
    along = np.zeros(len(candidates), dtype=np.int64)
    along[member] = along_curve(candidates.x[member], candidates.y[member], CELL_M)
    dealt = deal(homes.sentra, along, candidates.profiles, learning)
    status = np.select([member, homes.cluster >= 0, candidates.placed], [0, 1, 2], 3)
    columns = {
        "business_id": candidates.ids,
        "status": pa.array(STATUS, pa.string()).take(pa.array(status)),
        "cluster_id": _ids(ids.cluster, np.maximum(homes.cluster, homes.nearest)),
        "sentra_id": _ids(ids.sentra, homes.sentra),
        "learning_group": pa.array(dealt, mask=~member),
        "distance_m": pa.array(homes.distance_m, mask=np.isnan(homes.distance_m)),
        "over_water": pa.array(homes.over_water, mask=homes.nearest < 0),
    }
    engine.put("homes", pa.table(columns))


def units(candidates: Candidates, homes: Homes, ids: Ids, kind: str) -> list[Unit]:
    """Every sentra or every cluster by its number, with what and where most of its members are."""
    names = ids.sentra if kind == "sentra" else ids.cluster
    group = np.where(homes.sentra >= 0, homes.sentra if kind == "sentra" else homes.cluster, -1)
    members = np.bincount(group[group >= 0], minlength=len(names))
    segment, regency, district, village = (
        commonest(group, values, len(names)) for values in (candidates.segment, candidates.regency, candidates.district, candidates.village)
    )
    columns = (
        names.tolist(),
        _named(candidates.segments, segment[0]),
        _named(candidates.regencies, regency[0]),
        members.tolist(),
        _named(candidates.districts, district[0]),
        (district[1] / members).tolist(),
        _named(candidates.villages, village[0]),
        (village[1] / members).tolist(),
    )
    return [Unit(*row) for row in zip(*columns, strict=True)]


def _named(texts: list[str], number: Whole) -> list[str | None]:
    return [texts[place] if place >= 0 else None for place in number.tolist()]


def _ids(ids: np.ndarray, number: Whole) -> pa.Array:
    return pa.array(ids, pa.string()).take(pa.array(number, mask=number < 0))
