"""The published run, and the runs of the workspace."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from portal.pages import texts, words
from portal.pages.show import show
from portal.runs import texts as run_texts
from rajut.published import Published, runs


@functools.cache
def _published(workspace: Path) -> Published:
    return Published(workspace)


def published() -> Published:
    """The published run of the portal's workspace; one object for all threads."""
    return _published(Path(settings.RAJUT_WORKSPACE))


def with_run(view: Callable[..., HttpResponse] | None = None, *, empty_status: int = 404) -> Any:
    """Gives a view the published run, the same one for the whole page; before the first run says that there is none."""
    if view is None:
        return functools.partial(with_run, empty_status=empty_status)

    @functools.wraps(view)
    def with_the_run(request: HttpRequest, *parts: Any, **named: Any) -> HttpResponse:
        run = published().now()
        if run is None:
            return show(request, "pages/nothing.html", texts, status=empty_status)
        return view(request, run, *parts, **named)

    return with_the_run


def every_run() -> list[runs.RunState]:
    return runs.every(Path(settings.RAJUT_WORKSPACE))


def one_run(run_id: str) -> runs.RunState | None:
    return runs.one(Path(settings.RAJUT_WORKSPACE), run_id)


def redone_from_published(state: runs.RunState) -> bool:
    """Whether running the published run again does what this run was to do: it reads the same registers."""
    run = published().now()
    return run is not None and _registers(run.manifest) == _registers(state.manifest)


def _registers(manifest: dict[str, Any]) -> set[str]:
    """The digests of what is read, but for mended sheets: those are sent anew with every run."""
    return {entry["digest"] for entry in manifest.get("inputs", []) if "mends" not in entry}


def doing(state: runs.RunState) -> str:
    """What a running run does now: its stage and step."""
    if state.status != "running":
        return ""
    stage = str(run_texts.STAGES.get(str(state.progress.get("stage")), state.progress.get("stage") or ""))
    return " · ".join(part for part in (stage, step(str(state.progress.get("item") or ""))) if part)


def step(item: str) -> str:
    """What a stage does, in the reader's language; `candidates name` is one of several steps `candidates`."""
    known = run_texts.STEPS.get(item) or run_texts.STEPS.get(item.partition(" ")[0])
    return str(known or item)


def stages(state: runs.RunState) -> list[dict[str, Any]]:
    """Finished stages in order: name, seconds, rows by table, facts, warnings, where it was taken over from."""
    done = state.manifest.get("stages", {})
    order = [name for name in run_texts.STAGES if name in done] + [name for name in done if name not in run_texts.STAGES]
    return [
        {
            "name": run_texts.STAGES.get(name, name),
            "seconds": done[name].get("seconds"),
            "rows": [(run_texts.TABLES.get(table, table), rows) for table, rows in sorted(done[name].get("rows", {}).items())],
            "warnings": [words.reason(warning["code"], warning["facts"]) for warning in done[name].get("warnings", [])],
            "reused_from": done[name].get("reused_from"),
        }
        for name in order
    ]
