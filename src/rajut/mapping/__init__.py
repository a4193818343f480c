"""Mapping: how many of what are where."""

from rajut.mapping.chart import chart
from rajut.mapping.specialising import location_quotient

__all__ = ["chart", "location_quotient"]
