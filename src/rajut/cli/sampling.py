"""A sample world to try everything on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rajut.cli.options import Out
from rajut.cli.speaking import both, console
from rajut.screen import Bars, shown

app = typer.Typer()


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
