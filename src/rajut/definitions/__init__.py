"""Knowledge as data. Each YAML file states its title, source, date and status beside its content.

`status` is `verified` (read in the source), `stated` (commonly stated, not verified) or `assumption`
(ours, to be argued about). A number someone may argue about lives here, never in code.
"""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml

# Written in C where the package has it: the definitions of a stage are read in a few milliseconds, not a fifth of a second.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
STATUSES = ("verified", "stated", "assumption")


@dataclass(frozen=True)
class Definition:
    name: str
    title: str
    source: str
    date: str
    status: str
    content: dict[str, Any]
    digest: str


@functools.cache
def load(name: str) -> Definition:
    """The definition file `<name>.yaml` of this folder. Raises ValueError if its head is incomplete."""
    data = (resources.files(__name__) / f"{name}.yaml").read_bytes()
    whole = yaml.load(data, Loader=_LOADER)  # noqa: S506 - both are safe loaders
    head = {field: str(whole.pop(field, "")) for field in ("title", "source", "date", "status")}
    if not all(head.values()) or head["status"] not in STATUSES:
        raise ValueError(f"definition {name} needs title, source, date and a status of {STATUSES}, found {head}")
    return Definition(name=name, content=whole, digest=hashlib.sha256(data).hexdigest(), **head)


def names() -> list[str]:
    """Every definition file, in order of name."""
    return sorted(file.name[:-5] for file in resources.files(__name__).iterdir() if file.name.endswith(".yaml"))
