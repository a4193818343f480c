"""Every sentence is in texts.py and has an English translation."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from django.test import Client

pytest.importorskip("babel", reason="needs the development packages: make setup")
ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))
import translations  # noqa: E402  a tool, not a package

TEMPLATES = sorted((ROOT / "src" / "portal").glob("*/templates/**/*.html"))
PLACES = re.compile(r"%\((\w+)\)s")


def test_every_sentence_is_translated() -> None:
    english = translations.translated()
    for message in translations.sentences():
        if message.id:
            found = english.get(message.id, message.context)
            assert found is not None, f"run tools/translations.py: {message.id}"
            assert found.string, f"no English for: {message.id}"
            assert not found.fuzzy, message.id


def test_translations_hold_the_same_facts() -> None:
    for message in translations.translated():
        if message.id:
            assert sorted(PLACES.findall(message.id)) == sorted(PLACES.findall(message.string)), message.id


def test_the_compiled_file_is_fresh() -> None:
    assert (translations.FOLDER / "django.mo").read_bytes() == translations.compiled(translations.translated())


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.name)
def test_templates_hold_no_sentence(template: Path) -> None:
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", template.read_text("utf-8"), flags=re.S)
    text = re.sub(r"<code>.*?</code>|<!.*?>|<[^>]*>|&\w+;", " ", text, flags=re.S)
    assert set(re.findall(r"[A-Za-z]{2,}", text)) <= {"KBLI"}


def test_no_sentence_is_left_over() -> None:
    """Every name of a texts.py is used somewhere."""
    portal = ROOT / "src" / "portal"
    users = {file: file.read_text("utf-8") for file in [*portal.rglob("*.html"), *portal.rglob("*.py")]}
    for texts in portal.glob("*/texts*.py"):
        for name in re.findall(r"^([A-Z][A-Z_0-9]+) = ", texts.read_text("utf-8"), re.M):
            assert any(re.search(rf"\.{name}\b|import .*\b{name}\b", text) for file, text in users.items() if file != texts), (
                f"{texts.parent.name}: {name}"
            )


def test_words_with_two_meanings_have_two_translations(visitor: Client, officer: Client) -> None:
    assert ">Sign in<" in visitor.get("/en/").text
    page = officer.get("/en/petugas/").text
    assert ">Sign out<" in page and ">Gone<" not in page
