"""Classifying: fashion on a real register with labels held out, reliability, a sampled world, coding, speed: `make bench-classifying`.

The register's own label (category "Fashion") is the truth and is never read as text. Five folds by a hash of name and activity, so
that equal businesses are in one fold: labels of four folds are given as decisions of a person, the fifth is answered by the model,
through the stage itself. Worlds are sampled, their truth known, no label given. Coding: `coding.py`.
`--only` measures some parts anew and keeps the others. Writes benchmarks/results/classifying.md.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import json
import re
import sys
import time
from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa

from benchmarks import accuracy
from benchmarks.coding import DATA, FOLDS, coding, fold_of
from benchmarks.machine import description
from benchmarks.reliability import Answers, Flags, reliability, table_of
from rajut import definitions, pipeline, sampling
from rajut.classifying import classify
from rajut.classifying.coder import Coder
from rajut.engines import DuckDB, Engine
from rajut.progress import Silent
from rajut.tables import Businesses, Decisions, Homes, Identities, Links

REGISTER = DATA / "registers" / "surakarta_umkm_2023.csv"
EMPTY = {"record_count": 1, "registers": "[]", "level": "none", "place_confidence": 0.0}
SIZE = 40_000  # businesses of a sampled country
LOOKED_AT, FRESH = 21, (51, 52, 53)  # seeds
RESULT = accuracy.ROOT / "benchmarks" / "results" / "classifying.md"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", choices=list(PARTS), default=list(PARTS))
    asked = parser.parse_args().only
    measured = {name: "\n".join(PARTS[name]()).strip() for name in asked}
    parts = kept() | measured
    head = f"# Classifying: fashion or not\n\nMachine: {description()}."
    report = "\n\n".join([head, *(f"# {name.title()}\n\n{parts[name]}" for name in PARTS if name in parts)]) + "\n"
    RESULT.write_text(report, "utf-8")
    sys.stdout.write(report)


def kept() -> dict[str, str]:
    """The parts of the result as they were last measured."""
    text = RESULT.read_text("utf-8") if RESULT.exists() else ""
    return {found[1].lower(): found[2].strip() for found in re.finditer(r"^# (\w+)\n(.*?)(?=^# |\Z)", text, re.MULTILINE | re.DOTALL)}


def surakarta() -> list[str]:
    """The real register: definitions alone, then taught by the labels of the other folds."""
    rows, true = labelled()
    alone, taught = answers(rows, {}), held_out(rows, true)
    with every_one_answered():
        forced = answers(rows, {})
    found = {"definitions only": alone, "definitions and the labels of the other four folds": taught}
    return [
        f"{len(rows):,} businesses, {int(true.sum()):,} labelled Fashion. Words and weights of the definitions were looked over",
        "on one half of this register, so the first line flatters them a little; the labels of the second line are held out.",
        "",
        *table_of(found, dict.fromkeys(found, true)),
        *reliability("definitions only", alone, true),
        *reliability("labels of the other folds given", taught, true),
        *reliability("definitions only, every one answered", forced, true),
    ]


def world() -> list[str]:
    """Sampled countries, definitions only: one that was looked at, and three that nobody looked at before they were measured."""
    seeds = (LOOKED_AT, *FRESH)
    answered, forced, true, figures = ({} for _ in range(4))
    for seed in seeds:
        name = f"seed {seed}"
        answered[name], forced[name], true[name], figures[name] = sampled(SIZE, seed)
    fresh = [f"seed {seed}" for seed in FRESH]
    pooled = [[one for name in fresh for one in found[name]] for found in (answered, forced)]
    all_true = np.concatenate([true[name] for name in fresh])
    return [
        f"{SIZE:,} businesses each; no label given. The sampler is ours: its text is easier than a register's.",
        f"Seed {LOOKED_AT} was looked at, with 31 and 41, while the trust in words was brought in; the others were measured once.",
        "",
        *table_of(answered, true),
        *(f"- {what}: {', '.join(f'{figures[name][what]:.4f}' for name in answered)}" for what in next(iter(figures.values()))),
        "",
        *(text for name in answered for text in reliability(name, answered[name], true[name])),
        *reliability("the three fresh ones together", pooled[0], all_true),
        *reliability("the three fresh ones together, every one answered", pooled[1], all_true),
    ]


def labelled() -> tuple[list[list[str]], Flags]:
    rows = register()
    return rows, np.array([row[4].strip() == "Fashion" for row in rows])


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
        given(engine, businesses(rows), decisions(said))
        classify(engine, Silent())
        return told(engine, "SELECT * FROM classes ORDER BY business_id")


def given(engine: Engine, every: pa.Table, said: pa.Table) -> None:
    """What the stage reads; no run was before."""
    empty = {table.table: table.schema().empty_table() for table in (Identities, Links)}
    for name, table in (empty | {"businesses": every, "decisions": said}).items():
        engine.put(name, table)


def told(engine: Engine, query: str) -> Answers:
    rows = engine.rows(f"SELECT fashion, fashion_confidence, reason FROM ({query}) AS told")
    return [(row["fashion"], row["fashion_confidence"]) for row in rows]


def held_out(rows: Sequence[Sequence[str]], true: Flags) -> Answers:
    fold = [fold_of(f"{row[0]}|{row[1]}".strip().lower()) for row in rows]
    found: Answers = [(None, 0.0)] * len(rows)
    for unseen in range(FOLDS):
        answered = answers(rows, {i: bool(true[i]) for i in range(len(rows)) if fold[i] != unseen})
        for i in range(len(rows)):
            if fold[i] == unseen:
                found[i] = answered[i]
    return found


def sampled(size: int, seed: int) -> tuple[Answers, Answers, Flags, dict[str, float]]:
    """Answers, answers with the thresholds set aside, truth and figures of a sampled world, read, located and matched first."""
    folder, workspace = accuracy.FOLDER / f"classifying-{size}-{seed}", accuracy.FOLDER / f"classifying-{size}-{seed}-workspace"
    if not (folder / "truth.parquet").exists():
        sampling.sample(folder, size, seed, Silent())
    registers = sorted(file for file in (folder / "registers").iterdir() if not file.name.endswith(".yaml"))
    run = pipeline.run_reading(pipeline.read_inputs(registers), workspace)
    for stage in ("locating", "matching"):
        pipeline.run_stage(stage, workspace)
    with contextlib.closing(DuckDB()) as engine:
        accuracy.load_records(engine, folder, run)
        engine.load("businesses", run.table("matching", "businesses"))
        engine.put("homes", Homes.schema().empty_table())
        for name, empty in (("decisions", Decisions), ("identities", Identities)):
            engine.put(name, empty.schema().empty_table())
        engine.create("believed", accuracy.BUSINESSES)
        with every_one_answered():
            forced, _ = _classed(engine)
        found, true = _classed(engine)
        return found, forced, true, accuracy.classifying(engine)


def _classed(engine: Engine) -> tuple[Answers, Flags]:
    classify(engine, Silent())
    engine.create("classed", accuracy.CLASSED)
    true = engine.fetch("SELECT true_fashion FROM classed ORDER BY business_id").column(0).to_pylist()
    return told(engine, "SELECT * FROM classed ORDER BY business_id"), np.array(true, dtype=bool)


@contextlib.contextmanager
def every_one_answered() -> Iterator[None]:
    """The thresholds set aside, so that the probabilities of abstentions can be told too."""
    threshold = definitions.load("classifying").content["threshold"]
    kept = dict(threshold)
    threshold.update(fashion=0.5, doubtful=0.5)
    try:
        yield
    finally:
        threshold.update(kept)


def speed() -> list[str]:
    """Texts a second through the coder, and seconds of the stage for half a million businesses."""
    rows, true = labelled()
    texts = [" ".join(f"{row[0]} {row[1]}".lower().split()) for row in rows]
    coder = Coder().fit(texts, ["fashion" if one else "other" for one in true])
    copies = 45
    many = {
        "every text distinct (a number of its own)": [f"{text} {copy}" for copy in range(copies) for text in texts],
        "as the register repeats them": texts * copies,
    }
    lines = ["| what | businesses or texts | wall s | processor s | a second (wall) | a processor second |", "|---|---|---|---|---|---|"]
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
        given(engine, table, said)
        wall, processor = time.perf_counter(), time.process_time()
        classify(engine, Silent())
        return time.perf_counter() - wall, time.process_time() - processor


def timed(name: str, size: int, spent: tuple[float, float]) -> str:
    wall, processor = spent
    return f"| {name} | {size:,} | {wall:.1f} | {processor:.1f} | {size / wall:,.0f} | {size / processor:,.0f} |"


PARTS = {"surakarta": surakarta, "world": world, "coding": coding, "speed": speed}

if __name__ == "__main__":
    main()
