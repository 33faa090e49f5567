"""What `read_frame` and `read_texts` cannot take, and the call that can."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Set
from os import PathLike
from typing import Any

import numpy as np
import pandas as pd

from ..checks import check_kind
from ..corpus.given_cells import listed
from ..errors import InputError, KindError
from ..remedies import article

TO_PANDAS = ("to_pandas", "toPandas", "df", "compute")
"""What tables of polars, pyarrow, datasets, Spark, DuckDB and dask become frames by."""


def check_frame(frame: object) -> None:
    """Raise `KindError` unless this is a DataFrame."""
    if isinstance(frame, str | PathLike):
        raise KindError(
            "read_frame takes a DataFrame of documents, not a path: read_documents(folder) for files, "
            "read_frame(pd.read_csv(path)) for a table."
        )
    if isinstance(frame, pd.Series):
        raise KindError("read_frame takes a DataFrame of documents, not a Series: read_texts(series).")
    if isinstance(frame, Mapping | list | tuple | np.ndarray):
        kind = type(frame).__name__
        texts = isinstance(frame, list | tuple) and all(isinstance(one, str) for one in frame)
        remedy = "read_texts(texts)" if texts else 'read_frame(pd.DataFrame(rows), text="...")'
        raise KindError(f"read_frame takes a DataFrame of documents, not {article(kind)}: {remedy}.")
    if not isinstance(frame, pd.DataFrame) and (
        to := next((n for n in TO_PANDAS if hasattr(frame, n)), None)
    ):
        kind = article(type(frame).__name__)
        raise KindError(
            f'read_frame takes a pandas DataFrame, not {kind}: read_frame(table.{to}(), text="...").'
        )
    check_kind("read_frame", frame, "documents")


def checked_column(frame: pd.DataFrame, names: list[str], name: str, column: object) -> str:
    """Return the name of a column that is asked for, as a string.

    Raises
    ------
    KindError, InputError
        When it is no name, or the frame has no such column.
    """
    if not isinstance(column, Hashable) or isinstance(column, pd.DataFrame | pd.Series):
        kind = article(type(column).__name__)
        raise KindError(
            f"read_frame: `{name}` is the name of a column, not {kind}. Values from elsewhere: "
            f"read_frame(frame.assign({name}=values))."
        )
    if column in frame.columns:
        return names[frame.columns.get_loc(column)]
    if str(column) in names:
        return str(column)
    same = f' For one value in all rows: read_frame(frame.assign({name}="...")).' if name != "text" else ""
    if column in frame.index.names:
        same = " It names the labels of the rows: read_frame(frame.reset_index())."
    raise InputError(
        f"read_frame: the frame has no column {column!r} ({name}); it has {listed(names)}.{same}"
    )


def check_texts(texts: object, columns: Mapping[str, object]) -> None:
    """Raise an error unless these are several texts, and none of the columns beside them is called `text`."""
    if isinstance(texts, pd.DataFrame):
        raise KindError("read_texts takes a list or dict of texts, not a DataFrame: read_frame(frame).")
    if isinstance(texts, PathLike):
        raise KindError(
            f"read_texts takes a list or dict of texts, not {article(type(texts).__name__)}: "
            "read_documents(folder)."
        )
    if isinstance(texts, str | bytes) or not isinstance(texts, Iterable):
        raise KindError(
            f"read_texts takes a list or dict of texts, not {article(type(texts).__name__)}: "
            "read_texts([text])."
        )
    if isinstance(texts, Set):
        raise KindError("read_texts: the texts are a set, which has no order: read_texts(sorted(texts)).")
    if "text" in columns:
        raise InputError("read_texts: the texts come first; no other column can be called `text`.")
    if "doc_id" in columns:
        raise InputError("read_texts: ids are the keys of a dictionary: read_texts(dict(zip(ids, texts))).")


def check_cells(cells: list[Any]) -> None:
    """Raise an error when none of the texts is one, with the call that takes what they are."""
    if not cells or any(isinstance(value, str) for value in cells):
        return
    first = cells[0]
    kind = article(type(first).__name__)
    if isinstance(first, Mapping):
        remedy = 'read_frame(pd.DataFrame(rows), text="...")'
    elif isinstance(first, tuple) and len(first) == 2:
        remedy = "read_texts(dict(pairs))"
    elif isinstance(first, list | tuple | np.ndarray | pd.Series):
        remedy = "Corpus.from_tokens(tokens) for tokens, pd.DataFrame(...) and read_frame(frame) for columns"
    elif isinstance(first, PathLike):
        remedy = "read_documents(folder)"
    elif isinstance(first, bytes):
        remedy = 'read_texts([text.decode("utf-8") for text in texts])'
    else:
        return
    raise KindError(f"read_texts takes a list or dict of texts, and the first of these is {kind}: {remedy}.")
