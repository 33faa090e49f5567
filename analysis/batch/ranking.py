"""Keyness of groups from sums and one further pass over the batches: the same table as from `keyness_by`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from ..corpus import IntArray
from ..keywords.groups import GroupSums, Texts, compared_terms, own_columns, rank_groups
from ..keywords.permutation import Compared, Tested, permutation_test
from .merge import GroupCounts, aligned, matrix_of
from .parts import each_counts

HELD = 20_000_000
"""Maximum counts of single documents held by the test at a time: about 1 GB."""


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

    Only the group sums and one batch are held in memory or, for the test, the counts of some terms.

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
        As for `keyness_by`; with no permutations there is no p and no q.

    Returns
    -------
    DataFrame
        What `keyness_by` returns for the counts of all documents.
    """
    n, n_with = counted.n[:-1], counted.n_documents[:-1]
    total = np.asarray(n.sum(axis=0)).ravel()
    keep = compared_terms(total, min_n, len(counted.groups))
    terms, known = counted.terms[keep], codes >= 0
    texts = Texts(counted.groups, codes[known], documents["n_words"].to_numpy()[known])
    rows = texts.rows()
    size = np.array([texts.sizes[members].sum() for members in rows], dtype=np.int64)
    n_documents = np.array([len(members) for members in rows], dtype=np.int64)
    sums = GroupSums(n[:, keep], n_with[:, keep], size, n_documents)

    def test(able: list[Compared]) -> list[Tested]:
        pieces = _pieces(folder, documents, terms, total[keep], np.flatnonzero(known))
        return permutation_test(pieces, texts.sizes, able, n_permutations, seed)

    left_out, by_batch = own_columns(terms, texts.groups), _batches(folder, documents, terms, known)
    return rank_groups(texts, terms, left_out, sums, by_batch, test, n_permutations, seed)


def _pieces(
    folder: Path,
    documents: pd.DataFrame,
    terms: npt.NDArray[np.object_],
    total: IntArray,
    rows: IntArray,
) -> Iterator[sparse.csr_array]:
    """Yield the counts of some documents, as many terms at a time as fit in memory."""
    # No term has more counts than occurrences.
    piece = np.cumsum(np.minimum(total, len(documents))) // HELD
    for number in range(int(piece[-1]) + 1 if len(piece) else 0):
        yield matrix_of(folder, documents, terms[piece == number]).counts[rows]


def _batches(
    folder: Path, documents: pd.DataFrame, terms: npt.NDArray[np.object_], known: npt.NDArray[np.bool_]
) -> Iterator[sparse.csr_array]:
    """Yield the counts of the documents that belong to a group, one batch at a time."""
    column_of, at = dict(zip(terms, range(len(terms)), strict=True)), 0
    for counts in each_counts(folder, documents):
        n_documents = counts.matrix.shape[0]
        yield aligned(counts, column_of)[np.flatnonzero(known[at : at + n_documents])]
        at += n_documents
