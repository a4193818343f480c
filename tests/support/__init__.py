"""Builders, drawn tables and small worlds for tests."""
