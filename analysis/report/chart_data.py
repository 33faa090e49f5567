"""What the page needs to draw a chart: its rows, headings, formats and colours, as JSON has them."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from ..colors import MANY, group_colors
from ..lexicon import official_order
from .context import Context
from .values import DECIMALS, PERCENT, YEARS

SHARES = frozenset({"probability"})
"""Columns that tables do not show, and charts write as percentages."""

FINE = {"p": 3, "q": 3}
"""Decimal places that differ from those of tables."""

DIGITS = 6
"""Significant digits of a number in the page; the data files have ten."""


def chart_data(chart: Any, context: Context) -> dict[str, Any]:
    """Return what the page needs to draw a chart, as JSON has it.

    Parameters
    ----------
    chart : Chart
        The chart.
    context : Context
        Language, groups and their provinces.

    Returns
    -------
    dict
        `kind`, `encoding`, `settings`, `tips`, `opens` as the chart has them; `columns`: column to values;
        `labels` and `formats`: column to its heading, and to `percent` and `decimals`; `names`: column to
        what its values are called; `colors` of the groups and, where known, `provinces` with their `order`.
    """
    columns = chart.columns
    shown = set(map(str, chart.frame["group"])) if "group" in columns else set()
    groups = context.groups or tuple(sorted(shown))
    frame = _in_order(chart, context)
    provinces = {group: of for group, of in context.provinces.items() if group in shown}
    names = {column: {str(value): name for value, name in of.items()} for column, of in chart.names.items()}
    return {
        "name": chart.name,
        "kind": chart.kind,
        "encoding": dict(chart.encoding),
        "settings": dict(chart.settings),
        "tips": list(chart.tips),
        "opens": _opens(chart.opens),
        "also": {value: _opens(opens) for value, opens in chart.also.items()},
        "columns": {column: _values(frame[column]) for column in columns},
        "labels": {column: _label(chart, column, context) for column in columns},
        "formats": {column: _format(chart.frame[column], column) for column in columns},
        "names": names,
        "colors": group_colors(groups) if len(groups) <= MANY else {},
        "provinces": provinces,
        "order": list(official_order(set(provinces.values()))),
    }


def _in_order(chart: Any, context: Context) -> pd.DataFrame:
    """Return the rows of a chart with the groups in their order, where they are sorted by group."""
    if "group" not in chart.columns:
        return chart.frame
    frame = context.in_order(chart.frame, ("group",))
    within = (column for place, column in chart.encoding.items() if place in ("panel", "choose"))
    for column in within:
        frame = context.in_order(frame, (column, "group"))
    return frame


def _opens(opens: Any) -> Any:
    """Return the kind of places and pairs of columns, in their order, which is that of a link's key."""
    return opens and [opens[0], [list(pair) for pair in opens[1].items()]]


def _label(chart: Any, column: str, context: Context) -> str:
    label = chart.labels.get(column, column)
    return context.column(label) if isinstance(label, str) else context.say(label.key, label.values)


def _format(values: pd.Series[Any], column: str) -> dict[str, Any]:
    if column in PERCENT or column in SHARES:
        return {"percent": True, "decimals": 1}
    whole = pd.api.types.is_integer_dtype(values)
    plain = {"plain": True} if column in YEARS else {}
    return {"percent": False, "decimals": 0 if whole else FINE.get(column, DECIMALS.get(column, 2)), **plain}


def _values(values: pd.Series[Any]) -> Any:
    """Return a column: numbers, infinite ones as words; of words, each once and which stands where."""
    if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
        return [_number(value) for value in values]
    words = ["" if pd.isna(value) else str(value) for value in values]
    each = list(dict.fromkeys(words))
    at = {word: i for i, word in enumerate(each)}
    return {"words": each, "at": [at[word] for word in words]}


def _number(value: Any) -> float | int | str | None:
    if pd.isna(value):
        return None
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    exact = float(f"{value:.{DIGITS}g}")
    return int(exact) if exact.is_integer() and abs(exact) < 1e15 else exact
