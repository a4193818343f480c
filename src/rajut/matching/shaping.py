"""The shape of a row of `businesses`, whichever way its values were chosen."""

from __future__ import annotations

from rajut.tables import Businesses

PLACE = ("level", "province_code", "regency_code", "district_code", "village_code", "lon", "lat", "precision_m", "confidence")


def business_name(place_column: str) -> str:
    return "place_confidence" if place_column == "confidence" else place_column


def in_order(made: dict[str, str]) -> str:
    """SQL: the columns of `businesses` in their order; `made` has the SQL of each."""
    return ", ".join(f"{made[name]} AS {name}" for name in Businesses.columns())


def quoted(text: str) -> str:
    """SQL: a text as JSON writes it."""
    return f"""'"' || replace(replace({text}, '\\', '\\\\'), '"', '\\"') || '"'"""


def provenance(chosen: dict[str, str]) -> str:
    """SQL: JSON object column -> record id; `chosen` has the SQL of each id as JSON writes it, null where there is no value."""
    parts = [f"""'"{name}": ' || {record}""" for name, record in chosen.items()]
    return f"'{{' || concat_ws(', ', {', '.join(parts)}) || '}}'"


def place_order(row: str) -> tuple[str, ...]:
    """SQL: what orders the rows of a business by how good their places are, the best first; `row` is the name of their table."""
    finest = f"CASE {row}.level WHEN 'village' THEN 0 WHEN 'district' THEN 1 WHEN 'regency' THEN 2 WHEN 'province' THEN 3 ELSE 4 END"
    source = f"CASE {row}.point_source WHEN 'coordinate' THEN 0 ELSE 1 END"
    return finest, source, f"-{row}.confidence", f"coalesce({row}.precision_m, 1e12)", f"{row}.record_id"
