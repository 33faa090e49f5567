"""Charts of codings."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ..chart import Chart
from ..context import Context
from ..parts import note


def share_dots(context: Context, shares: pd.DataFrame, names: Mapping[str, str]) -> Chart:
    """Return the share of a code in each group with its interval, for the code chosen.

    Parameters
    ----------
    context : Context
        The context of the report.
    shares : DataFrame
        Rows of `code_shares`, without those of all groups; codes are offered in their order.
    names : mapping
        Code to how it is called, where a warning goes with it.
    """
    place = {code: at for at, code in enumerate(dict.fromkeys(shares["code"]))}
    ordered = shares.sort_values(
        ["code", "share", "group"], ascending=[True, False, True], ignore_index=True,
        key=lambda column: column.map(place) if column.name == "code" else column,
    )  # fmt: skip
    first = ordered["code"].iloc[0]
    top = "、".join(ordered.loc[ordered["code"] == first, "group"].head(3))
    return Chart(
        "coding_shares",
        "ranks",
        ordered,
        {"x": "share", "low": "low", "high": "high", "y": "group", "choose": "code", "n": "n"},
        note("figures.coding_alt", code=names.get(first, first), groups=top),
        read=note("charts.read_coding"),
        opens=("coding", {"code": "code", "group": "group"}),
        tips=("n_units", "alpha"),
        labels={"share": "share_units"},
        names={"code": dict(names)},
        settings={"label": "n"},
    )


def pmc_grid(context: Context, values: pd.DataFrame) -> Chart:
    """Return the mean of each main variable of the PMC index in each group, as shaded cells.

    Parameters
    ----------
    context : Context
        The context of the report.
    values : DataFrame
        `group, variable, value`.
    """
    return Chart(
        "pmc",
        "grid",
        values,
        {"x": "variable", "y": "group", "color": "value"},
        note("figures.pmc_alt", n_groups=values["group"].nunique()),
        read=note("charts.read_pmc"),
        opens=("coding", {"code": "variable", "group": "group"}),
        settings={"fixed": True},
    )
