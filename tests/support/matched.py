"""Small worlds for the matching stage."""

from __future__ import annotations

from rajut.engines import Engine
from rajut.tables import Places
from support.drawn import put

VILLAGES = {"baqa": "6472021001", "tenun": "6472021002", "sidodadi": "6472071001", "laweyan": "3372011002", None: None}


def place(engine: Engine, villages: dict[str, str | None]) -> None:
    """Each record in a village, known from its text."""
    rows = "\n".join(
        f"| {record} | village | {code[:2]} | {code[:4]} | {code[:6]} | {code} | village | 0.95 |"
        for record, name in villages.items()
        for code in [VILLAGES[name] or ""]
    )
    columns = "record_id | level | province_code | regency_code | district_code | village_code | point_source | confidence"
    put(engine, Places, f"| {columns} |\n{rows}")


def groups(engine: Engine) -> set[str]:
    """The businesses, each as its record ids in order, joined by a space."""
    rows = engine.rows("SELECT string_agg(record_id, ' ' ORDER BY record_id) AS members FROM links GROUP BY business_id")
    return {row["members"] for row in rows}
