"""The section on who copies whom: shares, pairs, passages, texts cited, adoption."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import pandas as pd

from ...claims.gate import KNOWN
from ...corpus import SizedTexts
from ...lexicon import group_name
from ..charts.reuse import adoption_lines, cited_grid, reuse_matrix, shares_dots
from ..context import Context
from ..parts import Data, Heading, Part, Section, Table, link, note, said
from ..words import join_sentences

FEWEST_GROUPS = 5
"""Groups that a median needs."""

N_PASSAGES, N_CITED, N_PAIRS = 20, 20, 20
"""Passages, cited texts and pairs of groups shown."""

LONGEST = 160
"""Characters shown of a passage."""

KINDS = ("own", "inherited", "near copy", "same province", "other", "common stock")
BETWEEN = ("near copy", "same province", "other")


class Reused(NamedTuple):
    """The tables of the section.

    Attributes
    ----------
    found, shares, pairs, sources, passages, spans : DataFrame
        The results of `text_reuse`, `reuse_shares`, `reuse_pairs`, `reuse_sources`, `reuse_passages` and
        `reuse_spans`.
    citations, cited : DataFrame
        The results of `citations` and `cited_texts`.
    adopted, curves : DataFrame, optional
        The results of `adoption` and `adoption_curves`.
    n_sampled : int, optional
        How many texts were compared with all, where not all were.
    compared : bool
        Whether there is a reference: without one, nothing can be said of what is inherited.
    """

    found: pd.DataFrame
    shares: pd.DataFrame
    pairs: pd.DataFrame
    sources: pd.DataFrame
    passages: pd.DataFrame
    spans: pd.DataFrame
    citations: pd.DataFrame
    cited: pd.DataFrame
    adopted: pd.DataFrame | None = None
    curves: pd.DataFrame | None = None
    n_sampled: int | None = None
    compared: bool = True


def reuse_section(context: Context, reused: Reused, corpus: SizedTexts) -> Section:
    """Show how much of each group's text stands elsewhere, where, and what the texts cite.

    Parameters
    ----------
    context : Context
        The context of the report.
    reused : Reused
        The tables.
    corpus : Corpus
        The texts.
    """
    none = not (reused.shares.loc[reused.shares["kind"] != "own", "share"] > 0).any()
    parts: list[Part] = [note("notes.reuse_none")] if none else []
    if (n := reused.n_sampled) is not None:
        parts.insert(0, note("notes.reuse_sample", n=f"{n:,}", n_all=f"{corpus.n_documents:,}"))
    parts += _summary(context, reused)
    placed = bool(corpus.documents["province"].notna().any())
    parts.append(Table("reuse_shares", reused.shares, _wide(reused, placed), title="reuse_shares", fold=none))
    if not none and reused.shares["group"].nunique() > 2:
        parts.append(shares_dots(context, reused.shares))
    if reused.pairs["group"].nunique() > 2:
        parts.append(reuse_matrix(context, reused.pairs))
    if len(reused.pairs):
        pairs = reused.pairs.head(N_PAIRS).rename(columns={"group_other": "other", "share": "share_shared"})
        parts.append(Table("reuse_pairs", reused.pairs, pairs, title="reuse_pairs", fold=True))
    passages = _shown_passages(context, reused.passages, corpus.documents["province"])
    if len(passages):
        parts += [Heading("reuse_passages"), note("notes.reuse_passages"),
                  Table("reuse_passages", reused.passages, passages)]  # fmt: skip
    sources = _by_source(context, reused.sources)
    if len(sources):
        parts.append(Table("reuse_sources", reused.sources, sources, title="reuse_sources", fold=True))
    if len(reused.cited):
        grid = cited_grid(context, reused.cited)
        parts += [Heading("cited_texts"), note("notes.cited_texts"), *([grid] if grid else []),
                  Table("cited_texts", reused.cited, _most_cited(reused.cited))]  # fmt: skip
    if reused.adopted is not None and reused.curves is not None and len(reused.adopted):
        parts += [Heading("adoption"), note("notes.adoption")]
        if len(reused.curves):
            parts.append(adoption_lines(reused.curves))
        shown = ("term", "n_groups", "n_adopters", "n_left_censored", "first_use", "first_group",
                 "reference_first", "direction", "median")  # fmt: skip
        named = reused.adopted.rename(columns={"item": "term", "first": "first_use"})
        named["direction"] = named["direction"].fillna("")
        parts += [Table("adoption", reused.adopted, named, shown), Data("adoption_curves", reused.curves)]
    parts.append(Data("citations", reused.citations))
    places = {
        "reuse": _places(reused.passages, corpus),
        "shared": reused.spans,
        "cited": reused.citations[["doc_id", "start", "end", "cited"]],
    }
    return Section("reuse", context, tuple(parts), places)


def _summary(context: Context, reused: Reused) -> list[Part]:
    """Say how much is usually shared and by whom most, where there are groups enough for a median."""
    shares = reused.shares.pivot(index="group", columns="kind", values="share")
    if len(shares) < FEWEST_GROUPS or not len(reused.pairs):
        return []
    named = partial(group_name, by=context.by, lang=context.lang)

    def extreme(kind: str, least: bool = False) -> dict[str, str]:
        column = shares[kind]
        group = column.idxmin() if least else column.idxmax()
        return {"median": f"{column.median():.1%}", "group": named(group), "share": f"{column[group]:.1%}"}

    told = [context.say("notes.reuse_own", extreme("own", least=True))]
    if reused.compared and shares["inherited"].max() > 0:
        told.append(context.say("notes.reuse_inherited", extreme("inherited")))
        same = shares.index[shares["inherited"] >= KNOWN]
        if len(same):
            told.append(context.say("notes.reuse_reference", {"groups": tuple(map(named, same))}))
    first = reused.pairs.sort_values(["share", "group"], ascending=[False, True]).iloc[0]
    pair = {"group": named(first["group"]), "other": named(first["group_other"])}
    told.append(context.say("notes.reuse_pair", {**pair, "share": f"{first['share']:.1%}"}))
    return [said(join_sentences(told, context.lang))]


def _wide(reused: Reused, placed: bool) -> pd.DataFrame:
    """Return one row per group with a column for each kind that there can be."""
    shares = reused.shares
    known = {"inherited": reused.compared, "same province": placed}
    kinds = [kind for kind in KINDS if known.get(kind, True)]
    table = shares.pivot(index="group", columns="kind", values="share").reindex(columns=kinds)
    table.columns = [f"share_{kind.replace(' ', '_')}" for kind in table.columns]
    table.insert(0, "n_documents", shares.groupby("group")["n_documents"].first())
    return table.reset_index()


def _shown_passages(context: Context, passages: pd.DataFrame, provinces: pd.Series[str]) -> pd.DataFrame:
    """Return the longest passages between groups, then the longest of the reference."""
    group = passages["doc_id"].map(context.labels)
    other = passages["doc_id_other"].map(context.labels)
    between = passages["kind"].isin(BETWEEN) & group.notna() & other.notna() & (group != other)
    outside = (passages["kind"] == "inherited") & group.notna()
    named = passages.assign(group=group, other=other.where(~outside, passages["doc_id_other"]),
                            passage=passages.index.astype(str))  # fmt: skip
    rows = pd.concat([named[between].head(N_PASSAGES), named[outside].head(N_PASSAGES // 2)])
    links = [
        link("reuse", context.raw("page.sentences"), label=f"{row.group} · {row.other}", passage=row.passage)
        for row in rows.itertuples()
    ]
    # A text that is of no province is not of another one.
    placed = rows["doc_id"].map(provinces).notna() & rows["doc_id_other"].map(provinces).notna()
    kind = rows["kind"].mask(rows["kind"] == "other", placed.map({True: "elsewhere", False: ""}))
    return pd.DataFrame({
        "group": rows["group"], "other": rows["other"], "n_characters": rows["n_characters"],
        **({"kind": kind} if (kind != "").any() else {}), "passage": links,
        "text": rows["text"].map(_short), "text_other": rows["text_other"].map(_short),
    }).astype(object)  # fmt: skip


def _short(text: str) -> str:
    plain = "".join(text.split("\n"))
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST]}…"


def _by_source(context: Context, sources: pd.DataFrame) -> pd.DataFrame:
    """Return the largest source of each group; a text without a group goes by its province."""
    named = sources[sources["kind"].isin(["group", "ungrouped", "reference"])].copy()
    alone = named["kind"] == "ungrouped"
    named.loc[alone, "source"] = [
        context.say("page.ungrouped", {"place": place}) if place else context.say("page.ungrouped_nowhere")
        for place in named.loc[alone, "source"]
    ]
    return (
        named.groupby("group", sort=False)
        .head(1)[["group", "source", "share"]]
        .rename(columns={"source": "earliest", "share": "share_shared"})
    )


def _most_cited(cited: pd.DataFrame) -> pd.DataFrame:
    """Return the texts that most groups cite, each opening its references."""
    table = cited.groupby("cited", as_index=False).agg(
        level=("level", "first"), year=("year", "first"), n_groups=("group", "nunique"),
        n_documents=("n_documents", "sum"), n=("n", "sum"),
    )  # fmt: skip
    table = table.sort_values(["n_groups", "n", "cited"], ascending=[False, False, True]).head(N_CITED)
    table["cited"] = [link("cited", name, cited=name) for name in table["cited"]]
    # `city` among the values is what a place was inferred from.
    table["level"] = table["level"].fillna("").replace("city", "prefecture")
    return table.reset_index(drop=True)


def _places(passages: pd.DataFrame, corpus: SizedTexts) -> pd.DataFrame:
    """Return both places of each passage that is in the texts."""
    here = passages.assign(passage=passages.index.astype(str))
    there = here[["doc_id_other", "start_other", "end_other", "passage"]].set_axis(
        ["doc_id", "start", "end", "passage"], axis=1
    )
    both = pd.concat([here[["doc_id", "start", "end", "passage"]], there[~passages["kind"].isin(
        ["inherited", "in a later reference"])]], ignore_index=True)  # fmt: skip
    both = both[both["doc_id"].isin(corpus.documents.index)]
    return both.astype({"start": "int64", "end": "int64"})
