"""Findings: sentences that the results support, and no others."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from ..lexicon import messages
from ..slogans import KINDS
from .page import Page

MOST_GROUPS = 6
"""With more groups than this, keywords are not told one by one; the figure has them."""

MIN_HITS = 5
"""With fewer hits in the first group, an order of groups by slogans would be an order of accidents."""

MIN_DOCUMENTS = 5
"""With fewer documents in every group, differences are described and not tested."""


def join_words(words: list[str], lang: str) -> str:
    """Join words as a list of the language: 甲、乙、丙 or a, b, c."""
    return ("、" if lang == "zh" else ", ").join(words)


GENERIC = re.compile(r"(.+?) (\d+(?:-\d+)?)")
"""A family known only by its kind and the characters of a limb: `verb-object 3`."""


def family_label(family: str, lang: str) -> str:
    """Return what a family or kind of slogans is called: `verb-object 3` is 动宾式（3 字）."""
    known = messages(lang)["values"]
    generic = GENERIC.fullmatch(family)
    if generic and generic.group(1) in known:
        return known["kind_length"].format(kind=known[generic.group(1)], n=generic.group(2))
    return known.get(family, family)


def keyword_findings(keywords: pd.DataFrame, lang: str, n: int = 3) -> list[str]:
    """Name the top keywords of each group in one sentence, when the groups are few."""
    say = messages(lang)["findings"]
    terms = {group: part["term"].head(n).tolist() for group, part in keywords.groupby("group", sort=True)}
    if not 0 < len(terms) <= MOST_GROUPS:
        return []
    named = [
        say["keywords_of"].format(group=group, terms=join_words(words, lang))
        for group, words in terms.items()
    ]
    return [say["keywords"].format(terms=("；" if lang == "zh" else "; ").join(named))]


def topic_findings(prevalence: pd.DataFrame, labels: Mapping[int, str], lang: str) -> list[str]:
    """Name the topic whose share differs most between two groups, of the topics that have a label here."""
    prevalence = prevalence[prevalence["topic"].isin(list(labels))]
    if prevalence["group"].nunique() < 2:
        return []
    grid = prevalence.pivot(index="topic", columns="group", values="prevalence")
    topic = (grid.max(axis=1) - grid.min(axis=1)).idxmax()
    row = grid.loc[topic]
    sentence = messages(lang)["findings"]["topic"].format(
        topic=labels[topic],
        group=row.idxmax(),
        prevalence=f"{row.max():.0%}",
        last=row.idxmin(),
        last_prevalence=f"{row.min():.0%}",
    )
    return [sentence]


def slogan_findings(rates: pd.DataFrame, by: str, lang: str) -> list[str]:
    """Name where slogans are densest and rarest, and the most frequent family."""
    say = messages(lang)["findings"]
    total = rates[(rates["kind"] == "all") & (rates["family"] == "all") & rates["rate_per_10k"].notna()]
    if total["n"].sum() == 0:
        return [say["slogan_none"]]
    ordered = total.sort_values(["rate_per_10k", "group"], ascending=[False, True])
    first, last = ordered.iloc[0], ordered.iloc[-1]
    found = []
    if len(ordered) > 1 and first["n"] >= MIN_HITS:
        sentence = say["slogan_highest"].format(
            group=first["group"], rate=f"{first['rate_per_10k']:.1f}", low=f"{first['low']:.1f}",
            high=f"{first['high']:.1f}", n=first["n"], last=last["group"],
            last_rate=f"{last['rate_per_10k']:.1f}",
        )  # fmt: skip
        overlap = pd.notna(first["low"]) and pd.notna(last["high"]) and first["low"] <= last["high"]
        found.append(sentence + (("" if lang == "zh" else " ") + say["slogan_overlap"] if overlap else ""))
    generic = rates["family"].str.fullmatch(GENERIC) | rates["family"].isin(["all", *KINDS])
    named = ~generic & ~rates["kind"].isin(["all", "numeric"])
    families = rates[named & (rates["n"] > 0)]
    counted = families.groupby("family").agg(n=("n", "sum"), n_groups=("group", "nunique")).sort_index()
    if len(counted):
        top = counted["n"].idxmax()
        n, n_groups = counted.loc[top]
        group = families.loc[families["family"] == top, "group"].iat[0]
        key = "slogan_family" if n_groups > 1 else "slogan_family_own"
        found.append(
            say[key].format(
                family=top, n=n, n_groups=n_groups, group=group, by=messages(lang)["by"].get(by, by)
            )
        )
    return found


def distance_findings(distances: pd.DataFrame, lang: str) -> list[str]:
    """Name the nearest and the farthest pair of groups, when there are three groups or more."""
    pairs = distances[(distances["group"] < distances["other"]) & distances["distance"].notna()]
    if len(pairs) < 3:
        return []
    ordered = pairs.sort_values(["distance", "group", "other"])
    near, far = ordered.iloc[0], ordered.iloc[-1]
    sentence = messages(lang)["findings"]["nearest"].format(
        group=near["group"], other=near["other"], distance=f"{near['distance']:.2f}",
        far_group=far["group"], far_other=far["other"], far_distance=f"{far['distance']:.2f}",
    )  # fmt: skip
    return [sentence]


def warning_findings(page: Page, files: pd.DataFrame, duplicates: pd.DataFrame) -> list[str]:
    """Say what limits the comparison: files not read, texts without a group or twice, few documents."""
    say = page.say["findings"]
    found = []
    if n_skipped := int((files["status"] == "skipped").sum()):
        found.append(say["skipped"].format(n=n_skipped))
    labels = page.labels
    if n_unplaced := int(labels.isna().sum()):
        found.append(page.word("findings", "unplaced", n=n_unplaced))
    if len(duplicates):
        same = duplicates.groupby("group")["doc_id"].agg(lambda ids: " = ".join(sorted(ids)))
        listed = same.head(5).tolist() + (["…"] if len(same) > 5 else [])
        found.append(say["duplicates"].format(n=len(same), list=join_words(listed, page.lang)))
    if dropped := sorted(set(duplicates["doc_id"]) - set(page.corpus.documents.index)):
        found.append(say["copies"].format(dropped=join_words(dropped, page.lang)))
    if len(page.groups) == 1:
        found.append(page.word("warnings", "one_group"))
    elif (most := int(labels.value_counts().max())) < MIN_DOCUMENTS:
        found.append(page.word("findings", "few_documents", n=most))
    return found
