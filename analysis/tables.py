"""Tables: frames in, HTML out. Everything that comes from a document is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import pandas as pd

from .lexicon import messages

PERCENT = frozenset({"prevalence", "share", "overlap"})
DECIMALS = {"rate_per_10k": 1, "low": 1, "high": 1, "tf_idf": 3, "distance": 3, "expected": 3, "excess": 3}


UNBROKEN = frozenset({"group", "other", "interval", "kind", "years"})
"""Columns whose cells stand on one line."""


class Html(str):
    """Text that is HTML already and is not escaped again."""

    __slots__ = ()


def evidence_link(key: str, text: str, label: str = "") -> Html:
    """Return a button that opens the sentences stored under `key`.

    Parameters
    ----------
    key : str
        The key of the evidence.
    text : str
        What stands on the button.
    label : str
        What a screen reader says in place of `text`, where `text` alone does not tell.
    """
    aria = f' aria-label="{escape(label)}"' if label else ""
    return Html(f'<button type="button" class="ev" data-key="{escape(key)}"{aria}>{escape(text)}</button>')


def cells(values: Iterable[Any], index: pd.Index | None = None) -> pd.Series[Any]:
    """Return values as a column that keeps `Html` cells what they are; pandas would make text of them."""
    return pd.Series(list(values), index=index, dtype=object)


def format_value(value: Any, column: str) -> str:
    """Return a cell as text: shares in per cent, rates rounded, nothing for what is missing."""
    if value is None or (not isinstance(value, str | list | tuple) and pd.isna(value)):
        return ""
    if isinstance(value, str):
        return value
    if column in PERCENT:
        return f"{value:.1%}"
    if column in DECIMALS:
        return f"{value:,.{DECIMALS[column]}f}"
    if isinstance(value, float) and not value.is_integer():
        return f"{value:,.2f}"
    return str(int(value)) if column == "year" else f"{value:,.0f}"


def interval(low: float, high: float, percent: bool = False) -> str:
    """Return an interval as text, `1.2–3.4`; nothing where there is none."""
    if pd.isna(low) or pd.isna(high):
        return ""
    return f"{low:.1%}–{high:.1%}" if percent else f"{low:.1f}–{high:.1f}"


def translate(values: Iterable[Any], lang: str) -> list[Any]:
    """Return values with those the catalogue knows (`read`, `poisson` ...) in the language asked for."""
    known = messages(lang)["values"]
    return [known.get(value, value) if isinstance(value, str) else value for value in values]


def html_table(
    frame: pd.DataFrame,
    columns: Sequence[str] | None = None,
    lang: str = "zh",
    labels: dict[str, str] | None = None,
    caption: str = "",
    name: str = "",
    region: str = "",
) -> Html:
    """Render a frame as a table that sorts, and filters when it is long.

    Parameters
    ----------
    frame : DataFrame
        What to show; cells that are `Html` are put in as they are, all others escaped.
    columns : sequence of str, optional
        The columns to show, in order; by default all.
    lang : {"zh", "en"}
        Language of the column headings.
    labels : dict, optional
        Headings for columns the catalogue does not know, or that are to be called differently here.
    caption : str
        Caption of the table.
    name : str
        Name of the data file that holds the whole table.
    region : str
        What a screen reader calls the table; by default its caption or name.

    Returns
    -------
    Html
    """
    shown = list(columns) if columns is not None else [str(column) for column in frame.columns]
    known = {**messages(lang)["columns"], **(labels or {})}
    numeric = {column: pd.api.types.is_numeric_dtype(frame[column]) for column in shown}
    head = "".join(
        f'<th scope="col"{" class=num" if numeric[column] else ""}>{escape(known.get(column, column))}</th>'
        for column in shown
    )
    groups = [str(group) for group in frame["group"]] if "group" in frame else [""] * len(frame)
    body = "".join(
        (f'<tr data-group="{escape(group)}">' if group else "<tr>")
        + "".join(_cell(value, column, numeric[column]) for column, value in zip(shown, row, strict=True))
        + "</tr>"
        for group, row in zip(groups, frame[shown].itertuples(index=False, name=None), strict=True)
    )
    title = f"<caption>{escape(caption)}</caption>" if caption else ""
    long = " data-filter" if len(frame) > 15 else ""
    return Html(
        f'<div class="table-box" tabindex="0" role="region" aria-label="{escape(region or caption or name)}">'
        f'<table data-name="{escape(name)}"{long}>{title}<thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _cell(value: Any, column: str, numeric: bool) -> str:
    if isinstance(value, Html):
        return f"<td>{value}</td>"
    if not numeric:
        name = ' class="name"' if column in UNBROKEN else ""
        return f"<td{name}>{escape(format_value(value, column))}</td>"
    text = format_value(value, column)
    exact = "" if pd.isna(value) else f"{float(value):.7g}"
    sort = f' data-sort="{exact}"' if exact != text else ""
    return f'<td class="num"{sort}>{escape(text)}</td>'
