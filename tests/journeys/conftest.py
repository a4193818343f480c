"""A real browser before the real server: `python -m portal serve` over the small world.

Journeys whose screen matters are walked twice: on a wide light screen and on a narrow dark phone. Wherever they go, no request
may leave the server and nothing may go wrong in the browser.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support.person import Person
from support.portal_addresses import PASSWORD
from support.small_world import running_run, small_world

SCREENS = {"wide light": (1280, 900, "light"), "phone dark": (360, 740, "dark")}
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
QUIET += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The system's Chromium; journeys are skipped where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("RAJUT_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip("browser journeys need Chromium: apt-get install chromium, or set RAJUT_CHROMIUM")
    return found


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the served small world, with an officer of the ministry, one of Surakarta, and one running run."""
    world = small_world(tmp_path_factory.mktemp("a workspace"))
    running_run(world, silent_for=-3600)  # its heartbeat is fresh for as long as the journeys take
    surroundings = os.environ | {"RAJUT_OFFICER_PASSWORD": PASSWORD, "DJANGO_SETTINGS_MODULE": "portal.config.settings"}
    surroundings["PYTHONPATH"] = str(Path(__file__).parents[2] / "src")
    command = [sys.executable, "-m", "portal", "--workspace", str(world)]
    for who in (["--username", "siti"], ["--username", "rini", "--role", "regency", "--area", "3372"]):
        subprocess.run([*command, "make_officer", *who, "--verbosity", "0"], env=surroundings, check=True)
    port = _free_port()
    server = subprocess.Popen([*command, "serve", "--port", str(port)], env=surroundings)
    try:
        _wait_for(f"http://127.0.0.1:{port}/sehat", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="browser journeys need Playwright: make setup")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield started
        started.close()


@pytest.fixture(params=list(SCREENS))
def person(request: pytest.FixtureRequest, portal: str, browser: Any) -> Iterator[Person]:
    width, height, scheme = SCREENS[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, locale="id-ID")
    page = context.new_page()
    page.set_default_timeout(20_000)
    elsewhere: list[str] = []
    faults: list[str] = []
    page.on("request", lambda asked: None if asked.url.startswith((portal, "data:", "blob:")) else elsewhere.append(asked.url))
    page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    yield Person(page, portal, width > 1000)
    context.close()
    assert elsewhere == []
    assert faults == []


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "the server ended while starting"
        try:
            urllib.request.urlopen(address, timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not answer within 30 seconds")
