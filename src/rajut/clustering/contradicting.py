"""Decisions that cannot hold together are refused, all at once, before anything is formed."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

import numpy as np

from rajut.clustering.decided import Decision, read_decided
from rajut.clustering.known import Known, read_known
from rajut.clustering.parameters import Parameters, defined
from rajut.clustering.points import great_circle_m
from rajut.engines import Engine
from rajut.errors import Faults, RajutError

ARROW = " – "


def refuse_contradictions(engine: Engine, parameters: Parameters | None = None) -> None:
    """Raise Faults naming every contradiction of `decisions` with each other and with `former_homes` and `former_units`.

    Before a run's other tables are there this finds all but those about businesses that were members of no sentra.
    """
    decisions = read_decided(engine)
    if decisions:
        found = list(contradictions(decisions, read_known(engine, decisions), parameters or defined()))
        if found:
            raise Faults(found)


def contradictions(decisions: Sequence[Decision], known: Known, parameters: Parameters) -> Iterator[RajutError]:
    """Every contradiction. A decision about a sentra or cluster that has ended contradicts nothing; a split carried out asks no more."""
    standing = [
        one
        for one in decisions
        if one.mark not in known.marks and (one.about == "business" or all(name in known.standing for name in one.ids))
    ]
    locked = _locked(standing, known)
    yield from _against_locks(standing, known, locked)
    yield from _apart_and_together(standing)
    yield from _excluded_and_together(standing)
    yield from _too_different(standing, known, parameters)
    yield from _too_many(standing, known, parameters)
    yield from _splits(standing, known, parameters)


def _locked(decisions: Sequence[Decision], known: Known) -> dict[str, str]:
    """Sentra -> what was locked: itself or its cluster."""
    locks = {one.subject for one in decisions if one.kind == "lock"}
    inside = {sentra: cluster for sentra, cluster in known.cluster_of.items() if cluster in locks}
    return inside | {sentra: sentra for sentra in locks if sentra in known.members}


def _against_locks(decisions: Sequence[Decision], known: Known, locked: dict[str, str]) -> Iterator[RajutError]:
    for one in decisions:
        if one.kind == "split" and one.subject in locked:
            yield RajutError("CLU-LOCK-SPLIT", sentra=one.subject, locked=locked[one.subject])
        elif one.kind == "exclude" and known.sentra_of.get(one.subject) in locked:
            yield RajutError("CLU-LOCK-EXCLUDE", business=one.subject, locked=locked[known.sentra_of[one.subject]])
        elif one.kind in ("apart", "together") and one.other:
            homes = [_held(name, one, known, locked) for name in one.ids]
            held = next((home for home in homes if home), None)
            if one.kind == "apart" and held and homes[0] == homes[1]:
                yield RajutError("CLU-LOCK-APART", one=one.subject, other=one.other, locked=held)
            elif one.kind == "together" and held and (homes[0] != homes[1] or one.value.get("as") == "sentra"):
                yield RajutError("CLU-LOCK-TOGETHER", one=one.subject, other=one.other, locked=held)


def _held(name: str, one: Decision, known: Known, locked: dict[str, str]) -> str | None:
    """The locked unit of the kind the decision is about that holds a business or sentra, if any."""
    if one.about == "business":
        home = known.sentra_of.get(name)
        return home if home in locked else None
    if one.value.get("as") == "sentra":
        return locked.get(name)
    return known.cluster_of[name] if locked.get(name) == known.cluster_of.get(name) else None


def _apart_and_together(decisions: Sequence[Decision]) -> Iterator[RajutError]:
    joined = _neighbours([one for one in decisions if one.kind == "together"])
    for one in decisions:
        if one.kind == "apart" and one.other and (chain := _chain(joined, one.subject, one.other)):
            yield RajutError("CLU-APART-TOGETHER", one=one.subject, other=one.other, chain=ARROW.join(chain))


def _excluded_and_together(decisions: Sequence[Decision]) -> Iterator[RajutError]:
    excluded = {one.subject for one in decisions if one.kind == "exclude"}
    for one in decisions:
        if one.kind == "together" and one.other:
            for name in sorted(excluded & set(one.ids)):
                yield RajutError("CLU-EXCLUDE-TOGETHER", business=name, one=one.subject, other=one.other)


def _too_different(decisions: Sequence[Decision], known: Known, parameters: Parameters) -> Iterator[RajutError]:
    """Together across a regency or, in a sentra, a segment; or farther apart than any sentra reaches."""
    farthest = 2 * max(parameters.sentra.radius_dense_m, parameters.sentra.radius_sparse_m)
    for one in decisions:
        if one.kind != "together" or not one.other:
            continue
        first, second = (known.kind.get(name) for name in one.ids)
        same = 2 if one.about == "business" or one.value.get("as") == "sentra" else 1
        if first and second and first[:same] != second[:same]:
            yield RajutError("CLU-TOGETHER-KINDS", one=one.subject, other=one.other)
        elif one.subject in known.place and one.other in known.place:
            away = _metres(known.place[one.subject], known.place[one.other])
            if away > farthest:
                yield RajutError("CLU-TOGETHER-FAR", one=one.subject, other=one.other, km=round(away / 1000), most=round(farthest / 1000))


def _too_many(decisions: Sequence[Decision], known: Known, parameters: Parameters) -> Iterator[RajutError]:
    """More together, directly or through others, than a sentra or a cluster may hold."""
    for about, how, upper in (
        ("business", None, parameters.sentra.upper),
        ("sentra", None, parameters.cluster.upper),
        ("sentra", "sentra", parameters.sentra.upper),
    ):
        pairs = [one for one in decisions if one.kind == "together" and one.about == about and one.value.get("as") == how]
        joined = _neighbours(pairs)
        seen: set[str] = set()
        for name in sorted(joined):
            if name not in seen:
                group = _reached(joined, name)
                seen |= set(group)
                count = sum(known.members.get(sentra, 0) for sentra in group) if how else len(group)
                if count > upper:
                    yield RajutError("CLU-TOGETHER-MANY", one=name, count=count, upper=upper)


def _splits(decisions: Sequence[Decision], known: Known, parameters: Parameters) -> Iterator[RajutError]:
    merged = {name: one for one in decisions if one.kind == "together" and one.value.get("as") == "sentra" for name in one.ids}
    for one in decisions:
        if one.kind != "split":
            continue
        parts, members = one.value.get("parts", 2), known.members.get(one.subject, 0)
        if members < parts * parameters.sentra.lower:
            yield RajutError("CLU-SPLIT-FEW", sentra=one.subject, members=members, parts=parts, lower=parameters.sentra.lower)
        if one.subject in merged:
            pair = merged[one.subject]
            yield RajutError("CLU-SPLIT-TOGETHER", sentra=one.subject, one=pair.subject, other=pair.other)


def _neighbours(pairs: Sequence[Decision]) -> dict[str, list[str]]:
    joined: dict[str, list[str]] = {}
    for one in pairs:
        if one.other:
            joined.setdefault(one.subject, []).append(one.other)
            joined.setdefault(one.other, []).append(one.subject)
    return joined


def _reached(joined: dict[str, list[str]], start: str) -> dict[str, str | None]:
    """Everything joined with `start`, each with what leads back towards it."""
    back: dict[str, str | None] = {start: None}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for name in joined.get(here, []):
            if name not in back:
                back[name] = here
                waiting.append(name)
    return back


def _chain(joined: dict[str, list[str]], start: str, end: str) -> list[str]:
    """The shortest way from one to the other; empty if there is none."""
    back = _reached(joined, end)
    chain, here = [], start if start in back else None
    while here is not None:
        chain.append(here)
        here = back[here]
    return chain


def _metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(great_circle_m(*(np.array([degrees]) for degrees in (*one, *other)))[0])
