"""The section on slogans: rates, development over time, shared and own formulas, variants."""

from __future__ import annotations

import pandas as pd

from ...slogans import MIN_YEARS, Slogans
from ..charts.slogans import PER_CHARACTERS, formula_timeline, rate_dots, rate_timeline
from ..charts.years import year_lines
from ..context import Context
from ..parts import Data, Heading, Note, Part, Section, Table, link, note
from ..slogan_tree import SloganTree
from ..values import format_value
from ..words import translated
from .slogan_tables import (
    kinds_parts,
    numeric_parts,
    of_all,
    profile_parts,
    run_places,
    sharing_parts,
    variants_parts,
)

MIN_FORMULAS = 5
"""Minimum number of period-specific formulas for a figure."""

LONG = 15
"""Longer tables are collapsed."""


def slogan_section(context: Context, slogans: Slogans, verdicts: pd.DataFrame) -> Section:
    """Show which slogans each group uses and how often, every number opening its sentences.

    Parameters
    ----------
    context : Context
        The context of the report.
    slogans : Slogans
        The result of `slogan_summary`.
    verdicts : DataFrame
        The result of `verdict_table`, written as a file for the reader to fill in.
    """
    alone = context.alone and len(slogans.runs) > 0
    parts = alone_parts(context, slogans) if alone else rates_parts(context, slogans)
    if len(slogans.hits):
        parts += time_parts(context, slogans)
        if len(slogans.runs):
            parts += [] if alone else sharing_parts(context, slogans)
            parts += profile_parts(context, slogans) if not alone or slogans.reference is not None else []
            parts += variants_parts(context, slogans)
        parts += [*kinds_parts(context, slogans), *numeric_parts(context, slogans)]
    parts += [Heading("tree"), SloganTree(verdicts)] if len(slogans.hits) else []
    parts.append(Data("slogan_verdicts", verdicts))
    parts += [note("notes.slogan_verdicts")] if len(verdicts) else []
    return Section("slogans", context, tuple(parts), {"runs": run_places(slogans), "slogans": slogans.hits})


def alone_parts(context: Context, slogans: Slogans) -> list[Part]:
    """Show the formulas of the only group, where a chart of its rate would be one dot."""
    _, *told, table = rates_parts(context, slogans)
    rate = [note("notes.slogans_alone", n=row.n, rate=format_value(row.rate_per_10k, "rate_per_10k"))
            for row in of_all(slogans.rates).itertuples()]  # fmt: skip
    return [*rate, *sharing_parts(context, slogans), Heading("numbers"), *told, table]


def rates_parts(context: Context, slogans: Slogans) -> list[Part]:
    """Show the rate of parallel runs in each group with its interval; nothing but 0 is no chart."""
    total = of_all(slogans.rates)
    ordered = total.sort_values(["rate_per_10k", "group"], ascending=[False, True])
    told = ordered.dropna(subset=["rate_per_10k"])
    over_time = context.by == "year" and len(told) >= MIN_YEARS
    first: Part
    if not (told["n"] > 0).any():
        first = note("notes.slogan_none")
    elif over_time:
        ordered = ordered.sort_values("group")
        first = rate_timeline(context, told, "slogans")
    else:
        first = rate_dots(context, total)
    shown = ordered.assign(
        n=[
            link("runs", n, group=group) if n else "0"
            for group, n in zip(ordered["group"], ordered["n"], strict=True)
        ],
        n_sure=[
            link("runs", n, group=group, tier="sure") if n else "0"
            for group, n in zip(ordered["group"], ordered["n_sure"], strict=True)
        ],
        interval=list(zip(ordered["low"], ordered["high"], strict=True)),
        corrected_interval=list(zip(ordered["corrected_low"], ordered["corrected_high"], strict=True)),
        interval_kind=ordered["interval"],
    )
    columns = (
        "group", "n", "n_sure", "n_types", "n_documents", "size", "rate_per_10k", "interval", "interval_kind",
        "corrected_per_10k", "corrected_interval",
    )  # fmt: skip
    labels = {key: f"{key}_han" for key in ("size", "rate_per_10k")}
    return [
        first,
        *([*_without_interval(context, told), note("notes.slogan_tiers")] if (told["n"] > 0).any() else []),
        Table(
            "slogan_rates",
            slogans.rates,
            shown,
            columns,
            "numbers",
            labels=labels,
            fold=len(shown) > LONG or not len(slogans.hits),
        ),
    ]


def _without_interval(context: Context, told: pd.DataFrame) -> list[Note]:
    """Name the groups with too few documents for an interval."""
    few = tuple(context.arranged(told.loc[told["low"].isna(), "group"]))
    if not few:
        return []
    every = len(few) == len(told)
    return [note("notes.slogan_no_interval") if every else note("notes.slogan_some_no_interval", groups=few)]


def _kinds(context: Context, yearly: pd.DataFrame) -> list[Part]:
    """Return the rate of each kind of slogans year by year."""
    kinds = yearly[(yearly["family"] == "all") & (yearly["kind"] != "all")]
    names = {kind: translated(kind, context.lang) for kind in kinds["kind"].unique()}
    chart = year_lines(context, "kinds_by_year", kinds, "kind", names=names, labels=PER_CHARACTERS)
    return [chart] if chart is not None else []


def time_parts(context: Context, slogans: Slogans) -> list[Part]:
    """Show the rate by year and the formulas characteristic of each period, if there are enough years."""
    if slogans.yearly is None:
        return []
    parts: list[Part] = [Heading("timeline")]
    if context.by != "year":
        told = of_all(slogans.yearly).dropna(subset=["rate_per_10k"])
        parts.append(rate_timeline(context, told))
        parts += _kinds(context, slogans.yearly)
    timeline = slogans.timeline
    if timeline["formula"].nunique() >= MIN_FORMULAS:
        parts += [
            note("notes.slogan_timeline"),
            formula_timeline(context, timeline),
            Table("slogan_timeline", timeline, title="timeline_table", fold=True,
                  columns=("period", "formula", "kind", "year", "n", "n_sure", "n_documents")),
        ]  # fmt: skip
    return parts
