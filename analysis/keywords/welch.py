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
    rows : csr_array, shape (n_permutations, n_documents)
        Ones for the documents of the first group.
    size, size_2 : ndarray of float64, shape (n_permutations, 1)
        Words of those documents, and the sum of squares of their word counts.
    n : int
        Number of documents in the first group.
    """

    def __init__(self, drawn: IntArray, size: FloatArray) -> None:
        self.n = drawn.shape[1]
        self.size = size[drawn].sum(axis=1, keepdims=True)
        self.size_2 = (size**2)[drawn].sum(axis=1, keepdims=True)
        ends, shape = np.arange(len(drawn) + 1, dtype=np.int32) * self.n, (len(drawn), len(size))
        # Ones of a byte each: with many documents, the samples are what takes memory.
        self.rows = sparse.csr_array((np.ones(drawn.size, np.int8), drawn.ravel(), ends), shape=shape)


def blocks(parts: Iterable[sparse.csr_array], size: FloatArray) -> Iterator[Block]:
    """Yield blocks of terms from the pieces of a matrix, which are consecutive columns."""
    first = 0
    for part in parts:
        columns = sparse.csc_array(part)
        for at in range(0, part.shape[1], BLOCK):
            yield Block(first + at, sparse.csr_array(columns[:, at : at + BLOCK]), size)
        first += part.shape[1]


class Block:
    """Some terms, and their differences under permutations: Welch's t of the residuals n - rate x size."""

    def __init__(self, first: int, counts: sparse.csr_array, size: FloatArray) -> None:
        self.first, self.last, self.size = first, first + counts.shape[1], size
        self.plain, self.rate = counts, np.asarray(counts.sum(axis=0)).ravel() / size.sum()
        # Most counts are 0. A residual's square is size^2 rate^2 plus a term that is non-zero only where
        # there is a count; counts and these terms are summed in one pass, as real and imaginary parts.
        owner = np.repeat(np.arange(len(size)), np.diff(counts.indptr))
        more = counts.data * (counts.data - 2 * self.rate[counts.indices] * size[owner])
        both = (counts.data + 1j * more, counts.indices, counts.indptr)
        self.counts = sparse.csr_array(both, shape=counts.shape)
        self.all_squares = np.bincount(counts.indices, more, counts.shape[1]) + self.rate**2 * (size**2).sum()
        self.by_chance = np.maximum(self.rate * size.mean(), TINY)

    def inside(self, columns: IntArray) -> tuple[npt.NDArray[np.bool_], IntArray]:
        """Return which of some terms are in the block, and their positions in it."""
        mine = (columns >= self.first) & (columns < self.last)
        return mine, columns[mine] - self.first

    def take(self, columns: IntArray) -> Block:
        """Return some of its terms as a block."""
        return Block(self.first, self.plain[:, columns], self.size)

    def steps(self, permutations: Permutations) -> Steps:
        """Return the statistic in steps, shape (n_permutations, n_terms)."""
        found = np.zeros((len(permutations.size), len(self.rate)), dtype=np.uint16)
        together = max(CELLS // max(len(self.rate), 1), 1)
        for at in range(0, len(found), together):
            some = slice(at, at + together)
            sums = (permutations.rows[some] @ self.counts).toarray()
            residual = sums.real - permutations.size[some] * self.rate
            squares = sums.imag + permutations.size_2[some] * self.rate**2
            found[some] = self._steps(residual, squares, permutations.n)
        return found

    def _steps(self, residual: FloatArray, squares: FloatArray, n: int) -> FloatArray:
        """Return the steps from the sums of the first group's residuals and of their squares."""
        n_other = len(self.size) - n
        square = np.square(residual, out=residual)
        error = _squared_error(squares, square, n, self.by_chance)
        error += _squared_error(self.all_squares - squares, square, n_other, self.by_chance)
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
