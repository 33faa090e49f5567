"""Figures: results in, Axes out. Nothing is computed here and nothing is shown or saved.

Every function takes a result as its maker returns it, `ax=None`, and `colors` from `group_colors`, so that a city
has the same colour in every figure.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib import font_manager
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from pylopdf_fonts_zh_cn import sans_path

from .lexicon import DATA, messages

PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8C6D31", "#6A51A3")
"""Colours that stay apart for colour-blind readers: Okabe and Ito's, without black and yellow, and two more."""

ONE_COLOR = "#33658A"
MANY = len(PALETTE)
"""With more groups than this, colours no longer tell them apart: one colour and direct labels instead."""


@contextmanager
def style() -> Iterator[None]:
    """Draw in the style of the project, with a font that has the Chinese characters."""
    font_manager.fontManager.addfont(str(sans_path()))
    family = {"font.family": ["Noto Sans SC", "DejaVu Sans"]}
    with mpl.rc_context(), plt.style.context([str(DATA / "policy.mplstyle"), family]):
        yield


def group_colors(groups: Sequence[str]) -> dict[str, str]:
    """Return a colour for each group, the same for the same list of groups.

    Parameters
    ----------
    groups : sequence of str
        All groups of the comparison.

    Returns
    -------
    dict
        Group to hexadecimal colour; one colour for all when there are more than `MANY`.
    """
    ordered = sorted(set(groups))
    if len(ordered) > MANY:
        return dict.fromkeys(ordered, ONE_COLOR)
    return dict(zip(ordered, PALETTE, strict=False))


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
        return _heatmap(grid, names, messages(lang)["figures"]["prevalence"], percent=True, ax=ax)
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


def distance_map(
    distances: pd.DataFrame, order: Sequence[str], lang: str = "zh", ax: Axes | None = None
) -> Axes:
    """Draw the distances between groups as a heatmap.

    Parameters
    ----------
    distances : DataFrame
        The result of `distances`: `group, other, distance`.
    order : sequence of str
        The groups in the order to show them, from `similarity_order`.
    lang : {"zh", "en"}
        Language of the labels.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        Dark cells are near, light ones far; the diagonal is left empty.
    """
    grid = distances.pivot(index="group", columns="other", values="distance").loc[list(order), list(order)]
    hidden = grid.mask(np.eye(len(grid), dtype=bool))
    return _heatmap(
        hidden, list(order), messages(lang)["figures"]["distance"], percent=False, ax=ax, reverse=True
    )


def _heatmap(
    grid: pd.DataFrame, columns: list[str], label: str, percent: bool, ax: Axes | None, reverse: bool = False
) -> Axes:
    rows, n_columns = grid.shape
    values = grid.to_numpy(dtype=float) * (100 if percent else 1)
    big = max(rows, n_columns) > 30
    small = 9 if not big else 6.5
    with style():
        if ax is None:
            cell = 0.15 if big else 0.38
            width = max(5.5, n_columns * (cell if not percent else 0.6) + 2.2)
            _, ax = plt.subplots(figsize=(width, max(2.6, rows * cell * 0.95 + 1.6)), layout="constrained")
        known = values[np.isfinite(values)]
        low, high = (
            np.percentile(known, [1, 99]) if len(known) else (0.0, 1.0)
        )  # one odd pair must not pale the rest
        shown = ax.imshow(
            np.ma.masked_invalid(values),
            cmap="Blues_r" if reverse else "Blues",
            aspect="auto",
            vmin=low,
            vmax=high,
        )
        ax.set_xticks(range(n_columns), columns, rotation=90 if not percent else 55, fontsize=small,
                      ha="center" if not percent else "right", rotation_mode="default" if not percent else "anchor")  # fmt: skip
        ax.set_yticks(range(rows), grid.index, fontsize=small)
        ax.tick_params(length=0)
        for spine in ax.spines.values():
            spine.set_visible(False)
        if rows * n_columns <= 150:
            dark = (low + high) / 2
            for (i, j), value in np.ndenumerate(values):
                if np.isfinite(value):
                    on_dark = value < dark if reverse else value > dark
                    text = f"{value:.0f}" if percent else f"{value:.2f}"
                    ax.text(
                        j,
                        i,
                        text,
                        ha="center",
                        va="center",
                        fontsize=8,
                        color="white" if on_dark else "#22292f",
                    )
        bar = ax.figure.colorbar(shown, ax=ax, shrink=0.6, pad=0.02, label=label)
        bar.outline.set_visible(False)
        bar.ax.tick_params(labelsize=8)
    return ax


def image(axes: Axes | Sequence[Axes], format: str) -> bytes:
    """Return the figure of some Axes as an image; the same figure gives the same bytes.

    Parameters
    ----------
    axes : Axes or sequence of Axes
        What a function of this module returned.
    format : {"svg", "png"}
        Kind of image; letters in SVG are drawn as paths, so that they look the same everywhere.
    """
    dateless: dict[str, dict[str, object]] = {
        "svg": {"Date": None, "Creator": None},
        "png": {"Software": None},
    }
    buffer = io.BytesIO()
    with style():
        _figure(axes).savefig(buffer, format=format, dpi=160, metadata=dateless[format])
    return buffer.getvalue()


def close(axes: Axes | Sequence[Axes]) -> None:
    """Release the figure of some Axes, so that a notebook does not show it a second time."""
    plt.close(_figure(axes))


def _figure(axes: Axes | Sequence[Axes]) -> Figure:
    first = axes if isinstance(axes, Axes) else axes[0]
    figure = first.get_figure(root=True)
    assert figure is not None
    return figure
