"""Every permission of the portal, on one screen: what each role may see and do, always inside its area only."""

from __future__ import annotations

from dataclasses import dataclass

MINISTRY, PROVINCE, REGENCY, FACILITATOR, VIEWER = "ministry", "province", "regency", "facilitator", "viewer"


@dataclass(frozen=True)
class Rights:
    sees_people: bool  # names, owners, addresses and places of single businesses
    sees_identities: bool  # NIK, NPWP, NIB, telephone, sales, capital, rows as they stood, rejected rows
    decides: bool  # doubtful pairs, places, classes
    publishes: bool  # the runs of the whole country: watch them, stop one
    manages_accounts: bool  # of officers inside the own area, below the own role
    sees_log: bool  # of the own area
    proposes: bool  # clusters, to the province
    coordinates: bool  # what regencies proposed, to the ministry
    determines: bool  # clusters, by decree
    area_lengths: tuple[int, ...]  # digits the code of the own area may have; 0: the whole country


# fmt: off
RIGHTS: dict[str, Rights] = {
    #                    people identities decides publishes accounts log    propose coord. determ. area
    MINISTRY:    Rights(True,  True,      True,   True,     True,    True,  False,  False, True,   (0,)),
    PROVINCE:    Rights(True,  True,      True,   False,    True,    True,  False,  True,  False,  (2,)),
    REGENCY:     Rights(True,  True,      True,   False,    False,   True,  True,   False, False,  (4,)),
    FACILITATOR: Rights(True,  False,     False,  False,    False,   False, False,  False, False,  (4, 6, 10)),
    VIEWER:      Rights(False, False,     False,  False,    False,   False, False,  False, False,  (0, 2, 4, 6)),
}
# fmt: on
ROLES = tuple(RIGHTS)  # the highest first
AREA_LENGTHS = {role: rights.area_lengths for role, rights in RIGHTS.items()}


def below(role: str) -> tuple[str, ...]:
    """The roles an account manager of `role` may give: the ministry any, others only those below their own."""
    return ROLES if role == MINISTRY else ROLES[ROLES.index(role) + 1 :]
