"""Findings: sentences that the results support, and no others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from ..lexicon import messages
from ..slogans import KINDS
from .context import Context
from .parts import Findings, Section
from .words import GENERIC, by_name, group_name, join_sentences, join_words, translated

MOST_GROUPS = 6
"""With more groups than this, keywords are not told one by one; the figure has them."""

N_TERMS = 3
"""Terms that are named: of each of few groups, or in all."""

MIN_HITS = 5
"""With fewer occurrences in the first group, an order of groups would be an order of accidents."""

WIDER = 1.05
"""By so much the farthest pair must be farther apart than the nearest, or no pair is worth naming."""

MIN_DOCUMENTS = 5
"""With fewer documents in every group, differences are described and not tested."""

MOST_DUPLICATES = 5
"""Groups of texts that stand twice which are named."""


def keyword_findings(
    keywords: pd.DataFrame, key_terms: pd.DataFrame | None, attention: pd.DataFrame, by: str, lang: str
) -> list[str]:
    """Name what stands out in each group, or of many groups the surest; and the theme they differ most in.

    Parameters
    ----------
    keywords, key_terms, attention : DataFrame
        The results of `tf_idf`, `keyness_by` (None where there is one group) and `attention`.
    by : str
        The grouping.
    lang : {"zh", "en"}
        Language of the sentences.
    """
    say = messages(lang)["findings"]
    found = []
    terms = {
        group: part["term"].head(N_TERMS).tolist() for group, part in keywords.groupby("group", sort=True)
    }
    if 0 < len(terms) <= MOST_GROUPS:
        named = [
            say["keywords_of"].format(group=group_name(group, by, lang), terms=join_words(words, lang))
            for group, words in terms.items()
        ]
        listed = ("；" if lang == "zh" else "; ").join(named)
        found.append(say["keywords"].format(by=by_name(by, lang), terms=listed))
    elif key_terms is not None:
        found += _surest(key_terms, by, lang)
    return found + _theme(attention, by, lang)


def _surest(key_terms: pd.DataFrame, by: str, lang: str) -> list[str]:
    """Name the terms whose rate is surely the highest multiple of that elsewhere, each of another group."""
    say = messages(lang)["findings"]
    sure = key_terms[(key_terms["log_ratio_low"] > 0) & (key_terms["n_target"] >= MIN_HITS)]
    first = sure.sort_values(["log_ratio_low", "group", "term"], ascending=[False, True, True])
    first = first.drop_duplicates("group").drop_duplicates("term").head(N_TERMS)
    if first.empty:
        return []
    named = [
        say["key_term"].format(
            group=group_name(row.group, by, lang), term=row.term, n=row.n_target,
            ratio=f"{2**row.log_ratio_low:.0f}" if row.log_ratio_low > 3 else f"{2**row.log_ratio_low:.1f}",
        )
        for row in first.itertuples()
    ]  # fmt: skip
    return [say["key_terms"].format(by=by_name(by, lang), terms=join_words(named, lang))]


def _theme(attention: pd.DataFrame, by: str, lang: str) -> list[str]:
    """Name the theme of the widest gap between the intervals of two groups, if there is any gap."""
    best, sentence = 1.0, ""
    for theme, part in attention.dropna(subset=["low", "high"]).groupby("theme", sort=True):
        ordered = part.sort_values(["rate_per_10k", "group"], ascending=[False, True])
        first, last = ordered.iloc[0], ordered.iloc[-1]
        if first["n"] >= MIN_HITS and last["high"] > 0 and first["low"] / last["high"] > best:
            best = first["low"] / last["high"]
            sentence = messages(lang)["findings"]["theme"].format(
                theme=translated(str(theme), lang),
                group=group_name(first["group"], by, lang), rate=f"{first['rate_per_10k']:.0f}",
                low=f"{first['low']:.0f}", high=f"{first['high']:.0f}",
                last=group_name(last["group"], by, lang), last_rate=f"{last['rate_per_10k']:.0f}",
                last_low=f"{last['low']:.0f}", last_high=f"{last['high']:.0f}",
            )  # fmt: skip
    return [sentence] if sentence else []


def topic_findings(prevalence: pd.DataFrame, labels: Mapping[int, str], by: str, lang: str) -> list[str]:
    """Name the topic whose share differs most between two groups, of the topics that have a label here.

    Topics for which the intervals of the two groups part, or which have none, come before all others; of
    those others it is said that the difference proves nothing.
    """
    say = messages(lang)["findings"]
    ranked = []
    for topic, part in prevalence[prevalence["topic"].isin(list(labels))].groupby("topic", sort=True):
        ordered = part.sort_values(["prevalence", "group"], ascending=[False, True])
        first, last = ordered.iloc[0], ordered.iloc[-1]
        overlap = bool(first["low"] <= last["high"])  # of what is missing nothing can be said
        ranked.append((overlap, last["prevalence"] - first["prevalence"], topic, first, last))
    if not ranked or prevalence["group"].nunique() < 2:
        return []
    overlap, _, topic, first, last = min(ranked, key=lambda entry: entry[:3])
    sentence = say["topic"].format(
        topic=labels[topic].removeprefix(f"{topic} "),
        group=group_name(first["group"], by, lang),
        prevalence=f"{first['prevalence']:.0%}",
        last=group_name(last["group"], by, lang),
        last_prevalence=f"{last['prevalence']:.0%}",
    )
    return [_hedged(sentence, overlap, lang)]


def _hedged(sentence: str, overlap: bool, lang: str) -> str:
    if not overlap:
        return sentence
    return sentence + ("" if lang == "zh" else " ") + messages(lang)["findings"]["overlap"]


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
            group=group_name(first["group"], by, lang), rate=f"{first['rate_per_10k']:.1f}",
            low=f"{first['low']:.1f}", high=f"{first['high']:.1f}", n=first["n"],
            last=group_name(last["group"], by, lang), last_rate=f"{last['rate_per_10k']:.1f}",
        )  # fmt: skip
        found.append(_hedged(sentence, bool(first["low"] <= last["high"]), lang))
    generic = rates["family"].str.fullmatch(GENERIC) | rates["family"].isin(["all", *KINDS])
    named = ~generic & ~rates["kind"].isin(["all", "numeric"])
    families = rates[named & (rates["n"] > 0)]
    counted = families.groupby("family").agg(n=("n", "sum"), n_groups=("group", "nunique")).sort_index()
    if len(counted):
        top = counted["n"].idxmax()
        n, n_groups = counted.loc[top]
        group = group_name(families.loc[families["family"] == top, "group"].iat[0], by, lang)
        key = "slogan_family" if n_groups > 1 else "slogan_family_own"
        found.append(say[key].format(family=top, n=n, n_groups=n_groups, group=group, by=by_name(by, lang)))
    return found


def distance_findings(distances: pd.DataFrame, by: str, lang: str) -> list[str]:
    """Name the nearest and the farthest pair of groups, of three groups or more that are not all as near."""
    pairs = distances[(distances["group"] < distances["other"]) & distances["distance"].notna()]
    if len(pairs) < 3:
        return []
    ordered = pairs.sort_values(["distance", "group", "other"])
    near, far = ordered.iloc[0], ordered.iloc[-1]
    if far["distance"] < near["distance"] * WIDER:
        return []
    sentence = messages(lang)["findings"]["nearest"].format(
        group=group_name(near["group"], by, lang), other=group_name(near["other"], by, lang),
        distance=f"{near['distance']:.2f}", far_group=group_name(far["group"], by, lang),
        far_other=group_name(far["other"], by, lang), far_distance=f"{far['distance']:.2f}",
    )  # fmt: skip
    return [sentence]


def warning_findings(context: Context, files: pd.DataFrame, duplicates: pd.DataFrame) -> list[str]:
    """Say what limits the comparison: files not read, texts without a group or twice, few documents.

    Parameters
    ----------
    context : Context
        The context of the report.
    files : DataFrame
        `files` of `read_folder`.
    duplicates : DataFrame
        The result of `duplicate_groups`.
    """
    found = []
    if n_skipped := int((files["status"] == "skipped").sum()):
        found.append(context.say("findings.skipped", {"n": n_skipped}))
    if n_unplaced := int(context.labels.isna().sum()):
        found.append(context.say("findings.unplaced", {"n": n_unplaced}))
    if len(duplicates):
        found.append(_duplicates(context, duplicates))
    if len(context.groups) == 1:
        found.append(context.say("warnings.one_group"))
    elif (most := int(context.labels.value_counts().max())) < MIN_DOCUMENTS:
        found.append(context.say("findings.few_documents", {"n": most}))
    return found


def _duplicates(context: Context, duplicates: pd.DataFrame) -> str:
    """Name the texts that stand under different names, and those of them that are not compared."""
    mark = context.raw("findings.same")
    same = [mark.join(sorted(ids)) for _, ids in duplicates.groupby("group")["doc_id"]]
    listed = (*same[:MOST_DUPLICATES], *(["…"] if len(same) > MOST_DUPLICATES else []))
    told = [context.say("findings.duplicates", {"n": len(same), "list": listed})]
    if dropped := tuple(sorted(set(duplicates["doc_id"]) - set(context.labels.index))):
        told.append(context.say("findings.copies", {"dropped": dropped}))
    return join_sentences(told, context.lang)


def findings_section(context: Context, found: Mapping[str, Sequence[str]]) -> Section:
    """List the findings, each with the section that it rests on.

    Parameters
    ----------
    context : Context
        The context of the report.
    found : mapping
        Name of a section to sentences.
    """
    sentences = ((section, sentence) for section, told in found.items() for sentence in told)
    return Section("findings", context, (Findings(tuple(sentences)),))
