"""Reading: register files -> records, and rejected rows with their reasons."""

from rajut.reading.layouts import Layout, layout_beside, read_layout, write_layout
from rajut.reading.rejected_sheets import write_rejected_spreadsheets
from rajut.reading.stage import describe, read

__all__ = ["Layout", "describe", "layout_beside", "read", "read_layout", "write_layout", "write_rejected_spreadsheets"]
