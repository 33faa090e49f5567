"""Figures of topics. Unstable topics are grey in all of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from ..checks import check_result
from ..colors import MANY, ONE_COLOR, group_colors
from ..lexicon import messages
from .heatmap import heatmap
from .panels import grouped_dots
from .style import style
from .topic_panels import FADED, INK, PALE, topic_panels

SHARES = ("prevalence", "low", "high")


def prevalence_dots(
    prevalence: pd.DataFrame,
    labels: Mapping[int, str] | None = None,
    colors: Mapping[str, str] | None = None,
    lang: str = "zh",
    ax: Axes | None = None,
    unstable: Collection[int] = (),
) -> Axes:
    """Draw the share of each topic in each group as dots with intervals, or as a heatmap of many groups.

    Parameters
    ----------
    prevalence : DataFrame
        The result of `topic_prevalence`: `topic, group, prevalence, low, high`.
    labels : mapping, optional
        Label of each topic; by default its number.
    colors, lang, ax
        As for all figures, see `analysis.figures`.
    unstable : collection of int
        Topics drawn in grey (in a heatmap, only their names).

    Returns
    -------
    Axes

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from analysis import DocTermMatrix, fit_topics, prevalence_dots, topic_prevalence
    >>> counts = np.kron(np.eye(2, dtype=int), np.full((120, 3), 10))
    >>> documents = [f"d{i:02}" for i in range(24)]
    >>> units = pd.DataFrame({"doc_id": np.repeat(documents, 10), "paragraph": [*range(10)] * 24})
    >>> units["city"] = np.repeat(["青岛市", "兰州市"], 120)
    >>> units["year"] = np.tile(np.repeat([2021, 2022, 2023], 10), 8)
    >>> terms = ("港口", "航线", "贸易", "黄河", "治理", "生态")
    >>> dtm = DocTermMatrix(counts, units, terms, counts.sum(axis=1), "paragraph")
    >>> model = fit_topics(dtm, n_topics=2, max_share=0.6)
    >>> ax = prevalence_dots(topic_prevalence(model), lang="en")
    >>> len(ax.collections) > 0
    True
    """
    check_result("prevalence_dots", prevalence, ("topic", "group", "prevalence"), "topic_prevalence(model)")
    groups = sorted(prevalence["group"].unique())
    topics = sorted(prevalence["topic"].unique())
    names = [labels[topic] if labels is not None else str(topic) for topic in topics]
    label = messages(lang)["figures"]["prevalence"]
    if len(groups) > MANY:
        grid = prevalence.pivot(index="group", columns="topic", values="prevalence").loc[groups, topics]
        shades = messages(lang)["figures"]["within_columns"].format(label=label)
        ax = heatmap(grid, names, shades, percent=True, ax=ax, apart=True)
        _grey_labels(ax.get_xticklabels(), topics, unstable)
        return ax
    percent = prevalence.assign(**{column: prevalence[column] * 100 for column in SHARES})
    with style():
        rows = dict(zip(topics, names, strict=True))
        given = colors or group_colors(groups)
        ax = grouped_dots(percent, "topic", rows, "prevalence", given, label, ax)
        ax.xaxis.set_major_formatter("{x:g}%")
        for place, topic in enumerate(topics):
            if topic in unstable:
                # A translucent layer over the row: the dots stay readable but clearly recede.
                ax.axhspan(place - 0.5, place + 0.5, color="white", alpha=0.72, zorder=2.5, lw=0)
        _grey_labels(ax.get_yticklabels(), topics, unstable)
    return ax


def topic_bars(
    top: pd.DataFrame,
    labels: Mapping[int, str] | None = None,
    unstable: Collection[int] = (),
    lang: str = "zh",
    n: int = 8,
) -> Sequence[Axes]:
    """Draw the most probable terms of each topic, one panel per topic.

    Parameters
    ----------
    top : DataFrame
        The result of `top_terms`: `topic, rank, term, probability`.
    labels : mapping, optional
        Label of each topic; by default its number.
    unstable : collection of int
        Topics drawn in grey.
    lang : {"zh", "en"}
        Language of the labels.
    n : int
        Number of terms per topic.

    Returns
    -------
    list of Axes

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from analysis import DocTermMatrix, fit_topics, top_terms, topic_bars
    >>> counts = np.kron(np.eye(2, dtype=int), np.full((120, 3), 10))
    >>> documents = [f"d{i:02}" for i in range(24)]
    >>> units = pd.DataFrame({"doc_id": np.repeat(documents, 10), "paragraph": [*range(10)] * 24})
    >>> units["city"] = np.repeat(["青岛市", "兰州市"], 120)
    >>> units["year"] = np.tile(np.repeat([2021, 2022, 2023], 10), 8)
    >>> terms = ("港口", "航线", "贸易", "黄河", "治理", "生态")
    >>> dtm = DocTermMatrix(counts, units, terms, counts.sum(axis=1), "paragraph")
    >>> model = fit_topics(dtm, n_topics=2, max_share=0.6)
    >>> axes = topic_bars(top_terms(model, 3), lang="en")
    >>> len(axes)
    2
    """
    check_result("topic_bars", top, ("topic", "term", "probability"), "top_terms(model)")
    topics = sorted(top["topic"].unique())
    with style():
        figure, panels = topic_panels(topics, labels, unstable, 0.2 * n + 0.75)
        for ax, topic in zip(panels, topics, strict=True):
            mine = top[top["topic"] == topic].nsmallest(n, "rank")
            grey = topic in unstable
            place = np.arange(len(mine))
            ax.barh(place, mine["probability"] * 100, color=PALE if grey else ONE_COLOR, height=0.7)
            ax.set_yticks(place, mine["term"])
            ax.set_ylim(len(mine) - 0.4, -0.6)
            ax.xaxis.set_major_formatter("{x:g}%")
            _grey_labels(ax.get_yticklabels(), [topic] * len(mine), unstable)
        figure.supxlabel(messages(lang)["figures"]["topic_terms"], fontsize=9)
    return panels


def topic_points(
    places: pd.DataFrame,
    labels: Mapping[int, str] | None = None,
    unstable: Collection[int] = (),
    lang: str = "zh",
    ax: Axes | None = None,
) -> Axes:
    """Draw the map of topics: neighbours share words, larger topics have larger circles.

    Parameters
    ----------
    places : DataFrame
        The result of `topic_map`: `topic, x, y, share, explained`.
    labels : mapping, optional
        Label of each topic; by default its number.
    unstable : collection of int
        Topics drawn in grey.
    lang, ax
        As for all figures, see `analysis.figures`.

    Returns
    -------
    Axes
        Areas are proportional to the shares; both axes have the same scale.

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from analysis import DocTermMatrix, fit_topics, topic_map, topic_points
    >>> counts = np.kron(np.eye(2, dtype=int), np.full((120, 3), 10))
    >>> documents = [f"d{i:02}" for i in range(24)]
    >>> units = pd.DataFrame({"doc_id": np.repeat(documents, 10), "paragraph": [*range(10)] * 24})
    >>> units["city"] = np.repeat(["青岛市", "兰州市"], 120)
    >>> units["year"] = np.tile(np.repeat([2021, 2022, 2023], 10), 8)
    >>> terms = ("港口", "航线", "贸易", "黄河", "治理", "生态")
    >>> dtm = DocTermMatrix(counts, units, terms, counts.sum(axis=1), "paragraph")
    >>> model = fit_topics(dtm, n_topics=2, max_share=0.6)
    >>> ax = topic_points(topic_map(model), lang="en")
    >>> len(ax.collections) > 0
    True
    """
    check_result("topic_points", places, ("topic", "x", "share"), "topic_map(model)")
    topics = places["topic"].tolist()
    with style():
        if ax is None:
            _, ax = plt.subplots(figsize=(7.6, 6), layout="constrained")
        colors = [PALE if topic in unstable else ONE_COLOR for topic in topics]
        ax.scatter(places["x"], places["y"], s=places["share"] * 6000, c=colors, alpha=0.55, lw=0)
        ax.axhline(0, color="#e3e8ee", lw=0.8, zorder=0)
        ax.axvline(0, color="#e3e8ee", lw=0.8, zorder=0)
        for topic, x, y in places[["topic", "x", "y"]].itertuples(index=False, name=None):
            color = FADED if topic in unstable else INK
            ax.annotate(str(topic), (x, y), ha="center", va="center", fontsize=9, color=color)
        if labels is not None:
            # Labels at the points would overlap, since the point of a map is to show topics that are close.
            names = "\n".join(labels[topic] for topic in topics)
            ax.text(1.02, 1, names, transform=ax.transAxes, va="top", fontsize=8.5, linespacing=1.7)
        ax.set_aspect("equal", adjustable="datalim")
        ax.margins(0.2)
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
        shown = f"{places['explained'].iloc[0]:.0%}" if len(places) else ""
        ax.set_xlabel(messages(lang)["figures"]["topic_map"].format(explained=shown))
    return ax


def _grey_labels(texts: Sequence[object], topics: Sequence[int], unstable: Collection[int]) -> None:
    for text, topic in zip(texts, topics, strict=False):
        if topic in unstable:
            text.set_color(FADED)  # type: ignore[attr-defined]
