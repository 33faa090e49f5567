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
from .contrast import KEYNESS_COLUMNS, FloatArray, Sides, contrast
from .permutation import Compared, Tested
from .tested import note_by, where_testable


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

    def used(self, number: int, left_out: IntArray) -> IntArray:
        """Return the columns of the terms a group uses, sorted, without those left out."""
        mine = slice(self.n.indptr[number], self.n.indptr[number + 1])
        columns = np.sort(self.n.indices[mine][self.n.data[mine] > 0])
        return columns[~np.isin(columns, left_out)].astype(np.int64)


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
    used = [sums.used(number, columns) for number, columns in enumerate(left_out)]
    rows = texts.rows()
    dp = _dispersion(texts, sums, used, pieces)
    compared = [Compared(*parts) for parts in zip(rows, used, left_out, strict=True)]
    tested = where_testable(compared, texts.sizes, n_permutations, test)
    total, total_with = (np.asarray(part.sum(axis=0)).ravel() for part in (sums.n, sums.n_documents))
    size, documents = int(sums.size.sum()), int(sums.documents.sum())
    parts = [no_keyness()]  # there may be no groups
    for number, (group, columns) in enumerate(zip(texts.groups, used, strict=True)):
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


def _dispersion(
    texts: Texts, sums: GroupSums, used: Sequence[IntArray], pieces: Iterable[sparse.csr_array]
) -> list[FloatArray]:
    """Return Gries' DP of the terms of each group over its documents, adding one document at a time.

    Terms are summed in the same order as in `stats.dispersion_dp`, so that results are bit-identical.
    """
    added: list[FloatArray] = [np.zeros(len(columns)) for columns in used]
    totals = [sums.n[[number]][:, columns].toarray()[0] for number, columns in enumerate(used)]
    single: list[list[float]] = [[] for _ in used]
    row = np.zeros(sums.n.shape[1])
    document = 0
    for piece in pieces:
        for first, end in zip(piece.indptr[:-1], piece.indptr[1:], strict=True):
            group, size = texts.codes[document], texts.sizes[document]
            columns = piece.indices[first:end]
            row[columns] = piece.data[first:end]
            if len(used[group]) == 1:
                single[group].append(row[used[group][0]])
            elif len(used[group]):
                share = row[used[group]] / totals[group] - size / np.float64(sums.size[group] or np.nan)
                added[group] += np.abs(share)
            row[columns] = 0
            document += 1
    for group, shown in enumerate(used):
        sizes = texts.sizes[texts.codes == group]
        if len(shown) == 1:
            added[group][:] = stats.dispersion_dp(np.array(single[group])[:, None], sizes)
        elif (sizes > 0).sum() > 1:
            added[group] /= 2
        else:
            added[group][:] = np.nan
    return added
