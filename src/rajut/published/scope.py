"""How much of a run one person may see: an area, and whether identity numbers are theirs to read.

Every question about single businesses takes a `Scope`, so that lists, counts, maps and exports agree. What has no known
place lies in the whole country only.
"""

from __future__ import annotations

from dataclasses import dataclass

# Of a business or record: what identifies a person elsewhere, and what they earn (UU 27/2022).
IDENTITIES = {"phone": "VARCHAR", "nik": "VARCHAR", "nib": "VARCHAR", "npwp": "VARCHAR", "sales": "DOUBLE", "capital": "DOUBLE"}
# Texts of a business or record into which people type such numbers, or an e-mail address, as well.
TEXTS = ("business_name", "owner", "address", "activity", "category")
# A telephone number has nine digits at least, where a date (01-02-2023) has eight; NIB, NPWP and NIK have 13, 15 and 16. A slash is part of
# none: RT 01/02 57148 is an address.
_TYPED = r"\(?(?:\+62|\b62|\b0)(?:[ .()-]*[0-9]){8,}|\b[0-9]{13,16}\b|[\w.+-]+@[\w-]+\.[\w.]+"
COLUMNS = {2: "province_code", 4: "regency_code", 6: "district_code", 10: "village_code"}


@dataclass(frozen=True)
class Scope:
    """`area` is an official code of 2, 4, 6 or 10 digits, or `""` for the whole country. Raises ValueError for others."""

    area: str = ""
    identities: bool = True

    def __post_init__(self) -> None:
        if self.area and not (self.area.isascii() and self.area.isdigit() and len(self.area) in COLUMNS):
            raise ValueError(f"no area code: {self.area!r}")

    def inside(self, alias: str) -> str:
        """The condition that a row of `businesses` or `places`, named `alias`, lies inside; parameters are `parameters`."""
        return f"{alias}.{COLUMNS[len(self.area)]} = $scope_area" if self.area else "true"

    def columns(self, alias: str) -> str:
        """Every column of `businesses` or `records`, those withheld from this person emptied, and what was typed elsewhere left out as …"""
        if self.identities:
            return f"{alias}.*"
        withheld = [f"CAST(NULL AS {kind}) AS {name}" for name, kind in IDENTITIES.items()]
        withheld += [f"regexp_replace({alias}.{name}, '{_TYPED}', '…', 'g') AS {name}" for name in TEXTS]
        return f"{alias}.* REPLACE ({', '.join(withheld)})"

    def shows(self, column: str) -> bool:
        """Whether a column of a business is this person's to read."""
        return self.identities or column not in IDENTITIES

    @property
    def parameters(self) -> dict[str, str]:
        return {"scope_area": self.area} if self.area else {}


COUNTRY = Scope()
