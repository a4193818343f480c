"""Reads in the background, right after the start, what the first visitors would wait for."""

from __future__ import annotations

import contextlib
import threading

from rajut.errors import RajutError


def warm() -> None:
    threading.Thread(target=_read, daemon=True, name="warming").start()


def _read() -> None:
    from portal.areas import queries
    from portal.runs.queries import published
    from rajut.areas.lookup import names

    with contextlib.suppress(RajutError, OSError):  # whoever asks for it will be told what is missing
        run = published().now()
        if run is not None:
            run.rows("SELECT count(*) FROM clusters")
        names()
        for code in ("ID", "33", "3372"):  # one of each level: boundaries are kept by level
            queries.boundaries_inside(code)
            queries.box(code)
