"""The section on keywords."""

from __future__ import annotations

import pandas as pd
from IPython.display import HTML

from ...figures import group_colors, keyword_bars
from ...tables import cells, evidence_link
from ..findings import join_words
from ..page import Page, join

N_KEYWORDS = 10


def keyword_section(page: Page, keywords: pd.DataFrame) -> HTML:
    """Show the keywords of each group, every term opening its sentences.

    Parameters
    ----------
    page : Page
        The page.
    keywords : DataFrame
        The result of `tf_idf`.
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
    return join(
        [
            page.figure("keywords", keyword_bars(drawn, colors, page.lang), summary="; ".join(summary)),
            page.table("keywords", keywords, shown, title="numbers", columns=columns, fold=len(shown) > 60),
        ]
    )
