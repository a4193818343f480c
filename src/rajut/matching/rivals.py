"""A register rarely holds a business twice: what speaks for one partner of a row speaks against the others of that register.

Pairs are weighed one by one, as if each could be a match whatever the others are. They cannot: of ten rows of a register that fit a row
equally well at most one is its partner, so each is so with a chance of one in ten at most. That is what makes full districts different
from empty ones, and no chance learnt from pairs alone can tell. Jaro (1989) assigned rows one to one for this reason; as a posterior
(Sadinle 2017, for partners of one row) the odds of a pair are its own odds over one plus the odds of its rivals, on either side. Rows that
are likely one business themselves (a register holds it twice after all) are no rivals of each other.
"""

from __future__ import annotations

from rajut.engines import Engine
from rajut.matching.preparing import rules

CERTAIN = 30  # bits of what a person said is the same; no pair counts more


def weigh_rivals(engine: Engine) -> None:
    """Add `rivals_level` and `rivals_bits` to `matching_scored` and take them off `bits` and `probability`."""
    least = rules()["rivals"]["from_bits"]
    # Whole thousandths, so that no sum depends on its order.
    odds = f"CAST(round(1000 * power(2, CASE WHEN d.verdict = 'same' THEN {CERTAIN} ELSE least(s.bits, {CERTAIN}) END)) AS BIGINT)"
    engine.create(
        "matching_fitting",
        f"""SELECT s.a, s.b, l.register AS register_a, r.register AS register_b, {odds} AS odds
            FROM matching_scored s JOIN matching_input l ON l.n = s.a JOIN matching_input r ON r.n = s.b
            LEFT JOIN matching_decided d ON d.a = s.a AND d.b = s.b
            WHERE coalesce(d.verdict, '') <> 'different' AND (s.bits >= {least} OR d.verdict = 'same')""",
    )
    ends = "SELECT a AS n, b AS other, register_b AS register, odds FROM matching_fitting"
    ends += " UNION ALL SELECT b, a, register_a, odds FROM matching_fitting"
    engine.create(
        "matching_ends",
        f"""WITH ends AS ({ends}), several AS (SELECT n, register FROM ends GROUP BY n, register HAVING count(*) > 1)
            SELECT e.* FROM ends e JOIN several s ON s.n = e.n AND s.register = e.register""",
    )
    engine.create(
        "matching_rivals",
        """WITH beside AS (SELECT x.n, x.other, y.odds, least(x.other, y.other) AS a, greatest(x.other, y.other) AS b
                           FROM matching_ends x JOIN matching_ends y ON y.n = x.n AND y.register = x.register AND y.other <> x.other)
           SELECT p.n, p.other, log2(1 + sum(CAST(round(p.odds * (1 - coalesce(s.probability, 0.0))) AS BIGINT)) / 1000.0) AS bits
           FROM beside p LEFT JOIN matching_scored s ON s.a = p.a AND s.b = p.b GROUP BY p.n, p.other""",
    )
    held = "round(coalesce(x.bits, 0.0) + coalesce(y.bits, 0.0), 3)"
    engine.create(
        "matching_scored",
        f"""SELECT s.* EXCLUDE (bits, probability), round(s.bits - {held}, 3) AS bits,
              round(1 / (1 + power(2, {held} - s.bits)), 6) AS probability,
              CASE WHEN {held} >= 0.05 THEN 'another' END AS rivals_level, -{held} AS rivals_bits
            FROM matching_scored s LEFT JOIN matching_rivals x ON x.n = s.a AND x.other = s.b
            LEFT JOIN matching_rivals y ON y.n = s.b AND y.other = s.a""",
    )
    engine.drop("matching_fitting", "matching_ends", "matching_rivals")
