"""What is kept of each batch, as Parquet files in a folder, written atomically and read one by one."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from ..corpus import DOCUMENT_VARIABLES
from ..files import whole
from ..load.attribution.attribute import FIELDS

KINDS = {
    "documents": {
        **dict.fromkeys(DOCUMENT_VARIABLES, "str"), "year": "Int64",
        **dict.fromkeys((f"{field}_from" for field in FIELDS), "str"),
        "row": "int64", "n_characters": "int64", "n_han": "int64", "n_words": "int64",
        "text_hash": "str", "warnings": "str", "further": "str",
    },
    "counts": {"document": "int32", "term": "str", "n": "int32"},
    "themes": {"document": "int32", "theme": "str", "term": "str", "n": "int32"},
    "hits": {
        "document": "int32", "kind": "str", "variant": "str", "template": "str", "text": "str",
        "n_limbs": "int64", "form": "str", "separator": "str", "sentence": "str", "start": "int64",
        "end": "int64", "source": "str", "line": "Int64", "n_numeric": "int64", "score": "float64",
        "tier": "str", "limbs": "object", "given": "str",
    },
    "texts": {
        "document": "int32", "text": "str", "source": "str", "first_line": "Int64", "last_line": "Int64"
    },
    "skipped": {"source": "str", "line": "Int64", "row": "Int64", "reason": "str"},
}  # fmt: skip
"""The tables that are kept of a batch, with the types of their columns, see `BatchResult`."""

DOCUMENT_TYPES = {
    "doc_id": "str",
    "part": "int64",
    "position": "int64",
    **KINDS["documents"],
    "same_as": "str",
}
"""Columns of the table of documents; `part` and `position` locate their counts, `same_as` is the earlier
document with the same text, ignoring blanks."""

ROWS = 50_000
"""Rows of each piece of a Parquet file: one of many small pieces is slow to read."""


class Part(NamedTuple):
    """The description of a batch that has been written.

    Attributes
    ----------
    number : int
        Its position among all batches, from 0.
    source : str
        The table it comes from.
    first_line, n_lines, n_rows : int
        Lines of the table before it, its own lines, and how many of them are rows.
    settings : dict
        How it was counted; empty when there was nothing to count.
    """

    number: int
    source: str
    first_line: int
    n_lines: int
    n_rows: int
    settings: dict[str, Any]


def name_of(number: int) -> str:
    """Return the name of a batch's files."""
    return f"{number:06d}.parquet"


def typed(columns: Any, types: dict[str, str]) -> pd.DataFrame:
    """Return columns as a frame with these types; others are left out."""
    return pd.DataFrame(columns, columns=list(types)).astype(types)


def write_parquet(path: Path, frame: pd.DataFrame, types: dict[str, str]) -> None:
    """Write a frame atomically.

    Parameters
    ----------
    path : Path
        Destination.
    frame : DataFrame
        A frame.
    types : dict of str to str
        Its columns and their types, written even where all values are missing.
    """
    with whole(path) as draft:
        draft.write_bytes(parquet_bytes(frame, types))


def parquet_bytes(frame: pd.DataFrame, types: dict[str, str]) -> bytes:
    """Return what `write_parquet` writes."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {
        "int64": pa.int64(), "Int64": pa.int64(), "int32": pa.int32(), "float64": pa.float64(),
        "bool": pa.bool_(), "str": pa.string(), "object": pa.list_(pa.string()),
    }  # fmt: skip
    schema = pa.schema([(name, kinds[kind]) for name, kind in types.items()])
    table = pa.Table.from_pandas(frame[list(types)], schema=schema, preserve_index=False)
    file = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(), file, compression="zstd", row_group_size=ROWS)
    return file.getvalue()


def read_parquet(path: Path | io.BytesIO, types: dict[str, str]) -> pd.DataFrame:
    """Read a frame that was written with these types."""
    import pyarrow.parquet as pq

    # One file at a time: threads would only use more memory.
    frame = pq.read_table(path, columns=list(types), use_threads=False).to_pandas(ignore_metadata=True)
    return frame.astype(types)
