"""Writes docs/generated from the code: the data dictionary, the error codes, the definitions.

What must be documented is taken from where it is defined, and a test holds the pages against the code.
"""

from __future__ import annotations

from pathlib import Path

from rajut import definitions, errors, tables

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "generated"


def pages() -> dict[str, str]:
    return {"data-dictionary.md": data_dictionary(), "errors.md": error_codes(), "definitions.md": definition_files()}


def data_dictionary() -> str:
    lines = ["# Data dictionary", "", f"{(tables.__doc__ or '').strip()}", ""]
    for table in tables.TABLES:
        lines += [f"## {table.table}", "", (table.__doc__ or "").strip(), ""]
        lines += [f"Key: {', '.join(table.key)}." + (f" Personal data: {', '.join(table.personal)}." if table.personal else ""), ""]
        lines += ["| column | type | empty allowed | meaning |", "|---|---|---|---|"]
        for name, column in table.columns().items():
            lines.append(f"| {name} | {column.type} | {'no' if column.required else 'yes'} | {_cell(column.meaning)} |")
        lines.append("")
    return "\n".join(lines)


def error_codes() -> str:
    lines = ["# Codes of errors and reasons", "", "| code | Indonesian | English |", "|---|---|---|"]
    for code, texts in sorted(errors.catalogue().items()):
        lines.append(f"| {code} | {_cell(texts['id'])} | {_cell(texts['en'])} |")
    return "\n".join([*lines, ""])


def definition_files() -> str:
    lines = ["# Definitions", "", "| file | what | status | date | source |", "|---|---|---|---|---|"]
    for name in definitions.names():
        known = definitions.load(name)
        lines.append(f"| {name} | {_cell(known.title)} | {known.status} | {known.date} | {_cell(known.source)} |")
    return "\n".join([*lines, ""])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, page in pages().items():
        (FOLDER / name).write_text(page, "utf-8")
