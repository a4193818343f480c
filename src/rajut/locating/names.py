"""Names of places as people write them, brought to one spelling.

A *spaced* name is lower case, without accents, punctuation and level words (`Kel.`, `Kec.`, `Kab.`), with
abbreviations written out; a *key* is the spaced name without its spaces, because `Pasar Kliwon` and
`Pasarkliwon` are one place.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

from rajut import definitions

# Of small letters: apostrophes are left out, all that is neither letter nor digit is a space.
_PLAIN = {code: None if chr(code) in "'`" else chr(code) if chr(code).isalnum() else " " for code in range(128)}
NUMBERED = re.compile(r"^\s*[\[(]?\s*(\d{1,2})\s*[\])]?[\s.:-]*(?=[A-Za-z])")
CITY_WORDS = frozenset({"kota", "kotamadya", "kodya"})
REGENCY_WORDS = frozenset({"kab", "kabupaten"})


@functools.cache
def _words() -> tuple[dict[str, str], dict[str, frozenset[str]], frozenset[str]]:
    content = definitions.load("place_aliases").content
    levels = {level: frozenset(words) for level, words in content["level_words"].items()}
    return content["abbreviations"], levels, frozenset(content["nothing"])


@functools.lru_cache(maxsize=500_000)
def spaced(text: str, level: str) -> str:
    """`KEC. PANEKAN` (district) -> `panekan`; empty if the text says nothing."""
    abbreviations, level_words, nothing = _words()
    plain = text.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    tokens = plain.translate(_PLAIN).split()
    while len(tokens) > 1 and tokens[0] in level_words[level]:
        tokens = tokens[1:]
    said = " ".join([abbreviations.get(token, token) for token in tokens])
    return "" if said in nothing or said.isdigit() else said


def key(spaced_name: str) -> str:
    return spaced_name.replace(" ", "")


@dataclass(frozen=True)
class RegencyText:
    """A regency as written: its name, whether it says kabupaten or kota, and its number (`[19]`) if it has one."""

    name: str
    kind: str | None
    number: str | None


@functools.lru_cache(maxsize=50_000)
def regency_text(text: str) -> RegencyText:
    """`[77] KOTA MADIUN` -> name `kota madiun`, kind `kota`, number `77`."""
    number = NUMBERED.match(text)
    rest = text[number.end() :] if number else text
    words = re.sub(r"[^a-z]+", " ", rest.lower()).split()
    kind = next((kind for kind, first in (("kota", CITY_WORDS), ("kabupaten", REGENCY_WORDS)) if words and words[0] in first), None)
    return RegencyText(rest.strip(), kind, number.group(1).zfill(2) if number else None)
