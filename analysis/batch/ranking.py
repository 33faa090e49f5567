"""Keyness of groups from sums and one more look at each batch: the same table as `keyness_by` gives."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from .. import stats
from ..corpus import IntArray
from ..keywords.contrast import KEYNESS_COLUMNS, Sides, contrast
from ..keywords.keyness import is_testable, note_by, tested
from ..lexicon import holds_own_name
from .merge import GroupCounts, matrix_of, numbers_of
from .parts import each_counts

FloatArray = npt.NDArray[np.float64]

NO_TEST = "No p or q: no random divisions of the documents were asked for."


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

    Without random divisions nothing is held but sums over groups and one batch; with them, also the counts
    of all documents that belong to a group.

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
    total, total_with = (np.asarray(part.sum(axis=0)).ravel() for part in (n, n_with))
    keep = np.flatnonzero(total >= max(min_n, 1)) if len(groups) > 1 else np.array([], dtype=np.int64)
    n, n_with, total, total_with = n[:, keep], n_with[:, keep], total[keep], total_with[keep]
    common = counted.terms[keep]
    known = codes >= 0
    sizes = documents["n_words"].to_numpy()
    size_of = np.bincount(codes[known], weights=sizes[known], minlength=len(groups)).astype(np.int64)
    documents_of = np.bincount(codes[known], minlength=len(groups))
    foreign = [~holds_own_name(common, [group]) for group in groups]
    used = [np.flatnonzero(mine) for mine in foreign]
    counts_of = [n[[g]].toarray()[0] for g in range(len(groups))]
    shown = [np.flatnonzero(mine * kept) for mine, kept in zip(counts_of, foreign, strict=True)]
    dp = _dispersion(folder, documents, codes, common, counts_of, shown, size_of)
    held = None
    if n_permutations and any(is_testable(codes[known] == g) for g in range(len(groups))):
        held = matrix_of(folder, documents, common).counts[np.flatnonzero(known)]
    parts, untested = [], []
    for g, group in enumerate(groups):
        mine, mine_with = counts_of[g], n_with[[g]].toarray()[0]
        size, n_documents = int(size_of[g]), int(documents_of[g])
        sides = Sides(
            mine, total - mine, mine_with, total_with - mine_with, dp[g],
            size, int(size_of.sum()) - size, n_documents, int(documents_of.sum()) - n_documents,
        ).take(used[g])  # fmt: skip
        p = q = np.full(len(used[g]), np.nan)
        if held is not None:
            p, q = tested(held[:, used[g]], sizes[known], codes[known] == g, n_permutations, seed)
        parts.append(contrast(common[used[g]], sides, p, q, only_used=True).assign(group=group))
        untested += [] if is_testable(codes[known] == g) else [group]
    if not groups:
        none = np.zeros(0, dtype=np.int64)
        sides = Sides(none, none, none, none, np.zeros(0), 0, 0, 0, 0)
        parts.append(contrast(common[:0], sides, np.zeros(0), np.zeros(0)).assign(group=""))
    table = pd.concat(parts, ignore_index=True)[["group", *KEYNESS_COLUMNS]]
    table.attrs["note"] = note_by(groups, untested, n_permutations, seed) if n_permutations else NO_TEST
    return table


def _dispersion(
    folder: Path,
    documents: pd.DataFrame,
    codes: IntArray,
    terms: npt.NDArray[np.object_],
    totals: Sequence[IntArray],
    used: Sequence[IntArray],
    size_of: IntArray,
) -> list[FloatArray]:
    """Return Gries' DP of the terms over the documents of each group, one document added after the other.

    The sum is taken in the order in which `stats.dispersion_dp` takes it, so that the last digit agrees.
    """
    sums = [np.zeros(len(columns)) for columns in used]
    single: list[list[float]] = [[] for _ in used]
    column_of = dict(zip(terms, range(len(terms)), strict=True))
    sizes = documents["n_words"].to_numpy()
    row = np.zeros(len(terms))
    at = 0
    for counts in each_counts(folder, *numbers_of(documents)):
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
                share = row[used[g]] / totals[g][used[g]] - size / np.float64(size_of[g] or np.nan)
                sums[g] += np.abs(share)
            row[places[places >= 0]] = 0
        at += matrix.shape[0]
    dispersions = []
    for g, shown in enumerate(used):
        dp = np.full(len(terms), np.nan)
        members = sizes[codes == g]
        if len(shown) == 1:
            dp[shown] = stats.dispersion_dp(np.array(single[g])[:, None], members)
        elif (members > 0).sum() > 1:
            dp[shown] = sums[g] / 2
        dispersions.append(dp)
    return dispersions
