"""How often Python looks for cycles of objects that nothing refers to any more."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

RARELY = (100_000, 50, 100)  # of new objects, of the first look, of the second


@contextlib.contextmanager
def rarely_collected() -> Iterator[None]:
    """Look rarely within the block.

    A stage makes millions of objects, hardly any of them in a cycle; looking took a sixth of the time it spent in Python.
    """
    before = gc.get_threshold()
    gc.set_threshold(*RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)
