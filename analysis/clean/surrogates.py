"""Lone surrogates, halves of characters that no file can hold."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ..lexicon import SURROGATE


def writable(documents: pd.DataFrame) -> pd.DataFrame:
    """Return documents with lone surrogates, which no file can hold, replaced by U+FFFD."""
    healed = {
        column: values
        for column in documents.select_dtypes(["object", "string"])
        if (values := _whole(documents[column].tolist())) is not None
    }
    ids = _whole(documents.index.tolist())
    if ids is not None:
        documents = documents.set_axis(pd.Index(ids, name=documents.index.name, dtype=object))
    columns = {column: pd.Series(v, documents.index, dtype=object) for column, v in healed.items()}
    return documents.assign(**columns) if columns else documents


def _whole(values: list[Any]) -> list[Any] | None:
    """Return values with lone surrogates replaced, or None if there are none."""
    try:
        for value in values:
            if isinstance(value, str):
                value.encode("utf-8")
    except UnicodeEncodeError:
        return [SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value for value in values]
    return None
