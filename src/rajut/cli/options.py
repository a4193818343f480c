"""Arguments and options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rajut.cli.speaking import both

Registers = Annotated[list[Path], typer.Argument(help=both("berkas daftar usaha", "register files"))]
Out = Annotated[Path, typer.Option("--out", "-o", help=both("ruang kerja", "workspace"))]
DecisionsFile = Annotated[Path | None, typer.Option("--decisions", help=both("keputusan orang (CSV)", "people's decisions (CSV)"))]
MendedFiles = Annotated[
    list[Path] | None, typer.Option("--mended", help=both("lembar baris ditolak yang sudah diperbaiki", "sheet of mended rejected rows"))
]
PartnersFile = Annotated[Path | None, typer.Option("--partners", help=both("daftar mitra", "partners file"))]
VenuesFile = Annotated[Path | None, typer.Option("--venues", help=both("daftar tempat", "venues file"))]
EngineName = Annotated[
    str,
    typer.Option("--engine", metavar="duckdb|spark", help=both("mesin basis data", "database engine")),
]
Master = Annotated[
    str | None,
    typer.Option(
        "--master",
        metavar="local[*]|spark://…",
        help=both("alamat Spark; semula semua inti komputer ini", "where Spark is; all cores of this machine unless given"),
    ),
]
FormAnew = Annotated[
    str | None,
    typer.Option(
        "--form-anew",
        metavar="ID|33|3372",
        help=both("wilayah yang klasternya dibentuk dari awal", "area whose clusters are formed as if there had been none"),
    ),
]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="sentra.aim=30", help=both("parameter klaster yang dipakai", "clustering parameter to use")),
]
WORKSPACE = Path("workspace")
