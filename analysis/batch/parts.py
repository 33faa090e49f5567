"""What is kept of each batch, as Parquet files in a folder, written atomically and read one by one."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from ..corpus import IntArray
from ..files import whole
from .process import COUNT_PART, DOCUMENT_PART, HIT_PART, SKIPPED_PART

KINDS = {"documents": DOCUMENT_PART, "counts": COUNT_PART, "hits": HIT_PART, "skipped": SKIPPED_PART}

ROWS = 50_000
"""Minimum rows written at a time: a Parquet file of many small pieces is slow to read."""


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


class Counts(NamedTuple):
    """The counts of a batch: its terms, unordered, and a matrix of documents by terms."""

    terms: npt.NDArray[np.object_]
    matrix: sparse.csr_array


def name_of(number: int) -> str:
    """Return the name of a batch's files."""
    return f"{number:06d}.parquet"


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
    write_frames(path, [frame], types)


def write_frames(path: Path, frames: Iterable[pd.DataFrame], types: dict[str, str]) -> None:
    """Write frames one below the other, atomically, with few in memory at a time.

    Parameters
    ----------
    path : Path
        Destination.
    frames : iterable of DataFrame
        The frames.
    types : dict of str to str
        Their columns and types.
    """
    with whole(path) as draft:
        _write(draft, frames, types)


def parquet_bytes(frame: pd.DataFrame, types: dict[str, str]) -> bytes:
    """Return what `write_parquet` would write."""
    file = io.BytesIO()
    _write(file, [frame], types)
    return file.getvalue()


def _write(where: Path | io.BytesIO, frames: Iterable[pd.DataFrame], types: dict[str, str]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {
        "int64": pa.int64(), "Int64": pa.int64(), "int32": pa.int32(), "float64": pa.float64(),
        "bool": pa.bool_(), "str": pa.string(), "object": pa.list_(pa.string()),
    }  # fmt: skip
    schema = pa.schema([(name, kinds[kind]) for name, kind in types.items()])
    waiting: list[Any] = []
    with pq.ParquetWriter(where, schema, compression="zstd") as file:
        for frame in frames:
            table = pa.Table.from_pandas(frame[list(types)], schema=schema, preserve_index=False)
            waiting.append(table.replace_schema_metadata())
            if sum(map(len, waiting)) >= ROWS:
                file.write_table(pa.concat_tables(waiting))
                waiting = []
        if waiting:
            file.write_table(pa.concat_tables(waiting))


def read_parquet(path: Path | io.BytesIO, types: dict[str, str]) -> pd.DataFrame:
    """Read a frame that was written with these types."""
    import pyarrow.parquet as pq

    # One file at a time: threads would only use more memory.
    frame = pq.read_table(path, columns=list(types), use_threads=False).to_pandas(ignore_metadata=True)
    return frame.astype(types)


def each(folder: Path, kind: str, parts: list[Part]) -> Iterator[tuple[Part, pd.DataFrame]]:
    """Yield each batch with its frame of one kind, one at a time."""
    for part in parts:
        yield part, read_parquet(folder / kind / name_of(part.number), KINDS[kind])


def each_counts(folder: Path, documents: pd.DataFrame) -> Iterator[Counts]:
    """Yield the counts of each batch, one at a time.

    Parameters
    ----------
    folder : Path
        The folder of parts.
    documents : DataFrame
        The documents wanted, in order: `part, position`.
    """
    import pyarrow.parquet as pq

    for number, positions in documents.groupby("part")["position"]:
        path = folder / "counts" / name_of(number)
        table: Any = pq.read_table(path, read_dictionary=["term"], use_threads=False).combine_chunks()
        coded = table["term"].combine_chunks()
        terms = np.array(coded.dictionary.to_pylist(), dtype=object)
        columns = coded.indices.to_numpy()
        n = table["n"].to_numpy().astype(np.int64)
        rows = places_in(positions.to_numpy(), table["document"].to_numpy())
        wanted = rows >= 0
        if not wanted.all():
            used, columns = np.unique(columns[wanted], return_inverse=True)
            terms, n, rows = terms[used], n[wanted], rows[wanted]
        coo = sparse.coo_array((n, (rows, columns)), shape=(len(positions), len(terms)))
        yield Counts(terms, sparse.csr_array(coo))


def places_in(wanted: IntArray, numbers: IntArray) -> IntArray:
    """Return the index of each number among those wanted, which are sorted; -1 where it is not there."""
    places = np.searchsorted(wanted, numbers)
    found = np.append(wanted, -1)[places] == numbers
    return np.where(found, places, -1)
