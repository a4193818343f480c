"""How large a share of each register is fashion, told by the answers themselves.

The weights of words were looked over where a share `reference` of all businesses is fashion. An association of tailors holds far
more, a register of food stalls hardly any, and the same words mean other odds there. With l_i the log-odds of business i at the
reference, its odds in a group of businesses of which a share s is fashion, and the likeliest share, are a fixed point:

    q_i = 1 / (1 + exp(-(l_i + logit(s) - logit(reference))))        s = (sum of q_i + strength * expected) / (n + strength)

It is reached by expectation and maximisation (Saerens, Latinne and Decaestecker 2002, "Adjusting the outputs of a classifier to new
a priori probabilities"), drawn towards what is expected as if `strength` more businesses had been seen, so that a few rows say
little. A group is the businesses of the same registers; of the run the reference is expected, of a group the run's share. It
assumes that the words of a fashion business are alike in every register, only their share differs.
"""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from rajut import definitions

Numbers = npt.NDArray[np.float64]
SHIFTS = pa.schema([pa.field("registers", pa.string()), pa.field("shift", pa.float64())])
_STEADY = 1e-9  # a share that moves less than this has arrived
_ROUNDS = 1000


def shifts(counted: pa.Table) -> pa.Table:
    """What the log-odds of each group must be moved by, a row of `SHIFTS` each, in steps.

    `counted`: columns `registers`, `own` (log-odds at the reference) and `businesses` (how many have them). Its order makes no
    difference.
    """
    rule = definitions.load("classifying").content["fashion_share"]
    ordered = counted.sort_by([("registers", "ascending"), ("own", "ascending")])
    own, businesses = (ordered[name].to_numpy().astype(np.float64) for name in ("own", "businesses"))
    groups = ordered["registers"].combine_chunks().dictionary_encode()
    expected = share(own, businesses, rule["reference"])
    starts = np.searchsorted(groups.indices.to_numpy(), np.arange(len(groups.dictionary) + 1))
    found = [_stepped(share(own[first:last], businesses[first:last], expected)) for first, last in itertools.pairwise(starts)]
    return pa.table({"registers": groups.dictionary, "shift": found}, schema=SHIFTS)


def share(own: Numbers, businesses: Numbers, expected: float) -> float:
    """The likeliest share of fashion among businesses with these log-odds, drawn towards what is expected."""
    rule = definitions.load("classifying").content["fashion_share"]
    found, strength, least = expected, float(rule["strength"]), float(rule["least"])
    for _ in range(_ROUNDS):
        chance = 1.0 / (1.0 + np.exp(-(own + _logit(found) - _logit(rule["reference"]))))
        before, found = found, float((businesses @ chance + strength * expected) / (businesses.sum() + strength))
        if abs(found - before) < _STEADY:
            break
    return min(max(found, least), 1.0 - least)


def of(shift: float) -> float:
    """The share that a shift stands for."""
    reference = definitions.load("classifying").content["fashion_share"]["reference"]
    return float(1.0 / (1.0 + np.exp(-(shift + _logit(reference)))))


def _stepped(found: float) -> float:
    rule = definitions.load("classifying").content["fashion_share"]
    return float(round((_logit(found) - _logit(rule["reference"])) / rule["step"]) * rule["step"])


def _logit(part: float) -> float:
    return float(np.log(part / (1.0 - part)))
