"""Areas and their boundaries."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from rajut.cli.speaking import both, console, warn
from rajut.errors import RajutError
from rajut.screen import shown

app = typer.Typer(no_args_is_help=True, help=both("Wilayah dan batasnya.", "Areas and their boundaries."))


@app.command(
    "import",
    help=both("Impor berkas batas resmi; menggantikan batas perkiraan.", "Import official boundary files in place of approximations."),
)
def import_areas(
    files: Annotated[list[Path], typer.Argument(help="GeoJSON, GeoJSONL, .gz, shapefile, GeoPackage")],
    licence: Annotated[str, typer.Option("--licence", help=both("syarat pemakaian berkas", "under what terms the files are used"))],
    column: Annotated[str | None, typer.Option("--column", help=both("kolom kode wilayah", "column of area codes"))] = None,
) -> None:
    from rajut import areas

    found = areas.import_boundaries(files, licence=licence, column=column)
    console.print(shown(dict(found.boundaries)))
    for warning in found.warnings():
        warn(warning)
    console.print(both("Jalankan ulang proses dan portal untuk memakainya.", "Run again and restart the portal to use them."))


@app.command(
    "show",
    help=both("Asal batas tiap tingkat, dan titik desa yang meragukan.", "Origin of each level's boundaries, and doubtful village points."),
)
def show_areas() -> None:
    from rajut import areas

    table = Table(
        both("tingkat", "level"), both("batas", "boundaries"), both("diimpor", "imported"), both("syarat", "terms"), both("berkas", "files")
    )
    for level in ("province", "regency", "district"):
        origin = areas.origin(level)
        if origin:
            names = ", ".join(f"{source['file']} (sha256 {source['sha256'][:12]})" for source in origin["sources"])
            table.add_row(level, both("resmi", "official"), origin["imported"], origin["licence"], names)
        else:
            table.add_row(level, both("perkiraan", "approximate"), "", "", "")
    console.print(table)
    doubtful, names_of = areas.doubtful_points(), areas.names()
    table = Table(both("desa/kelurahan", "village"), both("nama", "name"), both("terletak di samping", "lies beside"), both("nama", "name"))
    for code, beside in doubtful.items():
        table.add_row(code, names_of[code], beside, names_of[beside])
    if doubtful:
        warn(RajutError("AREA-DOUBTFUL", count=len(doubtful), codes=", ".join(doubtful)))
        console.print(table)
