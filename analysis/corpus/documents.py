"""Documents: a plain DataFrame with the columns named here."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from ..errors import InputError, check_choice

IntArray = npt.NDArray[np.integer[Any]]

DOCUMENT_COLUMNS = (
    "city", "district", "province", "year", "date", "title", "publisher", "source", "source_line", "text",
    "city_from", "district_from", "province_from", "year_from", "date_from", "title_from", "publisher_from",
)  # fmt: skip
"""Columns of the `documents` frame, which is indexed by `doc_id`.

`year` is Int64, `date` an ISO string (`2023-02-01`, or `2023-02`, `2023` where no more is stated), `source`
the path of the file relative to the folder read (members of archives as `archive.zip/member.txt`),
`source_line` the number (from 1) of the line of that file on which `text` begins (for a table: the number of
the data row). Each `*_from` says how a value was found: `manifest`, `table`, `folder`, `file name`, `page`,
`dateline`, `title`, `body`, or `district` (a city taken from its district), `city` (a province taken from its
city), `date` (a year taken from a date). Where a value is not stated it is missing (`None` or `<NA>`), and so
is its `*_from`.
"""

DOCUMENT_VARIABLES = ("city", "district", "province", "year", "date", "title", "publisher", "source")

HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿\U00020000-\U000323af]")


def count_han(text: str) -> int:
    """Return the number of Han characters in `text`.

    Examples
    --------
    >>> from analysis.corpus import count_han
    >>> count_han("2023年GDP增长6%")
    3
    """
    return len(HAN.findall(text))


def group_labels(frame: pd.DataFrame, by: str) -> pd.Series[Any]:
    """Return the groups of documents or units as text, missing where there is none.

    Parameters
    ----------
    frame : DataFrame
        Documents or units.
    by : str
        One of its columns.

    Returns
    -------
    Series of str
        Years and codes become text too (`2021`), so that a group is called the same in every result.

    Raises
    ------
    ChoiceError
        When there is no such column.
    InputError
        When no row has a value in it.
    """
    if by not in frame:
        check_choice("group", "by", by, [str(column) for column in frame.columns])
    if frame[by].isna().all():
        raise InputError(
            f"No document has a value in `{by}`: state it in a file documents.csv in the folder "
            f"(columns file,{by}), or group by another column."
        )
    return frame[by].map(str, na_action="ignore").astype(object)


def frozen(array: IntArray, dtype: type[np.generic]) -> IntArray:
    """Return an array that nobody can write to: a copy, unless it is such a one already."""
    if isinstance(array, np.ndarray) and array.dtype == dtype and not array.flags.writeable:
        return array
    copy = np.array(array, dtype=dtype)
    copy.setflags(write=False)
    return copy
