"""The section on how near the groups are."""

from __future__ import annotations

import pandas as pd
from IPython.display import HTML

from ...figures import distance_map
from ..page import Page, join


def similarity_section(page: Page, distances: pd.DataFrame, order: list[str]) -> HTML:
    """Show how near the vocabularies of the groups are.

    Parameters
    ----------
    page : Page
        The page.
    distances : DataFrame
        The result of `distances`.
    order : list of str
        The result of `similarity_order`.
    """
    pairs = distances[distances["group"] < distances["other"]].dropna(subset=["distance"])
    pairs = pairs.sort_values(["distance", "group", "other"])
    ends = pairs if len(pairs) <= 12 else pd.concat([pairs.head(6), pairs.tail(6)])
    drawn = distance_map(distances, order, page.lang)
    return join(
        [
            page.figure("distance", drawn, n_groups=len(order)),
            page.table("distances", distances, ends[["group", "other", "distance"]], title="pairs"),
        ]
    )
