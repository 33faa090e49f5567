"""The section on how near the groups are."""

from __future__ import annotations

import pandas as pd

from ..context import Context
from ..parts import Chart, Heading, Part, Section, Table, link, note

N_PAIRS = 6
"""Nearest and farthest pairs that are listed."""

N_SHIFT = 20

N_WRITTEN = 2000
"""Terms in the data file of what makes two groups differ."""


def similarity_section(
    context: Context,
    distances: pd.DataFrame,
    order: list[str],
    places: pd.DataFrame | None = None,
    differing: pd.DataFrame | None = None,
) -> Section:
    """Show how near the vocabularies of the groups are.

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
        The result of `shift` for two groups: which terms make them differ.
    """
    pairs = distances[distances["group"] < distances["other"]].dropna(subset=["distance"])
    chance, bounded = pairs["excess"].notna().any(), pairs["low"].notna().any()
    pairs = pairs.sort_values(["excess" if chance else "distance", "group", "other"])
    ends = pairs if len(pairs) <= 2 * N_PAIRS else pd.concat([pairs.head(N_PAIRS), pairs.tail(N_PAIRS)])
    shown = ends.assign(distance_interval=list(zip(ends["low"], ends["high"], strict=True)))
    known = (*(("expected", "excess") if chance else ()), *(("distance_interval",) if bounded else ()))
    # Time has an order of its own.
    ordered = sorted(order) if context.by == "year" else order
    parts: list[Part] = [
        Chart("distance", "distance_map", distances, {"x": "group", "y": "other", "color": "distance"},
              note("figures.distance_alt", n_groups=len(order)), {"order": ordered})
    ]  # fmt: skip
    if places is not None and len(places):
        alt = note("figures.map_alt", n_groups=len(places), stress=f"{places['stress'].iloc[0]:.2f}")
        encoding = {"x": "x", "y": "y", "text": "group", "color": "group"}
        parts.append(Chart("map", "distance_points", places, encoding, alt))
    parts.append(Table("distances", distances, shown, ("group", "other", "distance", *known), "pairs"))
    return Section("similarity", context, (*parts, *shift_parts(differing)))


def shift_parts(differing: pd.DataFrame | None) -> list[Part]:
    """Show which terms make two groups differ, every term opening its sentences."""
    if differing is None or not differing["share"].notna().any():
        return []
    first = differing.head(N_SHIFT).reset_index(drop=True)
    a, b = differing["a"].iloc[0], differing["b"].iloc[0]
    pairs = zip(first["term"], first["group"], strict=True)
    shown = first.assign(term=[link("terms", term, term=term, group=group) for term, group in pairs])
    rates = {"rate_a": note("columns.rate_of", group=a), "rate_b": note("columns.rate_of", group=b)}
    alt = note("figures.shift_alt", a=a, b=b, terms=tuple(first["term"].head(3)))
    return [
        Heading("shift"),
        note("notes.shift", a=a, b=b),
        Chart("shift", "shift_bars", first, {"x": "share", "y": "term", "color": "group"}, alt),
        Table("shift", differing.head(N_WRITTEN), shown, ("term", "group", "rate_a", "rate_b", "share"),
              "numbers", labels=rates),
    ]  # fmt: skip
