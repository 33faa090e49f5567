"""Charts of slogans."""

from __future__ import annotations

import pandas as pd

from ...colors import MANY
from ..chart import Chart
from ..context import Context
from ..parts import note
from ..words import join_parts, join_words, translated
from .keywords import plain

N_DOWN, N_ACROSS = 24, 16
"""Formulas in the chart of few groups, and of many."""

N_FAMILIES, N_VARIANTS = 6, 6
"""Families in the chart of variants, and variants of each."""

RELATIONS = {
    "leader": "#33658A", "subset": "#009E73", "superset": "#56B4E9", "substitution": "#D55E00",
    "construction": "#9aa5b1",
}  # fmt: skip
"""The colours of how a variant differs from the most frequent one."""

PER_CHARACTERS = {"rate_per_10k": "rate_per_10k_han", "size": "size_han"}
"""Slogans are counted against Chinese characters, not words."""


def rate_dots(context: Context, rates: pd.DataFrame) -> Chart:
    """Return the rate of slogans in each group with its interval.

    Parameters
    ----------
    context : Context
        The context of the report.
    rates : DataFrame
        Rows of `slogan_rates`, one for each group.
    """
    return Chart(
        "slogans",
        "ranks",
        rates,
        {"x": "rate_per_10k", "low": "low", "high": "high", "y": "group", "color": "group", "n": "n"},
        note("figures.slogans_alt", summary=_summary(context, rates)),
        read=note(f"charts.read_rates{plain(rates)}"),
        opens=("runs", {"group": "group"}),
        tips=("n_documents",),
        labels=PER_CHARACTERS,
        figure="rate_dots",
    )


def rate_timeline(context: Context, rates: pd.DataFrame, name: str = "rate_timeline") -> Chart:
    """Return the rate of slogans year by year.

    Parameters
    ----------
    context : Context
        The context of the report.
    rates : DataFrame
        Rows of `slogan_rates` by year, one for each year.
    name : str
        Name of the chart.
    """
    key = "slogans_alt" if name == "slogans" else "rate_timeline_alt"
    return Chart(
        name,
        "lines",
        rates,
        {"x": "group", "y": "rate_per_10k", "low": "low", "high": "high", "n": "n"},
        note(f"figures.{key}", summary=_summary(context, rates)),
        read=note(f"charts.read_years{plain(rates)}"),
        opens=("runs", {"group": "group"}) if context.by == "year" else None,
        tips=("n_documents",),
        labels=PER_CHARACTERS,
        settings={"interval": "y"},
        figure="rate_timeline",
    )


def formula_timeline(context: Context, timeline: pd.DataFrame) -> Chart:
    """Return the years in which the formulas that mark each period were used.

    Parameters
    ----------
    context : Context
        The context of the report.
    timeline : DataFrame
        The result of `slogan_timeline`.
    """
    terms = timeline.drop_duplicates("formula").groupby("period", sort=False)["formula"]
    told = [
        context.say("figures.timeline_summary", {"period": period, "terms": tuple(formulas.head(3))})
        for period, formulas in terms
    ]
    years = ("first_year", "last_year")
    return Chart(
        "timeline",
        "spans",
        timeline,
        {"x": "year", "y": "formula", "size": "n", "panel": "period"},
        note("figures.timeline_alt", summary=join_parts(told, context.lang)),
        read=note("figures.timeline_note"),
        tips=years,
        settings={"untold": years},
        figure="formula_timeline",
    )


def formula_grid(context: Context, formulas: pd.DataFrame) -> Chart:
    """Return which groups use which formulas: formulas down, or across where there are many groups.

    Parameters
    ----------
    context : Context
        The context of the report.
    formulas : DataFrame
        The result of `slogan_formulas`, in its order.
    """
    groups, shared = list(context.groups), formulas[formulas["n_groups"] > 1]
    if many := len(groups) > MANY:
        chosen = (formulas if shared.empty else shared)["formula"].unique()[:N_ACROSS]
        rows = formulas[formulas["formula"].isin(chosen)]
    else:
        rows = _shared_then_own(formulas, shared, len(groups))
    return Chart(
        "formulas",
        "grid",
        rows,
        {"x": "formula", "y": "group", "color": "n", "n": "n"}
        if many
        else {"x": "group", "y": "formula", "color": "group", "n": "n"},
        note("figures.formulas_alt", n_groups=len(groups)),
        read=note("charts.read_formulas" if many else "figures.formulas_note"),
        opens=("runs", {"formula": "formula", "group": "group"}),
        tips=("n_groups",),
        settings={} if many else {"fixed": True, "groups": groups},
        figure="formula_grid",
        options={"groups": groups},
        result=formulas,
    )


def _shared_then_own(formulas: pd.DataFrame, shared: pd.DataFrame, n_groups: int) -> pd.DataFrame:
    """Return the rows to draw: formulas shared by several groups, then some of each group's own."""
    kept = shared[shared["formula"].isin(shared["formula"].unique()[: N_DOWN * 3 // 4])]
    each = max((N_DOWN - kept["formula"].nunique()) // max(n_groups, 1), 1)
    own = formulas[formulas["n_groups"] == 1].groupby("group", sort=False).head(each)
    return pd.concat([kept, own.sort_values("group", kind="stable")])


def variant_bars(context: Context, variants: pd.DataFrame) -> Chart:
    """Return the variants of the families that vary most.

    Parameters
    ----------
    context : Context
        The context of the report.
    variants : DataFrame
        Rows of `slogan_variants`, the family that varies most first.
    """
    families = variants["family"].unique()[:N_FAMILIES]
    rows = variants[variants["family"].isin(families)].groupby("family", sort=False).head(N_VARIANTS)
    terms = {family: tuple(texts.head(3)) for family, texts in rows.groupby("family", sort=False)["text"]}
    told = [context.say("figures.keywords_summary", {"group": f, "terms": t}) for f, t in terms.items()]
    return Chart(
        "variants",
        "ranks",
        rows,
        {"x": "n", "y": "text", "n": "n", "panel": "family", "color": "relation"},
        note("figures.variants_alt", summary=join_parts(told, context.lang)),
        read=note("charts.read_variants"),
        opens=("runs", {"family": "family", "variant": "variant"}),
        tips=("n_groups",),
        names={"relation": {relation: translated(relation, context.lang) for relation in RELATIONS}},
        settings={"mark": "bar", "bare": True, "shared": False, "palette": RELATIONS, "untold": ["variant"]},
        figure="variant_bars",
        result=variants,
    )


def _summary(context: Context, rates: pd.DataFrame) -> str:
    """Return each group with its rate, highest first; years in their order."""
    known = rates.dropna(subset=["rate_per_10k"])
    if not known["group"].astype(str).str.isdigit().all():
        known = known.sort_values(["rate_per_10k", "group"], ascending=[False, True])
    pairs = zip(known["group"], known["rate_per_10k"], strict=True)
    return join_words((f"{group} {rate:.1f}" for group, rate in pairs), context.lang)
