"""Rows of a Parquet file: which columns and groups it has, and some of its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from ..load.columns import columns_of
from ..load.items import Unreadable

UNNAMED = re.compile(r"__index_level_\d+__")
ODD = {
    "binary": "bytes",
    "large_binary": "bytes",
    "fixed_size_binary": "bytes",
    "struct": "records",
    "map": "records",
}
"""Beginnings of the names of types whose values are no texts."""


class Run(NamedTuple):
    """Adjacent rows of a file: its group of rows, how many of it to skip, and how many to read."""

    row_group: int
    skipped: int
    n_rows: int


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """Open a Parquet file.

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
            yield file
    except pa.ArrowException as fault:
        raise Unreadable("damaged", format="parquet", fault=type(fault).__name__) from None


def names_and_rows(path: Path) -> tuple[list[str], int]:
    """Return the columns of a file, of row labels those with a name, and its number of rows."""
    with opened(path) as file:
        schema = file.schema_arrow
        labels = (schema.pandas_metadata or {}).get("index_columns", [])
        unused = {name for name in labels if isinstance(name, str) and _is_no_variable(name)}
        return [name for name in schema.names if name not in unused], file.metadata.num_rows


def _is_no_variable(label: str) -> bool:
    """Return whether labels of rows say nothing of the texts: they have no name, or that of the texts."""
    return bool(UNNAMED.fullmatch(label)) or "text" in columns_of([label])


def odd_kind(path: Path, name: str) -> str:
    """Return whether the cells of a column are `bytes` or `records`, no texts; else an empty string.

    Parameters
    ----------
    path : Path
        The file.
    name : str
        One of its columns.
    """
    with opened(path) as file:
        kind = str(file.schema_arrow.field(name).type)
    for begins, what in ODD.items():
        if kind.startswith(begins):
            return what
    return ""


def runs(path: Path, size: int) -> list[Run]:
    """Return the rows of a file in runs of at most `size`, none across two groups."""
    with opened(path) as file:
        held = [file.metadata.row_group(k).num_rows for k in range(file.metadata.num_row_groups)]
    return [
        Run(row_group, skipped, min(size, n_rows - skipped))
        for row_group, n_rows in enumerate(held)
        for skipped in range(0, n_rows, size)
    ]


def rows_of(path: Path, run: Run, columns: list[str]) -> list[dict[str, Any]]:
    """Return some columns of a run of rows."""
    with opened(path) as file:
        # Chunks of equal size let this run be reached without keeping the ones before it.
        chunks = file.iter_batches(
            batch_size=max(run.skipped, run.n_rows), row_groups=[run.row_group], columns=columns
        )
        rows: list[dict[str, Any]] = []
        to_pass = run.skipped
        for chunk in chunks:
            mine = chunk.slice(to_pass, run.n_rows - len(rows))
            to_pass = max(to_pass - len(chunk), 0)
            rows += mine.to_pandas(ignore_metadata=True).to_dict("records")
            if len(rows) == run.n_rows:
                break
    return rows
