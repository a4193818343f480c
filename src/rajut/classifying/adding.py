"""How the words of one business add up to log-odds of fashion.

Naive Bayes adds the weights of all words as if each were a fact of its own. Words of one business are not: who sells dresses names
skirts and veils too, and who washes clothes names what he washes. So sums of many words promise too much (Hand and Yu 2001, "Idiot's
Bayes: not so stupid after all?"), most of all where words of both sides meet. Here, with weights w_1 >= w_2 >= ... of one side,

    side = w_1 + further * (w_2 + w_3 + ...)        log-odds = scale * trust * (prior + side for + side against)

where trust is 1, or `contrary` if the strongest word for and the strongest against are both strong: then one of the two readings is
wrong, and the sum says less than it seems. The three numbers are definitions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rajut import definitions

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Sums:
    """Of each business: what its words alone say, what they say with the prior, and on which sides there is a strong word."""

    words: Numbers
    with_prior: Numbers
    strong_for: Flags
    strong_against: Flags

    @property
    def contrary(self) -> Flags:
        """Whether its words contradict each other."""
        return self.strong_for & self.strong_against


def sums(weights: Numbers, prior: Numbers) -> Sums:
    """`weights`: a row per business, a column per group, nought where it is absent. Their order makes no difference."""
    content = definitions.load("classifying").content
    calibration, rule = content["calibration"], content["adding"]
    for_it, against = np.maximum(weights, 0.0), np.minimum(weights, 0.0)
    strongest, strongest_against = for_it.max(axis=1), against.min(axis=1)
    strong_for, strong_against = strongest >= rule["strong_from"], -strongest_against >= rule["strong_from"]
    further = np.round(weights.sum(axis=1) - strongest - strongest_against, 6)  # so that the order of adding makes no difference
    words = strongest + strongest_against + rule["further"] * further
    factor = calibration["scale"] * np.where(strong_for & strong_against, rule["contrary"], 1.0)
    return Sums(factor * words, calibration["shift"] + factor * (prior + words), strong_for, strong_against)
