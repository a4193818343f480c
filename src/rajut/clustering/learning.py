"""Learning groups: the members of a sentra dealt like cards, so that each group has its share of every kind.

The members lie in one row: the strongest size class first, in it by industry code and whether they make Muslim wear, in that along a
curve that passes neighbours one after the other. They are dealt in turn to about members / aim groups. So sizes differ by one at most,
and so does the number of each size class, and in it of each product; whoever stands next to a maker of the same mostly sits elsewhere.
"""

from __future__ import annotations

from rajut.clustering.parameters import Learning
from rajut.engines import Engine

# As many groups as come nearest to the aim, within what the bounds allow.
DEALT = """
SELECT business_id, 1 + (place - 1) % CAST(greatest(ceil(members * 1.0 / {upper}),
                                                    least(floor(members * 1.0 / {aim} + 0.5), floor(members * 1.0 / {lower}))) AS BIGINT)
         AS learning_group
FROM (SELECT h.business_id, count(*) OVER (PARTITION BY h.sentra_id) AS members,
             row_number() OVER (PARTITION BY h.sentra_id ORDER BY {strength}, coalesce(c.kbli_code, ''), coalesce(c.muslim_wear, false),
                                h.along, h.business_id) AS place
      FROM clustering_home h JOIN classes c ON c.business_id = h.business_id
      WHERE h.sentra_id IS NOT NULL)
"""
GROUPS = "SELECT coalesce(sum(groups), 0) FROM (SELECT max(learning_group) AS groups FROM homes WHERE status = 'member' GROUP BY sentra_id)"


def deal(engine: Engine, learning: Learning) -> None:
    """Make `clustering_dealt` (business_id, learning_group from 1) from `clustering_home` and `classes`."""
    ranks = " ".join(f"WHEN '{name}' THEN {place}" for place, name in enumerate(learning.strongest))
    strength = f"CASE c.size_class {ranks} ELSE {len(learning.strongest)} END"
    bounds = {"lower": learning.lower, "aim": learning.aim, "upper": learning.upper}
    engine.create("clustering_dealt", DEALT.format(strength=strength, **bounds))


def number_of_groups(engine: Engine) -> int:
    """Learning groups in `homes`."""
    return int(engine.value(GROUPS))
