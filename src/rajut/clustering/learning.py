"""Learning groups: the members of a sentra dealt like cards, so that each group has its share of every kind.

The members lie in one row: the strongest size class first, in it by industry code and whether they make Muslim wear, in that along a
curve that passes neighbours one after the other. They are dealt in turn to about members / aim groups. So sizes differ by one at most,
and so does the number of each size class, and in it of each product; whoever stands next to a maker of the same mostly sits elsewhere.
"""

from __future__ import annotations

import numpy as np

from rajut.clustering.parameters import Learning
from rajut.clustering.points import Whole
from rajut.clustering.profiles import Profiles


def deal(sentra: Whole, along: Whole, profiles: Profiles, learning: Learning) -> Whole:
    """The learning group of each candidate in its sentra, from 1; 0 for who is in no sentra. along: its place along the curve."""
    member = np.flatnonzero(sentra >= 0)
    group = sentra[member]
    members = np.bincount(group)
    order = np.lexsort((along[member], _kind(profiles, learning)[member], group))
    start = np.cumsum(members) - members
    turn = np.empty(len(member), dtype=np.int64)
    turn[order] = np.arange(len(member)) - start[group[order]]
    dealt = np.zeros(len(sentra), dtype=np.int64)
    dealt[member] = 1 + turn % number_of_groups(members, learning)[group]
    return dealt


def number_of_groups(members: Whole, learning: Learning) -> Whole:
    """As many groups for so many members as come nearest to the aim, within what the bounds allow."""
    nearest = np.minimum((2 * members + learning.aim) // (2 * learning.aim), members // learning.lower)
    return np.maximum(-(-members // learning.upper), nearest)


def _kind(profiles: Profiles, learning: Learning) -> Whole:
    """A number for each size class, industry code and Muslim wear, in the order in which they are dealt."""
    strongest = [learning.strongest.index(name) if name in learning.strongest else len(learning.strongest) for name in profiles.sizes]
    strength = np.array([*strongest, len(learning.strongest)])[profiles.size]
    return (strength * (int(profiles.product.max(initial=-1)) + 2) + profiles.product + 1) * 2 + profiles.muslim_wear
