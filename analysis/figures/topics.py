"""Figures of topics."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from ..lexicon import messages
from .heatmap import heatmap
from .panels import grouped_dots
from .style import MANY, group_colors, style

SHARES = ("prevalence", "low", "high")


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
    colors, lang, ax
        As for all figures, see `analysis.figures`.

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
    percent = prevalence.assign(**{column: prevalence[column] * 100 for column in SHARES})
    with style():
        ax = grouped_dots(
            percent, "topic", dict(zip(topics, names, strict=True)), "prevalence",
            colors or group_colors(groups), messages(lang)["figures"]["prevalence"], ax,
        )  # fmt: skip
        ax.xaxis.set_major_formatter("{x:g}%")
    return ax
