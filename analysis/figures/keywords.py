"""Figures of keywords."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from ..lexicon import messages
from .heatmap import heatmap
from .style import MANY, group_colors, style


def keyword_bars(
    keywords: pd.DataFrame, colors: Mapping[str, str] | None = None, lang: str = "zh"
) -> Sequence[Axes]:
    """Draw the keywords of each group as bars, a panel for each group.

    Parameters
    ----------
    keywords : DataFrame
        The first rows of each group of `tf_idf`: `group, term, tf_idf, n`.
    colors : mapping, optional
        Colour of each group, from `group_colors`.
    lang : {"zh", "en"}
        Language of the labels.

    Returns
    -------
    sequence of Axes
        One for each group; bars are as long as `tf_idf`, the number behind a bar is `n`.
    """
    groups = list(dict.fromkeys(keywords["group"]))
    colors = colors or group_colors(groups)
    longest = int(keywords.groupby("group").size().max())
    columns = min(len(groups), 3 if len(groups) <= 12 else 5)
    rows = -(-len(groups) // columns)
    with style():
        size = (3.5 * columns if columns <= 3 else 2.35 * columns, rows * (0.27 * longest + 0.6))
        figure, axes = plt.subplots(rows, columns, figsize=size, squeeze=False, layout="constrained")
        widest = float(keywords["tf_idf"].max())
        for ax, group in zip(axes.flat, groups, strict=False):
            mine = keywords[keywords["group"] == group]
            place = np.arange(len(mine))
            ax.barh(place, mine["tf_idf"], color=colors[group], alpha=0.85, height=0.72)
            ax.set_yticks(place, mine["term"])
            ax.set(ylim=(longest - 0.4, -0.6), xlim=(0, widest * 1.18), title=group)
            ax.xaxis.set_visible(False)
            ax.spines["bottom"].set_visible(False)
            for at, weight, n in zip(place, mine["tf_idf"], mine["n"], strict=True):
                ax.text(weight + widest * 0.02, at, f"{n}", va="center", fontsize=8, color="#5a6672")
        for ax in axes.flat[len(groups) :]:
            ax.set_visible(False)
        figure.supxlabel(messages(lang)["figures"]["keywords_note"], fontsize=9, color="#5a6672")
    return list(axes.flat[: len(groups)])


def keyness_dots(
    keyness: pd.DataFrame, colors: Mapping[str, str] | None = None, lang: str = "zh"
) -> Sequence[Axes]:
    """Draw the effect of each key term with its interval, a panel for each group.

    Parameters
    ----------
    keyness : DataFrame
        The first rows of each group of `keyness_by`: `group, term, n_target, log_ratio, log_ratio_low,
        log_ratio_high`.
    colors : mapping, optional
        Colour of each group, from `group_colors`.
    lang : {"zh", "en"}
        Language of the labels.

    Returns
    -------
    sequence of Axes
        One for each group. The dot is the log ratio, full where the interval leaves out zero; an interval
        that goes on beyond the panel ends in an arrow. The number is `n_target`.
    """
    groups = list(dict.fromkeys(keyness["group"]))
    colors = colors or group_colors(groups)
    longest = int(keyness.groupby("group").size().max())
    columns = min(len(groups), 3 if len(groups) <= 12 else 5)
    rows = -(-len(groups) // columns)
    left = min(float(keyness["log_ratio"].min()), 0.0) - 2.0
    right = max(float(keyness["log_ratio"].max()), 0.0) + 2.0
    with style():
        size = (3.5 * columns if columns <= 3 else 2.35 * columns, rows * (0.27 * longest + 0.6) + 0.4)
        figure, axes = plt.subplots(
            rows, columns, figsize=size, squeeze=False, sharex=True, layout="constrained"
        )
        for ax, group in zip(axes.flat, groups, strict=False):
            _keyness_panel(ax, keyness[keyness["group"] == group], colors[group], (left, right))
            ax.set(ylim=(longest - 0.4, -0.6), xlim=(left, right + 1.4), title=group)
        for ax in axes.flat[len(groups) :]:
            ax.set_visible(False)
        figure.supxlabel(messages(lang)["figures"]["keyness_note"], fontsize=9, color="#5a6672")
    return list(axes.flat[: len(groups)])


def _keyness_panel(ax: Axes, mine: pd.DataFrame, color: str, ends: tuple[float, float]) -> None:
    place = np.arange(len(mine))
    low, high = (mine[column].to_numpy(dtype=float) for column in ("log_ratio_low", "log_ratio_high"))
    sure = (low > 0) | (high < 0)
    ax.axvline(0, color="#9aa5b1", lw=0.8, zorder=0)
    ax.hlines(place, np.maximum(low, ends[0]), np.minimum(high, ends[1]), color=color, lw=1.6, alpha=0.55)
    for beyond, end, marker in ((low < ends[0], ends[0], "<"), (high > ends[1], ends[1], ">")):
        ax.plot(np.full(beyond.sum(), end), place[beyond], marker, color=color, ms=4, alpha=0.55)
    ax.scatter(mine["log_ratio"], place, s=26, zorder=3, edgecolors=color, linewidths=1.2,
               facecolors=[color if full else "white" for full in sure])  # fmt: skip
    ax.set_yticks(place, mine["term"])
    for at, n in enumerate(mine["n_target"]):
        ax.text(ends[1] + 0.25, at, f"{n}", va="center", fontsize=8, color="#5a6672")


def attention_dots(
    attention: pd.DataFrame, colors: Mapping[str, str] | None = None, lang: str = "zh", ax: Axes | None = None
) -> Axes:
    """Draw the rate of each theme in each group with its interval; a heatmap when groups are many.

    Parameters
    ----------
    attention : DataFrame
        The result of `attention`: `theme, group, rate_per_10k, low, high`.
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
    groups = sorted(attention["group"].unique())
    themes = list(dict.fromkeys(attention["theme"]))
    label = messages(lang)["columns"]["rate_per_10k"]
    if len(groups) > MANY:
        grid = attention.pivot(index="group", columns="theme", values="rate_per_10k").loc[groups, themes]
        return heatmap(grid / 100, themes, label, percent=True, ax=ax)
    colors = colors or group_colors(groups)
    step = 0.8 / max(len(groups), 1)
    with style():
        if ax is None:
            height = len(themes) * (0.17 * len(groups) + 0.28) + 1
            _, ax = plt.subplots(figsize=(8.6, height), layout="constrained")
        for i, group in enumerate(groups):
            mine = attention[attention["group"] == group].set_index("theme").loc[themes]
            place = np.arange(len(themes)) + (i - (len(groups) - 1) / 2) * step
            ax.hlines(place, mine["low"], mine["high"], color=colors[group], lw=1.6, alpha=0.6)
            ax.plot(mine["rate_per_10k"], place, "o", ms=5, color=colors[group], label=group)
        ax.set_yticks(range(len(themes)), themes)
        ax.set(ylim=(len(themes) - 0.5, -0.5), xlabel=label)
        ax.set_xlim(left=0)
        ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=6, handletextpad=0.2, columnspacing=1.2)
    return ax
