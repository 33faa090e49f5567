"""TF-IDF of groups of documents, in two weightings."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from ..checks import check_kind, check_result, check_whole
from ..corpus import By, TermCounts, group_columns
from ..lexicon import own_name_terms

TF_IDF_COLUMNS = (
    "group",
    "term",
    "n",
    "size",
    "rate_per_10k",
    "n_documents",
    "n_groups",
    "tf_idf",
    "c_tf_idf",
)


def tf_idf(dtm: TermCounts, by: By = "city", names: bool = False) -> pd.DataFrame:
    """Weight the terms of each group by TF-IDF.

    Each group counts as one text: term frequency is the sum over its documents. `tf_idf` takes the inverse
    document frequency over the groups, idf = ln((1 + N) / (1 + n_groups)) + 1, with the logarithm of the term
    frequency, 1 + ln(n), and rows scaled to length 1. `c_tf_idf` is the class-based form: the term's share
    of the counted words of the group, times ln(1 + A / f), f being its count in all groups and A the mean
    number of counted words of a group.

    Parameters
    ----------
    dtm : DocTermMatrix or Counted
        Counts in documents.
    by : str or sequence of str
        A column of `dtm.units`.
    names : bool
        Keep a group's own names (柳州, 柳州市, 鱼峰区 for 柳州市) among its keywords. They top every list and
        are uninformative, so they are left out by default.

    Returns
    -------
    DataFrame
        `group, term, n, size, rate_per_10k, n_documents, n_groups, tf_idf, c_tf_idf`: occurrences in the
        group, its word tokens, n per 10,000 of them, documents of the group with the term, groups with the
        term, and the weights; sorted by group, then by descending `tf_idf`, then by term. Only terms that
        occur in a group are listed for it.

    References
    ----------
    Manning, Raghavan and Schütze (2008), Introduction to Information Retrieval, sec. 6.2 to 6.4; the smoothed
    idf is that of `sklearn.feature_extraction.text.TfidfTransformer`. Grootendorst (2022), BERTopic: neural
    topic modeling with a class-based TF-IDF procedure, arXiv:2203.05794, sec. 3.3.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import segment, count_terms, tf_idf
    >>> from analysis.corpus import DOCUMENT_COLUMNS
    >>> texts = pd.DataFrame(
    ...     {"city": ["青岛市", "兰州市"],
    ...      "text": ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"]},
    ...     index=pd.Index(["a", "b"], name="doc_id"),
    ... ).reindex(columns=DOCUMENT_COLUMNS)
    >>> corpus = segment(texts)
    >>> keywords = tf_idf(count_terms(corpus), by="city")
    >>> keywords[["group", "term", "n"]].head(2).to_numpy().tolist()
    [['兰州市', '治理', 1], ['兰州市', '黄河', 1]]
    """
    check_kind("tf_idf", dtm, "DocTermMatrix", "Counted")
    group_columns(dtm.units, by, "tf_idf")
    grouped = dtm.group(by)
    counts = grouped.counts
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    spread = dtm.spread(by).counts
    groups = grouped.units.index.to_numpy()
    terms = np.array(dtm.terms, dtype=object)
    table = pd.DataFrame(
        {
            "group": groups[rows],
            "term": terms[counts.indices],
            "n": counts.data,
            "size": grouped.sizes[rows],
            "rate_per_10k": counts.data / grouped.sizes[rows] * 10_000,
            "n_documents": spread.data,
            "n_groups": grouped.n_documents[counts.indices],
            "tf_idf": _weights(counts, rows, grouped.n_documents),
            "c_tf_idf": _class_weights(counts, rows),
        },
        columns=list(TF_IDF_COLUMNS),
    )
    if not names and len(table):
        own = own_name_terms(dtm.terms, groups).toarray()
        table = table[~own[rows, counts.indices]]
    return table.sort_values(["group", "tf_idf", "term"], ascending=[True, False, True], ignore_index=True)


def _weights(
    counts: sparse.csr_array, rows: npt.NDArray[np.int64], n_groups: npt.NDArray[np.integer]
) -> npt.NDArray[np.float64]:
    rarity = np.log((1 + counts.shape[0]) / (1 + n_groups)) + 1
    weights: npt.NDArray[np.float64] = (1 + np.log(counts.data)) * rarity[counts.indices]
    lengths = np.sqrt(np.bincount(rows, weights**2, minlength=counts.shape[0]))
    return weights / lengths[rows]


def _class_weights(counts: sparse.csr_array, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    words = np.asarray(counts.sum(axis=1)).ravel()
    everywhere = np.asarray(counts.sum(axis=0)).ravel()
    shares = counts.data / words[rows]
    weights: npt.NDArray[np.float64] = shares * np.log1p(words.mean() / everywhere[counts.indices])
    return weights


def top(table: pd.DataFrame, n: int = 10, by: str = "group") -> pd.DataFrame:
    """Return the first `n` rows of each group in a sorted result.

    Parameters
    ----------
    table : DataFrame
        A result, sorted as returned.
    n : int
        Rows to keep in each group.
    by : str
        The column that holds the groups.

    Returns
    -------
    DataFrame
        The same columns.

    Examples
    --------
    >>> from analysis import count_terms, read_texts, segment, tf_idf, top
    >>> texts = read_texts(
    ...     ["港口扩建，港口贸易。改革创新。", "黄河治理，改革创新。"],
    ...     city=["青岛市", "兰州市"], year=[2022, 2023],
    ... )
    >>> dtm = count_terms(segment(texts))
    >>> top(tf_idf(dtm), 1)[["group", "term", "n"]].to_numpy().tolist()
    [['兰州市', '治理', 1], ['青岛市', '港口', 2]]
    """
    check_result("top", table, (by,), "tf_idf(dtm)")
    check_whole("top", "n", n)
    return table.groupby(by, sort=False).head(n).reset_index(drop=True)
