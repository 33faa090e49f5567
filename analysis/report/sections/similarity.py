"""The section on how near the groups are."""

from __future__ import annotations

import pandas as pd
from IPython.display import HTML

from ...figures import distance_map, distance_points, group_colors
from ..page import Page, join


def similarity_section(
    page: Page, distances: pd.DataFrame, order: list[str], places: pd.DataFrame | None = None
) -> HTML:
    """Show how near the vocabularies of the groups are.

    Parameters
    ----------
    page : Page
        The page.
    distances : DataFrame
        The result of `distances`.
    order : list of str
        The result of `similarity_order`.
    places : DataFrame, optional
        The result of `mds_map`.
    """
    pairs = distances[distances["group"] < distances["other"]].dropna(subset=["distance"])
    pairs = pairs.sort_values(["distance", "group", "other"])
    ends = pairs if len(pairs) <= 12 else pd.concat([pairs.head(6), pairs.tail(6)])
    drawn = distance_map(distances, order, page.lang)
    shown = ends[["group", "other", "distance"]]
    if ends["low"].notna().any():
        bounds = zip(ends["low"], ends["high"], strict=True)
        shown = shown.assign(interval=["" if pd.isna(a) else f"{a:.3f}–{b:.3f}" for a, b in bounds])
    parts = [page.figure("distance", drawn, n_groups=len(order))]
    if places is not None and len(places):
        points = distance_points(places, group_colors(page.groups), page.lang)
        stress = f"{places['stress'].iloc[0]:.2f}"
        parts.append(page.figure("map", points, n_groups=len(places), stress=stress))
    parts.append(page.table("distances", distances, shown, title="pairs"))
    return join(parts)
