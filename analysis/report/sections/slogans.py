"""The section on slogans: how often, since when, who shares which, whose own, in which variants."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path

import pandas as pd
from IPython.display import HTML

from ...figures import formula_timeline, group_colors, rate_dots, rate_timeline
from ...slogans import closed_runs, slogan_rates, slogan_timeline
from ...tables import cells, interval, translate
from ..findings import join_words
from ..page import Page, join
from .slogan_tables import (
    heading,
    kinds_part,
    number,
    numeric_part,
    profile_part,
    sharing_part,
    variants_part,
    verdicts_part,
)

MIN_YEARS = 3
"""Fewest years with texts that make a timeline."""

MIN_FORMULAS = 5
"""Fewest formulas that mark periods worth a figure."""


def slogan_section(
    page: Page,
    hits: pd.DataFrame,
    rates: pd.DataFrame,
    reference: pd.DataFrame | None = None,
    verdicts: str | Path | None = None,
) -> HTML:
    """Show how often each group uses which slogans, every number opening its sentences.

    Parameters
    ----------
    page : Page
        The page.
    hits : DataFrame
        The result of `find_slogans`.
    rates : DataFrame
        The result of `slogan_rates` for `closed_runs`.
    reference : DataFrame, optional
        Slogans of reference texts: formulas that stand there are marked as inherited.
    verdicts : path, optional
        Verdicts that were obeyed in finding the hits; they are carried into the file of verdicts.
    """
    placed = hits.assign(group=hits["doc_id"].map(page.labels)).dropna(subset=["group"])
    runs = closed_runs(placed)
    parts = [rates_part(page, runs, rates)]
    if len(placed):
        parts.append(time_part(page, hits))
        if len(runs):
            parts.append(sharing_part(page, runs))
            parts.append(profile_part(page, runs, None if reference is None else closed_runs(reference)))
            parts.append(variants_part(page, runs))
        parts += [kinds_part(page, placed), numeric_part(page, placed)]
    parts.append(verdicts_part(page, hits, verdicts))
    return join(parts)


def rates_part(page: Page, runs: pd.DataFrame, rates: pd.DataFrame) -> HTML:
    """Show the rate of all parallel runs in each group with its interval."""
    total = rates[(rates["kind"] == "all") & (rates["family"] == "all")]
    by_year = page.by == "year"
    ordered = total.sort_values(["rate_per_10k", "group"], ascending=[False, True])
    told = ordered.dropna(subset=["rate_per_10k"])
    words = [f"{row.group} {row.rate_per_10k:.1f}" for row in told.itertuples()]
    summary = join_words(words, page.lang)
    drawn = by_year and len(told) >= MIN_YEARS
    if drawn:
        ordered = ordered.sort_values("group")
    links = (number(page, f"s:{group}", runs[runs["group"] == group]) for group in ordered["group"])
    shown = ordered.assign(
        interval=[interval(a, b) for a, b in zip(ordered["low"], ordered["high"], strict=True)],
        interval_kind=translate(ordered["interval"], page.lang),
        n=cells(links, ordered.index),
    )
    columns = ["group", "n", "n_types", "n_documents", "size", "rate_per_10k", "interval", "interval_kind"]
    labels = {key: page.say["columns"][f"{key}_han"] for key in ("size", "rate_per_10k")}
    colors = group_colors(page.groups)
    axes = partial(rate_timeline, told, page.lang) if drawn else partial(rate_dots, total, colors, page.lang)
    few = sorted(told.loc[told["low"].isna(), "group"])
    key = "slogan_no_interval" if len(few) == len(told) else "slogan_some_no_interval"
    note = page.word("notes", key, groups=join_words(few, page.lang)) if few else ""
    return join(
        [
            page.figure("slogans", axes, summary=summary),
            HTML(f"<p class='intro'>{escape(note)}</p>" if note else ""),
            page.table(
                "slogan_rates",
                rates,
                shown,
                title="numbers",
                columns=columns,
                labels=labels,
                fold=len(shown) > 15,
            ),
        ]
    )


def time_part(page: Page, hits: pd.DataFrame) -> HTML:
    """Show the rate year by year and the formulas that mark each period, when there are years enough."""
    years = page.corpus.documents["year"].dropna()
    if years.nunique() < MIN_YEARS:
        return HTML("")
    parts = [heading(page, "timeline")]
    if page.by != "year":
        rates = slogan_rates(closed_runs(hits), page.corpus, by="year")
        total = rates[(rates["kind"] == "all") & (rates["family"] == "all")]
        told = total.dropna(subset=["rate_per_10k"])
        words = [f"{row.group} {row.rate_per_10k:.1f}" for row in told.itertuples()]
        drawn = partial(rate_timeline, told, page.lang)
        parts.append(page.figure("rate_timeline", drawn, summary=join_words(words, page.lang)))
    timeline = slogan_timeline(hits)
    if timeline["formula"].nunique() >= MIN_FORMULAS:
        terms = timeline.drop_duplicates("formula").groupby("period", sort=False)["formula"].agg(list)
        said = [
            page.word("figures", "timeline_summary", period=period, terms=join_words(words[:3], page.lang))
            for period, words in terms.items()
        ]
        note = page.word("notes", "slogan_timeline")
        parts.append(HTML(f"<p class='intro'>{escape(note)}</p>"))
        axes = partial(formula_timeline, timeline, page.lang)
        parts.append(page.figure("timeline", axes, summary="; ".join(said)))
        parts.append(page.table("slogan_timeline", timeline, title="timeline_table", fold=True, columns=[
            "period", "formula", "kind", "year", "n", "n_documents"]))  # fmt: skip
    return join(parts)
