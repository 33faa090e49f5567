"""Rows of a Parquet file, and which of its columns are variables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..ahead import UNNAMED
from ..items import Unreadable
from ..tables.columns import columns_of
from ..tables.databases import plain_cell

FETCHED = 100
"""Rows taken from the file at a time."""


def parquet_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a Parquet file, its labels of rows only where they have a name.

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
            unused = {name for name in labels if isinstance(name, str) and _is_no_variable(name)}
            names = [name for name in schema.names if name not in unused]
            for chunk in file.iter_batches(batch_size=FETCHED, columns=names):
                for row in chunk.to_pylist():
                    yield {name: plain_cell(cell) for name, cell in row.items()}
    except (pa.ArrowException, OSError) as fault:
        raise Unreadable("damaged", format="parquet", fault=type(fault).__name__) from None


def holds_bytes(path: Path, name: str) -> bool:
    """Return whether a file is of Parquet, and the cells of one of its columns are bytes, no texts."""
    if not path.name.lower().endswith(".parquet"):
        return False
    import pyarrow.parquet as pq

    return "binary" in str(pq.read_schema(path).field(name).type)


def _is_no_variable(label: str) -> bool:
    """Return whether labels of rows say nothing of the texts: they have no name, or that of the texts."""
    return bool(UNNAMED.fullmatch(label)) or "text" in columns_of([label])
