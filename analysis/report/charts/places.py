"""Cities where they are, coloured by what the report counts."""

from __future__ import annotations

import pandas as pd

from ...lexicon import city_coordinates, province_grid
from ..chart import Chart
from ..context import Context
from ..parts import note
from ..words import join_words, translated

FEWEST = 3
"""Cities that a map is worth drawing for."""

RATE = ["group", "n", "rate_per_10k", "low", "high"]
SLOGANS = "slogans"


def place_tiles(context: Context, attention: pd.DataFrame, rates: pd.DataFrame | None = None) -> Chart | None:
    """Return the cities as dots in a tile grid of provinces, coloured by the rate that the reader chooses.

    A tile grid draws no boundaries, so that there is nothing to approve and no area to mistake for weight.

    Parameters
    ----------
    context : Context
        The context of the report.
    attention : DataFrame
        The result of `attention`.
    rates : DataFrame, optional
        Rows of `slogan_rates` for all slogans, one for each group.

    Returns
    -------
    Chart or None
        None where fewer than three of the groups are cities whose place is known.
    """
    names = {theme: translated(theme, context.lang) for theme in attention["theme"].unique()}
    measured = [attention.assign(measure=attention["theme"])[["measure", *RATE]]]
    if rates is not None:
        measured.append(rates.assign(measure=SLOGANS)[["measure", *RATE]])
        names[SLOGANS] = context.say("figures.slogans")
    known = city_coordinates()
    of = known["province"] == known["city"].map(context.provinces).astype(object).fillna(known["province"])
    placed = known[of].drop_duplicates("city").rename(columns={"city": "group"})
    rows = pd.concat(measured, ignore_index=True).merge(placed, on="group")
    if context.by != "city" or rows["group"].nunique() < FEWEST:
        return None
    first = rows[rows["measure"] == rows["measure"].iloc[0]].dropna(subset=["rate_per_10k"])
    top = first.sort_values(["rate_per_10k", "group"], ascending=[False, True])["group"].head(3)
    provinces = {row.province: [row.short, row.row, row.column] for row in province_grid().itertuples()}
    spread = known.groupby("province")[["lon", "lat"]].agg(["min", "max"])
    return Chart(
        "places",
        "tiles",
        rows,
        {"y": "group", "color": "rate_per_10k", "low": "low", "high": "high", "n": "n", "choose": "measure"},
        note("charts.places_alt", n=int(rows["group"].nunique()), measure=names[rows["measure"].iloc[0]],
             groups=join_words(top, context.lang)),
        read=note("charts.read_places"),
        opens=("themes", {"theme": "measure", "group": "group"}),
        also={SLOGANS: ("runs", {"group": "group"})},
        tips=("province", "lon", "lat"),
        labels={"measure": note("charts.coloured_by"), "rate_per_10k": note("charts.rate")},
        names={"measure": names},
        settings={
            "interval": "color", "fixed": True, "untold": ["lon", "lat"], "grid": provinces,
            "spread": {name: [float(value) for value in spread.loc[name]] for name in spread.index},
        },
    )  # fmt: skip
