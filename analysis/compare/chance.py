"""How far apart chance alone would put two groups: blocks of text exchanged between them.

Words of one paragraph are not independent, and neither are paragraphs of one document. So whole documents are
exchanged where both groups have enough of them, else paragraphs, never words.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from scipy.special import xlogy

from ..corpus import By, DocTermMatrix, IntArray
from ..engines import in_threads
from ..stats import FloatArray
from ..stats.bundles import bundles_of

MIN_DOCUMENTS = 5
"""With fewer documents in either group, paragraphs are exchanged instead."""

MIN_BLOCKS = 10
"""With fewer blocks in two groups together, or two in either, nothing can be said about chance."""

MOST_GROUPS = 100
"""With more groups, exchanging the blocks of all pairs would take minutes."""

MOST_DRAWS, FEWEST_DRAWS = 40_000, 19
"""Permutations of all pairs together, where there are many, and the fewest of a pair."""

RARE = 8
"""Terms with at most so many occurrences in two groups are taken together by how they are split."""

SPLIT = np.array([(one, total) for total in range(RARE + 1) for one in range(total + 1)])
"""Each way to split a rare term: its occurrences on the first side, and on both."""

WAYS = np.array([total * (total + 1) // 2 for total in range(RARE + 1)])
"""For each number of occurrences, where its first way is in `SPLIT`."""

Z = 1.959963984540054
"""Quantile of the normal distribution at 97.5 %."""


class Chance(NamedTuple):
    """Grids of groups by groups, NaN where nothing can be said.

    Attributes
    ----------
    expected, noise : ndarray of float64, shape (n_groups, n_groups)
        Mean distance, and its 97.5 % bound, when blocks are exchanged between the two groups.
    """

    expected: FloatArray
    noise: FloatArray


class _Documents(NamedTuple):
    """Whole documents of a group: their numbers, ascending, and their counts."""

    numbers: IntArray
    counts: sparse.csr_array


def by_chance(
    blocks: DocTermMatrix,
    groups: list[str],
    by: By,
    measure: str,
    n_draws: int,
    seed: int,
    *,
    n_jobs: int = 1,
) -> Chance:
    """Exchange the blocks of all pairs of groups.

    Parameters
    ----------
    blocks : DocTermMatrix
        Counts in documents or paragraphs.
    groups : list of str
        The groups, in the order of the grids.
    by : str or sequence of str
        The grouping.
    measure : {"jensen-shannon", "cosine"}
        The distance.
    n_draws : int
        Permutations of each pair.
    seed : int
        Their seed.
    n_jobs : int
        Threads.
    """
    n = len(groups)
    found = Chance(*(np.full((n, n), np.nan) for _ in range(2)))
    n_pairs = n * (n - 1) // 2
    if n > MOST_GROUPS or n_draws < 2 or not n_pairs:
        return found
    draws = max(min(n_draws, MOST_DRAWS // n_pairs), min(FEWEST_DRAWS, n_draws))
    blocks = _bundled(blocks, by)
    labels = blocks.labels(by)
    rows = [np.flatnonzero((labels == group).to_numpy() & (blocks.sizes > 0)) for group in groups]
    number = np.unique(np.asarray(blocks.units.get("doc_id", blocks.units.index)), return_inverse=True)[1]
    kind = np.int32 if blocks.counts.sum() < 2**31 else np.int64  # sums of small ones take half the time
    counts_of = blocks.counts.astype(kind)
    documents = [_documents(counts_of[mine], number[mine]) for mine in rows]

    def mixed(pair: tuple[int, int]) -> FloatArray | None:
        i, j = pair
        if min(len(documents[i].numbers), len(documents[j].numbers)) < MIN_DOCUMENTS:
            counts = counts_of[np.concatenate([rows[i], rows[j]])]
            first = np.arange(counts.shape[0]) < len(rows[i])
        else:
            order = np.argsort(np.concatenate([documents[i].numbers, documents[j].numbers]), kind="stable")
            counts = sparse.csr_array(sparse.vstack([documents[i].counts, documents[j].counts])[order])
            first = order < len(documents[i].numbers)
        if len(first) < MIN_BLOCKS or min(first.sum(), (~first).sum()) < 2 or not counts.nnz:
            return None
        counts = _columns(counts, np.bincount(counts.indices, minlength=counts.shape[1]) > 0)
        rng = np.random.default_rng([seed, i, j])
        chosen = _exchanged(counts.sum(axis=1), first, draws, rng)
        return DISTANCES[measure](counts, chosen.astype(kind))

    pairs = list(combinations(range(n), 2))
    for (i, j), apart in zip(pairs, in_threads(mixed, pairs, n_jobs), strict=True):
        if apart is not None:
            found.expected[[i, j], [j, i]] = apart.mean()
            found.noise[[i, j], [j, i]] = min(apart.mean() + Z * apart.std(ddof=1), 1.0)
    return found


def _bundled(blocks: DocTermMatrix, by: By) -> DocTermMatrix:
    """Return the counts of bundles of documents of a group, where there are very many documents."""
    bundles = bundles_of(pd.factorize(blocks.labels(by))[0].astype(np.int64))
    if blocks.unit != "document" or len(bundles.first) == len(blocks.units):
        return blocks
    shape = len(bundles.first), len(bundles.of)
    ones = np.ones(len(bundles.of), dtype=np.int64)
    member = sparse.csr_array((ones, (bundles.of, np.arange(len(bundles.of)))), shape=shape)
    return DocTermMatrix(
        sparse.csr_array(member @ blocks.counts), blocks.units.iloc[bundles.first], blocks.terms,
        member @ blocks.sizes, blocks.unit, blocks.settings,
    )  # fmt: skip


def cosine(counts: sparse.csr_array, chosen: IntArray) -> FloatArray:
    """Return one minus the cosine of the counts in two halves of a text, for each way of halving it.

    Parameters
    ----------
    counts : csr_array of int, shape (n_blocks, n_terms)
        Counts in the blocks of the text.
    chosen : ndarray of int, shape (n_draws, n_blocks)
        1 where a block falls to the first half, else 0.
    """
    one = (counts.T @ chosen.T).astype(float)
    two = counts.sum(axis=0)[:, None] - one
    with np.errstate(divide="ignore", invalid="ignore"):
        norms = np.linalg.norm(one, axis=0) * np.linalg.norm(two, axis=0)
        return np.asarray(1 - (one * two).sum(axis=0) / norms)


def jensen_shannon(counts: sparse.csr_array, chosen: IntArray) -> FloatArray:
    """Return the Jensen-Shannon distance, base 2, of two halves of a text, for each way of halving it.

    Most terms are rare, and a rare term can be split in few ways: each way is counted in each draw, and its
    logarithms are taken once for all such terms. Those of a single block go where it goes.

    Parameters
    ----------
    counts : csr_array of int, shape (n_blocks, n_terms)
        Counts in the blocks of the text.
    chosen : ndarray of int, shape (n_draws, n_blocks)
        1 where a block falls to the first half, else 0.
    """
    total, n_draws = counts.sum(axis=0), len(chosen)
    rare = total <= RARE
    alone = rare & (np.bincount(counts.indices, minlength=len(total)) == 1)
    n_ways = _ways_alone(counts, alone, chosen)
    kept = ~alone
    first, total, rare = _columns(counts, kept).T @ chosen.T, total[kept], rare[kept]
    way = first[rare] + WAYS[total[rare], None]
    way *= n_draws
    way += np.arange(n_draws)
    n_ways += np.bincount(way.ravel(), minlength=n_ways.size).reshape(n_ways.shape)
    weight = np.concatenate([n_ways, np.ones((int((~rare).sum()), n_draws))])
    one = np.concatenate([np.broadcast_to(SPLIT[:, :1], n_ways.shape), first[~rare]])
    both = np.concatenate([SPLIT[:, 1], total[~rare]])[:, None]
    sizes = counts.sum(axis=1)
    size = chosen @ sizes
    with np.errstate(divide="ignore", invalid="ignore"):
        p, q = one / size, (both - one) / (sizes.sum() - size)
    middle = (p + q) / 2
    divergence = (weight * ((xlogy(p, p) + xlogy(q, q)) / 2 - xlogy(middle, middle))).sum(axis=0)
    return np.asarray(np.sqrt(np.maximum(divergence, 0) / np.log(2)))


DISTANCES: dict[str, Callable[[sparse.csr_array, IntArray], FloatArray]] = {
    "jensen-shannon": jensen_shannon, "cosine": cosine,
}  # fmt: skip


def _ways_alone(counts: sparse.csr_array, alone: npt.NDArray[np.bool_], chosen: IntArray) -> IntArray:
    """Return how many terms of a single block are split in each way of `SPLIT`, in each draw."""
    here = alone[counts.indices]
    blocks = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))[here]
    place = blocks * (RARE + 1) + counts.data[here]
    n_terms = np.bincount(place, minlength=counts.shape[0] * (RARE + 1)).reshape(-1, RARE + 1)
    n_ways = np.zeros((len(SPLIT), len(chosen)), dtype=np.int64)
    of_total = np.arange(1, RARE + 1)
    n_ways[WAYS[1:] + of_total] = n_terms[:, 1:].T @ chosen.T
    n_ways[WAYS[1:]] = n_terms[:, 1:].T @ (1 - chosen.T)
    return n_ways


def _columns(counts: sparse.csr_array, wanted: npt.NDArray[np.bool_]) -> sparse.csr_array:
    """Return some columns."""
    here = wanted[counts.indices]
    at = np.cumsum(wanted) - 1
    ends = np.concatenate([[0], np.cumsum(here)])[counts.indptr]
    shape = (counts.shape[0], int(wanted.sum()))
    return sparse.csr_array((counts.data[here], at[counts.indices[here]], ends), shape=shape)


def _documents(counts: sparse.csr_array, numbers: IntArray) -> _Documents:
    """Return the counts in whole documents, of those in blocks and the number of the document of each."""
    found, code = np.unique(numbers, return_inverse=True)
    ones = np.ones(len(code), dtype=counts.dtype)
    member = sparse.csr_array((ones, (code, np.arange(len(code)))), shape=(len(found), len(code)))
    return _Documents(found, sparse.csr_array(member @ counts))


def _exchanged(
    sizes: IntArray, first: npt.NDArray[np.bool_], draws: int, rng: np.random.Generator
) -> npt.NDArray[np.bool_]:
    """Return which blocks fall to the first group in each permutation: as many words as it has, or nearly."""
    order = np.argsort(rng.random((draws, len(sizes))), axis=1)
    taken = np.cumsum(sizes[order], axis=1) - sizes[order] / 2 < sizes[first].sum()
    # Each side keeps a block, however large the others are.
    taken[:, 0], taken[:, -1] = True, False
    chosen = np.zeros_like(taken)
    np.put_along_axis(chosen, order, taken, axis=1)
    return chosen
