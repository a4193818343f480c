"""`rajut …`, one function a command."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from rajut.engines import maker
from rajut.errors import Cancelled, RajutError, current_language
from rajut.screen import Bars, shown
from rajut.workspace import Run

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
console = Console()


def both(indonesian: str, english: str) -> str:
    return english if current_language() == "en" else indonesian


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
WORKSPACE = Path("workspace")


@app.command(help=both("Seluruh proses: dari daftar sampai hasil terbit.", "The whole run: registers in, a published run out."))
def run(
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
    with Bars(console) as progress:
        done = pipeline.run(registers, out, decisions_file=decisions, partners=partners, venues=venues, progress=progress, engine=chosen)
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
    engine: EngineName = "duckdb",
    master: Master = None,
) -> None:
    from rajut import pipeline

    chosen = maker(engine, master)
    with Bars(console) as progress:
        done = pipeline.again(out, decisions_file=decisions, mended=mended or (), progress=progress, engine=chosen)
    _tell(done, out)


def _tell(done: Run, out: Path) -> None:
    """The figures, warnings and name of a run that was published."""
    from rajut import summary

    console.print(shown(summary.of(done)))
    for warning in summary.warnings(done):
        console.print(f"! {warning}", markup=False, highlight=False)
    console.print(both(f"Terbit: proses {done.id} di {out}", f"Published: run {done.id} in {out}"))


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


@app.command(help=both("Usulkan isi setiap kolom sebuah daftar.", "Propose what each column of a register is."))
def describe(file: Annotated[Path, typer.Argument(help=both("berkas daftar", "register file"))]) -> None:
    from rajut import reading

    layout = reading.describe(file)
    target = reading.layout_beside(file)
    if target.exists():
        console.print(both(f"{target} sudah ada dan tidak diubah.", f"{target} is there already and was left alone."))
    else:
        reading.write_layout(layout, target)
        console.print(both(f"Usulan ditulis ke {target}; perbaiki bila perlu.", f"Proposal written to {target}; correct it where needed."))
    console.print(target.read_text("utf-8"), highlight=False, markup=False)


@app.command(
    help=both("Buat dunia contoh: tiga daftar dengan kebenaran yang diketahui.", "Make a sample world: registers with a known truth.")
)
def sample(
    businesses: Annotated[int, typer.Option(min=1, help=both("banyaknya usaha", "number of businesses"))] = 60_000,
    seed: Annotated[int, typer.Option(min=0, help=both("benih acak", "random seed"))] = 1,
    noise: Annotated[float, typer.Option(min=0, help=both("kekacauan, 1 = biasa", "noise, 1 = usual"))] = 1.0,
    out: Out = Path("sample"),
) -> None:
    from rajut import sampling

    with Bars(console) as progress:
        progress.stage("sampling", number=1, of=1)
        facts = sampling.sample(out, businesses, seed, progress, noise=noise)
    console.print(shown({name: value for name, value in facts.items() if isinstance(value, int | float)}))
    console.print(both(f"Dunia contoh ada di {out}", f"The sample world is in {out}"))


@app.command(help=both("Tulis berkas contoh untuk diisi: partners atau venues.", "Write a file to fill in: partners or venues."))
def template(
    kind: Annotated[str, typer.Argument(help="partners | venues")], out: Annotated[Path | None, typer.Option("--out", "-o")] = None
) -> None:
    from rajut import planning

    content = planning.template(kind)
    if out:
        out.write_text(content, "utf-8")
    else:
        sys.stdout.write(content)


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
    with file.open("wb") as target:
        sheets.write(target, areas, lines, columns=sheets.WHOLE, **about)
    console.print(both(f"{len(areas)} lembar ketelitian ditulis ke {file}", f"{len(areas)} accuracy sheets written to {file}"))


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


areas_app = typer.Typer(no_args_is_help=True, help=both("Wilayah dan batasnya.", "Areas and their boundaries."))
app.add_typer(areas_app, name="areas")


@areas_app.command(
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
        console.print(f"! {warning}", markup=False, highlight=False)
    console.print(both("Jalankan ulang proses dan portal untuk memakainya.", "Run again and restart the portal to use them."))


@areas_app.command(
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
        console.print(f"! {RajutError('AREA-DOUBTFUL', count=len(doubtful), codes=', '.join(doubtful))}", markup=False, highlight=False)
        console.print(table)


def main() -> None:
    """Errors are one sentence with a code; no traceback reaches a user."""
    sys.exit(_guarded(lambda: app(standalone_mode=False)))


def _guarded(work: Callable[[], object]) -> int:
    errors = Console(stderr=True)
    try:
        work()
    except (Cancelled, KeyboardInterrupt):
        errors.print(str(Cancelled()), markup=False, highlight=False)
        return 130
    except RajutError as fault:
        errors.print(str(fault), markup=False, highlight=False)
        return 1
    except typer.Exit as done:
        return int(done.exit_code)
    except Exception as fault:
        if hasattr(fault, "format_message"):  # what the command line itself found wrong
            errors.print(str(RajutError("RUN-USAGE", problem=fault.format_message().rstrip("."))), markup=False, highlight=False)
            return 2
        errors.print(str(RajutError("RUN-UNEXPECTED", kind=type(fault).__name__, log=_log(fault))), markup=False, highlight=False)
        return 3
    return 0


def _log(fault: BaseException) -> Path:
    """Where it happened, without what was in the data: an engine's message may quote a person's row."""
    log = Path(os.environ.get("RAJUT_LOG") or "rajut-error.log")
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(fault.__traceback__)]
    log.write_text("\n".join([type(fault).__name__, *frames, ""]), "utf-8")
    return log


if __name__ == "__main__":
    main()
