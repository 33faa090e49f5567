"""Curves of adoption: the share of groups that use a term, year by year."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from ..checks import check_result
from ..colors import ONE_COLOR
from ..errors import InputError
from ..lexicon import messages
from .panels import GREY
from .style import style

COLUMNS = 3


def adoption_steps(curves: pd.DataFrame, lang: str = "zh") -> Sequence[Axes]:
    """Draw the share of groups that have adopted each item, one panel per item.

    Parameters
    ----------
    curves : DataFrame
        The result of `adoption_curves`.
    lang : {"zh", "en"}
        Language of the labels.

    Returns
    -------
    sequence of Axes
        All on the same scale. The step is the Kaplan-Meier estimate, the band its 95 % interval; the numbers
        are the first and the last share, and the groups observed in these years.

    Examples
    --------
    >>> from analysis import adoption_curves, adoption_steps, first_uses, read_texts, segment
    >>> cities, years = ["青岛市", "青岛市", "遵义市", "遵义市"], [2019, 2021, 2020, 2023]
    >>> corpus = segment(read_texts(["修路。", "治水。", "治水。", "修路。"], city=cities, year=years))
    >>> curves = adoption_curves(first_uses(corpus, "修路"), min_adopters=1)
    >>> len(adoption_steps(curves, lang="en"))
    1
    """
    needed = ("item", "year", "share", "low", "high", "n_at_risk")
    check_result("adoption_steps", curves, needed, "adoption_curves(first)")
    if curves.empty:
        raise InputError(
            "adoption_steps: no item has adopters enough for a curve, so there is nothing to draw."
        )
    items = list(dict.fromkeys(curves["item"]))
    columns = min(len(items), COLUMNS)
    rows = -(-len(items) // columns)
    with style():
        figure, axes = plt.subplots(
            rows, columns, figsize=(3.1 * columns + 0.4, 2.1 * rows + 0.3), squeeze=False, sharex=True,
            sharey=True, layout="constrained",
        )  # fmt: skip
        for ax in axes.flat[len(items) :]:
            ax.set_visible(False)
        panels = list(axes.flat[: len(items)])
        for ax, item in zip(panels, items, strict=True):
            _curve(ax, curves[curves["item"] == item])
            ax.set_title(item)
        for ax in panels[-columns:]:  # nothing stands below the last ones of a short row
            ax.tick_params(labelbottom=True)
        panels[0].set_ylim(0, 105)
        panels[0].yaxis.set_major_formatter("{x:g}%")
        panels[0].xaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
        figure.supylabel(messages(lang)["columns"]["share_adopted"], fontsize=9)
    return panels


def _curve(ax: Axes, mine: pd.DataFrame) -> None:
    year, share = mine["year"].to_numpy(), 100 * mine["share"].to_numpy()
    low, high = (100 * mine[name].to_numpy(dtype=float) for name in ("low", "high"))
    ax.fill_between(year, low, high, step="post", color=ONE_COLOR, alpha=0.2, lw=0)
    ax.step(year, share, where="post", color=ONE_COLOR, lw=1.4)
    ax.plot(year, share, "o", ms=3, color=ONE_COLOR)
    for at in sorted({0, len(mine) - 1}):
        ax.annotate(
            f"{share[at]:.0f}% (n={mine['n_at_risk'].iat[at]})", (year[at], share[at]), xytext=(3, 3),
            textcoords="offset points", fontsize=7.5, color=GREY, ha="left" if at == 0 else "right",
        )  # fmt: skip
    ax.grid(axis="y")
