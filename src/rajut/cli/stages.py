"""One command a stage: each goes on with the run begun last."""

from __future__ import annotations

import typer

from rajut.cli.options import WORKSPACE, DecisionsFile, EngineName, Master, Out, PartnersFile, Registers, VenuesFile
from rajut.cli.speaking import both, console
from rajut.engines import maker
from rajut.screen import Bars, shown

app = typer.Typer()


@app.command(help=both("Tahap 1: baca daftar menjadi baris.", "Stage 1: read registers into records."))
def read(
    registers: Registers,
    out: Out = WORKSPACE,
    decisions: DecisionsFile = None,
    partners: PartnersFile = None,
    venues: VenuesFile = None,
    engine: EngineName = "duckdb",
    master: Master = None,
) -> None:
    from rajut import pipeline

    chosen = maker(engine, master)
    inputs = pipeline.read_inputs(registers, decisions_file=decisions, partners=partners, venues=venues)
    with Bars(console) as progress:
        done = pipeline.run_reading(inputs, out, progress=progress, engine=chosen)
    console.print(shown(done.facts("reading")["rows"]))


def _stage_command(command: str, stage: str, number: int, indonesian: str, english: str) -> None:
    def work(out: Out = WORKSPACE, engine: EngineName = "duckdb", master: Master = None) -> None:
        from rajut import pipeline

        chosen = maker(engine, master)
        with Bars(console) as progress:
            done = pipeline.run_stage(stage, out, progress=progress, engine=chosen)
        console.print(shown(done.facts(stage)["rows"]))

    app.command(command, help=both(f"Tahap {number}: {indonesian}.", f"Stage {number}: {english}."))(work)


_stage_command("locate", "locating", 2, "temukan tempat setiap baris", "find where each record is")
_stage_command("match", "matching", 3, "cocokkan baris menjadi usaha", "match records into businesses")
_stage_command("classify", "classifying", 4, "golongkan setiap usaha", "classify each business")
_stage_command("map", "mapping", 5, "hitung sebaran", "count the spread")
_stage_command("cluster", "clustering", 6, "bentuk sentra dan klaster", "form sentra and clusters")
_stage_command("plan", "planning", 7, "rencanakan pembinaan, lalu terbitkan", "plan the coaching, then publish")
