"""What happened to sentra and clusters since the run before, and the record of every unit that ever was."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from rajut.clustering.continuing import Going
from rajut.clustering.former import Former, FormerKind, split_marks
from rajut.clustering.homes import Homes
from rajut.clustering.points import Whole
from rajut.clustering.units import Ids
from rajut.engines import Engine
from rajut.tables import ClusterChanges, UnitRecords

NAMES = {
    "sentra": "SELECT sentra_id AS unit_id, regency_code, segment, name_id, name_en FROM sentra",
    "cluster": "SELECT cluster_id AS unit_id, regency_code, CAST(NULL AS VARCHAR) AS segment, name_id, name_en FROM clusters",
}
KINDS = ("born", "ended", "split", "merged", "members")


@dataclass(frozen=True)
class Shift:
    """Who moved between the units of one kind.

    names, ids: of the former units, and of the groups. size: of each group. group, unit, shared: businesses shared by each group and
    former unit that share any; by_unit: the order that sorts these by unit. now: per former unit the group it goes on as, -1 for none.
    """

    former: FormerKind
    names: list[str]
    ids: list[str]
    going: Whole
    size: Whole
    group: Whole
    unit: Whole
    shared: Whole
    now: Whole
    by_unit: Whole

    def became(self, number: int) -> str | None:
        """Of an ended unit the one most of its members went to (of equals the smaller id)."""
        mine = self._of_unit(number)
        return min(((-int(self.shared[one]), self.ids[self.group[one]]) for one in mine), default=(0, None))[1]

    def _of_unit(self, number: int) -> Whole:
        """The places in `group`, `unit` and `shared` that are of a former unit."""
        return self.by_unit[slice(*np.searchsorted(self.unit[self.by_unit], (number, number + 1)))]

    def _of_group(self, number: int) -> Whole:
        return np.arange(*np.searchsorted(self.group, (number, number + 1)))

    def rows(self) -> list[dict[str, Any]]:
        """The rows of `cluster_changes`, without what is the same in all rows of a unit."""
        by_group = np.zeros(len(self.ids) + 1, dtype=np.int64)
        by_unit = np.zeros(len(self.former) + 1, dtype=np.int64)
        np.add.at(by_group, self.group, self.shared)
        np.add.at(by_unit, self.unit, self.shared)
        stayed = np.zeros(len(self.ids), dtype=np.int64)
        own = self.going[self.group] == self.unit
        stayed[self.group[own]] = self.shared[own]
        rows = []
        for number, (name, unit) in enumerate(zip(self.ids, self.going.tolist(), strict=True)):
            had = int(self.former.size[unit]) if unit >= 0 else 0
            counts = _counts(
                had, int(self.size[number]), int(stayed[number]), int(by_group[number]), int(by_unit[unit]) if unit >= 0 else 0
            )
            rows += [{"unit_id": name, "change": change, "others": others, **counts} for change, others in self._of(number, counts)]
        for number in np.flatnonzero(self.now < 0).tolist():
            counts = _counts(int(self.former.size[number]), 0, 0, 0, int(by_unit[number]))
            heir = self.became(number)
            rows.append({"unit_id": self.names[number], "change": "ended", "others": [heir] if heir else [], **counts})
        return rows

    def _of(self, number: int, counts: dict[str, int]) -> list[tuple[str, list[str]]]:
        """The changes of a group of this run, each with the other units it concerns."""
        unit = int(self.going[number])
        if unit < 0:
            mine = self._of_group(number)
            most = mine[2 * self.shared[mine] >= self.size[number]]
            return [("born", [self.names[other] for other in self.unit[most].tolist()])]
        if not counts["joined"] and not counts["gone"]:
            return []
        there, here = self._of_unit(unit), self._of_group(number)
        parts = there[(self.going[self.group[there]] < 0) & (2 * self.shared[there] >= self.size[self.group[there]])]
        taken = here[(self.now[self.unit[here]] < 0) & (2 * self.shared[here] >= self.former.size[self.unit[here]])]
        found = []
        if len(parts):
            found.append(("split", sorted(self.ids[other] for other in self.group[parts].tolist())))
        if len(taken):
            found.append(("merged", [self.names[other] for other in self.unit[taken].tolist()]))
        return found or [("members", [])]


def _counts(before: int, members: int, stayed: int, known: int, somewhere: int) -> dict[str, int]:
    """known: of its members, those that were in any unit before; somewhere: of those it had, those that are in any unit now."""
    return {
        "before": before,
        "members": members,
        "joined": members - stayed,
        "gone": before - stayed,
        "moved_in": known - stayed,
        "moved_out": somewhere - stayed,
    }


def put_changes(engine: Engine, former: Former, going: Going, homes: Homes, ids: Ids, split: dict[str, list[str]]) -> dict[str, Any]:
    """Make `cluster_changes` and `unit_records`; return how many units of each kind changed how, and how many businesses stayed.

    split: sentra id -> digests of the splits carried out in this run.
    """
    shifts = {
        "sentra": _shift(homes.sentra, former.sentra, going.sentra, list(ids.sentra)),
        "cluster": _shift(homes.cluster, former.cluster, going.cluster, list(ids.cluster)),
    }
    facts: dict[str, Any] = {}
    records, changes = [dict(row) for row in former.ended], []
    for unit, shift in shifts.items():
        named = {row["unit_id"]: row | {"unit": unit} for row in engine.rows(NAMES[unit])}
        gone = {shift.names[number]: shift.former.rows[number] for number in np.flatnonzero(shift.now < 0).tolist()}
        marks = {row["unit_id"]: json.dumps(split_marks(row) + split.get(row["unit_id"], [])) for row in shift.former.rows}
        rows = shift.rows() if former.sentra.rows else []
        changes += [row | _about(named, gone, row["unit_id"]) | {"others": json.dumps(row["others"])} for row in rows]
        heirs = {row["unit_id"]: (row["others"] or [None])[0] for row in rows if row["change"] == "ended"}
        records += [row | {"state": "standing", "became": None, "split_by": marks.get(name, "[]")} for name, row in named.items()]
        records += [row | {"state": "ended", "became": heirs.get(name)} for name, row in gone.items()]
        facts[unit] = {kind: count for kind in KINDS if (count := sum(row["change"] == kind for row in rows))}
    engine.put("unit_records", pa.Table.from_pylist(records, schema=UnitRecords.schema()))
    engine.put("cluster_changes", pa.Table.from_pylist(changes, schema=ClusterChanges.schema()))
    return facts | _staying(former, going, homes)


def _about(named: dict[str, Any], gone: dict[str, Any], name: str) -> dict[str, Any]:
    row = named.get(name) or gone[name]
    return {column: row[column] for column in ("unit", "regency_code", "segment", "name_id", "name_en")}


def _shift(group: Whole, former: FormerKind, going: Whole, ids: list[str]) -> Shift:
    both = (group >= 0) & (former.of >= 0)
    pairs, shared = np.unique(group[both] * max(len(former), 1) + former.of[both], return_counts=True)
    own, unit = np.divmod(pairs, max(len(former), 1))
    now = np.full(len(former) + 1, -1, dtype=np.int64)
    now[going[going >= 0]] = np.flatnonzero(going >= 0)
    size = np.bincount(group[group >= 0], minlength=len(ids))
    return Shift(former, former.ids, ids, going, size, own, unit, shared, now[:-1], np.argsort(unit, kind="stable"))


def _staying(former: Former, going: Going, homes: Homes) -> dict[str, int]:
    """Of the businesses that had a sentra or a cluster and are still there, how many have the same."""
    found: dict[str, int] = {}
    for name, kind, number, group in (
        ("sentra", former.sentra, going.sentra, homes.sentra),
        ("cluster", former.cluster, going.cluster, homes.cluster),
    ):
        had = kind.of >= 0
        same = had & (group >= 0) & (np.append(number, -1)[group] == kind.of)
        found |= {f"had_{name}": int(had.sum()), f"kept_{name}": int(same.sum())}
    return found
