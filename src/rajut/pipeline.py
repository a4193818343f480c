"""The whole story: read, locate, match, classify, chart, form, plan, publish.

A stage is a function of tables to tables; this module does the stages (`rajut.stages`) in their order. `rajut.running` does the keeping.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from rajut import areas, decisions
from rajut import tables as t
from rajut.engines import DuckDB, Maker
from rajut.errors import RajutError
from rajut.progress import Progress
from rajut.running import COUNTRY, INPUTS, Inputs, Work, begin, kept_input
from rajut.stages import STAGES
from rajut.workspace import Run, Workspace


def run(
    registers: Sequence[Path | str],
    out: Path | str,
    *,
    decisions_file: Path | None = None,
    partners: Path | None = None,
    venues: Path | None = None,
    settings: Sequence[str] = (),
    progress: Progress | None = None,
    engine: Maker = DuckDB,
) -> Run:
    """Registers in, a published run out.

    `registers`: register files; `out`: the workspace. `decisions_file`, `partners` and `venues`: files with
    the columns of the tables of those names; `settings`: clustering parameters such as `sentra.aim=30`.
    Returns the run, whose `manifest` has the figures. With the same inputs everything is found done; after a
    kill it goes on where it stopped.
    Raises RajutError with a stable code for anything a person can mend.
    """
    inputs = read_inputs(registers, decisions_file=decisions_file, partners=partners, venues=venues, settings=settings)
    workspace = Workspace(Path(out))
    with workspace.held():
        return _whole(workspace, inputs, progress, engine)


def again(
    out: Path | str,
    *,
    decisions_file: Path | None = None,
    mended: Sequence[Path] = (),
    form_anew: str | None = None,
    settings: Sequence[str] | None = None,
    progress: Progress | None = None,
    engine: Maker = DuckDB,
) -> Run:
    """The published run once more with other decisions, from the rows it read: the register files need not be at hand.

    `mended`: sheets `<register>.rejected.xlsx` (or .csv) whose rows a person mended. Without `decisions_file`
    its decisions stay. `form_anew`: ID or the code of a province or regency whose sentra and clusters, but for
    the locked ones, are formed as if there had been none. `settings`: clustering parameters such as `sentra.aim=30`
    instead of those of the published run, which stay unless some, or none, are given. Raises RUN-NOTHING-PUBLISHED, RUN-UNKNOWN-AREA, or
    RUN-READING-OLD after an upgrade that reads differently.
    """
    adopted = None if settings is None else _settings(settings)
    if form_anew and not (form_anew == COUNTRY or (len(form_anew) in (2, 4) and form_anew in areas.names())):
        raise RajutError("RUN-UNKNOWN-AREA", area=form_anew)
    workspace = Workspace(Path(out))
    workspace.published()  # asked before the workspace is held, which makes its folder
    with workspace.held():
        kept = workspace.published()
        given = {
            "decisions": decisions.read(decisions_file) if decisions_file else kept_input(kept, t.Decisions),
            "partners": kept_input(kept, t.Partners),
            "venues": kept_input(kept, t.Venues),
            "settings": kept_input(kept, t.ClusteringSettings) if adopted is None else adopted,
        }
        return _whole(workspace, Inputs(kept=kept, mended=mended, anew=form_anew, **given), progress, engine)


def _whole(workspace: Workspace, inputs: Inputs, progress: Progress | None, engine: Maker) -> Run:
    work = Work(workspace, begin(workspace, inputs), STAGES, engine, progress)
    with work.told():
        _refuse_contradictions(work.run)
        work.read(inputs)
        for stage in STAGES:
            work.do(stage)
        workspace.publish(work.run)
    return work.run


def _refuse_contradictions(run: Run) -> None:
    """Raise the contradictions among what officers decided about clusters, before any work is done."""
    from rajut import clustering

    with contextlib.closing(DuckDB()) as engine:
        for table in (t.Decisions, t.ClusteringSettings, t.FormerHomes, t.FormerUnits):
            engine.load(table.table, run.table(INPUTS, table.table))
        clustering.refuse_contradictions(engine, clustering.as_set(engine))


def run_reading(inputs: Inputs, out: Path, *, progress: Progress | None = None, engine: Maker = DuckDB) -> Run:
    """Begin a run and do its first stage only."""
    workspace = Workspace(out)
    with workspace.held():
        work = Work(workspace, begin(workspace, inputs), STAGES, engine, progress)
        with work.told(finish="waiting"):
            work.read(inputs)
    return work.run


def run_stage(name: str, out: Path, *, progress: Progress | None = None, engine: Maker = DuckDB) -> Run:
    """Do one later stage of the run begun last; the last stage publishes it.

    Raises RUN-NO-WORKSPACE, or RUN-STAGE-MISSING if a stage before it is not finished.
    """
    workspace = Workspace(out)
    workspace.latest()  # asked before the workspace is held, which makes its folder
    with workspace.held():
        work = Work(workspace, workspace.latest(), STAGES, engine, progress)
        last = name == STAGES[-1].name
        with work.told(finish="done" if last else "waiting"):
            work.do(next(stage for stage in STAGES if stage.name == name))
            if last:
                workspace.publish(work.run)
    return work.run


def read_inputs(
    registers: Sequence[Path | str],
    *,
    decisions_file: Path | None = None,
    partners: Path | None = None,
    venues: Path | None = None,
    settings: Sequence[str] = (),
) -> Inputs:
    """The inputs of a run. Raises what is wrong with the settings and with the files of decisions, partners and venues."""
    return Inputs(
        registers=[Path(file) for file in registers],
        decisions=decisions.read(decisions_file) if decisions_file else None,
        partners=_partners(partners) if partners else None,
        venues=_venues(venues) if venues else None,
        settings=_settings(settings),
    )


def _partners(file: Path) -> pa.Table:
    from rajut import planning

    return planning.read_partners(file)


def _venues(file: Path) -> pa.Table:
    from rajut import planning

    return planning.read_venues(file)


def _settings(texts: Sequence[str]) -> pa.Table:
    """Settings as an input; one that changes nothing is none. Raises SCEN-BAD-SETTING, SCEN-NO-PARAMETER, or Faults."""
    if not texts:
        return t.ClusteringSettings.schema().empty_table()
    from rajut import clustering  # dear to load, and reading asks nothing of it

    given = clustering.read_settings(texts)
    clustering.parameters(given)
    rows = [{"name": name, "value": value} for name, value in clustering.changed(given).items()]
    return pa.Table.from_pylist(rows, schema=t.ClusteringSettings.schema())
