"""Lists shown some rows at a time."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest

ROWS = 50


@dataclass(frozen=True)
class Part:
    """Which rows of a list a page shows. `number` counts from 1."""

    number: int
    rows: int = ROWS
    total: int = 0

    @property
    def first(self) -> int:
        return (self.number - 1) * self.rows

    @property
    def before(self) -> int:
        return self.number - 1

    @property
    def after(self) -> int:
        return self.number + 1

    @property
    def last_number(self) -> int:
        return max(1, -(-self.total // self.rows))

    @property
    def shown_from(self) -> int:
        return min(self.first + 1, self.total)

    @property
    def shown_to(self) -> int:
        return min(self.first + self.rows, self.total)

    def of(self, total: int) -> Part:
        """The same part once the total is known. Raises Http404 beyond the end."""
        part = Part(self.number, self.rows, total)
        if part.number > part.last_number:
            raise Http404
        return part


def asked(request: HttpRequest) -> Part:
    """The part asked for with `?halaman=`. Raises Http404 if it is no number from 1."""
    text = request.GET.get("halaman", "1")
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) < 10**8 and len(text) < 9):
        raise Http404
    return Part(int(text))
