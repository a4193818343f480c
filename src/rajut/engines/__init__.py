"""The one door to a database."""

from rajut.engines.base import BatchFunction, Engine
from rajut.engines.choosing import Apart, Maker, engine_here, maker
from rajut.engines.duckdb import DuckDB
from rajut.engines.spark import Spark

__all__ = ["Apart", "BatchFunction", "DuckDB", "Engine", "Maker", "Spark", "engine_here", "maker"]
