"""Keyness of every group against all the others, from group sums and one pass over the documents in pieces.

Counts in one matrix and those of a store, which reads them from disk, give the same table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from .. import stats
from ..corpus import IntArray
from ..lexicon import own_name_terms
from .contrast import KEYNESS_COLUMNS, RANKING_LEVEL, FloatArray, Sides, contrast
from .permutation import Compared, Tested
from .tested import note_by, where_testable

N_MORE, N_LESS = 200, 50
"""Terms of each group in files for readers, used more and used less: all of ninety cities take 40 MB."""


class GroupSums(NamedTuple):
    """The counts of documents, summed over groups.

    Attributes
    ----------
    n, n_documents : csr_array of int64, shape (n_groups, n_terms)
        Occurrences, and documents with the term.
    size, documents : ndarray of int64, shape (n_groups,)
        Word tokens and documents of each group.
    """

    n: sparse.csr_array
    n_documents: sparse.csr_array
    size: IntArray
    documents: IntArray

    def listed(self, number: int, left_out: IntArray) -> IntArray:
        """Return the columns of the terms a group uses or avoids, sorted, without those left out.

        A term that it never uses is avoided where the exact interval of its log ratio, of the level by which
        terms are ranked, lies below zero.
        """
        n = self.n[[number]].toarray()[0]
        size, total = int(self.size[number]), np.asarray(self.n.sum(axis=0)).ravel()
        high = stats.log_ratio_interval(0, total, size, int(self.size.sum()) - size, RANKING_LEVEL)[1]
        listed = (n > 0) | (high < 0)
        listed[left_out] = False
        return np.flatnonzero(listed)


class Texts(NamedTuple):
    """The documents compared.

    Attributes
    ----------
    groups : tuple of str
        The groups, sorted.
    codes : ndarray of int, shape (n_documents,)
        Group of each document.
    sizes : ndarray of int64, shape (n_documents,)
        Word tokens of each document.
    """

    groups: tuple[str, ...]
    codes: IntArray
    sizes: IntArray

    def rows(self) -> list[IntArray]:
        """Return the documents of each group."""
        return [np.flatnonzero(self.codes == number) for number in range(len(self.groups))]


def compared_terms(total: IntArray, min_n: int, n_groups: int) -> IntArray:
    """Return the columns of the terms that are frequent enough; none with a single group."""
    return np.flatnonzero(total >= max(min_n, 1)) if n_groups > 1 else np.array([], dtype=np.int64)


def own_columns(terms: npt.NDArray[np.object_], groups: Sequence[Any] | pd.Index[Any]) -> list[IntArray]:
    """Return for each group the columns of the terms that contain one of its names."""
    own = own_name_terms(terms, groups)
    found = [own.indices[own.indptr[i] : own.indptr[i + 1]].astype(np.int64) for i in range(len(groups))]
    return [np.sort(columns) for columns in found]


def rank_groups(
    texts: Texts,
    terms: npt.NDArray[np.object_],
    left_out: Sequence[IntArray],
    sums: GroupSums,
    pieces: Iterable[sparse.csr_array],
    test: Callable[[list[Compared]], list[Tested]],
    n_permutations: int,
    seed: int,
) -> pd.DataFrame:
    """Compare each group with all the others.

    Parameters
    ----------
    texts : Texts
        The documents compared.
    terms : ndarray of str, shape (n_terms,)
        The terms compared, sorted.
    left_out : sequence of ndarray of int
        For each group the terms that are not compared for it, such as its own names.
    sums : GroupSums
        Their counts in each group.
    pieces : iterable of csr_array, shape (n_documents of the piece, n_terms)
        The counts of all documents, piece by piece; read once.
    test : callable
        Takes groups and returns the result of the permutation test for each.
    n_permutations, seed : int
        Permutations behind `test`, and their seed.

    Returns
    -------
    DataFrame
        What `keyness_by` returns.
    """
    listed = [sums.listed(number, columns) for number, columns in enumerate(left_out)]
    rows = texts.rows()
    dp = _dispersion(texts, sums, listed, pieces)
    compared = [Compared(*parts) for parts in zip(rows, listed, left_out, strict=True)]
    tested = where_testable(compared, texts.sizes, n_permutations, test)
    total, total_with = (np.asarray(part.sum(axis=0)).ravel() for part in (sums.n, sums.n_documents))
    size, documents = int(sums.size.sum()), int(sums.documents.sum())
    parts = [no_keyness()]  # there may be no groups
    for number, (group, columns) in enumerate(zip(texts.groups, listed, strict=True)):
        n, n_with = (part[[number]][:, columns].toarray()[0] for part in (sums.n, sums.n_documents))
        mine, n_documents = int(sums.size[number]), int(sums.documents[number])
        sides = Sides(
            n, total[columns] - n, n_with, total_with[columns] - n_with, dp[number],
            mine, size - mine, n_documents, documents - n_documents,
        )  # fmt: skip
        part = contrast(terms[columns], sides, *tested[number], n_tests=len(terms) - len(left_out[number]))
        parts.append(part.assign(group=group)[["group", *KEYNESS_COLUMNS]])
    table = pd.concat(parts, ignore_index=True)
    table.attrs["note"] = note_by(texts.groups, rows, texts.sizes, n_permutations, seed)
    return table


def no_keyness() -> pd.DataFrame:
    """Return the table of no group."""
    none, no_p = np.zeros(0, dtype=np.int64), np.zeros(0)
    sides = Sides(none, none, none, none, no_p, 0, 0, 0, 0)
    table = contrast(np.zeros(0, dtype=object), sides, no_p, no_p).assign(group="")
    return table[["group", *KEYNESS_COLUMNS]]


def written_terms(ranked: pd.DataFrame) -> pd.DataFrame:
    """Return the first terms of each group, of those that it uses more and of those that it uses less."""
    more = ranked["log_ratio"] > 0
    place = ranked.groupby(["group", more], sort=False).cumcount()
    return ranked[place < np.where(more, N_MORE, N_LESS)]


def _dispersion(
    texts: Texts, sums: GroupSums, listed: Sequence[IntArray], pieces: Iterable[sparse.csr_array]
) -> list[FloatArray]:
    """Return Gries' DP of the terms of each group over its documents, adding one document at a time.

    Terms are summed in the same order as in `stats.dispersion_dp`, so that results are bit-identical.
    """
    totals = [sums.n[[number]][:, columns].toarray()[0] for number, columns in enumerate(listed)]
    totals = [np.where(n > 0, n, np.nan) for n in totals]
    added: list[FloatArray] = [np.where(n > 0, 0.0, np.nan) for n in totals]
    single: list[list[float]] = [[] for _ in listed]
    document = 0
    for piece in pieces:
        for first, end in zip(piece.indptr[:-1], piece.indptr[1:], strict=True):
            group, size = texts.codes[document], texts.sizes[document]
            document += 1
            if not len(listed[group]):
                continue
            columns, n = piece.indices[first:end], piece.data[first:end]
            at = np.searchsorted(listed[group][:-1], columns)
            is_listed = listed[group][at] == columns
            at, n = at[is_listed], n[is_listed]
            if len(listed[group]) == 1:
                single[group].append(float(n.sum()))
                continue
            # Most terms are not in the document: they have none of its share of the words.
            expected = size / np.float64(sums.size[group] or np.nan)
            share = added[group][at] + np.abs(n / totals[group][at] - expected)
            added[group] += expected
            added[group][at] = share
    for group, shown in enumerate(listed):
        sizes = texts.sizes[texts.codes == group]
        if len(shown) == 1:
            added[group][:] = stats.dispersion_dp(np.array(single[group])[:, None], sizes)
        elif (sizes > 0).sum() > 1:
            added[group] /= 2
        else:
            added[group][:] = np.nan
    return added
