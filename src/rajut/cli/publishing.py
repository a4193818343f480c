"""The runs of a workspace, and which one is published."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from rajut.cli.options import WORKSPACE, Out
from rajut.cli.speaking import both, console
from rajut.errors import RajutError

app = typer.Typer()
STATES = {
    "running": ("berjalan atau terputus", "running or killed"),
    "waiting": ("menunggu tahap berikutnya", "waiting for the next stage"),
    "done": ("selesai", "done"),
    "failed": ("gagal", "failed"),
    "cancelled": ("dihentikan", "stopped"),
}


@app.command(help=both("Daftar proses di ruang kerja.", "List the runs of a workspace."))
def runs(out: Out = WORKSPACE) -> None:
    from rajut.workspace import Workspace

    workspace = Workspace(out)
    workspace.latest()
    current = workspace.current()
    table = Table(both("proses", "run"), both("mulai", "started"), both("keadaan", "state"), both("terbit", "published"))
    for entry in workspace.runs():
        state = both(*STATES[entry.manifest["status"]])
        table.add_row(entry.id, entry.manifest["started_at"], state, "●" if current and current.id == entry.id else "")
    console.print(table)


@app.command(help=both("Terbitkan proses lain yang sudah selesai.", "Publish another finished run."))
def publish(run_id: Annotated[str, typer.Argument(metavar="RUN")], out: Out = WORKSPACE) -> None:
    from rajut.workspace import Workspace

    workspace = Workspace(out)
    workspace.run(run_id)  # asked before the workspace is held, which makes its folder
    with workspace.held():
        chosen = workspace.run(run_id)
        if chosen.manifest["status"] != "done":
            raise RajutError("RUN-NOT-FINISHED", run=run_id)
        workspace.publish(chosen)
    console.print(both(f"Terbit: proses {run_id}", f"Published: run {run_id}"))
