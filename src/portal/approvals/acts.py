"""The one table of who may do what with a cluster: the regency proposes, the province coordinates, the ministry decides.

After Permen 23/2005: the regency scores and proposes, the province coordinates, the ministry determines.
"""

from __future__ import annotations

from dataclasses import dataclass

from portal.approvals.models import COORDINATED, DECIDED, PROPOSED, RETURNED, SUGGESTED


@dataclass(frozen=True)
class Act:
    """From any of the states `before` to `after`, for who has the right; `reason` and `decree` say what must be given."""

    right: str
    before: tuple[str, ...]
    after: str
    verb: str
    reason: bool = False
    decree: bool = False


PROPOSE, COORDINATE, DECIDE, RETURN, REFUSE, REVOKE = "propose", "coordinate", "decide", "return", "refuse", "revoke"
CONFIRM, CARRY = "confirm", "carry"  # after a run split, merged or ended what was decided
# fmt: off
ACTS: dict[str, Act] = {
    #               right          from                     to           in the log
    PROPOSE:    Act("proposes",    (SUGGESTED, RETURNED),   PROPOSED,    "proposed-cluster"),
    COORDINATE: Act("coordinates", (PROPOSED,),             COORDINATED, "coordinated-cluster"),
    RETURN:     Act("coordinates", (PROPOSED,),             RETURNED,    "returned-cluster", reason=True),
    DECIDE:     Act("determines",  (COORDINATED,),          DECIDED,     "decided-cluster",  decree=True),
    REFUSE:     Act("determines",  (COORDINATED,),          RETURNED,    "returned-cluster", reason=True),
    CONFIRM:    Act("determines",  (DECIDED,),              DECIDED,     "confirmed-cluster", reason=True),
    CARRY:      Act("determines",  (SUGGESTED, PROPOSED, COORDINATED, RETURNED), DECIDED, "carried-decree", reason=True),
    REVOKE:     Act("determines",  (DECIDED,),              RETURNED,    "revoked-cluster",  reason=True),
}
# fmt: on
WAITING = {"proposes": RETURNED, "coordinates": PROPOSED, "determines": COORDINATED}  # for whom a state waits
