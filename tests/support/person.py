"""A person before a browser, for journeys.

A click returns before the page it leads to is there, so whatever a person looks for is waited for: `sees`, `is_at` and the
others end when it is so, and fail with Playwright's own words when it is still not so after the page's default timeout.
"""

from __future__ import annotations

import re
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
        self.page.wait_for_url(re.compile(r"/petugas/(?!masuk/)"))  # to go on before the answer would break it off

    def sign_out(self) -> None:
        self.page.get_by_role("button", name="Keluar").click()
        self.page.get_by_role("button", name="Keluar").wait_for(state="detached")

    def wait_for_map(self) -> None:
        self.page.wait_for_selector("[data-map][data-ready=yes]")

    def is_at(self, address: str) -> None:
        """`*` stands for anything."""
        whole = ".*".join(map(re.escape, f"{self.portal}{address}".split("*")))
        self.page.wait_for_url(re.compile(f"^{whole}$"))

    def sees(self, words: str) -> None:
        self.page.get_by_text(words).filter(visible=True).first.wait_for()

    def sees_no(self, words: str, role: str | None = None) -> None:
        wanted = self.page.get_by_role(role, name=words) if role else self.page.get_by_text(words)
        wanted.first.wait_for(state="detached")

    def fits_the_screen(self) -> None:
        self.page.wait_for_function("document.body && document.documentElement.scrollWidth <= window.innerWidth")
