"""How far apart chance alone would put two groups: blocks of text exchanged between them.

Words of one paragraph are not independent, and neither are paragraphs of one document. So whole documents are
exchanged where both groups have enough of them, else paragraphs, never words.
"""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import xlogy

from ..corpus import By, DocTermMatrix
from ..stats import FloatArray

MIN_DOCUMENTS = 5
"""With fewer documents in either group, paragraphs are exchanged instead."""

MIN_BLOCKS = 10
"""With fewer blocks in two groups together, or two in either, nothing can be said about chance."""

MOST_GROUPS = 100
"""With more groups, exchanging the blocks of all pairs would take minutes."""

MOST_DRAWS, FEWEST_DRAWS = 40_000, 19
"""Permutations of all pairs together, where there are many, and the fewest of a pair."""

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


def by_chance(
    blocks: DocTermMatrix, groups: list[str], by: By, measure: str, n_draws: int, seed: int
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
    """
    n = len(groups)
    found = Chance(*(np.full((n, n), np.nan) for _ in range(2)))
    n_pairs = n * (n - 1) // 2
    if n > MOST_GROUPS or n_draws < 2 or not n_pairs:
        return found
    draws = max(min(n_draws, MOST_DRAWS // n_pairs), min(FEWEST_DRAWS, n_draws))
    labels = blocks.labels(by)
    rows = [np.flatnonzero((labels == group).to_numpy() & (blocks.sizes > 0)) for group in groups]
    doc_ids = np.asarray(blocks.units.get("doc_id", blocks.units.index))
    for i, j in combinations(range(n), 2):
        both = np.concatenate([rows[i], rows[j]])
        first = np.arange(len(both)) < len(rows[i])
        counts = blocks.counts[both]
        counts = counts[:, np.flatnonzero(np.asarray(counts.sum(axis=0)).ravel())].toarray().astype(float)
        counts, first = _whole(counts, first, doc_ids[both])
        if len(first) < MIN_BLOCKS or min(first.sum(), (~first).sum()) < 2 or not counts.any():
            continue
        rng = np.random.default_rng([seed, i, j])
        chosen = _exchanged(counts.sum(axis=1), first, draws, rng).astype(float)
        mixed = rowwise(chosen @ counts, (1 - chosen) @ counts, measure)
        found.expected[[i, j], [j, i]] = mixed.mean()
        found.noise[[i, j], [j, i]] = min(mixed.mean() + Z * mixed.std(ddof=1), 1.0)
    return found


def rowwise(first: FloatArray, second: FloatArray, measure: str) -> FloatArray:
    """Return the distance of each row of one array to the same row of another, base 2."""
    with np.errstate(divide="ignore", invalid="ignore"):
        if measure == "cosine":
            norms = np.linalg.norm(first, axis=1) * np.linalg.norm(second, axis=1)
            return np.asarray(1 - (first * second).sum(axis=1) / norms)
        p, q = (side / side.sum(axis=1, keepdims=True) for side in (first, second))
    middle = (p + q) / 2
    divergence = (xlogy(p, p) + xlogy(q, q)).sum(axis=1) / 2 - xlogy(middle, middle).sum(axis=1)
    return np.asarray(np.sqrt(np.maximum(divergence, 0) / np.log(2)))


def _whole(
    counts: FloatArray, first: npt.NDArray[np.bool_], doc_ids: npt.NDArray[np.object_]
) -> tuple[FloatArray, npt.NDArray[np.bool_]]:
    """Return whole documents as blocks, where both groups have enough of them."""
    names, code = np.unique(doc_ids, return_inverse=True)
    side = np.zeros(len(names), dtype=bool)
    side[code] = first
    if min(side.sum(), (~side).sum()) < MIN_DOCUMENTS:
        return counts, first
    member = (code == np.arange(len(names))[:, None]).astype(float)
    return member @ counts, side


def _exchanged(
    sizes: FloatArray, first: npt.NDArray[np.bool_], draws: int, rng: np.random.Generator
) -> npt.NDArray[np.bool_]:
    """Return which blocks fall to the first group in each permutation: as many words as it has, or nearly."""
    order = np.argsort(rng.random((draws, len(sizes))), axis=1)
    taken = np.cumsum(sizes[order], axis=1) - sizes[order] / 2 < sizes[first].sum()
    # Each side keeps a block, however large the others are.
    taken[:, 0], taken[:, -1] = True, False
    chosen = np.zeros_like(taken)
    np.put_along_axis(chosen, order, taken, axis=1)
    return chosen
