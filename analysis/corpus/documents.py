"""Documents: a plain DataFrame with the columns named here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..checks import check_column, check_kind
from ..errors import InputError, KindError
from ..lexicon import DOCUMENT_COLUMNS, DOCUMENT_VARIABLES, JOINT, MISSING, OF_CLEANING, SURROGATE
from ..remedies import shown

IntArray = npt.NDArray[np.integer[Any]]

LONGEST_TITLE = 30
"""Characters of a title that names a document within a sentence."""


def variables_of(documents: pd.DataFrame) -> list[str]:
    """Return the document variables: the columns in `DOCUMENT_VARIABLES` and the user's own."""
    known = {*DOCUMENT_COLUMNS, *OF_CLEANING}
    own = [column for column in documents.columns if column not in known]
    return [*(name for name in DOCUMENT_VARIABLES if name in documents), *own]


def own_variables(documents: pd.DataFrame) -> list[str]:
    """Return the document variables that are the user's own."""
    return [name for name in variables_of(documents) if name not in DOCUMENT_VARIABLES]


def row_titles(documents: pd.DataFrame) -> dict[str, str]:
    """Return the titles, in 《》, by `doc_id`, of documents that share a file: their own name says little.

    Parameters
    ----------
    documents : DataFrame
        Documents; those without a title are left out.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis.corpus.documents import row_titles
    >>> table = {"source": ["a.csv", "a.csv", "b.txt"], "title": ["实施《水法》办法", None, "公告"]}
    >>> row_titles(pd.DataFrame(table, index=["a#1", "a#2", "b"]))
    {'a#1': '《实施〈水法〉办法》'}
    """
    if not {"source", "title"} <= {*documents.columns}:
        return {}
    titles = documents["title"][documents["source"].duplicated(keep=False)].dropna().map(str).str.strip()
    shown = titles.where(titles.str.len() <= LONGEST_TITLE, titles.str[: LONGEST_TITLE - 1] + "…")
    inner = shown.str.replace(r"^《([^》]*)》$", r"\1", regex=True).str.translate(
        str.maketrans("《》", "〈〉")
    )
    return {str(doc_id): f"《{title}》" for doc_id, title in inner.items() if title}


def titled(doc_id: str, titles: Mapping[str, str], lang: str = "zh") -> str:
    """Return how a sentence names a document: by its identifier and, if it has one, by its title.

    Parameters
    ----------
    doc_id : str
        The document.
    titles : mapping of str to str
        The result of `row_titles`.
    lang : {"zh", "en"}
        Language of the sentence.

    Examples
    --------
    >>> from analysis.corpus.documents import titled
    >>> titled("a#1", {"a#1": "《港口条例》"}), titled("b", {})
    ('a#1《港口条例》', 'b')
    """
    if doc_id not in titles:
        return str(doc_id)
    return f"{doc_id}{'' if lang == 'zh' else ' '}{titles[doc_id]}"


def with_own_variables(table: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Add the user's own document variables, as last columns, to a table of positions in texts.

    Parameters
    ----------
    table : DataFrame
        One row per position, with a column `doc_id`.
    documents : DataFrame
        The documents. A variable with the same name as a column of the table becomes `kind_given` etc.
    """
    own = own_variables(documents)
    if not own:
        return table
    names = {name: f"{name}_given" for name in own if name in table}
    return table.join(documents[own].rename(columns=names), on="doc_id")


By = str | Sequence[str]
"""A grouping: a column, several columns, or their names separated by commas (`city,year`)."""


def group_columns(frame: pd.DataFrame, by: By, function: str = "group") -> list[str]:
    """Return the columns that a grouping names.

    Parameters
    ----------
    frame : DataFrame
        Documents, units or hits.
    by : str or sequence of str
        A column, several columns, or their names separated by commas. A document variable that had to be
        renamed in a table of hits (see `with_own_variables`) goes by its own name here too.
    function : str
        The calling function, for the message.

    Raises
    ------
    ChoiceError
        When a column does not exist.
    """
    if isinstance(by, str) and by not in frame:
        by = [part.strip() for part in by.split(",")]
    columns = [by] if isinstance(by, str) else _names(function, by)
    for column in columns or [""]:
        if column not in frame:
            choices = variables_of(frame) if "text" in frame else [str(name) for name in frame.columns]
            check_column(function, column, choices)
    named = dict.fromkeys(columns)  # each once
    return [given if (given := f"{column}_given") in frame else column for column in named]


def joined_names(function: str, by: By) -> str:
    """Return a grouping as one string: the names of its columns, each once, separated by commas.

    Raises
    ------
    KindError
        When it is neither a column nor several.
    """
    if not isinstance(by, str):
        return ",".join(dict.fromkeys(_names(function, by)))
    parts = [part.strip() for part in by.split(",")]
    return by if len({*parts}) == len(parts) else ",".join(dict.fromkeys(parts))


def _names(function: str, by: Any) -> list[str]:
    """Return the names of several columns, in their order."""
    if isinstance(by, Set) and len(by) > 1:
        raise KindError(f"{function}: `by` is a set, which has no order: by={sorted(map(str, by))}.")
    if (
        isinstance(by, Iterator | pd.DataFrame)
        or not isinstance(by, Iterable)
        or not all(isinstance(column, str) for column in by)
    ):
        raise KindError(f'{function}: `by` is a column or several columns, not {shown(by)}: by="city".')
    return list(by)


def joint_labels(frame: pd.DataFrame, by: By, function: str = "group") -> pd.Series[Any]:
    """Return the groups of rows as `group_labels` does, even when no row has one."""
    columns = group_columns(frame, by, function)
    parts = [labelled(frame[column]) for column in columns]
    if len(parts) == 1:
        return parts[0]
    joined = [None if any(map(pd.isna, row)) else JOINT.join(row) for row in zip(*parts, strict=True)]
    return pd.Series(joined, index=frame.index, dtype=object)


def group_labels(frame: pd.DataFrame, by: By, function: str = "group_labels") -> pd.Series[Any]:
    """Return the groups of documents or units as strings, missing where there is none.

    Parameters
    ----------
    frame : DataFrame
        Documents or units.
    by : str or sequence of str
        One of its columns, or several: groups are then all combinations of values that occur
        (`柳州市 · 2023`), and a row where one of them is missing is in no group.
    function : str
        The calling function, for the message.

    Returns
    -------
    Series of str
        Years and codes become strings too (`2021`), so that a group has the same name in every result. A
        blank is no value.

    Raises
    ------
    ChoiceError
        When a column does not exist.
    InputError
        When no row has a value in it.
    """
    labels = joint_labels(frame, by, function)
    if labels.isna().all():
        named = group_columns(frame, by, function)
        empty = [column for column in named if frame[column].isna().all()] or named
        n_of = {name: int(frame[name].notna().sum()) for name in ("city", *FALLBACKS) if name in frame}
        others = ", ".join(f"{name} ({n})" for name, n in n_of.items() if n and name not in named)
        raise InputError(
            f"No document has a value in `{', '.join(empty)}`: add it in a file documents.csv in the "
            f"folder (columns file,{','.join(empty)}) or to the frame, or group by another column"
            + (f": {others}." if others else ".")
        )
    return labels


FALLBACKS = ("district", "province", "year", "publisher", "source")
"""Groupings by which texts of no known city are compared, in this order."""

MOST_FILES = 60
"""Files that can still be compared one by one."""

FEW_KNOWN = 0.25
"""With cities known of fewer texts, cities are not what these texts can be compared by."""


def usable_grouping(documents: pd.DataFrame, by: By = "city") -> By:
    """Return the grouping itself, or another one if it is the city and there are no cities to compare.

    Parameters
    ----------
    documents : DataFrame
        Documents.
    by : str or sequence of str
        The grouping asked for.

    Returns
    -------
    str or sequence of str
        For texts of which fewer than a quarter have a known city, or which are all of one: the first of
        `FALLBACKS` that at least half of them have and in which they differ (files: at most 60 of them). For
        texts of no known city else the first that has one value only. If there is none, `by`.

    Raises
    ------
    KindError, ChoiceError
        When these are no documents, or there is no such column.

    Examples
    --------
    >>> from analysis import read_texts, usable_grouping
    >>> usable_grouping(read_texts(["扩建港口。", "治理黄河。"], year=[2022, 2023]))
    'year'
    """
    check_kind("usable_grouping", documents, "documents")
    columns = group_columns(documents, by, "usable_grouping")
    known = documents["city"].dropna() if columns == ["city"] else None
    if (
        known is None
        or documents.empty
        or (len(known.unique()) > 1 and len(known) >= FEW_KNOWN * len(documents))
    ):
        return by
    values = {name: documents[name].dropna() for name in FALLBACKS if name in documents}
    n_values = {name: found.nunique() for name, found in values.items()}
    for name, found in values.items():
        most = MOST_FILES if name == "source" else len(documents)
        if 2 * len(found) >= len(documents) and 1 < n_values[name] <= most:
            return name
    alike = next((name for name, found in values.items() if len(found) and n_values[name] == 1), by)
    return by if len(known) else alike


def labelled(column: pd.Series[Any]) -> pd.Series[Any]:
    """Return the `value_label` of each value, what is missing as it is.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis.corpus.documents import labelled
    >>> labelled(pd.Series([2021.0, None])).tolist()
    ['2021', nan]
    """
    values = column.astype(object)
    if pd.api.types.infer_dtype(values, skipna=True) not in ("string", "integer"):
        # Values of several kinds may be equal, and yet differ as text: 1 and True.
        return values.map(value_label, na_action="ignore").astype(object)
    codes, _ = pd.factorize(values, use_na_sentinel=False)
    different = values.iloc[np.unique(codes, return_index=True)[1]]
    labels = different.map(value_label, na_action="ignore").astype(object)
    return pd.Series(labels.to_numpy()[codes], values.index, dtype=object, name=values.name)


def value_label(value: Any) -> str | None:
    """Return a value as the name of a group: 2021.0 becomes 2021, dates lose their time; a blank is none."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, pd.Timestamp) and value == value.normalize():
        return str(value.date())
    name = SURROGATE.sub("\ufffd", str(value)).strip()
    return None if not name or name in MISSING else name


def frozen(array: IntArray, dtype: type[np.generic]) -> IntArray:
    """Return a read-only array: a copy, unless it is read-only already."""
    if isinstance(array, np.ndarray) and array.dtype == dtype and not array.flags.writeable:
        return array
    copy = np.array(array, dtype=dtype)
    copy.setflags(write=False)
    return copy
