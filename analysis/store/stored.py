"""The tables of documents and of slogans that a folder of counts holds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from ..corpus import DOCUMENT_COLUMNS, IntArray
from ..slogans import HIT_TYPES
from .parts import DOCUMENT_TYPES
from .sql import Tables, quoted, reading


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


def holds(folder: Path, kind: str) -> bool:
    """Return whether a folder of counts holds tables of a kind, such as `texts`."""
    return any((folder / kind).glob("*.parquet"))


def plain_texts(tables: Tables, rows: IntArray) -> list[str]:
    """Return the cleaned texts of some documents, sorted, without anything else."""
    row, text = tables.arrays(
        f"SELECT row, string_agg(text, chr(10) ORDER BY position) {_chosen(tables, rows)} GROUP BY row"
    )
    found = np.full(len(rows), "", dtype=object)
    found[np.searchsorted(rows, row)] = text
    return list(found)


def _chosen(tables: Tables, rows: IntArray) -> str:
    """Return what follows SELECT for the paragraphs of some documents; only their files are read."""
    tables.table("chosen", {"row": rows})
    (parts,) = tables.arrays("SELECT DISTINCT part FROM rows JOIN chosen USING (row) ORDER BY part")
    listed = ", ".join(map(str, parts)) or "-1"
    return f"FROM texts JOIN rows USING (part, document) JOIN chosen USING (row) WHERE part IN ({listed})"


def stored_texts(
    tables: Tables, rows: IntArray, documents: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return some documents with their cleaned texts, and their paragraphs, as `clean_documents` does.

    Parameters
    ----------
    tables : Tables
        Those of a folder of counts with texts: `texts, rows`.
    rows : ndarray of int
        Places of the documents, sorted.
    documents : DataFrame
        All documents, with `row`.
    """
    found = tables.frame(
        f"SELECT row, text, source, first_line, last_line {_chosen(tables, rows)} ORDER BY row, position"
    )
    text = found["text"].astype(object)
    by_row = text.groupby(found["row"].to_numpy())
    size = text.str.len().astype(np.int64) + 1
    end = size.groupby(found["row"].to_numpy()).cumsum() - 1
    line = documents["row"].to_numpy()[found["row"]]
    paragraphs = pd.DataFrame(
        {
            "doc_id": documents.index.to_numpy()[found["row"]],
            "paragraph": by_row.cumcount().astype(int),
            "start": end - size + 1,
            "end": end,
            "source": found["source"].astype(object),
            "first_line": found["first_line"].astype("Int64") + line,
            "last_line": found["last_line"].astype("Int64") + line,
        }
    )
    wanted = documents.iloc[rows]
    columns = [name for name in wanted if name in DOCUMENT_COLUMNS or name not in DOCUMENT_TYPES]
    joined = by_row.agg("\n".join).reindex(rows, fill_value="").to_numpy(dtype=object)
    return wanted[columns].assign(text=joined, source_line=wanted["row"].astype("Int64")), paragraphs


def further_columns(tables: Tables, folder: Path) -> dict[str, str]:
    """Return the user's own columns of all documents, in their order, each with the SQL that reads it."""
    (names,) = tables.arrays(
        "SELECT name FROM (SELECT part, position, unnest(json_keys(further)) AS name, "
        "generate_subscripts(json_keys(further), 1) AS key "
        f"FROM {reading(folder / 'documents.parquet')}) "
        "GROUP BY name ORDER BY min({'part': part, 'position': position, 'key': key})"
    )
    pointers = {name: name.replace("~", "~0").replace("/", "~1") for name in names.tolist()}
    return {name: f"json_extract_string(further, {quoted('/' + at)})" for name, at in pointers.items()}
