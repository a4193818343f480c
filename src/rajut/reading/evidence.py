"""How well the values of a column look like a role: the second witness beside the column's title."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rajut.reading import values
from rajut.reading.headers import words

# Day of birth with 40 added for women; no check of the area, which is that of first registration.
NIK = "[1-9][0-9]{5}(0[1-9]|[12][0-9]|3[01]|4[1-9]|[56][0-9]|7[01])(0[1-9]|1[0-2])[0-9]{6}"
# After the country code: mobile numbers start with 8, others with an area code of two or three digits.
PHONE = "62(8[1-9][0-9]{7,10}|[2-79][0-9]{7,10})"


def share(role: str, texts: Sequence[str]) -> float:
    """Share of the filled texts that look like the role, 0 to 1; 1 for an empty column, which says nothing against it."""
    filled = [text for text in texts if text.lower() not in words()["values"]["nothing"]]
    fits = _FITS[words()["roles"][role]["values"]]
    return sum(map(fits, filled)) / len(filled) if filled else 1.0


def speaks_for_itself(role: str, texts: Sequence[str]) -> bool:
    """Whether values alone, without a title, are enough to take a column for the role."""
    filled = [text for text in texts if text.lower() not in words()["values"]["nothing"]]
    fits = _FITS_ALONE.get(role, lambda text: True)
    enough = len(filled) >= 3 and len(set(filled)) >= 2
    return enough and share(role, filled) >= words()["fits_alone"] and sum(map(fits, filled)) >= words()["fits_alone"] * len(filled)


def is_pair(texts: Sequence[str]) -> bool:
    """Whether most texts hold a latitude and a longitude."""
    both = [_in("latitude", text, "lat") and _in("longitude", text, "lon") for text in texts if re.search(r"\d\D+\d.*\D", text)]
    return bool(texts) and sum(both) >= 0.5 * len(texts)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _phone(text: str) -> bool:
    first = re.split(r"[/;,]", text)[0]
    digits = re.sub(r"^(0|(?=8))", "62", _digits(first))
    return bool(re.fullmatch(PHONE, digits)) and not re.search(r"[a-z]{4}", text.lower())


def _in(range_name: str, text: str, axis: str) -> bool:
    found = values.degrees(text, axis)
    limits = words()[range_name]
    return found is not None and limits["from"] <= found <= limits["to"]


def _coordinate(text: str) -> bool:
    """Any number may be a damaged coordinate; which axis, the title says."""
    return values.degrees(text, "lat") is not None


def _sex(text: str) -> bool:
    return text.lower() in words()["values"]["female"] or text.lower() in words()["values"]["male"]


_FITS: dict[str, Callable[[str], bool]] = {
    "text": lambda text: not re.fullmatch(r"[-+]?[\d.,]+", text),
    "identifier": lambda text: len(text) <= 60,
    "phone": _phone,
    "nik": lambda text: bool(re.fullmatch(NIK, _digits(text))) and len(text) <= 24,
    "nib": lambda text: len(_digits(text)) == 13 and len(text) <= 20,
    "npwp": lambda text: len(_digits(text)) in (15, 16) and len(text) <= 24,
    "postal_code": lambda text: bool(re.fullmatch(r"[1-9]\d{4}", text)),
    "area_code": lambda text: len(_digits(text)) in (2, 4, 6, 10) and bool(re.fullmatch(r"[\d.]+", text)),
    "longitude": _coordinate,
    "latitude": _coordinate,
    "kbli": lambda text: bool(re.search(r"(?<!\d)\d{5}(?!\d)", text)),
    "whole": lambda text: values.people(text) is not None,
    "amount": lambda text: values.amount(text) is not None,
    "sex": _sex,
    "year": lambda text: values.year(text) is not None,
    "date": lambda text: values.date(text) is not None,
}

# Stricter where no title helps: a decimal number in the country's range, a written word for the sex.
_FITS_ALONE: dict[str, Callable[[str], bool]] = {
    "lat": lambda text: "." in text.replace(",", ".") and _in("latitude", text, "lat") and len(_digits(text)) >= 4,
    "lon": lambda text: "." in text.replace(",", ".") and _in("longitude", text, "lon") and len(_digits(text)) >= 5,
    "owner_sex": lambda text: len(text) >= 4,
    "nib": lambda text: bool(re.fullmatch(r"\d{13}", text)) and not text.startswith(("08", "62")),
    "nik": lambda text: bool(re.fullmatch(r"\d{16}", text)),
    "phone": lambda text: text.startswith(("08", "+62", "62", "8")) and len(_digits(text)) >= 9,
}
