"""Files a person fills in before a run: what a register's columns are, partners, venues."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from rajut.cli.faults import written
from rajut.cli.speaking import both, console

app = typer.Typer()


@app.command(help=both("Usulkan isi setiap kolom sebuah daftar.", "Propose what each column of a register is."))
def describe(file: Annotated[Path, typer.Argument(help=both("berkas daftar", "register file"))]) -> None:
    from rajut import reading

    layout = reading.describe(file)
    target = reading.layout_beside(file)
    if target.exists():
        console.print(both(f"{target} sudah ada dan tidak diubah.", f"{target} is there already and was left alone."))
    else:
        with written(target):
            reading.write_layout(layout, target)
        console.print(both(f"Usulan ditulis ke {target}; perbaiki bila perlu.", f"Proposal written to {target}; correct it where needed."))
    console.print(target.read_text("utf-8"), highlight=False, markup=False, soft_wrap=True)


@app.command(help=both("Tulis berkas contoh untuk diisi: partners atau venues.", "Write a file to fill in: partners or venues."))
def template(
    kind: Annotated[Literal["partners", "venues"], typer.Argument(help=both("mitra atau tempat", "which of the two"))],
    out: Annotated[Path | None, typer.Option("--out", "-o", help=both("berkas yang ditulis; semula ke layar", "the file to write"))] = None,
) -> None:
    from rajut import planning

    content = planning.template(kind)
    if out:
        with written(out):
            out.write_text(content, "utf-8")
    else:
        sys.stdout.write(content)
