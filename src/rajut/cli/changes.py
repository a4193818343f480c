"""What happened to sentra and clusters since the run published before."""

from __future__ import annotations

from typing import Annotated

import typer

from rajut.cli.options import WORKSPACE, Out
from rajut.cli.speaking import both, console
from rajut.errors import RajutError, current_language, sentence

app = typer.Typer()
MOST = 1_000


@app.command(
    help=both(
        "Apa yang berubah pada sentra dan klaster sejak proses sebelumnya.", "What changed in sentra and clusters since the last run."
    )
)
def changes(
    out: Out = WORKSPACE,
    area: Annotated[str, typer.Option("--area", help=both("kode provinsi atau kabupaten/kota", "code of a province or regency"))] = "",
) -> None:
    from rajut.areas.lookup import names
    from rajut.published import Published
    from rajut.published import changes as changes_of
    from rajut.published.scope import Scope

    found = Published(out).now()
    if found is None:
        raise RajutError("RUN-NOTHING-PUBLISHED", workspace=out)
    if area not in ("", "ID") and not (area.isdigit() and area in names()):
        raise RajutError("RUN-UNKNOWN-AREA", area=area)
    rows, total = changes_of.of_area_for_officer(found, Scope("" if area == "ID" else area[:4]), limit=MOST)
    name = f"name_{current_language()}"
    for row in rows:
        others = ", ".join(other[name] for other in row["others"]) or "-"
        facts = {key: row[key] for key in ("before", "members", "joined", "gone", "moved_in", "moved_out")}
        told = sentence(f"CLU-CHANGE-{row['change'].upper()}", name=row[name], others=others, **facts)
        console.print(f"{row['unit_id']}  {told}", markup=False, highlight=False, soft_wrap=True)
    if not rows:
        console.print(both("Tidak ada yang berubah.", "Nothing has changed."))
    elif total > len(rows):
        console.print(both(f"… dan {total - len(rows)} lagi; pilih --area", f"… and {total - len(rows)} more; choose an --area"))
