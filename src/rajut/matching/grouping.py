"""From pairs to businesses without the collapse of connected components.

One wrong pair joins two businesses and all their rows, and a chain of slightly wrong pairs joins a market.
So pairs are taken in the order of their evidence and two groups are joined only if

1. nobody decided that a row of one and a row of the other are different;
2. they do not carry different owners' NIK, or different NIB (one mistyped digit is not a difference);
3. rows of one register in both are alike beyond `same_register`: a business rarely appears twice in one;
4. the mean evidence over all pairs between them is at least `bridge_bits`: one strong pair between two
   groups whose other rows contradict each other is a weak bridge.

What people decided to be the same is joined before everything else and only rule 1 applies to it.
Sums are whole hundredths of a bit, so they do not depend on their order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

Pair = tuple[int, int]

DECIDED, PERSON, NIB, REGISTER, BRIDGE = "decided_different", "other_person", "other_nib", "same_register", "weak_bridge"
PLACE = "other_place"  # held back before grouping: see `gathering`


@dataclass(frozen=True)
class Rules:
    """Hundredths of a bit."""

    same_register: int
    bridge: int
    cap: int
    missing: int


@dataclass(frozen=True, slots=True)
class Row:
    """What the constraints look at in one record."""

    register: str
    person: str | None = None
    nib: str | None = None


class Groups:
    """Rows being joined into businesses. `evidence` holds hundredths of a bit of each compared pair (smaller row first)."""

    def __init__(self, rows: dict[int, Row], evidence: dict[Pair, int], apart: Iterable[Pair], rules: Rules) -> None:
        self.rows, self.evidence, self.rules = rows, evidence, rules
        self.group = {row: row for row in rows}
        self.members = {row: [row] for row in rows}
        self.persons = {row: _some(traits.person) for row, traits in rows.items()}
        self.nibs = {row: _some(traits.nib) for row, traits in rows.items()}
        self.between: dict[int, dict[int, tuple[int, int]]] = {row: {} for row in rows}  # other group -> (sum, pairs compared)
        self.apart: dict[int, set[int]] = {row: set() for row in rows}
        for (a, b), bits in evidence.items():
            capped = max(-rules.cap, min(rules.cap, bits))
            self.between[a][b] = self.between[b][a] = (capped, 1)
        for a, b in apart:
            self.apart[a].add(b)
            self.apart[b].add(a)

    def decide_same(self, a: int, b: int) -> str | None:
        """Join the groups of two rows because a person said so; the reason if another decision forbids it."""
        return self._try(a, b, decided=True)

    def propose(self, a: int, b: int) -> str | None:
        """Join the groups of two rows if every rule allows it; else the reason."""
        return self._try(a, b, decided=False)

    def _try(self, a: int, b: int, *, decided: bool) -> str | None:
        one, two = self.group[a], self.group[b]
        if one == two:
            return None
        reason = (DECIDED if two in self.apart[one] else None) if decided else self._refusal(one, two)
        if reason is None:
            self._join(one, two)
        return reason

    def _refusal(self, one: int, two: int) -> str | None:
        if two in self.apart[one]:
            return DECIDED
        if clash(self.persons[one], self.persons[two]):
            return PERSON
        if clash(self.nibs[one], self.nibs[two]):
            return NIB
        if self._repeats_a_register(one, two):
            return REGISTER
        return BRIDGE if self._mean_is_low(one, two) else None

    def _repeats_a_register(self, one: int, two: int) -> bool:
        if {self.rows[row].register for row in self.members[one]}.isdisjoint(self.rows[row].register for row in self.members[two]):
            return False
        return any(
            self.evidence.get((min(a, b), max(a, b)), self.rules.missing) < self.rules.same_register
            for a in self.members[one]
            for b in self.members[two]
            if self.rows[a].register == self.rows[b].register
        )

    def _mean_is_low(self, one: int, two: int) -> bool:
        total, compared = self.between[one].get(two, (0, 0))
        pairs = len(self.members[one]) * len(self.members[two])
        return total + self.rules.missing * (pairs - compared) < self.rules.bridge * pairs

    def _join(self, one: int, two: int) -> None:
        keep, gone = (one, two) if (-len(self.members[one]), one) < (-len(self.members[two]), two) else (two, one)
        for row in self.members[gone]:
            self.group[row] = keep
        self.members[keep] += self.members.pop(gone)
        self.persons[keep] |= self.persons.pop(gone)
        self.nibs[keep] |= self.nibs.pop(gone)
        for other, (total, pairs) in self.between.pop(gone).items():
            del self.between[other][gone]
            if other != keep:
                before = self.between[keep].get(other, (0, 0))
                self.between[keep][other] = self.between[other][keep] = (before[0] + total, before[1] + pairs)
        for other in self.apart.pop(gone):
            self.apart[other].discard(gone)
            self.apart[other].add(keep)
            self.apart[keep].add(other)


def _some(value: str | None) -> set[str]:
    return {value} if value else set()


def clash(one: set[str], two: set[str]) -> bool:
    """Whether two groups carry different identifiers: both have some, none in common, none one mistyped digit apart."""
    if not one or not two or one & two:
        return False
    return all(OSA.distance(a, b) > 1 for a in one for b in two)


def group_rows(
    rows: dict[int, Row], evidence: dict[Pair, int], strong: Iterable[Pair], together: Iterable[Pair], apart: Iterable[Pair], rules: Rules
) -> tuple[dict[int, int], dict[Pair, str]]:
    """The group of each row, named by its smallest row, and why strong or decided pairs were refused.

    `together` come in the order they are to be obeyed, `strong` in any order.
    """
    groups = Groups(rows, evidence, apart, rules)
    refused: dict[Pair, str] = {}
    for pair in together:
        reason = groups.decide_same(*pair)
        if reason:
            refused[pair] = reason
    for pair in sorted(strong, key=lambda pair: (-evidence[pair], pair)):
        reason = groups.propose(*pair)
        if reason:
            refused.setdefault(pair, reason)
    smallest = {group: min(members) for group, members in groups.members.items()}
    return {row: smallest[group] for row, group in groups.group.items()}, refused
