"""Small multiples over the years: themes, terms, topics and kinds of slogans, each in a panel of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..chart import Chart
from ..context import Context
from ..parts import Note, note
from .keywords import plain

MOST = 12
"""Panels of one chart."""


def year_lines(
    context: Context,
    name: str,
    frame: pd.DataFrame,
    panel: str,
    value: str = "rate_per_10k",
    names: Mapping[Any, str] | None = None,
    labels: Mapping[str, str | Note] | None = None,
    **settings: Any,
) -> Chart | None:
    """Return a value year by year, a panel for each theme, term, topic or kind.

    Parameters
    ----------
    context : Context
        The context of the report.
    name : str
        Name of the chart.
    frame : DataFrame
        A result by year: `group` (the year), the columns named and, where known, `low, high, n`.
    panel, value : str
        Its columns of panels, the first twelve of which are drawn, and of values.
    names : mapping, optional
        What panels are called.
    labels : mapping, optional
        Other headings for columns.
    **settings
        Further settings of the chart.

    Returns
    -------
    Chart or None
        None where no two years have values.
    """
    known = frame.dropna(subset=[value])
    known = known[known[panel].isin(known[panel].drop_duplicates().head(MOST))]
    known = known.assign(year=pd.to_numeric(known["group"], errors="coerce")).dropna(subset=["year"])
    if known["year"].nunique() < 2:
        return None
    bounds = {end: end for end in ("low", "high") if end in known}
    rows = known.assign(year=known["year"].astype("int64"))
    called = names or {}
    told = tuple(called.get(one, str(one)) for one in rows[panel].drop_duplicates())
    return Chart(
        name,
        "lines",
        rows,
        {"x": "year", "y": value, **bounds, **({"n": "n"} if "n" in rows else {}), "panel": panel},
        note("charts.years_alt", panels=told),
        read=note(f"charts.read_years{plain(rows) if bounds else '_bare'}"),
        labels=labels or {},
        names={panel: called},
        settings={"interval": "y", "shared": False, **settings},
    )
