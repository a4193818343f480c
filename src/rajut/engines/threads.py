"""Working on some things while others are made; what comes out is in the order it went in."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

In = TypeVar("In")
Out = TypeVar("Out")


def ahead(things: Iterator[Out], many: int) -> Iterator[Out]:
    """The same things, none of which is None, so many of the next being made while one is worked on."""
    with ThreadPoolExecutor(1) as maker:
        coming = deque(maker.submit(next, things, None) for _ in range(many))
        while (thing := coming.popleft().result()) is not None:
            coming.append(maker.submit(next, things, None))
            yield thing


def each(function: Callable[[In], Out], things: Iterable[In], at_once: int) -> Iterator[Out]:
    """What the function makes of each thing, so many worked on at a time; never more than that many wait to be taken."""
    if at_once == 1:
        yield from map(function, things)
        return
    with ThreadPoolExecutor(at_once) as workers:
        coming: deque[Future[Out]] = deque()
        for thing in things:
            coming.append(workers.submit(function, thing))
            if len(coming) > at_once:
                yield coming.popleft().result()
        while coming:
            yield coming.popleft().result()
