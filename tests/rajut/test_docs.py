"""What must be documented is documented, and says what the code says."""

from __future__ import annotations

import re
import string
import tomllib
from pathlib import Path

import pytest

from rajut import definitions, errors, tables
from tools import generate_docs

ROOT = Path(__file__).parents[2]
STAGES = ("reading", "locating", "matching", "classifying", "mapping", "clustering", "planning", "sampling")


@pytest.mark.parametrize("page", sorted(generate_docs.pages()))
def test_generated_pages_are_up_to_date(page):
    found = (ROOT / "docs" / "generated" / page).read_text("utf-8")
    assert found == generate_docs.pages()[page], "run: make docs"


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_says_what_it_does_and_where_it_is_weak(stage):
    text = (ROOT / "src" / "rajut" / stage / "README.md").read_text("utf-8")
    assert "Known weaknesses" in text


def test_every_code_has_both_languages_with_the_same_facts():
    for code, texts in errors.catalogue().items():
        assert set(texts) == set(errors.LANGUAGES), code
        facts = [{field for _, field, _, _ in string.Formatter().parse(texts[language]) if field} for language in errors.LANGUAGES]
        assert facts[0] == facts[1], f"{code} tells different facts in its two languages"


def test_every_code_raised_is_in_the_catalogue():
    raised = set()
    for file in (ROOT / "src").rglob("*.py"):
        raised |= set(re.findall(r'RajutError\(\s*"([A-Z][A-Z0-9-]+)"', file.read_text("utf-8")))
    assert raised - set(errors.catalogue()) == set()


def test_every_definition_says_where_it_is_from():
    assert definitions.names()
    for name in definitions.names():
        assert definitions.load(name).source


def test_every_column_has_a_meaning():
    assert set(tables.TABLES) == set(tables.Table.__subclasses__())
    for table in tables.TABLES:
        assert table.__doc__
        assert all(column.meaning for column in table.columns().values())
        assert set(table.key) <= set(table.columns())
        assert set(table.personal) <= set(table.columns())


def test_the_readme_commands_exist():
    readme = (ROOT / "README.md").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"`?make ([a-z-]+)", readme))
    assert {"demo", "test"} <= named <= targets


def test_the_lock_holds_every_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE))
    named = {re.split(r"[^A-Za-z0-9._-]", one)[0].lower().replace("_", "-") for one in wanted}
    assert named - locked == set(), "run: make lock"
