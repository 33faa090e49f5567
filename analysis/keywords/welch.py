"""Welch's t of terms between two groups of documents, for many permutations of the documents at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt
from scipy import sparse

from ..corpus import IntArray

FloatArray = npt.NDArray[np.float64]
Steps = npt.NDArray[np.uint16]

BLOCK = 8000
"""Terms processed at a time: memory grows with the permutations times this, not with the vocabulary."""

NEARLY = 5e-7
"""Rounding tolerance below a step: permutations with equally large differences must tie."""

TINY = 1e-300

CELLS = 64_000
"""Permutations times terms processed at a time: few enough that intermediate results fit the CPU cache."""

STEP, N_STEPS = 0.02, 1500
"""The false-discovery rate is computed from a histogram of the statistic, in bins of this width up to 30."""


class Permutations:
    """Random assignments of documents to two groups.

    Attributes
    ----------
    rows : csr_array, shape (n_documents, n_permutations)
        Ones for the documents of the first group.
    size, size_2 : ndarray of float64, shape (n_permutations,)
        Words of those documents, and the sum of squares of their word counts.
    n : int
        Number of documents in the first group.
    """

    def __init__(self, drawn: IntArray, size: FloatArray) -> None:
        self.n = drawn.shape[1]
        self.size = size[drawn].sum(axis=1)
        self.size_2 = (size**2)[drawn].sum(axis=1)
        ends, shape = np.arange(len(drawn) + 1, dtype=np.int32) * self.n, (len(size), len(drawn))
        # Ones of a byte each: with many documents, the samples are what takes memory.
        drawn_columns = sparse.csc_array((np.ones(drawn.size, np.int8), drawn.ravel(), ends), shape=shape)
        self.rows = sparse.csr_array(drawn_columns)


def blocks(parts: Iterable[sparse.csr_array], size: FloatArray) -> Iterator[Block]:
    """Yield blocks of terms from the pieces of a matrix, which are consecutive columns."""
    first = 0
    for part in parts:
        columns = sparse.csc_array(part)
        for at in range(0, part.shape[1], BLOCK):
            yield Block(first + at, columns[:, at : at + BLOCK].T, size)
        first += part.shape[1]


class Block:
    """Some terms, and their differences under permutations: Welch's t of the residuals n - rate x size.

    Parameters
    ----------
    first : int
        The number of its first term.
    counts : csr_array, shape (n_terms, n_documents)
        Occurrences.
    size : ndarray of float64, shape (n_documents,)
        Word tokens of each document.
    """

    def __init__(self, first: int, counts: sparse.csr_array, size: FloatArray) -> None:
        self.first, self.last, self.size = first, first + counts.shape[0], size
        self.plain, self.rate = counts, np.asarray(counts.sum(axis=1)).ravel() / size.sum()
        # Most counts are 0. A residual's square is size^2 rate^2 plus a term that is non-zero only where
        # there is a count; counts and these terms are summed in one pass, as real and imaginary parts.
        term = np.repeat(np.arange(len(self.rate)), np.diff(counts.indptr))
        more = counts.data * (counts.data - 2 * self.rate[term] * size[counts.indices])
        both = (counts.data + 1j * more, counts.indices, counts.indptr)
        self.counts = sparse.csr_array(both, shape=counts.shape)
        self.all_squares = np.bincount(term, more, len(self.rate)) + self.rate**2 * (size**2).sum()
        self.by_chance = np.maximum(self.rate * size.mean(), TINY)

    def inside(self, columns: IntArray) -> tuple[npt.NDArray[np.bool_], IntArray]:
        """Return which of some terms are in the block, and their positions in it."""
        mine = (columns >= self.first) & (columns < self.last)
        return mine, columns[mine] - self.first

    def take(self, columns: IntArray) -> Block:
        """Return some of its terms as a block."""
        return Block(self.first, self.plain[columns], self.size)

    def steps(self, permutations: Permutations) -> Steps:
        """Return the statistic in steps, shape (n_permutations, n_terms)."""
        found = np.zeros((len(permutations.size), len(self.rate)), dtype=np.uint16)
        rows = permutations.rows.astype(np.complex128)  # else converted in each product
        together = max(CELLS // len(found), 1)
        for at in range(0, len(self.rate), together):
            # Term by term: the sums of one over the permutations stay in the CPU cache.
            some = slice(at, at + together)
            found[:, some] = self._steps((self.counts[some] @ rows).toarray(), some, permutations).T
        return found

    def _steps(self, sums: npt.NDArray[np.complex128], some: slice, permutations: Permutations) -> FloatArray:
        """Return the steps of some terms from sums over the first group, shape (n_terms, n_permutations)."""
        n, n_other = permutations.n, len(self.size) - permutations.n
        rate, least, all_squares = (
            values[some, None] for values in (self.rate, self.by_chance, self.all_squares)
        )
        square = np.square(sums.real - permutations.size * rate)
        squares = sums.imag + permutations.size_2 * rate**2
        error = _squared_error(squares, square, n, least)
        error += _squared_error(all_squares - squares, square, n_other, least)
        square *= ((1 / n + 1 / n_other) / STEP) ** 2
        square /= error
        steps = np.sqrt(square, out=square)
        np.minimum(steps, N_STEPS, out=steps)
        steps += NEARLY
        return steps


def _squared_error(squares: FloatArray, square_of_sum: FloatArray, n: int, least: FloatArray) -> FloatArray:
    """Return the squared standard error of the mean of n residuals."""
    error = square_of_sum * (-1 / n)
    error += squares
    error *= 1 / (n - 1) / n
    return np.maximum(error, least / n, out=error)
