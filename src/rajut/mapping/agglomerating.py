"""The tables of agglomeration: one row a segment for the country, one a regency and segment for the map."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from rajut.engines import Engine
from rajut.mapping import neighbouring as near
from rajut.mapping.concentrating import ellison_glaeser
from rajut.mapping.counting import FASHION
from rajut.mapping.specialising import location_quotient
from rajut.mapping.starring import among_the_most, specialised
from rajut.tables import Agglomeration, HotSpots

Numbers = NDArray[np.float64]
Row = dict[str, Any]


def agglomerate(engine: Engine, rules: dict[str, Any], stars: dict[str, Any]) -> None:
    """Makes `agglomeration` and `hot_spots` from `spread`, `areas` and the fashion businesses.

    rules, stars: the parts of definitions/mapping of those names. Regencies come in the order of their codes, so no
    figure depends on the order of rows.
    """
    regencies = _regencies(engine)
    counts = _counts(engine, regencies)
    tested = np.array([row["businesses"] >= rules["fewest_in_regency"] and row["lon"] is not None for row in regencies], dtype=bool)
    points = [row for row, usable in zip(regencies, tested, strict=True) if usable]
    neighbours = near.nearest([row["lon"] for row in points], [row["lat"] for row in points], int(rules["neighbours"]))
    sizes = _sizes(engine)
    spots, country = _spots(regencies, counts, stars), []
    for segment, found in spots.items():
        quotients = found["location_quotient"][tested]
        found |= _hot_spots(quotients, neighbours, tested, float(rules["false_discoveries"]))
        i = near.morans_i(quotients, neighbours)
        p = near.morans_p(quotients, neighbours, int(rules["permutations"]), int(rules["seed"]))
        country.append({"segment": segment, **_concentration(sizes, segment), "regencies": len(points), "morans_i": i, "morans_p": p})
    engine.put("agglomeration", pa.Table.from_pylist([_rounded(row) for row in country], schema=Agglomeration.schema()))
    engine.put("hot_spots", _table(regencies, spots))


def _regencies(engine: Engine) -> list[Row]:
    """Every regency with fashion businesses: code, businesses, point and inhabitants where they are known."""
    return engine.rows(
        """SELECT s.area_code, s.businesses, CASE WHEN a.lat IS NOT NULL THEN a.lon END AS lon, a.lat, a.population
           FROM spread s LEFT JOIN areas a ON a.code = s.area_code
           WHERE s.level = 'regency' AND s.segment = 'all' AND s.size_class = 'all' ORDER BY s.area_code"""
    )


def _counts(engine: Engine, regencies: list[Row]) -> dict[str, tuple[Numbers, Numbers]]:
    """Segment -> its businesses by regency, and the location quotients."""
    rows = engine.rows(
        """SELECT level, area_code, segment, businesses FROM spread
           WHERE level IN ('country', 'regency') AND size_class = 'all' AND segment <> 'unknown'"""
    )
    found = {(row["area_code"], row["segment"]): row["businesses"] for row in rows}
    country = {row["segment"]: row["businesses"] for row in rows if row["level"] == "country"}
    everything = np.array([row["businesses"] for row in regencies], dtype=np.float64)
    counts = {}
    for segment in sorted(country.keys() - {"all"}):
        here = np.array([found.get((row["area_code"], segment), 0) for row in regencies], dtype=np.float64)
        counts[segment] = (here, location_quotient(here, everything, country[segment], country["all"]))
    return counts


def _sizes(engine: Engine) -> dict[str, Any]:
    """Columns of a row per segment and regency: businesses, those with known workers, their workers and the squares of these; `place`
    numbers the regencies in their order."""
    found = engine.fetch(
        f"""SELECT segment, substr(finest_code, 1, 4) AS regency, count(*) AS businesses, count(workers) AS workers_known,
                   coalesce(sum(workers), 0) AS workers, coalesce(sum(CAST(workers AS DOUBLE) * workers), 0) AS squared
            FROM {FASHION} WHERE length(finest_code) >= 4 GROUP BY segment, substr(finest_code, 1, 4)
            ORDER BY regency, segment"""
    )
    columns: dict[str, Any] = {name: np.array(found[name].to_pylist(), np.float64) for name in found.column_names[2:]}
    place = found["regency"].combine_chunks().dictionary_encode().indices.to_numpy()
    return columns | {"segment": np.array(found["segment"].to_pylist(), dtype=object), "place": place}


def _concentration(sizes: dict[str, Any], segment: str) -> Row:
    """Ellison-Glaeser by workers of those that report them, and with every business as one."""
    mine = sizes["segment"] == segment
    businesses, known = (int(sizes[name][mine].sum()) for name in ("businesses", "workers_known"))
    by_workers = ellison_glaeser(*_by_region(sizes, mine, "workers"), float(sizes["squared"][mine].sum()))
    by_businesses = ellison_glaeser(*_by_region(sizes, mine, "businesses"), float(businesses))
    return {
        "businesses": businesses,
        "workers_known": known,
        "raw_concentration": by_workers.raw,
        "plant_herfindahl": by_workers.herfindahl,
        "ellison_glaeser": by_workers.gamma,
        "ellison_glaeser_businesses": by_businesses.gamma,
    }


def _by_region(sizes: dict[str, Any], mine: NDArray[np.bool_], name: str) -> tuple[Numbers, Numbers]:
    """Of every regency, in order, the size of the segment and of all."""
    here, everything = (np.asarray(np.bincount(sizes["place"], of), np.float64) for of in (sizes[name] * mine, sizes[name]))
    return here, everything


def _spots(regencies: list[Row], counts: dict[str, tuple[Numbers, Numbers]], stars: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Segment -> columns of its regencies: businesses, quotient and stars."""
    people = np.array([row["population"] or np.nan for row in regencies], dtype=np.float64)
    with_any = {segment: np.where(here > 0, here, np.nan) for segment, (here, _) in counts.items()}
    focus = np.array([here / people for here in with_any.values()])
    focused = among_the_most(focus.ravel(), float(stars["focus_share"])).reshape(focus.shape)
    spots: dict[str, dict[str, Any]] = {}
    for (segment, (here, quotient)), focus_star in zip(counts.items(), focused, strict=True):
        enough = here >= stars["fewest_businesses"]
        spots[segment] = {
            "businesses": here.astype(np.int64),
            "location_quotient": quotient,
            "size_star": enough & among_the_most(with_any[segment], float(stars["size_share"])),
            "specialisation_star": enough & specialised(quotient, float(stars["specialisation"])),
            "focus_star": pa.array(enough & focus_star, mask=enough & np.isnan(people)),
        }
    return spots


def _hot_spots(quotients: Numbers, neighbours: Numbers, tested: NDArray[np.bool_], false_discoveries: float) -> dict[str, Any]:
    """z, p, q and verdict of every regency; null for those not tested."""
    z = np.full(len(tested), np.nan)
    z[tested] = near.getis_ord(quotients, neighbours)
    p = near.two_sided(z)
    q = near.adjusted(p)
    verdict = np.where(q <= false_discoveries, np.where(z > 0, "hot", "cold"), "none")
    return {"z": z, "p": p, "q": q, "verdict": pa.array(verdict.tolist(), mask=np.isnan(z))}


def _table(regencies: list[Row], spots: dict[str, dict[str, Any]]) -> pa.Table:
    codes = [row["area_code"] for row in regencies]
    parts = [HotSpots.schema().empty_table()]
    for segment, found in spots.items():
        digits = {"location_quotient": 6, "z": 6, "p": 12, "q": 12}
        rounded = {name: pa.array(found[name].round(places), from_pandas=True) for name, places in digits.items()}
        columns = {"regency_code": codes, "segment": [segment] * len(codes), **found, **rounded}
        parts.append(pa.table({name: columns[name] for name in HotSpots.columns()}).cast(HotSpots.schema()))
    return pa.concat_tables(parts)


def _rounded(row: Row) -> Row:
    return {name: round(value, 6) if isinstance(value, float) else value for name, value in row.items()}
