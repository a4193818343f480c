"""Clustering parameters of a published run, and the scenarios kept beside it with their measures. No business is named."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rajut.errors import Faults, RajutError
from rajut.published.opening import PublishedRun
from rajut.published.runs import RunState, state_in

FORMING = "forming"  # as rajut.scenarios writes it


def every(folder: Path) -> list[dict[str, Any]]:
    """What scenario.json holds, for every scenario in a run's folder, in order of name."""
    files = sorted(folder.glob("scenario-*/scenario.json"))
    return [json.loads(file.read_text("utf-8")) for file in files]


def settings_of(run: PublishedRun) -> dict[str, float]:
    """The clustering parameters the run was formed with that differ from the definition."""
    return {row["name"]: row["value"] for row in run.rows("SELECT name, value FROM clustering_settings ORDER BY name")}


def defined(name: str) -> float | None:
    """What the definition says of a parameter; None if it has no number of that name."""
    from rajut.clustering.settings import defined_value  # here, for it brings what forming needs

    return defined_value(name)


def contradictions(settings: Mapping[str, float]) -> list[RajutError]:
    """What a run formed with these would be refused for."""
    from rajut.clustering.settings import parameters

    try:
        parameters(settings)
    except Faults as found:
        return found.faults
    except RajutError as fault:
        return [fault]
    return []


def forming(folder: Path) -> RunState | None:
    """The scenario of a run that is being formed, or how the last one ended; None before the first."""
    return state_in(folder / FORMING, FORMING, folder.parent.parent)


def ask_to_cancel(folder: Path) -> bool:
    """Ask the scenario that is being formed to stop; it does so at its next check. False if none is."""
    state = forming(folder)
    if state is None or state.status != "running":
        return False
    (folder / FORMING / "cancel").touch()
    return True
