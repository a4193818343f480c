"""Official boundary files brought into the reference folder, where they take the place of approximations.

What is wrong with a file is told all at once: rings that had to be mended, codes nobody knows, areas without a
boundary, neighbours that overlap. None of it stops the import; an area without an official boundary keeps its
approximate one.
"""

from __future__ import annotations

import hashlib
import re
import warnings
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from rajut.areas.imported import DIGITS, keep
from rajut.areas.official import country
from rajut.errors import RajutError

MOST_MATCH = 0.5  # share of a column's values that must be codes of the list before it is taken as the column of codes
OVERLAP = 0.01  # share of the smaller neighbour that both claim, from which on it is told
SHOWN = 40  # codes named in a sentence
_CODE = re.compile(r"\D+")


@dataclass
class Imported:
    """What an import found, by level: how many boundaries, and everything that was not as it should be."""

    boundaries: Counter[str] = field(default_factory=Counter)
    mended: int = 0
    merged: int = 0
    unknown: list[str] = field(default_factory=list)
    shapeless: list[str] = field(default_factory=list)
    missing: dict[str, list[str]] = field(default_factory=dict)
    overlaps: list[tuple[str, str, float]] = field(default_factory=list)

    def warnings(self) -> list[RajutError]:
        """Everything a person should know, one sentence a kind."""
        told = [RajutError(f"AREA-FILE-{kind}", count=count) for kind, count in (("MENDED", self.mended), ("MERGED", self.merged)) if count]
        lists = {"UNKNOWN": self.unknown, "SHAPELESS": self.shapeless, "OVERLAP": [f"{one}–{other}" for one, other, _ in self.overlaps]}
        told += [RajutError(f"AREA-FILE-{kind}", count=len(codes), codes=_some(codes)) for kind, codes in lists.items() if codes]
        missing = [(level, codes) for level, codes in self.missing.items() if codes]
        return told + [RajutError("AREA-FILE-MISSING", count=len(codes), level=level, codes=_some(codes)) for level, codes in missing]


def import_boundaries(files: list[Path], *, licence: str, column: str | None = None, today: date | None = None) -> Imported:
    """Reads boundary files, keeps them with their origin and returns what was found.

    files: GeoJSON, GeoJSON lines (either gzipped), shapefile or GeoPackage, in degrees; `column` holds the area
    codes (`33.72` or `3372`), found by itself where it is not named; `licence`: under what terms the files are used.
    A level that is imported replaces what was imported for it before.
    Raises AREA-FILE-UNREADABLE, AREA-FILE-CRS, AREA-FILE-NO-CODE, AREA-FILE-NO-MATCH.
    """
    told, known = Imported(), {code for code in country()["code"].to_pylist() if len(code) in DIGITS.values()}
    parts: dict[str, list[Any]] = defaultdict(list)
    for file in files:
        codes, shapes, unclosed = _read(file, column)
        told.mended += unclosed
        for code, shape in zip(codes, shapes, strict=True):
            _take(told, parts, known, code, shape)
    if not parts:
        raise RajutError("AREA-FILE-NO-MATCH", files=", ".join(file.name for file in files))
    told.merged = sum(len(shapes) - 1 for shapes in parts.values())
    whole = {code: _one(shapes) for code, shapes in sorted(parts.items())}
    sources = [{"file": file.name, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()} for file in files]
    for level, digits in DIGITS.items():
        found = {code: shape for code, shape in whole.items() if len(code) == digits}
        if found:
            told.boundaries[level] = len(found)
            told.missing[level] = sorted(code for code in known - set(found) if len(code) == digits)
            told.overlaps += _overlaps(found)
            keep(level, found, {"licence": licence, "imported": str(today or date.today()), "sources": sources, "mended": told.mended})
    return told


def _read(file: Path, column: str | None) -> tuple[list[str], Any, int]:
    """Codes (digits only) and shapes of one file, and how many had a ring that does not close and was closed."""
    if not file.exists():
        raise RajutError("AREA-FILE-UNREADABLE", file=file.name, problem="not found")
    import pyogrio  # with pandas and geopandas, which nothing else here loads

    packed = file.suffix == ".gz"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # rings that do not close are counted below
            meta, _, shapes, values = pyogrio.raw.read(f"/vsigzip/{file.resolve()}" if packed else file, force_2d=True)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, OSError, ValueError) as problem:
        raise RajutError("AREA-FILE-UNREADABLE", file=file.name, problem=type(problem).__name__) from problem
    if meta["crs"] not in (None, "EPSG:4326", "OGC:CRS84"):
        raise RajutError("AREA-FILE-CRS", file=file.name, crs=meta["crs"][:60])
    columns = {name: [_CODE.sub("", str(value)) for value in found] for name, found in zip(meta["fields"], values, strict=True)}
    drawn = shapely.from_wkb(shapes, on_invalid="fix")
    unclosed = shapely.is_missing(shapely.from_wkb(shapes, on_invalid="ignore")) & ~shapely.is_missing(drawn)
    return columns[_column_of_codes(file, columns, column)], drawn, int(unclosed.sum())


def _column_of_codes(file: Path, columns: dict[str, list[str]], wanted: str | None) -> str:
    known = set(country()["code"].to_pylist())
    share = {name: np.mean([value in known for value in values]) if values else 0.0 for name, values in columns.items()}
    best = wanted or max(sorted(share), key=lambda name: share[name], default="")
    if best not in share or (not wanted and share[best] < MOST_MATCH):
        raise RajutError("AREA-FILE-NO-CODE", file=file.name, columns=", ".join(columns) or "-")
    return best


def _take(told: Imported, parts: dict[str, list[Any]], known: set[str], code: str, shape: Any) -> None:
    """One feature into `parts`, or into what is told."""
    if code not in known:
        told.unknown.append(code)
        return
    if shape is not None and not shapely.is_valid(shape):
        told.mended += 1
        shape = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    flat = [] if shape is None else [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and not part.is_empty]
    if flat:
        parts[code].append(shapely.multipolygons(flat))
    else:
        told.shapeless.append(code)


def _one(shapes: list[Any]) -> Any:
    """One normal shape of all of an area's parts, the same in any order of the file."""
    return shapely.normalize(shapes[0] if len(shapes) == 1 else shapely.union_all(shapes))


def _some(codes: list[str]) -> str:
    return ", ".join(codes[:SHOWN]) + (" …" if len(codes) > SHOWN else "")


def _overlaps(shapes: dict[str, Any]) -> list[tuple[str, str, float]]:
    """Pairs of one level that share more than `OVERLAP` of the smaller one: (code, code, share)."""
    codes, drawn = list(shapes), np.array(list(shapes.values()))
    one, other = shapely.STRtree(drawn).query(drawn, predicate="intersects")
    one, other = one[one < other], other[one < other]
    smaller = np.minimum(shapely.area(drawn[one]), shapely.area(drawn[other]))
    share = shapely.area(shapely.intersection(drawn[one], drawn[other])) / smaller
    return [(codes[one[at]], codes[other[at]], round(float(share[at]), 3)) for at in np.flatnonzero(share > OVERLAP)]
