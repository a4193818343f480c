"""Doing the stages of a run and keeping what they make.

Each stage gets an engine of its own, so its memory is free when the next begins. What was made before
from the same inputs, definitions and code is not made again: a stage's key is a digest of all three and
of the keys of the stages before it, whichever run it was made in.
"""

from rajut.running.inputs import COUNTRY, INPUTS, Inputs, begin, kept_input
from rajut.running.work import Facts, Stage, Work

__all__ = ["COUNTRY", "INPUTS", "Facts", "Inputs", "Stage", "Work", "begin", "kept_input"]
