"""Figures of slogans."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from ..lexicon import messages
from .panels import ranked_dots
from .style import group_colors, style


def rate_dots(
    rates: pd.DataFrame, colors: Mapping[str, str] | None = None, lang: str = "zh", ax: Axes | None = None
) -> Axes:
    """Draw one rate for each group with its interval, highest first.

    Parameters
    ----------
    rates : DataFrame
        Rows of `slogan_rates`, one for each group: `group, n, rate_per_10k, low, high`.
    colors, lang, ax
        As for all figures, see `analysis.figures`.

    Returns
    -------
    Axes
        The dot is the rate, the line its interval, the number at the right the occurrences.
    """
    ordered = rates.sort_values(["rate_per_10k", "group"], ascending=[False, True], ignore_index=True)
    colors = colors or group_colors(list(ordered["group"]))
    shades = [colors[group] for group in ordered["group"]]
    label = messages(lang)["figures"]["slogans"]
    with style():
        return ranked_dots(
            ax, list(ordered["group"]), ordered["rate_per_10k"], list(ordered["n"]), shades, label,
            ordered["low"], ordered["high"],
        )  # fmt: skip
