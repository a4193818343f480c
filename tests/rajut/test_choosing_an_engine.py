"""`--engine` and `--master`: what cannot be had is told in one sentence before any work."""

import pytest

from rajut import pipeline
from rajut.engines import Apart, DuckDB, maker, spark_session
from rajut.errors import RajutError
from rajut.running import Stage, Work
from rajut.workspace import Workspace
from support.small_sample import command


def test_duckdb_unless_asked_otherwise():
    assert maker("duckdb") is DuckDB


@pytest.mark.parametrize(("name", "master", "code"), [("sqlite", None, "RUN-ENGINE"), ("duckdb", "local[2]", "RUN-ENGINE-MASTER")])
def test_refuses_what_there_is_not(name, master, code):
    with pytest.raises(RajutError) as fault:
        maker(name, master)
    assert fault.value.code == code


def test_tells_that_java_is_missing_before_any_work(tmp_path):
    pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
    register = tmp_path / "businesses.csv"
    register.write_text("Nama Usaha,Kegiatan\nBatik Siti,batik\n", "utf-8")
    told = command("run", register, "--out", tmp_path / "out", "--engine", "spark", JAVA_HOME=str(tmp_path), RAJUT_LANG="en")
    assert told.returncode == 1
    assert told.stderr.startswith("RUN-SPARK-JAVA")
    assert "Traceback" not in told.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("words", [["run", "businesses.csv"], ["match"]])
def test_tells_that_a_master_cannot_be_reached(tmp_path, words):
    lacking = spark_session.why_not()
    if lacking:
        pytest.skip(str(lacking))
    told = command(*words, "--out", tmp_path / "out", "--engine", "spark", "--master", "spark://127.0.0.1:9", RAJUT_LANG="en")
    assert told.returncode == 1
    assert "RUN-SPARK-MASTER" in told.stderr
    assert "Traceback" not in told.stderr


def test_clusters_and_plans_are_made_on_this_machine_whatever_goes_through_the_rows(tmp_path):
    asked = []

    def noting(where):
        def make():
            asked.append(where)
            return DuckDB(memory="1GiB")

        return make

    def nothing(engine, progress):
        return {}

    stages = [Stage(stage.name, nothing, (), (), (), (), here=stage.here) for stage in pipeline.STAGES]
    workspace = Workspace(tmp_path)
    work = Work(workspace, workspace.start("one", {"inputs": []}), stages, Apart(rows=noting("machines"), here=noting("here")), None)
    for stage in stages:
        work.do(stage)
    assert dict(zip((stage.name for stage in stages), asked, strict=True)) == {
        "locating": "machines",
        "matching": "machines",
        "classifying": "machines",
        "mapping": "machines",
        "clustering": "here",
        "planning": "here",
    }
