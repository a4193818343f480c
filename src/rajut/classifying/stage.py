"""The stage: businesses and decisions to classes.

1. find the known words of every distinct name, activity and label,
2. reduce each business to its signature: words per field, code, version, early or late,
3. tell from the signatures of each register how much of it is fashion, and from the given codes how far words of each kind can be
   trusted, and put both beside them,
4. learn from the labels people gave, and put what they say about every distinct text beside the signatures,
5. answer every distinct signature once,
6. give each business the answer of its signature and its size classes,
7. put the decisions of people in place of the model's answers.
"""

from __future__ import annotations

import functools
from typing import Any

import pyarrow as pa

from rajut import definitions
from rajut.classifying import decided, scoring, shares, teaching, witness
from rajut.classifying.sizes import size_sql
from rajut.classifying.words import vocabulary
from rajut.engines import Engine
from rajut.progress import Progress

_TEXTS = {
    "name": "SELECT name AS text FROM classifying_plain UNION SELECT activity FROM classifying_plain",
    "category": "SELECT DISTINCT category AS text FROM classifying_plain",
}
_WORDS = pa.schema([("text", pa.string()), ("words", pa.string())])
_SIGNATURE = (*scoring.SIGNATURE, *scoring.LESSONS)
_TEMPORARY = (
    *("name_words", "category_words", "plain", "weighed", "shifts", "shifted", "trusts"),
    *("taught", "signed", "signatures", "answers", "told"),
)


def classify(engine: Engine, progress: Progress) -> dict[str, Any]:
    """Make `classes`, one row for every business, from `businesses` and `decisions` (kind `class`), which follow their business by
    `identities` and `links`. Returns counts for the manifest."""
    progress.item("plain texts", 0.0)
    _plain(engine)
    progress.check()
    progress.item("words", 0.2)
    for field in _TEXTS:
        _find_words(engine, field)
    progress.check()
    progress.item("shares", 0.3)
    _sign(engine)
    _shift(engine)
    progress.check()
    progress.item("labels", 0.4)
    decided.follow(engine)
    teacher = _learn(engine)
    if teacher:
        _teach(engine, teacher)
    progress.check()
    progress.item("answers", 0.5)
    signature = _signatures(engine, _SIGNATURE)
    answer = functools.partial(scoring.answer, mixture=teacher.mixture if teacher else None)
    engine.map("classifying_answers", "SELECT * FROM classifying_signatures", answer, scoring.schema(signature))
    progress.check()
    progress.item("classes", 0.7)
    _answer(engine)
    progress.item("decisions", 0.9)
    warnings = decided.apply(engine)
    facts = _facts(engine) | {"signatures": engine.count("classifying_signatures"), "warnings": warnings}
    facts["labels_taught"] = teacher.labels if teacher else 0
    engine.drop(*(f"classifying_{name}" for name in _TEMPORARY))
    return facts


def _plain(engine: Engine) -> None:
    """`classifying_plain`: the texts of every business in plain form, and its code as given."""
    year = definitions.load("classifying").content["kbli_2025_from"]
    engine.create(
        "classifying_plain",
        f"""SELECT business_id, registers, plain_text(business_name) AS name, plain_text(activity) AS activity,
                   plain_text(category) AS category,
                   digits(kbli) AS given_kbli, CASE WHEN digits(kbli) IS NOT NULL THEN kbli_version END AS given_version,
                   CASE WHEN digits(kbli) IS NULL THEN NULL WHEN whole_or_null(substr(observed_on, 1, 4)) < {year} THEN {year - 1}
                        WHEN observed_on IS NULL THEN NULL ELSE {year} END AS year
            FROM businesses""",
    )


def _find_words(engine: Engine, field: str) -> None:
    def find(batch: pa.RecordBatch) -> pa.RecordBatch:
        return pa.RecordBatch.from_arrays([batch.column("text"), vocabulary(field).find(batch.column("text"))], schema=_WORDS)

    engine.map(f"classifying_{field}_words", f"SELECT text FROM ({_TEXTS[field]}) AS texts WHERE text IS NOT NULL", find, _WORDS)


def _sign(engine: Engine) -> None:
    """`classifying_signed`: the signature and the text of every business; nothing shifted or taught yet."""
    sql = {pa.float64(): "DOUBLE", pa.string(): "VARCHAR"}
    lessons = ", ".join(f"CAST(NULL AS {sql[teaching.TAUGHT.field(name).type]}) AS {name}" for name in scoring.LESSONS)
    engine.create(
        "classifying_signed",
        f"""SELECT p.business_id, p.registers, n.words AS name_words, a.words AS activity_words, c.words AS category_words,
                   p.given_kbli, p.given_version, CAST(p.year AS BIGINT) AS year,
                   CAST(0.0 AS DOUBLE) AS shift, CAST(0.0 AS DOUBLE) AS trust,
                   nullif(concat_ws(' ', p.name, p.activity), '') AS text, {lessons}
            FROM classifying_plain AS p
            LEFT JOIN classifying_name_words AS n ON n.text = p.name
            LEFT JOIN classifying_name_words AS a ON a.text = p.activity
            LEFT JOIN classifying_category_words AS c ON c.text = p.category""",
    )


def _shift(engine: Engine) -> None:
    """Put beside the signatures by how much the share of fashion in their registers shifts them, and how far their words are trusted."""
    signature = _signatures(engine, scoring.SIGNATURE)
    engine.map("classifying_weighed", "SELECT * FROM classifying_signatures", scoring.weigh, scoring.weighed(signature))
    weighed = ", ".join(f"w.{name}" for name in scoring.WEIGHED.names)
    engine.create(
        "classifying_signed",
        f"SELECT s.*, {weighed} FROM classifying_signed AS s JOIN classifying_weighed AS w ON {_same(scoring.SIGNATURE)}",
    )
    engine.put("classifying_shifts", shares.shifts(_counted(engine, "registers, own")))
    shifted = "round(s.without_code + f.shift, 4) AS without_code"
    engine.create(
        "classifying_shifted",
        f"SELECT s.kind, s.said, {shifted} FROM classifying_signed AS s JOIN classifying_shifts AS f ON f.registers = s.registers",
    )
    engine.put("classifying_trusts", witness.trusts(_counted(engine, "kind, said, without_code", "classifying_shifted")))
    moved = ("shift", "trust", *scoring.WEIGHED.names)
    others = ", ".join(f"s.{name}" for name in engine.columns("classifying_signed") if name not in moved)
    engine.create(
        "classifying_signed",
        f"""SELECT {others}, f.shift, t.trust FROM classifying_signed AS s JOIN classifying_shifts AS f ON f.registers = s.registers
            JOIN classifying_trusts AS t ON t.kind = s.kind AND t.said = s.said""",
    )


def _counted(engine: Engine, columns: str, table: str = "classifying_signed") -> pa.Table:
    return engine.fetch(f"SELECT {columns}, count(*) AS businesses FROM {table} GROUP BY {columns}")


def _signatures(engine: Engine, columns: tuple[str, ...]) -> pa.Schema:
    """`classifying_signatures`: the distinct ones. Returns their schema."""
    engine.create("classifying_signatures", f"SELECT DISTINCT {', '.join(columns)} FROM classifying_signed")
    return engine.fetch("SELECT * FROM classifying_signatures LIMIT 0").schema


def _same(columns: tuple[str, ...]) -> str:
    """That `s` and `w` have the same signature. An unknown part must meet an unknown part: coalesce to a text that no signature holds."""
    return " AND ".join(f"coalesce(CAST(s.{name} AS VARCHAR), '?') = coalesce(CAST(w.{name} AS VARCHAR), '?')" for name in columns)


def _learn(engine: Engine) -> teaching.Teacher | None:
    """What the decisions about classes teach; null if they are too few."""
    decisions = [(row, value) for row, value in decided.labels(engine, "classifying_signed") if row["text"]]
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


def _teach(engine: Engine, teacher: teaching.Teacher) -> None:
    """Put what the labels say of each text beside the signatures."""
    texts = "SELECT DISTINCT text FROM classifying_signed WHERE text IS NOT NULL"
    engine.map("classifying_taught", texts, teacher.teach, teaching.TAUGHT)
    own, lessons = (", ".join(f"{table}.{name}" for name in names) for table, names in (("s", scoring.SIGNATURE), ("t", scoring.LESSONS)))
    engine.create(
        "classifying_signed",
        f"SELECT s.business_id, {own}, s.text, {lessons} FROM classifying_signed AS s LEFT JOIN classifying_taught AS t ON t.text = s.text",
    )


def _answer(engine: Engine) -> None:
    """`classes` as the model sees them."""
    answers = ", ".join(f"w.{name}" for name in scoring.ANSWERS)
    engine.create(
        "classes",
        f"""SELECT s.business_id, {answers}, {size_sql("workers", "b.workers")} AS size_class,
                   {size_sql("sales", "b.sales")} AS legal_size_class, 'model' AS decided_by
            FROM classifying_signed AS s
            JOIN classifying_answers AS w ON {_same(_SIGNATURE)}
            JOIN businesses AS b ON b.business_id = s.business_id""",
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
