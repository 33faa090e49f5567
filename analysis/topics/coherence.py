"""Topic quality: coherence, exclusivity, diversity."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import sparse

from ..checks import check_kind, check_whole
from ..corpus import DocTermMatrix, TopicModel
from ..stats import FloatArray

EPSILON = 1e-12
"""Added by gensim to the probability of a pair, so that the logarithm is defined when it never occurs."""


def npmi_matrix(counts: sparse.csr_array) -> FloatArray:
    """Return the normalised pointwise mutual information of all pairs of terms, with rows as windows.

    NPMI = ln(p(a, b) / (p(a) p(b))) / -ln p(a, b), with p the share of windows that contain a term or both: 1
    when two terms always co-occur, 0 when they are independent, -1 when they never do.

    Parameters
    ----------
    counts : csr_array, shape (n_windows, n_terms)
        Counts of the terms in question.

    Returns
    -------
    ndarray, shape (n_terms, n_terms)
        NaN for a term that occurs in no window.

    References
    ----------
    Bouma, G. (2009). Normalized (pointwise) mutual information in collocation extraction. GSCL.
    """
    holds = sparse.csr_array(counts > 0, dtype=np.float64)
    together = (holds.T @ holds).toarray() / max(counts.shape[0], 1)
    single = np.diag(together)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.log((together + EPSILON) / np.outer(single, single)) / -np.log(together + EPSILON)
    unknown = single == 0
    value[unknown, :] = np.nan
    value[:, unknown] = np.nan
    return np.asarray(value)


def npmi_coherence(npmi: FloatArray) -> float:
    """Return the mean NPMI of all pairs of a topic's terms; NaN if a pair is undefined or there are none.

    Parameters
    ----------
    npmi : ndarray, shape (n_terms, n_terms)
        The result of `npmi_matrix` for the topic's terms.
    """
    pairs = npmi[np.tril_indices(len(npmi), -1)]
    return float(pairs.mean()) if len(pairs) else float("nan")


def cv_coherence(npmi: FloatArray) -> float:
    """Return the coherence c_v: the mean cosine of each term's NPMI vector with their sum.

    Parameters
    ----------
    npmi : ndarray, shape (n_terms, n_terms)
        The result of `npmi_matrix` for the topic's terms.

    References
    ----------
    Röder, M., Both, A. and Hinneburg, A. (2015). Exploring the space of topic coherence measures. WSDM.
    """
    whole = npmi.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        cosines = npmi @ whole / (np.linalg.norm(npmi, axis=1) * np.linalg.norm(whole))
    return float(cosines.mean()) if len(cosines) > 1 else float("nan")


def coherence(lists: Sequence[Sequence[str]], windows: DocTermMatrix) -> pd.DataFrame:
    """Return the coherence of lists of terms.

    Parameters
    ----------
    lists : sequence of sequences of str
        The first terms of each topic.
    windows : DocTermMatrix
        Counts in paragraphs; each paragraph is one window of co-occurrence.

    Returns
    -------
    DataFrame
        `npmi, c_v`, one row per list; missing where a term occurs in no window (or is not counted), since
        coherence is then undefined. Equal to gensim's `CoherenceModel` with paragraph-length windows,
        except that gensim gives 0 or NaN there.
    """
    column = {term: i for i, term in enumerate(windows.terms)}
    rows = []
    for terms in lists:
        if any(term not in column for term in terms):
            rows.append((float("nan"), float("nan")))
            continue
        npmi = npmi_matrix(windows.counts[:, [column[term] for term in terms]])
        rows.append((npmi_coherence(npmi), cv_coherence(npmi)))
    return pd.DataFrame(rows, columns=["npmi", "c_v"], dtype=float)


def first_terms(topic_terms: FloatArray, terms: Sequence[str], n: int = 10) -> list[list[str]]:
    """Return the `n` most probable terms of each topic; ties are in term order."""
    return [[terms[i] for i in np.argsort(-row, kind="stable")[:n]] for row in topic_terms]


def diversity_of(lists: Sequence[Sequence[str]]) -> float:
    """Return the share of distinct terms among all lists: 1 when no two topics share a term, NaN for none."""
    everything = [term for terms in lists for term in terms]
    return len(set(everything)) / len(everything) if everything else float("nan")


def exclusivity(topic_terms: FloatArray, n: int = 10) -> FloatArray:
    """Return the exclusivity of each topic's `n` first terms: p(term) over its sum in all topics, averaged.

    References
    ----------
    Roberts, M. et al. (2014). Structural topic models for open-ended survey responses. AJPS 58 (without the
    weighting by frequency).
    """
    own = topic_terms / topic_terms.sum(axis=0)
    return np.array([own[i, np.argsort(-row, kind="stable")[:n]].mean() for i, row in enumerate(topic_terms)])


def topic_quality(model: TopicModel, windows: DocTermMatrix, n: int = 10) -> pd.DataFrame:
    """Return quality measures of each topic.

    Parameters
    ----------
    model : TopicModel
        A fitted model.
    windows : DocTermMatrix
        Counts in paragraphs, as the model was fitted on.
    n : int
        Number of first terms of each topic to consider.

    Returns
    -------
    DataFrame
        `topic, share, npmi, c_v, exclusivity, stability, diversity`, one row per topic: its share of all
        counted tokens, coherence and exclusivity of its first terms, how much of the topic
        recurred when documents were resampled (missing after one fit), and the share of distinct terms among
        the first terms of all topics (the same in all rows).

    Examples
    --------
    >>> import numpy as np
    >>> import pandas as pd
    >>> from analysis import DocTermMatrix, fit_topics, topic_quality
    >>> counts = np.kron(np.eye(2, dtype=int), np.full((120, 3), 10))
    >>> documents = [f"d{i:02}" for i in range(24)]
    >>> units = pd.DataFrame({"doc_id": np.repeat(documents, 10), "paragraph": [*range(10)] * 24})
    >>> units["city"] = np.repeat(["青岛市", "兰州市"], 120)
    >>> units["year"] = np.tile(np.repeat([2021, 2022, 2023], 10), 8)
    >>> terms = ("港口", "航线", "贸易", "黄河", "治理", "生态")
    >>> dtm = DocTermMatrix(counts, units, terms, counts.sum(axis=1), "paragraph")
    >>> model = fit_topics(dtm, n_topics=2, max_share=0.6)
    >>> topic_quality(model, dtm, n=3)["topic"].tolist()
    [1, 2]
    """
    check_kind("topic_quality", model, "TopicModel", second=windows)
    check_whole("topic_quality", "n", n, 1)
    check_kind("topic_quality", windows, "DocTermMatrix")
    terms = model.topic_terms.to_numpy()
    lists = first_terms(terms, list(model.topic_terms.columns), n)
    share = model.sizes @ model.unit_topics.to_numpy() / model.sizes.sum()
    table = coherence(lists, windows)
    table.insert(0, "topic", model.topic_terms.index)
    table.insert(1, "share", share)
    return table.assign(
        exclusivity=exclusivity(terms, n),
        stability=model.stability.to_numpy() if model.stability is not None else np.nan,
        diversity=diversity_of(lists),
    )
