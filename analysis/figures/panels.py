"""The building blocks of several figures: new axes, small panels, and dots with intervals by group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

GREY = "#5a6672"
"""Colour of numbers and notes beside the drawing."""

FEW_PANELS, FEW_ROWS = 12, 30
"""Beyond these numbers, panels are drawn narrower and rows closer together."""


def own_axes(ax: Axes | None, width: float, height: float) -> Axes:
    """Return the axes given, or new ones of this size in inches."""
    if ax is None:
        _, ax = plt.subplots(figsize=(width, height), layout="constrained")
    return ax


def panels(groups: Sequence[str], longest: int, shared: bool = False) -> tuple[Figure, list[Axes]]:
    """Return a figure with a titled panel for each group.

    Parameters
    ----------
    groups : sequence of str
        The groups.
    longest : int
        Rows of the longest panel; all panels get this much room.
    shared : bool
        Give all panels one x axis.
    """
    many = len(groups) > FEW_PANELS
    columns = 2 if len(groups) == 4 else min(len(groups), 5 if many else 3)
    rows = -(-len(groups) // columns)
    size = ((2.35 if many else 3.5) * columns, rows * (0.27 * longest + 0.6) + 0.4 * shared)
    figure, axes = plt.subplots(
        rows, columns, figsize=size, squeeze=False, sharex=shared, layout="constrained"
    )
    for ax in axes.flat[len(groups) :]:
        ax.set_visible(False)
    for ax, group in zip(axes.flat, groups, strict=False):
        ax.set(ylim=(longest - 0.4, -0.6), title=group)
    return figure, list(axes.flat[: len(groups)])


def beside(ax: Axes, x: Sequence[float] | float, numbers: Sequence[Any], size: float = 8) -> None:
    """Write a number next to each row."""
    for at, (place, n) in enumerate(zip(np.broadcast_to(x, len(numbers)), numbers, strict=True)):
        ax.text(float(place), at, f"{n}", va="center", fontsize=size, color=GREY)


def grouped_dots(
    table: pd.DataFrame,
    row: str,
    rows: Mapping[Any, str],
    value: str,
    colors: Mapping[str, str],
    label: str,
    ax: Axes | None,
) -> Axes:
    """Draw a dot with its interval for each group, row by row.

    Parameters
    ----------
    table : DataFrame
        `group, low, high` and the columns named.
    row, value : str
        Columns with the row and with the position of the dot.
    rows : mapping
        The rows, in order, with their labels.
    colors : mapping
        Colour of each group; groups are drawn in its order.
    label : str
        Label of the x axis.
    ax : Axes or None
        Axes to draw in.
    """
    groups = sorted(table["group"].unique())
    ax = own_axes(ax, 8.6, len(rows) * (0.17 * len(groups) + 0.28) + 1)
    step = 0.8 / max(len(groups), 1)
    for i, group in enumerate(groups):
        mine = table[table["group"] == group].set_index(row).loc[list(rows)]
        place = np.arange(len(rows)) + (i - (len(groups) - 1) / 2) * step
        ax.hlines(place, mine["low"], mine["high"], color=colors[group], lw=1.6, alpha=0.6)
        ax.plot(mine[value], place, "o", ms=5, color=colors[group], label=group)
    for i in range(1, len(rows)):
        ax.axhline(i - 0.5, color="#e3e8ee", lw=0.8, zorder=0)
    ax.set_yticks(range(len(rows)), list(rows.values()))
    ax.set(ylim=(len(rows) - 0.5, -0.5), xlabel=label)
    ax.set_xlim(left=0)
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=6, handletextpad=0.2, columnspacing=1.2)
    return ax


def ranked_dots(
    ax: Axes | None,
    names: Sequence[str],
    values: pd.Series[Any],
    numbers: Sequence[Any],
    colors: Sequence[str],
    label: str,
    low: pd.Series[Any] | None = None,
    high: pd.Series[Any] | None = None,
) -> Axes:
    """Draw one dot per row, from the top, with its interval where there is one and a number on the right.

    Parameters
    ----------
    ax : Axes or None
        Axes to draw in.
    names, colors : sequence of str
        Name and colour of each row.
    values, low, high : Series
        Position of the dot and ends of its interval.
    numbers : sequence
        The numbers at the right end of each row.
    label : str
        Label of the x axis.
    """
    many = len(names) > FEW_ROWS
    small = 7.5 if many else 10
    ax = own_axes(ax, 8.6, len(names) * (0.2 if many else 0.36) + 1)
    place = np.arange(len(names))
    ends = values
    if low is not None and high is not None:
        ax.hlines(place, low, high, color=list(colors), lw=2, alpha=0.55)
        ends = pd.concat([values, high])
    ax.scatter(values, place, c=list(colors), s=16 if many else 34, zorder=3)
    ax.set_yticks(place, list(names), fontsize=small)
    right = float(np.nanmax(ends.to_numpy(dtype=float), initial=0.0)) or 1.0
    left = min(float(np.nanmin(values.to_numpy(dtype=float), initial=0.0)), 0.0)
    room = right - left
    beside(ax, right + room * 0.03, numbers, min(small, 9))
    ax.set(ylim=(len(names) - 0.4, -0.6), xlim=(left, right + room * 0.1), xlabel=label)
    ax.grid(axis="x")
    return ax


def name_points(ax: Axes, names: Sequence[str], places: npt.NDArray[np.float64], size: float) -> int:
    """Label each point where its name covers no other point or name; return the number left out.

    Parameters
    ----------
    ax : Axes
        Axes in which the points are already drawn.
    names : sequence of str
        Their names.
    places : ndarray, shape (n, 2)
        Positions of the points, in data coordinates.
    size : float
        Font size in points.
    """
    figure = ax.get_figure(root=True)
    assert figure is not None
    figure.draw_without_rendering()  # only then are the positions of the points in the figure known
    points = ax.transData.transform(places) * 72 / figure.dpi
    taken = [(x - 3, y - 3, x + 3, y + 3) for x, y in points]
    for at, (name, (x, y)) in enumerate(zip(names, points, strict=True)):
        width = size * sum(1.0 if ord(letter) > 0x2E80 else 0.6 for letter in name)
        for right, up in ((True, 3), (True, -3), (False, 3), (False, -3)):
            left, low = x + 4 if right else x - 4 - width, y + up - size * (0.2 if up > 0 else 0.9)
            box = (left, low, left + width, low + size * 1.1)
            others = (other for number, other in enumerate(taken) if number != at)
            if not any(_meet(box, other) for other in others):
                taken.append(box)
                ax.annotate(
                    name, places[at], xytext=(4 if right else -4, up), textcoords="offset points",
                    fontsize=size, ha="left" if right else "right", va="bottom" if up > 0 else "top",
                ).set_in_layout(False)  # fmt: skip
                break
    return 2 * len(names) - len(taken)


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
