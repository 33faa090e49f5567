"""Figures of codings."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from ..checks import check_kind
from ..errors import InputError
from ..lexicon import messages
from ..stats import LOWEST_ALPHA
from .style import INK, style

DARK = 0.55
"""The value above which letters are white."""


def surface_cells(surface: pd.DataFrame, lang: str = "zh", ax: Axes | None = None) -> Axes:
    r"""Draw the surface of a PMC index as nine shaded cells, with the agreement of the coders above it.

    Parameters
    ----------
    surface : DataFrame
        The result of `pmc_surface`.
    lang, ax
        As for all figures, see `analysis.figures`.

    Returns
    -------
    Axes
        White is 0, dark is 1; each cell names its variable and value.

    Raises
    ------
    InputError
        When only one coder coded the texts, or coders agree too little on the index (alpha below .667): a
        surface would then show what one person happened to read.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import coded_by_terms, coding_units, pmc_index, pmc_surface, read_codebook, read_texts
    >>> from analysis import segment, surface_cells
    >>> units = coding_units(segment(read_texts(["今年鼓励企业创新，给予奖励。", "依法处罚。"])), "document")
    >>> book = read_codebook("pmc")
    >>> both = pd.concat([coded_by_terms(units, book, coder) for coder in ("甲", "乙")])
    >>> ax = surface_cells(pmc_surface(pmc_index(both, book), units["unit"][0], "甲"), "en")
    >>> ax.texts[0].get_text()
    '政策性质\n0.20'
    """
    check_kind("surface_cells", surface, "documents")
    alpha = surface.attrs.get("alpha", np.nan)
    if not alpha >= LOWEST_ALPHA:
        said = "is not known" if np.isnan(alpha) else f"is {alpha:.3f}, below {LOWEST_ALPHA:.3f}"
        raise InputError(
            f"surface_cells: the coders' alpha of the index {said}, so nothing is drawn; have two people "
            "code the same texts, and pass pmc_surface(pmc_index(codings, codebook), unit, coder)."
        )
    values = surface.to_numpy(dtype=np.float64)
    names = surface.attrs["variables"]
    with style():
        if ax is None:
            _, ax = plt.subplots(figsize=(4.2, 3.6), layout="constrained")
        ax.imshow(values, cmap="Blues", vmin=0, vmax=1)
        for (row, column), value in np.ndenumerate(values):
            text = f"{names[row * values.shape[1] + column]}\n{value:z.2f}"
            color = "white" if value > DARK else INK
            ax.text(column, row, text, ha="center", va="center", fontsize=8, color=color)
        ax.set_xticks([])
        ax.set_yticks([])
        title = messages(lang)["figures"]["surface"]
        ax.set_title(title.format(unit=surface.attrs["unit"], coder=surface.attrs["coder"], alpha=alpha))
    return ax
