"""Villages and districts read out of free addresses.

An Indonesian address goes from fine to coarse: `Jl. Cipto Mangunkusumo RT 02, Sengkotek, Loa Janan` is street,
village, district. So it is read from its end, and names of streets and buildings are taken out first:
`Jl. Solo` is not in Solo.
"""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

from rajut import definitions
from rajut.locating.gazetteer import DIGITS, Gazetteer
from rajut.locating.texts import Answer, Context, Texts, Written

PARTS = 4
LONGEST_NAME = 4
# What stands between the names of an address: line ends, numbered things and numbers.
_NUMBERS = (
    r"[;\n\r|]|\b(?:rt|rw|no|nomor|blok|lt|lantai|km)\b[\s./:]*[0-9ivx][\w./-]*"
    r"|[0-9][\w./-]*|\b(?:rt|rw|no|nomor)\b\.?"
)


def _street_pattern() -> str:
    return "|".join(definitions.load("place_aliases").content["street_words"])


def ends_of(addresses: pa.Array) -> pa.Array:
    """The last parts of addresses, comma-separated and lower case, without numbers, RT/RW and streets that end at a comma.

    `Jl. Mawar No. 3 RT 02/05, Sengkotek, Loa Janan` -> `sengkotek,loa janan`; far fewer distinct strings.
    """
    steps = [
        (_NUMBERS, ","),
        (r"[^a-z,]+", " "),
        (r" *,[ ,]*", ","),
        (rf"(^|,| )({_street_pattern()}) [^,]*,", ","),
    ]
    ends = pc.utf8_lower(addresses)
    for apostrophe in "'’`":
        ends = pc.replace_substring(ends, apostrophe, "")
    for pattern, new in steps:
        ends = pc.replace_substring_regex(ends, pattern, new)
    return pc.replace_substring_regex(pc.utf8_trim(ends, ", "), rf"^.*,((?:[^,]*,){{{PARTS - 1}}}[^,]*)$", r"\1")


class Addresses:
    """Reads ends of addresses with one gazetteer."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.gazetteer: Gazetteer = texts.gazetteer
        content = definitions.load("place_aliases").content
        self.district_words = frozenset(content["level_words"]["district"])
        self.street = re.compile(rf"\b(?:{_street_pattern()})\b(?:\s+(?:{'|'.join(content['street_titles'])})\b)*(?:\s+\w+)?")

    def resolve_any(self, end: str, bases: tuple[str, ...], context: Context) -> Answer:
        """As `resolve`, where the regency known can be several of one name: the one in which the address finds most."""
        answers = [self.resolve(end, base, context) for base in bases]
        if len(bases) == 1:
            return answers[0]
        finer = sorted((answer for answer in answers if len(answer.code) > DIGITS["regency"]), key=_weight, reverse=True)
        # What one twin has by its very name, the other has at best by a part of a name or a misspelling.
        # Surer but coarser is not told: an exact district against a village and its district may be either.
        told = finer and all(_says_more(finer[0], other) for other in finer[1:])
        return finer[0] if told else Answer()

    def resolve(self, end: str, base: str, context: Context) -> Answer:
        """What `end` says beyond `base`, the area known already (may be empty); LOC-NOTHING if it says no more."""
        parts = [part for part in (self.street.sub(" ", part).strip() for part in end.split(",")) if part]
        code, parts = self._coarse(parts, base)
        by_register = not code and bool(context.code)
        scope = code or context.code
        found = (self._whole_parts(parts, scope) or self._inner_words(parts, scope)) if parts else None
        if found is None and by_register:
            # Outside the register's area only if district and village agree with each other.
            found, by_register, scope = self._whole_parts(parts, "", both=True), False, ""
        if found is None:
            better = len(code) > len(base)
            return Answer(code, "LOC-ADDRESS", self.texts.sure["address"]) if better else Answer()
        return found.shared(context) if by_register else found

    def _coarse(self, parts: list[str], base: str) -> tuple[str, list[str]]:
        """Takes province and regency off the end, if they fit `base`; returns the area known now and the parts left."""
        code = base
        for level, digits in (("province", 2), ("regency", 4)):
            if not parts:
                break
            look = self.gazetteer.find_regency if level == "regency" else lambda t, w, how: self.gazetteer.find(t, "province", w, how=how)
            found = look(parts[-1], (code[: digits - 2],), how="exact").codes
            fitting = [c for c in found if c.startswith(code) or code.startswith(c)]
            if len(fitting) == 1 and (len(parts) > 1 or not self._is_finer(parts[-1], code)):
                code, parts = max(code, fitting[0], key=len), parts[:-1]
        return code, parts

    def _is_finer(self, part: str, code: str) -> bool:
        """Whether a lone part is rather the district or village of that name inside the area known."""
        return bool(code) and any(self.gazetteer.find(part, level, (code,), how="exact").codes for level in ("district", "village"))

    def _whole_parts(self, parts: list[str], scope: str, *, both: bool = False) -> Answer | None:
        """The last part as district and one before it as village, else a part as village; misspelling allowed inside a regency."""
        how = "exact part spelling" if len(scope) >= DIGITS["regency"] else "exact"
        if len(scope) < DIGITS["district"] and parts:
            district = parts[-1]
            for village in reversed(parts[:-1]):
                found = self._pair(village, district, scope, how)
                if found and found.level == "village":
                    return found
            if both or not scope:
                return None
            alone = self._pair("", district, scope, how) if len(parts) > 1 else None
            return alone or self._single(parts, scope, how) or self._pair("", district, scope, how)
        return self._single(parts, scope, "exact spelling")

    def _pair(self, village: str, district: str, scope: str, how: str) -> Answer | None:
        return _from_address(self.texts.inside(Written(district=district, village=village), (scope,), how), self.texts.sure["address"])

    def _single(self, parts: list[str], scope: str, how: str) -> Answer | None:
        """The last part that is a village of `scope`; a part named like the district itself only if no other is."""
        own = self.gazetteer.names.get(scope, "")
        from_the_end = [part for part in reversed(parts) if part.split()[0] not in self.district_words]
        for part in sorted(from_the_end, key=lambda part: self.gazetteer.find(part, "district", (scope,), how="exact").codes != ()):
            codes = self.gazetteer.find(part, "village", (scope,), how=how).codes
            if len(codes) == 1:
                sure = self.texts.sure["address"] * (self.texts.sure["part"] if part == own.lower() else 1.0)
                return Answer(codes[0], "LOC-VILLAGE-ADDRESS", round(sure, 4))
        return None

    def _inner_words(self, parts: list[str], scope: str) -> Answer | None:
        """Names at the end of a part without commas: `sawahan sangkrah` -> Sangkrah; exact names only.

        A name followed by a word that is no area is not taken: Sumber Nayu is not Sumber.
        """
        if len(scope) < DIGITS["regency"]:
            return None
        district = ""
        for words in (part.split() for part in reversed(parts)):
            end = len(words)
            while end:
                start, code = self._name_ending(words, end, district or scope)
                if len(code) == DIGITS["village"]:
                    return Answer(code, "LOC-VILLAGE-ADDRESS", self.texts.sure["address"])
                if not code:
                    break
                end, district = start, code if len(code) == DIGITS["district"] else district
        return Answer(district, "LOC-DISTRICT-ONLY", self.texts.sure["address"]) if district else None

    def _name_ending(self, words: list[str], end: int, scope: str) -> tuple[int, str]:
        """Where the longest name that ends at word `end` begins, and its code; coarse names only if words are left before them."""
        for start in range(max(0, end - LONGEST_NAME), end):
            text = " ".join(words[start:end])
            for level in ("district", "regency", "province") if start else ():
                found = self.gazetteer.find(text, level, (scope[: DIGITS[level]],), how="exact").codes
                if len(found) == 1:
                    return start, found[0]
            villages = self.gazetteer.find(text, "village", (scope,), how="exact").codes
            if len(villages) == 1 and not (start and words[start - 1] in self.district_words):
                return start, villages[0]
        return end, ""


def _weight(answer: Answer) -> tuple[float, int]:
    """How much an address says in one of several regencies: first how surely, then how finely."""
    return answer.confidence, len(answer.code)


def _says_more(one: Answer, other: Answer) -> bool:
    """At least as sure and as fine, and more so in one of the two."""
    return _weight(one) != _weight(other) and one.confidence >= other.confidence and len(one.code) >= len(other.code)


def _from_address(found: Answer | None, sure: float) -> Answer | None:
    """An answer as read from an address: its own reason, and the doubt of reading it added."""
    if found is None or not found.code:
        return None
    reason = "LOC-VILLAGE-ADDRESS" if found.reason in ("LOC-VILLAGE-TEXT", "LOC-VILLAGE-SPELLING") else found.reason
    return found._replace(reason=reason, confidence=round(found.confidence * sure, 4))
