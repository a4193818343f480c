"""From what texts, a coordinate and a person say about each record to its row of `places`, a batch at a time."""

from __future__ import annotations

import json
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from rajut import definitions
from rajut.locating import coordinates as judging
from rajut.locating.coordinates import Judged, judge
from rajut.locating.gazetteer import LEVELS, Gazetteer
from rajut.locating.geography import METRES_PER_DEGREE, Floats, Geography, Wholes
from rajut.locating.outlines import Land
from rajut.tables import Places

Texts = NDArray[np.object_]
REPAIRS = {
    judging.SWAPPED: "LOC-COORDINATE-SWAPPED",
    judging.SIGN_FLIPPED: "LOC-COORDINATE-SIGN",
    judging.SCALED: "LOC-COORDINATE-SCALED",
    judging.CONTRADICTS: "LOC-CONTRADICTS",
    judging.OUTSIDE: "LOC-OUTSIDE",
}
LEVEL_OF = pa.array([LEVELS.get(digits, "none") for digits in range(11)])
SOURCES = pa.array([*LEVEL_OF.to_pylist(), "coordinate"])


@dataclass
class Rows:
    """A batch as arrays: the coordinate, the area texts or a person name (code and digits, 0 for none), and who says so."""

    lon: Floats
    lat: Floats
    area: Wholes
    digits: Wholes
    sure: Floats
    reason: Texts
    share: Floats
    decided: NDArray[np.bool_]
    pinned: NDArray[np.bool_]  # a person gave the point


class Placer:
    """The batch function of the stage."""

    def __init__(self, gazetteer: Gazetteer, land: Land) -> None:
        self.land, geography = land, land.geography
        self.geography = geography
        self.sure: dict[str, float] = geography.rules["confidence"]
        groups = definitions.load("locating_confidence").content["groups"]
        self.measured = {_group(group["reason"], group["level"], group["agrees"]): group["confidence"] for group in groups}
        self.facts = pa.array([*_labels(gazetteer, geography), "{"])

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        rows = self._rows(batch)
        self._choose_alternatives(rows, batch.column("alternatives"))
        judged = judge(self.land, rows.lon, rows.lat, rows.area, rows.digits)
        good = judged.village >= 0
        code, digits, reason, sure = self._decide(rows, judged, good)
        lon, lat, precision, source = self._point(rows, judged, good, code, digits)
        columns = {
            "record_id": batch.column("record_id"),
            "level": LEVEL_OF.take(pa.array(digits)),
            **{f"{level}_code": _prefix(code, digits, length) for length, level in LEVELS.items()},
            "lon": _number(lon),
            "lat": _number(lat),
            "precision_m": _number(precision),
            "point_source": source,
            "coordinate": pa.array(judged.verdict.astype(object), pa.string()),
            "confidence": pa.array(np.round(self._as_measured(rows, reason, digits, good, sure), 3)),
            "reason": pa.array(reason, pa.string()),
            "facts": self._facts(rows, judged, code, digits, reason),
        }
        return pa.RecordBatch.from_arrays([columns[name] for name in Places.columns()], schema=Places.schema())

    def _rows(self, batch: pa.RecordBatch) -> Rows:
        def floats(name: str) -> Floats:
            return np.array(batch.column(name).to_numpy(zero_copy_only=False), dtype=np.float64)

        pin_lon, pin_lat = floats("decided_lon"), floats("decided_lat")
        pinned = np.isfinite(pin_lon) & np.isfinite(pin_lat)
        decided_code = pc.fill_null(batch.column("decided_code"), "")
        has_code = pc.not_equal(decided_code, "").to_numpy(zero_copy_only=False)
        code = pc.if_else(pa.array(has_code), decided_code, pc.fill_null(batch.column("code"), ""))
        code = pc.if_else(pa.array(pinned & ~has_code), "", code)  # the person's point alone says where it is
        digits = pc.utf8_length(code).to_numpy(zero_copy_only=False).astype(np.int64)
        area = pc.cast(pc.if_else(pc.equal(code, ""), "0", code), pa.int64()).to_numpy(zero_copy_only=False)
        return Rows(
            lon=np.where(pinned, pin_lon, floats("lon")),
            lat=np.where(pinned, pin_lat, floats("lat")),
            area=np.array(area),
            digits=digits,
            sure=np.nan_to_num(floats("confidence")),
            reason=np.array(pc.fill_null(batch.column("reason"), "LOC-NOTHING").to_pylist(), dtype=object),
            share=floats("share"),
            decided=has_code | pinned,
            pinned=pinned,
        )

    def _choose_alternatives(self, rows: Rows, alternatives: pa.Array) -> None:
        """Where texts fit several areas of one name, the coordinate chooses the one it lies in."""
        several = pc.greater(pc.binary_length(alternatives), 0).to_numpy(zero_copy_only=False).astype(bool)
        usable = np.isfinite(rows.lon) & np.isfinite(rows.lat) & (np.abs(rows.lat) <= 90) & ~rows.decided
        members = np.flatnonzero(several & usable)
        _, home, _ = self.land.home(rows.lon[members], rows.lat[members])
        village = self.geography.village_code[home].tolist() if len(members) else []
        for row, within, text in zip(members.tolist(), village, alternatives.take(pa.array(members)).to_pylist(), strict=True):
            for choice in text.split():
                length = min(len(choice), 6)
                if within // 10 ** (10 - length) == int(choice[:length]):
                    rows.area[row], rows.digits[row] = int(choice), len(choice)

    def _decide(self, rows: Rows, judged: Judged, good: NDArray[np.bool_]) -> tuple[Wholes, Wholes, Texts, Floats]:
        """The finest code, its digits, the reason and the confidence."""
        by_coordinate = good & (rows.digits < 10) & ~(rows.decided & (rows.digits > 0))
        village = self.geography.village_code[judged.village] if len(self.geography.village_code) else rows.area
        code = np.where(by_coordinate, village, rows.area)
        digits = np.where(by_coordinate, 10, rows.digits)
        sure = np.where(good & ~by_coordinate, 1 - (1 - rows.sure) * self.sure["agrees"], rows.sure)
        sure = np.where(by_coordinate, self.sure["coordinate"], sure)
        for verdict in (judging.CONTRADICTS, judging.OUTSIDE):
            sure = np.where(judged.verdict == verdict, rows.sure * self.sure[verdict], sure)
        reason = np.where(by_coordinate, np.where(rows.digits > 0, "LOC-VILLAGE-COORDINATE", "LOC-COORDINATE-ONLY"), rows.reason)
        for verdict, said in REPAIRS.items():
            reason = np.where(judged.verdict == verdict, said, reason)
        return code, digits, np.where(rows.decided, "LOC-PERSON", reason), np.where(rows.decided, self.sure["decision"], sure)

    def _as_measured(self, rows: Rows, reason: Texts, digits: Wholes, good: NDArray[np.bool_], sure: Floats) -> Floats:
        """How often answers of a row's group were right where the truth is known, times the share of the register it rests on;
        what the rules state where nothing was measured."""
        agrees = pa.array(np.where(good, "True", "False"))
        groups = pc.binary_join_element_wise(
            pa.array(reason, pa.string()), LEVEL_OF.take(pa.array(digits)), agrees, " "
        ).dictionary_encode()
        known = np.array([self.measured.get(group, np.nan) for group in groups.dictionary.to_pylist()], dtype=float)
        measured = known[groups.indices.to_numpy()] * np.where(np.isfinite(rows.share), rows.share, 1.0)
        return np.where(np.isnan(measured), sure, measured)

    def _point(
        self, rows: Rows, judged: Judged, good: NDArray[np.bool_], code: Wholes, digits: Wholes
    ) -> tuple[Floats, Floats, Floats, pa.Array]:
        """The coordinate where it is good, else the area's point with the area's precision."""
        judged.lon[rows.pinned], judged.lat[rows.pinned] = rows.lon[rows.pinned], rows.lat[rows.pinned]
        judged.verdict[rows.pinned] = judging.GIVEN
        use = good | rows.pinned
        where = np.minimum(self.geography.at(code), len(self.geography.code) - 1)
        known = digits > 0
        lon = np.where(use, judged.lon, np.where(known, self.geography.lon[where], np.nan))
        lat = np.where(use, judged.lat, np.where(known, self.geography.lat[where], np.nan))
        coarse = np.fmax(self.geography.rules["coordinate"]["precision_m"], _decimals_error_m(judged.lon, judged.lat))
        precision = np.where(use, coarse, np.where(known, self.geography.precision[where], np.nan))
        source = np.where(use, len(SOURCES) - 1, np.where(np.isfinite(lon), digits, 0))
        return lon, lat, precision, SOURCES.take(pa.array(source))

    def _facts(self, rows: Rows, judged: Judged, code: Wholes, digits: Wholes, reason: Texts) -> pa.Array:
        """JSON: the area's name and code, the distance where there is a coordinate, what the texts said, the register's share."""
        where = np.where(digits > 0, self.geography.at(code), len(self.facts) - 1)
        area = self.facts.take(pa.array(where))
        apart = np.where(digits > 0, ", ", "")
        away = np.where(np.isfinite(judged.away_m), np.round(np.nan_to_num(judged.away_m)), -1).astype(np.int64)
        distance = _joined(', "distance_m": ', pc.cast(pa.array(away), pa.string()), away >= 0)
        text = _joined(', "text": "', pa.array(rows.reason, pa.string()), reason != rows.reason, '"')
        share = _joined(', "register_share": ', pc.cast(_number(rows.share), pa.string()), np.isfinite(rows.share))
        rest = pc.binary_join_element_wise(distance, text, share, "")
        rest = pc.if_else(pa.array(apart == ""), pc.replace_substring_regex(rest, "^, ", ""), rest)
        return pc.binary_join_element_wise(area, rest, "}", "")


def _labels(gazetteer: Gazetteer, geography: Geography) -> list[str]:
    """Per area the beginning of its facts: `{"area": "Sangkrah, Pasar Kliwon, Kota Surakarta", "code": "3372031003"`."""
    written = json.JSONEncoder(ensure_ascii=False).encode
    names = {code: written(name)[1:-1] for code, name in gazetteer.names.items()}
    chains: dict[str, str] = {}
    for code in (str(code).zfill(digits) for code, digits in zip(geography.code, geography.digits, strict=True)):
        chain = [names[code[:length]] for length in (10, 6, 4, 2) if length <= len(code) and code[:length] in names]
        chains[code] = ", ".join(chain[: max(1, len(chain) - 1)])
    return [f'{{"area": "{chain}", "code": "{code}"' for code, chain in chains.items()]


def _group(reason: str, level: str, agrees: bool) -> str:
    return f"{reason} {level} {agrees}"


def _prefix(code: Wholes, digits: Wholes, length: int) -> pa.Array:
    known = digits >= length
    shorter = code // 10 ** np.maximum(digits - length, 0)
    return pa.array(shorter, mask=~known).cast(pa.string())


def _number(values: Floats) -> pa.Array:
    return pa.array(values, pa.float64(), mask=~np.isfinite(values))


def _joined(before: str, values: pa.Array, where: NDArray[np.bool_], after: str = "") -> pa.Array:
    texts = pc.binary_join_element_wise(before, values, after, "", null_handling="replace", null_replacement="")
    return pc.if_else(pa.array(where), texts, "")


def _decimals_error_m(lon: Floats, lat: Floats) -> Floats:
    """Half the last decimal both numbers have, in metres, for up to four decimals; a coordinate of 110.8, -7.5 is rough."""
    error = np.zeros(len(lon))
    for decimals in (4, 3, 2, 1, 0):
        rough = (np.round(lon, decimals) == lon) & (np.round(lat, decimals) == lat)
        error = np.where(rough, 0.5 * 10.0**-decimals * METRES_PER_DEGREE, error)
    return np.round(error)
