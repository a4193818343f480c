"""Reading: register files -> records, and rejected rows with their reasons."""

from rajut.reading.layouts import Layout, layout_beside, read_layout, write_layout
from rajut.reading.opening import check_file
from rajut.reading.rejected_sheets import write_rejected_spreadsheets
from rajut.reading.stage import describe, read

__all__ = ["Layout", "check_file", "describe", "layout_beside", "read", "read_layout", "write_layout", "write_rejected_spreadsheets"]
