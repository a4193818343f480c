"""The area a register covers, where it does not say so itself.

Registers of one city rarely name the city. Every row with evidence - a coordinate, or texts - fits a set of
regencies. If one regency fits nearly all rows it is the register's area; else a province may be. Counts are whole
numbers over all rows, so the order of rows cannot matter. Where the rows tell nothing, the register's title may.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from rajut import definitions
from rajut.locating.gazetteer import DIGITS, Gazetteer
from rajut.locating.texts import Context, Written


def contexts(
    gazetteer: Gazetteer,
    texts: Iterable[tuple[str, str, str, int]],
    points: Iterable[tuple[str, str, int]],
    stated: Mapping[str, str],
) -> dict[str, Context]:
    """Each register's area.

    `texts`: (register, joined texts, end of address, rows); `points`: (register, regency code of the coordinate, rows); `stated`:
    register -> the area its title or layout says it is of, which counts where the rows tell no area or a larger one around it.
    """
    evidence: dict[str, Counter[str]] = defaultdict(Counter)
    rows: Counter[str] = Counter()
    votes: Counter[tuple[str, frozenset[str]]] = Counter()
    for register, joined, end, count in texts:
        votes[register, regencies(gazetteer, Written.parse(joined), end)] += count
    for (register, fitting), count in votes.items():
        rows[register] += count if fitting else 0
        for code in fitting | {code[:2] for code in fitting}:
            evidence[register][code] += count
    for register, code, count in points:
        rows[register] += count
        evidence[register][code] += count
        evidence[register][code[:2]] += count
    found = {register: _context(evidence[register], rows[register]) for register in evidence}
    for register, code in stated.items():
        by_rows = found.get(register, Context()).code
        if len(by_rows) < len(code) and code.startswith(by_rows):
            found[register] = Context(code, definitions.load("locating").content["register"]["stated"], "LOC-REGISTER-STATED")
    return found


def _context(evidence: Counter[str], rows: int) -> Context:
    rules = definitions.load("locating").content["register"]
    for digits in (DIGITS["regency"], DIGITS["province"]):
        fitting = sorted((-count, code) for code, count in evidence.items() if len(code) == digits)
        if rows >= rules["rows"] and fitting and -fitting[0][0] >= rules["share"] * rows:
            return Context(fitting[0][1], round(-fitting[0][0] / rows, 4))
    return Context()


def regencies(gazetteer: Gazetteer, written: Written, end: str) -> frozenset[str]:
    """The regencies that fit all the texts of a row; of texts that cannot go together, those that fit the coarser."""
    code, _ = gazetteer.current(written.area_code)
    if len(code) >= DIGITS["regency"]:
        return frozenset((code[:4],))
    stated = gazetteer.find_regency(written.regency, how="exact").codes
    if len(stated) == 1:
        return frozenset(stated)
    names = [(written.district, "district"), (written.village, "village")]
    if not written.district and not written.village and end:
        parts = end.split(",")
        names = [(parts[-1], "district"), *((part, "village") for part in reversed(parts))]
    fitting: frozenset[str] = frozenset(stated)
    for name, level in names:
        named = gazetteer.regencies_with(name, level)
        fitting = (fitting & named or fitting) if fitting else named
    provinces = gazetteer.find(written.province, "province", how="exact").codes
    return frozenset(found for found in fitting if found.startswith(provinces)) if provinces else fitting
