"""With which clustering parameters the next run is formed: those of the published run, those defined, or those of a scenario."""

from __future__ import annotations

from typing import Any

from portal.registry import texts_rerun as texts
from portal.runs import parameters
from rajut.published import PublishedRun, scenarios

AS_NOW, DEFINED, SCENARIO = "", "defined", "scenario:"


def choices(run: PublishedRun) -> list[dict[str, str]]:
    """What there is to choose from: key, title, and what it means for the parameters."""
    now = scenarios.settings_of(run)
    found = [{"key": AS_NOW, "title": str(texts.PARAMETERS_NOW), "told": parameters.sentence(now)}]
    if now:
        found.append({"key": DEFINED, "title": str(texts.PARAMETERS_DEFINED), "told": ""})
    for one in scenarios.every(run.folder):
        title = str(texts.PARAMETERS_SCENARIO) % {"name": one["name"]}
        found.append({"key": f"{SCENARIO}{one['name']}", "title": title, "told": parameters.sentence(one["settings"])})
    return found


def chosen(run: PublishedRun, key: str) -> dict[str, Any] | None:
    """What `runs.tasks.start` is given for a choice; None if there is no such choice any more."""
    if key == AS_NOW:
        return {}
    if key == DEFINED:
        return {"settings": {}}
    known = {f"{SCENARIO}{one['name']}": one for one in scenarios.every(run.folder)}
    return {"settings": known[key]["settings"], "scenario": known[key]["name"]} if key in known else None
