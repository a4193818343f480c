"""From the words found and the code given to answers with confidences.

A log-odds model. With words grouped so that one fact counts once,

    logit P(fashion) = what the words add up to, from w_f * weight_g of each group g + weight of the code + shift of its registers + trust

where w_f is the weight of the field the word stands in; words add up less than naively (`adding.py`); registers of which a larger or
smaller share is fashion shift it (`shares.py`); codes tell how far words of its kind can be trusted (`witness.py`). Segment and role
are softmaxes over the same kind of sums; Muslim wear is a logit of its own. The weights are priors from definitions (naive Bayes in
form, after Lewis 1998, "Naive (Bayes) at forty"), checked for calibration on half of a real register. An answer whose confidence is
below its threshold is null: it abstains. Where the evidence contradicts itself, or there is none, it must be surer.

What is scored is a *signature* (`signatures.py`): the words found per field and the code; with the shift of its registers, how far it is
trusted, and what labels of people taught about the text (`teaching.py`).
"""

from __future__ import annotations

import dataclasses
import functools
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from rajut import definitions
from rajut.classifying import adding, codes, reasons
from rajut.classifying.signatures import Found, counted, parts
from rajut.classifying.teaching import TAUGHT, Mixture
from rajut.classifying.words import groups
from rajut.tables import Classes

Numbers = npt.NDArray[np.float64]
LEAST_SHARE = 1e-12  # so that a share rounded to nought has a logarithm
LESSONS = tuple(name for name in TAUGHT.names if name != "text")
WEIGHED = pa.schema(
    [("signature", pa.string()), ("own", pa.float64()), ("without_code", pa.float64()), ("kind", pa.string()), ("said", pa.string())]
)
QUESTION = pa.schema([("signature", pa.string()), ("lesson", pa.int64()), ("shift", pa.float64()), ("trust", pa.float64())])
ANSWERS = tuple(name for name in Classes.columns() if name not in ("business_id", "size_class", "legal_size_class", "decided_by"))
ANSWERED = pa.schema([*QUESTION, *(Classes.schema().field(name).with_nullable(True) for name in ANSWERS)])


@dataclass(frozen=True)
class Weights:
    """The weights of every group as arrays, one row per group."""

    fashion: Numbers
    muslim: Numbers
    segment: Numbers
    role: Numbers
    segments: tuple[str, ...]
    roles: tuple[str, ...]


@functools.cache
def weights() -> Weights:
    segments = tuple(definitions.load("segments").content["segments"])
    roles = tuple(definitions.load("roles").content["roles"])
    return Weights(
        fashion=np.array([group.fashion for group in groups()]),
        muslim=np.array([group.muslim for group in groups()]),
        segment=np.array([[group.segment.get(name, 0.0) for name in segments] for group in groups()]),
        role=np.array([[group.role.get(name, 0.0) for name in roles] for group in groups()]),
        segments=segments,
        roles=roles,
    )


def answer(batch: pa.RecordBatch, mixture: Mixture | None = None) -> pa.RecordBatch:
    """Questions in (`QUESTION` and `LESSONS`), with their answers out (`ANSWERED`). `mixture`: how labels add up with words and code."""
    signatures = [parts(row["signature"]) | row for row in batch.to_pylist()]
    words, evidence = _read(signatures)
    scores = [_with_labels(row, own, mixture) for row, own in zip(signatures, _scores(signatures, words, evidence), strict=True)]
    answers = [_decide(*one) for one in zip(signatures, words, evidence, scores, _rounded(scores), strict=True)]
    told = pa.RecordBatch.from_pylist(answers, schema=pa.schema([ANSWERED.field(name) for name in ANSWERS]))
    return pa.RecordBatch.from_arrays([*(batch.column(name) for name in QUESTION.names), *told.columns], schema=ANSWERED)


def own_scores(rows: list[dict[str, Any]]) -> list[Scores]:
    """What words and code alone say of signatures with their shift and trust, before labels add to it."""
    signatures = [row | parts(row["signature"]) for row in rows]
    return _scores(signatures, *_read(signatures)) if signatures else []


def _read(signatures: list[dict[str, Any]]) -> tuple[list[Mapping[int, Found]], list[codes.Evidence]]:
    """The words that count and what the codes say."""
    evidence = [codes.read(row["given_kbli"], row["given_version"], row["year"]) for row in signatures]
    return [counted(row) for row in signatures], evidence


def weigh(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Signatures (column `signature`) in, what their words and codes say out (`WEIGHED`), log-odds to a tenth."""
    signatures = [parts(signature) | {"shift": 0.0, "trust": 0.0} for signature in batch.column("signature").to_pylist()]
    words, evidence = _read(signatures)
    own, told, _ = _fashion(signatures, words, evidence)
    said = [{True: "fashion", False: "other", None: "no code"}[one.fashion] for one in evidence]
    columns = [_tenths(own), _tenths(told.with_prior), pa.array(_kinds(signatures, told)), pa.array(said, pa.string())]
    return pa.RecordBatch.from_arrays([batch.column("signature"), *columns], schema=WEIGHED)


def _tenths(numbers: Numbers) -> pa.Array:
    return pa.array(np.round(numbers, 1) + 0.0, pa.float64())  # no minus nought


def _kinds(signatures: list[dict[str, Any]], told: adding.Sums) -> npt.NDArray[np.str_]:
    """Which of `witness.KINDS` each text is."""
    silent = np.array([_described(row) == "nothing" for row in signatures], dtype=bool)
    choices = [silent, told.contrary, told.strong_for, told.strong_against]
    return np.select(choices, ["nothing", "contrary", "for", "against"], "open")


@dataclass(frozen=True)
class Scores:
    """Of one signature: log-odds of fashion from words alone and with everything, whether the words contradict each other; shares of
    segment and role; Muslim wear."""

    from_words: float
    fashion: float
    contrary: bool
    segment: Numbers
    role: Numbers
    muslim: float
    labels: float | None = None  # the part of fashion that labels of people added, if any


def _with_labels(signature: dict[str, Any], own: Scores, mixture: Mixture | None) -> Scores:
    if not signature["lesson"]:
        return own
    fashion, labels = own.fashion, None
    if mixture and signature["taught_fashion"] is not None:
        fashion = mixture.logit(own.fashion, signature["taught_fashion"])
        labels = mixture.weight * signature["taught_fashion"]
    segment = _moved(own.segment, weights().segments, signature["taught_segment"], signature["taught_segment_margin"])
    role = _moved(own.role, weights().roles, signature["taught_role"], signature["taught_role_margin"])
    return dataclasses.replace(own, fashion=fashion, segment=segment, role=role, labels=labels)


def _moved(shares: Numbers, names: tuple[str, ...], taught: str | None, strength: float | None) -> Numbers:
    """Shares after labels spoke for one of the names with `strength` log-odds."""
    if taught is None or not strength:
        return shares
    logits = np.array([log_shares(shares)])
    logits[0, names.index(taught)] += strength
    moved: Numbers = _softmax(logits)[0]
    return moved


@dataclass(frozen=True)
class Rounded:
    """Shares of one signature as they are compared and told, so that equal ones are equal on every machine."""

    segment: list[float]
    segment_told: tuple[float, ...]
    role: list[float]


def _rounded(scores: list[Scores]) -> Iterator[Rounded]:
    """Rounded all together: one by one takes far longer."""
    segment, role = (np.array([getattr(one, name) for one in scores]) for name in ("segment", "role"))
    rounded = (segment.round(4).tolist(), map(tuple, segment.round(2).tolist()), role.round(4).tolist())
    return map(Rounded, *rounded)


def log_shares(shares: Numbers) -> tuple[float, ...]:
    """Logarithms of shares, none below the least that counts."""
    return tuple(float(share) for share in np.log(np.maximum(shares, LEAST_SHARE)))


def _fashion(
    signatures: list[dict[str, Any]], words: list[Mapping[int, Found]], evidence: list[codes.Evidence]
) -> tuple[Numbers, adding.Sums, Numbers]:
    """Log-odds of fashion with everything, what the words add up to, and by how much each group is present."""
    content = definitions.load("classifying").content
    present = np.zeros((len(words), len(weights().fashion)))
    for row, found in enumerate(words):
        for group, one in found.items():
            present[row, group] = one.factor
    told = adding.sums(present * weights().fashion, np.array([content["prior"][_described(row)] for row in signatures]))
    by_code = {True: content["code_weight"]["fashion"], False: content["code_weight"]["other"], None: 0.0}
    more = np.array([by_code[one.fashion] + row["shift"] + row["trust"] for one, row in zip(evidence, signatures, strict=True)])
    return told.with_prior + more, told, present


def _scores(signatures: list[dict[str, Any]], words: list[Mapping[int, Found]], evidence: list[codes.Evidence]) -> list[Scores]:
    content, w = definitions.load("classifying").content, weights()
    fashion, told, present = _fashion(signatures, words, evidence)
    code_weight = content["code_weight"]
    segment = present @ w.segment + np.array([content["segment_prior"][name] for name in w.segments])
    role = present @ w.role + np.array([content["role_prior"][name] for name in w.roles])
    for row, code in enumerate(evidence):
        if code.segment:
            kind = "broad_segment" if code.segment in content["broad_segments"] else "segment"
            segment[row, w.segments.index(code.segment)] += code_weight[kind] * code.confidence
        if code.role:
            role[row, w.roles.index(code.role)] += code_weight["role"] * code.confidence
    muslim = content["muslim_wear_prior"] + present @ w.muslim
    columns = (told.words, fashion, told.contrary, _softmax(segment), _softmax(role), muslim)
    return [Scores(*one) for one in zip(*columns, strict=True)]


def _described(signature: dict[str, Any]) -> str:
    if signature["activity_words"] is not None or signature["category_words"] is not None:
        return "described"
    return "nothing" if signature["name_words"] is None else "name_only"


def _softmax(scores: Numbers) -> Numbers:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Numbers = powers / powers.sum(axis=1, keepdims=True)
    return shares


def _decide(
    signature: dict[str, Any], words: Mapping[int, Found], evidence: codes.Evidence, scores: Scores, rounded: Rounded
) -> dict[str, Any]:
    """The answers of one signature, each with its confidence; null below its threshold."""
    content = definitions.load("classifying").content
    threshold = content["threshold"]
    conflict = (
        evidence.fashion is not None and abs(scores.from_words) >= content["conflict_from"] and evidence.fashion != (scores.from_words > 0)
    )
    nothing = _described(signature) == "nothing" and evidence.fashion is None
    doubtful = conflict or scores.contrary or nothing
    fashion, sure = _yes_no(scores.fashion, threshold["doubtful" if doubtful else "fashion"])
    segment, segment_sure = _best(weights().segments, rounded.segment, threshold["segment"]) if fashion else (None, 0.0)
    role, role_sure = _best(weights().roles, rounded.role, threshold["role"]) if fashion else (None, 0.0)
    muslim, muslim_sure = _yes_no(scores.muslim, threshold["muslim_wear"]) if fashion else (fashion, sure)
    evidence = evidence.settled(segment)
    code = _code(evidence, conflict, segment, role, round(sure * segment_sure * role_sure, 4))
    return {
        "fashion": fashion,
        "fashion_confidence": sure,
        "segment": segment,
        "segment_confidence": segment_sure,
        "segment_shares": None if fashion is False else _told(weights().segments, rounded.segment_told),
        "role": role,
        "role_confidence": role_sure,
        **code,
        "muslim_wear": muslim,
        "muslim_wear_confidence": muslim_sure,
        "reason": reasons.write(signature, words, evidence, conflict, fashion, scores.contrary, scores.labels),
    }


def _yes_no(logit: float, threshold: float) -> tuple[bool | None, float]:
    probability = 1.0 / (1.0 + math.exp(-max(logit, -700.0)))
    confidence = round(max(probability, 1.0 - probability), 4)
    return (probability >= 0.5 if confidence >= threshold else None), confidence


def _best(names: tuple[str, ...], shares: list[float], threshold: float) -> tuple[str | None, float]:
    confidence = max(shares)
    return (names[shares.index(confidence)] if confidence >= threshold else None), confidence  # of equal shares the first name wins


@functools.lru_cache(maxsize=50_000)
def _told(names: tuple[str, ...], shares: tuple[float, ...]) -> str:
    """The chances worth telling as JSON, likeliest first; equal ones in the order of the names."""
    told = [(-share, place, name) for place, (name, share) in enumerate(zip(names, shares, strict=True)) if share > 0]
    return json.dumps({name: -share for share, _, name in sorted(told)})


def _code(evidence: codes.Evidence, conflict: bool, segment: str | None, role: str | None, sure: float) -> dict[str, Any]:
    """The given code if there is one, else the one its segment and role make likely."""
    content = definitions.load("classifying").content
    code, version, source, confidence = evidence.code, evidence.version, "given", evidence.confidence
    if conflict:
        confidence *= content["conflict_factor"]
    if code is None:
        code, version = codes.inferred(segment, role) or (None, None)
        source, confidence = "inferred", sure * content["code_confidence"]["inferred"] if code else 0.0
    known = confidence >= content["threshold"]["kbli"]
    return {
        "kbli_code": code if known else None,
        "kbli_version": version if known else None,
        "kbli_source": source if known else None,
        "kbli_confidence": round(confidence, 4),
    }
