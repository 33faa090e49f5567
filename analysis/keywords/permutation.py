"""Permutation test over documents: whether random groupings of the documents differ as much in a term."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse

from ..corpus import IntArray
from .welch import N_STEPS, Block, Permutations, Steps, blocks

FloatArray = npt.NDArray[np.float64]

FIRST, MORE = 199, 200
"""Random permutations for all terms, and the number between checks of which terms to pursue further."""

UNSURPRISING = 20
"""Permutations with as large a difference after which a term is not pursued further."""


class Compared(NamedTuple):
    """A group to be tested against all other documents.

    Attributes
    ----------
    rows : ndarray of int
        Its documents; at least two, and at least two others.
    columns : ndarray of int
        The terms whose p and q are wanted.
    left_out : ndarray of int
        Terms not tested for this group, such as its own names; disjoint from `columns`.
    """

    rows: IntArray
    columns: IntArray
    left_out: IntArray


class Tested(NamedTuple):
    """The result for the wanted terms of a group: p and q, each of shape (n_columns,)."""

    p: FloatArray
    q: FloatArray


def permutation_test(
    counts: sparse.csr_array | Iterable[sparse.csr_array],
    sizes: npt.ArrayLike,
    groups: Sequence[Compared],
    n_permutations: int = 999,
    seed: int = 1,
    n_jobs: int = 1,
) -> list[Tested]:
    """Test whether each term differs between a group and all other documents, by permuting the documents.

    The statistic is Welch's t of the residuals n - rate x size of the documents; a variance smaller than
    that of independent words is raised to it. Its null distribution comes from random permutations of the
    documents, so that words that come in bursts or in few documents are not taken for evidence. A permutation
    depends on a group only through its number of documents: groups of the same size share permutations, and
    the work grows with the number of distinct sizes, not of groups. A term is followed through further
    permutations until 20 of them differ as much; this is checked after 199, and then after every 200.

    Parameters
    ----------
    counts : csr_array, shape (n_documents, n_terms), or iterable of them
        Occurrences; if in pieces, these hold consecutive terms, and each is read only once.
    sizes : array_like of int, shape (n_documents,)
        Word tokens of each document.
    groups : sequence of Compared
        The groups.
    n_permutations : int
        Random permutations.
    seed : int
        Seed of the random generator.
    n_jobs : int
        Threads, -1 for one on each core, which divide the sizes of groups among them; the result does not
        depend on it.

    Returns
    -------
    list of Tested
        For each group and wanted term: `p`, the share of the permutations, including the observed one, in
        which the term differs as much or more; `q`, the false-discovery rate, from the first permutations:
        the mean number of terms that differ as much in a permutation, divided by the number that do in the
        observed grouping; never less than the share of permutations whose best term has as small a rate. If a
        group does not differ at all, the chance that any of its terms has q <= a is therefore at most a. The
        chance that a term has p <= a is at most a: with m the first check at which a term can be dropped with
        so small a p, it must differ as much in at most a (m + 1) - 1 of the m permutations, whether it was
        dropped there or pursued.

    References
    ----------
    Besag, J. and Clifford, P. (1991). Sequential Monte Carlo p-values. Biometrika 78, 301-304; Phipson, B.
    and Smyth, G. (2010). Permutation p-values should never be zero. SAGMB 9 (1), 39; Tusher, V.,
    Tibshirani, R. and Chu, G. (2001). PNAS 98, 5116-5121; Westfall, P. and Young, S. (1993). Resampling-Based
    Multiple Testing.
    """
    size = np.asarray(sizes, dtype=np.float64)
    alike: dict[int, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        alike[min(len(group.rows), len(size) - len(group.rows))].append(number)
    order = sorted(alike, reverse=True)  # those that take longest first, so that no thread ends with one

    def begun(n: int) -> _SameSize:
        drawn = _random(n, len(size), n_permutations, seed)
        return _SameSize(drawn, [groups[i] for i in alike[n]], size)

    with ThreadPoolExecutor(n_jobs if n_jobs > 0 else os.cpu_count()) as pool:
        tests = list(pool.map(begun, order))
        for block in blocks([counts] if isinstance(counts, sparse.csr_array) else counts, size):
            list(pool.map(partial(_SameSize.add, block=block), tests))
        results = pool.map(_SameSize.results, tests)
        found = {i: one for n, some in zip(order, results, strict=True)
                 for i, one in zip(alike[n], some, strict=True)}  # fmt: skip
    return [found[number] for number in range(len(groups))]


def _random(n: int, n_documents: int, n_permutations: int, seed: int) -> IntArray:
    """Return random samples of n documents as the first group, shape (n_permutations, n)."""
    rng = np.random.default_rng(seed)
    drawn = [rng.choice(n_documents, n, replace=False, shuffle=False) for _ in range(n_permutations)]
    return np.sort(np.array(drawn, dtype=np.int32).reshape(n_permutations, n), axis=1)


class _SameSize:
    """The test of groups that have the same number of documents (or all but the same number)."""

    def __init__(self, drawn: IntArray, groups: Sequence[Compared], size: FloatArray) -> None:
        self.first = Permutations(drawn[:FIRST], size)
        self.more = [Permutations(drawn[at : at + MORE], size) for at in range(FIRST, len(drawn), MORE)]
        self.histogram = np.zeros((len(drawn[:FIRST]), N_STEPS + 1), dtype=np.uint32)
        self.members = [_Member(group, drawn.shape[1], size) for group in groups]

    def add(self, block: Block) -> None:
        """Count the terms of a block."""
        steps, columns = block.steps(self.first), np.arange(block.last - block.first)
        self.histogram += _counted(steps)
        for member in self.members:
            member.begin(block, steps)
        for permutations in self.more:
            columns = self._count(block, columns, steps)
            steps = block.take(columns).steps(permutations)
        self._count(block, columns, steps)

    def _count(self, block: Block, columns: IntArray, steps: Steps) -> IntArray:
        """Count some terms of a block in some permutations, and return those to pursue."""
        pursued = np.zeros(block.last - block.first, dtype=bool)
        for member in self.members:
            pursued[member.count(block, columns, steps)] = True
        return np.flatnonzero(pursued)

    def results(self) -> list[Tested]:
        """Return the results of the groups in their order."""
        return [member.result(self.histogram) for member in self.members]


class _Member:
    """The running counts for one group.

    The statistic is the same for both sides, so the smaller one is used: fewer documents to add up.
    """

    def __init__(self, group: Compared, n: int, size: FloatArray) -> None:
        rows = group.rows if len(group.rows) == n else np.setdiff1d(np.arange(len(size)), group.rows)
        self.group, self.permutation = group, Permutations(rows[None], size)
        self.step = np.zeros(len(group.columns), dtype=np.int64)
        self.as_far = np.ones(len(group.columns), dtype=np.int64)
        self.n_permutations = np.ones(len(group.columns), dtype=np.int64)
        self.own = np.zeros((1, N_STEPS + 1), dtype=np.uint32)
        self.left_out: list[Steps] = []

    def begin(self, block: Block, others: Steps) -> None:
        """Start a block; `others` are its steps in the first random permutations."""
        mine = block.steps(self.permutation)
        wanted, columns = block.inside(self.group.columns)
        self.step[wanted] = mine[0, columns]
        left_out = block.inside(self.group.left_out)[1]
        self.own += _counted(np.delete(mine, left_out, axis=1))
        self.left_out.append(others[:, left_out])

    def count(self, block: Block, columns: IntArray, others: Steps) -> IntArray:
        """Count some terms of a block in random permutations; return which of the group's own to pursue."""
        wanted = np.flatnonzero(block.inside(self.group.columns)[0])
        mine = wanted[self.as_far[wanted] <= UNSURPRISING]
        at = np.searchsorted(columns, self.group.columns[mine] - block.first)
        self.as_far[mine] += (others[:, at] >= self.step[mine]).sum(axis=0)
        self.n_permutations[mine] += len(others)
        return self.group.columns[mine[self.as_far[mine] <= UNSURPRISING]] - block.first

    def result(self, histogram: npt.NDArray[np.uint32]) -> Tested:
        """Return p and q; `histogram` is that of the first random permutations."""
        left_out = np.concatenate(self.left_out, axis=1) if self.left_out else np.zeros((0, 0), np.uint16)
        others = histogram - _counted(left_out) if left_out.size else histogram
        rate = false_discovery_rate(np.concatenate([self.own, others]))
        return Tested(self.as_far / self.n_permutations, rate[self.step])


def _counted(steps: Steps) -> npt.NDArray[np.uint32]:
    """Return the number of terms at each step in each permutation, shape (n_permutations, N_STEPS + 1)."""
    found = np.zeros((len(steps), N_STEPS + 1), dtype=np.uint32)
    for row, mine in enumerate(steps):
        found[row] = np.bincount(mine, minlength=N_STEPS + 1)
    return found


def false_discovery_rate(histogram: npt.NDArray[np.integer[Any]]) -> FloatArray:
    """Return the rate for each step, from the number of terms at it per permutation, the true one first."""
    reached = np.flatnonzero(histogram.any(axis=0))[-1] + 1 if histogram.any() else 1
    above = histogram[:, reached - 1 :: -1].cumsum(axis=1)[:, ::-1].astype(np.float64)
    expected = above.mean(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = np.where(above > 0, expected / above, np.inf)
    mine = np.minimum.accumulate(rate[0])
    best = np.sort(rate.min(axis=1))
    chance = np.searchsorted(best, mine * (1 + 1e-12), side="right") / len(best)
    return np.minimum(np.maximum(mine, chance), 1.0)
