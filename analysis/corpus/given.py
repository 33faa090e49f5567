"""The user's own frames as documents: labelled, with all the required columns and with text in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from ..checks import check_columns, check_kind
from ..errors import InputError
from ..lexicon import DOCUMENT_COLUMNS
from .given_cells import cell, listed, plain_names, plain_texts, plain_years, told_values

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
        named `doc_id` (dates as `2023-02-01`, the levels of a MultiIndex joined by `/`); where the rows are
        only numbered, a column `doc_id` labels them. `year` is Int64; missing values in `text` become empty,
        blank cells of the other columns of `DOCUMENT_COLUMNS` missing, lone surrogates �.

    Raises
    ------
    KindError
        When it is not a frame.
    InputError
        When it has no column `text` or columns of several levels, no cell of `text` holds text, or labels
        are repeated or missing.

    Warns
    -----
    KoujingWarning
        When cells hold something other than a text, a year or a single value: the message names their rows.
    """
    check_kind(function, frame, "documents")
    names = column_names(frame, function)
    if "text" not in names:
        raise InputError(
            f"{function} needs the texts in a column `text`; the frame has {listed(names)}. "
            f'Name the column that holds them: read_frame(frame, text="{_longest(frame)}").'
        )
    result = frame.set_axis(names, axis=1)
    if "doc_id" in names and is_numbered(frame):
        result = result.set_index("doc_id")
    ids = document_ids(result.index, function)
    result = result.set_axis(ids, axis=0)
    for column in result.columns:
        given = result[column]
        if column == "text":
            plain = plain_texts(given, function)
        elif column == "year":
            plain = given if given.dtype == "Int64" else plain_years(given, function)
        elif column in TEXT_COLUMNS:
            plain = plain_names(given, column, function)
        else:
            plain = told_values(given, column, function)
        if plain is not given:
            result[column] = plain
    for column in DOCUMENT_COLUMNS:
        if column not in result:
            kind = "Int64" if column in ("year", "source_line") else object
            result[column] = pd.Series([pd.NA if kind == "Int64" else None] * len(ids), index=ids, dtype=kind)
    return result


def column_names(frame: pd.DataFrame, function: str) -> list[str]:
    """Return the names of a frame's columns as strings.

    Raises
    ------
    InputError
        When columns have several levels, or two the same name.
    """
    if isinstance(frame.columns, pd.MultiIndex):
        names = ["_".join(cell(part) or "" for part in name) for name in frame.columns]
        raise InputError(
            f"{function}: the columns of the frame have {frame.columns.nlevels} levels ({listed(names)}). "
            'Make them one: frame.columns = ["_".join(map(str, name)) for name in frame.columns].'
        )
    names = [cell(name) or "None" for name in frame.columns]
    check_columns(function, names)
    return names


def is_numbered(frame: pd.DataFrame) -> bool:
    """Return whether the rows of a frame have no labels of their own, only numbers from 0 on."""
    return isinstance(frame.index, pd.RangeIndex) and frame.index.start == 0 and frame.index.step == 1


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
    found = [label_text(label) for label in labels]
    index = pd.Index(found, name="doc_id", dtype=object)
    if blank := [number for number, label in enumerate(found, 1) if not label.strip()]:
        raise InputError(f"{function}: row {blank[0]} has no id; give each row a unique one.")
    if not index.is_unique:
        twice = list(dict.fromkeys(index[index.duplicated()]))
        raise InputError(
            f"{function}: the id{'s' * (len(twice) > 1)} {listed(twice)} "
            f"occur{'s' * (len(twice) == 1)} more than once. Number the rows with "
            "frame.reset_index(drop=True), or name the column that distinguishes them: "
            'read_frame(frame, doc_id="...").'
        )
    return index


def label_text(label: Any) -> str:
    """Return a label as the id that it is: numbers and dates as they look, levels joined by `/`."""
    if isinstance(label, tuple):
        return "/".join(cell(part) or "" for part in label)
    return cell(label) or ""


def _longest(frame: pd.DataFrame) -> str:
    """Return the column most likely to hold the texts: the one with most characters in the first rows."""
    head = frame.head(20)
    length = {str(name): sum(len(v) for v in head[name] if isinstance(v, str)) for name in head}
    return max(length, key=lambda name: length[name], default="...")
