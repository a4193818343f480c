"""A person before a browser, for journeys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from support.portal_addresses import PASSWORD

on_the_wide_screen = pytest.mark.parametrize("person", ["wide light"], indirect=True)
on_the_phone = pytest.mark.parametrize("person", ["phone dark"], indirect=True)


@dataclass
class Person:
    """Someone before a screen. `go` follows an address of the portal."""

    page: Any
    portal: str
    wide: bool

    def go(self, address: str) -> None:
        self.page.goto(self.portal + address)

    def sign_in(self, username: str = "siti") -> None:
        self.go("/petugas/masuk/")
        self.page.get_by_label("Nama pengguna").fill(username)
        self.page.get_by_label("Kata sandi").fill(PASSWORD)
        self.page.get_by_role("button", name="Masuk").click()

    def wait_for_map(self) -> None:
        self.page.wait_for_selector("[data-map][data-ready=yes]")

    def at(self) -> str:
        return str(self.page.url).removeprefix(self.portal)

    def sees(self, words: str) -> bool:
        return bool(self.page.get_by_text(words).first.is_visible())

    def fits_the_screen(self) -> bool:
        self.page.locator("body").wait_for()  # on the way to a page there is a moment without any document
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
