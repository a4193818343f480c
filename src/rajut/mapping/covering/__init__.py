"""How much of reality the registers hold: multiple-systems estimation from their overlap."""

from rajut.mapping.covering.story import cover

__all__ = ["cover"]
