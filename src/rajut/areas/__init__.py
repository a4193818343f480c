"""The official areas of Indonesia: codes, names, points, population, postal codes and boundaries."""

from rajut.areas.boundaries import boundaries, bounds
from rajut.areas.lookup import level_of, names, parents
from rajut.areas.official import country, reference_folder
from rajut.areas.village_points import doubtful_points
from rajut.areas.web import web_map

__all__ = ["boundaries", "bounds", "country", "doubtful_points", "level_of", "names", "parents", "reference_folder", "web_map"]
