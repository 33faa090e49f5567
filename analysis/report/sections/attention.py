"""The part on attention: how much of its words each group gives to each theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from html import escape

import numpy as np
import pandas as pd
from IPython.display import HTML

from ...corpus import DocTermMatrix
from ...figures import attention_dots, group_colors
from ...tables import Html, cells, evidence_link, interval, translate
from ..evidence import CAP, theme_key
from ..findings import join_words
from ..page import Page, join

N_TERMS = 8
"""Terms of a theme that are shown with their sentences."""

MANY_GROUPS, FEW_SENTENCES = 12, 4
"""With more groups than this, so many sentences stand under a number, or the page would grow too long."""


def attention_section(
    page: Page, attention: pd.DataFrame, lexicon: Mapping[str, Sequence[str]], dtm: DocTermMatrix
) -> HTML:
    """Show the attention of each group to each theme, every number and term opening its sentences.

    Parameters
    ----------
    page : Page
        The page.
    attention : DataFrame
        The result of `attention`.
    lexicon : mapping
        The themes it was made with.
    dtm : DocTermMatrix
        The counts it was made of.
    """
    highest = attention.dropna(subset=["rate_per_10k"]).sort_values(
        ["rate_per_10k", "group"], ascending=[False, True]
    )
    first = highest.drop_duplicates("theme").set_index("theme")["group"]
    summary = [
        page.word("figures", "attention_summary", theme=translate([theme], page.lang)[0], group=first[theme])
        for theme in lexicon
        if theme in first
    ]
    dots = partial(attention_dots, attention, group_colors(page.groups), page.lang)
    page.evidence.add_themes(lexicon, page.groups, CAP if len(page.groups) <= MANY_GROUPS else FEW_SENTENCES)
    shown = attention.assign(
        theme=translate(attention["theme"], page.lang),
        n=cells(_numbers(attention), attention.index),
        interval=[interval(a, b) for a, b in zip(attention["low"], attention["high"], strict=True)],
        interval_kind=translate(attention["interval"], page.lang),
    )
    columns = ["theme", "group", "n", "n_types", "rate_per_10k", "interval", "interval_kind", "share"]
    notes = [page.word("notes", "attention")]
    if cut := _cut(page, attention):
        notes.append(page.word("notes", "attention_cut", terms=join_words(cut, page.lang)))
    return join(
        [
            HTML(f"<h3>{escape(page.say['headings']['attention'])}</h3>"),
            HTML("".join(f"<p class='intro'>{escape(note)}</p>" for note in notes)),
            page.figure("attention", dots, summary="; ".join(summary)),
            page.table("themes", *_themes(page, lexicon, dtm), title="themes", labels=_labels(page)),
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


def _cut(page: Page, attention: pd.DataFrame) -> list[str]:
    text = "\n".join(page.corpus.documents["text"].fillna(""))
    words = "\n".join(page.corpus.vocabulary)  # what stands inside a longer word is not cut
    absent: dict[str, list[str]] = attention.attrs.get("absent", {})
    return sorted({term for terms in absent.values() for term in terms if term in text and term not in words})


def _themes(
    page: Page, lexicon: Mapping[str, Sequence[str]], dtm: DocTermMatrix
) -> tuple[pd.DataFrame, pd.DataFrame]:
    total = dict(zip(dtm.terms, np.asarray(dtm.counts.sum(axis=0)).ravel().tolist(), strict=True))
    mark = "、" if page.lang == "zh" else ", "
    rows, linked = [], []
    for theme, terms in lexicon.items():
        used = sorted((term for term in terms if total.get(term)), key=lambda term: (-total[term], term))
        first = used[:N_TERMS]
        keys = page.evidence.add_terms(pd.DataFrame({"term": first}))
        links = zip(keys, first, strict=True)
        linked.append(Html(mark.join(f"{evidence_link(key, term)} {total[term]:,}" for key, term in links)))
        plain = mark.join(f"{term} {total[term]}" for term in first)
        rows.append((theme, sum(total[term] for term in used), len(used), plain))
    table = pd.DataFrame(rows, columns=["theme", "n", "n_types", "frequent"])
    named = table.assign(theme=translate(table["theme"], page.lang))
    return table, named.assign(frequent=cells(linked, table.index))
