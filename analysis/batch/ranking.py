"""Keyness of groups from sums and one more look at each batch: the same table as `keyness_by` gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from .. import stats
from ..corpus import IntArray
from ..keywords.contrast import GroupSums, contrast_groups
from ..keywords.keyness import own_columns
from ..keywords.permutation import Compared, Tested, permutation_test
from ..keywords.tested import note_by, where_testable
from .merge import GroupCounts, matrix_of
from .parts import each_counts

FloatArray = npt.NDArray[np.float64]

HELD = 20_000_000
"""Counts of single documents that the test holds at a time, at most: about 1 GB."""


def ranked_terms(
    folder: Path,
    documents: pd.DataFrame,
    counted: GroupCounts,
    codes: IntArray,
    min_n: int = 5,
    n_permutations: int = 999,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare each group with all the others.

    Nothing is held but sums over groups and one batch, or, for the test, the counts of some terms.

    Parameters
    ----------
    folder : Path
        The folder of parts.
    documents : DataFrame
        All documents.
    counted : GroupCounts
        Their counts, summed.
    codes : ndarray of int
        Group of each document, -1 for none.
    min_n, n_permutations, seed : int
        As for `keyness_by`; no division gives no p and no q.

    Returns
    -------
    DataFrame
        What `keyness_by` returns for the counts of all documents.
    """
    groups = counted.groups
    n, n_with = counted.n[:-1], counted.n_documents[:-1]
    total = np.asarray(n.sum(axis=0)).ravel()
    keep = np.flatnonzero(total >= max(min_n, 1)) if len(groups) > 1 else np.array([], dtype=np.int64)
    terms, known = counted.terms[keep], codes >= 0
    sizes, mine = documents["n_words"].to_numpy()[known], codes[known]
    rows = [np.flatnonzero(mine == number) for number in range(len(groups))]
    sums = GroupSums(
        n[:, keep],
        n_with[:, keep],
        np.array([sizes[members].sum() for members in rows], dtype=np.int64),
        np.array([len(members) for members in rows], dtype=np.int64),
    )
    left_out = own_columns(terms, groups, len(groups))
    used = [sums.used(number, columns) for number, columns in enumerate(left_out)]
    dp = _dispersion(folder, documents, codes, terms, sums, used)

    def test(able: list[Compared]) -> list[Tested]:
        pieces = _pieces(folder, documents, terms, total[keep], np.flatnonzero(known))
        return permutation_test(pieces, sizes, able, n_permutations, seed)

    compared = [Compared(*parts) for parts in zip(rows, used, left_out, strict=True)]
    results = where_testable(compared, sizes, n_permutations, test)
    n_tests = [len(terms) - len(columns) for columns in left_out]
    table = contrast_groups(groups, terms, sums, used, dp, results, n_tests)
    table.attrs["note"] = note_by(groups, rows, sizes, n_permutations, seed)
    return table


def _pieces(
    folder: Path,
    documents: pd.DataFrame,
    terms: npt.NDArray[np.object_],
    total: IntArray,
    rows: IntArray,
) -> Iterator[sparse.csr_array]:
    """Yield the counts of some documents, so many terms at a time that they fit into memory."""
    # No term has more counts than occurrences.
    piece = np.cumsum(np.minimum(total, len(documents))) // HELD
    for number in range(int(piece[-1]) + 1 if len(piece) else 0):
        yield matrix_of(folder, documents, terms[piece == number]).counts[rows]


def _dispersion(
    folder: Path,
    documents: pd.DataFrame,
    codes: IntArray,
    terms: npt.NDArray[np.object_],
    sums: GroupSums,
    used: Sequence[IntArray],
) -> list[FloatArray]:
    """Return Gries' DP of the terms of each group over its documents, one document added after the other.

    The sum is taken in the order in which `stats.dispersion_dp` takes it, so that the last digit agrees.
    """
    added: list[FloatArray] = [np.zeros(len(columns)) for columns in used]
    totals = [sums.n[[number]][:, columns].toarray()[0] for number, columns in enumerate(used)]
    single: list[list[float]] = [[] for _ in used]
    column_of = dict(zip(terms, range(len(terms)), strict=True))
    sizes = documents["n_words"].to_numpy()
    row = np.zeros(len(terms))
    at = 0
    for counts in each_counts(folder, documents):
        columns = np.array([column_of.get(term, -1) for term in counts.terms], dtype=np.int64)
        matrix = counts.matrix
        for i in range(matrix.shape[0]):
            g, size = codes[at + i], sizes[at + i]
            if g < 0:
                continue
            mine = slice(matrix.indptr[i], matrix.indptr[i + 1])
            places = columns[matrix.indices[mine]]
            row[places[places >= 0]] = matrix.data[mine][places >= 0]
            if len(used[g]) == 1:
                single[g].append(row[used[g][0]])
            elif len(used[g]):
                share = row[used[g]] / totals[g] - size / np.float64(sums.size[g] or np.nan)
                added[g] += np.abs(share)
            row[places[places >= 0]] = 0
        at += matrix.shape[0]
    for g, shown in enumerate(used):
        group_sizes = sizes[codes == g]
        if len(shown) == 1:
            added[g][:] = stats.dispersion_dp(np.array(single[g])[:, None], group_sizes)
        elif (group_sizes > 0).sum() > 1:
            added[g] /= 2
        else:
            added[g][:] = np.nan
    return added
