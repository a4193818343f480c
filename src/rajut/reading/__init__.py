"""Reading: register files -> records, and rejected rows with their reasons."""

from rajut.reading.layouts import Layout, layout_beside, read_layout, write_layout
from rajut.reading.mending import MendedSheet, mend, register_of
from rajut.reading.opening import check_file
from rajut.reading.rejected_sheets import write_rejected_spreadsheets
from rajut.reading.stage import describe, read

__all__ = [
    "Layout",
    "MendedSheet",
    "check_file",
    "describe",
    "layout_beside",
    "mend",
    "read",
    "read_layout",
    "register_of",
    "write_layout",
    "write_rejected_spreadsheets",
]
