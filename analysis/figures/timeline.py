"""Figures of slogans over the years."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from ..checks import check_result
from ..colors import ONE_COLOR, PALETTE
from ..errors import InputError
from ..lexicon import messages
from .slogans import GREY, cut
from .style import style

CLEAR = {"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 1}


def rate_timeline(rates: pd.DataFrame, lang: str = "zh", ax: Axes | None = None) -> Axes:
    """Draw the rate of slogans per year with its interval.

    Parameters
    ----------
    rates : DataFrame
        Rows of `slogan_rates` by year, one for each year: `group, rate_per_10k, low, high`.
    lang : {"zh", "en"}
        Language of the labels.
    ax : Axes, optional
        Axes to draw in; by default a new figure.

    Returns
    -------
    Axes
        The dot is the rate, the line its interval; years without texts stay empty. The highest and lowest
        years are labelled.

    Examples
    --------
    >>> from analysis import find_slogans, rate_timeline, read_texts, segment, slogan_rates
    >>> texts = read_texts(
    ...     ["推动质量变革、效率变革、动力变革。", "实现质量变革、效率变革、动力变革。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> hits = find_slogans(corpus)
    >>> rates = slogan_rates(hits, corpus, by="year")
    >>> ax = rate_timeline(rates[(rates["kind"] == "all") & (rates["family"] == "all")], lang="en")
    >>> len(ax.lines) > 0
    True
    """
    made_by = 'slogan_rates(hits, corpus, by="year")'
    check_result("rate_timeline", rates, ("group", "rate_per_10k", "low"), made_by)
    known = rates[rates["rate_per_10k"].notna()]
    years = known["group"].astype(int).to_numpy()
    rate = known["rate_per_10k"].to_numpy(dtype=float)
    with style():
        if ax is None:
            _, ax = plt.subplots(figsize=(9, 3.2), layout="constrained")
        ax.vlines(years, known["low"], known["high"], color=ONE_COLOR, lw=2, alpha=0.4)
        ax.plot(years, rate, "o", ms=4.5, color=ONE_COLOR)
        named = {int(np.argmax(rate)), int(np.argmin(rate))} if len(rate) > 1 else set()
        for at in sorted(named):
            ax.annotate(f"{years[at]}: {rate[at]:.1f}", (years[at], rate[at]), xytext=(6, 3), color=GREY,
                        textcoords="offset points", fontsize=8.5, bbox=CLEAR)  # fmt: skip
        ax.set_ylabel(messages(lang)["figures"]["slogans"])
        ax.set_ylim(bottom=0)
        ax.xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
        ax.grid(axis="y")
    return ax


def formula_timeline(timeline: pd.DataFrame, lang: str = "zh") -> Sequence[Axes]:
    """Draw the years in which the formulas typical of each period were used, one panel per period.

    Parameters
    ----------
    timeline : DataFrame
        The result of `slogan_timeline`.
    lang : {"zh", "en"}
        Language of the labels.

    Returns
    -------
    sequence of Axes
        One for each period, with its years shaded. Each line is a formula from its first to its last year of
        use; dots are years of use, larger for more occurrences; the number on the right is the total.

    Examples
    --------
    >>> from analysis import find_slogans, formula_timeline, read_texts, segment, slogan_timeline
    >>> texts = read_texts(
    ...     ["推动质量变革、效率变革、动力变革。", "实现质量变革、效率变革、动力变革。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> hits = find_slogans(corpus)
    >>> axes = formula_timeline(slogan_timeline(hits, n_periods=1), lang="en")
    >>> len(axes)
    1
    """
    check_result("formula_timeline", timeline, ("period", "formula"), "slogan_timeline(hits)")
    if timeline.empty:
        raise InputError("formula_timeline: no formula marks a period, so there is nothing to draw.")
    periods = list(dict.fromkeys(timeline["period"]))
    heights = [timeline.loc[timeline["period"] == period, "formula"].nunique() for period in periods]
    ends = (int(timeline["year"].min()), int(timeline["year"].max()))
    ends = (min(ends[0], int(timeline["first_year"].min())), max(ends[1], int(timeline["last_year"].max())))
    room = max(1.0, (ends[1] - ends[0]) * 0.02)
    with style():
        figure, axes = plt.subplots(
            len(periods), 1, figsize=(9.4, 0.27 * sum(heights) + 0.42 * len(periods) + 0.5), sharex=True,
            squeeze=False, height_ratios=[height + 0.6 for height in heights], layout="constrained",
        )  # fmt: skip
        for at, (ax, period) in enumerate(zip(axes.flat, periods, strict=True)):
            _period(ax, timeline[timeline["period"] == period], PALETTE[at % len(PALETTE)])
            ax.set_title(period, fontsize=10)
            ax.set_xlim(ends[0] - room, ends[1] + room * 3)
            ax.xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
            ax.tick_params(axis="x", length=0)
            ax.grid(axis="x")
            for spine in ax.spines.values():
                spine.set_visible(False)
        figure.supxlabel(messages(lang)["figures"]["timeline_note"], fontsize=9, color=GREY)
    return list(axes.flat)


def _period(ax: Axes, mine: pd.DataFrame, color: str) -> None:
    began = mine.groupby("formula")["year"].min()
    formulas = sorted(began.index, key=lambda formula: (began[formula], formula))
    ax.axvspan(mine["first_year"].iat[0] - 0.5, mine["last_year"].iat[0] + 0.5, color=color, alpha=0.09, lw=0)
    for place, formula in enumerate(formulas):
        uses = mine[mine["formula"] == formula]
        ax.hlines(place, uses["year"].min(), uses["year"].max(), color=color, lw=1, alpha=0.4)
        ax.scatter(
            uses["year"], [place] * len(uses), s=np.minimum(14 + 9 * uses["n"], 90), color=color, alpha=0.9
        )
        ax.text(1.0, place, f" {uses['n'].sum()}", transform=ax.get_yaxis_transform(), va="center",
                fontsize=8, color=GREY)  # fmt: skip
    ax.set_yticks(range(len(formulas)), [cut(formula, 22) for formula in formulas], fontsize=8.5)
    ax.set_ylim(len(formulas) - 0.4, -0.6)
