"""The section on how near the groups are."""

from __future__ import annotations

from functools import partial
from html import escape

import pandas as pd
from IPython.display import HTML

from ...figures import distance_map, distance_points, group_colors, shift_bars
from ...tables import cells, evidence_link
from ..findings import join_words
from ..page import Page, join

N_SHIFT = 20

N_WRITTEN = 2000
"""Terms in the data file of what makes two groups differ."""


def similarity_section(
    page: Page,
    distances: pd.DataFrame,
    order: list[str],
    places: pd.DataFrame | None = None,
    differing: pd.DataFrame | None = None,
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
    differing : DataFrame, optional
        The result of `shift` for two groups: which terms make them differ.
    """
    pairs = distances[distances["group"] < distances["other"]].dropna(subset=["distance"])
    known = pairs["excess"].notna().any()
    pairs = pairs.sort_values(["excess" if known else "distance", "group", "other"])
    ends = pairs if len(pairs) <= 12 else pd.concat([pairs.head(6), pairs.tail(6)])
    if page.by == "year":
        order = sorted(order)  # time has an order of its own
    drawn = partial(distance_map, distances, order, page.lang)
    shown = ends[["group", "other", "distance", *(["expected", "excess"] if known else [])]]
    if ends["low"].notna().any():
        bounds = zip(ends["low"], ends["high"], strict=True)
        shown = shown.assign(interval=["" if pd.isna(a) else f"{a:.3f}–{b:.3f}" for a, b in bounds])
    parts = [page.figure("distance", drawn, n_groups=len(order))]
    if places is not None and len(places):
        points = partial(distance_points, places, group_colors(page.groups), page.lang)
        stress = f"{places['stress'].iloc[0]:.2f}"
        parts.append(page.figure("map", points, n_groups=len(places), stress=stress))
    parts.append(page.table("distances", distances, shown, title="pairs"))
    if differing is not None and differing["share"].notna().any():
        parts.append(shift_part(page, differing))
    return join(parts)


def shift_part(page: Page, differing: pd.DataFrame) -> HTML:
    """Show which terms make two groups differ, every term opening its sentences.

    Parameters
    ----------
    page : Page
        The page.
    differing : DataFrame
        The result of `shift`.
    """
    first = differing.head(N_SHIFT).reset_index(drop=True)
    keys = page.evidence.add_terms(first[["term", "group"]])
    links = (evidence_link(key, term) for key, term in zip(keys, first["term"], strict=True))
    a, b = differing.loc[differing.index[0], ["a", "b"]]
    rates = {
        "rate_a": page.word("headings", "rate_of", group=a),
        "rate_b": page.word("headings", "rate_of", group=b),
    }
    drawn = partial(shift_bars, first, group_colors(page.groups), page.lang)
    terms = join_words(first["term"].head(3).tolist(), page.lang)
    return join(
        [
            HTML(f"<h3>{escape(page.say['headings']['shift'])}</h3>"),
            HTML(f"<p class='intro'>{escape(page.word('notes', 'shift', a=a, b=b))}</p>"),
            page.figure("shift", drawn, a=a, b=b, terms=terms),
            page.table(
                "shift",
                differing.head(N_WRITTEN),
                first.assign(term=cells(links, first.index)),
                title="numbers",
                columns=["term", "group", "rate_a", "rate_b", "share"],
                labels=rates,
            ),
        ]
    )
