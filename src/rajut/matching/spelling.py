"""Mistyped trade words. "Kelpmpok Tenun" is no business called Kelpmpok: read as a name, a slip is false evidence.

A word is taken for a slip of a trade word, legal form or title if it begins like it, is one edit away (optimal string
alignment: a letter doubled, left out, swapped or changed), is many times rarer, and no owner is called so: Salam is
a person and not "sulam". A slip that may be of several words tells that it is no name, but not which trade; it is left out.
"""

from __future__ import annotations

from collections import defaultdict

import pyarrow as pa
from rapidfuzz import process
from rapidfuzz.distance import OSA

from rajut.engines import Engine

RESPELT = pa.schema([("n", pa.int64()), ("name", pa.string())])


def respell(engine: Engine, generic: list[str], known: dict[str, int]) -> dict[str, str]:
    """Make `matching_respelt(n, name)`: rows of `matching_plain` in whose name a word of `generic` is mistyped, as it was meant.

    Reads `matching_said(n, word)`, the words of all that is told of a row. `known`: `letters` a generic word needs to be looked
    for, and how many `times_rarer` than it a slip must be. Returns slip -> word meant, empty if it may be several.
    """
    words = engine.fetch("SELECT word, count(*) AS n FROM matching_said GROUP BY word")
    owners = "SELECT unnest(string_split(owner, ' ')) FROM matching_plain WHERE owner IS NOT NULL"
    people = engine.fetch(f"SELECT DISTINCT * FROM ({owners})").column(0).to_pylist()
    counts = dict(zip(words["word"].to_pylist(), words["n"].to_pylist(), strict=True))
    slips = find_slips(counts, set(people), generic, known["letters"], known["times_rarer"])

    def meant(text: str | None) -> str | None:
        return text and (" ".join(filter(None, (slips.get(word, word) for word in text.split(" ")))) or None)

    def respelt(batch: pa.RecordBatch) -> pa.RecordBatch:
        names = pa.array([meant(text) for text in batch.column("name").to_pylist()], pa.string())
        return pa.RecordBatch.from_arrays([batch.column("n"), names], schema=RESPELT)

    engine.put("matching_slips", pa.table({"word": pa.array(sorted(slips), pa.string())}))
    slipped = "SELECT DISTINCT s.n FROM matching_said s JOIN matching_slips USING (word)"
    engine.map("matching_respelt", f"SELECT n, name FROM matching_plain WHERE n IN ({slipped})", respelt, RESPELT)
    engine.drop("matching_slips")
    return slips


def find_slips(counts: dict[str, int], people: set[str], generic: list[str], letters: int, times_rarer: int) -> dict[str, str]:
    """Slip -> the word of `generic` that was meant, empty if it may be several. `counts`: how often each word occurs."""
    by_start: dict[str, list[str]] = defaultdict(list)
    for word in sorted(counts.keys() - people - set(generic)):
        by_start[word[:1]].append(word)
    found: dict[str, set[str]] = defaultdict(set)
    for word in {word for word in generic if len(word) >= letters and " " not in word}:
        for slip, _, _ in process.extract(word, by_start[word[0]], scorer=OSA.distance, score_cutoff=1, limit=None):
            if counts[slip] * times_rarer <= counts.get(word, 0):
                found[slip].add(word)
    return {slip: min(words) if len(words) == 1 else "" for slip, words in found.items()}
