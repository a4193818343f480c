"""A register of which nothing can be used, and one without a single fashion business."""

from __future__ import annotations

from pathlib import Path

import pytest

from rajut import pipeline, summary
from rajut.errors import RajutError
from rajut.workspace import Workspace
from support.small_sample import command

HEAD = "nama usaha,kecamatan,kabupaten,kegiatan\n"


def register(folder: Path, name: str, rows: str) -> Path:
    file = folder / name
    file.write_text(HEAD + rows, "utf-8")
    return file


@pytest.fixture(scope="module")
def garages(tmp_path_factory) -> Path:
    """A workspace whose published run holds two businesses, neither of fashion."""
    folder = tmp_path_factory.mktemp("garages")
    rows = "Bengkel Jaya,Laweyan,Kota Surakarta,bengkel motor\nWarung Bu Nah,Laweyan,Kota Surakarta,jual nasi\n"
    done = command("run", register(folder, "garages.csv", rows), "--out", folder / "out")
    assert done.returncode == 0, done.stderr
    return folder / "out"


def test_businesses_without_fashion_are_published_as_none(garages: Path):
    figures = summary.of(Workspace(garages).published())
    assert (figures["businesses"], figures["fashion"], figures["clusters"]) == (2, 0, 0)
    assert figures["held"] is None


def test_where_no_row_can_be_used_nothing_is_published_over_what_is_there(garages: Path, tmp_path: Path):
    before = Workspace(garages).published().id
    with pytest.raises(RajutError, match="RUN-NOTHING-ACCEPTED") as fault:
        pipeline.run([register(tmp_path, "dashes.csv", ",,,\n" + "-,-,-,-\n" * 3)], garages)
    assert (fault.value.facts["read"], fault.value.facts["rows"], fault.value.facts["reason"]) == (4, 3, "READ-NO-NAME-NO-ACTIVITY")
    assert (fault.value.facts["sheets"] / "dashes.rejected.xlsx").is_file()
    assert Workspace(garages).published().id == before


def test_a_second_try_is_told_the_same(garages: Path, tmp_path: Path):
    file = register(tmp_path, "dashes.csv", "-,-,-,-\n" * 3)
    for _ in range(2):
        with pytest.raises(RajutError, match="RUN-NOTHING-ACCEPTED"):
            pipeline.run([file], garages)
