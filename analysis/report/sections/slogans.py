"""The section on slogans."""

from __future__ import annotations

from typing import Any

import pandas as pd
from IPython.display import HTML

from ...figures import group_colors, rate_dots
from ...tables import Html, cells, evidence_link, interval, translate
from ..findings import family_label, join_words
from ..page import Page, join

N_FORMULAS = 40
N_FAMILIES = 25

MANY_GROUPS = 12
"""With more groups than this, a table has no column for each."""


def closed_runs(hits: pd.DataFrame) -> pd.DataFrame:
    """Return the hits that are parallel runs in the strict sense: limb by limb, and no numeric formulas.

    Parameters
    ----------
    hits : DataFrame
        The result of `find_slogans`.
    """
    return hits[(hits["kind"] != "numeric") & hits["form"].isin(["adjacent", "unseparated"])]


def slogan_section(page: Page, hits: pd.DataFrame, rates: pd.DataFrame) -> HTML:
    """Show how often each group uses which slogans, every number opening its sentences.

    Parameters
    ----------
    page : Page
        The page.
    hits : DataFrame
        The result of `find_slogans`.
    rates : DataFrame
        The result of `slogan_rates` for `closed_runs`.
    """
    placed = hits.assign(group=hits["doc_id"].map(page.labels)).dropna(subset=["group"])
    runs = closed_runs(placed)
    total = rates[(rates["kind"] == "all") & (rates["family"] == "all")]
    ordered = total.sort_values(["rate_per_10k", "group"], ascending=[False, True])
    summary = join_words(
        [
            f"{row.group} {row.rate_per_10k:.1f}"
            for row in ordered.dropna(subset=["rate_per_10k"]).itertuples()
        ],
        page.lang,
    )
    shown = ordered.assign(
        interval=[interval(a, b) for a, b in zip(ordered["low"], ordered["high"], strict=True)],
        interval_kind=translate(ordered["interval"], page.lang),
        n=cells(
            (_number(page, f"s:{group}", runs[runs["group"] == group]) for group in ordered["group"]),
            ordered.index,
        ),
    )
    columns = ["group", "n", "n_types", "n_documents", "size", "rate_per_10k", "interval", "interval_kind"]
    labels = {key: page.say["columns"][f"{key}_han"] for key in ("size", "rate_per_10k")}
    parts = [
        page.figure("slogans", rate_dots(total, group_colors(page.groups), page.lang), summary=summary),
        page.table(
            "slogan_rates",
            rates,
            shown,
            title="numbers",
            columns=columns,
            labels=labels,
            fold=len(shown) > 30,
        ),
    ]
    if len(placed):
        parts.append(_count_table(page, placed, "kind", "kinds"))
        parts.append(_count_table(page, placed, "family", "families"))
        parts.append(_formula_table(page, placed))
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
            "n": cells(_number(page, f"{column}:{value}", by_value[value]) for value in first.index),
            "n_groups": (first > 0).sum(axis=1).to_numpy(),
        }
    else:
        numbers = {
            group: cells(
                _number(page, f"{column}:{value}|{group}", hits[hits["group"] == group])
                for value, hits in ((value, by_value[value]) for value in first.index)
            )
            for group in page.groups
        }
    shown = pd.DataFrame({column: names, **numbers})
    return page.table(f"slogans_by_{column}", counts.reset_index(), shown, title=title)


def _formula_table(page: Page, placed: pd.DataFrame) -> HTML:
    formulas = placed.groupby(["variant", "family"], sort=True).agg(
        text=("text", _most_common),
        n=("text", "size"),
        n_documents=("doc_id", "nunique"),
        groups=("group", lambda groups: join_words(sorted(set(groups)), page.lang)),
    )
    formulas = formulas.reset_index().sort_values(["n", "variant"], ascending=[False, True], kind="stable")
    first = formulas.head(N_FORMULAS)
    shown = first.assign(
        family=[family_label(family, page.lang) for family in first["family"]],
        n=cells(
            (
                _number(
                    page,
                    f"v:{variant}|{family}",
                    placed[(placed["variant"] == variant) & (placed["family"] == family)],
                )
                for variant, family in zip(first["variant"], first["family"], strict=True)
            ),
            first.index,
        ),
    )
    hits = placed.drop(columns="group")
    labels = {"text": page.say["columns"]["variant"]}
    columns = ["text", "family", "n", "n_documents", "groups"]
    return page.table("slogans", hits, shown, title="formulas", columns=columns, labels=labels)


def _number(page: Page, key: str, hits: pd.DataFrame) -> Html | str:
    if hits.empty:
        return "0"
    return evidence_link(page.evidence.add_hits(key, hits), str(len(hits)))


def _most_common(texts: pd.Series[Any]) -> str:
    counted = texts.value_counts()
    return min(str(text) for text in counted.index[counted == counted.max()])
