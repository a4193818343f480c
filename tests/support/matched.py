"""Small worlds for the matching stage, one to a run or many examples in one country."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from rajut.engines import Engine
from rajut.matching import match
from rajut.progress import Silent
from rajut.tables import Decisions, Identities, Places, Records
from support.drawn import drawn, put
from support.engines import make_engine

VILLAGES = {"baqa": "6472021001", "tenun": "6472021002", "sidodadi": "6472071001", "laweyan": "3372011002", None: None}
NUMBERS = ("phone", "nik", "nib")
Cells = list[dict[str, str | None]]


def place(engine: Engine, villages: dict[str, str | None]) -> None:
    """Each record in a village, known from its text."""
    put(engine, Places, _picture([_placed(record, VILLAGES[name] or "") for record, name in villages.items()]))


def _placed(record: str, code: str) -> dict[str, str | None]:
    names = ("province", "regency", "district", "village")
    areas = {f"{name}_code": code[:length] for name, length in zip(names, (2, 4, 6, 10), strict=True)}
    return {"record_id": record, "level": "village", **areas, "point_source": "village", "confidence": "0.95"}


def _picture(rows: Cells) -> str:
    """Rows as a drawn table; what a row does not have is empty."""
    names = list(dict.fromkeys(name for row in rows for name in row)) or ["record_id"]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [names, *([row.get(name) or "" for name in names] for row in rows)])


@dataclass(frozen=True, eq=False)
class Example:
    """Drawn rows of registers, the village of each, perhaps one coordinate for all, and what people decided about them."""

    records: str
    villages: dict[str, str | None]
    decisions: str | None = None
    coordinate: tuple[float, float] | None = None


@dataclass
class Seen:
    """What a run made of an example."""

    facts: dict[str, Any]  # of the whole run
    groups: set[str] = field(default_factory=set)  # the businesses, each as its record ids in order, joined by a space
    pairs: dict[str, dict[str, Any]] = field(default_factory=dict)  # `r1 r2` -> its row, with the evidence as `{comparison: step}`

    def verdicts(self) -> dict[str, tuple[str, str]]:
        """Pair -> what it is taken for, and who says so."""
        return {pair: (row["verdict"], row["decided_by"]) for pair, row in self.pairs.items()}


# How examples are run: the engine, and whether all of them in one country. What one tells the other weighs next to nothing: chances
# set in advance have the weight of a thousand pairs, and a country has 5,000 rows more than are seen. `alone` shows that no answer changes.
WAYS = ("duckdb alone", "duckdb together", "spark together")


def run_all(examples: Sequence[Example], way: str) -> Iterator[dict[Example, Seen]]:
    """What a run made of each example, the body of a fixture; ends the engine after it."""
    name, company = way.split()
    engine = make_engine(name)
    together = [examples] if company == "together" else [[example] for example in examples]
    yield {example: seen for some in together for example, seen in run_together(engine, some).items()}
    engine.close()


def run_together(engine: Engine, examples: Sequence[Example]) -> dict[Example, Seen]:
    """One run over all examples, each in areas of its own and with numbers of its own, and what it made of each."""
    records: Cells = []
    places: Cells = []
    decisions: Cells = []
    for number, example in enumerate(examples):
        own = f"{number:02}"
        for row in drawn(example.records):
            numbers = {name: f"{row[name]}{own}" for name in NUMBERS if row.get(name)}
            records.append(row | numbers | {"record_id": f"{own}-{row['record_id']}"})
        for record, village in example.villages.items():
            placed = _placed(f"{own}-{record}", VILLAGES[village] or "")
            placed |= {name: f"{own}.{code}" for name, code in placed.items() if name.endswith("_code") and code}
            if example.coordinate:
                placed |= dict(zip(("lon", "lat"), map(str, example.coordinate), strict=True)) | {"point_source": "coordinate"}
            places.append(placed)
        for row in drawn(example.decisions) if example.decisions else []:
            decisions.append(row | {"subject": f"{own}-{row['subject']}", "other": f"{own}-{row['other']}"})
    put(engine, Records, _picture(records))
    put(engine, Places, _picture(places))
    put(engine, Decisions, _picture(decisions) if decisions else None)
    put(engine, Identities)
    facts = match(engine, Silent())
    seen = [Seen(facts) for _ in examples]
    for business in engine.rows("SELECT string_agg(record_id, ' ' ORDER BY record_id) AS records FROM links GROUP BY business_id"):
        seen[_number(business["records"])].groups.add(_alone(business["records"]))
    for row in engine.rows("SELECT * FROM pairs"):
        evidence = {step["comparison"]: step for step in json.loads(row["evidence"])}
        seen[_number(row["record_a"])].pairs[_alone(f"{row['record_a']} {row['record_b']}")] = row | {"evidence": evidence}
    return dict(zip(examples, seen, strict=True))


def _number(record: str) -> int:
    return int(record[:2])


def _alone(records: str) -> str:
    """The ids as they were drawn. A business of records of two examples would show here: its ids keep their numbers."""
    own, _, _ = records.partition("-")
    ids = records.split(" ")
    return " ".join(record.removeprefix(f"{own}-") for record in ids)
