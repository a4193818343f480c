"""Seating many at few tables of limited room, the nearest first (deferred acceptance, Gale & Shapley 1962)."""

from __future__ import annotations

import numpy as np

from rajut.clustering.points import Flags, Numbers, Whole


def seat(wish: Whole, distance: Numbers, room: Whole) -> Whole:
    """The place each one gets, -1 for none.

    wish[i, k]: the k-th nearest place of i, -1 for none; distance[i, k]: how far it is; room[p]: seats of p.
    Nobody could have a nearer place than theirs without sending away someone who is nearer to it still;
    there is exactly one such seating, whatever the order of the rows (equal distances: the earlier row).
    """
    seated = np.full(len(wish), -1, dtype=np.int64)
    turn = np.zeros(len(wish), dtype=np.int64)
    asking = np.flatnonzero(wish[:, 0] >= 0) if wish.size else np.empty(0, dtype=np.int64)
    while len(asking):
        seated[asking] = wish[asking, turn[asking]]
        touched = np.zeros(len(room), dtype=bool)
        touched[seated[asking]] = True
        there = np.flatnonzero((seated >= 0) & touched[seated])
        sent_away = _too_many(there, seated[there], distance[there, turn[there]], room)
        seated[sent_away] = -1
        turn[sent_away] += 1
        more = sent_away[turn[sent_away] < wish.shape[1]]
        asking = more[wish[more, turn[more]] >= 0]
    return seated


def wishes(possible: Flags, place: Whole, distance: Numbers) -> tuple[Whole, Numbers]:
    """Rows of places, nearest first, as wishes for `seat`: the possible ones first, -1 after them."""
    order = np.argsort(~possible, axis=1, kind="stable")
    return np.take_along_axis(np.where(possible, place, -1), order, axis=1), np.take_along_axis(distance, order, axis=1)


def _too_many(who: Whole, place: Whole, distance: Numbers, room: Whole) -> Whole:
    """Those beyond the room of their place, the farthest ones."""
    order = np.lexsort((who, distance, place))
    count = np.bincount(place, minlength=len(room))
    start = np.cumsum(count) - count
    rank = np.arange(len(order)) - start[place[order]]
    return np.sort(who[order[rank >= room[place[order]]]])
