"""The table `cluster_rules`: which legal predicates of definitions/sentra_rules each sentra and cluster meets."""

from __future__ import annotations

from rajut import definitions
from rajut.engines import Engine

PRODUCERS = "count(CASE WHEN coalesce(role, 'core') <> 'trade' THEN 1 END)"  # a market of traders produces nothing

# What is known about every unit, measured once: null where the fact is unknown.
SENTRA_FACTS = """
WITH in_villages AS (
  SELECT sentra_id, max(members) AS in_one_village, max(producers) AS producers FROM (
    SELECT sentra_id, count(*) AS members, {producers} AS producers FROM clustering_members
    WHERE sentra_id IS NOT NULL AND village_code IS NOT NULL GROUP BY sentra_id, village_code)
  GROUP BY sentra_id),
own AS (
  SELECT sentra_id, count(*) AS members, count(village_code) AS villages_known,
         count(CASE WHEN sentra_distance_m <= {one_location_m} AND coalesce(role, 'core') <> 'trade' THEN 1 END) AS close_by
  FROM clustering_members WHERE sentra_id IS NOT NULL GROUP BY sentra_id),
in_districts AS (
  SELECT b.district_code, c.segment, count(*) AS businesses
  FROM businesses b JOIN classes c ON c.business_id = b.business_id
  WHERE c.fashion AND b.district_code IS NOT NULL AND c.segment IS NOT NULL GROUP BY b.district_code, c.segment)
SELECT s.sentra_id AS unit_id, own.close_by, own.members,
       coalesce(v.producers, 0) AS producers_in_one_village,
       CASE WHEN own.villages_known = own.members THEN v.in_one_village / own.members END AS village_share,
       d.businesses AS in_district, k.roles, k.roles_unknown
FROM sentra s JOIN own ON own.sentra_id = s.sentra_id
LEFT JOIN in_villages v ON v.sentra_id = s.sentra_id
JOIN clustering_cluster k ON k.unit_id = s.cluster_id
LEFT JOIN in_districts d ON d.district_code = s.district_code AND d.segment = s.segment
"""
CLUSTER_FACTS = """
SELECT cluster_id AS unit_id, count(DISTINCT role) AS roles, count(*) - count(role) AS roles_unknown
FROM clustering_members GROUP BY cluster_id
"""
# Per rule: its facts, what is measured, and when the answer is unknown although something is measured.
KLASTER_UNKNOWN = "roles < {needed} AND roles_unknown > 0"
MEASURES = {
    "pp29_2018_units": ("clustering_sentra", "greatest(close_by, producers_in_one_village)", "false"),
    "bps_one_village": ("clustering_sentra", "village_share", "false"),
    "bps_households": ("clustering_sentra", "NULL", "true"),
    "bps_organised": ("clustering_sentra", "NULL", "true"),
    "kepmenkop32_2002_similar": ("clustering_sentra", "1", "false"),  # by how a sentra is formed
    "kepmenkop32_2002_prospect": ("clustering_sentra", "NULL", "true"),
    "kepmenkop32_2002_district": ("clustering_sentra", "in_district", "false"),
    "permen23_2005_unggulan": ("clustering_sentra", "NULL", "true"),
    "permen23_2005_part": ("clustering_sentra", "roles", KLASTER_UNKNOWN),
    "permen23_2005_klaster": ("clustering_cluster", "roles", KLASTER_UNKNOWN),
}


def put_rules(engine: Engine) -> None:
    content = definitions.load("sentra_rules").content
    engine.create("clustering_cluster", CLUSTER_FACTS)
    engine.create("clustering_sentra", SENTRA_FACTS.format(one_location_m=content["one_location_m"], producers=PRODUCERS))
    engine.create("cluster_rules", " UNION ALL ".join(_rule(name, rule) for name, rule in content["rules"].items()))


def _rule(name: str, rule: dict[str, str | float | None]) -> str:
    facts, measured, unknown = MEASURES[name]
    needed = "NULL" if rule["needed"] is None else str(float(rule["needed"]))
    return f"""
    SELECT unit_id, '{rule["unit"]}' AS unit, '{name}' AS rule,
           CASE WHEN {unknown.format(needed=needed)} THEN CAST(NULL AS BOOLEAN) ELSE {measured} >= {needed} END AS met,
           CAST({measured} AS DOUBLE) AS measured, CAST({needed} AS DOUBLE) AS needed
    FROM {facts}"""
