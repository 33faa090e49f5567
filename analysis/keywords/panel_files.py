"""Panels as files: CSV, a workbook and Stata."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import is_datetime64_dtype, is_numeric_dtype, is_string_dtype

from ..checks import check_result
from ..corpus import value_label
from ..files import staged, write_table
from ..lexicon import messages

STATA_WORDS = (
    "_all", "_b", "_coef", "_cons", "_n", "_N", "_pi", "_pred", "_rc", "_skip", "byte", "double", "float",
    "if", "in", "int", "long", "str", "strL", "using", "with",
)  # fmt: skip
"""Words that are no names of variables in Stata."""


def write_panel(table: pd.DataFrame, place: str | Path, lang: str = "en") -> Path:
    """Write a panel as `panel.csv`, `panel.xlsx` and `panel.dta` (Stata 14 and later), columns labelled.

    A name that Stata does not allow is written with `_` for what is wrong in it, and stands in the label.

    Parameters
    ----------
    table : DataFrame
        The result of `panel`.
    place : path
        The folder to write to.
    lang : {"en", "zh"}
        Language of the variable labels in the Stata file and of the column headings in the workbook.

    Returns
    -------
    Path
        The folder.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from analysis import panel, read_texts, segment, write_panel
    >>> texts = read_texts(
    ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     place = write_panel(panel(corpus, terms=["港口"]), folder)
    ...     sorted(path.name for path in Path(place).glob("panel.*"))
    ...
    ['panel.csv', 'panel.dta', 'panel.xlsx']
    """
    check_result("write_panel", table, ("kind", "item", "n"), "panel(corpus)")
    target, labels = Path(place), messages(lang)["columns"]
    with staged(target) as draft:
        write_table(draft / "panel.csv", table)
        headed = table.rename(columns={name: labels.get(name, name) for name in table.columns})
        headed.apply(_plain).to_excel(draft / "panel.xlsx", index=False, sheet_name="panel")
        allowed = _stata_names(table.columns)
        _stata(table).rename(columns=allowed).to_stata(
            draft / "panel.dta",
            write_index=False,
            version=118,
            variable_labels={allowed[name]: labels.get(name, name)[:80] for name in table.columns},
        )
    return target


def _plain(column: pd.Series[Any]) -> pd.Series[Any]:
    """Return a column that a workbook can hold: times with a zone, periods and ranges as names."""
    kept = is_numeric_dtype(column) or is_string_dtype(column) or is_datetime64_dtype(column)
    return column if kept else column.map(value_label, na_action="ignore")


def _stata_names(names: Iterable[str]) -> dict[str, str]:
    """Return the name in Stata of each column: letters, digits and `_`, at most 32, none twice."""
    found: dict[str, str] = {}
    for name in names:
        plain = re.sub(r"\W", "_", name)
        plain = f"_{plain}" if plain[:1].isdigit() or plain in STATA_WORDS else plain
        short, n = plain[:32], 1
        while short in found.values():
            n += 1
            short = f"{plain[: 31 - len(str(n))]}_{n}"
        found[name] = short
    return found


def _stata(table: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with Stata's types: finite numbers and strings, missing text as an empty string."""
    result = table.copy()
    for column in result:
        told = result[column].dropna()
        if len(told) and all(isinstance(value, bool | np.bool_) for value in told):
            result[column] = result[column].astype("Float64")
        if pd.api.types.is_bool_dtype(result[column]) or pd.api.types.is_numeric_dtype(result[column]):
            result[column] = result[column].astype("float64").replace([np.inf, -np.inf], np.nan)
        else:
            result[column] = [("" if pd.isna(value) else value_label(value)) for value in result[column]]
            result[column] = result[column].astype(object)
    return result
