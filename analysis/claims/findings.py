"""The main findings about a corpus, chosen from all claims that could be made."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..corpus import By, Corpus, TopicModel, group_labels
from .claim import ALPHA, MOST, Claim, chosen
from .counts import inherited_counts, slogan_counts, theme_counts, topic_counts
from .examples import hit_examples, term_examples
from .rates import rate_claims
from .spread import spread_claims
from .terms import term_claims
from .years import trend_claims


def findings(
    corpus: Corpus,
    by: By = "city",
    *,
    words: pd.DataFrame | None = None,
    themed: pd.DataFrame | None = None,
    theme_names: Mapping[str, str] | None = None,
    model: TopicModel | None = None,
    topic_names: Mapping[int, str] | None = None,
    hits: pd.DataFrame | None = None,
    formulas: pd.DataFrame | None = None,
    profile: pd.DataFrame | None = None,
    alike: pd.DataFrame | None = None,
    seed: int = 0,
    most: int = MOST,
) -> list[Claim]:
    """Return the main findings: tested differences, then the most striking features of these texts.

    Parameters
    ----------
    corpus : Corpus
        The documents.
    by : str
        The grouping.
    words : DataFrame, optional
        The result of `headline_terms`.
    themed, theme_names : DataFrame and mapping, optional
        The result of `theme_hits`, and the names of the themes in the language of the report.
    model, topic_names : TopicModel and mapping, optional
        A fitted model, and the names of those of its topics that may be reported.
    hits, formulas, profile : DataFrame, optional
        The results of `find_slogans`, `slogan_formulas` and, with a reference, `slogan_profile`.
    alike : DataFrame, optional
        The result of `alike_within` for the provinces of cities.
    seed : int
        Seed of the permutations.
    most : int
        Maximum number of findings.

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
    >>> words = standing_out(count_terms(corpus))
    >>> found = findings(corpus, words=headline_terms(words, term_marks(corpus, words["term"])))
    >>> all(told(claim, "city", "zh").endswith("。") for claim in found)
    True
    """
    labels = group_labels(corpus.documents, by)
    years = corpus.documents["year"] if by == "year" else None
    claims: list[Claim] = []
    if words is not None:
        sizes = corpus.n_words.groupby(labels).sum().to_dict()
        claims += term_claims(words, sizes, term_examples(corpus, labels))
    if themed is not None:
        counts, example = theme_counts(corpus, themed), hit_examples(themed, labels, "theme")
        names = dict(theme_names or {name: name for name in counts.counts})
        claims += rate_claims("theme", "keywords", counts, labels, names, example, seed)
        if years is not None:
            claims += trend_claims("keywords", counts, years, names, seed)
    if model is not None and topic_names:
        claims += rate_claims(
            "topic", "topics", topic_counts(model), labels, names_of(topic_names), None, seed
        )
    if hits is not None:
        counts, example = slogan_counts(corpus, hits), hit_examples(hits, labels)
        claims += rate_claims("", "slogans", counts, labels, None, example, seed)
        if years is not None:
            claims += trend_claims("slogans", counts, years, {"slogan": "", "numeric": ""}, seed)
        if profile is not None and (profile["status"] == "inherited").any():
            inherited = inherited_counts(corpus, hits, profile)
            claims += rate_claims("inherited", "slogans", inherited, labels, None, None, seed)
        if formulas is not None:
            grouped = hits.assign(group=labels.reindex(hits["doc_id"]).to_numpy())
            claims += spread_claims(formulas, grouped.dropna(subset="group"), by == "year")
    if alike is not None:
        claims += alike_claims(alike)
    return chosen(claims, most)


def names_of(labels: Mapping[int, str]) -> dict[int, str]:
    """Return the topic labels without the number that may precede them."""
    return {topic: label.removeprefix(f"{topic} ") for topic, label in labels.items()}


def alike_claims(alike: pd.DataFrame) -> list[Claim]:
    """State that cities of one province are more alike than others, if the permutation test is significant.

    Parameters
    ----------
    alike : DataFrame
        The result of `alike_within`.
    """
    row = alike.iloc[0]
    if not (row["p"] <= ALPHA and row["difference"] < 0):
        return []
    facts: dict[str, int | str] = {name: int(row[name]) for name in ("n_within", "n_between")}
    facts |= {name: f"{row[name]:.3f}" for name in ("within", "between")}
    bound = float(np.log2(row["between"] / row["within"])) if row["within"] > 0 else 0.5
    return [Claim("province", "similarity", bound=bound, p=float(row["p"]), facts=facts)]
