"""The heatmap that several figures become when there are many groups."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from .style import style

FloatArray = npt.NDArray[np.float64]


FEW, FLAT = 10, 5
"""Maximum columns, and characters of the longest name, for names to be written horizontally."""


def heatmap(
    grid: pd.DataFrame,
    columns: list[str],
    label: str,
    percent: bool,
    ax: Axes | None,
    reverse: bool = False,
    apart: bool = False,
) -> Axes:
    """Draw a frame as coloured cells, with the values where there is room.

    Parameters
    ----------
    grid : DataFrame
        Values; missing cells stay empty.
    columns : list of str
        Labels of the columns.
    label : str
        What the colours represent.
    percent : bool
        Show shares as percentages.
    ax : Axes, optional
        Axes to draw in; by default a new figure.
    reverse : bool
        Use dark colours for small values.
    apart : bool
        Shade each column separately, from its smallest value to its largest, and write all values: for
        columns of different magnitude.
    """
    rows, n_columns = grid.shape
    values = grid.to_numpy(dtype=float) * (100 if percent else 1)
    big, few = max(rows, n_columns) > 30, n_columns <= FEW
    small = 9 if not big else 6.5
    with style():
        if ax is None:
            cell = 0.15 if big else 0.38
            width = max(
                5.5, n_columns * (0.75 if few and not percent else cell if not percent else 0.6) + 2.2
            )
            _, ax = plt.subplots(figsize=(width, max(2.6, rows * cell * 0.95 + 1.6)), layout="constrained")
        shades = _within_columns(values) if apart else values
        known = shades[np.isfinite(shades)]
        low, high = (
            np.percentile(known, [1, 99]) if len(known) else (0.0, 1.0)
        )  # one outlying pair must not wash out the rest
        shown = ax.imshow(
            np.ma.masked_invalid(shades),
            cmap="Blues_r" if reverse else "Blues",
            aspect="auto",
            vmin=low,
            vmax=high,
        )
        flat = few and max(map(len, columns), default=0) <= FLAT
        leaning = {"rotation": 55, "ha": "right", "rotation_mode": "anchor"}
        upright = {"rotation": 0 if flat else 90, "ha": "center"}
        ax.set_xticks(range(n_columns), columns, fontsize=small, **(leaning if few and not flat else upright))
        ax.set_yticks(range(rows), grid.index, fontsize=small)
        ax.tick_params(length=0)
        for spine in ax.spines.values():
            spine.set_visible(False)
        if rows * n_columns <= 150 or apart:
            dark = (low + high) / 2
            for (i, j), value in np.ndenumerate(values):
                if np.isfinite(value):
                    on_dark = shades[i, j] < dark if reverse else shades[i, j] > dark
                    text = f"{value:z.0f}" if percent else f"{value:z.2f}"
                    ax.text(
                        j,
                        i,
                        text,
                        ha="center",
                        va="center",
                        fontsize=5.5 if big else 8,
                        color="white" if on_dark else "#22292f",
                    )
        bar = ax.figure.colorbar(shown, ax=ax, shrink=0.6, pad=0.02, label=label)
        bar.outline.set_visible(False)
        if apart:
            bar.set_ticks([])
        bar.ax.tick_params(labelsize=8)
    return ax


def _within_columns(values: FloatArray) -> FloatArray:
    shades = np.full_like(values, np.nan)
    for j, column in enumerate(values.T):
        known = column[np.isfinite(column)]
        span = np.ptp(known) if len(known) else 0.0
        shades[:, j] = (column - known.min()) / span if span else np.where(np.isfinite(column), 0.5, np.nan)
    return shades
