"""What a text in a cell means. Every function answers None where the text does not say it plainly."""

from __future__ import annotations

import datetime
import math
import re
from typing import Any

from rajut import definitions

_AMOUNT = re.compile(r"(?:rp\.?|idr)?\s*([\d.,\s]*\d)\s*(?:,-|\.-)?\s*([a-z]*)\.?(?:\s*(?:rupiah|,-))?")
_PEOPLE = re.compile(r"(\d+)(?:[.,]0+)?\s*(?:orang|org|pekerja|karyawan|tenaga kerja|people|workers|naker)?\.?")
_DEGREES = re.compile(
    r"([NSEWLUTB]{0,2})\s*([-+]?\d+(?:[.,]\d+)?)\s*[°ºd:]\s*(?:(\d+(?:[.,]\d+)?)\s*['’′m:]?)?\s*(?:(\d+(?:[.,]\d+)?)\s*(?:[\"”″s]|''|’’)?)?\s*([A-Z]{0,2})"
)
_PAIR = re.compile(r"\(?\s*([-+]?\d+(?:[.,]\d+)?)\s*(?:[,;/|]\s*|\s+)([-+]?\d+(?:[.,]\d+)?)\s*\)?")
_ISO_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_LOCAL_DATE = re.compile(r"(\d{1,2})[-/. ]+([a-z]+|\d{1,2})[-/., ]+(\d{4})(?:\s.*)?")
_FIRST_DAY_OF_SHEETS, _LAST_DAY_OF_SHEETS = 7_306, 54_789  # 1920-01-01 and 2050-01-01 as spreadsheets count days
_NEGATIVE_SIDES = ("S", "LS", "W", "BB")  # lintang selatan, bujur barat


def _words() -> dict[str, Any]:
    found: dict[str, Any] = definitions.load("layouts").content
    return found


def amount(text: str) -> float | None:
    """Rupiah, in Indonesian or English notation, with units of speech.

    >>> amount("1.500.000"), amount("Rp 2,5 jt"), amount("1,500,000.50"), amount("750 ribu")
    (1500000.0, 2500000.0, 1500000.5, 750000.0)
    """
    found = _AMOUNT.fullmatch(text.strip().lower())
    if not found:
        return None
    number, unit = decimal(found.group(1)), found.group(2)
    factor = _words()["values"]["amount_units"].get(unit) if unit not in ("", "rupiah") else 1
    return None if number is None or factor is None else round(number * factor, 2)


def decimal(text: str) -> float | None:
    """A number without sign: the last of two different marks is the decimal one, a mark before three digits groups thousands.

    >>> decimal("1.500"), decimal("1,5"), decimal("12.345,67"), decimal("1.23.4")
    (1500.0, 1.5, 12345.67, None)
    """
    text = re.sub(r"\s", "", text)
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", text):
        return float(text.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", text):
        return float(text.replace(",", ""))
    return float(text.replace(",", ".")) if re.fullmatch(r"\d{1,18}([.,]\d+)?", text) else None


def people(text: str) -> int | None:
    """A number of people: `5 orang`, `5.0`."""
    found = _PEOPLE.fullmatch(text.strip().lower())
    return int(found.group(1)) if found and len(found.group(1)) < 8 else None


def degrees(text: str, axis: str) -> float | None:
    """A coordinate as given; `axis` (lat or lon) chooses from a text that holds both, latitude first.

    A number that lost its decimal mark stays as it is: the stage that locates repairs its scale.

    >>> degrees("7°34'12\\" S", "lat"), degrees("110,82", "lon"), degrees("-7.57, 110.82", "lon"), degrees("-7.578.101", "lat")
    (-7.57, 110.82, 110.82, -7578101.0)
    """
    text = text.strip().replace("−", "-")
    simple = text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
    if re.fullmatch(r"[-+]?\d+\.\d+\.[\d.]*\d", simple):
        simple = simple.replace(".", "")
    if re.fullmatch(r"[-+]?\d{1,18}(\.\d*)?", simple):
        return _finite(float(simple))
    pair = _PAIR.fullmatch(text)
    if pair:
        return degrees(pair.group(1 if axis == "lat" else 2), axis)
    return _sexagesimal(text.upper())


def _sexagesimal(text: str) -> float | None:
    found = _DEGREES.fullmatch(text)
    if not found:
        plain = re.fullmatch(r"([-+]?\d+(?:[.,]\d+)?)\s*°?\s*([A-Z]{1,2})", text)
        return _signed(float(plain.group(1).replace(",", ".")), plain.group(2)) if plain else None
    before, whole, minutes, seconds, after = found.groups()
    parts = [float((part or "0").replace(",", ".")) for part in (whole, minutes, seconds)]
    if parts[1] >= 60 or parts[2] >= 60:
        return None
    size = abs(parts[0]) + parts[1] / 60 + parts[2] / 3600
    return _signed(-size if whole.startswith("-") else size, before or after)


def _signed(value: float, side: str) -> float | None:
    if side not in ("", "N", "S", "E", "W", "LU", "LS", "BT", "BB", "U", "T"):
        return None
    return _finite(round(-abs(value) if side in _NEGATIVE_SIDES else value, 9))


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def date(text: str) -> str | None:
    """YYYY-MM-DD or YYYY; the day before the month, as Indonesia writes it; days as spreadsheets number them.

    >>> date("01/05/2019"), date("17 Agustus 2020"), date("43586"), date("2021")
    ('2019-05-01', '2020-08-17', '2019-05-01', '2021')
    """
    text = text.strip().lower()
    if re.fullmatch(r"\d{4}(\.0)?", text):
        return text[:4] if _plausible_year(int(text[:4])) else None
    if re.fullmatch(r"\d{4,5}(\.\d+)?", text):
        return _sheet_day(int(float(text)))
    if found := _ISO_DATE.fullmatch(text):
        return _calendar(int(found.group(1)), int(found.group(2)), int(found.group(3)))
    if found := _LOCAL_DATE.fullmatch(text):
        month = found.group(2)
        number = int(month) if month.isdigit() else _words()["values"]["months"].get(month)
        return _calendar(int(found.group(3)), number, int(found.group(1))) if number else None
    found = re.fullmatch(r"([a-z]+)\s+(\d{4})", text)
    return found.group(2) if found and found.group(1) in _words()["values"]["months"] and _plausible_year(int(found.group(2))) else None


def year(text: str) -> int | None:
    """The year of a date, or the only year in a text such as `sejak 1998`."""
    if known := date(text):
        return int(known[:4])
    found = set(re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", text))
    value = int(found.pop()) if len(found) == 1 else None
    return value if value and _plausible_year(value) else None


def _plausible_year(value: int) -> bool:
    years = _words()["years"]
    return bool(years["from"] <= value <= years["to"])


def _sheet_day(number: int) -> str | None:
    if not _FIRST_DAY_OF_SHEETS <= number <= _LAST_DAY_OF_SHEETS:
        return None
    return (datetime.date(1899, 12, 30) + datetime.timedelta(days=number)).isoformat()


def _calendar(year_: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year_, month, day).isoformat() if _plausible_year(year_) else None
    except ValueError:
        return None
