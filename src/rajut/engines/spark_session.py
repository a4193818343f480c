"""One Spark for the whole process: starting it costs seconds, and a process can have only one."""

from __future__ import annotations

import atexit
import functools
import importlib.util
import logging
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from rajut.errors import RajutError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

OLDEST_JAVA = 17
LOCAL = "local[*]"
_OPTIONS = {
    "spark.app.name": "rajut",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "100000",
    # Spark 4.3 loses columns when it infers filters for a union of tables that were kept (key not found in rewriteConstraints).
    "spark.sql.constraintPropagation.enabled": "false",
    "spark.cleaner.periodicGC.interval": "2min",  # tables that were dropped leave the disk then
}
_LOCAL_OPTIONS = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}  # nothing listens outside
_QUIET = "rootLogger.level = error\nrootLogger.appenderRef.none.ref = none\nappender.none.type = Null\nappender.none.name = none\n"


def why_not() -> RajutError | None:
    """What this machine lacks for Spark: RUN-SPARK-MISSING, RUN-SPARK-JAVA, or nothing."""
    if importlib.util.find_spec("pyspark") is None:
        return RajutError("RUN-SPARK-MISSING")
    version = _java_version()
    if version < OLDEST_JAVA:
        return RajutError("RUN-SPARK-JAVA", found=version or "-", oldest=OLDEST_JAVA)
    return None


@functools.cache
def _java_version() -> int:
    """The main number of the machine's Java; 0 if there is none."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if not java:
        return 0
    try:
        told = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60, check=False).stderr  # noqa: S603  no input of others
    except OSError:
        return 0
    found = re.search(r'version "(?:1\.)?(\d+)', told)
    return int(found.group(1)) if found else 0


def session(master: str, memory: str, options: Mapping[str, str]) -> SparkSession:
    """A session of its own in this process's Spark, which is started if need be.

    Raises RUN-SPARK-MISSING, RUN-SPARK-JAVA or RUN-SPARK-MASTER.
    """
    lacking = why_not()
    if lacking:
        raise lacking
    from pyspark.sql import SparkSession  # here, because Spark is an extra

    running = SparkSession.getActiveSession()
    if running is None:
        _reach(master)
        running = _start(master, memory, options)
    elif running.sparkContext.master != master:
        raise RajutError("RUN-SPARK-OTHER-MASTER", master=master, running=running.sparkContext.master)
    return running.newSession()


def _start(master: str, memory: str, options: Mapping[str, str]) -> SparkSession:
    from pyspark.sql import SparkSession

    logging.getLogger("SQLQueryContextLogger").disabled = True  # it prints queries, and so people's data, to the terminal
    # Workers must run this very Python, or their modules differ from ours.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    folder = Path(tempfile.mkdtemp(prefix="rajut-spark-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "log4j2.properties").write_text(_QUIET, "utf-8")
    told = _OPTIONS | {
        "spark.driver.memory": memory.replace("iB", "").lower(),
        "spark.local.dir": str(folder),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={(folder / 'log4j2.properties').as_uri()}",
    }
    if master.startswith("local"):
        told |= _LOCAL_OPTIONS | {"spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 1))}
    builder = SparkSession.builder.master(master)
    for name, value in {**told, **options}.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except Exception as fault:
        raise RajutError("RUN-SPARK-MASTER", master=master) from fault


def _reach(master: str) -> None:
    """Spark itself tries for a minute; a master that does not answer at all is told at once."""
    found = re.fullmatch(r"spark://([^:,/]+):(\d+)", master)
    if found:
        try:
            socket.create_connection((found.group(1), int(found.group(2))), timeout=10).close()
        except OSError as fault:
            raise RajutError("RUN-SPARK-MASTER", master=master) from fault
