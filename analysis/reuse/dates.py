"""Which of two texts is earlier, where their dates say so."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from ..corpus import IntArray

UNKNOWN = (0, 1 << 32)


def day_bounds(documents: pd.DataFrame) -> tuple[IntArray, IntArray]:
    """Return the earliest and the latest day each document may be of, as numbers such as 20240117.

    Parameters
    ----------
    documents : DataFrame
        Documents with `date` (2024, 2024-01 or 2024-01-17) and `year`.

    Returns
    -------
    low, high : ndarray of int64, shape (n_documents,)
        Equal where the day is known; 0 and a number beyond all days where nothing is.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis.reuse.dates import day_bounds
    >>> low, high = day_bounds(pd.DataFrame({"date": ["2024-01-17", None], "year": [2024, 2023]}))
    >>> low.tolist(), high.tolist()
    ([20240117, 20230000], [20240117, 20239999])
    """
    bounds = [_bounds(date, year) for date, year in zip(documents["date"], documents["year"], strict=True)]
    array = np.array(bounds, dtype=np.int64).reshape(-1, 2)
    return array[:, 0], array[:, 1]


@cache
def _bounds(date: object, year: object) -> tuple[int, int]:
    digits = "" if date is None or pd.isna(date) else str(date)[:10].replace("-", "")
    if not digits.isdecimal() or len(digits) not in (4, 6, 8):
        digits = "" if year is None or pd.isna(year) else str(int(year))  # type: ignore[call-overload]
    if len(digits) not in (4, 6, 8):
        return UNKNOWN
    return int(digits.ljust(8, "0")), int(digits.ljust(8, "9"))
