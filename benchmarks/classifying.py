"""Classifying: fashion on a real register with labels held out, reliability, speed: `make bench-classifying`.

The register's own label (category "Fashion") is the truth and is never read as text. Five folds by a hash of name and activity, so
that equal businesses are in one fold: labels of four folds are given as decisions of a person, the fifth is answered by the model,
through the stage itself. The world of the second table is sampled, its truth known, no label given.
Writes benchmarks/results/classifying.md.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import hashlib
import json
import sys
import time
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from benchmarks import accuracy
from benchmarks.machine import description
from rajut.classifying import classify
from rajut.classifying.coder import Coder
from rajut.engines import DuckDB, Engine
from rajut.progress import Silent
from rajut.tables import Businesses, Decisions

REGISTER = accuracy.ROOT.parent / "shared" / "data" / "registers" / "surakarta_umkm_2023.csv"
EMPTY = {"record_count": 1, "registers": "[]", "level": "none", "place_confidence": 0.0}
FOLDS = 5
LEAST = 50  # rows of a bin of the reliability table that counts
Flags = npt.NDArray[np.bool_]
Answers = list[tuple[bool | None, float]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--businesses", type=int, default=20_000, help="of the sampled world")
    parser.add_argument("--seed", type=int, default=3)
    chosen = parser.parse_args()
    rows = register()
    true = np.array([row[4].strip() == "Fashion" for row in rows])
    alone = answers(rows, {})
    taught = held_out(rows, true)
    world, world_true = sampled(chosen.businesses, chosen.seed)
    report = "\n".join(
        [
            "# Classifying: fashion or not",
            "",
            f"Machine: {description()}.",
            "",
            f"## Surakarta's register of 2023: {len(rows):,} businesses, {int(true.sum()):,} labelled Fashion",
            "",
            "| answered by | precision | recall of those answered | abstained |",
            "|---|---|---|---|",
            line("definitions only, no label given", alone, true),
            line("definitions and the labels of the other four folds", taught, true),
            line("bar", None, true),
            "",
            *reliability("Surakarta, labels of the other folds given", taught, true),
            *reliability("Surakarta, definitions only", alone, true),
            *reliability(f"sampled world of {chosen.businesses:,}, seed {chosen.seed}, definitions only", world, world_true),
            *speed(rows, true),
        ]
    )
    (accuracy.ROOT / "benchmarks" / "results" / "classifying.md").write_text(report + "\n", "utf-8")
    sys.stdout.write(report + "\n")


def register() -> list[list[str]]:
    with REGISTER.open(encoding="cp1252", newline="") as file:
        return [row for row in csv.reader(file, delimiter=";") if len(row) >= 7][1:]


def businesses(rows: Sequence[Sequence[str]]) -> pa.Table:
    table = pa.table(
        {
            "business_id": [f"b{i:07}" for i in range(len(rows))],
            "business_name": [row[0].strip() or None for row in rows],
            "activity": [row[1].strip() or None for row in rows],
        }
    )
    for field in Businesses.schema():
        if field.name not in table.column_names:
            table = table.append_column(field, pa.array([EMPTY.get(field.name)] * len(rows), field.type))
    return table.select(Businesses.schema().names)


def decisions(said: dict[int, bool]) -> pa.Table:
    made = {"kind": "class", "by": "the register", "on": "2023-01-01"}
    rows = [
        made | {"number": n, "subject": f"b{i:07}", "value": json.dumps({"fashion": bool(fashion)})}
        for n, (i, fashion) in enumerate(said.items())
    ]
    return pa.Table.from_pylist(rows, schema=Decisions.schema())


def answers(rows: Sequence[Sequence[str]], said: dict[int, bool]) -> Answers:
    """Fashion (or null) and the probability of fashion of every business, with the given labels as decisions."""
    with contextlib.closing(DuckDB()) as engine:
        engine.put("businesses", businesses(rows))
        engine.put("decisions", decisions(said))
        classify(engine, Silent())
        return told(engine, "SELECT * FROM classes ORDER BY business_id")


def told(engine: Engine, query: str) -> Answers:
    rows = engine.rows(f"SELECT fashion, fashion_confidence, reason FROM ({query}) AS told")
    return [(row["fashion"], row["fashion_confidence"]) for row in rows]


def held_out(rows: Sequence[Sequence[str]], true: Flags) -> Answers:
    fold = [int(hashlib.sha256(f"{row[0]}|{row[1]}".strip().lower().encode()).hexdigest(), 16) % FOLDS for row in rows]
    found: Answers = [(None, 0.0)] * len(rows)
    for unseen in range(FOLDS):
        answered = answers(rows, {i: bool(true[i]) for i in range(len(rows)) if fold[i] != unseen})
        for i in range(len(rows)):
            if fold[i] == unseen:
                found[i] = answered[i]
    return found


def sampled(size: int, seed: int) -> tuple[Answers, Flags]:
    """Answers and truth of a sampled world, run as `make bench-accuracy` runs it."""
    world, workspace = accuracy.FOLDER / f"classifying-{size}-{seed}", accuracy.FOLDER / "classifying-workspace"
    accuracy.rajut("sample", "--businesses", size, "--seed", seed, "--out", world)
    accuracy.rajut("run", *sorted((world / "registers").iterdir()), "--out", workspace)
    with contextlib.closing(DuckDB()) as engine:
        accuracy.load(engine, world, workspace)
        true = engine.fetch("SELECT true_fashion FROM classed ORDER BY business_id").column(0).to_pylist()
        return told(engine, "SELECT * FROM classed ORDER BY business_id"), np.array(true, dtype=bool)


def line(name: str, found: Answers | None, true: Flags) -> str:
    if found is None:
        return f"| {name} | ≥ .95 | ≥ .95 | ≤ .10 |"
    said, asked = np.array([bool(fashion) for fashion, _ in found]), np.array([fashion is None for fashion, _ in found])
    hits = (said & true).sum()
    return f"| {name} | {hits / said.sum():.4f} | {hits / (true & ~asked).sum():.4f} | {asked.mean():.4f} |"


def reliability(name: str, found: Answers, true: Flags) -> list[str]:
    """Predicted against observed share of fashion in ten bins of the probability, and the worst bin with enough rows.

    An abstention is null but has a confidence; on which side of one half it lay is not published, so it is left out.
    """
    answered = [(confidence if fashion else 1.0 - confidence, bool(is_so)) for (fashion, confidence), is_so in zip(found, true, strict=True) if fashion is not None]
    chance, is_so = np.array([one for one, _ in answered]), np.array([one for _, one in answered])
    bin_of = np.minimum((chance * 10).astype(int), 9)
    lines = [f"## Reliability: {name}", "", "| probability | businesses | predicted | observed | apart |", "|---|---|---|---|---|"]
    worst = 0.0
    for number in sorted(set(bin_of)):
        held = bin_of == number
        apart = abs(float(chance[held].mean() - is_so[held].mean()))
        worst = max(worst, apart) if held.sum() >= LEAST else worst
        lines.append(f"| {number / 10:.1f}–{(number + 1) / 10:.1f} | {held.sum():,} | {chance[held].mean():.3f} | {is_so[held].mean():.3f} | {apart:.3f} |")
    return [*lines, "", f"Furthest apart of bins with at least {LEAST} businesses: **{worst:.3f}** (bar .05).", ""]


def speed(rows: Sequence[Sequence[str]], true: Flags) -> list[str]:
    """Texts a second through the coder, and seconds of the stage for a million businesses."""
    texts = [" ".join(f"{row[0]} {row[1]}".lower().split()) for row in rows]
    coder = Coder().fit(texts, ["fashion" if one else "other" for one in true])
    copies = 90
    many = {
        "every text distinct (a number of its own)": [f"{text} {copy}" for copy in range(copies) for text in texts],
        "as the register repeats them": texts * copies,
    }
    lines = ["## Speed", "", "| what | businesses or texts | wall s | processor s | a second (wall) |", "|---|---|---|---|---|"]
    for name, every in many.items():
        lines.append(timed(f"the coder, {name}", len(every), coder_over(coder, pa.array(every))))
    named = [[f"{row[0]} {copy}", row[1]] for copy in range(copies) for row in rows]
    for name, said in (("no label", {}), ("11,157 labels", {i: bool(one) for i, one in enumerate(true)})):
        table = businesses(named)
        lines.append(timed(f"the whole stage, every name distinct, {name}", len(named), stage_over(table, decisions(said))))
    return [*lines, ""]


def coder_over(coder: Coder, texts: pa.Array, batch: int = 100_000) -> tuple[float, float]:
    wall, processor = time.perf_counter(), time.process_time()
    for start in range(0, len(texts), batch):
        coder.scores(texts.slice(start, batch))
    return time.perf_counter() - wall, time.process_time() - processor


def stage_over(table: pa.Table, said: pa.Table) -> tuple[float, float]:
    with contextlib.closing(DuckDB()) as engine:
        engine.put("businesses", table)
        engine.put("decisions", said)
        wall, processor = time.perf_counter(), time.process_time()
        classify(engine, Silent())
        return time.perf_counter() - wall, time.process_time() - processor


def timed(name: str, size: int, spent: tuple[float, float]) -> str:
    wall, processor = spent
    return f"| {name} | {size:,} | {wall:.1f} | {processor:.1f} | {size / wall:,.0f} |"


if __name__ == "__main__":
    main()
