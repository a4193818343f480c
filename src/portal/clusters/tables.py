"""The profile of a cluster as titled tables, before they become a spreadsheet or a PDF: the same rows in both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format

from portal.clusters import texts
from portal.pages import figures, words
from portal.pages import texts as page_texts
from rajut.published import PublishedRun


@dataclass(frozen=True)
class Figure:
    """A number with how people read it; `value` is as exact as what the page shows, None where withheld or unknown."""

    value: float | None
    shown: str


Cell = str | Figure


@dataclass(frozen=True)
class Table:
    title: str
    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    note: str = ""


def of(page: dict[str, Any]) -> list[Table]:
    """Every table of a profile (`profile.page`) that has a row, in the order of the page."""
    made = [_summary(page), _members(page), _standing(page), _missing(page), _sentra(page), _rules(page), _plan(page)]
    return [table for table in made if table.rows]


def told(sentences: list[str]) -> Table:
    """Why it is a cluster, a sentence a row."""
    return _table(texts.WHY, (texts.WHY,), ((sentence,) for sentence in sentences))


def about(run: PublishedRun) -> list[str]:
    """What a reader of a file must know: which run it is from, what an empty cell means, what the figures are not."""
    finished = date_format(run.finished_at, "j F Y") if run.finished_at else "–"
    stamp = str(page_texts.STAMP) % {"run": run.id, "date": finished}
    return [stamp, str(texts.SMALL_WHY), str(texts.FILE_EMPTY), str(texts.RULES_WHY), str(page_texts.FOOT)]


def count(value: int | None) -> Figure:
    """A count of members as it may be published."""
    if value is not None and 0 < value < figures.SMALL:
        return Figure(None, f"<{figures.SMALL}")
    return Figure(value, figures.whole(value)) if value is not None else Figure(None, str(page_texts.WITHHELD))


def percent(value: float | None) -> Figure:
    return Figure(None if value is None else round(value, 2), figures.percent(value))


def kilometres(metres: float | None) -> Figure:
    """As a number from 100 m on; what is nearer is told as the page tells it, not as 0.0."""
    return Figure(None if metres is None or metres < figures.NEAR_M else round(metres / 1000, 1), figures.kilometres(metres))


def metres_in_kilometres(metres: float | None) -> Figure:
    """Whole metres, as a number of kilometres that sorts: for officers, who see the place itself."""
    return Figure(None if metres is None else round(metres / 1000, 3), figures.kilometres(metres))


def quotient(value: float | None) -> Figure:
    return Figure(None if value is None else round(value, 1), figures.decimal(value))


def _table(title: Any, columns: Iterable[Any], rows: Iterable[tuple[Cell, ...]], note: Any = "") -> Table:
    return Table(str(title), tuple(str(column) for column in columns), list(rows), str(note))


def _summary(page: dict[str, Any]) -> Table:
    found = page["cluster"]
    rows: list[tuple[Any, Cell]] = [
        (texts.NUMBER, found["cluster_id"]),
        (texts.MAIN_LINE, words.segment(found["main_segment"])),
        (texts.REGENCY, found["regency"] or "–"),
        (texts.PROVINCE, found["province"] or "–"),
        *([(texts.DECREE, page["decree"])] if page["decree"] else []),
        (texts.MEMBERS, count(found["members"])),
        (texts.SENTRA, Figure(found["sentra"], figures.whole(found["sentra"]))),
        (texts.RADIUS_KM, kilometres(found["radius_m"])),
        (texts.MEDIAN_KM, kilometres(page["median_m"])),
        (texts.DENSITY, Figure(page["density"], figures.short(page["density"]))),
        (texts.SPECIALISATION, quotient(found["location_quotient"])),
        (texts.WOMEN, percent(page["women"])),
        (texts.MUSLIM_WEAR, percent(page["muslim_wear"])),
        (texts.WORKERS, Figure(page["workers"], figures.whole(page["workers"]))),
    ]
    return _table(texts.SUMMARY, (texts.FACT, texts.VALUE), ((str(title), cell) for title, cell in rows))


def _members(page: dict[str, Any]) -> Table:
    kinds = ((texts.LINE, "segments"), (texts.ROLE, "roles"), (texts.SIZE, "sizes"), (texts.OWNER_SEX, "sexes"))
    rows = ((str(title), part["title"], count(part["count"])) for title, name in kinds for part in page[name])
    return _table(texts.MEMBERS_BY, (texts.BY, texts.PART, texts.MEMBERS), rows, texts.SMALL_WHY)


def _standing(page: dict[str, Any]) -> Table:
    columns = (texts.FACT, texts.VALUE, texts.MEDIAN, texts.RANK, texts.OF_CLUSTERS, texts.JUDGEMENT)
    rows = (
        (
            str(row["title"]),
            row["value"],
            row["median"],
            Figure(row["rank"], figures.whole(row["rank"])),
            Figure(row["of"], figures.whole(row["of"])),
            str(row["verdict"]),
        )
        for row in page["standing"]
    )
    return _table(str(texts.STANDING) % {"segment": words.segment(page["cluster"]["main_segment"])}, columns, rows)


def _missing(page: dict[str, Any]) -> Table:
    rows = ((part["role"], kilometres(part["distance_m"])) for part in page["missing"])
    return _table(texts.MISSING, (texts.ROLE, texts.NEAREST_KM), rows)


def _sentra(page: dict[str, Any]) -> Table:
    columns = (texts.SENTRA, texts.LINE, texts.MEMBERS, texts.MEDIAN_KM, texts.P90_KM, texts.NUMBER)
    rows = (
        (
            words.named(row),
            words.segment(row["segment"]),
            count(row["members"]),
            kilometres(row["median_distance_m"]),
            kilometres(row["p90_distance_m"]),
            row["sentra_id"],
        )
        for row in page["sentra"]
    )
    return _table(texts.SENTRA_CAPTION, columns, rows)


def _rules(page: dict[str, Any]) -> Table:
    columns = (texts.RULE, texts.VINTAGE, texts.UNIT, texts.RULE_MET, texts.MEASURED, texts.NEEDED)
    names = [str(texts.RULE_CLUSTER), *(words.named(row) for row in page["sentra"])]
    rows = (
        (rule["title"], rule["vintage"], unit, str(texts.MET[cell["met"]]), cell["measured"] or "–", rule["needed"] or "–")
        for rule in page["rules"]
        for unit, cell in _units(names, rule)
    )
    return _table(texts.RULES_CAPTION, columns, rows, texts.RULES_WHY)


def _units(names: list[str], rule: dict[str, Any]) -> list[tuple[str, Any]]:
    """The units a rule is said of; one row for all of them where nothing is known of any."""
    said = [(name, cell) for name, cell in zip(names, rule["cells"], strict=True) if cell]
    return [(str(texts.EVERY_UNIT), said[0][1])] if rule["silent"] else said


def _plan(page: dict[str, Any]) -> Table:
    columns = (texts.SERVICE, texts.NEED, texts.ASSIGNED, texts.VENUE, texts.REASON)
    rows = (
        (
            words.service(row["service"]),
            Figure(round(row["score"], 2), figures.decimal(row["score"], 2)),
            row["partner"] or str(texts.UNMET),
            row["venue"] or "–",
            row["sentence"].replace("`", ""),
        )
        for row in page["plan"]
    )
    return _table(texts.PLAN_CAPTION, columns, rows)
