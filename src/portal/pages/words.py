"""The field's words in the reader's language: titles from the definition files, reasons from the catalogue."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language

from portal.pages import texts
from rajut import definitions, errors


def language() -> str:
    """`id` or `en`."""
    return "en" if (get_language() or "id").startswith("en") else "id"


def titles(definition: str) -> dict[str, str]:
    """Every id of `segments`, `roles` or `services` with its title, in the order of the definition file."""
    return {key: str(entry[language()]) for key, entry in definitions.load(definition).content[definition].items()}


def segment(key: str | None) -> str:
    """Title of a product line; `all` and unknown ones included."""
    if key == "all":
        return str(texts.EVERY_SEGMENT)
    return titles("segments").get(key or "", str(texts.UNKNOWN_SEGMENT))


def role(key: str | None) -> str:
    return titles("roles").get(key or "", str(texts.UNKNOWN))


def service(key: str) -> str:
    return titles("services").get(key, key)


def size(key: str | None) -> str:
    return str(texts.SIZES.get(key or "unknown", texts.UNKNOWN))


def named(row: dict[str, Any], field: str = "name") -> str:
    """The name of a cluster or sentra in the reader's language."""
    return str(row.get(f"{field}_{language()}") or row.get(f"{field}_id") or "")


def law(name: str) -> str:
    """A rule's source as the definitions name it, in the reader's language: `PP 29/2018 pasal 1`."""
    for written, said in texts.LAWS.items():
        name = name.replace(written, str(said))
    return name


def day(value: date | None) -> str:
    """`24 November 2026`."""
    return date_format(value, "j F Y") if value else "–"


def written_day(text: str | None) -> str:
    """A date of a register, `2025-09-27` or `2025`, as the reader writes it."""
    try:
        return day(date.fromisoformat(text or ""))
    except ValueError:
        return text or "–"


def reason(code: str, facts: dict[str, Any] | str | None = None) -> str:
    """The sentence of a reason code; the bare code where an older run knows a reason this version does not."""
    known = json.loads(facts) if isinstance(facts, str) else (facts or {})
    try:
        return errors.sentence(code, language(), **known)
    except (KeyError, IndexError):
        return code


def kind_of_reason(code: str) -> str:
    """The sentence of a reason code for many rows at once: … stands for what differs from row to row."""
    return errors.sentence_of(code, _Differing(), language()) if code in errors.catalogue() else code


class _Differing(dict[str, str]):
    def __missing__(self, fact: str) -> str:
        return "…"
