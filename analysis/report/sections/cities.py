"""One profile per group: what it stresses, the formulas only it uses, and its typical sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from ...claims.claim import ALPHA
from ...corpus import Corpus
from ...keywords.newsworthy import MIN_WORDS
from ...slogans import Slogans
from ...topics import Topics
from ..charts.places import place_tiles
from ..context import Context
from ..parts import Card, Cards, Data, Link, Note, Quote, Section, link, note
from ..values import format_value
from ..words import translated
from .slogan_tables import of_all, own_formulas, run_places

N_TERMS = 12
N_AVOIDED = 5
N_TOPICS = 3
N_THEMES = 3
MIN_MENTIONS = 3
"""Mentions of a theme from which a rank among the groups is told."""
N_OWN = 5


def city_section(
    context: Context,
    sizes: pd.DataFrame,
    words: pd.DataFrame,
    topics: Topics,
    slogans: Slogans,
    typical: pd.DataFrame,
    corpus: Corpus,
    attended: pd.DataFrame | None = None,
) -> Section:
    """Show each group's profile: size, terms it stresses or avoids, topics, own formulas, typical sentences.

    Parameters
    ----------
    context : Context
        The context of the report.
    sizes : DataFrame
        The result of `group_sizes`.
    words : DataFrame
        The result of `headline_terms`.
    topics : Topics
        The result of `fit_or_explain`.
    slogans : Slogans
        The result of `slogan_summary`.
    typical : DataFrame
        The result of `typical_sentences`.
    corpus : Corpus
        The corpus the typical sentences come from.
    attended : DataFrame, optional
        The result of `attention`, for a map of the cities.
    """
    own, used = own_formulas(slogans, N_OWN), words["kind"] == "term"
    more, here = (_terms(words[used & tested]) for tested in (words["p"] <= ALPHA, ~(words["p"] <= ALPHA)))
    less = _terms(words[words["kind"].isin(["avoided", "seldom"])], N_AVOIDED, everywhere=True)
    size_of = sizes.set_index("group")
    leading, n_groups = _leading(context, attended)
    total = slogans.rates[(slogans.rates["kind"] == "all") & (slogans.rates["family"] == "all")]
    themes, shares = _by_group(leading), _by_group(topics.prevalence)
    rates, sentences = _by_group(total), _by_group(typical)
    cards = [
        Card(
            group,
            _facts(context, size_of.loc[group]),
            (
                (
                    "key_terms",
                    more.get(group, () if group in here or context.alone else (note("cities.no_key_terms"),)),
                ),
                ("more_here", here.get(group, ())),
                ("avoided", less.get(group, ())),
                ("themes", _themes(context, themes(group), n_groups)),
                ("topics", _topics(context, topics, shares(group))),
                ("slogans", _rate(context, rates(group))),
                ("formulas" if context.alone else "own", own.get(group, ())),
                ("sentences", _sentences(sentences(group), corpus)),
            ),
        )
        for group in context.groups
    ]
    tiles = None if attended is None else place_tiles(context, attended, of_all(slogans.rates))
    parts = (*([tiles] if tiles else []), Data("typical_sentences", typical), Cards(tuple(cards)))
    return Section("cities", context, parts, {"runs": run_places(slogans)})


def _by_group(table: pd.DataFrame) -> Callable[[str], pd.DataFrame]:
    """Return a function that gives the rows of a group."""
    parts, none = dict(iter(table.groupby("group", sort=False))), table.head(0)
    return lambda group: parts.get(group, none)


def _facts(context: Context, size: pd.Series[Any]) -> tuple[Note, ...]:
    n = int(size["n_documents"])
    facts = [
        note("cities.documents" if n != 1 else "cities.document", n=n),
        note("cities.han", n=int(size["n_han"])),
    ]
    if size["years"] and context.by != "year":
        facts.append(note("page.said", text=size["years"]))
    return tuple(facts)


def _terms(terms: pd.DataFrame, most: int = N_TERMS, everywhere: bool = False) -> dict[Any, tuple[Link, ...]]:
    """Return the first terms of each group, each opening its sentences in that group or in all groups."""
    return {
        group: tuple(
            link("terms", term, term=term) if everywhere else link("terms", term, term=term, group=str(group))
            for term in mine["term"].head(most)
        )
        for group, mine in terms.groupby("group")
    }


def _interval(context: Context, low: float, high: float, column: str) -> str:
    sure = format_value((low, high), column)
    return context.say("cities.interval", {"interval": sure}) if sure else ""


def _topics(context: Context, topics: Topics, shares: pd.DataFrame) -> tuple[Note, ...]:
    """Return the stable topics of which a group has no less than its part, from their shares in it."""
    labels = topics.steady_labels
    even = 1 / max(len(topics.labels), 1)  # what a topic would have if all were as frequent
    mine = shares[shares["topic"].isin(list(labels)) & (shares["prevalence"] >= even)]
    first = mine.sort_values(["prevalence", "topic"], ascending=[False, True]).head(N_TOPICS)
    return tuple(
        note("cities.topic", topic=labels[row.topic], prevalence=row.prevalence,
             interval=_interval(context, row.low, row.high, "share_interval"))
        for row in first.itertuples()
    )  # fmt: skip


def _leading(context: Context, attended: pd.DataFrame | None) -> tuple[pd.DataFrame, int]:
    """Return the themes in which groups stand in the first third, highest rank first, and how many groups."""
    if attended is None or len(context.groups) < 2:
        return pd.DataFrame(columns=["group"]), 0
    n_groups = attended["group"].nunique()
    ranks = attended.groupby("theme")["rate_per_10k"].rank(ascending=False, method="min")
    enough = attended["size"] >= MIN_WORDS
    leading = attended.assign(rank=ranks)[
        enough & (attended["n"] >= MIN_MENTIONS) & (ranks <= max(n_groups / 3, 1))
    ]
    order = ["rank", "rate_per_10k", "theme"]
    return leading.sort_values(order, ascending=[True, False, True]), n_groups


def _themes(context: Context, leading: pd.DataFrame, n_groups: int) -> tuple[Note, ...]:
    return tuple(
        note("cities.theme", theme=translated(row.theme, context.lang), rank=int(row.rank), n=n_groups,
             rate=format_value(row.rate_per_10k, "rate_per_10k"),
             interval=_interval(context, row.low, row.high, "interval"))
        for row in leading.head(N_THEMES).itertuples()
    )  # fmt: skip


def _rate(context: Context, total: pd.DataFrame) -> tuple[Note, ...]:
    return tuple(
        note("cities.rate" if row.n != 1 else "cities.rate_of_one", n=row.n,
             rate=format_value(row.rate_per_10k, "rate_per_10k"),
             interval=_interval(context, row.low, row.high, "interval"))
        for row in total.itertuples()
    )  # fmt: skip


def _sentences(typical: pd.DataFrame, corpus: Corpus) -> tuple[Quote, ...]:
    said_in = corpus.documents.loc[typical["doc_id"], ["title", "source"]].fillna("").to_numpy()
    return tuple(
        Quote(
            row.text,
            tuple(row.terms.split("、")),
            title,
            source,
            None if pd.isna(row.line) else int(row.line),
        )
        for row, (title, source) in zip(typical.itertuples(), said_in, strict=True)
    )
