"""The area a register is of by its own words: the title above its columns, the name of its sheet or of its file.

"DAFTAR USAHA KOTA SURAKARTA TAHUN 2023" tells of every row what none of them says. An area counts where it is named with its level
(kabupaten, kota, provinsi), since a bare "Madiun" is two, and where no other is named that does not lie in it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

from rajut.areas import level_of, names
from rajut.reading.headers import plain

_SHORT = {"kab": "kabupaten", "kodya": "kota", "kotamadya": "kota", "prov": "provinsi", "propinsi": "provinsi"}
_LEFT_OUT = frozenset({"administrasi", "adm"})
_LEVELS = ("province", "regency")


def area_of(titles: Iterable[str]) -> str | None:
    """The code (2 or 4 digits) of the province or regency that the titles name, or None."""
    said = [f" {_spelt(title)} " for title in titles]
    if not any(f" {level} " in title for title in said for level in ("kabupaten", "kota", "provinsi")):
        return None  # most registers: the list of areas is not even opened
    found = set()
    for name, code in _named():
        if any(name in title for title in said):
            found.add(code)
            said = [title.replace(name, " | ") for title in said]
    finest = max(sorted(found), key=len, default="")
    return finest if finest and all(finest.startswith(code) for code in found) else None


def is_area(code: object) -> bool:
    """Whether it is the code of a province or regency."""
    return str(code) in names() and level_of(str(code)) in _LEVELS


@functools.cache
def _named() -> list[tuple[str, str]]:
    """Names with their level and codes, the longest first: "Kabupaten Bandung Barat" is not "Kabupaten Bandung"."""
    codes = filter(is_area, names())
    spelt = {code: _spelt(f"provinsi {names()[code]}" if level_of(code) == "province" else names()[code]) for code in codes}
    return sorted(((f" {name} ", code) for code, name in spelt.items()), key=lambda named: (-len(named[0]), named))


def _spelt(text: str) -> str:
    words = (_SHORT.get(word, word) for word in plain(text).split())
    return " ".join(word for word in words if word not in _LEFT_OUT)
