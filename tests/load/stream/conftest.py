"""The tables that batches are made of."""

from tests.batch.conftest import broken, lines, parquet, rows

__all__ = ["broken", "lines", "parquet", "rows"]
