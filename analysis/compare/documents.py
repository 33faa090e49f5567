"""Whether the documents of a group are more alike than those of different groups."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from ..checks import check_kind, check_wholes
from ..corpus import By, IntArray, TermCounts, group_columns
from ..lexicon import own_name_terms
from .distances import ALIKE_COLUMNS

LEAST_SPREAD = 1e-9
"""Likenesses that are no further apart are the same but for rounding."""

MOST_DOCUMENTS = 1_000
"""Documents that are compared, each with every other; of more, evenly spaced ones."""

FEWEST_PAIRS = 10
"""Pairs of documents within groups from which on their likeness can tell."""


def documents_alike(
    dtm: TermCounts,
    by: By = "city",
    n_permutations: int = 199,
    seed: int = 1,
    without: Collection[str] = (),
) -> pd.DataFrame:
    """Test whether two documents of one group are more alike in their words than two of different groups.

    Where they are not, documents are on matters of their own, and what sets the groups apart may be the
    matters that happen to have been collected.

    Parameters
    ----------
    dtm : DocTermMatrix or Counted
        Counts in documents.
    by : str or sequence of str
        The grouping.
    n_permutations, seed : int
        Permutations of the groups over the documents, and their seed.
    without : collection of str
        Documents that are left out, such as those that `doubted` names.

    Returns
    -------
    DataFrame
        The columns of `alike_within` in one row: `n_within, n_between, within, between, difference, p,
        measured`. Likeness is the cosine of log(1 + n) log(N / n_documents) of the terms that occur in two
        documents at least (N documents), without the names of the groups; `within` and `between` are its
        means, `difference` is positive where documents of one group are more alike, `p` the share of
        permutations, including the observed one, in which it is as high or higher. Missing with fewer than
        `FEWEST_PAIRS` pairs within groups, or none between, and where all pairs are equally alike, as where
        every term stands in every document.

    References
    ----------
    Mantel, N. (1967). The detection of disease clustering and a generalized regression approach. Cancer
    Research 27, 209-220.

    Examples
    --------
    >>> from analysis import SAMPLE, count_terms, documents_alike, read_corpus
    >>> found = documents_alike(count_terms(read_corpus(SAMPLE).corpus))
    >>> found[["n_within", "n_between", "p"]].to_numpy().tolist()
    [[36.0, 240.0, 0.005]]
    """
    check_kind("documents_alike", dtm, "DocTermMatrix", "Counted")
    check_wholes("documents_alike", n_permutations=n_permutations, seed=seed)
    group_columns(dtm.units, by, "documents_alike")
    matrix, labels = dtm.held, dtm.labels(by)
    known = np.flatnonzero((labels.notna() & ~matrix.units.index.isin(list(without))).to_numpy())
    if len(known) > MOST_DOCUMENTS:
        known = known[np.linspace(0, len(known) - 1, MOST_DOCUMENTS).astype(int)]
    codes, groups = pd.factorize(labels.iloc[known], sort=True)
    first, second = np.triu_indices(len(known), 1)
    together = codes[first] == codes[second]
    n_within, n_between = int(together.sum()), int((~together).sum())
    row = (n_within, n_between, np.nan, np.nan, np.nan, np.nan, "cosine")
    likeness = None
    if n_within >= FEWEST_PAIRS and n_between:
        names = own_name_terms(matrix.terms, [str(group) for group in groups])
        likeness = _cosines(sparse.csr_array(matrix.counts[known]), np.unique(names.indices))[first, second]
    if likeness is not None and np.ptp(likeness) > LEAST_SPREAD:
        total, rng = likeness.sum(), np.random.default_rng(seed)

        def within(of: IntArray) -> float:
            return float(likeness[of[first] == of[second]].sum())

        observed = within(codes)
        # The number of pairs within groups is the same in every permutation, so their sum orders them.
        as_high = sum(within(rng.permutation(codes)) >= observed * (1 - 1e-12) for _ in range(n_permutations))
        mean, other = observed / n_within, (total - observed) / n_between
        row = (n_within, n_between, mean, other, mean - other, (1 + as_high) / (n_permutations + 1), "cosine")
    return pd.DataFrame([row], columns=list(ALIKE_COLUMNS))


def _cosines(counts: sparse.csr_array, names: IntArray) -> npt.NDArray[np.float64]:
    """Return the likeness of all pairs of documents, without the terms that are names."""
    spread = np.bincount(counts.indices, minlength=counts.shape[1])
    spread[names] = 0
    weight = np.where(spread > 1, np.log(counts.shape[0] / np.maximum(spread, 1)), 0.0)
    weighted = sparse.csr_array(
        (np.log1p(counts.data) * weight[counts.indices], counts.indices, counts.indptr), shape=counts.shape
    )
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    products = (weighted @ weighted.T).toarray()
    return products / np.maximum(lengths[:, None] * lengths[None, :], 1e-300)
