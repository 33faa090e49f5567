"""The section on the similarity of the groups."""

from __future__ import annotations

import pandas as pd

from ..charts.similarity import distance_map, distance_points, shift_bars
from ..context import Context
from ..parts import Heading, Part, Section, Table, link, note

N_PAIRS = 6
"""Number of most and least similar pairs listed."""

N_SHIFT = 20

N_WRITTEN = 2000
"""Number of terms in the data file of differences between two groups."""


def similarity_section(
    context: Context,
    distances: pd.DataFrame,
    order: list[str],
    places: pd.DataFrame | None = None,
    differing: pd.DataFrame | None = None,
) -> Section:
    """Show how similar the vocabularies of the groups are.

    Parameters
    ----------
    context : Context
        The context of the report.
    distances : DataFrame
        The result of `distances`.
    order : list of str
        The result of `similarity_order`.
    places : DataFrame, optional
        The result of `mds_map`.
    differing : DataFrame, optional
        The result of `shift` for two groups: the terms in which they differ.
    """
    pairs = distances[distances["group"] < distances["other"]].dropna(subset=["distance"])
    chance, bounded = pairs["excess"].notna().any(), pairs["low"].notna().any()
    pairs = pairs.sort_values(["excess" if chance else "distance", "group", "other"])
    ends = pairs if len(pairs) <= 2 * N_PAIRS else pd.concat([pairs.head(N_PAIRS), pairs.tail(N_PAIRS)])
    shown = ends.assign(distance_interval=list(zip(ends["low"], ends["high"], strict=True)))
    known = (*(("expected", "excess") if chance else ()), *(("distance_interval",) if bounded else ()))
    # Years stay in chronological order.
    ordered = sorted(order) if context.by == "year" else order
    parts: list[Part] = [
        distance_map(distances, ordered)
    ]  # fmt: skip
    if places is not None and len(places):
        parts.append(distance_points(places))
    parts.append(Table("distances", distances, shown, ("group", "other", "distance", *known), "pairs"))
    return Section("similarity", context, (*parts, *shift_parts(differing)))


def shift_parts(differing: pd.DataFrame | None) -> list[Part]:
    """Show the terms in which two groups differ, each opening its sentences."""
    if differing is None or not differing["share"].notna().any():
        return []
    first = differing.head(N_SHIFT).reset_index(drop=True)
    a, b = differing["a"].iloc[0], differing["b"].iloc[0]
    pairs = zip(first["term"], first["group"], strict=True)
    shown = first.assign(term=[link("terms", term, term=term, group=group) for term, group in pairs])
    rates = {"rate_a": note("columns.rate_of", group=a), "rate_b": note("columns.rate_of", group=b)}
    return [
        Heading("shift"),
        note("notes.shift", a=a, b=b),
        shift_bars(first),
        Table("shift", differing.head(N_WRITTEN), shown, ("term", "group", "rate_a", "rate_b", "share"),
              "numbers", labels=rates),
    ]  # fmt: skip
