"""Tables of the section on slogans: which formulas, in which variants, of which kinds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from ...slogans import KINDS, Slogans, commonest, varied_families
from ..charts.slogans import formula_grid, variant_bars
from ..context import Context
from ..parts import Heading, Link, Note, Part, Table, link, note
from ..words import join_words

N_FORMULAS = 40
N_FEW = 15
"""Number of formulas shown even if they occur only once."""

N_FAMILIES = 25
N_NUMERIC = 25
N_OWN, N_OWN_MANY = 6, 3
N_ADAPTED = 25
SHORT = 20
"""Longest formula, in characters, that stands as an example beside the name of its family."""

N_USERS = 8
"""Maximum number of groups named for a formula; of more, the first are named and the total is given."""

MANY_GROUPS = 12
"""Above this number of groups, tables have no column per group."""


def users(context: Context, groups: Sequence[str]) -> str:
    """Name the groups that use a formula; of many, name the first and give the total."""
    if len(groups) <= N_USERS:
        return join_words(groups, context.lang)
    return context.say("notes.users", {"groups": tuple(groups[:N_USERS]), "n": len(groups)})


def of_all(rates: pd.DataFrame) -> pd.DataFrame:
    """Return the rates of all slogans together."""
    return rates[(rates["kind"] == "all") & (rates["family"] == "all")]


def count_link(kind: str, n: int, /, **where: str) -> Link | str:
    """Return a count that opens its sentences; 0 is not a link."""
    return Link(kind, tuple(where.items()), str(n)) if n else "0"


def sharing_parts(context: Context, slogans: Slogans) -> list[Part]:
    """Show which groups use which formulas."""
    table = slogans.formulas
    ordered = table.drop_duplicates("formula").sort_values(
        ["n_total", "n_groups", "formula"], ascending=[False, False, True]
    )
    first = ordered.head(max(int((ordered["n_total"].head(N_FORMULAS) > 1).sum()), N_FEW))
    of_formula = table.groupby("formula")
    named = of_formula["group"].agg(sorted)
    shown = first.assign(
        n=[link("runs", n, formula=f) for f, n in zip(first["formula"], first["n_total"], strict=True)],
        n_documents=of_formula["n_documents"].sum()[first["formula"]].to_numpy(),
        groups=[users(context, named[formula]) for formula in first["formula"]],
    )
    users_of = () if context.alone else ("n_groups", "groups")
    columns = ("formula", "kind", "n", "n_documents", *users_of)
    grid: list[Part] = [
        Heading("sharing"),
        note("notes.slogan_sharing"),
        formula_grid(context, table),
    ]  # fmt: skip
    compared = context.by != "year" and len(context.groups) > 1
    return [*(grid if compared else ()), Table("slogan_formulas", table, shown, columns, "formulas")]


def profile_parts(context: Context, slogans: Slogans) -> list[Part]:
    """Show which slogans are a group's own, which shared, and which adopted from a reference."""
    profile, referred = slogans.profile, slogans.reference is not None
    kinds = ["own", "shared", *(["inherited"] if referred else [])]
    counts = profile.groupby(["group", "status"]).size().unstack(fill_value=0)
    counts = counts.reindex(index=list(context.groups), columns=kinds, fill_value=0)
    most = N_OWN if len(context.groups) <= MANY_GROUPS else N_OWN_MANY
    own = own_formulas(slogans, most)
    shown = pd.DataFrame({"group": context.groups, **{kind: counts[kind].to_numpy() for kind in kinds}})
    shown["own_formulas"] = [own.get(group, ()) for group in context.groups]
    parts: list[Part] = [Heading("profile"), note("notes.slogan_profile", n=most)]
    if referred:
        parts.append(_inherited(profile))
    parts.append(Table("slogan_profile", profile, shown, labels={kind: f"n_{kind}" for kind in kinds}))
    if profile["model"].notna().any():
        parts.append(_adapted(context, slogans))
    return parts


def run_places(slogans: Slogans) -> pd.DataFrame:
    """Return the parallel runs with what links name: `layer`, the same for all, and `status` of `profile`."""
    status = slogans.profile.set_index(["group", "variant"])["status"]
    keys = pd.MultiIndex.from_frame(slogans.runs[["group", "variant"]])
    known = status[~status.index.duplicated()].reindex(keys).to_numpy()
    return slogans.runs.assign(layer="run", status=known)


def own_formulas(slogans: Slogans, most: int) -> dict[Any, tuple[Link, ...]]:
    """Return the formulas that only one group uses, by group: the most frequent, then the most certain."""
    score = slogans.runs.groupby(["group", "variant"])["score"].max()
    own = slogans.profile[slogans.profile["status"] == "own"].join(score, on=["group", "variant"])
    own = own.sort_values(["group", "n", "score", "variant"], ascending=[True, False, False, True])
    return {
        group: tuple(
            link("runs", text, group=group, variant=variant)
            for variant, text in zip(mine["variant"], mine["text"], strict=True)
        )
        for group, mine in own.groupby("group").head(most).groupby("group")
    }


def _inherited(profile: pd.DataFrame) -> Note:
    taken = profile[profile["status"] == "inherited"]
    n, total = int(taken["n"].sum()), int(profile["n"].sum())
    adapted = profile.loc[profile["model"].notna(), "variant"].nunique()
    types = taken["variant"].nunique()
    return note("notes.slogan_inherited", n=n, n_types=types, share=n / total, total=total, adapted=adapted)


def _adapted(context: Context, slogans: Slogans) -> Table:
    assert slogans.reference is not None
    spelled = slogans.reference.drop_duplicates("variant").set_index("variant")["text"]
    near = slogans.profile[slogans.profile["model"].notna()].groupby(["variant", "model"], sort=True)
    table = near.agg(
        text=("text", "first"),
        n=("n", "sum"),
        groups=("group", lambda groups: users(context, context.arranged(groups))),
    ).reset_index()
    table = table.assign(model_text=table["model"].map(spelled))
    first = table.sort_values(["n", "variant"], ascending=[False, True]).head(N_ADAPTED)
    pairs = zip(first["variant"], first["n"], strict=True)
    shown = first.assign(n=[link("runs", n, variant=variant) for variant, n in pairs])
    return Table("slogans_adapted", table, shown, ("text", "model_text", "n", "groups"), "adapted", fold=True)


def variants_parts(context: Context, slogans: Slogans) -> list[Part]:
    """Show the variants of the most variable families side by side."""
    table = slogans.variants
    varied = varied_families(table)
    if not varied:
        return []
    order = {family: at for at, family in enumerate(varied)}
    drawn = table[table["family"].isin(varied)]
    drawn = drawn.sort_values("family", key=lambda names: names.map(order), kind="stable")
    first = drawn.groupby("family", sort=False).head(N_FAMILIES)
    rows = first[["family", "variant", "n"]].itertuples(index=False)
    shown = first.assign(
        n=[link("runs", n, family=family, variant=variant) for family, variant, n in rows],
        groups=[users(context, groups.split("、")) for groups in first["groups"]],
    )
    return [
        Heading("variants"),
        note("notes.slogan_variants"),
        variant_bars(context, drawn),
        Table("slogan_variants", table, shown, ("family", "text", "n", "relation", "n_orders", "groups"),
              "variants", fold=True),
    ]  # fmt: skip


def kinds_parts(context: Context, slogans: Slogans) -> list[Part]:
    """Show how often the kinds and the most frequent families of slogans occur in each group."""
    hits = slogans.hits
    families = hits[(hits["kind"] != "numeric") & ~hits["family"].isin(KINDS)]
    parts: list[Part] = [Heading("kinds"), _counts(context, hits, "kind", "")]
    return [*parts, _counts(context, families, "family", "families")] if len(families) else parts


def _counts(context: Context, hits: pd.DataFrame, column: str, title: str) -> Table:
    counts = hits.groupby([column, "group"]).size().unstack(fill_value=0)
    counts = counts.reindex(columns=list(context.groups), fill_value=0)
    counts = counts.loc[counts.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    first = counts.head(N_FAMILIES)
    names = list(first.index) if column == "kind" else _exemplified(context, hits, list(first.index))
    numbers: dict[str, Any]
    if len(context.groups) > MANY_GROUPS:
        totals = first.sum(axis=1).items()
        numbers = {"n": [count_link("slogans", n, **{column: str(value)}) for value, n in totals]}
        numbers["n_groups"] = (first > 0).sum(axis=1).to_numpy()
    else:
        numbers = {
            group: [
                count_link("slogans", n, **{column: str(value)}, group=group) for value, n in mine.items()
            ]
            for group, mine in first.items()
        }
    shown = pd.DataFrame({column: names, **numbers})
    return Table(f"slogans_by_{column}", counts.reset_index(), shown, title=title, fold=column == "family")


def _exemplified(context: Context, hits: pd.DataFrame, families: Sequence[str]) -> list[str]:
    """Return the names of families with their most frequent short formula: X化 alone says little."""
    short = hits[hits["text"].str.len() <= SHORT]
    known = commonest(short if len(short) else hits, ["family"])
    return [
        family if "、" in family or family not in known
        else context.say("notes.family_example", {"family": family, "example": known[family]})
        for family in families
    ]  # fmt: skip


def numeric_parts(context: Context, slogans: Slogans) -> list[Part]:
    """Show the most frequent numeric formulas, and write all hits to a data file."""
    hits = slogans.hits.drop(columns="group")
    numeric = slogans.hits[slogans.hits["kind"] == "numeric"]
    counts = numeric.groupby("variant").agg(
        n_documents=("doc_id", "nunique"), n_groups=("group", "nunique"), total=("text", "size"),
        groups=("group", lambda groups: users(context, context.arranged(groups))),
    ).reset_index()  # fmt: skip
    first = counts.sort_values(["total", "variant"], ascending=[False, True]).head(N_NUMERIC)
    pairs = zip(first["variant"], first["total"], strict=True)
    shown = first.assign(n=[link("slogans", n, kind="numeric", variant=variant) for variant, n in pairs])
    columns = ("variant", "n", "n_documents", "n_groups", "groups")
    return [Table("slogans", hits, shown, columns, "numeric", fold=True, labels={"variant": "formula"})]
