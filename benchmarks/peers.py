"""What others take for the same work, each in a process of its own: `python -m benchmarks.peers WORK FILES…`.

Each is used as its own first example shows, with defaults; they do less than the stage they stand beside (they keep no
provenance, reject no rows, repair no coordinates), and where one cannot do the whole size it is given less.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd

# `FILES` of the linkers: records.parquet and places.parquet of a run.
LINKED = ("business_name", "owner", "phone", "nik", "nib")


def reading(*files: str) -> int:
    """pandas: every register read as text."""
    return sum(len(pd.read_csv(file, sep=_delimiter(Path(file)), dtype=str, encoding_errors="replace")) for file in files)


def _delimiter(file: Path) -> str:
    with file.open(encoding="utf-8-sig") as lines:
        return max(",;|\t", key=lines.readline().count)


def locating(records: str) -> int:
    """geopandas: the points of the registers joined with the polygons of regencies."""
    import geopandas

    from rajut import areas

    found = pd.read_parquet(records, columns=["lon", "lat"]).dropna()
    points = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(found["lon"], found["lat"]), crs=4326)
    shapes = areas.boundaries("regency")
    regencies = geopandas.GeoDataFrame({"code": list(shapes)}, geometry=list(shapes.values()), crs=4326)
    geopandas.sjoin(points, regencies, predicate="within")
    return len(points)


def splink(records: str, places: str, rows: str) -> int:
    """Splink's defaults: names by similarity, identifiers exactly, u by random sampling, m by expectation maximisation."""
    import splink.comparison_library as compared
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="record_id",
        comparisons=[
            compared.NameComparison("business_name"),
            compared.NameComparison("owner"),
            *(compared.ExactMatch(name) for name in ("phone", "nik", "nib", "regency_code")),
        ],
        blocking_rules_to_generate_predictions=[
            *(block_on(name) for name in ("phone", "nik", "nib")),
            block_on("business_name", "regency_code"),
            block_on("owner", "regency_code"),
        ],
    )
    door = DuckDBAPI()
    linker = Linker(door.register(_linked(records, places, rows)), settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for rule in (block_on("phone"), block_on("business_name", "regency_code")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    pairs = linker.inference.predict(threshold_match_probability=0.9)
    linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, 0.95)
    return int(rows)


def recordlinkage(records: str, places: str, rows: str) -> int:
    """The toolkit's first example: blocks, similarity of names, an unsupervised classifier."""
    import recordlinkage as toolkit

    found = _linked(records, places, rows).set_index("record_id").fillna("")
    indexer = toolkit.Index()
    indexer.block("regency_code")
    compare = toolkit.Compare()
    for name in ("business_name", "owner"):
        compare.string(name, name, method="jarowinkler", threshold=0.85)
    for name in ("phone", "nik", "nib"):
        compare.exact(name, name)
    toolkit.ECMClassifier().fit_predict(compare.compute(indexer.index(found), found))
    return int(rows)


def _linked(records: str, places: str, rows: str) -> pd.DataFrame:
    """The first rows by id, which is a digest: a sample without order."""
    found = pd.read_parquet(records, columns=["record_id", *LINKED]).head(int(rows))
    return found.merge(pd.read_parquet(places, columns=["record_id", "regency_code"]), on="record_id")


PEERS: dict[str, Callable[..., int]] = {work.__name__: work for work in (reading, locating, splink, recordlinkage)}

if __name__ == "__main__":
    print(PEERS[sys.argv[1]](*sys.argv[2:]))  # the number of records, which benchmarks.national reads
