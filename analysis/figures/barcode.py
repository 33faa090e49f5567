"""Where in the texts a term occurs."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from ..checks import check_result
from ..colors import group_colors
from ..lexicon import messages
from .panels import FEW_ROWS, beside, own_axes
from .style import style


def term_barcode(
    positions: pd.DataFrame, colors: Mapping[str, str] | None = None, lang: str = "zh", ax: Axes | None = None
) -> Axes:
    """Draw where in the texts of each group a term occurs, with a stroke for each occurrence.

    Parameters
    ----------
    positions : DataFrame
        The result of `positions`: `group, n_words, position`, missing for a group without the term.
    colors, lang, ax
        As for all figures, see `analysis.figures`.

    Returns
    -------
    Axes
        A strip for each group, from the first word of its texts to the last; the number on the right counts
        the strokes.

    Examples
    --------
    >>> from analysis import positions, read_texts, segment, term_barcode
    >>> texts = read_texts(
    ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> corpus = segment(texts)
    >>> ax = term_barcode(positions(corpus, "港口"), lang="en")
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['兰州市', '青岛市']
    """
    check_result("term_barcode", positions, ("group", "position"), "positions(corpus, term)")
    groups = sorted(positions["group"].unique())
    colors = colors or group_colors(groups)
    many = len(groups) > FEW_ROWS
    small = 7.5 if many else 10
    with style():
        ax = own_axes(ax, 8.6, len(groups) * (0.2 if many else 0.36) + 1)
        counts = []
        for at, group in enumerate(groups):
            mine = positions.loc[positions["group"] == group, "position"].dropna()
            ax.barh(at, 100, height=0.74, color="#eef1f5", zorder=0)
            ax.vlines(mine * 100, at - 0.37, at + 0.37, color=colors[group], lw=1.1, alpha=0.8)
            counts.append(len(mine))
        ax.set_yticks(range(len(groups)), groups, fontsize=small)
        beside(ax, 101, counts, min(small, 9))
        ax.set(ylim=(len(groups) - 0.4, -0.6), xlim=(0, 105))
        ax.set_xlabel(messages(lang)["figures"]["barcode"])
        ax.set_xticks([0, 25, 50, 75, 100], ["0", "25%", "50%", "75%", "100%"])
    return ax
