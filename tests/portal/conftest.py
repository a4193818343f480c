"""The portal over the small world: `visitor` is anyone, `officer` is the ministry's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("django", reason="the portal's tests need the portal's packages: make setup")

from django.test import Client
from django.utils import translation

from support.border_world import border_world
from support.officers import sign_in
from support.small_world import small_world


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_world(tmp_path_factory.mktemp("small world"))  # a path with a space in it


@pytest.fixture(scope="session")
def borders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return border_world(tmp_path_factory.mktemp("border world"))


@pytest.fixture(autouse=True)
def workspace(world: Path, settings: Any, db: None) -> Path:
    settings.RAJUT_WORKSPACE = world
    translation.activate("id")  # whatever the test before read in English
    return world


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.fixture
def officer(db: None) -> Client:
    return sign_in("siti", "ministry")
