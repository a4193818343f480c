"""Who stays when the registers change: `make bench-staying`.

Claim: after 1 % of the businesses changed, half of them gone and half new, at least 99 % of the others keep both their sentra and their
cluster. Beside it the same businesses formed anew, and what both cost. Writes benchmarks/results/staying.md.
"""

from __future__ import annotations

import argparse
import contextlib
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.machine import description
from rajut import areas
from rajut.clustering import form
from rajut.clustering.parameters import defined
from rajut.engines import DuckDB, Engine
from rajut.progress import Silent
from rajut.tables import Decisions, FormerHomes, FormerUnits, Identities, Links
from rajut.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "bench"
READ = {"matching": ("businesses",), "classifying": ("classes",), "mapping": ("specialisation",)}
# A business's lot, 0 to 999, from its id: below 5 it closes; from 5 to 9 a new one opens some 300 m beside it.
LOT = "CAST(('0x' || substr(md5(business_id), 1, 8)) AS BIGINT) % 1000"
OPENED = "'b' || substr(md5('new ' || business_id), 1, 16) AS business_id"
STAYED = """
SELECT count(*) AS had, count(CASE WHEN n.status = o.status AND coalesce(n.sentra_id, '') = coalesce(o.sentra_id, '')
                                   AND n.cluster_id = o.cluster_id THEN 1 END) AS kept
FROM {old} o JOIN homes n ON n.business_id = o.business_id WHERE o.status IN ({statuses})
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--businesses", type=int, default=60_000)
    parser.add_argument("--workspace", type=Path, help="one whose published run is taken instead of a sampled country's")
    chosen = parser.parse_args()
    workspace = chosen.workspace or sampled(chosen.businesses)
    with contextlib.closing(DuckDB()) as engine:
        report = written(*measured(engine, workspace))
    (ROOT / "benchmarks" / "results" / "staying.md").write_text(report, "utf-8")
    sys.stdout.write(report)


def sampled(businesses: int) -> Path:
    world, workspace = FOLDER / f"staying-{businesses}", FOLDER / "staying-workspace"
    rajut("sample", "--businesses", businesses, "--out", world)
    rajut("run", *sorted((world / "registers").iterdir()), "--out", workspace)
    return workspace


def rajut(*words: object) -> None:
    subprocess.run([sys.executable, "-m", "rajut.cli", *map(str, words)], check=True)


def measured(engine: Engine, workspace: Path) -> tuple[int, dict[str, dict[str, object]]]:
    run = Workspace(workspace).published()
    for stage, tables in READ.items():
        for table in tables:
            engine.load(f"first_{table}", run.table(stage, table))
    engine.put("areas", areas.country())
    engine.put("islands", areas.islands())
    for table in (Decisions, FormerHomes, FormerUnits, Identities, Links):
        engine.put(table.table, table.schema().empty_table())
    for table in ("businesses", "classes", "specialisation"):
        engine.create(table, f"SELECT * FROM first_{table}")
    found = {"first": timed(engine)}
    number = engine.count("homes")
    engine.create("old", "SELECT * FROM homes")
    remember(engine)
    found["again, nothing changed"] = timed(engine) | share(engine)
    for table in ("businesses", "classes"):
        engine.create(
            table,
            f"""SELECT * FROM first_{table} WHERE {LOT} >= 5 UNION ALL BY NAME
                SELECT * REPLACE ({OPENED}{", lon + 0.002 AS lon, lat + 0.002 AS lat" if table == "businesses" else ""})
                FROM first_{table} WHERE {LOT} BETWEEN 5 AND 9""",
        )
    found["again, 1 % changed"] = timed(engine) | share(engine)
    for table in (FormerHomes, FormerUnits):
        engine.put(table.table, table.schema().empty_table())
    found["formed anew, 1 % changed"] = timed(engine) | share(engine)
    return number, found


def timed(engine: Engine) -> dict[str, object]:
    """Wall and processor seconds of the stage without the bound of travel, and what it says."""
    parameters = replace(defined(), bounded_members_at_most=1)
    wall, processor = time.monotonic(), time.process_time()
    facts = form(engine, Silent(), parameters)
    spent = {"seconds": round(time.monotonic() - wall, 1), "processor seconds": round(time.process_time() - processor, 1)}
    median = engine.value("SELECT round(sum(median_distance_m * members) / sum(members)) FROM sentra")
    counts = {"sentra": facts["sentra"], "clusters": facts["clusters"], "members": facts["member"]}
    return spent | counts | {"median way in a sentra, mean over members, m": median}


def remember(engine: Engine) -> None:
    engine.create("former_homes", "SELECT business_id, status, cluster_id, sentra_id FROM homes")
    engine.create("former_units", "SELECT *, false AS anew FROM unit_records")


def share(engine: Engine) -> dict[str, object]:
    """The share of untouched businesses with the same sentra and cluster: all with a home, and those merely told the nearest cluster."""
    shares = {}
    for name, statuses in (("stayed", "'member', 'linked'"), ("nearest cluster the same", "'scattered'")):
        row = engine.rows(STAYED.format(old="old", statuses=statuses))[0]
        shares[name] = round(row["kept"] / row["had"], 5) if row["had"] else None
    return shares


def written(number: int, found: dict[str, dict[str, object]]) -> str:
    names = list(dict.fromkeys(name for figures in found.values() for name in figures))
    lines = [f"# Who stays: {number:,} fashion businesses of a sampled country", "", f"Machine: {description()}.", ""]
    lines += [f"| run | {' | '.join(names)} |", f"|{'---|' * (len(names) + 1)}"]
    lines += [f"| {run} | {' | '.join(str(figures.get(name, '')) for name in names)} |" for run, figures in found.items()]
    lines += ["", "Without the lower bound of travel, which costs the same in all. Formed anew, an id goes by the first member.", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
