"""Format the values of a table: the name of the column says whether they are shares, rates or intervals.

The `z` in the formats is there so that what is rounded to 0 has no sign.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from .words import family_label, join_words, translated

PERCENT = frozenset({
    "prevalence", "share", "overlap", "inertia", "share_shared", "share_adopted", "share_own",
    "share_units", "share_corrected", "percent_agreement",
    "share_inherited", "share_near_copy", "share_same_province", "share_other", "share_common_stock",
})  # fmt: skip

DECIMALS = {
    "rate_per_10k": 1, "corrected_per_10k": 1, "low": 1, "high": 1, "tf_idf": 3, "distance": 3,
    "expected": 3, "excess": 3, "p": 3, "f1": 3, "precision": 3, "recall": 3,
}  # fmt: skip
"""Decimal places of fractional numbers; two in all other columns."""

TRANSLATED = frozenset({
    "theme", "kind", "relation", "status", "city_from", "date_from", "action", "interval_kind", "counted",
    "beyond", "level", "direction", "grade", "basis",
})  # fmt: skip
"""Columns whose values are fixed terms, translated in `messages.*.toml`."""

YEARS = frozenset({"year", "first_use", "reference_first", "first_year", "last_year", "since"})
"""Columns of years, written without a mark of thousands."""

FAMILIES = frozenset({"family"})


def format_value(value: Any, column: str, lang: str = "zh", whole: bool = True) -> str:
    """Return a value formatted for readers.

    Parameters
    ----------
    value : object
        A number, a text, an interval as a pair of numbers, or a tuple of words; missing values give the empty
        string.
    column : str
        Name of the column, which determines percentages, decimal places and translation.
    lang : {"zh", "en"}
        Language of translated values and lists.
    whole : bool
        Whether a whole number is written without decimal places: not among others that have some, except 0,
        which says that there is none.

    Examples
    --------
    >>> from analysis.report.values import format_value
    >>> format_value(0.1234, "prevalence"), format_value(12345, "n"), format_value(2021, "year")
    ('12.3%', '12,345', '2021')
    >>> format_value((1.23, 4.56), "interval"), format_value(("甲市", "乙市"), "groups")
    ('1.2–4.6', '甲市、乙市')
    """
    if isinstance(value, tuple):
        return (
            _interval(value[0], value[1], column) if column.endswith("interval") else join_words(value, lang)
        )
    if isinstance(value, str):
        return _word(value, column, lang)
    if value is None or pd.isna(value):
        return ""
    if column in PERCENT:
        return f"{value:z.1%}"
    if column in DECIMALS:
        return f"{value:z,.{DECIMALS[column]}f}"
    if isinstance(value, float | np.floating) and value and not (whole and value.is_integer()):
        return f"{value:z,.2f}"
    return str(int(value)) if column in YEARS else f"{value:z,.0f}"


def _word(value: str, column: str, lang: str) -> str:
    if column in FAMILIES:
        return family_label(value, lang)
    if column in ("city_from", "date_from"):  # where several things agree
        return join_words((translated(basis, lang) for basis in value.split(", ")), lang)
    return translated(value, lang) if column in TRANSLATED else value


def _interval(low: float, high: float, column: str) -> str:
    """Return an interval as text; that of a log ratio may be unbounded on either side."""
    if pd.isna(low) or pd.isna(high):
        return ""
    if column == "log_ratio_interval":
        return f"{_end(low)} … {_end(high)}"
    spec = "z.1%" if column.endswith("share_interval") else "z.2f" if column == "alpha_interval" else "z.1f"
    return f"{low:{spec}}–{high:{spec}}"


def _end(end: float) -> str:
    if math.isinf(end):
        return "∞" if end > 0 else "−∞"
    # Rounding must not hide whether an interval contains 0.
    told = [f"{end:z.{places}f}" for places in (1, 2, 3, 4)]
    return next((text for text in told if float(text)), told[1]).replace("-", "−")
