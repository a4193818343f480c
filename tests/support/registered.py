"""Businesses in registers whose truth is known, as tables of the engine: what the coverage tests are about."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

from rajut.engines import Engine
from rajut.tables import Businesses, Classes, Links, Pairs, PublicSpread, Table


@dataclass
class Registered:
    """`held`: per fashion business its regency, segment and registers; `doubts`: pairs of their numbers that may be one, with the chance.

    `not_fashion`: regency and registers of businesses that are none. `said`: per number the chances of product lines that its class
    states; `decided`: numbers whose line a person decided.
    """

    held: list[tuple[str, str, tuple[str, ...]]]
    doubts: list[tuple[int, int, float]] = field(default_factory=list)
    not_fashion: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    said: dict[int, dict[str, float]] = field(default_factory=dict)
    decided: set[int] = field(default_factory=set)

    def put(self, engine: Engine) -> None:
        """Gives the engine `businesses`, `classes`, `links`, `pairs` and an empty `public_spread`."""
        businesses, classes, links = [], [], []
        others = [(area, None, registers) for area, registers in self.not_fashion]
        for number, (area, segment, registers) in enumerate([*self.held, *others]):
            name = f"b{number:05}"
            place = {"province_code": area[:2] or None, "regency_code": area if len(area) == 4 else None}
            told = {"registers": json.dumps(registers), "record_count": len(registers), "place_confidence": 0.9, "level": "regency"}
            businesses.append({"business_id": name, **place, **told, "observed_on": "2025" if number % 2 else None})
            classes.append({"business_id": name, "fashion": segment is not None} | self._classed(number, segment))
            links.append({"record_id": name, "business_id": name})
        pairs = [
            {"record_a": f"b{a:05}", "record_b": f"b{b:05}", "probability": chance, "verdict": "ask", "decided_by": "model"}
            for a, b, chance in self.doubts
        ]
        for table, rows in {Businesses: businesses, Classes: classes, Links: links, Pairs: pairs, PublicSpread: []}.items():
            engine.put(table.table, complete(table, rows))

    def _classed(self, number: int, segment: str | None) -> dict[str, Any]:
        said, sure = self.said.get(number), number in self.decided
        return {
            "segment": None if segment == "unknown" else segment,
            "segment_confidence": 1.0 if sure else max(said.values(), default=0.0) if said else 0.9,
            "segment_shares": json.dumps(said) if said else None,
            "decided_by": "siti" if sure else "model",
        }


def complete(table: type[Table], rows: list[dict]) -> pa.Table:
    """Rows with the columns that are not given null."""
    return pa.Table.from_pylist(rows, schema=pa.schema([pa.field(part.name, part.type) for part in table.schema()]))


def drawn_country(
    truth: dict[str, int], chances: dict[str, float], seed: int, together: tuple[str, str, float] | None = None
) -> tuple[list[tuple[str, str, tuple[str, ...]]], dict[str, int]]:
    """Who is in a register: `truth` businesses in every regency, each register holding one with its chance (differing by regency).

    together: two registers and the log odds ratio with which they hold the same businesses. Returns those held by any, and the truth.
    """
    random = np.random.default_rng(seed)
    held = []
    for area, number in sorted(truth.items()):
        odds = {name: np.log(chance / (1 - chance)) + 0.4 * random.standard_normal() for name, chance in chances.items()}
        for _ in range(number):
            inside = {name: random.random() < 1 / (1 + np.exp(-value)) for name, value in odds.items()}
            if together and inside[together[0]]:
                inside[together[1]] = random.random() < 1 / (1 + np.exp(-odds[together[1]] - together[2]))
            if any(inside.values()):
                segment = ("batik", "tailoring")[int(random.random() < 0.5)]
                held.append((area, segment, tuple(sorted(name for name, there in inside.items() if there))))
    return held, truth
