"""A decision about a business follows it when this run puts its records elsewhere."""

from rajut.classifying import classify
from rajut.engines import Engine
from rajut.progress import Silent
from rajut.tables import Businesses, Classes, Decisions, Identities, Links
from support.drawn import drawn, put, see

# Records as they were (identities) and are (links): a letter is a business, its count in brackets the records.
MOVES = """
| what happened               | before    | now       | decided       | found                |
| nothing                     | A(2) B(1) | A(2) B(1) | A=no          | A=no B=model         |
| A was merged away           | A(1) B(2) | B(1) B(2) | A=no          | B=no                 |
| both were decided, B later  | A(1) B(2) | B(1) B(2) | A=no B=yes    | B=yes                |
| both were decided, A later  | A(1) B(2) | B(1) B(2) | B=yes A=no    | B=no                 |
| most of A went to B         | A(3) B(4) | B(2) A(1) B(4) | A=no | A=model B=no         |
| A was halved                | A(2)      | C(1) A(1) | A=no          | A=no C=model         |
| A was halved and is no more | A(2)      | D(1) C(1) | A=no          | C=no D=model         |
| a part was split off        | A(3)      | A(2) C(1) | A=no          | A=no C=model         |
| A lost records to nowhere   | A(2)      | A(1)      | A=no          | A=no                 |
| the first run               |           | A(1) B(1) | A=no          | A=no B=model         |
| never heard of              | A(1)      | A(1)      | Z=no          | A=model              |
| a record more               | A(1)      | A(1) A(1) | A=no          | A=no                 |
"""


def homes(row: dict[str, str | None], when: str) -> list[tuple[str, str]]:
    """`A(2) B(1)`: records 0, 1 and 2, each with its business; ids begin with what happened, so that no row meets another."""
    parts = [part[0] for part in (row[when] or "").split() for _ in range(int(part[2]))]
    return [(f"{row['what happened']} {number}", f"{row['what happened']} {home}") for number, home in enumerate(parts)]


def answers(row: dict[str, str | None], column: str) -> list[tuple[str, str]]:
    """`A=no`: businesses, each with an answer."""
    told = (part.split("=") for part in str(row[column]).split())
    return [(f"{row['what happened']} {name}", answer) for name, answer in told]


def picture(head: str, lines: list[str]) -> str:
    return "\n".join([head, *(f"| {line} |" for line in lines)])


def test_a_decision_follows_most_of_the_records(engine: Engine):
    rows = drawn(MOVES)
    for table, when in ((Identities, "before"), (Links, "now")):
        linked = [f"{record} | {business}" for row in rows for record, business in homes(row, when)]
        put(engine, table, picture("| record_id | business_id |", linked))
    businesses = sorted({business for row in rows for _, business in homes(row, "now")})
    put(engine, Businesses, picture("| business_id | business_name |", [f"{business} | Penjahit" for business in businesses]))
    fashion = {"no": '{"fashion": false}', "yes": '{"fashion": true}'}
    said = [f"class | {business} | {fashion[answer]} | Dewi | 2026-01-01" for row in rows for business, answer in answers(row, "decided")]
    numbered = [f"{number} | {line}" for number, line in enumerate(said)]
    put(engine, Decisions, picture("| number | kind | subject | value | by | on |", numbered))
    facts = classify(engine, Silent())
    found = {business: answer for row in rows for business, answer in answers(row, "found")}
    expected = [
        f"{business} | {'no' if answer == 'no' else 'yes'} | {'model' if answer == 'model' else 'Dewi'}"
        for business, answer in found.items()
    ]
    see(engine, Classes, picture("| business_id | fashion | decided_by |", expected))
    assert facts["decided"] == sum(answer != "model" for answer in found.values())
