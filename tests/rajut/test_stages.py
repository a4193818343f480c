"""What the pipeline says of each stage is what its code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rajut import pipeline
from rajut.running.digests import READING_KNOWS
from rajut.running.work import GIVEN, READ
from rajut.tables import Areas, Islands, OfficialBoundaries

LIBRARY = Path(pipeline.__file__).parent


def definitions_in(package: str) -> set[str]:
    texts = [file.read_text("utf-8") for file in (LIBRARY / package).rglob("*.py")]
    return {name for text in texts for name in re.findall(r'definitions\.load\(\s*"(\w+)"', text)}


@pytest.mark.parametrize("stage", pipeline.STAGES, ids=lambda stage: stage.name)
def test_a_stage_s_key_holds_the_definitions_it_loads(stage):
    assert sorted(stage.knows) == sorted(definitions_in(stage.name))


def test_reading_s_key_holds_the_definitions_it_loads():
    assert sorted(READING_KNOWS) == sorted(definitions_in("reading"))


def test_every_table_is_made_before_it_is_read():
    there = {Areas, Islands, OfficialBoundaries, *READ, *GIVEN}
    for stage in pipeline.STAGES:
        assert set(stage.reads) <= there
        assert not set(stage.makes) & there, "a table is made by one stage only"
        there |= set(stage.makes)
