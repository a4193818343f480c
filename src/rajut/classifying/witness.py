"""What the given codes tell of how far the words can be trusted in the registers at hand.

The weights of words were learnt in one city. In another register a text of the same kind may be fashion more often or hardly ever:
where most businesses are fashion, "washes clothes and shoes" is a laundry all the same. A given code is a second witness of the same
business that did not read its words. With p_i the probability from words and share of business i, whose text is of kind k, the chance
of the code it gives is

    P(code_i) = p_i * P(code_i | fashion) + (1 - p_i) * P(code_i | other)        logit p_i = words_i + share_i + trust_k

and the likeliest trust_k, with the two error rates of codes, are found together, held by normal priors around nought and around the
rates that the definitions' weights of codes stand for (two tests without a gold standard in several populations: Hui and Walter 1980,
"Estimating the error rates of diagnostic tests"; the populations are the kinds of text). It assumes that who errs in the code does so
whatever the words are. Registers without codes learn nothing and change nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy.optimize import minimize

from rajut import definitions

Numbers = npt.NDArray[np.float64]
KINDS = ("for", "against", "contrary", "open", "nothing")  # strong words for, against, both, none of them; no text at all
FAR = 6.0  # spreads of the prior
SAID = ("fashion", "other", "no code")
TRUSTS = pa.schema([pa.field("kind", pa.string()), pa.field("said", pa.string()), pa.field("trust", pa.float64())])


@dataclass(frozen=True)
class Seen:
    """Businesses that gave a code, those alike as one row: log-odds of fashion without the code, and how many there are."""

    without_code: Numbers
    kind: npt.NDArray[np.int64]
    fashion: npt.NDArray[np.bool_]
    businesses: Numbers


def trusts(counted: pa.Table) -> pa.Table:
    """By how much log-odds move for each kind of text and of code, a row of `TRUSTS` each, in steps.

    `counted`: columns `kind`, `said`, `without_code` and `businesses`. Its order makes no difference.
    """
    ordered = counted.sort_by([(name, "ascending") for name in ("kind", "said", "without_code", "businesses")])
    kind = np.array([KINDS.index(name) for name in ordered["kind"].to_pylist()], np.int64)
    said = np.array(ordered["said"].to_pylist(), dtype=object)
    coded = said != "no code"
    without, businesses = (ordered[name].to_numpy().astype(np.float64)[coded] for name in ("without_code", "businesses"))
    moved, weights = _likeliest(Seen(without, kind[coded], said[coded] == "fashion", businesses))
    step = definitions.load("classifying").content["witness"]["step"]
    rows = [
        {"kind": name, "said": code, "trust": round((moved[place] + weights[code]) / step) * step}
        for place, name in enumerate(KINDS)
        for code in SAID
    ]
    return pa.Table.from_pylist(rows, schema=TRUSTS)


def _likeliest(seen: Seen) -> tuple[Numbers, dict[str, float]]:
    """What each kind is moved by, and by how much the weight of a code differs from its definition."""
    rule, weight = (definitions.load("classifying").content[name] for name in ("witness", "code_weight"))
    expected = _rates(weight)
    centre = np.concatenate([np.zeros(len(KINDS)), expected])
    spread = np.repeat([rule["spread_kind"], rule["spread_code"]], [len(KINDS), 2])

    def loss(told: Numbers) -> tuple[float, Numbers]:
        chance = _sigmoid(seen.without_code + told[seen.kind])
        if_fashion, if_other = _sigmoid(told[-2:])  # how often the code of a fashion business is another's, and the other way round
        from_fashion = np.where(seen.fashion, 1.0 - if_fashion, if_fashion)
        from_other = np.where(seen.fashion, if_other, 1.0 - if_other)
        both = chance * from_fashion + (1.0 - chance) * from_other
        by_kind = seen.businesses * chance * (1.0 - chance) * (from_fashion - from_other) / both
        wrong = np.where(seen.fashion, -1.0, 1.0) * seen.businesses / both
        slope = -np.concatenate(
            [
                np.bincount(seen.kind, by_kind, len(KINDS)),
                [if_fashion * (1.0 - if_fashion) * (wrong * chance).sum(), -if_other * (1.0 - if_other) * (wrong * (1.0 - chance)).sum()],
            ]
        )
        away = (told - centre) / spread
        return float(-(seen.businesses * np.log(both)).sum() + (away**2).sum() / 2), slope + away / spread

    # Further off codes never err, which makes impossible what was seen: the search must not try that.
    bounds = list(zip(centre - FAR * spread, centre + FAR * spread, strict=True))
    found = minimize(loss, centre, jac=True, method="L-BFGS-B", bounds=bounds).x
    mine, theirs = _weights(found[-2:]), _weights(expected)
    return found[: len(KINDS)], {"fashion": mine[0] - theirs[0], "other": mine[1] - theirs[1], "no code": 0.0}


def _rates(weight: dict[str, float]) -> Numbers:
    """The log-odds of both errors that the definitions' weights of a code stand for: of a fashion business, of another."""
    told, against = np.exp(weight["fashion"]), np.exp(weight["other"])
    of_other = (1.0 - against) / (told - against)
    of_fashion = against * (1.0 - of_other)
    return np.log([of_fashion / (1.0 - of_fashion), of_other / (1.0 - of_other)])


def _weights(rates: Numbers) -> tuple[float, float]:
    """Log-odds that a fashion code and another code add, from the log-odds of both errors."""
    of_fashion, of_other = _sigmoid(rates)
    return float(np.log((1.0 - of_fashion) / of_other)), float(np.log(of_fashion / (1.0 - of_other)))


def _sigmoid(logit: Numbers) -> Numbers:
    chance: Numbers = 1.0 / (1.0 + np.exp(-np.clip(logit, -500.0, 500.0)))
    return chance
