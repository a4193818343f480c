"""Rajut: knits fashion and textile businesses into clusters that can be coached."""

__version__ = "0.1.0"
