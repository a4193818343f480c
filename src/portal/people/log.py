"""Reading the audit log: which entries an officer may see, filtered, and as sentences or a spreadsheet."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import xlsxwriter
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_date

from portal.people import audit, texts
from portal.people.access import Sight
from portal.people.models import Entry
from rajut.areas.lookup import names

SPREADSHEET_ROWS = 100_000


@dataclass(frozen=True)
class Question:
    """What of the log is asked for; empty parts mean all. `since` and `until` are days, both included."""

    by: str = ""
    verb: str = ""
    area_code: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None


def asked(request: HttpRequest) -> Question:
    """The filter in the address. Raises Http404 for an unknown act, a code that cannot be or a day that is none."""
    given = {name: request.GET.get(name, "").strip().replace("\x00", "")[:150] for name in texts.LOG_FILTERS}
    area_code = given["wilayah"]
    if (given["perbuatan"] and given["perbuatan"] not in texts.VERBS) or (area_code and not (area_code.isascii() and area_code.isdigit())):
        raise Http404
    return Question(given["orang"], given["perbuatan"], area_code, given["tentang"], _day(given["dari"]), _day(given["sampai"]))


def _day(text: str) -> date | None:
    try:
        found = parse_date(text) if text else None
    except ValueError:
        found = None
    if (text and found is None) or (found and found.year not in range(2000, 2101)):
        raise Http404
    return found


def entries(sight: Sight, question: Question) -> QuerySet[Entry]:
    """The entries about the officer's own area that were asked for, the latest first."""
    found = Entry.objects.filter(_inside(sight.area_code) & _inside(question.area_code))
    if question.by:
        found = found.filter(by=question.by)
    if question.verb:
        found = found.filter(verb=question.verb)
    if question.subject:
        found = found.filter(Q(subject=question.subject) | Q(shown__contains=question.subject))
    if question.since:
        found = found.filter(at__gte=_midnight(question.since))
    if question.until:
        found = found.filter(at__lt=_midnight(question.until + timedelta(days=1)))
    return found


def _inside(area_code: str) -> Q:
    """A range of codes, which the index answers. `:` follows 9."""
    return Q(area_code__gte=area_code, area_code__lt=f"{area_code}:") if area_code else Q()


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def line(entry: Entry) -> dict[str, Any]:
    """An entry in the reader's language: who (with role and area then), what they did, where, more about it."""
    return {
        "at": timezone.localtime(entry.at),
        "who": str(texts.COMMAND) if entry.by == audit.COMMAND else entry.by,
        "post": str(texts.OPERATOR) if entry.by == audit.COMMAND else post(entry.by_role, entry.by_area),
        "did": str(texts.VERBS[entry.verb]) % {"subject": entry.subject} if entry.verb in texts.VERBS else entry.verb,
        "where": area_name(entry.area_code),
        "detail": entry.detail,
        "shown": entry.shown.split(),
    }


def post(role: str, area_code: str) -> str:
    """`Petugas kabupaten/kota, Kota Surakarta`."""
    return f"{texts.ROLES.get(role, texts.NO_ROLE)}, {area_name(area_code)}"


def area_name(area_code: str) -> str:
    """The name of an area with the regency it lies in, if it lies in one."""
    if not area_code:
        return str(texts.COUNTRY)
    own = names().get(area_code, area_code)
    return f"{own}, {names().get(area_code[:4], '')}" if len(area_code) > 4 else own


def spreadsheet(sight: Sight, question: Question) -> tuple[bytes, int]:
    """The same entries as an XLSX file, at most SPREADSHEET_ROWS of the latest, and how many those are."""
    out = io.BytesIO()
    rows = 0
    with xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [str(title) for title in texts.LOG_COLUMNS])
        for rows, entry in enumerate(entries(sight, question)[:SPREADSHEET_ROWS].iterator(), 1):
            told = line(entry)
            at = told["at"].strftime("%Y-%m-%d %H:%M:%S")
            sheet.write_row(rows, 0, [at, told["who"], told["post"], told["did"], told["where"], told["detail"], entry.shown])
    return out.getvalue(), rows
