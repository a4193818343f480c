"""Sampling: a synthetic national world with known truth, for demos, tests and benchmarks.

Unlike every other room this one writes files, because it makes the pipeline's inputs.
"""

from rajut.sampling.making import sample

__all__ = ["sample"]
