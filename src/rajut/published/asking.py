"""Whether the next run could do what an officer asks of sentra and clusters, by the rules the run itself goes by."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from rajut.errors import RajutError
from rajut.published.opening import PublishedRun
from rajut.published.scenarios import settings_of
from rajut.tables.clustering import kind_of


def impossible(run: PublishedRun, asked: dict[str, Any], standing: Sequence[dict[str, Any]]) -> list[RajutError]:
    """What forbids a decision that nothing forbade before: too far, too many, too few, of different kinds, or against a standing one.

    asked, standing: kind, subject, other and value (a mapping or None), as the table `decisions` has them.
    """
    from rajut.clustering.contradicting import contradictions  # here, for it brings what forming needs
    from rajut.clustering.decided import Decision
    from rajut.clustering.settings import parameters as parameters_of

    made = [
        Decision(number, one["kind"], one["subject"], one["other"] or None, one["value"] or {}, str(number))
        for number, one in enumerate([*standing, asked])
    ]
    known, parameters = _known(run, sorted({name for one in made for name in one.ids})), parameters_of(settings_of(run))
    before = {str(fault) for fault in contradictions(made[:-1], known, parameters)}
    return [fault for fault in contradictions(made, known, parameters) if str(fault) not in before]


def _known(run: PublishedRun, names: list[str]) -> Any:
    from rajut.clustering.known import Known

    ids = {f"id{number}": name for number, name in enumerate(names)}
    held = ", ".join(f"${name}" for name in ids)
    homes = run.rows(f"SELECT business_id, sentra_id FROM homes WHERE sentra_id IS NOT NULL AND business_id IN ({held})", ids)
    sentra_of = {row["business_id"]: row["sentra_id"] for row in homes}
    wanted = {f"home{number}": name for number, name in enumerate(sorted({*names, *sentra_of.values()}))}
    either = f"sentra_id IN ({', '.join(f'${name}' for name in wanted)}) OR cluster_id IN ({held})"
    sentra = run.rows(f"SELECT sentra_id, cluster_id, members, regency_code, segment FROM sentra WHERE {either}", ids | wanted)
    businesses = run.rows(
        f"""SELECT b.business_id, b.regency_code, b.lon, b.lat, c.segment FROM businesses b
            JOIN classes c ON c.business_id = b.business_id WHERE b.business_id IN ({held})""",
        ids,
    )
    records = run.rows(f"SELECT split_by FROM unit_records WHERE unit_id IN ({held})", ids)
    kind = {row["sentra_id"]: (row["regency_code"], row["segment"]) for row in sentra}
    units = {name for name in names if kind_of(name) == "cluster"}
    return Known(
        sentra_of=sentra_of,
        cluster_of={row["sentra_id"]: row["cluster_id"] for row in sentra},
        members={row["sentra_id"]: row["members"] for row in sentra},
        kind=kind | {row["business_id"]: (row["regency_code"], row["segment"]) for row in businesses},
        place={row["business_id"]: (row["lon"], row["lat"]) for row in businesses if row["lon"] is not None and row["lat"] is not None},
        standing=units | {row["cluster_id"] for row in sentra} | {row["sentra_id"] for row in sentra},
        marks={mark for row in records for mark in json.loads(row["split_by"])},
    )
