"""Rajut: knits Indonesia's fashion and textile businesses into clusters that can be coached.

import rajut
run = rajut.run(["businesses.csv"], out="workspace")
run.manifest["stages"]["matching"]["rows"]["businesses"]
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"
__all__ = ["__version__", "run"]


def __getattr__(name: str) -> Any:
    """`rajut.run`, loaded when it is asked for: the stages bring heavy libraries with them."""
    if name == "run":
        return importlib.import_module("rajut.pipeline").run
    raise AttributeError(name)
