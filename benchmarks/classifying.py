"""Classifying: fashion on a real register with labels held out, reliability, a sampled world, coding, speed: `make bench-classifying`.

The register's own label (category "Fashion") is the truth and is never read as text. Five folds by a hash of name and activity, so
that equal businesses are in one fold: labels of four folds are given as decisions of a person, the fifth is answered by the model,
through the stage itself. The world is sampled, its truth known, no label given. Coding: `coding.py`.
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
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from benchmarks import accuracy
from benchmarks.coding import DATA, FOLDS, coding, fold_of
from benchmarks.machine import description
from rajut.classifying import classify
from rajut.classifying.coder import Coder
from rajut.engines import DuckDB, Engine
from rajut.progress import Silent
from rajut.tables import Businesses, Decisions, Identities, Links

REGISTER = DATA / "registers" / "surakarta_umkm_2023.csv"
EMPTY = {"record_count": 1, "registers": "[]", "level": "none", "place_confidence": 0.0}
WORLDS = ((20_000, 12), (40_000, 21))  # businesses and seed
RESULT = accuracy.ROOT / "benchmarks" / "results" / "classifying.md"
LEAST = 50  # rows of a bin of the reliability table that counts
Flags = npt.NDArray[np.bool_]
Answers = list[tuple[bool | None, float]]


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
    return [
        f"{len(rows):,} businesses, {int(true.sum()):,} labelled Fashion. Words and weights of the definitions were looked over",
        "on one half of this register, so the first line flatters them a little; the labels of the second line are held out.",
        "",
        *table_of({"definitions only": alone, "definitions and the labels of the other four folds": taught}, true),
        *reliability("definitions only", alone, true),
        *reliability("labels of the other folds given", taught, true),
    ]


def world() -> list[str]:
    """Sampled countries, definitions only: one that was looked at, and one that nobody looked at before it was measured."""
    return [
        "No label given. The sampler is ours: its text is easier than a register's. Seed 12 was looked at while the share of fashion in",
        "each register was brought in, seed 21 was not.",
        "",
        *(line for size, seed in WORLDS for line in country(size, seed)),
    ]


def country(size: int, seed: int) -> list[str]:
    found, true, figures = sampled(size, seed)
    name = f"{size:,} sampled businesses, seed {seed}"
    return [
        f"## {name}",
        "",
        *table_of({"definitions only": found}, true),
        *(f"- {what}: {value:.4f}" for what, value in figures.items()),
        "",
        *reliability(name, found, true),
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


def sampled(size: int, seed: int) -> tuple[Answers, Flags, dict[str, float]]:
    """Answers, truth and figures of a sampled world, run as `make bench-accuracy` runs it."""
    folder, workspace = accuracy.FOLDER / f"classifying-{size}-{seed}", accuracy.FOLDER / "classifying-workspace"
    accuracy.rajut("sample", "--businesses", size, "--seed", seed, "--out", folder)
    accuracy.rajut("run", *sorted((folder / "registers").iterdir()), "--out", workspace)
    with contextlib.closing(DuckDB()) as engine:
        accuracy.load(engine, folder, workspace)
        true = engine.fetch("SELECT true_fashion FROM classed ORDER BY business_id").column(0).to_pylist()
        return told(engine, "SELECT * FROM classed ORDER BY business_id"), np.array(true, dtype=bool), accuracy.classifying(engine)


def table_of(found: dict[str, Answers], true: Flags) -> list[str]:
    head = ["| answered by | precision | recall of those answered | abstained |", "|---|---|---|---|"]
    return [*head, *(line(name, one, true) for name, one in found.items()), "| bar | ≥ .95 | ≥ .95 | ≤ .10 |", ""]


def line(name: str, found: Answers, true: Flags) -> str:
    said, asked = np.array([bool(fashion) for fashion, _ in found]), np.array([fashion is None for fashion, _ in found])
    hits = (said & true).sum()
    return f"| {name} | {hits / said.sum():.4f} | {hits / (true & ~asked).sum():.4f} | {asked.mean():.4f} |"


def reliability(name: str, found: Answers, true: Flags) -> list[str]:
    """Predicted against observed share of fashion in ten bins of the probability, and the worst bin with enough rows.

    An abstention is null but has a confidence; on which side of one half it lay is not published, so it is left out.
    """
    answered = [
        (confidence if fashion else 1.0 - confidence, bool(is_so))
        for (fashion, confidence), is_so in zip(found, true, strict=True)
        if fashion is not None
    ]
    chance, is_so = np.array([one for one, _ in answered]), np.array([one for _, one in answered])
    bin_of = np.minimum((chance * 10).astype(int), 9)
    lines = [f"## Reliability, {name}", "", "| probability | businesses | predicted | observed | apart |", "|---|---|---|---|---|"]
    worst = 0.0
    for number in sorted(set(bin_of)):
        held = bin_of == number
        apart = abs(float(chance[held].mean() - is_so[held].mean()))
        worst = max(worst, apart) if held.sum() >= LEAST else worst
        reach = f"{number / 10:.1f}–{(number + 1) / 10:.1f}"
        lines.append(f"| {reach} | {held.sum():,} | {chance[held].mean():.3f} | {is_so[held].mean():.3f} | {apart:.3f} |")
    return [*lines, "", f"Furthest apart of bins with at least {LEAST} businesses: **{worst:.3f}** (bar .05).", ""]


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
