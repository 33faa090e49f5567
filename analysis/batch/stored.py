"""The tables of documents and of slogans that a folder of counts holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from ..slogans import HIT_TYPES
from .sql import Tables, reading


def counted_documents(folder: Path, copies: str, columns: str = "*") -> str:
    """Return the query for the documents that are counted."""
    query = f"SELECT {columns} FROM {reading(folder / 'documents.parquet')}"
    return f"{query} WHERE same_as IS NULL" if copies == "one" else query


def read_slogans(folder: Path, columns: Sequence[str]) -> pd.DataFrame:
    """Return some columns of the slogans, typed as by `find_slogans`."""
    listed = ", ".join(f'"{name}"' for name in columns)
    found = Tables(folder, ()).frame(f"SELECT {listed} FROM {reading(folder / 'slogans.parquet')}")
    found = found.astype({name: HIT_TYPES[name] for name in columns})
    texts = [name for name in columns if HIT_TYPES[name] == "object"]
    found[texts] = found[texts].where(found[texts].notna(), None)
    return found


def with_further(documents: pd.DataFrame) -> pd.DataFrame:
    """Return documents with each further column of their tables as a separate column."""
    told = [json.loads(text) if isinstance(text, str) else {} for text in documents["further"]]
    names = dict.fromkeys(name for cells in told for name in cells)
    columns = {
        name: pd.Series([cells.get(name) for cells in told], documents.index, dtype=object) for name in names
    }
    return documents.assign(**{name: column for name, column in columns.items() if name not in documents})
