"""Figures of slogans."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from ..lexicon import messages
from .style import group_colors, style


def rate_dots(
    rates: pd.DataFrame, colors: Mapping[str, str] | None = None, lang: str = "zh", ax: Axes | None = None
) -> Axes:
    """Draw one rate for each group with its interval, highest first.

    Parameters
    ----------
    rates : DataFrame
        Rows of `slogan_rates`, one for each group: `group, n, rate_per_10k, low, high`.
    colors : mapping, optional
        Colour of each group, from `group_colors`.
    lang : {"zh", "en"}
        Language of the labels.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        The dot is the rate, the line its interval, the number at the right the occurrences.
    """
    ordered = rates.sort_values(["rate_per_10k", "group"], ascending=[False, True], ignore_index=True)
    colors = colors or group_colors(list(ordered["group"]))
    place = np.arange(len(ordered))
    with style():
        if ax is None:
            height = 0.36 if len(ordered) <= 30 else 0.2
            _, ax = plt.subplots(figsize=(8.6, len(ordered) * height + 1), layout="constrained")
        shades = [colors[group] for group in ordered["group"]]
        ax.hlines(place, ordered["low"], ordered["high"], color=shades, lw=2, alpha=0.55)
        ax.scatter(ordered["rate_per_10k"], place, c=shades, s=34 if len(ordered) <= 30 else 16, zorder=3)
        small = 10 if len(ordered) <= 30 else 7.5
        ax.set_yticks(place, ordered["group"], fontsize=small)
        right = np.nanmax(ordered[["high", "rate_per_10k"]].to_numpy(dtype=float), initial=0.0) or 1.0
        for at, n in zip(place, ordered["n"], strict=True):
            ax.text(right * 1.03, float(at), f"{n}", va="center", fontsize=min(small, 9), color="#5a6672")
        ax.set(
            ylim=(len(ordered) - 0.4, -0.6),
            xlim=(0, right * 1.1),
            xlabel=messages(lang)["figures"]["slogans"],
        )
        ax.grid(axis="x")
    return ax
