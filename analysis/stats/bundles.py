"""Documents under permutations: which are kept together where there are very many, and in which order."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse

from .different import different

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

MANY = 5_000
"""Documents beyond which neighbours of one group are permuted together, in about so many bundles."""


class Bundles(NamedTuple):
    """Documents that are permuted together.

    Exchanging bundles of equal size is exchanging documents, only in fewer ways, so that p is as valid; and
    documents that depend on those listed beside them stay together.

    Attributes
    ----------
    of : ndarray of int, shape (n_documents,)
        The bundle of each document.
    first : ndarray of int, shape (n_bundles,)
        One document of each.
    sizes : ndarray of int, shape (n_bundles,)
        How many documents each has.
    order : ndarray of int, shape (n_documents,)
        The documents, those of a bundle beside each other.
    """

    of: IntArray
    first: IntArray
    sizes: IntArray
    order: IntArray

    def summed(self, values: FloatArray) -> FloatArray:
        """Return the sums of bundles."""
        if len(self.first) == len(values):
            return values
        return np.asarray(np.add.reduceat(values[self.order], np.cumsum(self.sizes) - self.sizes, axis=0))

    def permuted(self, labels: IntArray, rng: np.random.Generator) -> IntArray:
        """Return the labels of bundles exchanged among those of the same size."""
        mixed = labels.copy()
        for size in different(self.sizes):
            same = self.sizes == size
            mixed[same] = rng.permutation(labels[same])
        return mixed


def bundles_of(labels: IntArray) -> Bundles:
    """Return bundles of documents that have the same label: single ones, unless there are very many."""
    each = np.arange(len(labels))
    if len(labels) <= MANY:
        return Bundles(each, each, np.ones_like(each), each)
    step = -(-len(labels) // MANY)
    order = np.argsort(labels, kind="stable")
    _, begin, n = np.unique(labels[order], return_index=True, return_counts=True)
    rank, n_mine = each - np.repeat(begin, n), np.repeat(n, n)
    opens = (rank % step == 0) | (rank >= n_mine - n_mine % step)
    of = np.empty_like(order)
    of[order] = np.cumsum(opens) - 1
    return Bundles(of, order[opens], np.bincount(of), order)


def members_of(labels: IntArray, n_groups: int) -> sparse.csr_array:
    """Return which documents are in each group, as ones: sums over them take a time that no group adds to."""
    ends = np.concatenate([[0], np.cumsum(np.bincount(labels, minlength=n_groups))])
    in_order = np.argsort(labels, kind="stable")
    return sparse.csr_array((np.ones(len(labels)), in_order, ends), shape=(n_groups, len(labels)))


def permuted_within(
    values: IntArray, strata: IntArray | None, n_permutations: int, rng: np.random.Generator
) -> IntArray:
    """Return values as they are and permuted within strata, shape (n_permutations + 1, n_documents)."""
    if strata is None:
        return np.stack([values, *(rng.permutation(values) for _ in range(n_permutations))])
    places = np.argsort(strata, kind="stable")
    orders = np.tile(values, (n_permutations + 1, 1))
    mixed = np.argsort(strata + rng.random((n_permutations, len(strata))), axis=1)
    orders[1:, places] = values[mixed]
    return orders
