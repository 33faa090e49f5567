"""Permutation test over documents: whether any grouping of the same documents have set these terms apart."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

FloatArray = npt.NDArray[np.float64]

BLOCK = 1000
"""Terms taken at a time: memory grows with the permutations times this, not with the vocabulary."""

NEARLY = 5e-7
"""So much below a step counts as that step: divisions that set terms apart as much must tie."""

TINY = 1e-300

TOGETHER = 32
"""Divisions taken at a time: with so many, what is computed stays near the processor."""

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
    all_sizes = [(some @ size, some @ size**2) for some in divisions]
    n_terms, n_divisions = columns.shape[1], n_permutations + 1
    as_far, step = np.zeros(n_terms, dtype=np.int64), np.empty(n_terms, dtype=np.int64)
    histogram = np.zeros((n_divisions, N_STEPS + 1), dtype=np.int64)
    for first in range(0, n_terms, BLOCK):
        mine = slice(first, first + BLOCK)
        welch = _Welch(sparse.csr_array(columns[:, mine]), size, int(is_target.sum()))
        at = 0
        for some, sizes_of in zip(divisions, all_sizes, strict=True):
            steps = welch.steps(some, *sizes_of)
            if at == 0:
                step[mine] = steps[0]
            as_far[mine] += (steps >= step[mine]).view(np.uint8).sum(axis=0, dtype=np.uint8)
            steps += np.arange(len(steps))[:, None] * (N_STEPS + 1)
            found = np.bincount(steps.ravel(), minlength=len(steps) * (N_STEPS + 1))
            histogram[at : at + len(steps)] += found.reshape(len(steps), -1)
            at += len(steps)
    return as_far / n_divisions, _false_discovery_rate(histogram)[step]


def _divisions(is_target: npt.NDArray[np.bool_], n_permutations: int, seed: int) -> list[sparse.csr_array]:
    """Return the first group of each division, the true one first: ones, some divisions to a matrix."""
    drawn = np.tile(is_target, (n_permutations + 1, 1))
    drawn[1:] = np.random.default_rng(seed).permuted(drawn[1:], axis=1)
    # A division names few of the documents, as a rule: the others need not be added.
    return [
        sparse.csr_array(drawn[at : at + TOGETHER], dtype=np.float64) for at in range(0, len(drawn), TOGETHER)
    ]


class _Welch:
    """Welch's t of the residuals n - rate x size of some terms, in steps of its size."""

    def __init__(self, counts: sparse.csr_array, size: FloatArray, n: int) -> None:
        self.rate = np.asarray(counts.sum(axis=0)).ravel() / size.sum()
        self.n, self.n_other = n, len(size) - n
        # Most counts are 0. A residual's square is size^2 rate^2 and, where there is a count, so much more;
        # counts and these go through the sums together, the one as real, the other as imaginary part.
        owner = np.repeat(np.arange(len(size)), np.diff(counts.indptr))
        more = counts.data * (counts.data - 2 * self.rate[counts.indices] * size[owner])
        both = (counts.data + 1j * more, counts.indices, counts.indptr)
        self.counts = sparse.csr_array(both, shape=counts.shape)
        self.all_squares = np.bincount(counts.indices, more, counts.shape[1]) + self.rate**2 * (size**2).sum()
        self.by_chance = np.maximum(self.rate * size.mean(), TINY)

    def steps(
        self, divisions: sparse.csr_array, size: FloatArray, size_2: FloatArray
    ) -> npt.NDArray[np.int64]:
        """Return the statistic in some divisions, shape (n_divisions, n_terms).

        Parameters
        ----------
        divisions : csr_array
            Ones for the documents of the first group.
        size, size_2 : ndarray of float64, shape (n_divisions,)
            Words of those documents, and the sum of the squares of theirs.
        """
        sums = (divisions @ self.counts).toarray()
        square = sums.real - np.outer(size, self.rate)
        squares = sums.imag + np.outer(size_2, self.rate**2)
        square *= square
        error = _squared_error(squares, square, self.n, self.by_chance)
        error += _squared_error(self.all_squares - squares, square, self.n_other, self.by_chance)
        square *= ((1 / self.n + 1 / self.n_other) / STEP) ** 2
        square /= error
        steps = np.sqrt(square, out=square)
        np.minimum(steps, N_STEPS, out=steps)
        steps += NEARLY
        return steps.astype(np.int64)


def _squared_error(squares: FloatArray, square_of_sum: FloatArray, n: int, least: FloatArray) -> FloatArray:
    """Return the squared standard error of the mean of n residuals."""
    error = square_of_sum * (-1 / n)
    error += squares
    error *= 1 / (n - 1) / n
    return np.maximum(error, least / n, out=error)


def _false_discovery_rate(histogram: npt.NDArray[np.integer[Any]]) -> FloatArray:
    reached = np.flatnonzero(histogram.any(axis=0))[-1] + 1 if histogram.any() else 1
    above = histogram[:, reached - 1 :: -1].cumsum(axis=1)[:, ::-1].astype(np.float64)
    expected = above.mean(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = np.where(above > 0, expected / above, np.inf)
    mine = np.minimum.accumulate(rate[0])
    best = np.sort(rate.min(axis=1))
    chance = np.searchsorted(best, mine * (1 + 1e-12), side="right") / len(best)
    return np.minimum(np.maximum(mine, chance), 1.0)
