"""Digests: by them a run, a stage and a file are known again."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from rajut import definitions

READING = "reading"
READING_KNOWS = ("layouts", "limits")
LIBRARY = Path(__file__).parent.parent


def reading_key(files: list[dict[str, str]]) -> str:
    return digest([files, known(READING_KNOWS), code(READING)])


def known(names: Sequence[str]) -> dict[str, str]:
    return {name: definitions.load(name).digest for name in names}


@functools.cache
def code(package: str) -> str:
    """Digest of a stage's code and of the code all stages share; `*` for the whole library."""
    shared = [*LIBRARY.glob("tables/*.py"), *LIBRARY.glob("engines/*.py"), *LIBRARY.glob("areas/*.py")]
    own = LIBRARY.rglob("*.py") if package == "*" else LIBRARY.glob(f"{package}/**/*.py")
    names = {file.relative_to(LIBRARY).as_posix(): file for file in (*shared, *own)}
    return digest([[name, file_digest(file)] for name, file in sorted(names.items())])


def digest(parts: Any) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def digest_of_table(rows: pa.Table) -> str:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema) as stream:
        stream.write_table(rows.combine_chunks())
    return hashlib.sha256(sink.getvalue()).hexdigest()


def file_digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
