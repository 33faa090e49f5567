"""Charts of keywords and themes."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ...colors import MANY
from ..chart import Chart
from ..context import Context
from ..parts import Note, note
from ..words import join_parts, translated

PANELS, FIRST = 12, 4
"""Panels up to which all are drawn, and the most drawn where there are more (as in `js/chart_ranks.js`)."""

TERMS = ("terms", {"term": "term", "group": "group"})
"""A mark for a term in a group opens the sentences that have it."""


def frequent_bars(context: Context, terms: pd.DataFrame) -> Chart:
    """Return the most frequent terms of the only group as bars of their counts.

    Parameters
    ----------
    context : Context
        The context of the report.
    terms : DataFrame
        Rows of `tf_idf`: `group, term, n`.
    """
    return Chart(
        "keywords",
        "ranks",
        terms,
        {"x": "n", "y": "term", "n": "n", "color": "group"},
        note("figures.keywords_alt", summary=_terms(context, terms)),
        read=note("figures.frequent_note"),
        opens=TERMS,
        settings={"mark": "bar", "bare": True, "label": "n"},
    )


def standing_dots(context: Context, words: pd.DataFrame) -> Chart:
    """Return how much more of each term a group uses; hollow where no test tells it from chance.

    Parameters
    ----------
    context : Context
        The context of the report.
    words : DataFrame
        Rows of `headline_terms` that stand out.
    """
    place = {"x": "log_ratio", "low": "low", "high": "high"}
    named = {"n": "n_target", "low": "log_ratio_low", "high": "log_ratio_high", "p": "q"}
    tested = ("p",) if words["p"].notna().any() else ()
    return Chart(
        "standing_out",
        "ranks",
        words,
        {**place, "y": "term", "n": "n", "panel": "group", "color": "group"},
        note("figures.keyness_alt", summary=_terms(context, words)),
        read=note("charts.read_standing" + plain(words)),
        opens=TERMS,
        tips=("rate", "rate_other", *tested),
        labels={"rate": "rate_target", "rate_other": "rate_reference", "p": "p_adjusted"},
        settings={"open": True, "label": "n", "sure": "p", "first": most_striking(words)},
        figure="keyness_dots",
        result=words.rename(columns=named),
    )


def most_striking(words: pd.DataFrame) -> list[str]:
    """Return the groups whose terms stand out most: those drawn where there is no room for all."""
    ranked = words.sort_values(["bound", "group"], ascending=[False, True]).drop_duplicates("group")
    return ranked["group"].head(FIRST).tolist()


def attention_dots(context: Context, attention: pd.DataFrame) -> Chart:
    """Return the rate of each theme in each group with its interval.

    Parameters
    ----------
    context : Context
        The context of the report.
    attention : DataFrame
        The result of `attention`.
    """
    names = {theme: translated(theme, context.lang) for theme in attention["theme"].unique()}
    return Chart(
        "attention",
        "ranks",
        attention,
        {"x": "rate_per_10k", "low": "low", "high": "high", "y": "group", "color": "group", "n": "n",
         beside(context.groups): "theme"},
        _highest(context, attention, names),
        read=note(f"charts.read_rates{plain(attention)}"),
        opens=("themes", {"theme": "theme", "group": "group"}),
        names={"theme": names},
        settings={"shared": False},
        figure="attention_dots",
    )  # fmt: skip


def plain(table: pd.DataFrame) -> str:
    """Return the ending of a note that promises no intervals, where no group has texts enough for one."""
    return "" if table["low"].notna().any() else "_plain"


def beside(groups: Sequence[str]) -> str:
    """Return how themes or topics are told apart: side by side, or one at a time with many groups."""
    return "panel" if len(groups) <= MANY else "choose"


def _terms(context: Context, drawn: pd.DataFrame) -> str:
    named = drawn.groupby("group", sort=False)["term"].agg(lambda terms: tuple(terms)[:3])
    told = [
        context.say("figures.keywords_summary", {"group": g, "terms": terms}) for g, terms in named.items()
    ]
    return join_parts(told, context.lang)


def _highest(context: Context, attention: pd.DataFrame, names: dict[str, str]) -> Note:
    """Name the group with the highest rate of each theme."""
    rates = attention[attention["rate_per_10k"] > 0]
    rates = rates.sort_values(["rate_per_10k", "group"], ascending=[False, True])
    first = rates.drop_duplicates("theme").set_index("theme")["group"]
    told = (
        context.say("figures.attention_summary", {"theme": name, "group": first[theme]})
        for theme, name in names.items()
        if theme in first
    )
    return note("figures.attention_alt", summary=join_parts(told, context.lang))
