"""The change report in words: what was born, ended, split, merged, and whose members changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from portal.clusters import texts
from portal.clusters.tables import Figure, Table
from portal.pages import figures, words
from rajut.published import PublishedRun, changes
from rajut.published.scope import Scope

AT_MOST = 20_000  # rows of the spreadsheet


def page(run: PublishedRun, scope: Scope, unit: str, change: str, first: int, limit: int) -> tuple[list[dict[str, Any]], int]:
    """Rows of the report with a sentence each, and their total."""
    rows, total = changes.of_area_for_officer(run, scope, unit=unit, change=change, first=first, limit=limit)
    return [row | {"sentence": sentence(row), "kind": texts.UNITS[row["unit"]]} for row in rows], total


def sentence(row: dict[str, Any]) -> str:
    """What happened to one unit."""
    others = "; ".join(words.named(one) for one in row["others"])
    told = {name: figures.whole(row[name]) for name in ("before", "members", "joined", "gone", "moved_in", "moved_out")}
    key = f"{row['change']}-alone" if not others and row["change"] in ("born", "ended") else row["change"]
    return str(texts.CHANGES[key]) % (told | {"others": others})


def summary(run: PublishedRun, scope: Scope) -> list[dict[str, Any]]:
    """How many clusters and sentra of the area changed in each way."""
    found = changes.counts_for_officer(run, scope)
    return [
        {"change": change, "title": texts.CHANGE_KINDS[change], **{unit: found.get((unit, change), 0) for unit in changes.UNITS}}
        for change in changes.KINDS
    ]


def table(rows: Iterable[dict[str, Any]]) -> Table:
    columns = (
        *(texts.UNIT, texts.NAME, texts.NUMBER, texts.CHANGE, texts.WHAT_HAPPENED, texts.BEFORE, texts.NOW),
        *(texts.JOINED, texts.GONE, texts.MOVED_IN, texts.MOVED_OUT),
    )
    counts = ("before", "members", "joined", "gone", "moved_in", "moved_out")
    return Table(
        str(texts.CHANGES_TITLE),
        tuple(str(column) for column in columns),
        [
            (
                str(row["kind"]),
                words.named(row),
                row["unit_id"],
                str(texts.CHANGE_KINDS[row["change"]]),
                row["sentence"],
                *(Figure(row[name], figures.whole(row[name])) for name in counts),
            )
            for row in rows
        ],
    )
