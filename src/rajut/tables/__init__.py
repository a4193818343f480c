"""The data dictionary: every table handed from one stage to the next.

A table is a class; its columns are class attributes in the order they are written. Stages share these
classes and nothing else. Units: metres, rupiah, WGS 84 degrees (longitude before latitude). Lists and
mappings are JSON text, so that every engine and every reader of Parquet understands them. A column is
null where the fact is unknown; unknown is never written as 0 or "".
"""

from rajut.tables.base import Column, Table
from rajut.tables.classifying import Classes
from rajut.tables.clustering import (
    ClusterBounds,
    ClusterChanges,
    ClusteringSettings,
    ClusterRules,
    Clusters,
    FormerHomes,
    FormerUnits,
    Homes,
    Sentra,
    UnitRecords,
)
from rajut.tables.locating import Places
from rajut.tables.mapping import Accuracy, Agglomeration, Coverage, Hexagons, HotSpots, PublicAccuracy, PublicSpread, Specialisation, Spread
from rajut.tables.matching import Businesses, Decisions, Identities, Links, Pairs
from rajut.tables.planning import Assignments, Needs, Partners, Roadshow, Venues
from rajut.tables.reading import Mended, Originals, Records, Registers, Rejected
from rajut.tables.reference import Areas, Islands, OfficialBoundaries

# In the order of the story.
TABLES: tuple[type[Table], ...] = (
    *(Areas, OfficialBoundaries, Islands),
    *(Registers, Records, Originals, Rejected, Mended),
    Places,
    *(Decisions, Identities, Pairs, Links, Businesses),
    Classes,
    *(Spread, Specialisation, Hexagons, Agglomeration, HotSpots, PublicSpread, Coverage, Accuracy, PublicAccuracy),
    *(ClusteringSettings, FormerHomes, FormerUnits),
    *(Sentra, Clusters, ClusterRules, ClusterBounds, Homes, UnitRecords, ClusterChanges),
    *(Partners, Venues, Needs, Assignments, Roadshow),
)

__all__ = [
    "TABLES",
    "Accuracy",
    "Agglomeration",
    "Areas",
    "Assignments",
    "Businesses",
    "Classes",
    "ClusterBounds",
    "ClusterChanges",
    "ClusterRules",
    "ClusteringSettings",
    "Clusters",
    "Column",
    "Coverage",
    "Decisions",
    "FormerHomes",
    "FormerUnits",
    "Hexagons",
    "Homes",
    "HotSpots",
    "Identities",
    "Islands",
    "Links",
    "Mended",
    "Needs",
    "OfficialBoundaries",
    "Originals",
    "Pairs",
    "Partners",
    "Places",
    "PublicAccuracy",
    "PublicSpread",
    "Records",
    "Registers",
    "Rejected",
    "Roadshow",
    "Sentra",
    "Specialisation",
    "Spread",
    "Table",
    "UnitRecords",
    "Venues",
]
