"""Fashion or not, product line, role, industry code, Muslim wear, size; or "ask a person"."""

from rajut.classifying.codes import Code, lookup
from rajut.classifying.reasons import sentences
from rajut.classifying.stage import classify

__all__ = ["Code", "classify", "lookup", "sentences"]
