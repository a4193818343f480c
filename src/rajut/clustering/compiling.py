"""The one door to numba: loops over points that no array form speeds up, compiled when first called."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

Kernel = TypeVar("Kernel", bound=Callable[..., object])


def compiled(function: Kernel) -> Kernel:
    """Compile without the interpreter's lock, and keep the result for the next process where some folder can be written.

    What is kept is only made anew when the function's own module changes, so kernels call only kernels of their own module.
    """
    return _compiled(function, set())


def lanes(function: Kernel) -> Kernel:
    """The same for kernels that never meet NaN: the least of many is then sought by all lanes of the processor's vectors at once."""
    return _compiled(function, {"nnan", "nsz"})


def _compiled(function: Kernel, promised: set[str]) -> Kernel:
    try:
        return cast(Kernel, njit(nogil=True, fastmath=promised, cache=True)(function))
    except RuntimeError:  # numba finds no folder that it may write to, as in a read-only installation without a home
        return cast(Kernel, njit(nogil=True, fastmath=promised)(function))
