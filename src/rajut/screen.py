"""What the command line draws: progress bars and small tables of figures."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from rich.console import Console
from rich.progress import BarColumn, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Drawing
from rich.table import Table

from rajut.errors import current_language, number

STAGES = {
    "sampling": ("Dunia contoh", "Sample world"),
    "reading": ("Membaca", "Reading"),
    "locating": ("Menempatkan", "Locating"),
    "matching": ("Mencocokkan", "Matching"),
    "classifying": ("Menggolongkan", "Classifying"),
    "mapping": ("Memetakan", "Mapping"),
    "clustering": ("Mengelompokkan", "Clustering"),
    "planning": ("Merencanakan", "Planning"),
}
FIGURES = {
    "rows_read": ("baris dibaca", "rows read"),
    "rows_accepted": ("baris diterima", "rows accepted"),
    "rows_rejected": ("baris ditolak (dengan alasan)", "rows rejected (with a reason)"),
    "located_to_village": ("sampai desa/kelurahan", "located to the village"),
    "coordinates_repaired": ("koordinat diperbaiki", "coordinates repaired"),
    "businesses": ("usaha", "businesses"),
    "pairs_to_ask": ("pasangan yang perlu ditanyakan", "pairs to ask a person about"),
    "fashion": ("usaha fesyen", "fashion businesses"),
    "fashion_unknown": ("belum jelas fesyen atau bukan", "unclear whether fashion"),
    "held": ("cakupan daftar (interval 95 %)", "held by the registers (95 % interval)"),
    "sentra": ("sentra", "sentra"),
    "clusters": ("klaster", "clusters"),
    "housed": ("usaha fesyen dalam klaster", "fashion businesses in a cluster"),
    "needs_assigned": ("kebutuhan yang mendapat mitra", "needs with a partner"),
    "planted_sentra": ("sentra yang ditanam", "planted sentra"),
    "partners": ("mitra", "partners"),
    "venues": ("tempat kegiatan", "venues"),
    "roadshow_share": ("terjangkau 15 kota roadshow", "covered by the roadshow cities"),
}
SHARES = {"located_to_village", "held", "housed", "needs_assigned", "roadshow_share"}


def _in_language(texts: tuple[str, str]) -> str:
    return texts[current_language() == "en"]


class Bars:
    """Progress as one bar a stage; a plain line a stage where nobody watches a terminal."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.drawing = Drawing(
            SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TextColumn("{task.fields[item]}"),
            console=console,
        )  # fmt: skip
        self.task: TaskID | None = None

    def __enter__(self) -> Self:
        self.drawing.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self._complete()
        self.drawing.stop()

    def stage(self, name: str, *, number: int, of: int) -> None:
        self._complete()
        label = f"{number}/{of} {_in_language(STAGES[name])}"
        self.task = self.drawing.add_task(f"{label:<22}", total=None, item="")

    def item(self, what: str, done: float | None = None) -> None:
        if self.task is not None:
            self.drawing.update(self.task, item=what, total=None if done is None else 1.0, completed=done or 0.0)

    def finish(self, status: str) -> None:
        if status in ("done", "waiting"):
            self._complete()

    def check(self) -> None: ...

    def _complete(self) -> None:
        if self.task is not None:
            self.drawing.update(self.task, total=1.0, completed=1.0, item="")
            self.drawing.stop_task(self.task)
            self.task = None


def shown(figures: Mapping[str, Any]) -> Table:
    """Figures as a table; shares in per cent."""
    table = Table(show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for name, value in figures.items():
        label = _in_language(FIGURES.get(name, (name, name)))
        table.add_row(label, _number(value, share=name in SHARES))
    return table


def _number(value: Any, *, share: bool) -> str:
    if isinstance(value, list):  # an interval
        return "–" if None in value else " – ".join(_number(end, share=share) for end in value)
    if value is None:
        return "–"
    return number(value, ".1%" if share else ",")
