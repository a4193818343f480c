"""The one door to a database."""

from rajut.engines.base import BatchFunction, Engine
from rajut.engines.duckdb import DuckDB

__all__ = ["BatchFunction", "DuckDB", "Engine"]
