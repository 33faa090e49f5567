"""Charts of who shares text with whom, and of adoption."""

from __future__ import annotations

import pandas as pd

from ..chart import Chart
from ..context import Context
from ..parts import note
from ..words import join_parts
from .keywords import plain
from .similarity import MOST

N_NEAREST = 15
"""Groups listed for one where there are too many for a grid."""

N_COMMON, FEWEST_COMMON = 10, 3
"""Cited texts in the grid, and with how few there is none."""


def shares_dots(context: Context, shares: pd.DataFrame) -> Chart:
    """Return how much of the text of each group is of the kind that the reader chooses.

    Parameters
    ----------
    context : Context
        The context of the report.
    shares : DataFrame
        The result of `reuse_shares`. The kind that groups usually have most of comes first, their own text
        last; kinds that none has are left out.
    """
    # A city alone in its province has no neighbour to share with: its share is not 0.
    around = shares["group"].map(context.provinces)
    cities = shares["group"].drop_duplicates().map(context.provinces).value_counts()
    alone = around.isna() | (around.map(cities) < 2)
    shares = shares[~((shares["kind"] == "same province") & alone)] if context.provinces else shares
    had = shares[shares["kind"].map(shares.groupby("kind")["share"].max()) > 0]
    usual = had.groupby("kind", sort=False)["share"].agg(["median", "mean"]).sort_index()
    usual = usual.drop(index="own", errors="ignore").sort_values(["median", "mean"], ascending=False)
    kinds = [*usual.index, *(["own"] if (had["kind"] == "own").any() else [])]
    rows = had.sort_values("kind", key=lambda kind: kind.map(kinds.index), kind="stable", ignore_index=True)
    most = (
        rows.sort_values(["share", "group"], ascending=[False, True])
        .drop_duplicates("kind")
        .set_index("kind")
    )
    names = {kind: context.column(f"share_{kind.replace(' ', '_')}") for kind in kinds}
    told = [context.say("figures.attention_summary", {"theme": names[kind], "group": most["group"][kind]})
            for kind in kinds]  # fmt: skip
    return Chart(
        "reuse_shares",
        "ranks",
        rows,
        {"x": "share", "low": "low", "high": "high", "y": "group", "color": "group", "choose": "kind",
         "n": "n_characters"},
        note("figures.reuse_shares_alt", summary=join_parts(told, context.lang)),
        read=note(f"charts.read_reuse_shares{plain(rows)}"),
        also={kind: ("shared", {"kind": "kind", "group": "group"}) for kind in kinds if kind != "own"},
        tips=("n_documents",),
        labels={"share": "share_of_text"},
        names={"kind": names},
    )  # fmt: skip


def reuse_matrix(context: Context, pairs: pd.DataFrame) -> Chart:
    """Return how much of each group's text stands in each other group, as shaded cells.

    Parameters
    ----------
    context : Context
        The context of the report; cities are in the order of its groups, those of a province together.
    pairs : DataFrame
        The result of `reuse_pairs`.
    """
    if len(context.groups) > MOST:
        return _sharing_most(context, pairs)
    order = list(context.groups)
    known = pairs.rename(columns={"group_other": "other"}).set_index(["group", "other"])
    every = pd.MultiIndex.from_product([order, order], names=["group", "other"])
    columns = ["share", "n_passages", "n_characters"]
    ordered = context.say("charts.read_reuse_provinces") if context.provinces else ""
    cells = known[columns].reindex(every, fill_value=0).reset_index()
    return Chart(
        "reuse_matrix",
        "grid",
        cells,
        {"x": "other", "y": "group", "color": "share"},
        note("figures.reuse_matrix_alt", n_groups=len(order)),
        read=note("charts.read_reuse", ordered=ordered),
        tips=("n_passages", "n_characters"),
        labels={"share": "share_shared"},
        settings={"square": True, "fixed": True},
    )


def _sharing_most(context: Context, pairs: pd.DataFrame) -> Chart:
    """Return the groups in which most of the text of the one chosen stands."""
    ordered = pairs.rename(columns={"group_other": "other"}).sort_values(
        ["group", "share", "other"], ascending=[True, False, True], ignore_index=True
    )
    return Chart(
        "reuse_matrix",
        "ranks",
        ordered.groupby("group", sort=False).head(N_NEAREST),
        {"x": "share", "y": "other", "choose": "group"},
        note("figures.reuse_matrix_alt", n_groups=len(context.groups)),
        read=note("charts.read_sharing", n=N_NEAREST),
        tips=("n_passages", "n_characters"),
        labels={"share": "share_shared"},
        settings={"mark": "bar", "bare": True},
    )


def cited_grid(context: Context, cited: pd.DataFrame) -> Chart | None:
    """Return how often each group cites the texts that most groups cite: the network of citations as a grid.

    Parameters
    ----------
    context : Context
        The context of the report.
    cited : DataFrame
        The result of `cited_texts`.

    Returns
    -------
    Chart or None
        None if fewer than three texts are each cited by two groups; groups that cite none are left out.
    """
    of_text = cited.groupby("cited").agg(n_groups=("group", "nunique"), n=("n", "sum")).reset_index()
    common = of_text[of_text["n_groups"] > 1].sort_values(
        ["n_groups", "n", "cited"], ascending=[False, False, True]
    )
    if len(common) < FEWEST_COMMON:
        return None
    columns = common["cited"].head(N_COMMON).tolist()
    known = cited[cited["cited"].isin(columns)].set_index(["group", "cited"])[["n", "n_documents"]]
    citing = [group for group in context.groups if group in known.index.get_level_values("group")]
    every = pd.MultiIndex.from_product([citing, columns], names=["group", "cited"])
    return Chart(
        "cited_texts",
        "grid",
        known.reindex(every, fill_value=0).reset_index(),
        {"x": "cited", "y": "group", "color": "n", "n": "n"},
        note("figures.cited_alt", n_groups=len(citing), n=len(columns)),
        read=note("charts.read_cited"),
        opens=("cited", {"cited": "cited", "group": "group"}),
        tips=("n_documents",),
    )


def adoption_lines(curves: pd.DataFrame) -> Chart:
    """Return the share of groups that have adopted each item, year by year.

    Parameters
    ----------
    curves : DataFrame
        The result of `adoption_curves`.
    """
    items = tuple(curves["item"].unique())
    return Chart(
        "adoption_curves",
        "lines",
        curves,
        {"x": "year", "y": "share", "low": "low", "high": "high", "panel": "item"},
        note("figures.adoption_alt", items=items),
        read=note("charts.read_adoption"),
        tips=("n_at_risk", "n_adopted", "since"),
        labels={"share": "share_adopted", "item": "term"},
        settings={"interval": "y", "steps": True},
        figure="adoption_steps",
    )
