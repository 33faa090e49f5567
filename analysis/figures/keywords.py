"""Figures of keywords."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ..checks import check_result
from ..colors import MANY, ONE_COLOR, group_colors
from ..errors import KindError
from ..lexicon import messages
from .heatmap import heatmap
from .panels import FEW_ROWS, GREY, beside, grouped_dots, own_axes, panels, ranked_dots
from .style import style

SURE = 0.05
"""Adjusted p (or q) below which a term is drawn as certain; without a test, none is."""


def keyword_bars(
    keywords: pd.DataFrame, colors: Mapping[str, str] | None = None, lang: str = "zh"
) -> Sequence[Axes]:
    """Draw the keywords of each group as bars, a panel for each group.

    Parameters
    ----------
    keywords : DataFrame
        The first rows of each group of `tf_idf`: `group, term, tf_idf, n`.
    colors, lang
        As for all figures, see `analysis.figures`.

    Returns
    -------
    sequence of Axes
        One for each group; bar length is `tf_idf`, the number behind a bar is `n`.

    Examples
    --------
    >>> from analysis import count_terms, keyword_bars, read_texts, segment, tf_idf, top
    >>> texts = read_texts(
    ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> dtm = count_terms(segment(texts))
    >>> axes = keyword_bars(top(tf_idf(dtm), 3), lang="en")
    >>> len(axes)
    2
    """
    check_result("keyword_bars", keywords, ("group", "term"), "tf_idf(dtm)")
    groups = list(dict.fromkeys(keywords["group"]))
    if colors is not None and not isinstance(colors, Mapping):
        raise KindError("keyword_bars: `colors` is a colour by group: group_colors(groups).")
    colors = colors or group_colors(groups)
    longest = int(keywords.groupby("group").size().max())
    with style():
        figure, axes = panels(groups, longest)
        widest = float(keywords["tf_idf"].max())
        for ax, group in zip(axes, groups, strict=True):
            mine = keywords[keywords["group"] == group]
            place = np.arange(len(mine))
            ax.barh(place, mine["tf_idf"], color=colors[group], alpha=0.85, height=0.72)
            ax.set_yticks(place, mine["term"])
            ax.set(xlim=(0, widest * 1.18))
            ax.xaxis.set_visible(False)
            ax.spines["bottom"].set_visible(False)
            beside(ax, mine["tf_idf"] + widest * 0.02, mine["n"])
        figure.supxlabel(messages(lang)["figures"]["keywords_note"], fontsize=9, color=GREY)
    return axes


def keyness_dots(
    keyness: pd.DataFrame, colors: Mapping[str, str] | None = None, lang: str = "zh"
) -> Sequence[Axes]:
    """Draw the effect of each key term with its interval, a panel for each group.

    Parameters
    ----------
    keyness : DataFrame
        The first rows of each group of `keyness_by`: `group, term, n_target, log_ratio, log_ratio_low,
        log_ratio_high, q`.
    colors, lang
        As for all figures, see `analysis.figures`.

    Returns
    -------
    sequence of Axes
        One for each group. The dot is the log ratio, filled where q < 0.05, hollow where it is not or where
        nothing was tested; an interval that continues beyond the panel ends in an arrow. The number is
        `n_target`.

    Examples
    --------
    >>> from analysis import count_terms, keyness_by, keyness_dots, read_texts, segment
    >>> texts = read_texts(
    ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> dtm = count_terms(segment(texts))
    >>> axes = keyness_dots(keyness_by(dtm, min_n=1), lang="en")
    >>> len(axes)
    2
    """
    check_result("keyness_dots", keyness, ("term", "log_ratio"), "keyness(dtm, target)")
    groups = list(dict.fromkeys(keyness["group"]))
    colors = colors or group_colors(groups)
    longest = int(keyness.groupby("group").size().max())
    left = min(float(keyness["log_ratio"].min()), 0.0) - 2.0
    right = max(float(keyness["log_ratio"].max()), 0.0) + 2.0
    with style():
        figure, axes = panels(groups, longest, shared=True)
        for ax, group in zip(axes, groups, strict=True):
            _keyness_panel(ax, keyness[keyness["group"] == group], colors[group], (left, right))
            ax.set(xlim=(left, right + 1.4))
        figure.supxlabel(messages(lang)["figures"]["keyness_note"], fontsize=9, color=GREY)
    return axes


def _keyness_panel(ax: Axes, mine: pd.DataFrame, color: str, ends: tuple[float, float]) -> None:
    place = np.arange(len(mine))
    low, high = (mine[column].to_numpy(dtype=float) for column in ("log_ratio_low", "log_ratio_high"))
    sure = (mine["q"] < SURE).to_numpy()
    ax.axvline(0, color="#9aa5b1", lw=0.8, zorder=0)
    ax.hlines(place, np.maximum(low, ends[0]), np.minimum(high, ends[1]), color=color, lw=1.6, alpha=0.55)
    for beyond, end, marker in ((low < ends[0], ends[0], "<"), (high > ends[1], ends[1], ">")):
        ax.plot(np.full(beyond.sum(), end), place[beyond], marker, color=color, ms=4, alpha=0.55)
    ax.scatter(mine["log_ratio"], place, s=26, zorder=3, edgecolors=color, linewidths=1.2,
               facecolors=[color if full else "white" for full in sure])  # fmt: skip
    ax.set_yticks(place, mine["term"])
    beside(ax, ends[1] + 0.25, mine["n_target"])


def attention_dots(
    attention: pd.DataFrame, colors: Mapping[str, str] | None = None, lang: str = "zh", ax: Axes | None = None
) -> Axes:
    """Draw the rate of each theme in each group with its interval; a heatmap when there are many groups.

    Parameters
    ----------
    attention : DataFrame
        The result of `attention`: `theme, group, rate_per_10k, low, high`.
    colors, lang, ax
        As for all figures, see `analysis.figures`.

    Returns
    -------
    Axes

    Examples
    --------
    >>> from analysis import attention, attention_dots, read_texts, segment
    >>> texts = read_texts(
    ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> ax = attention_dots(attention(corpus, {"开放": ["港口", "贸易"]}), lang="en")
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['开放']
    """
    check_result("attention_dots", attention, ("theme", "group"), "attention(corpus)")
    groups = sorted(attention["group"].unique())
    themes = list(dict.fromkeys(attention["theme"]))
    label, known = messages(lang)["columns"]["rate_per_10k"], messages(lang)["values"]
    names = [known.get(theme, theme) for theme in themes]
    if len(groups) > MANY:
        grid = attention.pivot(index="group", columns="theme", values="rate_per_10k").loc[groups, themes]
        shades = messages(lang)["figures"]["within_columns"].format(label=label)
        return heatmap(grid / 100, names, shades, percent=True, ax=ax, apart=True)
    with style():
        rows = dict(zip(themes, names, strict=True))
        return grouped_dots(
            attention, "theme", rows, "rate_per_10k", colors or group_colors(groups), label, ax
        )


def collocate_dots(collocates: pd.DataFrame, lang: str = "zh", ax: Axes | None = None) -> Axes:
    """Draw how strongly collocates are associated with a node.

    Parameters
    ----------
    collocates : DataFrame
        The first rows of `collocates`: `term, n, log_dice`.
    lang, ax
        As for all figures, see `analysis.figures`.

    Returns
    -------
    Axes
        The dot is at `log_dice`; the number on the right is `n`.

    Examples
    --------
    >>> from analysis import collocate_dots, collocates, read_texts, segment
    >>> texts = read_texts(
    ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> ax = collocate_dots(collocates(corpus, "港口", min_n=1), lang="en")
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['扩建', '贸易']
    """
    check_result("collocate_dots", collocates, ("term", "log_dice"), "collocates(corpus, node)")
    shades = [ONE_COLOR] * len(collocates)
    label = messages(lang)["figures"]["collocates"]
    with style():
        return ranked_dots(
            ax, list(collocates["term"]), collocates["log_dice"], list(collocates["n"]), shades, label
        )


def diversity_dots(
    diversity: pd.DataFrame, labels: pd.Series[Any], lang: str = "zh", ax: Axes | None = None
) -> Axes:
    """Draw the lexical diversity of each document, group by group.

    Parameters
    ----------
    diversity : DataFrame
        The result of `diversity`: `doc_id, mattr`.
    labels : Series
        The group of each document, by `doc_id`: a column of `corpus.documents`.
    lang, ax
        As for all figures, see `analysis.figures`.

    Returns
    -------
    Axes
        A dot for each document with enough words; groups are sorted by name.

    Examples
    --------
    >>> from analysis import diversity, diversity_dots, read_texts, segment
    >>> texts = read_texts(
    ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> ax = diversity_dots(diversity(corpus, window=4), corpus.documents["city"], lang="en")
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['兰州市', '青岛市']
    """
    check_result("diversity_dots", diversity, ("doc_id", "mattr"), "diversity(corpus)")
    known = diversity.assign(group=diversity["doc_id"].map(labels)).dropna(subset=["group", "mattr"])
    groups = sorted(known["group"].unique())
    many = len(groups) > FEW_ROWS
    colors = group_colors(sorted(labels.dropna().unique()))
    with style():
        ax = own_axes(ax, 8.6, len(groups) * (0.2 if many else 0.36) + 1)
        at = known["group"].map({group: i for i, group in enumerate(groups)})
        ax.scatter(known["mattr"], at, c=known["group"].map(colors), s=20 if many else 34, alpha=0.8)
        ax.set_yticks(range(len(groups)), groups, fontsize=7.5 if many else 10)
        ax.set(ylim=(len(groups) - 0.4, -0.6), xlabel=messages(lang)["figures"]["diversity"])
        ax.grid(axis="x")
    return ax
