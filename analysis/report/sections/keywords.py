"""The section on keywords."""

from __future__ import annotations

from functools import partial
from html import escape

import numpy as np
import pandas as pd
from IPython.display import HTML

from ...figures import group_colors, keyness_dots, keyword_bars
from ...tables import cells, evidence_link
from ..findings import join_words
from ..page import Page, join

N_KEYWORDS = 10

N_WRITTEN = 200
"""Rows of each group in the data file of key terms: of ninety cities, all of them would fill 40 MB."""


def keyword_section(page: Page, keywords: pd.DataFrame, key_terms: pd.DataFrame | None = None) -> HTML:
    """Show the keywords of each group, every term opening its sentences.

    Parameters
    ----------
    page : Page
        The page.
    keywords : DataFrame
        The result of `tf_idf`.
    key_terms : DataFrame, optional
        The result of `keyness_by`.
    """
    first = keywords.groupby("group", sort=False).head(N_KEYWORDS).copy()
    colors = group_colors(page.groups)
    drawn = first if len(page.groups) <= 12 else first.groupby("group", sort=False).head(5)
    terms = drawn.groupby("group", sort=False)["term"].agg(list)
    summary = [
        page.word("figures", "keywords_summary", group=g, terms=join_words(t[:3], page.lang))
        for g, t in terms.items()
    ]
    keys = page.evidence.add_terms(first[["term", "group"]])
    shown = first.assign(
        rank=first.groupby("group").cumcount() + 1,
        term=cells(
            (evidence_link(key, term) for key, term in zip(keys, first["term"], strict=True)), first.index
        ),
    )
    columns = ["group", "rank", "term", "n", "rate_per_10k", "n_documents", "n_groups", "tf_idf"]
    parts = [
        page.figure("keywords", partial(keyword_bars, drawn, colors, page.lang), summary="; ".join(summary)),
        page.table("keywords", keywords, shown, title="numbers", columns=columns, fold=len(shown) > 60),
    ]
    if key_terms is not None and (key_terms["log_ratio"] > 0).any():
        parts.append(keyness_part(page, key_terms))
    return join(parts)


def keyness_part(page: Page, key_terms: pd.DataFrame) -> HTML:
    """Show against what, how much and how surely the key terms of each group stand out.

    Parameters
    ----------
    page : Page
        The page.
    key_terms : DataFrame
        The result of `keyness_by`.
    """
    more = key_terms[key_terms["log_ratio"] > 0]
    first = more.groupby("group", sort=False).head(N_KEYWORDS).reset_index(drop=True)
    drawn = first if len(page.groups) <= 12 else first.groupby("group", sort=False).head(5)
    terms = drawn.groupby("group", sort=False)["term"].agg(list)
    summary = [
        page.word("figures", "keywords_summary", group=g, terms=join_words(t[:3], page.lang))
        for g, t in terms.items()
    ]
    keys = page.evidence.add_terms(first[["term", "group"]])
    links = (evidence_link(key, term) for key, term in zip(keys, first["term"], strict=True))
    shown = first.assign(
        rank=first.groupby("group").cumcount() + 1,
        term=cells(links, first.index),
        interval=[_open(a, b) for a, b in zip(first["log_ratio_low"], first["log_ratio_high"], strict=True)],
    )
    tested = shown["q"].notna().any()
    columns = ["group", "rank", "term", "n_target", "n_reference", "rate_target", "rate_reference"]
    columns += ["n_documents_target", "log_ratio", "interval"] + (["dispersion_dp", "q"] if tested else [])
    known = key_terms["q"].notna().groupby(key_terms["group"]).any()
    untested = sorted(known.index[~known])
    notes = [page.word("notes", "keyness")]
    if untested:
        key = "keyness_untested" if len(untested) == len(page.groups) else "keyness_some_untested"
        notes.append(page.word("notes", key, groups=join_words(untested, page.lang)))
    dots = partial(keyness_dots, drawn, group_colors(page.groups), page.lang)
    written = key_terms.groupby("group", sort=False).head(N_WRITTEN)
    return join(
        [
            HTML(f"<h3>{escape(page.say['headings']['keyness'])}</h3>"),
            HTML("".join(f"<p class='intro'>{escape(note)}</p>" for note in notes)),
            page.figure("keyness", dots, summary="; ".join(summary)),
            page.table("keyness", written, shown, title="numbers", columns=columns, fold=len(shown) > 60),
        ]
    )


def _open(low: float, high: float) -> str:
    return f"{_end(low)} … {_end(high)}"


def _end(end: float) -> str:
    if np.isinf(end):
        return "∞" if end > 0 else "−∞"
    # Whether an interval holds 0 must not be lost in rounding.
    return (f"{end:.1f}" if abs(end) >= 0.05 else f"{end:.2f}").replace("-", "−")
