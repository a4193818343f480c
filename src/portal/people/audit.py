"""The audit log: one entry for every look at personal data and for every decision.

Views call `record` before they answer. If the entry cannot be written the page is refused, for nobody may look unseen.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import translation

from portal.people import texts
from portal.people.models import Entry, Officer

COMMAND = "-"  # who did it where no officer did: the command line


def record(*, by: Any | None, verb: str, subject: str = "", area_code: str = "", detail: str = "", shown: Iterable[str] = ()) -> Entry:
    """Add an entry. `by` is the user (None: the command line), `verb` a key of `texts.VERBS`, `subject` an id, `shown` the ids listed.

    `area_code` is where the subject lies, `detail` says more in plain words (see `told`), without a person's name or number.
    Raises ValueError for a verb that has no sentence.
    """
    if verb not in texts.VERBS:
        raise ValueError(f"no sentence for {verb!r}")
    officer = Officer.objects.filter(user=by).first() if by else None
    return Entry.objects.create(
        by=by.get_username() if by else COMMAND,
        by_role=officer.role if officer else "",
        by_area=officer.area_code if officer else "",
        verb=verb,
        subject=subject[:200],
        area_code=area_code,
        detail=detail,
        shown=" ".join(shown),
    )


def told(sentence: Any, **facts: Any) -> str:
    """A sentence of `texts` with its facts, for `detail`: always in Indonesian, whichever language the officer reads."""
    with translation.override("id"):
        return str(sentence) % facts
