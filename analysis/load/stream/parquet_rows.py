"""Rows of a Parquet file, and which of its columns are variables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..items import Unreadable
from ..tables.columns import columns_of
from ..tables.databases import plain_cell
from ..tables.frames import stored_columns

FETCHED = 100
"""Rows taken from the file at a time."""


def parquet_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a Parquet file, its labels of rows only where they have a name or are texts.

    Raises
    ------
    Unreadable
        When it is damaged, or pyarrow is missing.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise Unreadable("needs_pyarrow") from None
    try:
        with pq.ParquetFile(path, pre_buffer=False) as file:
            schema = file.schema_arrow
            labels = (schema.pandas_metadata or {}).get("index_columns", [])
            unused = {name for name in labels if isinstance(name, str) and "text" in columns_of([name])}
            called = {stored: name for name, stored in stored_columns(schema).items() if stored not in unused}
            for chunk in file.iter_batches(batch_size=FETCHED, columns=list(called)):
                for row in chunk.to_pylist():
                    yield {called[stored]: plain_cell(cell) for stored, cell in row.items()}
    except (pa.ArrowException, OSError) as fault:
        raise Unreadable("damaged", format="parquet", fault=type(fault).__name__) from None


def holds_bytes(path: Path, name: str) -> bool:
    """Return whether a file is of Parquet, and the cells of one of its columns are bytes, no texts."""
    if not path.name.lower().endswith(".parquet"):
        return False
    import pyarrow.parquet as pq

    return "binary" in str(pq.read_schema(path).field(name).type)
