"""Settings: numbers of definitions/clustering that a person changed, for a scenario or for the runs from now on."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from rajut import definitions
from rajut.clustering.forming import form
from rajut.clustering.parameters import Parameters, defined
from rajut.engines import Engine
from rajut.errors import RajutError
from rajut.progress import Progress

Settings = dict[str, float]


def form_as_set(engine: Engine, progress: Progress) -> dict[str, Any]:
    """`form` with the parameters that `clustering_settings` changes."""
    return form(engine, progress, as_set(engine))


def as_set(engine: Engine) -> Parameters:
    """The defined parameters, changed as `clustering_settings` says."""
    return parameters({row["name"]: row["value"] for row in engine.rows("SELECT name, value FROM clustering_settings")})


def parameters(settings: Mapping[str, float]) -> Parameters:
    """The defined parameters, changed. Raises SCEN-NO-PARAMETER, SCEN-BAD-SETTING, or Faults with the contradictions."""
    try:
        found = defined(settings)
    except KeyError as fault:
        raise RajutError("SCEN-NO-PARAMETER", name=fault.args[0]) from fault
    except ValueError as fault:
        name = fault.args[0]
        raise RajutError("SCEN-BAD-SETTING", setting=f"{name}={settings[name]}") from fault
    found.check()
    return found


def read_settings(texts: Sequence[str]) -> Settings:
    """`["sentra.aim=30"]` as `{"sentra.aim": 30}`. Raises SCEN-BAD-SETTING."""
    return dict(_setting(text) for text in texts)


def changed(settings: Mapping[str, float]) -> Settings:
    """Those that differ from the definition, in order of name."""
    return {name: whole_or_not(value) for name, value in sorted(settings.items()) if value != defined_value(name)}


def defined_value(name: str) -> float | None:
    """What definitions/clustering says of `sentra.aim`; None if it has no number of that name."""
    section, _, key = name.partition(".")
    held = definitions.load("clustering").content.get(section)
    value = held.get(key) if isinstance(held, dict) else None
    return value if type(value) in (int, float) else None


def whole_or_not(value: float) -> float:
    """30 rather than 30.0."""
    return int(value) if float(value).is_integer() else float(value)


def _setting(text: str) -> tuple[str, float]:
    name, _, value = text.partition("=")
    try:
        number = float(value)
    except ValueError as fault:
        raise RajutError("SCEN-BAD-SETTING", setting=text) from fault
    if not name.strip() or not math.isfinite(number):
        raise RajutError("SCEN-BAD-SETTING", setting=text)
    return name.strip(), whole_or_not(number)
