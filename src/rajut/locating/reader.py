"""What all the texts of a row say together: its columns first, then the end of its address."""

from __future__ import annotations

from rajut.locating.addresses import Addresses
from rajut.locating.texts import Answer, Context, Texts, Written


class Reader:
    """Reads rows with one gazetteer. Every distinct question is answered once."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.addresses = Addresses(texts)
        self._columns: dict[tuple[Context, str], Answer] = {}
        self._ends: dict[tuple[Context, tuple[str, ...], str], Answer] = {}

    def read(self, written: str, end: str, context: Context) -> Answer:
        """`written`: a row's texts joined (`Written.parse`); `end`: the end of its address or ``."""
        question = (context, written)
        known = self._columns.get(question)
        if known is None:
            known = self._columns[question] = self.texts.resolve(Written.parse(written), context)
        return self._finer(known, end, context) if end and known.level != "village" else known

    def _finer(self, known: Answer, end: str, context: Context) -> Answer:
        """What the address adds, else what was known."""
        base = "" if known.reason == context.reason else known.code
        bases = (base, *known.alternatives) if known.reason == "LOC-AMBIGUOUS" else (base,)
        question = (context, bases, end)
        found = self._ends.get(question)
        if found is None:
            found = self._ends[question] = self.addresses.resolve_any(end, bases, context)
        if len(found.code) <= len(base):
            return known
        if known.by_register and base and not found.by_register:
            return found.shared(context)
        return found
