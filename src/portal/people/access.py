"""Who may open a page with personal data, and what of it they see. The only place that says so; the table is in `roles.py`.

Every page of officers is wrapped by `officers_only` or `may("…")`, and every question about businesses is given
`sight(request).scope`, which limits it in the database.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache

from portal.people.models import Officer
from portal.people.roles import RIGHTS
from rajut.published.scope import Scope

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Sight:
    """What one officer may see and do: their role's rights inside their area (`""` is the whole country)."""

    username: str
    role: str
    area_code: str
    sees_people: bool
    sees_identities: bool
    decides: bool
    publishes: bool
    manages_accounts: bool
    sees_log: bool
    proposes: bool
    coordinates: bool
    determines: bool

    @property
    def approves(self) -> bool:
        """Whether they have a part in approving clusters."""
        return self.proposes or self.coordinates or self.determines

    @property
    def scope(self) -> Scope:
        """The limits as questions to a published run take them."""
        return Scope(self.area_code, self.sees_identities)

    def covers(self, area_code: str | None) -> bool:
        """Whether something in this area is theirs; what has no known place is the ministry's alone."""
        return (area_code or "").startswith(self.area_code)


def sight(request: HttpRequest) -> Sight:
    """What the person asking may see. Raises PermissionDenied for anyone who is not an officer."""
    found = sight_or_none(request)
    if found is None:
        raise PermissionDenied
    return found


def sight_or_none(request: HttpRequest) -> Sight | None:
    """As `sight`, but None for visitors; asked once per request."""
    if not hasattr(request, "_sight"):
        request._sight = _sight_of(request.user)  # type: ignore[attr-defined]
    found: Sight | None = request._sight  # type: ignore[attr-defined]
    return found


def _sight_of(user: Any) -> Sight | None:
    officer = Officer.objects.filter(user=user).first() if user.is_authenticated and user.is_active else None
    if officer is None or officer.role not in RIGHTS:
        return None
    rights = {name: value for name, value in vars(RIGHTS[officer.role]).items() if name != "area_lengths"}
    return Sight(user.get_username(), officer.role, officer.area_code, **rights)


def may(right: str) -> Callable[[View], View]:
    """Opens a page to officers with a right of `roles.Rights`: `@may("decides")`.

    Visitors are sent to sign in, others are refused, and no cache keeps what an officer saw.
    """

    def only_with_right(view: View) -> View:
        @functools.wraps(view)
        def opened(request: HttpRequest, *parts: Any, **named: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not (right == "" or getattr(sight(request), right)):
                raise PermissionDenied
            sight(request)
            return view(request, *parts, **named)

        return never_cache(opened)

    return only_with_right


officers_only = may("")
people_only = may("sees_people")
identities_only = may("sees_identities")
deciders_only = may("decides")
publishers_only = may("publishes")
