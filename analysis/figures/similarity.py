"""Figures of how similar groups are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ..checks import check_result
from ..colors import group_colors
from ..lexicon import messages
from .heatmap import heatmap
from .panels import name_points, own_axes
from .style import style


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
    lang, ax
        As for all figures, see `analysis.figures`.

    Returns
    -------
    Axes
        Dark cells are close, light ones far apart; the diagonal is left empty.

    Examples
    --------
    >>> from analysis import count_terms, distance_map, distances, read_texts, segment, similarity_order
    >>> cities = ["青岛市", "大连市", "兰州市"]
    >>> texts = read_texts(["港口港口扩建。", "港口贸易。", "黄河治理。"], city=cities)
    >>> apart = distances(count_terms(segment(texts)), n_permutations=0)
    >>> ax = distance_map(apart, similarity_order(apart), lang="en")
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['兰州市', '青岛市', '大连市']
    """
    check_result("distance_map", distances, ("group", "other", "distance"), "distances(dtm)")
    grid = distances.pivot(index="group", columns="other", values="distance").loc[list(order), list(order)]
    hidden = grid.mask(np.eye(len(grid), dtype=bool))
    return heatmap(
        hidden, list(order), messages(lang)["figures"]["distance"], percent=False, ax=ax, reverse=True
    )


def distance_points(
    places: pd.DataFrame, colors: Mapping[str, str] | None = None, lang: str = "zh", ax: Axes | None = None
) -> Axes:
    """Draw the MDS map of groups, with its stress.

    Parameters
    ----------
    places : DataFrame
        The result of `mds_map`: `group, x, y, stress`.
    colors, lang, ax
        As for all figures, see `analysis.figures`.

    Returns
    -------
    Axes
        One dot per group, named unless its name would cover others; both axes have the same scale.

    Examples
    --------
    >>> from analysis import count_terms, distance_points, distances, mds_map, read_texts, segment
    >>> cities = ["青岛市", "大连市", "兰州市"]
    >>> texts = read_texts(["港口港口扩建。", "港口贸易。", "黄河治理。"], city=cities)
    >>> apart = distances(count_terms(segment(texts)), n_permutations=0)
    >>> ax = distance_points(mds_map(apart, max_stress=1), lang="en")
    >>> sorted(text.get_text() for text in ax.texts)
    ['兰州市', '大连市', '青岛市']
    """
    check_result("distance_points", places, ("group", "x", "y"), "mds_map(distances(dtm))")
    colors = colors or group_colors(list(places["group"]))
    small, wide = (9, 7.2) if len(places) <= 30 else (7, 9.6)
    with style():
        ax = own_axes(ax, wide, wide * (0.6 if len(places) <= 6 else 0.86))
        ax.scatter(places["x"], places["y"], c=[colors[group] for group in places["group"]], s=34, zorder=3)
        ax.set_aspect("equal", adjustable="datalim")
        ax.margins(0.12)
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
        stress = f"{places['stress'].iloc[0]:.2f}" if len(places) else ""
        say = messages(lang)["figures"]
        ax.set_xlabel(say["map_note"].format(stress=stress))
        if n := name_points(ax, list(places["group"]), places[["x", "y"]].to_numpy(dtype=float), small):
            ax.set_xlabel(ax.get_xlabel() + say["map_note_cut"].format(n=n))
    return ax


def shift_bars(
    terms: pd.DataFrame, colors: Mapping[str, str] | None = None, lang: str = "zh", ax: Axes | None = None
) -> Axes:
    """Draw which terms make two groups differ, each on the side of the group that uses it more.

    Parameters
    ----------
    terms : DataFrame
        The first rows of `shift`: `term, group, share`.
    colors, lang, ax
        As for all figures, see `analysis.figures`.

    Returns
    -------
    Axes
        Bar length is the term's share of the difference in per cent; the group sorted first is on the left.

    Examples
    --------
    >>> from analysis import count_terms, read_texts, segment, shift, shift_bars
    >>> texts = read_texts(
    ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> dtm = count_terms(segment(texts))
    >>> ax = shift_bars(shift(dtm, "青岛市", "兰州市").head(5), lang="en")
    >>> len(ax.patches)
    5
    """
    check_result("shift_bars", terms, ("term", "share"), "shift(dtm, a, b)")
    groups = sorted(terms["group"].unique())
    colors = colors or group_colors(groups)
    sign = np.array([-1 if group == groups[0] and len(groups) > 1 else 1 for group in terms["group"]])
    lengths = terms["share"].to_numpy(dtype=float) * 100 * sign
    with style():
        ax = own_axes(ax, 7.2, 0.27 * len(terms) + 1.2)
        place = np.arange(len(terms))
        ax.barh(place, lengths, color=[colors[group] for group in terms["group"]], alpha=0.85, height=0.72)
        ax.set_yticks(place, terms["term"])
        ax.set_ylim(len(terms) - 0.4, -0.6)
        ax.axvline(0, color="#9aa5b1", lw=0.8)
        ax.xaxis.set_major_formatter(lambda value, _: f"{abs(value):g}%")
        ax.set_title("  |  ".join(groups))
        ax.set_xlabel(messages(lang)["figures"]["shift"])
    return ax
