"""The part on attention: how much of its words each group gives to each theme."""

from __future__ import annotations

from functools import partial
from html import escape

import pandas as pd
from IPython.display import HTML

from ...figures import attention_dots, group_colors
from ...tables import Html, cells, evidence_link, interval, translate
from ..evidence import CAP, theme_key
from ..page import Page, join

N_TERMS = 8
"""Terms of a theme that are shown with their sentences."""

MANY_GROUPS, FEW_SENTENCES = 12, 4
"""With more groups than this, so many sentences stand under a number, or the page would grow too long."""


def attention_section(page: Page, attention: pd.DataFrame, hits: pd.DataFrame) -> HTML:
    """Show the attention of each group to each theme, every number and term opening its sentences.

    Parameters
    ----------
    page : Page
        The page.
    attention : DataFrame
        The result of `attention` for the corpus of the page.
    hits : DataFrame
        The result of `theme_hits` for the same themes: what was counted.
    """
    highest = attention.dropna(subset=["rate_per_10k"]).sort_values(
        ["rate_per_10k", "group"], ascending=[False, True]
    )
    first = highest.drop_duplicates("theme").set_index("theme")["group"]
    summary = [
        page.word("figures", "attention_summary", theme=translate([theme], page.lang)[0], group=first[theme])
        for theme in attention["theme"].unique()
        if theme in first
    ]
    dots = partial(attention_dots, attention, group_colors(page.groups), page.lang)
    page.data("theme_hits", hits)
    page.evidence.add_themes(hits, page.groups, CAP if len(page.groups) <= MANY_GROUPS else FEW_SENTENCES)
    shown = attention.assign(
        theme=translate(attention["theme"], page.lang),
        n=cells(_numbers(attention), attention.index),
        interval=[interval(a, b) for a, b in zip(attention["low"], attention["high"], strict=True)],
        interval_kind=translate(attention["interval"], page.lang),
    )
    columns = ["theme", "group", "n", "n_types", "rate_per_10k", "interval", "interval_kind", "share"]
    notes = [page.word("notes", key) for key in ("attention", "attention_counted")]
    return join(
        [
            HTML(f"<h3>{escape(page.say['headings']['attention'])}</h3>"),
            HTML("".join(f"<p class='intro'>{escape(note)}</p>" for note in notes)),
            page.figure("attention", dots, summary="; ".join(summary)),
            page.table("themes", *_themes(page, attention, hits), title="themes", labels=_labels(page)),
            page.table(
                "attention",
                attention,
                shown,
                title="numbers",
                columns=columns,
                fold=len(shown) > 60,
                labels=_labels(page),
            ),
        ]
    )


def _numbers(attention: pd.DataFrame) -> list[Html | str]:
    rows = attention[["theme", "group", "n"]].itertuples(index=False, name=None)
    return [
        evidence_link(theme_key(theme, group), f"{n:,}", f"{theme} {group} {n}") if n else "0"
        for theme, group, n in rows
    ]


def _labels(page: Page) -> dict[str, str]:
    return {"n_types": page.word("headings", "theme_terms"), "share": page.word("headings", "theme_share")}


def _themes(page: Page, attention: pd.DataFrame, hits: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    mark = "、" if page.lang == "zh" else ", "
    totals = hits.groupby(["theme", "term"]).size().rename("n").reset_index()
    totals = totals.sort_values(["theme", "n", "term"], ascending=[True, False, True])
    rows, linked = [], []
    for theme in attention["theme"].unique():
        used = totals[totals["theme"] == theme]
        first = used.head(N_TERMS)
        keys = page.evidence.add_theme_terms(hits, first)
        links = zip(keys, first["term"], first["n"], strict=True)
        linked.append(Html(mark.join(f"{evidence_link(key, term)}&nbsp;{n:,}" for key, term, n in links)))
        plain = mark.join(f"{term} {n}" for term, n in zip(first["term"], first["n"], strict=True))
        rows.append((theme, int(used["n"].sum()), len(used), plain))
    table = pd.DataFrame(rows, columns=["theme", "n", "n_types", "frequent"])
    named = table.assign(theme=translate(table["theme"], page.lang))
    return table, named.assign(frequent=cells(linked, table.index))
