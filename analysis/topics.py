"""Topics: latent Dirichlet allocation over paragraphs, and what each group speaks of."""

from __future__ import annotations

import warnings
from importlib.metadata import version

import gensim
import numpy as np
import pandas as pd
from gensim.matutils import Sparse2Corpus
from gensim.models import LdaModel
from scipy import sparse

from .corpus import DocTermMatrix, TopicModel, group_labels
from .errors import InputError, KoujingWarning
from .stats import bootstrap_rate_interval

MIN_SIZE = 20
"""Fewest counted tokens of a unit that topics are fitted on; shorter paragraphs are merged with the next."""


def fit_topics(
    dtm: DocTermMatrix, n_topics: int = 8, seed: int = 1, passes: int | None = None, max_share: float = 0.1
) -> TopicModel:
    """Fit a topic model on paragraphs, one model for all groups.

    Short paragraphs are merged with those that follow them in the same document until they hold `MIN_SIZE`
    counted tokens. Terms that stand in fewer than five merged units (two, when there are fewer than 500), or
    in more than `max_share` of them, are left out: the former tell nothing, the latter fill every topic. Both
    priors are symmetric and 0.1; estimated ones made topics of single phrases on 89 city reports.

    Parameters
    ----------
    dtm : DocTermMatrix
        Counts in paragraphs.
    n_topics : int
        Number of topics, at least 2.
    seed : int
        Seed of the fit; the same seed gives the same model.
    passes : int, optional
        Passes over the units; by default 10, and up to 100 when units are few.
    max_share : float
        Largest share of units (0 to 1) a term may stand in.

    Returns
    -------
    TopicModel
        Topics are numbered from 1 by falling share of the counted tokens.

    Raises
    ------
    InputError
        When `dtm` does not count paragraphs, when there are too few units or terms for `n_topics`.

    References
    ----------
    Blei, Ng and Jordan (2003), Latent Dirichlet Allocation, JMLR 3; fitted by the online variational Bayes of
    Hoffman, Blei and Bach (2010).
    """
    if dtm.unit != "paragraph":
        raise InputError(
            f"Topics are fitted on paragraphs: count_terms(corpus, unit='paragraph'), not {dtm.unit!r}."
        )
    merged = merge_short(dtm)
    trimmed = merged.trim(min_documents=5 if len(merged.units) >= 500 else 2, max_share=max_share)
    filled = np.asarray(trimmed.counts.sum(axis=1)).ravel() > 0
    n_units, n_terms = int(filled.sum()), len(trimmed.terms)
    if n_topics < 2 or n_units < n_topics or n_terms < n_topics:
        raise InputError(
            f"{n_topics} topics cannot be fitted on {n_units} units of text with {n_terms} terms: "
            "ask for fewer topics (at least 2) or give more text."
        )
    if n_units < 10 * n_topics:
        warnings.warn(
            f"{n_topics} topics on {n_units} units of text: with so few, topics are hints, not findings.",
            KoujingWarning,
            stacklevel=2,
        )
    counts = trimmed.counts[filled]
    n_passes = passes or min(100, max(10, 20_000 // n_units))
    bag = Sparse2Corpus(sparse.csr_matrix(counts), documents_columns=False)
    model = LdaModel(
        bag,
        num_topics=n_topics,
        id2word=dict(enumerate(trimmed.terms)),
        passes=n_passes,
        alpha=[0.1] * n_topics,
        eta=0.1,
        chunksize=min(1024, max(32, n_units // 8)),
        eval_every=0,
        random_state=seed,
        dtype=np.float64,
    )
    gamma, _ = model.inference(list(bag))
    shares = gamma / gamma.sum(axis=1, keepdims=True)
    sizes = np.asarray(counts.sum(axis=1)).ravel()
    order = np.argsort(-(sizes @ shares), kind="stable")
    labels = pd.RangeIndex(1, n_topics + 1, name="topic")
    units = trimmed.units[filled]
    return TopicModel(
        topic_terms=pd.DataFrame(model.get_topics()[order], index=labels, columns=list(trimmed.terms)),
        unit_topics=pd.DataFrame(shares[:, order], index=units.index, columns=labels),
        units=units,
        sizes=sizes,
        settings={
            **dtm.settings,
            "engine": "gensim",
            "engine_version": gensim.__version__,
            "numpy_version": version("numpy"),
            "n_topics": n_topics,
            "seed": seed,
            "passes": n_passes,
            "max_share": max_share,
            "n_units": n_units,
            "n_terms": n_terms,
            "n_terms_trimmed": len(dtm.terms) - n_terms,
        },
    )


def merge_short(dtm: DocTermMatrix, min_size: int = MIN_SIZE) -> DocTermMatrix:
    """Merge paragraphs with those that follow until each unit holds `min_size` counted tokens.

    Parameters
    ----------
    dtm : DocTermMatrix
        Counts in paragraphs.
    min_size : int
        Counted tokens of a unit. What is left over at the end of a document joins its last unit.

    Returns
    -------
    DocTermMatrix
        Rows keep the label of their first paragraph; counts and sizes are conserved.
    """
    counted = np.asarray(dtm.counts.sum(axis=1)).ravel()
    doc_ids = dtm.units["doc_id"].to_numpy()
    unit = np.zeros(len(doc_ids), dtype=np.int64)
    starts: list[int] = []
    held = 0
    for row, size in enumerate(counted):
        new_document = row == 0 or doc_ids[row] != doc_ids[row - 1]
        if new_document and len(starts) > 1 and held < min_size and doc_ids[starts[-2]] == doc_ids[row - 1]:
            unit[starts[-1] : row] -= 1
            starts.pop()
        if new_document or held >= min_size:
            starts.append(row)
            held = 0
        unit[row] = len(starts) - 1
        held += size
    if len(starts) > 1 and held < min_size and doc_ids[starts[-2]] == doc_ids[-1]:
        unit[starts[-1] :] -= 1
        starts.pop()
    merge = sparse.csr_array((np.ones(len(unit), dtype=np.int64), (unit, np.arange(len(unit)))))
    return DocTermMatrix(
        merge @ dtm.counts, dtm.units.iloc[starts], dtm.terms, merge @ dtm.sizes, dtm.unit, dtm.settings
    )


def top_terms(model: TopicModel, n: int = 10) -> pd.DataFrame:
    """List the most probable terms of each topic.

    Parameters
    ----------
    model : TopicModel
        A fitted model.
    n : int
        Terms of each topic.

    Returns
    -------
    DataFrame
        `topic, rank, term, probability`, sorted by topic and rank (from 1); ties by term.
    """
    rows = []
    for topic, terms in model.topic_terms.iterrows():
        order = np.lexsort((terms.index.to_numpy(dtype=str), -terms.to_numpy()))[:n]
        rows += [(topic, rank, terms.index[at], terms.iloc[at]) for rank, at in enumerate(order, 1)]
    return pd.DataFrame(rows, columns=["topic", "rank", "term", "probability"])


def topic_prevalence(
    model: TopicModel, by: str = "city", n_resamples: int = 1000, seed: int = 1
) -> pd.DataFrame:
    """Share of each topic in each group, with an interval from resampling documents.

    The share is the mean over the group's units weighted by their counted tokens. The interval is the
    percentile interval of the same mean over documents drawn with replacement; a group with one document has
    none, for a single document tells nothing about how the next one would differ.

    Parameters
    ----------
    model : TopicModel
        A fitted model.
    by : str
        A column of `model.units`.
    n_resamples : int
        Bootstrap resamples.
    seed : int
        Seed of the resampling.

    Returns
    -------
    DataFrame
        `topic, group, n_documents, size, prevalence, low, high`, sorted by topic, then group; `size` is in
        counted tokens, `low` and `high` bound the 95 % interval and are missing where there is none.

    References
    ----------
    Efron and Tibshirani (1993), An Introduction to the Bootstrap, ch. 13 (percentile intervals).
    """
    labels = group_labels(model.units, by)
    weighted = model.unit_topics.mul(model.sizes, axis=0)
    keys = [labels.to_numpy(), model.units["doc_id"].to_numpy()]
    shares = weighted.groupby(keys).sum()
    sizes = pd.Series(model.sizes, index=model.units.index).groupby(keys).sum()
    rows = []
    for group in sorted(labels.dropna().unique()):
        numerator, size = shares.loc[group].to_numpy(), sizes.loc[group].to_numpy()
        mean = numerator.sum(axis=0) / size.sum()
        low = high = np.full(len(mean), np.nan)
        if len(size) > 1:
            low, high = bootstrap_rate_interval(numerator, size, n_resamples=n_resamples, seed=seed)
        rows += [
            (topic, group, len(size), int(size.sum()), mean[i], low[i], high[i])
            for i, topic in enumerate(model.unit_topics.columns)
        ]
    columns = ["topic", "group", "n_documents", "size", "prevalence", "low", "high"]
    return pd.DataFrame(rows, columns=columns).sort_values(["topic", "group"], ignore_index=True)
