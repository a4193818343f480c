"""The stage: businesses and decisions to classes.

1. reduce each business to its signature: known words per field, code, version, early or late,
2. tell from the signatures of each register how much of it is fashion, and from the given codes how far words of each kind can be
   trusted,
3. learn from the labels people gave, and number what they say about the texts,
4. answer every distinct question once: a signature, what its registers shift it by, how far it is trusted, what labels say,
5. give each business the answer to its question and its size classes,
6. put the decisions of people in place of the model's answers.

Businesses that ask the same of the same registers are a case: of millions of businesses there are a few hundred thousand.
"""

from __future__ import annotations

import functools
from typing import Any

import pyarrow as pa

from rajut import definitions
from rajut.classifying import decided, scoring, shares, signatures, teaching, witness
from rajut.classifying.sizes import size_sql
from rajut.engines import Engine
from rajut.progress import Progress

_ASKED = pa.schema(
    [
        *((name, pa.string()) for name in ("business_id", "registers", "size_class", "legal_size_class", "text", "signature")),
        ("lesson", pa.int64()),
    ]
)
_LESSONS = pa.schema([("lesson", pa.int64()), *(teaching.TAUGHT.field(name) for name in scoring.LESSONS)])
_WEIGHED = """
    FROM classifying_cases AS s JOIN classifying_weighed AS w ON w.signature = s.signature
    JOIN classifying_shifts AS f ON f.registers = s.registers"""
_MOVED = f"{_WEIGHED} JOIN classifying_trusts AS t ON t.kind = w.kind AND t.said = w.said"
_TEMPORARY = ("plain", "cases", "weighed", "shifts", "trusts", "told", "labelled", "lessons", "questions", "answers")


def classify(engine: Engine, progress: Progress) -> dict[str, Any]:
    """Make `classes`, one row for every business, from `businesses` and `decisions` (kind `class`), which follow their business by
    `identities` and `links`. Returns counts for the manifest.

    `classes` is a view: its parts `classes_asked` and `classes_answered` (and `classes_decided`) are a tenth of what it is written out.
    """
    progress.item("plain texts", 0.0)
    decided.follow(engine)
    _sign(engine)
    progress.check()
    progress.item("shares", 0.3)
    _count_cases(engine)
    _weigh(engine)
    progress.check()
    progress.item("labels", 0.4)
    teacher = _learn(engine)
    _teach(engine, teacher)
    progress.check()
    progress.item("answers", 0.5)
    _answer(engine, teacher.mixture if teacher else None)
    progress.item("decisions", 0.9)
    warnings = decided.apply(engine)
    facts = _facts(engine) | {"signatures": engine.count("classifying_questions"), "warnings": warnings}
    facts["labels_taught"] = teacher.labels if teacher else 0
    engine.drop(*(f"classifying_{name}" for name in _TEMPORARY))
    return facts


def _sign(engine: Engine) -> None:
    """`classes_asked`: signature and size classes of every business, and its text where people decided about any; no lesson yet."""
    year = definitions.load("classifying").content["kbli_2025_from"]
    text = "nullif(concat_ws(' ', name, activity), '')" if engine.count("classifying_told") else "CAST(NULL AS VARCHAR)"
    engine.view(
        "classifying_plain",
        f"""SELECT business_id, registers, plain_text(business_name) AS name, plain_text(activity) AS activity,
                   plain_text(category) AS category,
                   digits(kbli) AS given_kbli, CASE WHEN digits(kbli) IS NOT NULL THEN kbli_version END AS given_version,
                   CASE WHEN digits(kbli) IS NULL THEN NULL WHEN whole_or_null(substr(observed_on, 1, 4)) < {year} THEN {year - 1}
                        WHEN observed_on IS NULL THEN NULL ELSE {year} END AS year,
                   {size_sql("workers", "workers")} AS size_class, {size_sql("sales", "sales")} AS legal_size_class
            FROM businesses""",
    )
    engine.map("classes_asked", f"SELECT *, {text} AS text FROM classifying_plain", _signed, _ASKED, at_once=2)


def _signed(batch: pa.RecordBatch) -> pa.RecordBatch:
    own = [batch.column(name) for name in _ASKED.names[:-2]]
    return pa.RecordBatch.from_arrays([*own, signatures.sign(batch), pa.repeat(0, len(batch))], schema=_ASKED)


def _count_cases(engine: Engine) -> None:
    """`classifying_cases`: what businesses ask in which registers, and how many do."""
    case = "registers, signature, lesson"
    engine.create("classifying_cases", f"SELECT {case}, count(*) AS businesses FROM classes_asked GROUP BY {case}")


def _weigh(engine: Engine) -> None:
    """By how much the share of fashion in registers shifts the answers there, and how far words of each kind are trusted."""
    engine.map("classifying_weighed", "SELECT DISTINCT signature FROM classifying_cases", scoring.weigh, scoring.WEIGHED)
    own = "FROM classifying_cases AS s JOIN classifying_weighed AS w ON w.signature = s.signature"
    engine.put("classifying_shifts", shares.shifts(_counted(engine, "s.registers, w.own", own)))
    shifted = f"FROM (SELECT w.kind, w.said, round(w.without_code + f.shift, 4) AS without_code, s.businesses {_WEIGHED}) AS s"
    engine.put("classifying_trusts", witness.trusts(_counted(engine, "kind, said, without_code", shifted)))


def _counted(engine: Engine, columns: str, tables: str) -> pa.Table:
    return engine.fetch(f"SELECT {columns}, CAST(sum(s.businesses) AS BIGINT) AS businesses {tables} GROUP BY {columns}")


def _learn(engine: Engine) -> teaching.Teacher | None:
    """What the decisions about classes teach; null if they are too few."""
    engine.create(
        "classifying_labelled",
        """SELECT d.business_id, d.text, d.signature, f.shift, t.trust
            FROM (SELECT a.* FROM classes_asked AS a JOIN classifying_told AS d ON d.business_id = a.business_id) AS d
            JOIN classifying_weighed AS w ON w.signature = d.signature JOIN classifying_shifts AS f ON f.registers = d.registers
            JOIN classifying_trusts AS t ON t.kind = w.kind AND t.said = w.said""",
    )
    decisions = [(row, value) for row, value in decided.labels(engine, "classifying_labelled") if row["text"]]
    own = scoring.own_scores([row for row, _ in decisions])
    labels = [
        teaching.Label(
            business_id=row["business_id"],
            text=row["text"],
            fashion=value.get("fashion"),
            segment=value.get("segment"),
            role=value.get("role"),
            own_fashion=scores.fashion,
            own_segment=scoring.log_shares(scores.segment),
            own_role=scoring.log_shares(scores.role),
        )
        for (row, value), scores in zip(decisions, own, strict=True)
    ]
    return teaching.learn(labels, scoring.weights().segments, scoring.weights().roles)


def _teach(engine: Engine, teacher: teaching.Teacher | None) -> None:
    """`classifying_lessons`: all the different things that labels say of texts, numbered from 1; the numbers beside the businesses."""
    if not teacher:
        engine.put("classifying_lessons", _LESSONS.empty_table())
        return
    engine.map("classifying_taught", "SELECT DISTINCT text FROM classes_asked WHERE text IS NOT NULL", teacher.teach, teaching.TAUGHT)
    said = ", ".join(scoring.LESSONS)
    numbered = f"SELECT row_number() OVER (ORDER BY {said}) AS lesson, {said} FROM (SELECT DISTINCT {said} FROM classifying_taught) AS said"
    engine.create("classifying_lessons", numbered)
    same = " AND ".join(f"t.{name} IS NOT DISTINCT FROM l.{name}" for name in scoring.LESSONS)
    own = ", ".join(f"a.{name}" for name in _ASKED.names if name != "lesson")
    engine.create(
        "classes_asked",
        f"""SELECT {own}, coalesce(n.lesson, 0) AS lesson FROM classes_asked AS a
            LEFT JOIN (SELECT t.text, l.lesson FROM classifying_taught AS t JOIN classifying_lessons AS l ON {same}) AS n
            ON n.text = a.text""",
    )
    engine.drop("classifying_taught")
    _count_cases(engine)


def _answer(engine: Engine, mixture: teaching.Mixture | None) -> None:
    """`classes_modelled`: the classes as the model sees them, a view."""
    lessons, answers = (", ".join(f"{table}.{name}" for name in names) for table, names in (("l", scoring.LESSONS), ("a", scoring.ANSWERS)))
    engine.create(
        "classifying_questions",
        f"""SELECT DISTINCT s.signature, s.lesson, f.shift, t.trust, {lessons} {_MOVED}
            LEFT JOIN classifying_lessons AS l ON l.lesson = s.lesson""",
    )
    answer = functools.partial(scoring.answer, mixture=mixture)
    engine.map("classifying_answers", "SELECT * FROM classifying_questions", answer, scoring.ANSWERED)
    engine.create(
        "classes_answered",
        f"""SELECT s.registers, s.signature, s.lesson, {answers} {_MOVED} JOIN classifying_answers AS a
            ON a.signature = s.signature AND a.lesson = s.lesson AND a.shift = f.shift AND a.trust = t.trust""",
    )
    engine.view(
        "classes_modelled",
        f"""SELECT s.business_id, {answers}, s.size_class, s.legal_size_class, 'model' AS decided_by
            FROM classes_asked AS s JOIN classes_answered AS a
            ON a.registers = s.registers AND a.signature = s.signature AND a.lesson = s.lesson""",
    )


def _facts(engine: Engine) -> dict[str, Any]:
    """Counts of `classes`, without personal data."""
    counts = engine.rows(
        """SELECT count(*) AS businesses,
                  count(*) FILTER (WHERE fashion) AS fashion,
                  count(*) FILTER (WHERE fashion IS NULL) AS fashion_asked,
                  count(*) FILTER (WHERE fashion AND segment IS NULL) AS segment_unknown,
                  count(*) FILTER (WHERE fashion AND role IS NULL) AS role_unknown,
                  count(*) FILTER (WHERE muslim_wear) AS muslim_wear,
                  count(kbli_code) AS coded,
                  count(*) FILTER (WHERE decided_by <> 'model') AS decided
           FROM classes"""
    )[0]
    segments = engine.rows(
        "SELECT segment, count(*) AS businesses FROM classes WHERE segment IS NOT NULL GROUP BY segment ORDER BY segment"
    )
    return counts | {"segments": {row["segment"]: row["businesses"] for row in segments}}
