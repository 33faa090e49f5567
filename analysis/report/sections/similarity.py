"""The section on the similarity of the groups."""

from __future__ import annotations

import pandas as pd

from ...lexicon import group_name
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
    axes: pd.DataFrame | None = None,
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
    axes : DataFrame, optional
        The result of `axis_terms`.
    """
    # Years stay in chronological order.
    ordered = sorted(order) if context.by == "year" else order
    parts: list[Part] = [distance_map(distances, ordered)]
    if places is not None and len(places):
        parts.append(distance_points(places))
    parts += [*pairs_parts(distances), *axes_parts(axes)]
    shifted = shift_parts(context, differing)
    # Of two groups one distance says little: the terms in which they differ stand first.
    whole = [*shifted[1:], *parts] if len(order) == 2 else [*parts, *shifted]
    return Section("similarity", context, tuple(whole))


def pairs_parts(distances: pd.DataFrame) -> list[Part]:
    """Show the pairs that differ least and most; only what exceeds chance is ranked among the latter."""
    pairs = distances[distances["group"] < distances["other"]].dropna(subset=["distance"])
    chance = pairs["excess"].notna().any()
    pairs = pairs.sort_values(["excess" if chance else "distance", "group", "other"])
    compared = pairs["noise"].notna() if chance else pairs["distance"].notna()
    beyond = compared & ~(pairs["distance"] <= pairs["noise"])
    last = pairs[beyond].tail(N_PAIRS)
    ends = pairs.head(len(pairs) if len(pairs) <= 2 * N_PAIRS else N_PAIRS)
    ends = pd.concat([ends, last.drop(index=ends.index, errors="ignore")])
    told = beyond.map({True: "yes", False: "no"}).where(compared, "")
    shown = ends.assign(beyond=told[ends.index])
    known = ("expected", "excess", "beyond") if chance else ()
    said = (
        [note("notes.pairs", n=int(compared.sum()), n_beyond=int(beyond.sum()))]
        if chance and compared.sum() > 1
        else []
    )
    return [*said, Table("distances", distances, shown, ("group", "other", "distance", *known), "pairs")]


def axes_parts(axes: pd.DataFrame | None) -> list[Part]:
    """Show the terms at either end of the two axes along which the groups differ most."""
    if axes is None or axes["groups"].nunique() < 2:
        return []
    ends = axes.groupby(["axis", "end"], sort=False)
    shown = ends.agg(inertia=("inertia", "first"), groups=("groups", "first")).reset_index()
    shown["at_end"] = [tuple(groups.split("、")) for groups in shown["groups"]]
    shown["axis_terms"] = [tuple(link("terms", term, term=term) for term in of["term"]) for _, of in ends]
    columns = ("axis", "inertia", "at_end", "axis_terms")
    return [Heading("axes"), note("notes.axes"), Table("axes", axes, shown, columns)]


def shift_parts(context: Context, differing: pd.DataFrame | None) -> list[Part]:
    """Show the terms in which two groups differ, each opening its sentences."""
    if differing is None or not differing["share"].notna().any():
        return []
    first = differing.head(N_SHIFT).reset_index(drop=True)
    a, b = (group_name(differing[side].iloc[0], context.by, context.lang) for side in "ab")
    pairs = zip(first["term"], first["group"], strict=True)
    shown = first.assign(term=[link("terms", term, term=term, group=group) for term, group in pairs])
    rates = {"rate_a": note("columns.rate_of", group=a), "rate_b": note("columns.rate_of", group=b)}
    rates |= {"share": note("figures.shift")}
    return [
        Heading("shift"),
        note("notes.shift", a=a, b=b),
        shift_bars(first, a, b),
        Table("shift", differing.head(N_WRITTEN), shown, ("term", "group", "rate_a", "rate_b", "share"),
              "numbers", labels=rates),
    ]  # fmt: skip
