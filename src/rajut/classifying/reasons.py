"""Why a business was classified as it was: kept as JSON, told in sentences."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rajut import definitions
from rajut.classifying import codes, shares
from rajut.classifying.words import groups
from rajut.errors import current_language, number, sentence

if TYPE_CHECKING:
    from rajut.classifying.signatures import Found

_ENCODER = json.JSONEncoder(ensure_ascii=False)  # made once: making it anew takes longer than a reason


def write(
    signature: dict[str, Any],
    words: Mapping[int, Found],
    evidence: codes.Evidence,
    conflict: bool,
    fashion: bool | None,
    contrary: bool = False,
    labels: float | None = None,
) -> str:
    """The JSON of `classes.reason`.

    `words`: the words that moved the answer, strongest first, each with its field and log-odds; `code`: the given code as it was
    read; `labels`: the log-odds that people's labels of alike businesses added and the word that spoke loudest in them;
    `share`: the log-odds that came from the share of fashion in the registers, and that share; `trust`: those that came from what codes
    say of texts of this kind; `notes`: stable codes of everything
    else worth telling.
    """
    parts = [_words(tuple(words.values()))]
    if signature["given_kbli"]:
        parts.append(_part("code", given=signature["given_kbli"], version=evidence.version))
    if labels is not None and signature["taught_word"]:
        parts.append(_part("labels", word=signature["taught_word"], weight=round(labels, 1)))
    if abs(signature["shift"]) >= definitions.load("classifying").content["fashion_share"]["told_from"]:
        parts.append(_share(signature["shift"]))
    if abs(signature["trust"]) >= definitions.load("classifying").content["witness"]["told_from"]:
        parts.append(_part("trust", weight=signature["trust"]))
    notes = [evidence.note] if evidence.note else []
    if conflict:
        notes.append("CLS-CODE-AGAINST-WORDS")
    if contrary:
        notes.append("CLS-WORDS-AGAINST-WORDS")
    if not words:
        nothing = all(signature[f"{field}_words"] is None for field in ("name", "activity", "category"))
        notes.append("CLS-NO-TEXT" if nothing else "CLS-NO-WORDS")
    if fashion is None:
        notes.append("CLS-ASK")
    return f"{{{', '.join(parts)}, {_notes(tuple(notes))}}}"


def _json(name: str, value: Any) -> str:
    """One member of an object."""
    return _ENCODER.encode({name: value})[1:-1]


# A reason is put together from parts that repeat: few are written more than once.
@functools.lru_cache(maxsize=100_000)
def _words(words: tuple[Found, ...]) -> str:
    weighed = [(round(groups()[one.group].fashion * one.factor, 1), one) for one in words]
    weighed.sort(key=lambda item: (-abs(item[0]), item[1].word))
    most = definitions.load("classifying").content["reason_words"]
    return _json("words", [{"word": one.word, "in": one.field, "weight": weight} for weight, one in weighed[:most]])


@functools.lru_cache(maxsize=50_000)
def _part(name: str, **values: Any) -> str:
    return _json(name, values)


@functools.lru_cache(maxsize=10_000)
def _share(shift: float) -> str:
    return _json("share", {"of": round(shares.of(shift), 2), "weight": shift})


@functools.lru_cache(maxsize=1_000)
def _notes(notes: tuple[str, ...]) -> str:
    return _json("notes", list(notes))


def sentences(reason: str, language: str | None = None) -> list[str]:
    """`classes.reason` as sentences for people, in `id` or `en`."""
    language = language or current_language()
    content = json.loads(reason)
    told = []
    if content.get("decision"):
        told.append(sentence("CLS-DECIDED", language, on=content["decision"]["on"]))
    if content.get("words"):
        listed = ", ".join(f"‘{word['word']}’ ({_signed(word['weight'], language)})" for word in content["words"])
        told.append(sentence("CLS-WORDS", language, words=listed))
    labels = content.get("labels")
    if labels:
        told.append(sentence("CLS-LABELS", language, word=labels["word"], weight=_signed(labels["weight"], language)))
    if content.get("share"):
        share, weight = f"{round(content['share']['of'] * 100)} %", _signed(content["share"]["weight"], language)
        told.append(sentence("CLS-SHARE", language, share=share, weight=weight))
    if content.get("trust"):
        told.append(sentence("CLS-TRUST", language, weight=_signed(content["trust"]["weight"], language)))
    code = content.get("code", {})
    if code:
        told.append(sentence("CLS-CODE", language, code=code["given"], version=code["version"] or "?"))
    return told + [
        sentence(note, language, code=code.get("given", ""), version=code.get("version") or "?") for note in content.get("notes", [])
    ]


def _signed(weight: float, language: str) -> str:
    return number(weight, "+.1f", language)
