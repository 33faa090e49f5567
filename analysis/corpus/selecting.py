"""Some of the rows of documents or units: which of them are meant by a label, a condition or values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..errors import ChoiceError, InputError, KindError
from ..remedies import article
from .documents import IntArray, labelled, value_label, variables_of
from .given import label_text
from .given_cells import cell, listed

NAMING = ("doc_id", "city")
"""Columns whose values name rows, beside the labels of the rows themselves."""


def wanted_rows(frame: pd.DataFrame, wanted: Any, name: str) -> IntArray:
    """Return the rows selected by a condition, by labels or by one label.

    Parameters
    ----------
    frame : DataFrame
        Documents or units.
    wanted : Series or ndarray of bool, callable, slice, label, or list of labels
        What was given.
    name : str
        What the messages call the noun: `corpus` or `dtm`.

    Raises
    ------
    KindError, InputError
        When a label does not exist or is repeated, a condition does not fit, or nothing is left.
    """
    if callable(wanted):
        wanted = wanted(frame)
    if isinstance(wanted, slice):
        _check_slice(wanted, name)
        rows: IntArray = np.arange(len(frame))[wanted]
    elif (mask := _condition(frame, wanted, name)) is not None:
        rows = np.flatnonzero(mask)
    else:
        rows = _rows_called(frame, wanted, name)
    if not len(rows):
        raise InputError(f"Nothing is left: the condition is true of none of the {len(frame)} {_rows(name)}.")
    return rows


def rows_where(
    frame: pd.DataFrame, condition: Any, values: Mapping[str, Any], name: str
) -> npt.NDArray[np.bool_]:
    """Return of which rows a condition is true, and which have certain values in columns.

    Raises
    ------
    ChoiceError, InputError
        When there is no such column, no row has one of the values, or none has all of them together.
    """
    chosen = np.ones(len(frame), dtype=bool)
    if isinstance(condition, Mapping):
        values = {**condition, **values}
    elif condition is not None:
        chosen[np.setdiff1d(np.arange(len(frame)), wanted_rows(frame, condition, name))] = False
    for column, value in values.items():
        if column == frame.index.name and column not in frame:
            frame = frame.assign(**{column: frame.index})
        if column not in frame:
            there = variables_of(frame) if "text" in frame else list(map(str, frame.columns))
            raise ChoiceError(
                f"where: the {_rows(name)} have no column {column!r}; they have {listed(there)}."
            )
        chosen &= _having(frame, column, value)
    if not chosen.any():
        asked = " and ".join(f"{column}={value!r:.40}" for column, value in values.items())
        raise InputError(f"Nothing is left: none of the {len(frame)} {_rows(name)} has {asked} together.")
    return chosen


def is_named(frame: pd.DataFrame, label: object) -> bool:
    """Return whether a label, or a column that names rows, is this."""
    return bool(_named(frame, label))


def _having(frame: pd.DataFrame, column: str, value: Any) -> npt.NDArray[np.bool_]:
    """Return which rows have a value, or one of several, or fulfil a condition, in a column."""
    if callable(value):
        found = np.asarray(value(frame[column]))
        if found.dtype == object:
            found = pd.array(found, dtype="boolean").fillna(False).to_numpy(dtype=bool)
        if found.dtype != bool or found.shape != (len(frame),):
            raise KindError(
                f"where: the function for `{column}` takes the column and returns True or False for each of "
                f'its {len(frame)} values: where({column}=lambda values: values == "...").'
            )
        return found.astype(bool)
    several = [value] if isinstance(value, str | bytes) or not isinstance(value, Iterable) else list(value)
    labels = labelled(frame[column])
    there = list(dict.fromkeys(labels.dropna()))
    wanted = [None if one is None or pd.isna(one) else value_label(one) for one in several]
    unknown = [label for label in wanted if label is not None and label not in set(there)]
    if unknown and not (isinstance(value, range) and len(unknown) < len(wanted)):
        near = get_close_matches(unknown[0], there, n=3, cutoff=0.5)
        shown = [*near, *(label for label in sorted(there) if label not in near)]
        raise InputError(f"where: no {column} is {listed(unknown)}; there are {listed(shown)}.")
    given = labels.isin([label for label in wanted if label is not None])
    return (given | (labels.isna() & (None in wanted))).to_numpy(dtype=bool)


def _condition(frame: pd.DataFrame, wanted: Any, name: str) -> npt.NDArray[np.bool_] | None:
    """Return a condition as an array, None when this is none; a Series is matched by its labels."""
    if isinstance(wanted, pd.DataFrame | Mapping) or wanted is None:
        kind = article(type(wanted).__name__)
        raise KindError(
            f"{name}[...] takes a condition, a label or a list of labels, not {kind}: "
            f'{name}.where(city="柳州市").'
        )
    if isinstance(wanted, pd.Series) and _is_bool(wanted.tolist()):
        given = wanted.set_axis(pd.Index(list(map(label_text, wanted.index)), dtype=object))
        own = list(map(label_text, frame.index))
        if not given.index.equals(pd.Index(own, dtype=object)):
            if not given.index.is_unique or (lacking := [one for one in own if one not in given.index]):
                about = listed(lacking) if given.index.is_unique else "each only once"
                raise InputError(
                    f"{name}[...]: the condition must speak of all {_rows(name)}, of {about} too."
                )
            given = given.loc[own]
        wanted = given.tolist()
    elif not isinstance(wanted, list | tuple | np.ndarray | pd.api.extensions.ExtensionArray):
        return None
    values = list(wanted)
    if not _is_bool(values):
        return None
    if len(values) != len(frame):
        raise InputError(f"A condition of {len(values)} values does not fit {len(frame)} {_rows(name)}.")
    return np.array([not pd.isna(value) and bool(value) for value in values], dtype=bool)


def _is_bool(values: list[Any]) -> bool:
    """Return whether these are truth values, perhaps with missing ones among them."""
    known = [value for value in values if not (pd.api.types.is_scalar(value) and pd.isna(value))]
    return bool(known) and all(isinstance(value, bool | np.bool_) for value in known)


def _rows_called(frame: pd.DataFrame, wanted: Any, name: str) -> IntArray:
    several = isinstance(wanted, Iterable) and not isinstance(wanted, str | bytes)
    if isinstance(wanted, tuple) and _named(frame, wanted):
        several = False  # the label of a row with several levels
    labels = list(wanted) if several else [wanted]
    found = [(label, _named(frame, label)) for label in labels]
    unknown = [label for label, rows in found if not rows]
    if unknown:
        there = [cell(label) or "" for label in frame.index]
        if "city" in frame:
            there += [str(city) for city in frame["city"].dropna().unique()]
        near = get_close_matches(cell(unknown[0]) or "", there, n=3, cutoff=0.6)
        raise InputError(
            f"{name}[...]: none of the {_rows(name)} is called {listed(unknown)}; they are called "
            f"{listed([*near, *(label for label in there if label not in near)])}. A condition chooses by "
            f"columns: {name}.where(year=2023)."
        )
    rows = [row for _, own in found for row in own]
    if len(set(rows)) != len(rows):
        twice = [label for label, own in found if any(rows.count(row) > 1 for row in own)]
        raise InputError(f"{name}[...]: {listed(twice)}: the same row more than once.")
    return np.array(rows, dtype=np.int64)


def _named(frame: pd.DataFrame, label: Any) -> list[int]:
    """Return the rows with a label, or with a value in a column that names rows, by how it looks."""
    if isinstance(label, Iterable) and not isinstance(label, str | tuple):
        return []
    text = label_text(label)
    if not text:
        return []
    if frame.index.is_unique and text in frame.index:
        return [int(frame.index.get_indexer(pd.Index([text], dtype=object))[0])]
    rows = np.flatnonzero([label_text(own) == text for own in frame.index])
    for column in NAMING:
        if not len(rows) and column in frame:
            rows = np.flatnonzero(frame[column].astype(object).map(value_label, na_action="ignore") == text)
    return rows.tolist()


def _check_slice(wanted: slice, name: str) -> None:
    ends = (wanted.start, wanted.stop, wanted.step)
    if any(end is not None and not hasattr(end, "__index__") for end in ends):
        raise KindError(f'{name}[a:b] counts rows from 0: {name}[:10]. For labels: {name}[["...", "..."]].')


def _rows(name: str) -> str:
    return "documents" if name == "corpus" else "units"
