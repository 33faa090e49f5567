"""The main findings about a corpus, chosen from all claims that could be made."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd

from ..checks import check_jobs, check_kind, check_result, check_wholes
from ..corpus import By, Corpus, SizedTexts, TermCounts, TopicModel, group_labels
from ..engines import in_threads
from ..keywords import term_marks
from ..topics import topic_places
from .claim import ALPHA, LIMITS, MOST, Claim, chosen
from .counts import (
    DocumentCounts,
    closed,
    formula_counts,
    inherited_counts,
    inherited_hits,
    slogan_counts,
    term_counts,
    theme_counts,
    topic_counts,
)
from .examples import Examples, with_examples
from .gate import doubted
from .rates import rate_claims
from .spread import spread_claims
from .terms import first_terms, term_claims
from .tiers import Counted, in_both_tiers
from .years import MIN_YEARS, time_claims

PLAN = "[一二三四五六七八九十]{1,2}五(?:规划|计划|时期)?"
"""Five-year plans: the years of a plan name it, which is no finding about years."""

LEAST_APART = 0.005
"""Difference of mean distances, of at most 1, from which on cities of one province are worth a sentence."""

LEADING = 0.8
"""Share of the mentions of a theme from which on one term is what the theme is about there."""


def findings(
    corpus: SizedTexts,
    by: By = "city",
    *,
    texts: Corpus | None = None,
    dtm: TermCounts | None = None,
    words: pd.DataFrame | None = None,
    themed: pd.DataFrame | None = None,
    theme_names: Mapping[str, str] | None = None,
    themed_everywhere: pd.DataFrame | None = None,
    model: TopicModel | None = None,
    everywhere: TopicModel | None = None,
    topic_names: Mapping[int, str] | None = None,
    hits: pd.DataFrame | None = None,
    profile: pd.DataFrame | None = None,
    alike: pd.DataFrame | None = None,
    gated: pd.DataFrame | None = None,
    seed: int = 1,
    most: int = MOST,
    n_jobs: int = 1,
) -> list[Claim]:
    """Return the main findings: tested differences, then the most striking features of these texts.

    Parameters
    ----------
    corpus : Corpus or Counted
        The documents.
    by : str
        The grouping.
    texts : Corpus, optional
        Of a folder of counts, a sample of its texts: it tells which terms are names or parts of longer words,
        and examples are from it.
    dtm : DocTermMatrix or Counted, optional
        Counts in documents: which terms come up or go out of use over the years.
    words : DataFrame, optional
        The result of `headline_terms` for the same counts.
    themed, theme_names : DataFrame and mapping, optional
        The result of `theme_hits`, and the names of the themes in the language of the report.
    themed_everywhere : DataFrame, optional
        Hits of each theme in all documents, shape (n_documents, n_themes), where `themed` is of a sample.
    model, topic_names : TopicModel and mapping, optional
        A fitted model, and the names of those of its topics that may be reported.
    everywhere : TopicModel, optional
        The model with its shares in all documents, where it was fitted on a sample.
    hits, profile : DataFrame, optional
        The results of `find_slogans` and, with a reference, `slogan_profile`.
    alike : DataFrame, optional
        The result of `alike_within` for the provinces of cities.
    gated : DataFrame, optional
        The result of `gate`: nothing is said of texts that are not what they claim to be.
    seed : int
        Seed of the permutations.
    most : int
        Maximum number of findings.
    n_jobs : int
        Threads; the result does not depend on it.

    Returns
    -------
    list of Claim
        At most `most`, see `chosen`. Inputs that are not given yield no claims.

    Examples
    --------
    >>> from analysis import SAMPLE, count_terms, findings, headline_terms, read_corpus
    >>> from analysis import standing_out, term_marks
    >>> from analysis.claims import told
    >>> corpus = read_corpus(SAMPLE).corpus
    >>> dtm = count_terms(corpus)
    >>> words = standing_out(dtm)
    >>> found = findings(corpus, dtm=dtm, words=headline_terms(words, term_marks(corpus, words["term"])))
    >>> all(told(claim, "city", "zh").endswith("。") for claim in found)
    True
    """
    check_kind("findings", corpus, "Corpus", "Counted")
    check_wholes("findings", seed=seed, most=most)
    check_jobs("findings", n_jobs)
    if alike is not None:
        check_result("findings", alike, ("p", "difference"), "alike_within(distances(dtm), clusters)")
    said_in = texts if texts is not None else corpus
    check_kind("findings", said_in, "Corpus")
    assert isinstance(said_in, Corpus)
    matrix = None if dtm is None else dtm.held
    labels, years = group_labels(corpus.documents, by, "findings"), corpus.documents["year"]
    by_year, differing_years = by == "year", len({*years.dropna()}) > 1
    if gated is not None:
        left_out = labels.index.isin(doubted(gated))
        labels, years = labels.mask(left_out), years.mask(left_out)
    within = None if by_year else labels
    work: list[Callable[[], list[Claim]]] = []
    places: dict[str, pd.DataFrame] = {}
    if words is not None:
        sizes = corpus.n_words.groupby(labels).sum().to_dict()
        told = words[~words["term"].str.fullmatch(PLAN)] if differing_years else words
        first = first_terms(told, sizes)["term"].unique()
        measured = None if matrix is None else term_counts(matrix, first, most=None)
        work.append(partial(term_claims, told, sizes, measured, labels))
    if matrix is not None and years.nunique() >= MIN_YEARS:
        counted = term_counts(matrix, matrix.terms)
        marks = term_marks(said_in, counted.counts.columns)
        fit = {term: term for term, mark in marks.items() if not mark}
        work.append(partial(time_claims, "term", "keywords", counted, years, fit, within, seed))
    if themed is not None:
        counts = theme_counts(said_in, themed)
        if themed_everywhere is not None:
            counts = DocumentCounts(themed_everywhere, corpus.n_words)
        names = dict(theme_names or {name: name for name in counts.counts})
        work.append(partial(_theme_claims, counts, labels, names, seed, themed))
        work.append(partial(time_claims, "theme", "keywords", counts, years, names, within, seed))
        is_named = [theme in term for theme, term in zip(themed["theme"], themed["term"], strict=True)]
        places["theme"] = themed.assign(measure=themed["theme"], named=is_named)
    if model is not None and topic_names:
        counts, spoken = topic_counts(everywhere or model), names_of(topic_names)
        work.append(partial(rate_claims, "topic", "topics", counts, labels, spoken, seed))
        found = topic_places(model, said_in)
        named = {(topic, word) for topic, label in spoken.items() for word in label.split("·")}
        is_named = [one in named for one in zip(found["topic"], found["term"], strict=True)]
        places["topic"] = found.assign(measure=found["topic"].astype(str), named=is_named)
    if hits is not None:
        work.append(partial(_slogan_claims, corpus, hits, labels, years, within, seed))
        places |= {"slogan": hits[closed(hits)], "numeric": hits[hits["kind"] == "numeric"]}
        each, spelled = formula_counts(corpus, hits)
        if differing_years:
            spelled = {variant: text for variant, text in spelled.items() if not re.fullmatch(PLAN, text)}
        work.append(partial(rate_claims, "formula", "slogans", each, labels, spelled, seed))
        places["formula"] = hits.assign(measure=hits["variant"])
        if profile is not None and (profile["status"] == "inherited").any():
            inherited = inherited_counts(corpus, hits, profile)
            work.append(partial(rate_claims, "inherited", "slogans", inherited, labels, None, seed))
            places["inherited"] = inherited_hits(hits, profile)
        sizes = corpus.n_han.groupby(labels).sum()
        long = labels.where(labels.map(sizes) >= LIMITS["slogan"][0])
        grouped = hits.assign(group=long.reindex(hits["doc_id"]).to_numpy()).dropna(subset="group")
        work.append(partial(spread_claims, grouped, by_year, long.nunique()))
    if alike is not None:
        work.append(partial(alike_claims, alike))
    claims = [claim for found in in_threads(lambda task: task(), work, n_jobs) for claim in found]
    return with_examples(chosen(claims, most), Examples(said_in, labels, places, corpus.documents["year"]))


def _theme_claims(
    counts: DocumentCounts, labels: pd.Series, names: Mapping[str, str], seed: int, themed: pd.DataFrame
) -> list[Claim]:
    """Return the claims on themes; of one that is more prominent, the term that nearly all of it is."""
    claims = rate_claims("theme", "keywords", counts, labels, names, seed)
    group = labels.reindex(themed["doc_id"]).to_numpy()
    return [
        with_leading(
            claim, themed.loc[(themed["theme"] == claim.evidence[1]) & (group == claim.group), "term"]
        )
        if claim.direction == "more"
        else claim
        for claim in claims
    ]


def with_leading(claim: Claim, terms: pd.Series) -> Claim:
    """Return a claim on a theme with the term that makes up `LEADING` of its mentions, if there is one.

    Parameters
    ----------
    claim : Claim
        The claim.
    terms : Series of str
        The term of each mention of the theme in the group.
    """
    counted = terms.value_counts()
    if counted.empty or counted.iloc[0] < LEADING * counted.sum() or counted.index[0] in claim.evidence[1]:
        return claim
    leading = {"leading": str(counted.index[0]), "n_leading": int(counted.iloc[0]), "n": int(counted.sum())}
    return replace(claim, facts={**claim.facts, **leading})


def _slogan_claims(
    corpus: SizedTexts,
    hits: pd.DataFrame,
    labels: pd.Series,
    years: pd.Series,
    within: pd.Series | None,
    seed: int,
) -> list[Claim]:
    """Return the claims on slogans that hold for all and for the sure ones."""
    counts, of_sure = slogan_counts(corpus, hits), slogan_counts(corpus, hits[hits["tier"] == "sure"])
    made, sure = (
        [
            *rate_claims("", "slogans", layers, labels, None, seed),
            *time_claims("", "slogans", layers, years, {"slogan": "", "numeric": ""}, within, seed),
        ]
        for layers in (counts, of_sure)
    )
    return in_both_tiers(made, sure, Counted(counts, of_sure, labels))


def names_of(labels: Mapping[int, str]) -> dict[int, str]:
    """Return the topic labels without the number that may precede them."""
    return {topic: label.removeprefix(f"{topic} ") for topic, label in labels.items()}


def alike_claims(alike: pd.DataFrame) -> list[Claim]:
    """State that cities of one province are more alike than others, if a permutation test tells so.

    And if they are so by `LEAST_APART`: of many cities a test tells differences that nobody would see.

    Parameters
    ----------
    alike : DataFrame
        The result of `alike_within`.
    """
    row = alike.iloc[0]
    if not (row["p"] <= ALPHA and row["difference"] <= -LEAST_APART):
        return []
    facts: dict[str, int | str] = {name: int(row[name]) for name in ("n_within", "n_between")}
    raw = row.get("measured") == "distance"
    # What exceeds chance may come out a little below nothing.
    facts |= {name: f"{row[name] if raw else max(row[name], 0):.3f}" for name in ("within", "between")}
    bound = float(np.log2(row["between"] / row["within"])) if row["within"] > 0 else 0.5
    return [
        Claim("province", "similarity", "", "raw" if raw else "", bound=bound, p=float(row["p"]), facts=facts)
    ]
