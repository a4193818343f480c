"""The stages after reading, in their order: which tables each reads and makes, what it knows, and which counts must agree when it is done.

A stage is loaded when it is done: a process that does one of them need not wait for what the others load.
"""

from __future__ import annotations

from rajut import tables as t
from rajut.engines import Engine
from rajut.progress import Progress
from rajut.running import Facts, Stage


def _locate(engine: Engine, progress: Progress) -> Facts:
    from rajut import locating

    return locating.locate(engine, progress)


def _match(engine: Engine, progress: Progress) -> Facts:
    from rajut import matching

    return matching.match(engine, progress)


def _classify(engine: Engine, progress: Progress) -> Facts:
    from rajut import classifying

    return classifying.classify(engine, progress)


def _chart(engine: Engine, progress: Progress) -> Facts:
    from rajut import mapping

    return mapping.chart(engine, progress)


def _form_as_set(engine: Engine, progress: Progress) -> Facts:
    from rajut import clustering

    return clustering.form_as_set(engine, progress)


def _plan(engine: Engine, progress: Progress) -> Facts:
    from rajut import planning

    return planning.plan(engine, progress)


STAGES = (
    Stage(
        "locating",
        _locate,
        reads=(t.Registers, t.Records, t.Areas, t.OfficialBoundaries, t.Decisions),
        makes=(t.Places,),
        knows=("historical_codes", "locating", "locating_confidence", "place_aliases"),
        balance=(("SELECT count(*) FROM places", "SELECT count(*) FROM records"),),
    ),
    Stage(
        "matching",
        _match,
        reads=(t.Records, t.Places, t.Decisions, t.Identities),
        makes=(t.Pairs, t.Links, t.Businesses),
        knows=("linkage", "matching", "survivorship"),
        balance=(
            ("SELECT count(*) FROM links", "SELECT count(*) FROM records"),
            ("SELECT coalesce(sum(record_count), 0) FROM businesses", "SELECT count(*) FROM records"),
        ),
    ),
    Stage(
        "classifying",
        _classify,
        reads=(t.Businesses, t.Decisions, t.Identities, t.Links),
        makes=(t.Classes,),
        knows=("classifying", "fashion_words", "kbli", "roles", "segments", "size_classes", "teaching"),
        balance=(("SELECT count(*) FROM classes", "SELECT count(*) FROM businesses"),),
    ),
    Stage(
        "mapping",
        _chart,
        reads=(t.Businesses, t.Classes, t.Pairs, t.Links, t.Areas),
        makes=(
            *(t.Spread, t.Specialisation, t.Hexagons, t.Agglomeration, t.HotSpots, t.PublicSpread),
            *(t.Coverage, t.Accuracy, t.PublicAccuracy),
        ),
        knows=("covering", "mapping"),
        balance=(
            (
                "SELECT coalesce(sum(businesses), 0) FROM spread WHERE level = 'country' AND segment = 'all' AND size_class = 'all'",
                "SELECT count(*) FROM classes WHERE fashion",
            ),
            ("SELECT coalesce(sum(businesses), 0) FROM accuracy WHERE level = 'country'", "SELECT count(*) FROM classes WHERE fashion"),
        ),
    ),
    Stage(
        "clustering",
        _form_as_set,
        reads=(
            *(t.Businesses, t.Classes, t.Specialisation, t.Areas, t.Islands),
            *(t.Decisions, t.Identities, t.Links, t.ClusteringSettings, t.FormerHomes, t.FormerUnits),
        ),
        makes=(t.Sentra, t.Clusters, t.ClusterRules, t.ClusterBounds, t.Homes, t.UnitRecords, t.ClusterChanges),
        knows=("clustering", "roles", "segments", "sentra_rules"),
        balance=(
            ("SELECT count(*) FROM homes", "SELECT count(*) FROM classes WHERE fashion"),
            ("SELECT coalesce(sum(members), 0) FROM clusters", "SELECT count(*) FROM homes WHERE status IN ('member', 'linked')"),
        ),
        here=True,
    ),
    Stage(
        "planning",
        _plan,
        reads=(t.Clusters, t.ClusterRules, t.Sentra, t.Homes, t.Businesses, t.Classes, t.Areas, t.Partners, t.Venues),
        makes=(t.Needs, t.Assignments, t.Roadshow),
        knows=("planning", "segments", "services"),
        balance=(
            ("SELECT count(*) FROM needs", "SELECT 5 * count(*) FROM clusters"),
            ("SELECT count(*) FROM assignments", "SELECT count(*) FROM needs"),
        ),
        here=True,
    ),
)
