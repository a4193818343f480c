"""How special an area is in a segment: location quotients with their interval."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import ArrayLike, NDArray

from rajut.engines import Engine
from rajut.tables import Specialisation

Numbers = NDArray[np.float64]


def location_quotient(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike) -> Numbers:
    """LQ = (a / b) / (c / d): 1 means the segment is as frequent in the area as in the country.

    a: businesses of the segment in the area, b: all of the area, c: of the segment in the country,
    d: all of the country. Not defined (NaN) where b or c is 0. Source: Florence (1939).
    """
    a, b, c, d = (np.asarray(value, dtype=np.float64) for value in (a, b, c, d))
    with np.errstate(divide="ignore", invalid="ignore"):
        quotient = (a / b) / (c / d)
    return np.where((b > 0) & (c > 0), quotient, np.nan)


def interval(a: ArrayLike, b: ArrayLike, c: ArrayLike, d: ArrayLike, z: float) -> tuple[Numbers, Numbers]:
    """Lower and upper end of the interval of `z` standard errors around the location quotient.

    Delta method on log LQ, after Moineddin, Beyene and Boyle (2003), On the location quotient confidence
    interval, Geographical Analysis 35:249-256. The area is part of the country, so the variance is taken
    over two independent binomials, a of b inside and c - a of d - b outside:
        var = (1/a - 1/c)^2 a (1 - a/b)  +  (1/c)^2 (c - a) (1 - (c - a)/(d - b)).
    Half a business is added to each side of both, so that an area wholly in one segment is not called certain.
    """
    a, b, c, d = (np.asarray(value, dtype=np.float64) for value in (a, b, c, d))
    inside, area, outside, rest = a + 0.5, b + 1, c - a + 0.5, d - b + 1
    segment = inside + outside
    variance = (1 / inside - 1 / segment) ** 2 * inside * (1 - inside / area) + outside * (1 - outside / rest) / segment**2
    spread = np.exp(z * np.sqrt(variance))
    quotient = location_quotient(a, b, c, d)
    return quotient / spread, quotient * spread


def compare(engine: Engine, z: float) -> None:
    """Makes `specialisation` from `spread`: one row per segment that an area has businesses in."""
    engine.map(
        "specialisation",
        """
        SELECT here.level, here.area_code, here.segment,
               here.businesses AS a, area.businesses AS b, line.businesses AS c, land.businesses AS d
        FROM spread here
        JOIN spread area ON area.level = here.level AND area.area_code = here.area_code AND area.segment = 'all' AND area.size_class = 'all'
        JOIN spread line ON line.level = 'country' AND line.segment = here.segment AND line.size_class = 'all'
        JOIN spread land ON land.level = 'country' AND land.segment = 'all' AND land.size_class = 'all'
        WHERE here.level IN ('province', 'regency', 'district') AND here.size_class = 'all' AND here.segment NOT IN ('all', 'unknown')
        """,
        lambda batch: _quotients(batch, z),
        Specialisation.schema(),
    )


def _quotients(batch: pa.RecordBatch, z: float) -> pa.RecordBatch:
    a, b, c, d = (batch.column(name).cast(pa.float64()).to_numpy() for name in "abcd")
    low, high = interval(a, b, c, d, z)
    columns: dict[str, Any] = {name: batch.column(name) for name in ("level", "area_code", "segment")}
    columns |= {"businesses": batch.column("a").cast(pa.int64())}
    columns |= {"location_quotient": location_quotient(a, b, c, d).round(6), "low": low.round(6), "high": high.round(6)}
    return pa.RecordBatch.from_pydict(columns, schema=Specialisation.schema())
