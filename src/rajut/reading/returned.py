"""What came back of a register's rejected rows: which of them a person changed, and which came back as they were rejected.

A row is rejected for too many or too few fields because nobody knows which cell belongs to which column. In the sheet its
cells stand in columns all the same, so the sheet would read well even where nobody touched it: sales among the workers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

CELL = 32_767  # characters a cell of a spreadsheet holds


@dataclass
class Waiting:
    """The rejected rows of a register that wait to be mended.

    `codes` and `originals` are by row number; `titles` are the columns of the register, `left_over` those made up for the
    cells beyond them.
    """

    titles: set[str]
    left_over: set[str] = field(default_factory=set)
    codes: dict[int, str] = field(default_factory=dict)
    originals: dict[int, dict[str, str]] = field(default_factory=dict)

    def untouched(self, number: int, cells: Mapping[str, str | None]) -> bool:
        """Whether a row came back with every cell as it was rejected. Columns a person added, such as notes, mend nothing."""
        before = self.originals[number]
        return all(_seen(cells[title]) == _seen(before.get(title)) for title in cells if title in self.titles | self.left_over)

    def overfull(self, cells: Mapping[str, str | None]) -> bool:
        """Whether cells beyond the columns of the register are still filled."""
        return any(_seen(cells[title]) for title in cells if title in self.left_over)


def waiting(rejected: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> Waiting:
    """From rows of `rejected` of one register (row_number, code, facts, original) and the columns its layout names."""
    found = Waiting(set(columns))
    for row in rejected:
        original = json.loads(row["original"])
        titles = list(original)
        if row["code"] == "READ-TOO-MANY-FIELDS":
            width = int(json.loads(row["facts"])["expected"])
            found.left_over.update(titles[width:])
            titles = titles[:width]
        found.titles.update(titles)
        found.codes[int(row["row_number"])] = row["code"]
        found.originals[int(row["row_number"])] = original
    return found


def _seen(cell: str | None) -> str:
    """A cell as a person sees it in a spreadsheet: no longer than one holds, and white space counts once."""
    return " ".join((cell or "")[:CELL].split())
