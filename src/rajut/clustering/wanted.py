"""Officers' decisions in numbers: of candidates, and of the sentra and clusters of the run before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rajut.clustering.asked import NO_PAIRS, Asked
from rajut.clustering.candidates import Candidates
from rajut.clustering.decided import Decision
from rajut.clustering.former import Former, split_marks
from rajut.clustering.points import Flags, Whole


@dataclass(frozen=True)
class Wanted:
    """locked_sentra, locked_cluster: per former unit. excluded: per candidate. apart, together: of candidates. split, merged: of former
    sentra. clusters_apart, clusters_together: former sentra that share no cluster, or one.

    place: the number of every business, sentra or cluster that decisions name and that is there. names: unit id -> name in Indonesian
    and English.
    """

    locked_sentra: Flags
    locked_cluster: Flags
    excluded: Flags
    apart: Whole
    together: Sequence[Whole]
    split: dict[int, int]
    merged: Sequence[Whole]
    clusters_apart: Whole
    clusters_together: Sequence[Whole]
    place: dict[str, int]
    names: dict[str, tuple[str, str]]

    def of_candidates(self, before: Whole) -> Asked:
        """What is asked of sentra. before: of each candidate the former sentra it may stay in."""
        locked = (before >= 0) & np.append(self.locked_sentra, False)[before]
        return Asked(locked, self.apart, self.together, self.split, self.merged)

    def of_sentra(self, going: Whole, before: Whole) -> Asked:
        """What is asked of clusters. Of each sentra: the former one it goes on as, and the former cluster it was in."""
        locked = (before >= 0) & np.append(self.locked_cluster, False)[before]
        now = np.full(len(self.locked_sentra) + 1, -1, dtype=np.int64)
        now[going[going >= 0]] = np.flatnonzero(going >= 0)
        apart = now[self.clusters_apart]
        together = [now[group][now[group] >= 0] for group in self.clusters_together]
        return Asked(locked, apart[(apart >= 0).all(axis=1)], [group for group in together if len(group) > 1], {}, ())


def wanted(decisions: Sequence[Decision], candidates: Candidates, former: Former) -> Wanted:
    """The decisions in numbers. What names a business or a unit that is no more asks nothing."""
    sentra, cluster = ({name: number for number, name in enumerate(kind.ids)} for kind in (former.sentra, former.cluster))
    business = _candidates_named(candidates, [name for one in decisions if one.about == "business" for name in one.ids])
    heirs = {row["unit_id"]: row["became"] for row in former.ended}
    place: dict[str, int] = {}
    for one in decisions:
        for name in one.ids:
            known = {"business": business, "sentra": sentra, "cluster": cluster}[one.about]
            number = known.get(_heir(name, heirs) if one.kind == "together" else name)
            if number is not None:
                place[name] = number
    standing = [one for one in decisions if all(name in place for name in one.ids)]

    def pairs(kind: str, about: str, how: str | None = None) -> list[tuple[int, int]]:
        chosen = [one for one in standing if one.kind == kind and one.about == about and one.value.get("as") == how]
        return [(place[one.subject], place[one.other]) for one in chosen if one.other and place[one.subject] != place[one.other]]

    def flags(length: int, kind: str, about: str) -> Flags:
        set_ = np.zeros(length, dtype=np.bool_)
        set_[[place[one.subject] for one in standing if one.kind == kind and one.about == about]] = True
        return set_

    locked_cluster = flags(len(former.cluster), "lock", "cluster")
    inside = (former.cluster_of >= 0) & np.append(locked_cluster, False)[former.cluster_of]
    return Wanted(
        locked_sentra=flags(len(former.sentra), "lock", "sentra") | inside,
        locked_cluster=locked_cluster,
        excluded=flags(len(candidates), "exclude", "business"),
        apart=_pairs(pairs("apart", "business")),
        together=chains(pairs("together", "business")),
        split={place[one.subject]: one.value.get("parts", 2) for one in standing if one.kind == "split" and not done(one, former)},
        merged=chains(pairs("together", "sentra", "sentra")),
        clusters_apart=_pairs(pairs("apart", "sentra")),
        clusters_together=chains(pairs("together", "sentra")),
        place=place,
        names={one.subject: _names(one.value) for one in standing if one.kind == "rename"},
    )


def _names(value: dict[str, Any]) -> tuple[str, str]:
    return str(value.get("name_id") or value["name_en"]), str(value.get("name_en") or value["name_id"])


def done(one: Decision, former: Former) -> bool:
    """Whether a split was carried out in a run before."""
    return any(one.mark in split_marks(row) for row in former.sentra.rows if row["unit_id"] == one.subject)


def chains(pairs: Iterable[tuple[int, int]]) -> list[Whole]:
    """Sets of numbers that pairs join, directly or through others; each sorted, in the order of their first."""
    sets: dict[int, set[int]] = {}
    for one, two in pairs:
        joined = sets.get(one, {one}) | sets.get(two, {two})
        for member in joined:
            sets[member] = joined
    return [np.array(sorted(group), dtype=np.int64) for member, group in sorted(sets.items()) if member == min(group)]


def _heir(name: str, heirs: dict[str, str | None]) -> str:
    """The unit that an ended one became, and that one in turn; the last of them if that became none."""
    seen: set[str] = set()
    while name not in seen and (heir := heirs.get(name)):
        seen.add(name)
        name = heir
    return name


def _pairs(pairs: list[tuple[int, int]]) -> Whole:
    return np.array(sorted(tuple(sorted(pair)) for pair in pairs), dtype=np.int64).reshape(-1, 2) if pairs else NO_PAIRS


def _candidates_named(candidates: Candidates, names: list[str]) -> dict[str, int]:
    """The number of each of these that is a candidate."""
    unique = sorted(set(names))
    if not unique:
        return {}
    place = np.asarray(pc.fill_null(pc.index_in(pa.array(unique, pa.string()), candidates.ids.combine_chunks()), -1))
    return {name: int(number) for name, number in zip(unique, place, strict=True) if number >= 0}
