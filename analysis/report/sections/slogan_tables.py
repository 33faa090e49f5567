"""Tables of the section on slogans: whose formulas, in which variants, of which kinds."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
from IPython.display import HTML

from ...figures import formula_grid, group_colors, variant_bars
from ...slogans import (
    KINDS,
    slogan_formulas,
    slogan_profile,
    slogan_variants,
    varied_families,
    verdict_table,
    with_formula,
)
from ...tables import Html, cells, evidence_link, translate
from ..findings import family_label, join_words
from ..page import Page, join

N_FORMULAS = 40
N_FEW = 15
"""Formulas shown even when they stand once."""

N_FAMILIES = 25
N_NUMERIC = 25
N_OWN, N_OWN_MANY = 6, 3
N_ADAPTED = 25
N_USERS = 8

MANY_GROUPS = 12
"""With more groups than this, a table has no column for each."""


def heading(page: Page, key: str) -> HTML:
    """Return a heading of the catalogue."""
    return HTML(f"<h3>{escape(page.say['headings'][key])}</h3>")


def note(page: Page, key: str, **values: Any) -> HTML:
    """Return a paragraph of the catalogue's notes."""
    return HTML(f"<p class='intro'>{escape(page.word('notes', key, **values))}</p>")


def number(page: Page, key: str, hits: pd.DataFrame, text: str = "") -> Html | str:
    """Return the number of hits, or a text, as a link to their sentences."""
    if hits.empty:
        return "0"
    return evidence_link(page.evidence.add_hits(key, hits), text or str(len(hits)))


def users(page: Page, groups: list[str]) -> str:
    """Return the users of a formula by name; of many, the first ones and how many there are."""
    if len(groups) <= N_USERS:
        return join_words(groups, page.lang)
    return page.word("notes", "users", groups=join_words(groups[:N_USERS], page.lang), n=len(groups))


def sharing_part(page: Page, runs: pd.DataFrame) -> HTML:
    """Show which groups use which formulas."""
    table = slogan_formulas(runs, "group")
    ordered = table.drop_duplicates("formula").sort_values(
        ["n_total", "n_groups", "formula"], ascending=[False, False, True]
    )
    first = ordered.head(max(int((ordered["n_total"].head(N_FORMULAS) > 1).sum()), N_FEW))
    named = with_formula(runs)
    mine = dict(tuple(named[named["formula"].isin(first["formula"])].groupby("formula")))
    shown = first.assign(
        text=first["formula"],
        n=cells((number(page, f"f:{f}", mine[f]) for f in first["formula"]), first.index),
        n_documents=[mine[f]["doc_id"].nunique() for f in first["formula"]],
        kind=translate(first["kind"], page.lang),
        groups=[users(page, sorted(mine[f]["group"].unique())) for f in first["formula"]],
    )
    parts = []
    if page.by != "year" and len(page.groups) > 1:
        parts.append(heading(page, "sharing"))
        axes = partial(formula_grid, table, page.groups, group_colors(page.groups), page.lang)
        parts += [note(page, "slogan_sharing"), page.figure("formulas", axes, n_groups=len(page.groups))]
    columns = ["text", "kind", "n", "n_documents", "n_groups", "groups"]
    labels = {"text": page.say["columns"]["formula"]}
    parts.append(
        page.table("slogan_formulas", table, shown, title="formulas", columns=columns, labels=labels)
    )
    return join(parts)


def profile_part(page: Page, runs: pd.DataFrame, reference: pd.DataFrame | None) -> HTML:
    """Show what is each group's own, what shared, and what taken over from a reference."""
    profile = slogan_profile(runs, "group", reference)
    counts = profile.groupby(["group", "status"]).size().unstack(fill_value=0)
    kinds = ["own", "shared"] + ([] if reference is None else ["inherited"])
    counts = counts.reindex(index=page.groups, columns=kinds, fill_value=0)
    most = N_OWN if len(page.groups) <= MANY_GROUPS else N_OWN_MANY
    score = runs.groupby(["group", "variant"])["score"].max()
    own = profile[profile["status"] == "own"].join(score, on=["group", "variant"])
    own = own.sort_values(["group", "n", "score", "variant"], ascending=[True, False, False, True])
    first = own.groupby("group").head(most)
    mine = dict(tuple(runs.groupby(["group", "variant"])))
    links: dict[str, list[Html | str]] = {group: [] for group in page.groups}
    for group, variant, text in first[["group", "variant", "text"]].itertuples(index=False, name=None):
        links[group].append(number(page, f"o:{group}|{variant}", mine[group, variant], text))
    shown = pd.DataFrame({"group": page.groups, **{kind: counts[kind].to_numpy() for kind in kinds}})
    shown["own_formulas"] = cells(Html("<br>".join(map(str, links[group]))) for group in page.groups)
    labels = {kind: page.say["columns"][f"n_{kind}"] for kind in kinds}
    parts = [heading(page, "profile"), note(page, "slogan_profile", n=most)]
    if reference is not None:
        parts.append(_inherited(page, profile))
    parts.append(page.table("slogan_profile", profile, shown, labels=labels))
    if reference is not None and profile["model"].notna().any():
        parts.append(_adapted(page, runs, profile, reference))
    return join(parts)


def _inherited(page: Page, profile: pd.DataFrame) -> HTML:
    taken = profile[profile["status"] == "inherited"]
    share = taken["n"].sum() / profile["n"].sum()
    adapted = profile.loc[profile["model"].notna(), "variant"].nunique()
    return note(
        page, "slogan_inherited", n=f"{taken['n'].sum():,}", n_types=f"{taken['variant'].nunique():,}",
        share=f"{share:.1%}", total=f"{profile['n'].sum():,}", adapted=f"{adapted:,}",
    )  # fmt: skip


def _adapted(page: Page, runs: pd.DataFrame, profile: pd.DataFrame, reference: pd.DataFrame) -> HTML:
    spelled = reference.drop_duplicates("variant").set_index("variant")["text"]
    table = profile[profile["model"].notna()].groupby(["variant", "model"], sort=True).agg(
        text=("text", "first"), n=("n", "sum"), groups=("group", lambda groups: users(page, sorted(groups))),
    ).reset_index()  # fmt: skip
    table = table.assign(model_text=table["model"].map(spelled))
    first = table.sort_values(["n", "variant"], ascending=[False, True]).head(N_ADAPTED)
    mine = dict(tuple(runs[runs["variant"].isin(first["variant"])].groupby("variant")))
    links = (number(page, f"m:{variant}", mine[variant]) for variant in first["variant"])
    shown = first.assign(n=cells(links, first.index))
    columns = ["text", "model_text", "n", "groups"]
    return page.table("slogans_adapted", table, shown, title="adapted", columns=columns, fold=True)


def variants_part(page: Page, runs: pd.DataFrame) -> HTML:
    """Show the variants of the families that vary most, side by side."""
    table = slogan_variants(runs, "group")
    varied = varied_families(table)
    if not varied:
        return HTML("")
    shown = table[table["family"].isin(varied)]
    order = {family: at for at, family in enumerate(varied)}
    shown = shown.sort_values("family", key=lambda names: names.map(order), kind="stable")
    first = shown.groupby("family", sort=False).head(N_FAMILIES)
    mine = dict(tuple(runs.groupby(["family", "variant"])))
    keys = list(zip(first["family"], first["variant"], strict=True))
    listed = first.assign(
        n=cells((number(page, f"v:{f}|{v}", mine[f, v]) for f, v in keys), first.index),
        relation=translate(first["relation"], page.lang),
        groups=[users(page, groups.split("、")) for groups in first["groups"]],
    )
    terms = shown.groupby("family", sort=False)["text"].agg(list)
    said = [
        page.word("figures", "keywords_summary", group=family, terms=join_words(texts[:3], page.lang))
        for family, texts in terms.items()
    ]
    columns = ["family", "text", "n", "relation", "n_orders", "groups"]
    return join(
        [
            heading(page, "variants"),
            note(page, "slogan_variants"),
            page.figure("variants", partial(variant_bars, shown, page.lang), summary="; ".join(said)),
            page.table("slogan_variants", table, listed, title="variants", columns=columns, fold=True),
        ]
    )


def kinds_part(page: Page, placed: pd.DataFrame) -> HTML:
    """Show how often the kinds and the most frequent families of slogans stand in each group."""
    families = placed[(placed["kind"] != "numeric") & ~placed["family"].isin(KINDS)]
    parts = [heading(page, "kinds"), _count_table(page, placed, "kind", "")]
    if len(families):
        parts.append(_count_table(page, families, "family", "families"))
    return join(parts)


def _count_table(page: Page, placed: pd.DataFrame, column: str, title: str) -> HTML:
    counts = placed.groupby([column, "group"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=page.groups, fill_value=0)
    counts = counts.loc[counts.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    first = counts.head(N_FAMILIES)
    names = [family_label(value, page.lang) for value in first.index]
    by_value = dict(tuple(placed[placed[column].isin(first.index)].groupby(column)))
    if len(page.groups) > MANY_GROUPS:
        numbers = {
            "n": cells(number(page, f"{column}:{value}", by_value[value]) for value in first.index),
            "n_groups": (first > 0).sum(axis=1).to_numpy(),
        }
    else:
        numbers = {
            group: cells(
                number(page, f"{column}:{value}|{group}", hits[hits["group"] == group])
                for value, hits in ((value, by_value[value]) for value in first.index)
            )
            for group in page.groups
        }
    shown = pd.DataFrame({column: names, **numbers})
    return page.table(
        f"slogans_by_{column}", counts.reset_index(), shown, title=title, fold=column == "family"
    )


def numeric_part(page: Page, placed: pd.DataFrame) -> HTML:
    """Show the most frequent numeric formulas and write all hits."""
    numeric = placed[placed["kind"] == "numeric"]
    hits = placed.drop(columns="group")
    if numeric.empty:
        return page.table("slogans", hits, hits.head(0)[["text"]], title="numeric", fold=True)
    counts = numeric.groupby("variant").agg(
        n_documents=("doc_id", "nunique"), n_groups=("group", "nunique"), total=("text", "size"),
        groups=("group", lambda groups: users(page, sorted(set(groups)))),
    ).reset_index()  # fmt: skip
    first = counts.sort_values(["total", "variant"], ascending=[False, True]).head(N_NUMERIC)
    mine = dict(tuple(numeric[numeric["variant"].isin(first["variant"])].groupby("variant")))
    links = (number(page, f"n:{variant}", mine[variant]) for variant in first["variant"])
    shown = first.assign(text=first["variant"], n=cells(links, first.index))
    columns = ["text", "n", "n_documents", "n_groups", "groups"]
    labels = {"text": page.say["columns"]["formula"]}
    return page.table("slogans", hits, shown, title="numeric", columns=columns, labels=labels, fold=True)


def verdicts_part(page: Page, hits: pd.DataFrame, verdicts: str | Path | None) -> HTML:
    """Write the table of verdicts for a reader to fill in, and say so."""
    page.data("slogan_verdicts", verdict_table(hits, verdicts))
    return note(page, "slogan_verdicts")
