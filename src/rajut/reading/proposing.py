"""Proposes the layout of a register from its titles and values. A person may correct it; it never has to be perfect."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from rajut.reading import evidence
from rajut.reading.headers import plain, words
from rajut.reading.layouts import Layout, plain_name
from rajut.reading.sheet import Sheet
from rajut.reading.titled import area_of

_PLACED = frozenset({"regency", "province", "area_code"})  # a register with such a column says of each row where it is
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Candidate:
    """A column that may fill a role: how strongly (larger is better) and why."""

    score: float
    year: int
    position: int
    role: str
    reason: str

    @property
    def order(self) -> tuple[float, int, int, str]:
        return (-self.score, -self.year, self.position, self.role)


def propose(sheet: Sheet, file: Path) -> Layout:
    """The best column for each role: titles first, values as witness; of several years the latest."""
    samples = [sheet.texts(number, words()["sample_rows"]) for number in range(len(sheet.columns))]
    chosen = _choose([c for number, texts in enumerate(samples) for c in _candidates(sheet.columns[number], number, texts)])
    chosen |= _pair(sheet.columns, samples, chosen)
    chosen |= _alone(samples, chosen)
    columns = {role: sheet.columns[chosen[role].position] for role in words()["roles"] if role in chosen}
    used = set(columns.values())
    return Layout(
        register=plain_name(file.stem),
        columns=columns,
        sheet=sheet.sheet,
        header_row=sheet.header_row,
        delimiter=sheet.delimiter,
        encoding=None if sheet.encoding and "+" in sheet.encoding else sheet.encoding,
        observed_on=_observed_on([chosen[role] for role in columns], file),
        kbli_version=_kbli_version(columns),
        area=None if _PLACED & columns.keys() else area_of((*sheet.above, sheet.sheet or "", file.stem)),
        multiply=_multiply(columns),
        evidence={role: chosen[role].reason for role in columns},
        unused=tuple(column for column in sheet.columns if column not in used),
    )


def _candidates(title: str, position: int, texts: list[str]) -> list[Candidate]:
    """Every role the title speaks for and the values do not speak against."""
    found = []
    name = plain(title)
    years = [int(year) for year in _YEAR.findall(title)]
    if not name or name in words()["no_role"]:
        return []
    for role, known in words()["roles"].items():
        score = _likeness(name, known["words"])
        share = evidence.share(role, texts) if score else 0.0
        if not score or share < words()["fits_at_least"]:
            continue
        filled = 0.05 * bool(texts)
        found.append(Candidate(score + 0.2 * share + filled, max(years, default=0), position, role, f"{share:.0%}"))
    return found


def _likeness(name: str, known: list[str]) -> float:
    """1 for the strongest word of a role, a little less for each weaker one, less again for a near or contained one; 0 for none.

    >>> _likeness("nama usaha", ["nama usaha", "nama"]) > _likeness("nama", ["nama usaha", "nama"]) > _likeness("umur", ["nama"])
    True
    """
    rank = {word: 2 - 0.01 * place for place, word in enumerate(known)}
    if name in rank:
        return rank[name]
    near = [rank[word] - 0.6 for word in known if len(word) > 3 and fuzz.ratio(name, word) >= words()["near"]]
    inside = [rank[word] - 1.0 for word in known if len(word) > 3 and re.match(rf"{re.escape(word)}\b", name)]
    return max(near + inside, default=0.0)


def _choose(candidates: list[Candidate]) -> dict[str, Candidate]:
    """The strongest candidates first; a column fills one role and a role has one column."""
    chosen: dict[str, Candidate] = {}
    taken: set[int] = set()
    # Among columns that differ by their year only, the latest stands for all; scores are compared roughly for that.
    for candidate in sorted(candidates, key=lambda c: (-round(c.score, 1), *c.order[1:], -c.score)):
        if candidate.role not in chosen and candidate.position not in taken:
            chosen[candidate.role] = candidate
            taken.add(candidate.position)
    return chosen


def _pair(columns: tuple[str, ...], samples: list[list[str]], chosen: dict[str, Candidate]) -> dict[str, Candidate]:
    """A column that holds latitude and longitude together, where no two columns hold them."""
    if "lat" in chosen and "lon" in chosen:
        return {}
    for position, title in enumerate(columns):
        if plain(title) in words()["coordinate_pair"] and evidence.is_pair(samples[position]):
            return {role: Candidate(1, 0, position, role, title) for role in ("lat", "lon")}
    return {}


def _alone(samples: list[list[str]], chosen: dict[str, Candidate]) -> dict[str, Candidate]:
    """Columns whose values leave no doubt, whatever their titles."""
    found: dict[str, Candidate] = {}
    taken = {candidate.position for candidate in chosen.values()}
    for role in (role for role, known in words()["roles"].items() if known.get("alone") and role not in chosen):
        for position, texts in enumerate(samples):
            if position not in taken and evidence.speaks_for_itself(role, texts):
                found[role] = Candidate(1, 0, position, role, f"{evidence.share(role, texts):.0%}")
                taken.add(position)
                break
    return found


def _observed_on(chosen: list[Candidate], file: Path) -> str | None:
    """The latest year in the titles of the chosen amounts, else the latest in the name of the file."""
    years = [c.year for c in chosen if c.year and c.role in ("workers", "sales", "capital")]
    years = years or [int(year) for year in _YEAR.findall(file.stem)]
    return str(max(years)) if years else None


def _kbli_version(columns: dict[str, str]) -> str | None:
    versions = {year for year in _YEAR.findall(columns.get("kbli", "")) if year in ("2015", "2020", "2025")}
    return versions.pop() if len(versions) == 1 else None


def _multiply(columns: dict[str, str]) -> dict[str, float]:
    """Factors said in a title: sales per month, amounts in millions."""
    factors: dict[str, float] = {}
    for unit in words()["units"]:
        for role in unit["roles"]:
            title = f" {' '.join(re.sub(r'[^a-z0-9]+', ' ', columns.get(role, '').lower()).split())} "
            if any(f" {word} " in title for word in unit["words"]):
                factors[role] = factors.get(role, 1) * float(unit["multiply"])
    return factors
