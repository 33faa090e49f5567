"""The section on keywords: what stands out, in which comparison and how certainly; attention to themes."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from ...keywords.groups import written_terms
from ...keywords.newsworthy import MIN_WORDS
from ...keywords.term_marks import general_words
from ...lexicon import group_name
from ..charts.keywords import PANELS, attention_dots, frequent_bars, standing_dots
from ..charts.terms import term_scatter
from ..charts.years import year_lines
from ..context import Context
from ..parts import Data, Heading, Note, Part, Section, Table, link, note
from ..words import join_words, translated

N_KEYWORDS, N_DRAWN, N_AVOIDED = 10, 5, 5
"""Number of terms per group: listed, drawn if there are many groups, and listed as avoided."""

LEAST_DRAWN = 3
"""Occurrences from which terms are drawn in the scatter (as in `js/chart_terms.js`)."""

N_FREQUENT = 20
"""Terms listed of texts that have nothing to be compared with."""

MANY_GROUPS, N_NAMED = 12, 12
"""From more groups on fewer terms are drawn, and groups without such terms are counted, not named."""

LONG = 60
"""Longer tables are collapsed."""

N_TERMS = 8
"""Terms of a theme shown with their sentences."""


def keyword_section(
    context: Context,
    words: pd.DataFrame,
    keywords: pd.DataFrame,
    key_terms: pd.DataFrame,
    attention: pd.DataFrame,
    hits: pd.DataFrame,
    rates: pd.DataFrame | None = None,
    yearly: tuple[pd.DataFrame, pd.DataFrame] | None = None,
    totals: pd.DataFrame | None = None,
) -> Section:
    """Show terms that stand out or are avoided, attention to themes, keyness and TF-IDF, with sentences.

    Parameters
    ----------
    context : Context
        The context of the report.
    words : DataFrame
        The result of `headline_terms`.
    keywords : DataFrame
        The result of `tf_idf`.
    key_terms : DataFrame
        The result of `keyness_by`.
    attention : DataFrame
        The result of `attention`.
    hits : DataFrame
        The result of `theme_hits` for the same themes: the hits that were counted.
    rates : DataFrame, optional
        The result of `term_rates`, for a scatter of two groups.
    yearly : tuple of DataFrame, optional
        The results of `attention` and of `term_rates` by year.
    totals : DataFrame, optional
        `theme, term, n`: how often each term was counted, where `hits` are of a sample.
    """
    drawn = rates is not None and (rates.groupby("term")["n"].sum() >= LEAST_DRAWN).any()
    scatter = [term_scatter(context, rates)] if rates is not None and drawn and not context.alone else []
    first = (
        [frequent_bars(context, _frequent_terms(keywords))]
        if context.alone
        else standing_parts(context, words, _small(attention))
    )
    parts = [*first, *scatter, *attention_parts(context, attention, hits, totals)]
    parts += year_parts(context, words, *yearly) if yearly is not None else []
    parts += [*keyness_parts(context, key_terms), tf_idf_table(keywords)]
    return Section("keywords", context, tuple(parts), {"themes": hits})


def year_parts(
    context: Context, words: pd.DataFrame, themes: pd.DataFrame, terms: pd.DataFrame
) -> list[Part]:
    """Show themes, and the terms that stand out, year by year, where there are two years or more."""
    more = words[words["kind"] == "term"].sort_values(["n", "term"], ascending=[False, True])
    order = list(dict.fromkeys(more["term"]))
    marked = _every_year(terms, order)
    names = {theme: translated(theme, context.lang) for theme in themes["theme"].unique()}
    drawn = (
        year_lines(context, "themes_by_year", themes, "theme", names=names),
        year_lines(context, "terms_by_year", marked, "term"),
    )
    charts = [chart for chart in drawn if chart is not None]
    return [Heading("timeline"), *charts] if charts else []


def _every_year(terms: pd.DataFrame, order: Sequence[str]) -> pd.DataFrame:
    """Return the rates of these terms, in this order, in every year: 0 where a term does not occur."""
    sizes = terms.groupby("group")["size"].first()
    known = terms.set_index(["term", "group"])["n"]
    here = [term for term in order if term in known.index.get_level_values("term")]
    every = pd.MultiIndex.from_product([here, sizes.index], names=["term", "group"])
    table = known.reindex(every, fill_value=0).reset_index()
    return table.assign(rate_per_10k=10_000 * table["n"] / table["group"].map(sizes).astype(float))


STANDING_LABELS = {
    "n_other": "n_reference", "rate": "rate_target", "rate_other": "rate_reference", "p": "p_adjusted",
}  # fmt: skip
"""Columns of `standing_out`, and the columns whose headings they take."""


def _small(attention: pd.DataFrame) -> frozenset[str]:
    """Return the groups with too few words for headlines."""
    sizes = attention.groupby("group")["size"].first()
    return frozenset(sizes.index[sizes < MIN_WORDS])


def standing_parts(context: Context, words: pd.DataFrame, small: Collection[str] = frozenset()) -> list[Part]:
    """Show the terms that each group uses more than the others, and those that it hardly uses.

    Parameters
    ----------
    context : Context
        The context of the report.
    words : DataFrame
        The result of `headline_terms`.
    small : collection of str
        Groups with too few words to tell.
    """
    if len(context.groups) < 2:
        return []
    more, less = (words[(words["kind"] == "term") == used] for used in (True, False))
    first = more[more["rank"] <= N_KEYWORDS].reset_index(drop=True)
    parts: list[Part] = [Data("standing_out", words)]
    if small:
        few = tuple(group_name(group, context.by, context.lang) for group in context.arranged(small))
        told = (*few[:N_NAMED], *(["…"] if len(few) > N_NAMED else []))
        parts.append(note("notes.standing_small", groups=told, least=MIN_WORDS))
    tested = ("p",) if words["p"].notna().any() else ()
    if first.empty:
        parts.append(note("notes.standing_none"))
    else:
        shown = _linked(first).assign(
            n_documents=_of(first["n_documents"], first["documents"]),
            log_ratio_interval=list(zip(first["low"], first["high"], strict=True)),
        )
        bounded = ("log_ratio_interval",) if first["low"].notna().any() else ()
        columns = ("group", "rank", "term", "n", "n_documents", "rate", "rate_other", "log_ratio",
                   *bounded, *tested)  # fmt: skip
        if others := [group for group in context.groups if group not in {*first["group"], *small}]:
            names = tuple(group_name(group, context.by, context.lang) for group in others)
            key = "standing_others" if len(others) <= N_NAMED else "standing_many"
            parts.append(note(f"notes.{key}", groups=names, n=len(others)))
        if first["group"].nunique() > PANELS:
            parts.append(note("notes.standing_first"))
        parts += [
            standing_dots(context, _drawn(context, first)),
            Table("standing_out_terms", first, shown, columns, "standing_out", len(shown) > LONG,
                  STANDING_LABELS),
        ]  # fmt: skip
    # What is avoided by the joint interval or test comes before what only its own interval speaks for.
    avoided = less.sort_values(["group", "kind", "rank"]).groupby("group").head(N_AVOIDED)
    avoided = avoided.reset_index(drop=True)
    if len(avoided):
        shown = avoided.assign(
            term=[link("terms", term, term=term) for term in avoided["term"]],
            n_groups=_of(avoided["n_groups_other"], avoided["groups_other"]),
        )
        columns = ("group", "term", "n", "rate", "n_other", "rate_other", "n_groups", "basis")
        labels = STANDING_LABELS | {"n_groups": "n_groups_other"}
        parts += [
            Heading("avoided"),
            note("notes.avoided"),
            *([note("notes.avoided_basis")] if (avoided["basis"] == "alone").any() else []),
            Table("avoided_terms", avoided, shown, columns, "", len(shown) > LONG, labels),
        ]
    return parts


def _of(parts: pd.Series[int], wholes: pd.Series[int]) -> list[str]:
    return [f"{part} / {whole}" for part, whole in zip(parts, wholes, strict=True)]


def tf_idf_table(keywords: pd.DataFrame, fold: bool = True) -> Table:
    """Show the terms with the highest TF-IDF of each group."""
    columns = ("group", "rank", "term", "n", "rate_per_10k", "n_documents", "n_groups", "tf_idf")
    return Table("keywords", keywords, _linked(_first(keywords)), columns, "tf_idf", fold)


def keyness_parts(context: Context, key_terms: pd.DataFrame) -> list[Part]:
    """Show the key terms of each group: the comparison, its size and certainty; marked terms are included."""
    if not (key_terms["log_ratio"] > 0).any():
        return []
    first = _first(key_terms[key_terms["log_ratio"] > 0])
    shown = _linked(first)
    tested = ("dispersion_dp", "q") if shown["q"].notna().any() else ()
    columns = ("group", "rank", "term", "n_target", "n_reference", "rate_target", "rate_reference",
               "n_documents_target", "log_ratio", *tested)  # fmt: skip
    return [
        Heading("keyness"),
        note("notes.keyness"),
        *_untested(context, key_terms),
        Table("keyness", written_terms(key_terms), shown, columns, "numbers", fold=True),
    ]


def _untested(context: Context, key_terms: pd.DataFrame) -> list[Note]:
    known = key_terms["q"].notna().groupby(key_terms["group"]).any()
    groups = tuple(context.arranged(known.index[~known]))
    if not groups:
        return []
    every = len(groups) == len(context.groups)
    return [note("notes.keyness_untested") if every else note("notes.keyness_some_untested", groups=groups)]


def attention_parts(
    context: Context, attention: pd.DataFrame, hits: pd.DataFrame, totals: pd.DataFrame | None = None
) -> list[Part]:
    """Show the share of each group's words that belongs to each theme."""
    themes = attention["theme"].unique()
    rows = attention[["theme", "group", "n"]].itertuples(index=False, name=None)
    shown = attention.assign(
        n=[link("themes", f"{n:,}", f"{t} {g} {n}", theme=t, group=g) if n else "0" for t, g, n in rows],
        interval=list(zip(attention["low"], attention["high"], strict=True)),
        interval_kind=attention["interval"],
    )
    columns = ("theme", "group", "n", "n_types", "rate_per_10k", "interval", "interval_kind", "share")
    labels = {"n_types": "theme_terms", "share": "theme_share"}
    if totals is None:
        totals = hits.groupby(["theme", "term"]).size().rename("n").reset_index()
    totals = totals.sort_values(["theme", "n", "term"], ascending=[True, False, True])
    used = {theme: totals[totals["theme"] == theme] for theme in themes}
    table = pd.DataFrame(
        [(theme, int(of["n"].sum()), len(of), _frequent(of, context)) for theme, of in used.items()],
        columns=["theme", "n", "n_types", "frequent"],
    )
    frequent = [
        tuple(
            link("themes", term, n=n, theme=theme, term=term)
            for theme, term, n in of.head(N_TERMS).itertuples(index=False)
        )
        for of in used.values()
    ]
    return [
        Heading("attention"),
        note("notes.attention"),
        note("notes.attention_counted"),
        attention_dots(context, attention),
        Table("themes", table, table.assign(frequent=frequent), title="themes", labels=labels),
        Table("attention", attention, shown, columns, "numbers", fold=len(shown) > LONG, labels=labels),
        Data("theme_hits", hits),
    ]  # fmt: skip


def _frequent(terms: pd.DataFrame, context: Context) -> str:
    first = terms.head(N_TERMS)
    return join_words((f"{t} {n}" for t, n in zip(first["term"], first["n"], strict=True)), context.lang)


def _first(terms: pd.DataFrame) -> pd.DataFrame:
    first = terms.groupby("group", sort=False).head(N_KEYWORDS).reset_index(drop=True)
    return first.assign(rank=first.groupby("group").cumcount() + 1)


def _frequent_terms(keywords: pd.DataFrame) -> pd.DataFrame:
    """Return the most frequent terms, without the words that say how and not what."""
    kept = keywords[~keywords["term"].isin(list(general_words()))]
    return kept.sort_values(["n", "term"], ascending=[False, True]).head(N_FREQUENT).reset_index(drop=True)


def _drawn(context: Context, first: pd.DataFrame) -> pd.DataFrame:
    few = len(context.groups) <= MANY_GROUPS
    return first if few else first.groupby("group", sort=False).head(N_DRAWN)


def _linked(first: pd.DataFrame) -> pd.DataFrame:
    pairs = zip(first["term"], first["group"], strict=True)
    return first.assign(term=[link("terms", term, term=term, group=group) for term, group in pairs])
