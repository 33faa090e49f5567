"""Figures of topics."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from ..lexicon import messages
from .heatmap import heatmap
from .style import MANY, group_colors, style


def prevalence_dots(
    prevalence: pd.DataFrame,
    labels: Mapping[int, str] | None = None,
    colors: Mapping[str, str] | None = None,
    lang: str = "zh",
    ax: Axes | None = None,
) -> Axes:
    """Draw the share of each topic in each group: dots with intervals, or a heatmap when groups are many.

    Parameters
    ----------
    prevalence : DataFrame
        The result of `topic_prevalence`: `topic, group, prevalence, low, high`.
    labels : mapping, optional
        What to call each topic; by default its number.
    colors : mapping, optional
        Colour of each group, from `group_colors`.
    lang : {"zh", "en"}
        Language of the labels.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
    """
    groups = sorted(prevalence["group"].unique())
    topics = sorted(prevalence["topic"].unique())
    names = [labels[topic] if labels else str(topic) for topic in topics]
    if len(groups) > MANY:
        grid = prevalence.pivot(index="group", columns="topic", values="prevalence").loc[groups, topics]
        return heatmap(grid, names, messages(lang)["figures"]["prevalence"], percent=True, ax=ax)
    colors = colors or group_colors(groups)
    step = 0.8 / max(len(groups), 1)
    with style():
        if ax is None:
            _, ax = plt.subplots(
                figsize=(8.6, len(topics) * (0.17 * len(groups) + 0.28) + 1), layout="constrained"
            )
        for i, group in enumerate(groups):
            mine = prevalence[prevalence["group"] == group].set_index("topic").loc[topics]
            place = np.arange(len(topics)) + (i - (len(groups) - 1) / 2) * step
            ax.hlines(place, mine["low"] * 100, mine["high"] * 100, color=colors[group], lw=1.6, alpha=0.6)
            ax.plot(mine["prevalence"] * 100, place, "o", ms=5, color=colors[group], label=group)
        for i in range(1, len(topics)):
            ax.axhline(i - 0.5, color="#e3e8ee", lw=0.8, zorder=0)
        ax.set_yticks(range(len(topics)), names)
        ax.set(ylim=(len(topics) - 0.5, -0.5), xlabel=messages(lang)["figures"]["prevalence"])
        ax.set_xlim(left=0)
        ax.xaxis.set_major_formatter("{x:g}%")
        ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=6, handletextpad=0.2, columnspacing=1.2)
    return ax
