"""From the texts of a row - code, province, regency, district, village, postal code - to an area.

Every distinct combination of texts is resolved once. What is coarse is settled first; what is finer is
looked up inside it only.
"""

from __future__ import annotations

from typing import NamedTuple

from rajut import definitions
from rajut.locating.gazetteer import COUNTRY, DIGITS, LEVELS, Found, Gazetteer

SEPARATOR = "\x1f"
COLUMNS = ("area_code", "province", "regency", "district", "village", "postal_code")


class Written(NamedTuple):
    """The texts of a row as written; empty where there is none."""

    area_code: str = ""
    province: str = ""
    regency: str = ""
    district: str = ""
    village: str = ""
    postal_code: str = ""

    @classmethod
    def parse(cls, joined: str) -> Written:
        return cls._make(joined.split(SEPARATOR))


class Context(NamedTuple):
    """The area nearly all rows of a register fit (2 or 4 digits, or empty), and the share that fit; or the one it says it is of."""

    code: str = ""
    share: float = 0.0
    reason: str = "LOC-REGISTER"


class Answer(NamedTuple):
    """An area code (empty: none), why, how sure, and other areas of the same level it could be."""

    code: str = ""
    reason: str = "LOC-NOTHING"
    confidence: float = 0.0
    alternatives: tuple[str, ...] = ()
    by_register: bool = False

    @property
    def level(self) -> str:
        return LEVELS.get(len(self.code), "none")

    def shared(self, context: Context) -> Answer:
        """The same answer, as sure as the register it rests on."""
        return self._replace(confidence=round(self.confidence * context.share, 4), by_register=True)


class Texts:
    """Resolves texts with one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.sure: dict[str, float] = definitions.load("locating").content["confidence"]
        self._known: dict[tuple[str, str, str], Answer] = {}

    def resolve(self, written: Written, context: Context) -> Answer:
        """The finest area the texts support; the register's context is used only where they name no regency."""
        code, old = self.gazetteer.current(written.area_code)
        if len(code) == DIGITS["village"]:
            return Answer(code, "LOC-CODE-OLD" if old else "LOC-CODE", self.sure["code_old" if old else "code"])
        question = (code, written.province, written.regency)
        stated = self._known.get(question)
        if stated is None:
            stated = self._known[question] = self._stated(written, code)
        if stated.code and len(stated.code) >= DIGITS["regency"]:
            scope = (stated.code, *stated.alternatives)
            return self.inside(written, scope) or self._in_sibling(written, stated) or stated
        return self._guessed(written, stated, context)

    def _stated(self, written: Written, code: str) -> Answer:
        """The code, province and regency as stated."""
        if len(code) >= DIGITS["regency"]:
            return Answer(code, "LOC-CODE", self.sure["code"])
        provinces = (code,) if code else self.gazetteer.find(written.province, "province").codes
        found = self.gazetteer.find_regency(written.regency, provinces or COUNTRY)
        if not found.codes and provinces:  # the province may be the wrong one of the two
            found = self.gazetteer.find_regency(written.regency, how="exact")
        if found.codes:
            sure = self.sure["ambiguous" if len(found.codes) > 1 else found.how]
            reason = "LOC-AMBIGUOUS" if len(found.codes) > 1 else "LOC-REGENCY-ONLY"
            return Answer(found.codes[0], reason, sure, found.codes[1:])
        if len(provinces) == 1:
            return Answer(provinces[0], "LOC-PROVINCE-ONLY", self.sure["exact"])
        return Answer()

    def _in_sibling(self, written: Written, stated: Answer) -> Answer | None:
        """Malang, Lowokwaru: the district is not in Kabupaten Malang but in Kota Malang."""
        sibling = self.gazetteer.sibling(stated.code)
        if not sibling or not self.gazetteer.find(written.district, "district", (sibling,), how="exact").codes:
            return None
        found = self.inside(written, (sibling,))
        return found and found._replace(reason="LOC-SIBLING", confidence=round(found.confidence * self.sure["sibling"], 4))

    def _guessed(self, written: Written, stated: Answer, context: Context) -> Answer:
        """No regency is stated: try the register's area first, then the stated province, then the country."""
        fits = context.code and (context.code.startswith(stated.code) or stated.code.startswith(context.code))
        if fits and len(context.code) >= len(stated.code):
            inside = self.inside(written, (context.code,))
            if inside:
                return inside.shared(context)
        # Of a row that fits no place of the register's area, a village name alone proves nothing: it may be a hamlet's.
        weak = fits and not self.gazetteer.find(written.district, "district", (stated.code,), how="exact").codes
        outside = None if weak else self.inside(written, (stated.code,), how="exact")
        if outside and not outside.alternatives:
            return outside
        if fits and len(context.code) > len(stated.code):
            return Answer(context.code, context.reason, round(self.sure["register"] * context.share, 4), by_register=True)
        return stated

    def inside(self, written: Written, scope: tuple[str, ...], how: str = "exact part spelling") -> Answer | None:
        """District and village inside `scope`; None if they say nothing there."""
        find = self.gazetteer.find
        below_district = len(scope[0]) >= DIGITS["district"]
        districts = Found(scope, "exact") if below_district else find(written.district, "district", scope, how=how)
        villages, other = find(written.village, "village", districts.codes or scope, how=how), False
        if not villages.codes and written.village and districts.codes and not below_district:
            villages, other = find(written.village, "village", scope, how="exact"), True
        if not villages.codes and written.district and not districts.codes:
            villages = find(written.district, "village", scope, how="exact")  # the column of districts holds a village
        codes = self._with_postal(villages.codes, written.postal_code)
        usable = len({code[:4] for code in codes}) == 1 if other else True
        if codes and usable and not (other and len(codes) > 1):
            return self._village(codes, villages, districts, other)
        postal = self._with_postal((), written.postal_code, districts.codes or scope)
        if postal:
            return self._several(postal, "LOC-POSTAL", self.sure["postal"])
        if districts.codes and not below_district:
            return self._several(districts.codes, "LOC-DISTRICT-ONLY", self.sure[districts.how])
        return None

    def _village(self, codes: tuple[str, ...], villages: Found, districts: Found, other: bool) -> Answer:
        if other:
            return self._several(codes, "LOC-VILLAGE-OTHER-DISTRICT", self.sure["other_district"])
        sure = min(self.sure[how] for how in (villages.how, districts.how) if how)
        reason = "LOC-VILLAGE-TEXT" if villages.how == "exact" else "LOC-VILLAGE-SPELLING"
        return self._several(codes, reason, sure)

    def _with_postal(self, codes: tuple[str, ...], postal_code: str, scope: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Of several villages those with the postal code; of none, the villages of the postal code inside `scope`."""
        if len(codes) == 1:
            return codes
        of_postal = self.gazetteer.postal.get(postal_code, []) if postal_code else []
        if codes:
            fitting = tuple(code for code in codes if code in of_postal)
            return fitting or codes
        return tuple(code for code in of_postal if scope and code.startswith(scope))

    def _several(self, codes: tuple[str, ...], reason: str, sure: float) -> Answer:
        """One area as it is; of several the area they have in common, the areas themselves as alternatives."""
        if len(codes) == 1:
            return Answer(codes[0], reason, sure)
        code = next((codes[0][:digits] for digits in (6, 4, 2) if len({code[:digits] for code in codes}) == 1), "")
        level = {6: "LOC-DISTRICT-ONLY", 4: "LOC-REGENCY-ONLY", 2: "LOC-PROVINCE-ONLY"}.get(len(code), "LOC-NOTHING")
        return Answer(code, level, sure if code else 0.0, tuple(codes) if len(codes) <= 8 else ())
