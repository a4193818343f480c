"""The one door to a database."""

from rajut.engines.base import BatchFunction, Engine
from rajut.engines.choosing import maker
from rajut.engines.duckdb import DuckDB
from rajut.engines.spark import Spark

__all__ = ["BatchFunction", "DuckDB", "Engine", "Spark", "maker"]
