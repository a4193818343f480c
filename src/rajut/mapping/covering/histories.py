"""Capture histories: which lists hold how many fashion businesses of a segment in an area."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rajut.engines import Engine
from rajut.mapping.counting import FASHION
from rajut.mapping.covering import closed
from rajut.mapping.covering.lists import lists_of
from rajut.mapping.covering.pooled import Evidence

Numbers = NDArray[np.float64]
DOUBTED = "mapping_doubted"


@dataclass(frozen=True)
class Histories:
    """counts (areas, segments, histories) as the registers stand; doubled: what the doubtful pairs, if the same businesses, change.

    areas: regency codes, and the code of a province (or `''`) for what is not located finer. members: list -> its registers.
    """

    areas: list[str]
    segments: list[str]
    members: list[list[str]]
    lists: NDArray[np.bool_]
    counts: Numbers
    doubled: Numbers

    def evidence(self) -> Evidence:
        """The counts less what is probably counted twice."""
        provinces = sorted({area[:2] for area in self.areas})
        province = np.array([provinces.index(area[:2]) for area in self.areas], dtype=np.int64)
        return Evidence(np.maximum(self.counts + self.doubled, 0.0), self.lists, province)


def gather(engine: Engine, rules: dict[str, Any]) -> Histories:
    """Histories from `mapping_fashion`, `pairs` and `links`. rules: `lists` of definitions/covering."""
    rows = engine.rows(
        f"SELECT area_code, segment, registers, count(*) AS businesses FROM {FASHION} GROUP BY area_code, segment, registers"
    )
    doubts = doubt_pairs(engine)
    engine.drop(DOUBTED)
    areas, segments = sorted({row["area_code"] for row in rows}), sorted({row["segment"] for row in rows})
    members = lists_of(_held(rows), rules)
    number = {register: position for position, registers in enumerate(members) for register in registers}
    bits = {text: sum({1 << number[register] for register in json.loads(text)}) for text in _texts(rows, doubts)}
    cell = {(area, segment): (i, j) for i, area in enumerate(areas) for j, segment in enumerate(segments)}
    counts, doubled = (np.zeros((len(areas), len(segments), 1 << len(members))) for _ in range(2))
    for row in rows:
        counts[(*cell[row["area_code"], row["segment"]], bits[row["registers"]])] += row["businesses"]
    for row in doubts:
        one, other = cell[row["area_code"], row["segment"]], cell[row["other_area"], row["other_segment"]]
        a, b = bits[row["registers"]], bits[row["other_registers"]]
        doubled[(*one, a)] -= row["expected"]
        doubled[(*other, b)] -= row["expected"]
        doubled[(*one, a | b)] += row["expected"]
    order = closed.histories(len(members)) @ (1 << np.arange(len(members)))
    lists = np.array([[counts[area][:, _with(one, len(members))].sum() > 0 for one in range(len(members))] for area in range(len(areas))])
    return Histories(areas, segments, members, lists.reshape(len(areas), len(members)), counts[:, :, order], doubled[:, :, order])


def doubt_pairs(engine: Engine) -> list[dict[str, Any]]:
    """Businesses that the matching left apart, but which may be one: how many, by where and in which registers both are.

    Pairs that the matching calls the same are left out before it is looked up that they are one business: nearly all of them are.
    A business is one other at most, so the chances of its pairs are scaled down where they add up to more than one.
    """
    engine.create(
        DOUBTED,
        f"""WITH apart AS (
                SELECT least(a.business_id, b.business_id) AS one, greatest(a.business_id, b.business_id) AS other,
                       max(p.probability) AS chance
                FROM pairs p JOIN links a ON a.record_id = p.record_a JOIN links b ON b.record_id = p.record_b
                WHERE a.business_id <> b.business_id AND p.decided_by = 'model' AND p.verdict <> 'same'
                GROUP BY least(a.business_id, b.business_id), greatest(a.business_id, b.business_id)),
            fashion AS (
                SELECT d.*, x.area_code, x.segment, x.registers, y.area_code AS other_area, y.segment AS other_segment,
                       y.registers AS other_registers
                FROM apart d JOIN {FASHION} x ON x.business_id = d.one JOIN {FASHION} y ON y.business_id = d.other),
            sides AS (SELECT one AS business_id, chance FROM fashion UNION ALL SELECT other AS business_id, chance FROM fashion),
            sums AS (SELECT business_id, sum(chance) AS chance FROM sides GROUP BY business_id)
            SELECT f.*, f.chance / greatest(1.0, s.chance, t.chance) AS expected
            FROM fashion f JOIN sums s ON s.business_id = f.one JOIN sums t ON t.business_id = f.other""",
    )
    return engine.rows(
        f"""SELECT area_code, segment, registers, other_area, other_segment, other_registers, round(sum(expected), 6) AS expected
            FROM {DOUBTED} GROUP BY area_code, segment, registers, other_area, other_segment, other_registers
            ORDER BY area_code, segment, registers, other_area, other_segment, other_registers"""
    )


def _held(rows: list[dict[str, Any]]) -> dict[str, dict[str, int]]:
    """Register -> area -> businesses it holds there."""
    held: dict[str, dict[str, int]] = {}
    for row in rows:
        for register in json.loads(row["registers"]):
            here = held.setdefault(register, {})
            here[row["area_code"]] = here.get(row["area_code"], 0) + row["businesses"]
    return held


def _texts(rows: list[dict[str, Any]], doubts: list[dict[str, Any]]) -> Iterable[str]:
    return {row["registers"] for row in rows} | {row[name] for row in doubts for name in ("registers", "other_registers")}


def _with(one: int, lists: int) -> list[int]:
    return [history for history in range(1 << lists) if history >> one & 1]
