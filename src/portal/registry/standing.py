"""What officers look up about decisions: which pair is next, what is decided, and what waits for the next run."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from portal.pages import figures, words
from portal.people.access import Sight
from portal.registry import places, queries, texts
from portal.registry.contradictions import standing
from portal.registry.models import APART, CLASS, EXCLUDE, PAIRS, PLACE, TOGETHER, Decision
from rajut.decisions import ABOUT_CLUSTERS
from rajut.published import PublishedRun, clusters, doubts
from rajut.tables.clustering import kind_of

ABOUT_BUSINESS = (PLACE, CLASS, EXCLUDE, APART, TOGETHER)
HOLDS, WAITS, LEAVES, LEFT = "holds", "waits", "leaves", "left"


@dataclass(frozen=True)
class Queue:
    """The pair to judge now (None if all are), and how far the work is."""

    pair: dict[str, Any] | None
    decided: int
    total: int
    skipped: int


def queue(run: PublishedRun, sight: Sight, skipped: set[tuple[str, str]]) -> Queue:
    pairs, total = doubts.queue_for_officer(run, sight.scope)
    done = decided_pairs()
    left = [pair for pair in pairs if pair not in done]
    open_ones = [pair for pair in left if pair not in skipped]
    pair = doubts.pair_for_officer(run, sight.scope, *open_ones[0]) if open_ones else None
    return Queue(queries.side_by_side(pair) if pair else None, len(pairs) - len(left), total, len(left) - len(open_ones))


def decided_pairs() -> set[tuple[str, str]]:
    return set(standing().filter(kind__in=PAIRS).values_list("subject", "other"))


def pair_decision(one: str, two: str) -> Decision | None:
    """What holds about a pair."""
    return standing().filter(kind__in=PAIRS, subject=min(one, two), other=max(one, two)).first()


def last_of(sight: Sight, user: Any) -> Decision | None:
    """The person's newest decision that holds, if it lies in the area that is theirs now."""
    return visible(sight).filter(by=user, undone_on=None).first()


def visible(sight: Sight) -> QuerySet[Decision]:
    """Decisions inside a person's area. Who made them opens nothing: an officer who moved leaves them to their successor."""
    return Decision.objects.filter(area_code__startswith=sight.area_code).select_related("by", "undone_by")


def about_business(run: PublishedRun, sight: Sight, business_id: str, record_ids: list[str]) -> list[dict[str, Any]]:
    """Decisions about a business or its records that the published run does not show yet, or still shows though undone; each told."""
    own = Q(subject=business_id) | Q(other=business_id)
    about = visible(sight).filter(Q(subject__in=record_ids) | Q(other__in=record_ids) | own)
    return [entry for entry in told(run, sight, list(about)) if entry["state"] in (WAITS, LEAVES)]


def told(run: PublishedRun, sight: Sight, decisions: list[Decision]) -> list[dict[str, Any]]:
    """Decisions as lines of a list: what was decided in words, whether the published run knows it, and whether they may undo it."""
    ids = sorted({record for decision in decisions if decision.kind in PAIRS for record in (decision.subject, decision.other)})
    rows = doubts.rows_of_records(run, ids)
    known = run.kept("decisions", lambda: _in_run(run))
    units = clusters.units(run, sorted({name for one in decisions if one.kind in ABOUT_CLUSTERS for name in (one.subject, one.other)}))
    return [
        {
            "decision": one,
            "says": unit_words(one, units) if one.kind in ABOUT_CLUSTERS else says(one, rows),
            "unit": units.get(one.subject),
            "state": _state(one, known),
            "undoable": sight.decides and sight.covers(one.area_code),
        }
        for one in decisions
    ]


def beyond(sight: Sight, decisions: list[Decision]) -> str:
    """How many decisions lie outside a person's area, and who sees them all; empty if there are none. Names no record."""
    codes = [decision.area_code for decision in decisions if not sight.covers(decision.area_code)]
    if not codes:
        return ""
    province = sight.area_code[:2]
    in_province = len(sight.area_code) > 2 and all(code.startswith(province) for code in codes)
    whom = texts.ASK["province"] % {"province": places.full_name(province)} if in_province else texts.ASK["ministry"]
    return str(texts.CONTRADICTS_BEYOND) % {"count": figures.whole(len(codes)), "whom": whom}


def openable(run: PublishedRun, sight: Sight, decisions: list[Decision]) -> set[int]:
    """The numbers of the decisions whose pair or business this person can open in the published run."""
    open_pairs = doubts.open_pairs_for_officer(run, sight.scope, [(one.subject, one.other) for one in decisions if one.kind in PAIRS])
    open_businesses = doubts.open_businesses_for_officer(run, sight.scope, [one.subject for one in decisions if one.kind in ABOUT_BUSINESS])
    return {one.pk for one in decisions if (one.subject, one.other) in open_pairs or one.subject in open_businesses}


def says(decision: Decision, rows: dict[str, dict[str, Any]]) -> str:
    """A decision in words."""
    facts: dict[str, Any] = {}
    if decision.kind in PAIRS:
        facts = {"one": _row(decision.subject, rows), "two": _row(decision.other, rows)}
    elif decision.kind == PLACE:
        facts = {"place": place_name(decision.value or {}), "business": decision.subject}
    else:
        facts = {"answer": class_words(decision.value or {}), "business": decision.subject}
    return str(texts.DECISIONS[decision.kind]) % facts


def unit_words(decision: Decision, units: dict[str, dict[str, Any]]) -> str:
    """A decision about clusters in words; a unit the run no longer has, and any business, by its number."""
    value = decision.value or {}
    named = {name: words.named(units[name]) if name in units else name for name in (decision.subject, decision.other)}
    key = "merge" if value.get("as") == "sentra" else f"{decision.kind}-{kind_of(decision.subject)}"
    facts = {"one": named[decision.subject], "two": named[decision.other], "parts": value.get("parts", 2)}
    facts["name"] = value.get(f"name_{words.language()}") or value.get("name_id") or value.get("name_en")
    return str(texts.UNIT_DECISIONS.get(key) or texts.UNIT_DECISIONS[decision.kind]) % facts


def about_units(run: PublishedRun, sight: Sight, names: list[str]) -> list[dict[str, Any]]:
    """Decisions about these sentra, clusters and businesses that hold, or wait for the next run to come or go; each told."""
    about = visible(sight).filter(kind__in=ABOUT_CLUSTERS).filter(Q(subject__in=names) | Q(other__in=names))
    return [entry for entry in told(run, sight, list(about)) if entry["state"] != LEFT]


def place_name(value: dict[str, Any]) -> str:
    """The area of a decided place with what it lies in."""
    return places.full_name(next((str(value[name]) for name in queries.CODES if value.get(name)), ""))


def class_words(value: dict[str, Any]) -> str:
    if value.get("fashion") is False:
        return str(texts.NOT_FASHION)
    parts = [words.segment(value["segment"])] if value.get("segment") else []
    return ", ".join([str(texts.IS_FASHION), *parts, *([words.role(value["role"])] if value.get("role") else [])])


def waiting_count(run: PublishedRun) -> int:
    """Decisions, of anyone anywhere, that the next run will change: new ones and undone ones."""
    known = run.kept("decisions", lambda: _in_run(run))
    return sum(_state(decision, known) in (WAITS, LEAVES) for decision in Decision.objects.iterator())


def _row(record: str, rows: dict[str, dict[str, Any]]) -> str:
    return queries.title(rows[record]) if record in rows else record


def _in_run(run: PublishedRun) -> set[tuple[str, str, str]]:
    return {(row["kind"], row["subject"], _said(row["kind"], row["other"], row["value"])) for row in run.rows("SELECT * FROM decisions")}


def _said(kind: str, other: str | None, value: Any) -> str:
    """What sets a decision apart from another of its kind about the same subject."""
    return f"{other or ''} {same_value(value)}" if kind in ABOUT_CLUSTERS else other or same_value(value)


def _state(decision: Decision, known: set[tuple[str, str, str]]) -> str:
    """Whether a decision holds in the published run, waits for the next, will leave with the next, or has left."""
    if decision.kind == PLACE:
        keys = {(PLACE, record, same_value(decision.value)) for record in decision.records}
    else:
        keys = {(decision.kind, decision.subject, _said(decision.kind, decision.other, decision.value))}
    there = keys <= known
    return (LEAVES if there else LEFT) if decision.undone_on else (HOLDS if there else WAITS)


def same_value(value: Any) -> str:
    """A value written one way only."""
    return json.dumps(json.loads(value) if isinstance(value, str) else value, sort_keys=True)
