"""What runs did to clusters on their way to a decree: split, merged, ended. A decree goes on with the cluster that goes on.

Nothing of this is kept: it is read from the published run and those before it, so it is right whichever run is published. What an
officer decides anew is a step, and a step answers everything that happened before it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from portal.approvals import texts
from portal.approvals.models import COORDINATED, DECIDED, PROPOSED, Approval, Step
from portal.pages import figures, words
from rajut.published import PublishedRun, changes, clusters

ASKING = (PROPOSED, COORDINATED, DECIDED)  # states in which what happened is to be decided anew


@dataclass(frozen=True)
class Fate:
    """`here`: the run has the cluster. `heir`: the one that goes on with it, None if none does. `happened`: since its last step."""

    here: bool
    heir: str | None
    happened: tuple[dict[str, Any], ...]

    @property
    def asks(self) -> bool:
        return bool(self.happened) or not self.here


def fates(run: PublishedRun, approvals: Iterable[Approval]) -> dict[str, Fate]:
    """Of approvals taken up, by cluster. Approvals as `with_run` gives them."""
    heirs, events = changes.heirs(run), _by_cluster(run)
    order = {folder.name: number for number, folder in enumerate(changes.lineage(run))}
    found = {}
    for one in approvals:
        taken = order.get(one.taken_in, -1)
        happened = tuple(row for row in events.get(one.cluster_id, []) if row["change"] != "born" and order[row["run"]] > taken)
        here = one.cluster_id in _standing(run)
        found[one.cluster_id] = Fate(here, one.cluster_id if here else heirs.get(one.cluster_id), happened)
    return found


def with_run(approvals: QuerySet[Approval]) -> QuerySet[Approval]:
    """Each with `taken_in`, the run in which its last step that stands was taken."""
    last = Step.objects.filter(approval=OuterRef("pk"), takes_back=None, taken_back_by=None).order_by("-id").values("run_id")[:1]
    return approvals.annotate(taken_in=Subquery(last))


def asking(run: PublishedRun, approvals: QuerySet[Approval]) -> list[tuple[Approval, Fate]]:
    """Those that officers are to decide anew, the longest standing first."""
    open_ones = list(with_run(approvals.filter(state__in=ASKING)).order_by("changed_on", "cluster_id"))
    known = fates(run, open_ones)
    return [(one, known[one.cluster_id]) for one in open_ones if known[one.cluster_id].asks]


def ended(run: PublishedRun, cluster_ids: Iterable[str]) -> set[str]:
    """Those of the clusters that the run no longer has."""
    return set(cluster_ids) - _standing(run)


def predecessors(run: PublishedRun, cluster_ids: Iterable[str]) -> dict[str, str]:
    """Ended cluster -> the one of `cluster_ids` that goes on with it."""
    asked = set(cluster_ids)
    return {name: heir for name, heir in changes.heirs(run).items() if heir in asked}


def inherited(run: PublishedRun, cluster_id: str) -> list[Approval]:
    """What was taken up of clusters that ended and are part of this one now, and is not yet decided anew."""
    names = list(predecessors(run, [cluster_id]))
    return list(Approval.objects.filter(cluster_id__in=names, state__in=ASKING).order_by("cluster_id"))


def origins(run: PublishedRun, cluster_ids: Iterable[str]) -> dict[str, Approval]:
    """Of clusters that were split off another: the approval of that one, if it was taken up."""
    asked = set(cluster_ids)
    splits = [row for row in changes.upheavals(run) if row["change"] == "split"]
    of = {part: row["unit_id"] for row in splits for part in row["others"] if part in asked}
    known = {one.cluster_id: one for one in Approval.objects.filter(cluster_id__in=set(of.values()), state__in=ASKING)}
    return {part: known[name] for part, name in of.items() if name in known}


def sentences(run: PublishedRun, fate: Fate) -> list[str]:
    """What happened, in words for officers."""
    named = names_of(run, {other for row in fate.happened for other in row["others"]})
    told = [_sentence(row, named) for row in fate.happened]
    return told or ([] if fate.here else [str(texts.GONE)])


def for_everybody(run: PublishedRun, cluster_id: str) -> list[str]:
    """What happened to a cluster since it was decided, without figures."""
    own = list(with_run(Approval.objects.filter(cluster_id=cluster_id, state=DECIDED)))
    happened = fates(run, own)[cluster_id].happened if own else ()
    return list(dict.fromkeys(str(texts.SINCE_DECREE[row["change"]]) for row in happened))


def names_of(run: PublishedRun, cluster_ids: Iterable[str]) -> dict[str, str]:
    """The last name of clusters that are or were; of those that stand with their number."""
    return {name: words.named(row) for name, row in clusters.last_names(run, sorted(cluster_ids)).items()}


def _sentence(row: dict[str, Any], named: dict[str, str]) -> str:
    others = "; ".join(named.get(other, other) for other in row["others"])
    key = f"{row['change']}-alone" if row["change"] == "ended" and not others else row["change"]
    counts = {name: figures.whole(row[name]) for name in ("before", "members")}
    return str(texts.HAPPENED[key]) % (counts | {"others": others, "run": row["run"]})


def _by_cluster(run: PublishedRun) -> dict[str, list[dict[str, Any]]]:
    def made() -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = {}
        for row in changes.upheavals(run):
            found.setdefault(row["unit_id"], []).append(row)
        return found

    return dict(run.kept("upheavals by cluster", made))


def _standing(run: PublishedRun) -> set[str]:
    found: set[str] = run.kept("standing clusters", lambda: set(clusters.every_id(run)))
    return found
