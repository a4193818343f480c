"""Locating: where each record is, how precisely, how sure, and why."""

from rajut.locating.stage import locate

__all__ = ["locate"]
