"""The accuracy sheets of a published run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rajut.cli.faults import written
from rajut.cli.options import WORKSPACE, Out
from rajut.cli.speaking import both, console
from rajut.errors import RajutError, current_language

app = typer.Typer()


@app.command(
    help=both("Tulis lembar ketelitian semua wilayah sebagai lembar kerja.", "Write the accuracy sheets of all areas as a spreadsheet.")
)
def accuracy(
    file: Annotated[Path, typer.Argument(help=both("berkas .xlsx yang ditulis", "the .xlsx file to write"))] = Path("accuracy.xlsx"),
    out: Out = WORKSPACE,
) -> None:
    from rajut.published import Published, sheets
    from rajut.published import accuracy as sheets_of

    found = Published(out).now()
    if found is None:
        raise RajutError("RUN-NOTHING-PUBLISHED", workspace=out)
    areas, lines = sheets_of.everything(found)
    about = {"run": found.id, "finished": str(found.manifest.get("finished_at") or "-"), "language": current_language()}
    with written(file), file.open("wb") as target:
        sheets.write(target, areas, lines, columns=sheets.WHOLE, **about)
    console.print(both(f"{len(areas)} lembar ketelitian ditulis ke {file}", f"{len(areas)} accuracy sheets written to {file}"))
