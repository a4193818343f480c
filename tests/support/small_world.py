# ruff: noqa: E501  drawn tables are as wide as their rows
"""A tiny published workspace with named people, written by hand: no pipeline, every value known.

Two clusters (batik in Surakarta, woven sarong in Samarinda), three registers, one merge, one doubtful pair,
one rejected row, one partner. `PERSONAL` lists values that no public page may show.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from rajut import tables as t
from rajut.published.opening import STAGES
from support.drawn import rows_of

RUN = "20261123-small"
BATIK = "K3372-batik"
SARONG = "K6472-weaving"
LONELY = "K3372-embroidery"

PERSONAL = (
    "Siti Aminah",
    "Budi Santoso",
    "Nur Halimah",
    "+6281200000001",
    "3372015505800001",
    "0912345678901",
    "Jl. Kenanga 5",
    "Batik Siti",
    "Batik Siti Aminah",
    "Tenun Nur",
    "R-A1",
    "B-SITI",
    "B-NUR",
)

REGISTERS = """
| register | file_name   | digest | format | layout_source | layout                                                                | observed_on | rows_read | rows_accepted | rows_rejected |
| dinas    | dinas.csv   | aa11   | csv    | proposed      | {"business_name": "Nama Usaha", "owner": "Pemilik", "phone": "Telp"}  | 2023        | 4         | 3             | 1             |
| asosiasi | asosiasi.xlsx | bb22 | xlsx   | file          | {"business_name": "USAHA", "owner": "NAMA"}                           |             | 2         | 2             | 0             |
"""
RECORDS = """
| record_id | register | row_number | business_name     | owner        | phone          | nik              | nib           | address       | village | activity     |
| R-A1      | dinas    | 2          | Batik Siti        | Siti Aminah  | +6281200000001 | 3372015505800001 |               | Jl. Kenanga 5 | Laweyan | batik tulis  |
| R-A2      | dinas    | 3          | Batik Budi        | Budi Santoso |                |                  |               |               | Laweyan | batik cap    |
| R-A3      | dinas    | 4          | Tenun Nur         | Nur Halimah  |                |                  |               |               | Baqa    | sarung tenun |
| R-B1      | asosiasi | 2          | Batik Siti Aminah | Siti Aminah  |                |                  | 0912345678901 | Laweyan       |         | batik        |
| R-B2      | asosiasi | 3          | Batik Budhi       | Budi S       |                |                  |               |               |         | batik        |
"""
ORIGINALS = """
| register | row_number | original                                                                         |
| dinas    | 2          | {"Nama Usaha": "BATIK SITI", "Pemilik": "Siti Aminah", "Telp": "0812-0000-0001"} |
| dinas    | 3          | {"Nama Usaha": "BATIK BUDI", "Pemilik": "Budi Santoso", "Telp": ""}              |
| dinas    | 4          | {"Nama Usaha": "TENUN NUR", "Pemilik": "Nur Halimah", "Telp": ""}                |
| asosiasi | 2          | {"USAHA": "Batik Siti Aminah", "NAMA": "Siti Aminah"}                            |
| asosiasi | 3          | {"USAHA": "Batik Budhi", "NAMA": "Budi S"}                                       |
"""
REJECTED = """
| register | row_number | code       | facts | original                                            |
| dinas    | 5          | READ-NO-NAME-NO-ACTIVITY | {}    | {"Nama Usaha": "", "Pemilik": "Budi Santoso", "Telp": ""} |
"""
PLACES = """
| record_id | level   | province_code | regency_code | district_code | village_code | lon     | lat    | precision_m | point_source | coordinate | confidence | reason    | facts |
| R-A1      | village | 33            | 3372         | 337201        | 3372011001   | 110.79  | -7.57  | 300         | village      | missing    | 0.95       | LOC-VILLAGE-TEXT | {"area": "Laweyan, Kota Surakarta"}  |
| R-A2      | village | 33            | 3372         | 337201        | 3372011001   | 110.791 | -7.571 | 300         | village      | missing    | 0.95       | LOC-VILLAGE-TEXT | {"area": "Laweyan, Kota Surakarta"}  |
| R-A3      | regency | 64            | 6472         |               |              | 117.14  | -0.51  | 5000        | regency      | missing    | 0.8        | LOC-VILLAGE-TEXT | {"area": "Laweyan, Kota Surakarta"}  |
| R-B1      | village | 33            | 3372         | 337201        | 3372011001   | 110.79  | -7.57  | 300         | village      | missing    | 0.9        | LOC-VILLAGE-TEXT | {"area": "Laweyan, Kota Surakarta"}  |
| R-B2      | regency | 33            | 3372         |               |              | 110.82  | -7.57  | 5000        | regency      | missing    | 0.8        | LOC-VILLAGE-TEXT | {"area": "Laweyan, Kota Surakarta"}  |
"""
PAIRS = """
| record_a | record_b | probability | verdict | decided_by | worth | evidence                                                                          |
| R-A1     | R-B1     | 0.998       | same    | model      | 0.004 | [{"comparison": "actor", "level": "exact", "bits": 9.5}, {"comparison": "place", "level": "village", "bits": 4.0}] |
| R-A2     | R-B2     | 0.71        | ask     | model      | 1.42  | [{"comparison": "name", "level": "alike", "bits": 3.1}, {"comparison": "actor", "level": "contained", "bits": 0.0}] |
"""
LINKS = """
| record_id | business_id |
| R-A1      | B-SITI      |
| R-B1      | B-SITI      |
| R-A2      | B-BUDI      |
| R-B2      | B-BUDHI     |
| R-A3      | B-NUR       |
"""
BUSINESSES = """
| business_id | record_count | registers             | business_name | owner        | phone          | nik              | nib           | address       | activity            | workers | level   | province_code | regency_code | district_code | village_code | lon     | lat    | precision_m | place_confidence | chosen_from |
| B-SITI      | 2            | ["asosiasi", "dinas"] | Batik Siti    | Siti Aminah  | +6281200000001 | 3372015505800001 | 0912345678901 | Jl. Kenanga 5 | batik tulis ; batik | 4       | village | 33            | 3372         | 337201        | 3372011001   | 110.79  | -7.57  | 300         | 0.95             | {"business_name": "R-A1", "owner": "R-A1", "phone": "R-A1", "nib": "R-B1"} |
| B-BUDI      | 1            | ["dinas"]             | Batik Budi    | Budi Santoso |                |                  |               |               | batik cap           |         | village | 33            | 3372         | 337201        | 3372011001   | 110.791 | -7.571 | 300         | 0.95             |             |
| B-BUDHI     | 1            | ["asosiasi"]          | Batik Budhi   | Budi S       |                |                  |               |               | batik               |         | regency | 33            | 3372         |               |              | 110.82  | -7.57  | 5000        | 0.8              |             |
| B-NUR       | 1            | ["dinas"]             | Tenun Nur     | Nur Halimah  |                |                  |               |               | sarung tenun        |         | regency | 64            | 6472         |               |              | 117.14  | -0.51  | 5000        | 0.8              |             |
"""
CLASSES = """
| business_id | fashion | fashion_confidence | segment | segment_confidence | role | role_confidence | kbli_code | kbli_version | kbli_source | kbli_confidence | muslim_wear | size_class | reason               | decided_by |
| B-SITI      | yes     | 0.99               | batik   | 0.98               | core | 0.9             | 13134     | 2020         | inferred    | 0.9             | no          | micro      | {"words": [{"word": "batik", "in": "name", "weight": 4.2}], "notes": []} | model      |
| B-BUDI      | yes     | 0.99               | batik   | 0.98               | core | 0.9             |           |              |             |                 | no          |            | {"words": [{"word": "batik", "in": "name", "weight": 4.2}], "notes": []} | model      |
| B-BUDHI     | yes     | 0.99               | batik   | 0.98               | core | 0.9             |           |              |             |                 |             |            | {"words": [{"word": "batik", "in": "name", "weight": 4.2}], "notes": []} | model      |
| B-NUR       | yes     | 0.97               | weaving | 0.97               | core | 0.9             |           |              |             |                 | no          |            | {"words": [{"word": "tenun", "in": "name", "weight": 3.9}], "notes": []} | model      |
"""
PUBLIC_SPREAD = """
| level    | area_code | segment | businesses | suppressed | location_quotient |
| country  | ID        | all     | 230        | no         |                   |
| country  | ID        | batik   | 150        | no         | 1.0               |
| country  | ID        | weaving | 80         | no         | 1.0               |
| province | 33        | all     | 160        | no         |                   |
| province | 33        | batik   | 150        | no         | 1.4               |
| province | 33        | weaving |            | yes        |                   |
| province | 64        | all     | 70         | no         |                   |
| province | 64        | weaving | 67         | no         | 2.8               |
| province | 64        | batik   |            | yes        |                   |
| regency  | 3372      | all     | 140        | no         |                   |
| regency  | 3372      | batik   | 130        | no         | 1.5               |
| regency  | 3372      | weaving |            | yes        |                   |
| regency  | 6472      | all     | 70         | no         |                   |
| regency  | 6472      | weaving | 67         | no         | 2.8               |
| district | 337201    | all     | 90         | no         |                   |
| district | 337201    | batik   | 88         | no         | 1.6               |
"""
# Weaving in 3372 is withheld: its stars must not be told. In 6472 inhabitants are taken as unknown.
HOT_SPOTS = """
| regency_code | segment | businesses | location_quotient | z   | p      | q    | verdict | size_star | specialisation_star | focus_star |
| 3372         | batik   | 130        | 1.5               | 4.1 | 0.0001 | 0.01 | hot     | yes       | no                  | yes        |
| 3372         | weaving | 3          | 0.2               | 3.9 | 0.0001 | 0.01 | cold    | no        | no                  | no         |
| 6472         | weaving | 67         | 2.8               |     |        |      |         | no        | yes                 |            |
"""
COVERAGE = """
| level   | area_code | segment | lists | observed | doubled | overlap | estimate | low | high | held | held_low | held_high | lower_bound | reason          | facts        |
| country | ID        | all     | 2     | 230      | 4       | 90      | 289      | 262 | 331  | 0.78 | 0.68     | 0.86      | 270.1       | COVER-ESTIMATED | {"lists": 2} |
| country | ID        | batik   | 2     | 150      | 3       | 60      | 187      | 171 | 219  | 0.79 | 0.67     | 0.86      |             | COVER-ESTIMATED | {"lists": 2} |
| regency | 3372      | all     | 2     | 140      | 2       | 61      | 173      | 159 | 207  | 0.8  | 0.67     | 0.87      | 165.5       | COVER-ESTIMATED | {"lists": 2} |
| regency | 3372      | batik   | 2     | 130      | 2       | 57      | 161      | 147 | 193  | 0.8  | 0.66     | 0.87      |             | COVER-ESTIMATED | {"lists": 2} |
| regency | 3372      | weaving | 2     | 3        | 0       | 1       |          |     |      |      |          |           |             | COVER-TOO-FEW   | {"fewest": 5} |
"""
ACCURACY = """
| level    | area_code | businesses | records | doubled | lists | overlap | estimate | low | high | held | held_low | held_high | lower_bound | reason           | facts        | to_village | doubtful | misplaced | dated | fresh | observed_from | observed_to |
| country  | ID        | 230        | 320     | 4       | 2     | 90      | 289      | 262 | 331  | 0.78 | 0.68     | 0.86      | 270.1       | COVER-ESTIMATED  | {"lists": 2} | 214        | 11       | 12.4      | 120   | 90    | 2019          | 2023-06-01  |
| province | 33        | 160        | 230     | 2       | 2     | 64      | 197      | 181 | 233  | 0.8  | 0.68     | 0.87      | 188.5       | COVER-ESTIMATED  | {"lists": 2} | 151        | 7        | 8.1       | 90    | 70    | 2019          | 2023-06-01  |
| province | 64        | 70         | 90      | 2       | 1     | 0       |          |     |      |      |          |           |             | COVER-TOO-FEW-LISTS | {"lists": 1} | 63      | 4        | 4.3       | 0     | 0     |               |             |
| regency  | 3372      | 140        | 201     | 2       | 2     | 61      | 173      | 159 | 207  | 0.8  | 0.67     | 0.87      | 165.5       | COVER-ESTIMATED  | {"lists": 2} | 131        | 6        | 7.2       | 90    | 70    | 2019          | 2023-06-01  |
| regency  | 6472      | 70         | 90      | 2       | 1     | 0       |          |     |      |      |          |           |             | COVER-TOO-FEW-LISTS | {"lists": 1} | 63      | 4        | 4.3       | 0     | 0     |               |             |
| regency  | 3311      | 3          | 3       | 0       | 1     | 0       |          |     |      |      |          |           |             | COVER-TOO-FEW    | {"fewest": 5} | 3         | 0        | 0.1       | 0     | 0     |               |             |
| district | 337201    | 90         | 130     |         |       |         |          |     |      |      |          |           |             | COVER-AT-REGENCY | {}           | 90         | 3        | 4.1       | 50    | 40    | 2019          | 2023-06-01  |
"""
PUBLIC_ACCURACY = """
| level    | area_code | businesses | estimate | low | high | held_low | held_high | reason              | facts        | doubled_share | misplaced_share | to_village_share | dated_share | fresh_share |
| country  | ID        | 230        | 289      | 262 | 331  | 0.68     | 0.86      | COVER-ESTIMATED     | {"lists": 2} | 0.02          | 0.05            | 0.95             | 0.5         |             |
| province | 33        | 160        | 197      | 181 | 233  | 0.68     | 0.87      | COVER-ESTIMATED     | {"lists": 2} |               |                 |                  |             |             |
| province | 64        | 70         |          |     |      |          |           | COVER-TOO-FEW-LISTS | {"lists": 1} |               |                 |                  |             |             |
| regency  | 3372      | 140        | 173      | 159 | 207  | 0.67     | 0.87      | COVER-ESTIMATED     | {"lists": 2} |               |                 |                  |             |             |
| regency  | 6472      | 70         |          |     |      |          |           | COVER-TOO-FEW-LISTS | {"lists": 1} |               |                 |                  |             |             |
| regency  | 3311      |            |          |     |      |          |           | COVER-WITHHELD      | {}           |               |                 |                  |             |             |
| district | 337201    | 90         |          |     |      |          |           | COVER-AT-REGENCY    | {}           |               |                 |                  |             |             |
"""
# The trading sentra's 6 members equal the withheld count of the line `trade` in its cluster: the page must not tell them.
SENTRA = """
| sentra_id | cluster_id     | name_id                     | name_en              | segment | regency_code | district_code | village_code | lon      | lat     | members | median_distance_m | p90_distance_m |
| S-1       | K3372-batik   | Sentra batik Laweyan        | Laweyan batik sentra | batik   | 3372         | 337201        | 3372011001   | 110.7912 | -7.5712 | 88      | 420               | 900            |
| S-2       | K6472-weaving | Sentra tenun Sungai Keledang | Sungai Keledang weaving sentra | weaving | 6472 | 647202        |              | 117.1402 | -0.5102 | 64      | 600               | 1400           |
| S-3       | K3372-batik   | Sentra dagang Laweyan | Laweyan trading sentra | trade | 3372 | 337201 | 3372011001 | 110.7913 | -7.5713 | 6 | 300 | 700 |
"""
CLUSTERS = """
| cluster_id        | name_id                | name_en                 | province_code | regency_code | district_code | lon       | lat      | radius_m | members | sentra | main_segment | segments                                 | roles                                                  | sizes                       | missing_roles                                                                 | women_owned | sex_known | muslim_wear | workers | workers_known | location_quotient |
| K3372-batik      | Klaster batik Laweyan  | Laweyan batik cluster   | 33            | 3372         | 337201        | 110.79123 | -7.57123 | 1100     | 97      | 1      | batik        | {"batik": 88, "trade": 6, "textiles": 3} | {"core": 88, "trade": 6, "supplier": 3}                | {"micro": 80, "unknown": 17} | [{"role": "supporting", "business_id": "B-NUR", "distance_m": 8200}]          | 50          | 80        | 6           | 240     | 60            | 1.5               |
| K6472-weaving    | Klaster tenun Samarinda Seberang | Samarinda Seberang weaving cluster | 64 | 6472    | 647202        | 117.14023 | -0.51023 | 1500     | 64      | 1      | weaving      | {"weaving": 64}                          | {"core": 64}                                           | {"unknown": 64}             | []                                                                            | 0           | 0         | 0           | 0       | 0             | 2.8               |
| K3372-embroidery | Klaster bordir Jebres  | Jebres embroidery cluster | 33          | 3372         | 337204        | 110.85678 | -7.55678 | 90       | 3       | 0      | embroidery   | {"embroidery": 3}                        | {"core": 3}                                            | {"unknown": 3}              | []                                                                            | 1           | 2         | 0           | 0       | 0             |                   |
"""
CLUSTER_RULES = """
| unit_id      | unit    | rule             | met | measured | needed |
| K3372-batik | cluster | pp29_2018_units       | yes | 88       | 5      |
| S-3          | sentra  | pp29_2018_units  | yes | 6        | 5      |
| S-1          | sentra  | bps_households        |     |          | 0.2    |
| K3372-embroidery | cluster | pp29_2018_units  | no  | 3        | 5      |
"""
HOMES = """
| business_id | status    | cluster_id     | sentra_id | distance_m |
| B-SITI      | member    | K3372-batik   | S-1       | 150        |
| B-BUDI      | linked    | K3372-batik   |           | 260        |
| B-BUDHI     | scattered | K3372-batik   |           | 3100       |
| B-NUR       | member    | K6472-weaving | S-2       | 700        |
"""
PARTNERS = """
| partner_id | name                       | kind        | services            | segments  | regency_code | capacity | reach_km |
| P-1        | Asosiasi Perancang Contoh  | association | ["design", "ip"]    | ["batik"] | 3372         | 3        | 50       |
"""
VENUES = """
| venue_id | name                | kind            | regency_code | capacity |
| V-1      | Balai Latih Contoh  | training_centre | 3372         | 100      |
"""
NEEDS = """
| cluster_id   | service         | score | reasons                    |
| K3372-batik | design          | 0.8   | {"size": 0.5, "women": 0.3} |
| K3372-batik | ip              | 0.6   | {"size": 0.6}              |
| K3372-batik | standardisation | 0.4   | {"size": 0.4}              |
| K3372-batik | promotion       | 0.3   | {"size": 0.3}              |
| K3372-batik | marketing       | 0.2   | {"size": 0.2}              |
"""
ASSIGNMENTS = """
| cluster_id   | service         | partner_id | venue_id | distance_km | status   | reason     |
| K3372-batik | design          | P-1        | V-1      | 2.5         | assigned | PLAN-ASSIGNED |
| K3372-batik | ip              | P-1        | V-1      | 2.5         | assigned | PLAN-ASSIGNED |
| K3372-batik | standardisation |            |          |             | unmet    | PLAN-ASSIGNED |
| K3372-batik | promotion       |            |          |             | unmet    | PLAN-ASSIGNED |
| K3372-batik | marketing       |            |          |             | unmet    | PLAN-ASSIGNED |
"""
ROADSHOW = """
| stop | regency_code | covered | share |
| 1    | 3372         | 160     | 0.7   |
"""
DRAWN = {
    t.Registers: REGISTERS,
    t.Records: RECORDS,
    t.Originals: ORIGINALS,
    t.Rejected: REJECTED,
    t.Places: PLACES,
    t.Pairs: PAIRS,
    t.Links: LINKS,
    t.Businesses: BUSINESSES,
    t.Classes: CLASSES,
    t.HotSpots: HOT_SPOTS,
    t.PublicSpread: PUBLIC_SPREAD,
    t.Coverage: COVERAGE,
    t.Accuracy: ACCURACY,
    t.PublicAccuracy: PUBLIC_ACCURACY,
    t.Sentra: SENTRA,
    t.Clusters: CLUSTERS,
    t.ClusterRules: CLUSTER_RULES,
    t.Homes: HOMES,
    t.Partners: PARTNERS,
    t.Venues: VENUES,
    t.Needs: NEEDS,
    t.Assignments: ASSIGNMENTS,
    t.Roadshow: ROADSHOW,
}


def small_world(workspace: Path, run: str = RUN, drawn_tables: dict[type[t.Table], str] | None = None) -> Path:
    """Write the small world, some of its tables drawn otherwise, into `workspace`, publish it, and return the workspace."""
    pictures = DRAWN | (drawn_tables or {})
    folder = workspace / "runs" / run
    rows: dict[str, dict[str, int]] = {}
    for stage, stage_tables in STAGES.items():
        (folder / stage).mkdir(parents=True, exist_ok=True)
        for table in stage_tables:
            drawn = rows_of(table, pictures[table]) if table in pictures else table.schema().empty_table()
            pq.write_table(_sorted(table, drawn), folder / stage / f"{table.table}.parquet")
            rows.setdefault(stage, {})[table.table] = len(drawn)
    _rejected_sheet(folder / "reading" / "dinas.rejected.xlsx")
    (folder / "manifest.json").write_text(json.dumps(_manifest(run, rows)), "utf-8")
    (folder / "progress.json").write_text(json.dumps({"status": "done", "at": time.time()}), "utf-8")
    (workspace / "current").write_text(run, "utf-8")
    return workspace


def running_run(
    workspace: Path, run: str = "20261124-running", *, silent_for: float = 0.0, pid: int | None = None, reads: str = "aa11"
) -> str:
    """A run at work (or, silent for long enough, killed) beside the published one; `reads`: the digest of its register."""
    folder = workspace / "runs" / run
    folder.mkdir(parents=True)
    inputs = [{"register": "dinas", "file_name": "dinas.csv", "digest": reads}]
    manifest = {"run": run, "status": "running", "started_at": "2026-11-24T01:00:00+00:00", "inputs": inputs}
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    progress = {
        "status": "running",
        "stage": "matching",
        "number": 3,
        "of": 7,
        "item": "scores",
        "done": 0.5,
        "at": time.time() - silent_for,
        "pid": pid,
    }
    (folder / "progress.json").write_text(json.dumps(progress), "utf-8")
    return run


def _manifest(run: str, rows: dict[str, dict[str, int]]) -> dict[str, Any]:
    stages = {
        stage: {
            "key": stage,
            "seconds": 1.5,
            "rows": counts,
            "facts": {},
            "warnings": [{"code": "CLU-IMPRECISE", "facts": {"count": 7}}] if stage == "clustering" else [],
        }
        for stage, counts in rows.items()
        if stage != "inputs"
    }
    return {
        "run": run,
        "version": "0.1.0",
        "engine": "duckdb",
        "status": "done",
        "started_at": "2026-11-23T21:00:00+00:00",
        "finished_at": "2026-11-23T21:05:00+00:00",
        "inputs": [{"register": "dinas", "file_name": "dinas.csv", "digest": "aa11"}],
        "definitions": {},
        "stages": stages,
    }


def _sorted(table: type[t.Table], rows: pa.Table) -> pa.Table:
    return rows.sort_by([(name, "ascending") for name in table.order or table.key])


def _rejected_sheet(file: Path) -> None:
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet().write_row(0, 0, ["Nama Usaha", "Pemilik", "Alasan"])
