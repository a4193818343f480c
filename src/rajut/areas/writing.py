"""Files of the reference folder, written so that a kill or two processes at once do no harm."""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from rajut.errors import RajutError


def write_aside(table: pa.Table, file: Path) -> Path:
    """Written whole under another name, then renamed. Raises AREA-NO-WRITE."""
    aside = file.with_suffix(f".{os.getpid()}.part")
    try:
        file.parent.mkdir(exist_ok=True)
        pq.write_table(table, aside, compression="zstd")
        aside.replace(file)
    except OSError as problem:
        raise RajutError("AREA-NO-WRITE", path=file.parent) from problem
    return file
