"""The user's own frames as documents: labelled, with all the required columns and with text in them."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..checks import check_kind
from ..errors import InputError, KoujingWarning
from ..lexicon import DOCUMENT_COLUMNS, SURROGATE

NAMED = 8
"""Maximum rows named in a message; only the number of the others is given."""

YEAR = re.compile(r"\s*(\d{1,4})(?!\d|\.\d)")

TEXT_COLUMNS = ("city", "district", "province", "date", "title", "publisher", "source")


def as_documents(frame: pd.DataFrame, function: str = "as_documents") -> pd.DataFrame:
    """Convert a frame to documents; documents are returned unchanged.

    Parameters
    ----------
    frame : DataFrame
        One row per text, in a column `text`, with any other columns. It is not modified.
    function : str
        The calling function, for the messages.

    Returns
    -------
    DataFrame
        All columns of the frame, then the missing ones of `DOCUMENT_COLUMNS`, empty. Its labels are strings
        named `doc_id` (dates as `2023-02-01`, the levels of a MultiIndex joined by `/`); `year` is Int64;
        missing values in `text` become empty, lone surrogates become �.

    Raises
    ------
    KindError
        When it is not a frame.
    InputError
        When it has no column `text`, no cell of it holds text, or labels are repeated or missing.

    Warns
    -----
    KoujingWarning
        When cells hold something other than a text or a year: the message names their rows.
    """
    check_kind(function, frame, "documents")
    names = [str(name) for name in frame.columns]
    if twice := sorted(name for name, n in Counter(names).items() if n > 1):
        raise InputError(f"{function}: the frame has the column {_listed(twice)} more than once.")
    if "text" not in names:
        raise InputError(
            f"{function} needs the texts in a column `text`; the frame has {_listed(names)}. "
            f'Name the column that holds them: read_frame(frame, text="{_longest(frame)}").'
        )
    ids = document_ids(frame.index, function)
    result = frame.set_axis(names, axis=1).set_axis(ids, axis=0)
    result["text"] = _texts(result["text"], function)
    if "year" in result and result["year"].dtype != "Int64":
        result["year"] = _years(result["year"], function)
    for column in TEXT_COLUMNS:
        if column in result and not _is_text(result[column]):
            result[column] = pd.Series(list(map(cell, result[column])), index=ids, dtype=object)
    for column in DOCUMENT_COLUMNS:
        if column not in result:
            kind = "Int64" if column in ("year", "source_line") else object
            result[column] = pd.Series([pd.NA if kind == "Int64" else None] * len(ids), index=ids, dtype=kind)
    return result


def document_ids(labels: pd.Index[Any] | Iterable[Any], function: str) -> pd.Index[Any]:
    """Return row labels as document ids.

    Parameters
    ----------
    labels : Index or iterable
        Numbers, dates, strings, or tuples of them.
    function : str
        The calling function, for the messages.

    Returns
    -------
    Index of str, named `doc_id`

    Raises
    ------
    InputError
        When one is missing or repeated.
    """
    found = [_id(label) for label in labels]
    index = pd.Index(found, name="doc_id", dtype=object)
    if "" in found:
        raise InputError(f"{function}: row {found.index('') + 1} has no id; give each row a unique one.")
    if not index.is_unique:
        twice = list(dict.fromkeys(index[index.duplicated()]))
        raise InputError(
            f"{function}: the id {_listed(twice)} occurs more than once. Number the rows with "
            "frame.reset_index(drop=True), or name the column that distinguishes them: "
            'read_frame(frame, doc_id="...").'
        )
    return index


def cell(value: Any) -> str | None:
    """Return a cell as a string: dates without the time, None for missing values."""
    if value is None or value is pd.NaT or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return None
    if isinstance(value, str):
        return value if _whole(value) else SURROGATE.sub("\ufffd", value)
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return str(int(value))
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).removesuffix("T00:00:00")
    return str(value)


def _id(label: Any) -> str:
    if isinstance(label, tuple):
        return "/".join(cell(part) or "" for part in label)
    return cell(label) or ""


def _texts(column: pd.Series[Any], function: str) -> pd.Series[Any]:
    values = column.tolist()
    if all(isinstance(value, str) and _whole(value) for value in values):
        return column
    known = np.array([isinstance(value, str) for value in values], dtype=bool)
    missing = np.array([not isinstance(v, str) and cell(v) is None for v in values], dtype=bool)
    other = column[~known & ~missing]
    if len(other) and not known.any():
        raise InputError(
            f"{function}: no cell of the column `text` holds a text; they hold {_kinds(other)}. "
            'Name the column that holds the texts: read_frame(frame, text="...").'
        )
    if len(other):
        _warn(f"{function}: {_rows(other.index)} no text but {_kinds(other)}, which counts as empty.")
    broken = column[known][[not _whole(value) for value in column[known]]]
    if len(broken):
        _warn(f"{function}: {_rows(broken.index)} lone surrogates, which are replaced by \ufffd.")
    plain = [cell(value) or "" if isinstance(value, str) else "" for value in values]
    return pd.Series(plain, index=column.index, dtype=object)


def _years(column: pd.Series[Any], function: str) -> pd.Series[Any]:
    told = [cell(value) for value in column]
    found = [YEAR.match(text) if text else None for text in told]
    lost = [label for label, text, year in zip(column.index, told, found, strict=True) if text and not year]
    if lost:
        _warn(f"{function}: {_rows(lost)} no year in `year`, which stays empty there.")
    years = [int(year[1]) if year else pd.NA for year in found]
    return pd.Series(years, index=column.index, dtype="Int64")


def _longest(frame: pd.DataFrame) -> str:
    """Return the column most likely to hold the texts: the one with most characters in the first rows."""
    head = frame.head(20)
    length = {str(name): sum(len(v) for v in head[name] if isinstance(v, str)) for name in head}
    return max(length, key=lambda name: length[name], default="...")


def _whole(text: str) -> bool:
    """Return whether a text has no lone surrogates: only then can it be encoded."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_text(column: pd.Series[Any]) -> bool:
    return all(value is None or value is pd.NA or isinstance(value, str) for value in column)


def _kinds(cells: pd.Series[Any]) -> str:
    return ", ".join(sorted({type(value).__name__ for value in cells}))


def _rows(labels: Sequence[Any] | pd.Index[Any]) -> str:
    """Return the subject and verb of a sentence about some rows."""
    shown = _listed(list(labels))
    return f"the row {shown} holds" if len(labels) == 1 else f"the rows {shown} hold"


def _listed(names: Sequence[Any]) -> str:
    shown = ", ".join(map(str, names[:NAMED]))
    return f"{shown} and {len(names) - NAMED} more" if len(names) > NAMED else shown or "none"


def _warn(text: str) -> None:
    warnings.warn(text, KoujingWarning, stacklevel=5)
