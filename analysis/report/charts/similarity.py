"""Charts of how near the groups are."""

from __future__ import annotations

import pandas as pd

from ..chart import Chart
from ..parts import note
from .keywords import TERMS

MOST, N_NEAREST, N_FARTHEST = 45, 10, 5
"""Groups whose distances fit one grid; of more, those nearest to one of them and farthest from it."""


def distance_map(distances: pd.DataFrame, order: list[str]) -> Chart:
    """Return the distances between all groups as shaded cells.

    Parameters
    ----------
    distances : DataFrame
        The result of `distances`.
    order : list of str
        The groups, in the order of rows and columns.
    """
    at = {group: i for i, group in enumerate(order)}
    ordered = distances.sort_values(["group", "other"], key=lambda names: names.map(at), ignore_index=True)
    if len(order) > MOST:
        return _nearest_and_farthest(ordered, len(order), distances)
    tips = tuple(name for name in ("expected",) if distances[name].notna().any())
    return Chart(
        "distance",
        "grid",
        ordered,
        {"x": "other", "y": "group", "color": "distance"},
        note("figures.distance_alt", n_groups=len(order)),
        read=note("charts.read_distance"),
        tips=tips,
        settings={"square": True, "reverse": True, "fixed": True},
        figure="distance_map",
        options={"order": order},
        result=distances,
    )


def _nearest_and_farthest(ordered: pd.DataFrame, n_groups: int, distances: pd.DataFrame) -> Chart:
    """Return the groups nearest to the one chosen and those farthest from it."""
    others = ordered[ordered["group"] != ordered["other"]].dropna(subset=["distance"])
    others = others.sort_values(["group", "distance", "other"], ignore_index=True)
    of_group = others.groupby("group")
    kept = (of_group.cumcount() < N_NEAREST) | (of_group.cumcount(ascending=False) < N_FARTHEST)
    return Chart(
        "distance",
        "ranks",
        others[kept],
        {"x": "distance", "y": "other", "choose": "group"},
        note("figures.distance_alt", n_groups=n_groups),
        read=note("charts.read_nearest", nearest=N_NEAREST, farthest=N_FARTHEST),
        settings={"zero": False},
        figure="distance_map",
        options={"order": list(dict.fromkeys(ordered["group"]))},
        result=distances,
    )


def distance_points(places: pd.DataFrame) -> Chart:
    """Return the groups on a plane that keeps their distances as well as it can.

    Parameters
    ----------
    places : DataFrame
        The result of `mds_map`.
    """
    stress = f"{places['stress'].iloc[0]:.2f}"
    return Chart(
        "map",
        "points",
        places,
        {"x": "x", "y": "y", "text": "group", "color": "group"},
        note("figures.map_alt", n_groups=len(places), stress=stress),
        read=note("figures.map_note", stress=stress),
        settings={"equal": True, "untold": ["x", "y"]},
        figure="distance_points",
    )


def shift_bars(differing: pd.DataFrame, a: str, b: str) -> Chart:
    """Return the terms that make two groups differ, under the group that uses them more.

    Parameters
    ----------
    differing : DataFrame
        The first rows of `shift`.
    a, b : str
        The groups, as they are named in a sentence.
    """
    return Chart(
        "shift",
        "ranks",
        differing,
        {"x": "share", "y": "term", "color": "group", "panel": "group"},
        note("figures.shift_alt", a=a, b=b, terms=tuple(differing["term"].head(3))),
        read=note("charts.read_shift"),
        opens=TERMS,
        tips=("rate_a", "rate_b"),
        labels={"rate_a": note("columns.rate_of", group=a), "rate_b": note("columns.rate_of", group=b)},
        settings={"mark": "bar"},
        figure="shift_bars",
    )
