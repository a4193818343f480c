"""Independent streams of random numbers: one per purpose and part, so that changing one leaves the others as they were."""

from __future__ import annotations

import zlib

import numpy as np


def stream(seed: int, purpose: str, part: int = 0) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, zlib.crc32(purpose.encode()), part])))
