"""The whole run, for the first time or again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from rajut.cli.options import (
    WORKSPACE,
    DecisionsFile,
    EngineName,
    FormAnew,
    Master,
    MendedFiles,
    Out,
    PartnersFile,
    Registers,
    Settings,
    VenuesFile,
)
from rajut.cli.speaking import both, console, warn
from rajut.engines import maker
from rajut.screen import Bars, shown
from rajut.workspace import Run

app = typer.Typer()


@app.command(help=both("Seluruh proses: dari daftar sampai hasil terbit.", "The whole run: registers in, a published run out."))
def run(
    registers: Registers,
    out: Out = WORKSPACE,
    decisions: DecisionsFile = None,
    partners: PartnersFile = None,
    venues: VenuesFile = None,
    settings: Settings = None,
    engine: EngineName = "duckdb",
    master: Master = None,
) -> None:
    from rajut import pipeline

    chosen = maker(engine, master)
    given: dict[str, Any] = {"decisions_file": decisions, "partners": partners, "venues": venues, "settings": settings or ()}
    with Bars(console) as progress:
        done = pipeline.run(registers, out, **given, progress=progress, engine=chosen)
    _tell(done, out)


@app.command(
    help=both(
        "Ulangi proses yang terbit dengan keputusan lain, dari baris yang sudah dibaca.",
        "Run the published run again with other decisions, from the rows it read.",
    )
)
def again(
    out: Out = WORKSPACE,
    decisions: DecisionsFile = None,
    mended: MendedFiles = None,
    form_anew: FormAnew = None,
    settings: Settings = None,
    as_defined: Annotated[
        bool,
        typer.Option("--as-defined", help=both("lepaskan parameter klaster yang dipakai", "give up the clustering parameters adopted")),
    ] = False,
    engine: EngineName = "duckdb",
    master: Master = None,
) -> None:
    from rajut import pipeline

    chosen = maker(engine, master)
    given: dict[str, Any] = {"decisions_file": decisions, "mended": mended or (), "form_anew": form_anew}
    given["settings"] = settings or ([] if as_defined else None)
    with Bars(console) as progress:
        done = pipeline.again(out, **given, progress=progress, engine=chosen)
    _tell(done, out)


def _tell(done: Run, out: Path) -> None:
    """The figures, warnings and name of a run that was published."""
    from rajut import summary

    console.print(shown(summary.of(done)))
    for warning in summary.warnings(done):
        warn(warning)
    console.print(both(f"Terbit: proses {done.id} di {out}", f"Published: run {done.id} in {out}"))
