"""Answers to what rows say, each different one numbered, so that rows carry a number."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from rajut.locating.reader import Reader
from rajut.locating.texts import Answer, Context, Texts, Written

Said = tuple[str, str, float, str, float | None]
SAID = pa.schema(
    [
        ("code", pa.string()),
        ("alternatives", pa.string()),
        ("confidence", pa.float64()),
        ("reason", pa.string()),
        ("share", pa.float64()),
        ("answer", pa.int64()),
    ]
)
KEYS = ("register", "written", "address_end")


class Answers:
    """Different answers in the order they were first given. Numbers are names only: no result depends on them."""

    def __init__(self) -> None:
        self._numbers: dict[Said, int] = {}

    def number(self, answer: Answer, context: Context) -> int:
        share = context.share if answer.by_register else None
        said = (answer.code, " ".join(answer.alternatives), answer.confidence, answer.reason, share)
        return self._numbers.setdefault(said, len(self._numbers))

    def of_codes(self, texts: Texts, codes: Sequence[str]) -> pa.Table:
        """`code` and `answer` of rows that state a village's code."""
        nowhere = Context()
        answers = [self.number(texts.resolve(Written(code), nowhere), nowhere) for code in codes]
        return pa.table({"code": pa.array(codes, pa.string()), "answer": pa.array(answers, pa.int64())})

    def of_questions(self, reader: Reader, questions: pa.Table, contexts: dict[str, Context]) -> pa.Table:
        """`answer` to each question: `register`, `written` and `address_end`, with the areas of registers."""
        nowhere = Context()
        answers = []
        for register, written, end in zip(*(questions[key].to_pylist() for key in KEYS), strict=True):
            context = contexts.get(register, nowhere)
            answers.append(self.number(reader.read(written, end, context), context))
        return questions.select(KEYS).append_column("answer", pa.array(answers, pa.int64()))

    def table(self) -> pa.Table:
        """The answers and their numbers (`SAID`)."""
        rows = [(*said, number) for said, number in self._numbers.items()]
        return pa.table([list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in SAID], schema=SAID)
