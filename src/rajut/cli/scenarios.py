"""Other parameters on the published map: form a scenario, compare those there are."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.table import Table

from rajut.cli.options import WORKSPACE, Out
from rajut.cli.speaking import both, console
from rajut.screen import Bars

app = typer.Typer()


@app.command(
    help=both(
        "Bentuk klaster dengan parameter lain di samping proses yang terbit.",
        "Form clusters with other parameters beside the published run.",
    )
)
def scenario(
    name: Annotated[str, typer.Option("--name", help=both("nama skenario", "name of the scenario"))],
    settings: Annotated[list[str], typer.Option("--set", help=both("misalnya sentra.aim=30", "such as sentra.aim=30"))],
    out: Out = WORKSPACE,
) -> None:
    from rajut import scenarios as forming

    with Bars(console) as progress:
        told = forming.form(out, name, settings, progress=progress)
    _show([told])


@app.command(help=both("Bandingkan skenario dengan yang terbit.", "Compare scenarios with what is published."))
def scenarios(out: Out = WORKSPACE) -> None:
    from rajut.published.scenarios import every
    from rajut.workspace import Workspace

    _show(every(Workspace(out).published().folder))


def _show(told: list[dict[str, Any]]) -> None:
    if not told:
        console.print(both("Belum ada skenario.", "There is no scenario yet."))
        return
    table = Table("", both("terbit", "published"), *(one["name"] for one in told))
    for name in told[0]["published"]:
        table.add_row(name, str(told[0]["published"][name]), *(str(one["measures"][name]) for one in told))
    table.add_row("changed_homes", "0", *(str(one["changed_homes"]) for one in told))
    table.add_row("settings", "", *(", ".join(f"{key}={value}" for key, value in one["settings"].items()) for one in told))
    console.print(table)
