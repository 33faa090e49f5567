"""Two sides, counted: the statistics of their terms, ranked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from .. import stats
from ..corpus import IntArray

KEYNESS_COLUMNS = (
    "term", "n_target", "n_reference", "size_target", "size_reference", "rate_target", "rate_reference",
    "n_documents_target", "n_documents_reference", "log_ratio", "log_ratio_low", "log_ratio_high",
    "g2", "log_odds_z", "dispersion_dp", "p_permutation", "q",
)  # fmt: skip

RANKING_LEVEL = 0.999
"""Confidence level of a single term's interval in the default ranking: at a simultaneous level most terms of
a short text would tie at zero; with 95 %, names that occur twice would come first."""

FloatArray = npt.NDArray[np.float64]


class Sides(NamedTuple):
    """The counts of terms in the target and in the reference (`other`).

    Attributes
    ----------
    n, n_other : ndarray of int64, shape (n_terms,)
        Occurrences.
    n_documents, n_documents_other : ndarray of int64, shape (n_terms,)
        Documents with the term.
    dp : ndarray of float64, shape (n_terms,)
        Dispersion (DP) over the target's documents.
    size, size_other, documents, documents_other : int
        Word tokens and documents of each side.
    """

    n: IntArray
    n_other: IntArray
    n_documents: IntArray
    n_documents_other: IntArray
    dp: FloatArray
    size: int
    size_other: int
    documents: int
    documents_other: int


def sides_of(counts: sparse.csr_array, sizes: IntArray, is_target: npt.NDArray[np.bool_]) -> Sides:
    """Return the counts of the target documents of a matrix and of all its others."""
    rows, other_rows = np.flatnonzero(is_target), np.flatnonzero(~is_target)
    mine, other = counts[rows], counts[other_rows]
    n, n_other = (np.asarray(part.sum(axis=0), dtype=np.int64).ravel() for part in (mine, other))
    used = np.flatnonzero(n)
    dp = np.full(len(n), np.nan)
    dp[used] = stats.dispersion_dp(mine[:, used].toarray(), sizes[rows])
    return Sides(
        n, n_other, _n_documents(mine), _n_documents(other), dp,
        int(sizes[rows].sum()), int(sizes[other_rows].sum()), len(rows), len(other_rows),
    )  # fmt: skip


def _n_documents(counts: sparse.csr_array) -> IntArray:
    return np.bincount(counts.indices[counts.data > 0], minlength=counts.shape[1])


def contrast(
    terms: npt.NDArray[np.object_],
    sides: Sides,
    p: FloatArray,
    q: FloatArray,
    rank_by: str = "default",
    n_tests: int | None = None,
) -> pd.DataFrame:
    """Return the keyness table of terms, ranked.

    Parameters
    ----------
    terms : ndarray of str, shape (n_terms,)
        The terms listed, sorted.
    sides : Sides
        Their counts.
    p, q : ndarray of float64, shape (n_terms,)
        Their p and q from the test over documents.
    rank_by : str
        See `keyness`.
    n_tests : int, optional
        Number of terms compared, for which the intervals are corrected; by default those listed.

    Returns
    -------
    DataFrame
        The columns `KEYNESS_COLUMNS`.
    """
    counted = sides.n, sides.n_other, sides.size, sides.size_other
    low, high = stats.log_ratio_interval(*counted, n_tests=len(terms) if n_tests is None else n_tests)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = sides.n / np.float64(sides.size) * 10_000
        rate_other = sides.n_other / np.float64(sides.size_other) * 10_000
    columns = {
        "n_target": sides.n,
        "n_reference": sides.n_other,
        "size_target": np.full(len(terms), sides.size, dtype=np.int64),
        "size_reference": np.full(len(terms), sides.size_other, dtype=np.int64),
        "rate_target": rate,
        "rate_reference": rate_other,
        "n_documents_target": sides.n_documents,
        "n_documents_reference": sides.n_documents_other,
        "log_ratio": stats.log_ratio(*counted),
        "log_ratio_low": low,
        "log_ratio_high": high,
        "g2": stats.g2(*counted),
        "log_odds_z": stats.log_odds_z(*counted),
        "dispersion_dp": sides.dp,
        "p_permutation": p,
        "q": q,
    }
    order = _order(columns, sides, rank_by)
    ordered = {name: values[order] for name, values in columns.items()}
    return pd.DataFrame({"term": pd.Series(terms[order], dtype="str"), **ordered})


def _order(columns: Mapping[str, npt.NDArray[Any]], sides: Sides, rank_by: str) -> IntArray:
    """Return the row positions in ranking order; ties keep the order of the terms."""
    n_terms = len(sides.n)
    if rank_by == "term":
        return np.arange(n_terms)
    if rank_by != "default":
        values = columns[rank_by]
        return np.argsort(values if rank_by == "p_permutation" else -values, kind="stable")
    more = columns["log_ratio"] > 0
    counted = sides.n, sides.n_other, float(sides.size), float(sides.size_other)
    low, high = stats.log_ratio_interval(*counted, RANKING_LEVEL)
    nearer = np.where(more, np.maximum(low, 0), np.maximum(-high, 0))
    spread = sides.n_documents / sides.documents
    spread_other = sides.n_documents_other / sides.documents_other
    score = nearer * np.where(more, spread, spread_other)
    return np.lexsort((-columns["g2"], -score, ~more))
