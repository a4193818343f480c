"""Keeps the portal's English translation: `python tools/translations.py` after a sentence was changed.

Collects every Indonesian sentence of the `texts.py` and `texts_….py` files into locale/en/LC_MESSAGES/django.po, keeps the
translations that are there, and compiles django.mo. New sentences come with an empty translation to fill in
(and the tests fail until it is filled in).
"""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PORTAL = Path(__file__).resolve().parent.parent / "src" / "portal"
FOLDER = PORTAL / "locale" / "en" / "LC_MESSAGES"
KEYWORDS = {"_": None, "pgettext_lazy": ((1, "c"), 2)}


def sentences() -> Catalog:
    """Every sentence of the portal, in the order of files, untranslated."""
    found = Catalog(locale="en", project="Rajut", charset="utf-8")
    for file in sorted(PORTAL.glob("*/texts*.py")):
        place = str(file.relative_to(PORTAL))
        for _line, message, _comments, context in extract_from_file("python", file, keywords=KEYWORDS):
            found.add(message, locations=[(place, 0)], context=context)
    return found


def translated() -> Catalog:
    with (FOLDER / "django.po").open("rb") as file:
        return read_po(file, locale="en")


def compiled(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main() -> None:
    catalog = translated()
    catalog.update(sentences(), no_fuzzy_matching=True, keep_user_comments=False, update_creation_date=False)
    catalog.obsolete.clear()
    with (FOLDER / "django.po").open("wb") as file:
        write_po(file, catalog, width=0, omit_header=False, include_lineno=False)
    (FOLDER / "django.mo").write_bytes(compiled(catalog))
    missing = [message.id for message in catalog if message.id and not message.string]
    print(f"{len(catalog)} sentences, {len(missing)} without a translation")
    for message in missing:
        print(f"  {message}")


if __name__ == "__main__":
    main()
