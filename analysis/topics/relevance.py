"""The terms of topics by relevance, a compromise between how probable and how exclusive they are."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..checks import check_kind, check_whole
from ..corpus import TopicModel
from ..stats import FloatArray
from .reading import lift

STEPS = tuple(step / 10 for step in range(11))
"""Values of λ at which the first terms of every topic are returned."""


def relevance(probability: FloatArray, lifted: FloatArray, weight: float) -> FloatArray:
    """Return the relevance of terms: λ log p(term | topic) + (1 − λ) log lift.

    Parameters
    ----------
    probability, lifted : ndarray
        Probability of each term in the topic, and its ratio to that in all texts.
    weight : float
        λ, between 0 (lift only) and 1 (probability only).

    Returns
    -------
    ndarray
        Of the same shape.

    References
    ----------
    Sievert, C. and Shirley, K. (2014). LDAvis: A method for visualizing and interpreting topics. Workshop on
    Interactive Language Learning, Visualization, and Interfaces, ACL.
    """
    return np.asarray(weight * np.log(probability) + (1 - weight) * np.log(lifted))


def relevant_terms(model: TopicModel, n: int = 20) -> pd.DataFrame:
    """List the terms that are among the most relevant of a topic for some λ.

    Parameters
    ----------
    model : TopicModel
        A fitted model.
    n : int
        Terms of each topic for each λ of 0, 0.1 ... 1.

    Returns
    -------
    DataFrame
        `topic, term, probability, lift`, sorted by topic, falling probability and term.

    Examples
    --------
    >>> from analysis import SAMPLE, count_terms, fit_topics, read_corpus, relevant_terms
    >>> corpus = read_corpus(SAMPLE).corpus
    >>> model = fit_topics(count_terms(corpus, unit="paragraph"), n_topics=4, seed=1)
    >>> sorted(set(relevant_terms(model)["topic"]))
    [1, 2, 3, 4]
    """
    check_kind("relevant_terms", model, "TopicModel")
    check_whole("relevant_terms", "n", n)
    terms = model.topic_terms.columns.to_numpy(dtype=str)
    probability, lifted = model.topic_terms.to_numpy(), lift(model)
    rows = []
    for i, topic in enumerate(model.topic_terms.index):
        kept: set[int] = set()
        for weight in STEPS:
            order = np.lexsort((terms, -relevance(probability[i], lifted[i], weight)))
            kept.update(order[:n].tolist())
        columns = np.array(sorted(kept))
        columns = columns[np.lexsort((terms[columns], -probability[i][columns]))]
        rows += [(topic, terms[at], probability[i, at], lifted[i, at]) for at in columns]
    return pd.DataFrame(rows, columns=["topic", "term", "probability", "lift"])
