"""The official areas of Indonesia: codes, names, points, population, postal codes and boundaries."""

from rajut.areas.boundaries import approximate, boundaries, bounds, is_official
from rajut.areas.imported import official_digest, official_table, origin
from rajut.areas.importing import Imported, import_boundaries
from rajut.areas.islands import islands
from rajut.areas.lookup import level_of, names, parents
from rajut.areas.official import country, reference_folder
from rajut.areas.village_points import doubtful_points
from rajut.areas.web import web_map

__all__ = [
    "Imported",
    "approximate",
    "boundaries",
    "bounds",
    "country",
    "doubtful_points",
    "import_boundaries",
    "is_official",
    "islands",
    "level_of",
    "names",
    "official_digest",
    "official_table",
    "origin",
    "parents",
    "reference_folder",
    "web_map",
]
