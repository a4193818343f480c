"""Which records are the same business, how sure, and who decided. See README.md."""

from rajut.matching.story import match

__all__ = ["match"]
