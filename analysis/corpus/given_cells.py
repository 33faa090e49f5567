"""Cells of the user's own frames: what a cell says, and what is told of those that hold no single value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

import numpy as np
import pandas as pd

from ..errors import InputError, warn
from ..lexicon import MISSING, SURROGATE

NAMED = 8
"""Maximum rows named in a message; only the number of the others is given."""

YEAR = re.compile(r"\s*(\d{3,4}(?!\d|\.\d|\s*[-—–~～至到]+\s*\d{4})|\d{1,2}(?=\s*年?\s*$))")

BETWEEN = "、"
"""Joins the values of a cell that holds several."""


def cell(value: Any) -> str | None:
    """Return a cell as a string: dates without the time, several values joined, None for missing values."""
    if isinstance(value, str):
        return str(value) if _whole(value) else SURROGATE.sub("\ufffd", value)
    if value is None or value is pd.NaT or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return None
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return str(int(value))
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).removesuffix("T00:00:00")
    if isinstance(value, Mapping):
        return BETWEEN.join(f"{cell(key)}={cell(one)}" for key, one in value.items())
    if isinstance(value, Iterable):
        told = [cell(one) or "" for one in value]
        return BETWEEN.join(sorted(told) if isinstance(value, Set) else told)
    return str(value)


def plain_texts(column: pd.Series[Any], function: str) -> pd.Series[Any]:
    """Return the texts of a column: empty where a cell holds none, which is told.

    Raises
    ------
    InputError
        When no cell holds a text, and some hold something else.
    """
    values = column.tolist()
    if all(type(value) is str and _whole(value) and value not in MISSING for value in values):
        return column
    plain = [str(value) if isinstance(value, str) and value not in MISSING else "" for value in values]
    known = np.array([isinstance(value, str) for value in values], dtype=bool)
    missing = np.array([not isinstance(v, str) and _is_missing(v) for v in values], dtype=bool)
    other = column[~known & ~missing]
    if len(other) and not known.any():
        raise InputError(
            f"{function}: no cell of the column `text` holds a text; they hold {_kinds(other)}. "
            f"{_way_of(other)}"
        )
    if len(other):
        warn(f"{function}: {_rows(other.index)} no text but {_kinds(other)}, which counts as empty.")
    broken = column[known][[not _whole(value) for value in column[known]]]
    if len(broken):
        warn(f"{function}: {_rows(broken.index)} lone surrogates, which are replaced by \ufffd.")
    whole = [text if _whole(text) else SURROGATE.sub("\ufffd", text) for text in plain]
    return pd.Series(whole, index=column.index, dtype=object)


def plain_years(column: pd.Series[Any], function: str) -> pd.Series[Any]:
    """Return the years of a column as Int64; those that cannot be read are told, and missing."""
    told = [cell(value) for value in column]
    found = [YEAR.match(text) if text else None for text in told]
    lost = [
        label
        for label, text, year in zip(column.index, told, found, strict=True)
        if text and text.strip() and text not in MISSING and not year
    ]
    if lost:
        warn(f"{function}: {_rows(lost)} no year in `year`, which stays empty there.")
    years = [int(year[1]) if year else pd.NA for year in found]
    return pd.Series(years, index=column.index, dtype="Int64")


def year_of_cell(value: Any) -> int | None:
    """Return the year (or wave) that a cell tells: a number, a date, a period, or a text that begins with it.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis.corpus import year_of_cell
    >>> [year_of_cell(one) for one in (2018.75, "2018年", pd.Period("2018Q3"), "十八")]
    [2018, 2018, 2018, None]
    """
    told = cell(value) or ""
    if told and isinstance(value, int | float | np.number) and not isinstance(value, bool):
        return int(value)
    found = re.match(r"\s*([12]\d{3})(?!\d)", told)
    return int(found[1]) if found else None


def plain_names(column: pd.Series[Any], name: str, function: str) -> pd.Series[Any]:
    """Return a column of names (cities, titles, sources ...): blank cells are missing ones."""
    if all(value is None or value is pd.NA or _is_plain(value) for value in column):
        return column
    told = told_values(column, name, function)
    names = [(cell(value) or "").strip() for value in told]
    return pd.Series(
        [text if text and text not in MISSING else None for text in names], index=column.index, dtype=object
    )


def told_values(column: pd.Series[Any], name: str, function: str) -> pd.Series[Any]:
    """Return a column of the user's own without lists and lone surrogates; what is changed is told.

    A list, a set or a tuple is one value of several parts (`港口、贸易`): a document is in one group.
    """
    if column.dtype != object:
        return column
    values = column.tolist()
    several = np.array([not isinstance(v, str) and isinstance(v, Iterable) for v in values], dtype=bool)
    broken = np.array([isinstance(v, str) and not _whole(v) for v in values], dtype=bool)
    if several.any():
        held = column[several]
        warn(
            f"{function}: {_rows(held.index)} {_kinds(held)} in `{name}`, where one value is expected; the "
            f"parts are joined by {BETWEEN}. For a row a part: "
            f'frame.explode("{name}").reset_index(drop=True).'
        )
    if broken.any():
        warn(
            f"{function}: {_rows(column[broken].index)} lone surrogates in `{name}`, which are replaced by "
            "\ufffd."
        )
    if not (several | broken).any():
        return column
    changed = [cell(v) if at else v for v, at in zip(values, several | broken, strict=True)]
    return pd.Series(changed, index=column.index, dtype=object)


def listed(names: Sequence[Any]) -> str:
    """Return some names as a list for a message: the first of them, and how many more there are."""
    shown = ", ".join(cell(name) or "None" for name in names[:NAMED])
    return f"{shown} and {len(names) - NAMED} more" if len(names) > NAMED else shown or "none"


def _whole(text: str) -> bool:
    """Return whether a text has no lone surrogates: only then can it be encoded."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_plain(value: Any) -> bool:
    return (
        isinstance(value, str)
        and value != ""
        and not (value[0].isspace() or value[-1].isspace())
        and value not in MISSING
        and _whole(value)
    )


def _is_missing(value: Any) -> bool:
    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))


def _way_of(cells: pd.Series[Any]) -> str:
    """Return the remedy for a column of texts without any."""
    if all(isinstance(value, list | tuple | set | np.ndarray) for value in cells):
        return (
            'Tokens go another way: Corpus.from_tokens(frame["tokens"], frame); paragraphs are joined: '
            'frame["text"].map("\\n".join).'
        )
    if all(isinstance(value, bytes) for value in cells):
        return 'Decode them: frame["text"].str.decode("utf-8").'
    return 'Name the column that holds the texts: read_frame(frame, text="...").'


def _kinds(cells: pd.Series[Any]) -> str:
    return ", ".join(sorted({type(value).__name__ for value in cells}))


def _rows(labels: Sequence[Any] | pd.Index[Any]) -> str:
    """Return the subject and verb of a sentence about some rows."""
    shown = listed(list(labels))
    return f"the row {shown} holds" if len(labels) == 1 else f"the rows {shown} hold"
