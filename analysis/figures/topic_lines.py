"""Lines of topics: their shares over the years, and the measures of each number of topics."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from ..checks import check_result
from ..colors import ONE_COLOR, PALETTE
from ..lexicon import messages
from .style import style
from .topic_panels import PALE, topic_panels

MEASURES = ("npmi", "c_v", "exclusivity", "held_out", "stability", "diversity")


def trend_lines(
    prevalence: pd.DataFrame,
    labels: Mapping[int, str] | None = None,
    unstable: Collection[int] = (),
    lang: str = "zh",
) -> Sequence[Axes]:
    """Draw the share of each topic over the years with its intervals, one panel per topic.

    Parameters
    ----------
    prevalence : DataFrame
        The result of `topic_prevalence` with `by="year"`: `topic, group, prevalence, low, high`.
    labels : mapping, optional
        Label of each topic; by default its number.
    unstable : collection of int
        Topics drawn in grey.
    lang : {"zh", "en"}
        Language of the labels.

    Returns
    -------
    list of Axes
        All on the same scale.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from analysis import DocTermMatrix, fit_topics, topic_prevalence, trend_lines
    >>> counts = np.kron(np.eye(2, dtype=int), np.full((120, 3), 10))
    >>> documents = [f"d{i:02}" for i in range(24)]
    >>> units = pd.DataFrame({"doc_id": np.repeat(documents, 10), "paragraph": [*range(10)] * 24})
    >>> units["city"] = np.repeat(["青岛市", "兰州市"], 120)
    >>> units["year"] = np.tile(np.repeat([2021, 2022, 2023], 10), 8)
    >>> terms = ("港口", "航线", "贸易", "黄河", "治理", "生态")
    >>> dtm = DocTermMatrix(counts, units, terms, counts.sum(axis=1), "paragraph")
    >>> model = fit_topics(dtm, n_topics=2, max_share=0.6)
    >>> axes = trend_lines(topic_prevalence(model, by="year"), lang="en")
    >>> len(axes)
    2
    """
    check_result("trend_lines", prevalence, ("topic", "group", "prevalence"), "topic_trend(model)")
    topics = sorted(prevalence["topic"].unique())
    with style():
        figure, panels = topic_panels(topics, labels, unstable, 1.7, shared=True)
        for ax, topic in zip(panels, topics, strict=True):
            mine = prevalence[prevalence["topic"] == topic]
            years = mine["group"].astype(int)
            color = PALE if topic in unstable else ONE_COLOR
            ax.fill_between(years, mine["low"] * 100, mine["high"] * 100, color=color, alpha=0.25, lw=0)
            ax.plot(years, mine["prevalence"] * 100, color=color, lw=1.4, marker="o", ms=2.5)
            ax.yaxis.set_major_formatter("{x:g}%")
            ax.xaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
        panels[0].set_ylim(bottom=0)
        figure.supylabel(messages(lang)["figures"]["prevalence"], fontsize=9)
    return panels


def choice_lines(choice: pd.DataFrame, lang: str = "zh") -> Sequence[Axes]:
    """Draw the measures of each number of topics, one panel per measure, with the recommended number marked.

    Parameters
    ----------
    choice : DataFrame
        The result of `choose_topics`.
    lang : {"zh", "en"}
        Language of the labels.

    Returns
    -------
    list of Axes

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from analysis import DocTermMatrix, choice_lines, choose_topics
    >>> counts = np.kron(np.eye(2, dtype=int), np.full((120, 3), 10))
    >>> documents = [f"d{i:02}" for i in range(24)]
    >>> units = pd.DataFrame({"doc_id": np.repeat(documents, 10), "paragraph": [*range(10)] * 24})
    >>> units["city"] = np.repeat(["青岛市", "兰州市"], 120)
    >>> units["year"] = np.tile(np.repeat([2021, 2022, 2023], 10), 8)
    >>> terms = ("港口", "航线", "贸易", "黄河", "治理", "生态")
    >>> dtm = DocTermMatrix(counts, units, terms, counts.sum(axis=1), "paragraph")
    >>> choice = choose_topics(dtm, [2, 3], restarts=2, max_share=0.6, n_jobs=1)
    >>> axes = choice_lines(choice, lang="en")
    >>> len(axes) > 0
    True
    """
    check_result("choice_lines", choice, ("recommended", "n_topics"), "choose_topics(dtm)")
    say = messages(lang)["columns"]
    chosen = choice.loc[choice["recommended"], "n_topics"]
    with style():
        _, grid = plt.subplots(2, 3, figsize=(8.6, 4.4), layout="constrained", sharex=True)
        for ax, measure in zip(grid.flat, MEASURES, strict=True):
            ax.plot(choice["n_topics"], choice[measure], "o-", color=ONE_COLOR, ms=4, lw=1.4)
            for k in chosen:
                ax.axvline(k, color=PALETTE[1], lw=1.2, ls="--", zorder=0)
            ax.set_title(say[measure], fontsize=9)
            ax.set_xticks(choice["n_topics"])
            ax.tick_params(labelsize=8)
            ax.margins(y=0.2)
        grid.flat[0].figure.supxlabel(messages(lang)["figures"]["n_topics"], fontsize=9)
    return list(grid.flat)
