"""Dividing points at the gaps between them: the settlement decides, not a grid.

Points are linked at ever finer distances. A component that is too large or too wide, or larger than the
aim, is divided where a finer link breaks it into parts that are each worth having and together hold most
of it; otherwise it stays whole. (The components of all links form the single-linkage tree; choosing
branches that hold their mass together is the idea of HDBSCAN, Campello et al. 2013, with bounds.)
"""

from __future__ import annotations

import numpy as np

from rajut.clustering.linking import components
from rajut.clustering.parameters import Bounds
from rajut.clustering.points import Flags, Points, Whole, first_points, renumbered, shapes


def divide_at_gaps(points: Points, bounds: Bounds) -> Whole:
    """A group for each point, -1 for points in no group of at least `lower`. Groups may still be too large or too wide."""
    branch = components(points, bounds.link_m[0])
    size = np.bincount(branch)
    label = np.where(size[branch] >= bounds.lower, branch, -1)
    here = np.flatnonzero(label >= 0)  # the points whose branch may still be divided
    branch = renumbered(branch[here])
    for link_m in bounds.link_m[1:]:
        shape = shapes(points.take(here), branch, bounds)
        must = shape.wide | (shape.size > bounds.upper)
        may = must | (shape.size > bounds.aim)
        here, branch = here[may[branch]], renumbered(branch[may[branch]])
        if not len(here):
            break
        here, branch = _one_link_finer(points, bounds, label, here, branch, must[may], link_m)
    return renumbered(label)


def _one_link_finer(
    points: Points, bounds: Bounds, label: Whole, here: Whole, branch: Whole, must: Flags, link_m: float
) -> tuple[Whole, Whole]:
    """Divide the branches that fall apart at `link_m` (in `label`); return the points and branches to go on with.

    A branch that fits is divided into two parts or more; one that must be divided may also just lose its fringe.
    """
    part = components(Points(points.x[here], points.y[here], branch, points.dense[here]), link_m)
    parent = branch[first_points(part)]
    whole, size = np.bincount(branch), np.bincount(part)
    worth = size >= np.clip(whole // 4, bounds.lower, max(bounds.aim // 2, bounds.lower))[parent]
    kept = np.bincount(parent, weights=size * worth) >= bounds.kept_by_gaps * whole
    divided = kept & (np.bincount(parent, weights=worth) >= np.where(must, 1, 2))
    goes_on = (worth & kept[parent])[part]

    old = np.zeros(int(label.max(initial=-1)) + 1, dtype=bool)
    old[label[here[divided[branch]]]] = True
    new = goes_on & divided[branch]
    fresh = len(old) + part[new]
    label[(label >= 0) & old[label]] = -1  # what the parts do not hold, also from links before, is loose again
    label[here[new]] = fresh
    return here[goes_on], renumbered(part[goes_on])
