"""Needs, partners, venues and the roadshow: a first plan."""

from rajut.planning.files import read_partners, read_venues, template
from rajut.planning.stage import plan

__all__ = ["plan", "read_partners", "read_venues", "template"]
