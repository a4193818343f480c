"""The engines as tests use them: small, and skipped with the reason where the machine lacks one."""

from __future__ import annotations

import pytest

from rajut.engines import DuckDB, Engine, Spark, spark_session

# Settings for many tiny queries: one of them on Spark as it comes takes a second.
TINY = {
    "spark.sql.shuffle.partitions": "1",
    "spark.default.parallelism": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.ui.explainMode": "simple",
    "spark.cleaner.periodicGC.interval": "60min",
    # Room for compiled code and short-lived objects: without it, code is compiled again and again and garbage collected for seconds.
    "spark.driver.defaultJavaOptions": (
        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:ReservedCodeCacheSize=240m -XX:MetaspaceSize=256m -Xmn400m"
    ),
}


def tiny_spark() -> Engine:
    return Spark(master="local[1]", memory="1GiB", options=TINY)


def make_engine(name: str) -> Engine:
    """An engine for tests; skips the test with the reason where the machine lacks it."""
    if name == "duckdb":
        return DuckDB(memory="1GiB")
    lacking = spark_session.why_not()
    if lacking:
        pytest.skip(str(lacking))
    return tiny_spark()
