"""One page per group: what it says more than the others, in its own formulas and its typical sentences."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np
import pandas as pd
from IPython.display import HTML

from ...concordance import typical_sentences
from ...corpus import count_han
from ...slogans import slogan_profile
from ...tables import Html, evidence_link, format_value, interval
from ...topics import Topics
from ..findings import group_name, join_words
from ..page import Page, join

N_TERMS = 12
N_TOPICS = 3
N_OWN = 5

MANY_GROUPS = 12
"""With more groups than this, each is folded."""


def city_section(
    page: Page,
    keywords: pd.DataFrame,
    key_terms: pd.DataFrame | None,
    topics: Topics,
    runs: pd.DataFrame,
    rates: pd.DataFrame,
) -> HTML:
    """Show each group by itself: size, keywords, key terms, topics, own formulas, typical sentences.

    Parameters
    ----------
    page : Page
        The page.
    keywords : DataFrame
        The result of `tf_idf`.
    key_terms : DataFrame or None
        The result of `keyness_by`.
    topics : Topics
        The result of `fit_or_explain`.
    runs : DataFrame
        The hits of `find_slogans` that are counted as slogans.
    rates : DataFrame
        The result of `slogan_rates` for them.
    """
    compared = key_terms if key_terms is not None else keywords.iloc[:0].assign(log_ratio_low=np.nan)
    sure = compared[compared["log_ratio_low"] > 0]
    first = [sure[["group", "term"]], keywords[["group", "term"]]]
    typical = typical_sentences(page.corpus, page.by, pd.concat(first).drop_duplicates())
    placed = runs.assign(group=page.labels.reindex(runs["doc_id"]).to_numpy()).dropna(subset="group")
    profile = slogan_profile(placed, "group") if len(placed) else None
    page.data("typical_sentences", typical)
    # All groups at once: to look for the terms of each by itself takes ninety times as long for ninety.
    first_keywords, first_sure = _links(page, keywords), _links(page, sure)
    parts = [
        _one(
            page, group, first_keywords.get(group, ""), first_sure.get(group, ""), topics, placed, profile,
            rates, typical,
        )
        for group in page.groups
    ]  # fmt: skip
    return join([HTML(f'<div class="groups">{"".join(part for part in parts)}</div>')])


def _one(
    page: Page,
    group: str,
    keywords: str,
    sure: str,
    topics: Topics,
    runs: pd.DataFrame,
    profile: pd.DataFrame | None,
    rates: pd.DataFrame,
    typical: pd.DataFrame,
) -> str:
    say = page.say["cities"]
    own = page.corpus.documents[(page.labels == group).to_numpy()]
    years = own["year"].dropna()
    span = (
        ""
        if years.empty
        else f"{int(years.min())}" + (f"–{int(years.max())}" if years.min() != years.max() else "")
    )
    facts = [
        say["documents" if len(own) != 1 else "document"].format(n=len(own)),
        say["han"].format(n=f"{sum(map(count_han, own['text'])):,}"),
    ]
    facts += [span] if span and page.by != "year" else []
    rows = [
        (say["keywords"], keywords),
        (say["key_terms"], sure or escape(say["no_key_terms"])),
        (say["topics"], _topics(page, group, topics)),
        (say["slogans"], _rate(page, group, rates)),
        (say["own"], _own(page, group, runs, profile)),
        (say["sentences"], _sentences(page, typical[typical["group"] == group])),
    ]
    body = "".join(f"<dt>{escape(label)}</dt><dd>{text}</dd>" for label, text in rows if text)
    fold = "" if len(page.groups) > MANY_GROUPS else " open"
    number, named = page.groups.index(group) + 1, group_name(group, page.by, page.lang)
    return (
        f'<details class="group" id="{page.by}-{number}" data-group="{escape(group)}"{fold}>'
        f"<summary><h3>{escape(named)}</h3> <span class='count'>{escape(' · '.join(facts))}</span></summary>"
        f"<dl>{body}</dl></details>"
    )


def _links(page: Page, terms: pd.DataFrame) -> dict[str, str]:
    """Return the first terms of each group, every one opening its sentences."""
    first = terms.groupby("group", sort=False).head(N_TERMS)[["term", "group"]]
    links: dict[str, str] = {}
    for key, term, group in zip(page.evidence.add_terms(first), first["term"], first["group"], strict=True):
        links[group] = links.get(group, "") + evidence_link(key, term)
    return links


def _topics(page: Page, group: str, topics: Topics) -> str:
    labels = topics.steady_labels
    mine = topics.prevalence[(topics.prevalence["group"] == group) & topics.prevalence["topic"].isin(labels)]
    if mine.empty:
        return ""
    first = mine.sort_values(["prevalence", "topic"], ascending=[False, True]).head(N_TOPICS)
    shown = []
    for row in first.itertuples():
        sure = interval(row.low, row.high, percent=True)
        text = f"{labels[row.topic]} {row.prevalence:.0%}"
        text += page.word("cities", "interval", interval=sure) if sure else ""
        shown.append(text)
    return escape("；".join(shown) if page.lang == "zh" else "; ".join(shown))


def _rate(page: Page, group: str, rates: pd.DataFrame) -> str:
    total = rates[(rates["group"] == group) & (rates["kind"] == "all") & (rates["family"] == "all")]
    if total.empty:
        return ""
    row = total.iloc[0]
    sure = interval(row["low"], row["high"])
    values = {
        "n": int(row["n"]),
        "rate": format_value(row["rate_per_10k"], "rate_per_10k"),
        "interval": page.word("cities", "interval", interval=sure) if sure else "",
    }
    return escape(page.say["cities"]["rate"].format(**values))


def _own(page: Page, group: str, runs: pd.DataFrame, profile: pd.DataFrame | None) -> str:
    if profile is None:
        return ""
    mine = profile[(profile["group"] == group) & (profile["status"] == "own")]
    hits = dict(tuple(runs[runs["group"] == group].groupby("variant")))
    best = mine.assign(score=[hits[variant]["score"].max() for variant in mine["variant"]])
    best = best.sort_values(["n", "score", "variant"], ascending=[False, False, True]).head(N_OWN)
    links: list[Html] = []
    for variant, text in zip(best["variant"], best["text"], strict=True):
        key = page.evidence.add_hits(f"o:{group}|{variant}", hits[variant])
        links.append(evidence_link(key, text))
    return "<br>".join(links)


def _sentences(page: Page, typical: pd.DataFrame) -> str:
    items = []
    for row in typical.itertuples():
        document = page.corpus.documents.loc[row.doc_id]
        place = "" if pd.isna(row.line) else page.say["page"]["line"].format(line=row.line)
        cite = [document["title"], document["source"], place]
        named = join_words([str(part) for part in cite if not pd.isna(part) and part], "en")
        items.append(
            f"<li><q>{_marked(row.text, row.terms.split('、'))}</q><cite>{escape(named)}</cite></li>"
        )
    return f"<ul>{''.join(items)}</ul>" if items else ""


def _marked(text: str, terms: Sequence[str]) -> str:
    """Return a sentence as HTML with terms marked; where two overlap, the longer one."""
    at, shown = 0, []
    ordered = sorted(terms, key=lambda term: (-len(term), term))
    while at < len(text):
        term = next((term for term in ordered if term and text.startswith(term, at)), "")
        shown.append(f"<mark>{escape(term)}</mark>" if term else escape(text[at]))
        at += max(1, len(term))
    return "".join(shown)
