"""Who is free, and where: providers kept by regency, so that the nearest free one is one look over at most 514 numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rajut.planning.distances import Numbers


@dataclass
class Provider:
    """A partner or a venue. `limit`: a partner's reach in kilometres or a venue's room in people; `left`: how much it can still take."""

    identifier: str
    regency: int
    limit: float
    left: int


class Pool:
    """The providers that can answer one kind of request, by regency; one provider may be in several pools."""

    def __init__(self, providers: list[Provider], regencies: int) -> None:
        self.at: dict[int, list[Provider]] = {}
        for provider in sorted(providers, key=lambda one: one.identifier):
            self.at.setdefault(provider.regency, []).append(provider)
        self.best = np.full(regencies, -1.0)
        for regency in self.at:
            self.refresh(regency)
        self.at_first = self.best.copy()

    def refresh(self, regency: int) -> None:
        """Forget providers of a regency that are full."""
        if regency in self.at:
            free = [provider for provider in self.at[regency] if provider.left > 0]
            self.at[regency] = free
            self.best[regency] = max((provider.limit for provider in free), default=-1.0)

    def nearest(self, distance: Numbers, asked: Numbers | float, within: float = np.inf) -> tuple[Provider, float] | None:
        """The nearest free provider whose limit is at least what is asked, with its distance; ties by regency, then by id."""
        fits = (self.best >= asked) & (distance <= within)
        regency = int(np.argmin(np.where(fits, distance, np.inf)))
        if not fits[regency]:
            return None
        needed = float(asked[regency]) if isinstance(asked, np.ndarray) else asked
        return next(one for one in self.at[regency] if one.limit >= needed), float(distance[regency])
