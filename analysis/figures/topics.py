"""Figures of topics. Unstable topics are grey in all of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from ..checks import check_result
from ..colors import MANY, ONE_COLOR, PALETTE, group_colors
from ..lexicon import messages
from .heatmap import heatmap
from .panels import grouped_dots
from .style import style

SHARES = ("prevalence", "low", "high")

PALE, FADED = "#b8c1cb", "#9aa5b1"
"""Colours for the bars and names of unstable topics."""

LONGEST_TITLE = 13
"""Characters of a label that fit above a small panel."""

MEASURES = ("npmi", "c_v", "exclusivity", "held_out", "stability", "diversity")


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
    n_columns = min(4, len(topics))
    n_rows = -(-len(topics) // n_columns)
    with style():
        _, grid = plt.subplots(
            n_rows, n_columns, figsize=(2.6 * n_columns, (0.2 * n + 0.75) * n_rows), layout="constrained",
            squeeze=False,
        )  # fmt: skip
        panels = list(grid.flat)
        for ax in panels[len(topics) :]:
            ax.set_axis_off()
        for ax, topic in zip(panels, topics, strict=False):
            mine = top[top["topic"] == topic].nsmallest(n, "rank")
            grey = topic in unstable
            place = np.arange(len(mine))
            ax.barh(place, mine["probability"] * 100, color=PALE if grey else ONE_COLOR, height=0.7)
            ax.set_yticks(place, mine["term"])
            ax.set_ylim(len(mine) - 0.4, -0.6)
            ax.xaxis.set_major_formatter("{x:g}%")
            title = _two_lines(labels[topic]) if labels is not None else str(topic)
            ax.set_title(title, fontsize=9, color=FADED if grey else "#22292f")
            ax.tick_params(labelsize=8)
            _grey_labels(ax.get_yticklabels(), [topic] * len(mine), unstable)
        panels[0].figure.supxlabel(messages(lang)["figures"]["topic_terms"], fontsize=9)
    return panels[: len(topics)]


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
    topics = places["topic"].tolist()
    with style():
        if ax is None:
            _, ax = plt.subplots(figsize=(7.6, 6), layout="constrained")
        colors = [PALE if topic in unstable else ONE_COLOR for topic in topics]
        ax.scatter(places["x"], places["y"], s=places["share"] * 6000, c=colors, alpha=0.55, lw=0)
        ax.axhline(0, color="#e3e8ee", lw=0.8, zorder=0)
        ax.axvline(0, color="#e3e8ee", lw=0.8, zorder=0)
        for topic, x, y in places[["topic", "x", "y"]].itertuples(index=False, name=None):
            color = FADED if topic in unstable else "#22292f"
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
    topics = sorted(prevalence["topic"].unique())
    n_columns = min(4, len(topics))
    n_rows = -(-len(topics) // n_columns)
    with style():
        _, grid = plt.subplots(
            n_rows, n_columns, figsize=(2.6 * n_columns, 1.7 * n_rows + 0.4), layout="constrained",
            squeeze=False, sharex=True, sharey=True,
        )  # fmt: skip
        panels = list(grid.flat)
        for ax in panels[len(topics) :]:
            ax.set_axis_off()
        for ax, topic in zip(panels, topics, strict=False):
            mine = prevalence[prevalence["topic"] == topic]
            years = mine["group"].astype(int)
            color = PALE if topic in unstable else ONE_COLOR
            ax.fill_between(years, mine["low"] * 100, mine["high"] * 100, color=color, alpha=0.25, lw=0)
            ax.plot(years, mine["prevalence"] * 100, color=color, lw=1.4, marker="o", ms=2.5)
            title = _two_lines(labels[topic]) if labels is not None else str(topic)
            ax.set_title(title, fontsize=9, color=FADED if topic in unstable else "#22292f")
            ax.yaxis.set_major_formatter("{x:g}%")
            ax.xaxis.get_major_locator().set_params(integer=True, nbins=4)
            ax.tick_params(labelsize=8)
        panels[0].set_ylim(bottom=0)
        panels[0].figure.supylabel(messages(lang)["figures"]["prevalence"], fontsize=9)
    return panels[: len(topics)]


def _two_lines(label: str) -> str:
    """Break a long label between words, so that a title does not run into the next panel."""
    words = label.split("·")
    if len(label) <= LONGEST_TITLE or len(words) < 2:
        return label
    at = min(range(1, len(words)), key=lambda at: abs(len("·".join(words[:at])) - len(label) / 2))
    return "·".join(words[:at]) + "·\n" + "·".join(words[at:])


def _grey_labels(texts: Sequence[object], topics: Sequence[int], unstable: Collection[int]) -> None:
    for text, topic in zip(texts, topics, strict=False):
        if topic in unstable:
            text.set_color(FADED)  # type: ignore[attr-defined]
