"""Reading the published run from several threads while another is published."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow.parquet as pq

from rajut.published import Published, areas, clusters
from rajut.tables import PublicSpread
from support.drawn import rows_of
from support.small_world import RUN, small_world


def test_before_the_first_run_there_is_nothing(tmp_path: Path) -> None:
    assert Published(tmp_path).now() is None
    (tmp_path / "current").write_text("gone")
    assert Published(tmp_path).now() is None


def test_a_reader_keeps_its_run_while_another_is_published(tmp_path: Path) -> None:
    published = Published(small_world(tmp_path))
    before = published.now()
    assert before is not None
    small_world(tmp_path, "20261201-next")
    after = published.now()
    assert after is not None
    assert (before.id, after.id) == (RUN, "20261201-next")
    assert len(before.rows("SELECT * FROM clusters")) == 3, "a page begun before the switch is finished from its run"


def test_the_same_run_done_again_is_opened_anew(tmp_path: Path) -> None:
    published = Published(small_world(tmp_path))
    before = published.now()
    small_world(tmp_path)
    assert published.now() is not before


def test_many_threads_get_the_same_answers(tmp_path: Path) -> None:
    run = Published(small_world(tmp_path)).now()
    assert run is not None
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: areas.by_segment(run, "33"), range(60)))
    assert all(answer == answers[0] for answer in answers)


def test_what_is_kept_is_computed_once(tmp_path: Path) -> None:
    run = Published(small_world(tmp_path)).now()
    assert run is not None
    computed: list[int] = []
    for _ in range(3):
        run.kept("x", lambda: computed.append(1))
    assert computed == [1]


def test_figures_tell_none_withheld_and_zero_apart(tmp_path: Path) -> None:
    run = Published(small_world(tmp_path)).now()
    assert run is not None
    provinces = {row["code"]: row for row in areas.children(run, "ID", "weaving")}
    assert provinces["64"]["businesses"] == 67
    assert (provinces["33"]["businesses"], provinces["33"]["suppressed"], provinces["33"]["known"]) == (None, True, None)
    assert provinces["11"]["businesses"] == 0


def test_clusters_come_largest_first_a_part_at_a_time(tmp_path: Path) -> None:
    run = Published(small_world(tmp_path)).now()
    assert run is not None
    first, total = clusters.search(run, limit=2)
    rest, _ = clusters.search(run, first=2, limit=2)
    assert total == 3
    assert [row["members"] for row in first + rest] == [97, 64, 3]


def test_a_withheld_total_is_at_least_what_its_published_parts_add_up_to(tmp_path: Path) -> None:
    file = small_world(tmp_path) / "runs" / RUN / "mapping" / "public_spread.parquet"
    figures = """
        | level    | area_code | segment | businesses | suppressed |
        | province | 33        | all     |            | yes        |
        | province | 33        | batik   | 150        | no         |
        | province | 33        | weaving |            | yes        |
        | province | 33        | trade   | 20         | no         |
        | regency  | 3372      | all     | 140        | no         |
        | regency  | 3372      | weaving | 8          | no         |
        | regency  | 3375      | weaving | 9          | no         |
        | regency  | 6472      | weaving | 67         | no         |
    """
    pq.write_table(rows_of(PublicSpread, figures), file)
    run = Published(tmp_path).now()
    assert run is not None
    lines = areas.by_segment(run, "33")
    assert {segment: figure["known"] for segment, figure in lines.items()} == {"all": 170, "batik": 150, "weaving": 17, "trade": 20}
    provinces = {row["code"]: row["known"] for row in areas.children(run, "ID", "all")}
    assert (provinces["33"], provinces["64"]) == (170, 0)


def test_a_run_published_before_a_column_came_is_read_with_that_column_empty(tmp_path: Path) -> None:
    file = small_world(tmp_path) / "runs" / RUN / "matching" / "pairs.parquet"
    pq.write_table(pq.read_table(file).drop_columns(["worth"]), file)
    run = Published(tmp_path).now()
    assert run is not None
    assert {row["worth"] for row in run.rows("SELECT worth FROM pairs")} == {None}
