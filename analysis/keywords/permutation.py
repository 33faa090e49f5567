"""Permutation test over documents: whether any grouping of the same documents have set these terms apart."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

FloatArray = npt.NDArray[np.float64]

BLOCK = 1000
"""Terms taken at a time: memory grows with the permutations times this, not with the vocabulary."""

STEP, N_STEPS = 0.02, 1500
"""The false-discovery rate is read from counts of the statistic in steps of this width, up to 30."""


def permutation_test(
    counts: sparse.csr_array,
    sizes: npt.ArrayLike,
    is_target: npt.NDArray[np.bool_],
    n_permutations: int = 999,
    seed: int = 0,
) -> tuple[FloatArray, FloatArray]:
    """Test whether each term differs between two groups of documents, by giving the documents out anew.

    The statistic is Welch's t of the residuals n - rate x size of the documents; a variance smaller than
    that of independent words counts as that. Its law is taken from random divisions of the same documents,
    so that words that come in bursts or in few documents are not taken for evidence.

    Parameters
    ----------
    counts : csr_array, shape (n_documents, n_terms)
        Occurrences.
    sizes : array_like of int, shape (n_documents,)
        Word tokens of each document.
    is_target : ndarray of bool, shape (n_documents,)
        The documents of the first group; at least two documents in either group.
    n_permutations : int
        Random divisions.
    seed : int
        Seed of the random generator.

    Returns
    -------
    p : ndarray of float64, shape (n_terms,)
        Share of the divisions, the true one among them, in which the term differs as much or more.
    q : ndarray of float64, shape (n_terms,)
        False-discovery rate: terms that a random division sets apart as much, per term that the true one
        does; never less than the share of divisions whose best term has as small a rate. If the groups do
        not differ at all, the chance that any term has q <= a is therefore at most a.

    References
    ----------
    Phipson, B. and Smyth, G. (2010). Permutation p-values should never be zero. SAGMB 9 (1), 39; Tusher, V.,
    Tibshirani, R. and Chu, G. (2001). PNAS 98, 5116-5121; Westfall, P. and Young, S. (1993). Resampling-Based
    Multiple Testing.
    """
    size = np.asarray(sizes, dtype=np.float64)
    divisions = _divisions(is_target, n_permutations, seed)
    columns = sparse.csc_array(counts)
    n_terms = columns.shape[1]
    p, step = np.empty(n_terms), np.empty(n_terms, dtype=np.int64)
    histogram = np.zeros((len(divisions), N_STEPS + 1), dtype=np.int64)
    offset = np.arange(len(divisions))[:, None] * (N_STEPS + 1)
    for first in range(0, n_terms, BLOCK):
        block = columns[:, first : first + BLOCK].toarray().astype(np.float64)
        steps = np.minimum(_welch(block, size, divisions) / STEP, N_STEPS).round(6).astype(np.int64)
        p[first : first + BLOCK] = (steps >= steps[0]).mean(axis=0)
        step[first : first + BLOCK] = steps[0]
        histogram += np.bincount((steps + offset).ravel(), minlength=histogram.size).reshape(histogram.shape)
    return p, _false_discovery_rate(histogram)[step]


def _divisions(is_target: npt.NDArray[np.bool_], n_permutations: int, seed: int) -> FloatArray:
    drawn = np.tile(is_target.astype(np.float64), (n_permutations + 1, 1))
    drawn[1:] = np.random.default_rng(seed).permuted(drawn[1:], axis=1)
    return drawn


def _welch(counts: FloatArray, size: FloatArray, divisions: FloatArray) -> FloatArray:
    rate = counts.sum(axis=0) / size.sum()
    residual = counts - np.outer(size, rate)
    square = residual**2
    n = divisions[0].sum()
    n_other = len(size) - n
    total, squares = divisions @ residual, divisions @ square
    by_chance = rate * size.mean()
    spread = np.maximum((squares - total**2 / n) / (n - 1), by_chance)
    spread_other = np.maximum((square.sum(axis=0) - squares - total**2 / n_other) / (n_other - 1), by_chance)
    with np.errstate(invalid="ignore"):
        t: FloatArray = np.abs(total) * (1 / n + 1 / n_other) / np.sqrt(spread / n + spread_other / n_other)
    return np.nan_to_num(t)


def _false_discovery_rate(histogram: npt.NDArray[np.integer[Any]]) -> FloatArray:
    above = histogram[:, ::-1].cumsum(axis=1)[:, ::-1].astype(np.float64)
    expected = above.mean(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = np.where(above > 0, expected / above, np.inf)
    mine = np.minimum.accumulate(rate[0])
    best = np.sort(rate.min(axis=1))
    chance = np.searchsorted(best, mine * (1 + 1e-12), side="right") / len(best)
    return np.minimum(np.maximum(mine, chance), 1.0)
