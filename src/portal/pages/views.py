"""The about page, the health check and the pages for faults."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse

from portal.pages import texts, words
from portal.pages.show import show
from portal.pages.texts_definitions import TITLES
from rajut import __version__, definitions


def about(request: HttpRequest) -> HttpResponse:
    known = [{"title": TITLES[name], "definition": definitions.load(name)} for name in definitions.names()]
    return show(request, "pages/about.html", texts, version=__version__, definitions=known, segments=words.titles("segments"))


def health(request: HttpRequest) -> HttpResponse:
    """For a watcher of the server: it answers, and the database does."""
    from django.db import connection

    connection.ensure_connection()
    return JsonResponse({"status": "ok", "version": __version__})


def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse("User-agent: *\nDisallow: /petugas/\nDisallow: /en/petugas/\n", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _fault(request, 400, texts.BAD_REQUEST_TITLE, texts.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _fault(request, 403, texts.FORBIDDEN_TITLE, texts.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _fault(request, 404, texts.NOT_FOUND_TITLE, texts.NOT_FOUND)


def failed(request: HttpRequest) -> HttpResponse:
    return _fault(request, 500, texts.FAILED_TITLE, texts.FAILED)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _fault(request, 403, texts.FORBIDDEN_TITLE, texts.CSRF_FAILED)


def _fault(request: HttpRequest, status: int, title: object, sentence: object) -> HttpResponse:
    return show(request, "pages/fault.html", texts, status=status, title=title, sentence=sentence, code=status)
