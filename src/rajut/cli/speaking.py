"""What the commands say, in the language of who reads."""

from __future__ import annotations

from rich.console import Console

from rajut.errors import RajutError, current_language

console = Console()


def both(indonesian: str, english: str) -> str:
    return english if current_language() == "en" else indonesian


def warn(warning: RajutError | str) -> None:
    console.print(f"! {warning}", markup=False, highlight=False, soft_wrap=True)
