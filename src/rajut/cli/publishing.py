"""The runs of a workspace, and which one is published."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from rajut.cli.options import WORKSPACE, Out
from rajut.cli.speaking import both, console
from rajut.errors import RajutError

app = typer.Typer()


@app.command(help=both("Daftar proses di ruang kerja.", "List the runs of a workspace."))
def runs(out: Out = WORKSPACE) -> None:
    from rajut.workspace import Workspace

    workspace = Workspace(out)
    current = workspace.current()
    table = Table("id", both("mulai", "started"), "status", both("terbit", "published"))
    for entry in workspace.runs():
        manifest = entry.manifest
        table.add_row(entry.id, manifest["started_at"], manifest["status"], "●" if current and current.id == entry.id else "")
    console.print(table)


@app.command(help=both("Terbitkan proses lain yang sudah selesai.", "Publish another finished run."))
def publish(run_id: Annotated[str, typer.Argument(metavar="RUN")], out: Out = WORKSPACE) -> None:
    from rajut.workspace import Workspace

    workspace = Workspace(out)
    with workspace.held():
        chosen = workspace.run(run_id)
        if chosen.manifest["status"] != "done":
            raise RajutError("RUN-NOT-FINISHED", run=run_id)
        workspace.publish(chosen)
    console.print(both(f"Terbit: proses {run_id}", f"Published: run {run_id}"))
