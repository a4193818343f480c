"""From pairs to businesses: the rules of joining, against a slow and obvious version."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from rajut.matching.grouping import BRIDGE, DECIDED, NIB, PERSON, REGISTER, Pair, Row, Rules, clash, group_rows

RULES = Rules(same_register=1300, bridge=0, cap=2000, missing=-600)
STRONG = 500


def grouped(rows: dict[int, Row], evidence: dict[Pair, int], together: list[Pair] = [], apart: list[Pair] = []):  # noqa: B006  never changed
    strong = [pair for pair, bits in evidence.items() if bits >= STRONG and pair not in together and pair not in apart]
    return group_rows(rows, evidence, strong, together, apart, RULES)


def slow(rows: dict[int, Row], evidence: dict[Pair, int], together: list[Pair], apart: list[Pair]) -> dict[int, int]:
    """The rules word by word, over lists of rows, everything counted anew at every step."""
    groups = [[row] for row in rows]

    def of(row):
        return next(group for group in groups if row in group)

    def bits(a, b):
        return evidence.get((min(a, b), max(a, b)))

    def allowed(one, two, decided):
        pairs = list(product(one, two))
        if any((min(a, b), max(a, b)) in apart for a, b in pairs):
            return False
        if decided:
            return True
        for kind in ("person", "nib"):
            mine, theirs = ({getattr(rows[row], kind) for row in side} - {None} for side in (one, two))
            if clash(mine, theirs):
                return False
        for a, b in pairs:
            same = rows[a].register == rows[b].register
            if same and (bits(a, b) if bits(a, b) is not None else RULES.missing) < RULES.same_register:
                return False
        weights = [RULES.missing if bits(a, b) is None else max(-RULES.cap, min(RULES.cap, bits(a, b))) for a, b in pairs]
        return sum(weights) >= RULES.bridge * len(pairs)

    strong = [pair for pair, weight in evidence.items() if weight >= STRONG and pair not in together and pair not in apart]
    for pair, decided in [
        *((pair, True) for pair in together),
        *((pair, False) for pair in sorted(strong, key=lambda p: (-evidence[p], p))),
    ]:
        one, two = of(pair[0]), of(pair[1])
        if one is not two and allowed(one, two, decided):
            one.extend(two)
            groups.remove(two)
    return {row: min(group) for group in groups for row in group}


PERSONS = [None, None, "6472021212800001", "6472021212800002", "3372015503750003"]


@st.composite
def components(draw):
    count = draw(st.integers(2, 8))
    rows = {
        row: Row(draw(st.sampled_from("abcd")), draw(st.sampled_from(PERSONS)), draw(st.sampled_from([None, None, None, "1", "234"])))
        for row in range(count)
    }
    pairs = [(a, b) for a in rows for b in rows if a < b]
    evidence = draw(st.dictionaries(st.sampled_from(pairs), st.integers(-800, 2500), max_size=20))
    together = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=2))
    apart = [pair for pair in draw(st.lists(st.sampled_from(pairs), unique=True, max_size=3)) if pair not in together]
    return rows, evidence, together, apart


@settings(max_examples=300, deadline=None)
@given(components())
def test_agrees_with_the_slow_version(component):
    assert grouped(*component)[0] == slow(*component)


@settings(max_examples=100, deadline=None)
@given(components())
def test_no_group_holds_a_pair_decided_different_and_every_refusal_is_real(component):
    groups, refused = grouped(*component)
    assert all(groups[a] != groups[b] for a, b in component[3])
    assert all(groups[a] == min(row for row, group in groups.items() if group == groups[a]) for a in groups)
    assert all(reason in (DECIDED, PERSON, NIB, REGISTER, BRIDGE) for reason in refused.values())


def test_a_chain_of_sure_pairs_does_not_collapse_a_market():
    rows = {row: Row(f"register {row}") for row in range(20)}
    chain = {(row, row + 1): 700 for row in range(19)}
    groups, refused = grouped(rows, chain)
    sizes = [list(groups.values()).count(group) for group in set(groups.values())]
    assert max(sizes) <= 3
    assert BRIDGE in refused.values()


def test_two_rows_of_one_register_join_only_when_they_are_very_alike():
    rows = {0: Row("oss"), 1: Row("dinas"), 2: Row("dinas")}
    groups, refused = grouped(rows, {(0, 1): 1200, (0, 2): 1100, (1, 2): 900})
    assert groups == {0: 0, 1: 0, 2: 2}
    assert refused[0, 2] == REGISTER
    groups, _ = grouped(rows, {(0, 1): 1200, (0, 2): 1100, (1, 2): 1400})
    assert set(groups.values()) == {0}


def test_the_order_of_decisions_and_pairs_in_memory_does_not_matter_but_evidence_does():
    rows = {row: Row(f"register {row}", person) for row, person in enumerate(["6472021212800001", None, "3372015503750003"])}
    groups, refused = grouped(rows, {(1, 2): 900, (0, 1): 1500})
    assert groups == {0: 0, 1: 0, 2: 2}
    assert refused == {(1, 2): PERSON}
