"""What was promised against what came true: precision, recall and the reliability diagram with its chance, of answers yes, no or null."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]
Answers = list[tuple[bool | None, float]]
LEAST = 50  # rows of a bin of the reliability table that counts
SURE = 1.96  # standard deviations of an interval that holds 95 of 100


def table_of(found: dict[str, Answers], true: dict[str, Flags]) -> list[str]:
    head = ["| answered by | precision | recall of those answered | abstained |", "|---|---|---|---|"]
    return [*head, *(line(name, one, true[name]) for name, one in found.items()), "| bar | ≥ .95 | ≥ .95 | ≤ .10 |", ""]


def line(name: str, found: Answers, true: Flags) -> str:
    said, asked = np.array([bool(fashion) for fashion, _ in found]), np.array([fashion is None for fashion, _ in found])
    hits = (said & true).sum()
    return f"| {name} | {hits / said.sum():.4f} | {hits / (true & ~asked).sum():.4f} | {asked.mean():.4f} |"


def reliability(name: str, found: Answers, true: Flags) -> list[str]:
    """Predicted against observed share in ten bins of the probability, each with the interval chance leaves open, and the worst bin.

    An abstention is null but has a confidence; on which side of one half it lay is not published, so it is left out.
    """
    answered = [
        (confidence if fashion else 1.0 - confidence, bool(is_so))
        for (fashion, confidence), is_so in zip(found, true, strict=True)
        if fashion is not None
    ]
    chance, is_so = np.array([one for one, _ in answered]), np.array([one for _, one in answered])
    bin_of = np.minimum((chance * 10).astype(int), 9)
    head = "| probability | businesses | predicted | observed | by chance from | to | apart |"
    lines, worst = [f"## Reliability, {name}", "", head, "|---|---|---|---|---|---|---|"], 0.0
    for number in sorted(set(bin_of)):
        held = bin_of == number
        promised, seen, size = float(chance[held].mean()), float(is_so[held].mean()), int(held.sum())
        low, high = wilson(seen, size)
        worst = max(worst, abs(promised - seen)) if size >= LEAST else worst
        reach = f"{number / 10:.1f}–{(number + 1) / 10:.1f}"
        lines.append(f"| {reach} | {size:,} | {promised:.3f} | {seen:.3f} | {low:.3f} | {high:.3f} | {abs(promised - seen):.3f} |")
    return [*lines, "", f"Furthest apart of bins with at least {LEAST} businesses: **{worst:.3f}** (bar .05).", ""]


def wilson(share: float, size: int) -> tuple[float, float]:
    """The true shares that would let this one be seen in 95 of 100 (Wilson 1927, "Probable inference")."""
    square = SURE**2 / size
    middle, half = share + square / 2, SURE * math.sqrt(share * (1 - share) / size + square / (4 * size))
    return max((middle - half) / (1 + square), 0.0), min((middle + half) / (1 + square), 1.0)
