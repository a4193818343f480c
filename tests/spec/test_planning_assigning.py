"""Who serves which cluster with what, or why nobody can."""

import json
import math

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rajut import definitions
from rajut.engines import DuckDB, Engine
from rajut.planning.assigning import assign
from rajut.progress import Silent
from rajut.tables import Areas, Assignments, Clusters, Needs, Partners, Venues
from support.drawn import put, rows_of, see

# One degree of longitude on the equator is 111.2 km.
AREAS = """
| code | level   | name | kind      | lon   | lat |
| 1101 | regency | A    | kabupaten | 100.0 | 0.0 |
| 1102 | regency | B    | kabupaten | 101.0 | 0.0 |
| 1103 | regency | C    | kabupaten | 103.0 | 0.0 |
"""
CLUSTERS = """
| cluster_id | lon   | lat | members | main_segment |
| near       | 100.1 | 0.0 | 40      | batik        |
| middle     | 100.9 | 0.0 | 12      | batik        |
| far        | 110.0 | 0.0 | 40      | weaving      |
"""


def world(engine: Engine, needs: str, partners: str | None, venues: str | None = None) -> None:
    put(engine, Areas, AREAS)
    put(engine, Clusters, CLUSTERS)
    put(engine, Needs, needs)
    put(engine, Partners, partners)
    put(engine, Venues, venues)
    assign(engine, Silent())


def test_the_neediest_cluster_is_served_first_by_the_nearest_partner(engine: Engine):
    world(
        engine,
        """
        | cluster_id | service | score |
        | near       | design  | 0.4   |
        | middle     | design  | 0.9   |
        """,
        """
        | partner_id | services   | segments | regency_code | capacity | reach_km |
        | p1         | ["design"] | []       | 1101         | 1        | 200      |
        | p2         | ["design"] | []       | 1102         | 1        | 200      |
        """,
        """
        | venue_id | kind | regency_code | capacity |
        | small    | hall | 1102         | 20       |
        | large    | hall | 1101         | 30       |
        """,
    )
    see(
        engine,
        Assignments,
        """
        | cluster_id | service | partner_id | venue_id | distance_km | status   | reason        |
        | middle     | design  | p2         | small    | 11.1        | assigned | PLAN-ASSIGNED |
        | near       | design  | p1         | large    | 11.1        | assigned | PLAN-ASSIGNED |
        """,
    )


def test_ties_go_to_the_first_cluster_and_the_first_partner(engine: Engine):
    world(
        engine,
        "| cluster_id | service | score |\n| near | design | 0.5 |\n| middle | design | 0.5 |",
        """
        | partner_id | services   | segments | regency_code | capacity | reach_km |
        | p2         | ["design"] | []       | 1101         | 1        | 200      |
        | p1         | ["design"] | []       | 1101         | 1        | 200      |
        """,
    )
    see(
        engine,
        Assignments,
        """
        | cluster_id | partner_id | venue_id | reason                 |
        | middle     | p1         |          | PLAN-ASSIGNED-NO-VENUE |
        | near       | p2         |          | PLAN-ASSIGNED-NO-VENUE |
        """,
    )


@pytest.mark.parametrize(
    ("partner", "reason"),
    [
        (None, "PLAN-NO-PARTNERS-FILE"),
        ('["ip"] | [] | 1 | 200', "PLAN-NO-SERVICE"),
        ('["design"] | ["batik"] | 1 | 200', "PLAN-NO-SEGMENT"),
        ('["design"] | ["weaving"] | 1 | 200', "PLAN-NO-PARTNER-IN-REACH"),
        ('["design"] | [] | 1 | 5000', "PLAN-NO-CAPACITY"),
    ],
)
def test_an_unmet_request_says_why(engine: Engine, partner, reason):
    head = "| partner_id | regency_code | services | segments | capacity | reach_km |\n"
    world(
        engine,
        "| cluster_id | service | score |\n| near | design | 0.9 |\n| far | design | 0.5 |",
        f"{head}| p1 | 1101 | {partner} |" if partner else None,
    )
    row = engine.rows("SELECT * FROM assignments WHERE cluster_id = 'far'")[0]
    assert (row["status"], row["partner_id"], row["venue_id"], row["distance_km"], row["reason"]) == ("unmet", None, None, None, reason)


def test_a_venue_is_full_after_its_days_of_the_year(engine: Engine):
    session = definitions.load("planning").content["session"]
    slots = session["venue_days_per_year"] // session["days_per_service"]
    put(engine, Areas, AREAS)
    clusters = [{"cluster_id": f"c{i:03}", "lon": 100.0, "lat": 0.0, "members": 10, "main_segment": "batik"} for i in range(slots + 1)]
    needs = [{"cluster_id": row["cluster_id"], "service": "design", "score": 0.5, "reasons": "{}"} for row in clusters]
    empty = rows_of(Clusters, "| cluster_id |\n| x |").to_pylist()[0]
    engine.put("clusters", pa.Table.from_pylist([empty | row for row in clusters], schema=Clusters.schema()))
    engine.put("needs", pa.Table.from_pylist(needs, schema=Needs.schema()))
    put(
        engine,
        Partners,
        '| partner_id | services | segments | regency_code | capacity | reach_km |\n| p | ["design"] | [] | 1101 | 1000 | 10 |',
    )
    put(engine, Venues, "| venue_id | kind | regency_code | capacity |\n| v | hall | 1101 | 10 |")
    assign(engine, Silent())
    assert engine.rows("SELECT cluster_id FROM assignments WHERE venue_id IS NULL") == [{"cluster_id": f"c{slots:03}"}]


# --- oracle and invariants ------------------------------------------------------------------------------------------------------

SERVICES, SEGMENTS, CODES = ["design", "ip"], ["batik", "weaving"], ["1101", "1102", "1103"]
PLACES = {"1101": 100.0, "1102": 101.0, "1103": 103.0}
clusters_drawn = st.lists(st.tuples(st.sampled_from([99.5, 100.0, 100.5, 102.0, 104.0]), st.sampled_from(SEGMENTS)), min_size=1, max_size=6)
partners_drawn = st.lists(
    st.tuples(
        st.lists(st.sampled_from(SERVICES), min_size=1, unique=True),
        st.lists(st.sampled_from(SEGMENTS), unique=True),
        st.sampled_from(CODES),
        st.integers(0, 3),
        st.sampled_from([20.0, 60.0, 250.0]),
    ),
    max_size=5,
)
scores_drawn = st.lists(st.sampled_from([0.1, 0.5, 0.9]), min_size=12, max_size=12)


def kilometres(lon: float, code: str) -> float:
    return round(6371.0088 * math.radians(abs(lon - PLACES[code])), 1)


def slowly(requests: list[dict], partners: list[dict]) -> dict[tuple[str, str], str | None]:
    """Oracle: everybody looks at every partner."""
    left = {row["partner_id"]: row["capacity"] for row in partners}
    answer = {}
    for request in sorted(requests, key=lambda row: (-row["score"], row["cluster_id"], row["service"])):
        fitting = [
            (kilometres(request["lon"], row["regency_code"]), row["regency_code"], row["partner_id"])
            for row in partners
            if request["service"] in json.loads(row["services"])
            and request["segment"] in (json.loads(row["segments"]) or SEGMENTS)
            and kilometres(request["lon"], row["regency_code"]) <= row["reach_km"]
            and left[row["partner_id"]] > 0
        ]
        chosen = min(fitting)[2] if fitting else None
        if chosen:
            left[chosen] -= 1
        answer[request["cluster_id"], request["service"]] = chosen
    return answer


@pytest.fixture(scope="module")
def one_engine():
    made = DuckDB(memory="1GiB")
    put(made, Areas, AREAS)
    put(made, Venues)
    yield made
    made.close()


@settings(max_examples=40, deadline=None)
@given(clusters_drawn, partners_drawn, scores_drawn)
def test_serves_like_the_slow_way_and_never_beyond_capacity_or_reach(one_engine: Engine, clusters, partners, scores):
    empty = rows_of(Clusters, "| cluster_id |\n| x |").to_pylist()[0]
    drawn = [empty | {"cluster_id": f"c{i}", "lon": lon, "lat": 0.0, "main_segment": segment} for i, (lon, segment) in enumerate(clusters)]
    needs = [
        {"cluster_id": row["cluster_id"], "service": service, "score": scores[2 * i + j], "reasons": "{}"}
        for i, row in enumerate(drawn)
        for j, service in enumerate(SERVICES)
    ]
    rows = [
        {
            "partner_id": f"p{i}",
            "name": "x",
            "kind": "bank",
            "services": json.dumps(services),
            "segments": json.dumps(segments),
            "regency_code": code,
            "capacity": capacity,
            "reach_km": reach,
        }
        for i, (services, segments, code, capacity, reach) in enumerate(partners)
    ]
    for table, content in ((Clusters, drawn), (Needs, needs), (Partners, rows)):
        one_engine.put(table.table, pa.Table.from_pylist(content, schema=table.schema()))
    assign(one_engine, Silent())
    found = one_engine.rows("SELECT * FROM assignments")
    cluster = {row["cluster_id"]: row for row in drawn}
    requests = [row | {"lon": cluster[row["cluster_id"]]["lon"], "segment": cluster[row["cluster_id"]]["main_segment"]} for row in needs]
    assert {(row["cluster_id"], row["service"]): row["partner_id"] for row in found} == slowly(requests, rows)
    assert len(found) == len(needs)
    for partner in rows:
        served = [row for row in found if row["partner_id"] == partner["partner_id"]]
        assert len(served) <= partner["capacity"]
        assert all(row["distance_km"] <= partner["reach_km"] for row in served)
