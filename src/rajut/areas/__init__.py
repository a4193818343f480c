"""The official areas of Indonesia: codes, names, points, population, postal codes and boundaries."""

from rajut.areas.official import country, reference_folder

__all__ = ["country", "reference_folder"]
