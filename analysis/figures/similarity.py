"""Figures of how near groups are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from ..lexicon import messages
from .heatmap import heatmap


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
    lang : {"zh", "en"}
        Language of the labels.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        Dark cells are near, light ones far; the diagonal is left empty.
    """
    grid = distances.pivot(index="group", columns="other", values="distance").loc[list(order), list(order)]
    hidden = grid.mask(np.eye(len(grid), dtype=bool))
    return heatmap(
        hidden, list(order), messages(lang)["figures"]["distance"], percent=False, ax=ax, reverse=True
    )
