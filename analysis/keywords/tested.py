"""p and q of groups: which groups can be tested, and what their p and q are based on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from ..cache import cached
from ..corpus import IntArray
from ..errors import InputError
from .permutation import FIRST, UNSURPRISING, Compared, Tested, permutation_test

MIN_DOCUMENTS = 5
"""With fewer documents on either side no grouping could be surprising, so no p is given."""

NO_TEST = "No p or q: no random permutations of the documents were asked for."


def tested_at_once(
    counts: sparse.csr_array,
    sizes: IntArray,
    groups: list[Compared],
    n_permutations: int,
    seed: int,
    n_jobs: int,
) -> list[Tested]:
    """Return the result of `permutation_test` for a whole matrix, cached where possible."""
    call = partial(permutation_test, counts, sizes, groups, n_permutations, seed)
    return cached(call, kinds=(Tested,), beside={"n_jobs": n_jobs})


def where_testable(
    groups: Sequence[Compared],
    sizes: IntArray,
    n_permutations: int,
    test: Callable[[list[Compared]], list[Tested]],
) -> list[Tested]:
    """Return the result of `test` for the groups with enough documents, and missing values for the others.

    Raises
    ------
    InputError
        When the number of permutations is negative.
    """
    if n_permutations < 0:
        raise InputError(f"keyness: `n_permutations` must be 0 (no test) or more, not {n_permutations}.")
    able = [n_permutations > 0 and _testable(group.rows, sizes) for group in groups]
    chosen = [group for group, one in zip(groups, able, strict=True) if one]
    found = iter(test(chosen) if chosen else [])
    unknown = [np.full(len(group.columns), np.nan) for group in groups]
    return [next(found) if one else Tested(nan, nan) for one, nan in zip(able, unknown, strict=True)]


def _testable(rows: IntArray, sizes: IntArray) -> bool:
    """Return whether there are enough documents on both sides for a test."""
    return min(len(rows), len(sizes) - len(rows)) >= MIN_DOCUMENTS


def note_of(is_target: npt.NDArray[np.bool_], n_permutations: int, seed: int) -> str:
    """Return a note on what p and q of a target are based on, or why there are none."""
    n, n_other = int(is_target.sum()), int((~is_target).sum())
    if not n_permutations:
        return NO_TEST
    if min(n, n_other) >= MIN_DOCUMENTS:
        return f"{_basis(f'{n + n_other} documents', n_permutations, seed)}."
    return (
        f"No p or q: the target has {n} and the reference {n_other} documents; with fewer than "
        f"{MIN_DOCUMENTS} on a side no permutation of them could be surprising."
    )


def note_by(
    groups: Sequence[Any], rows: Sequence[IntArray], sizes: IntArray, n_permutations: int, seed: int
) -> str:
    """Return a note on what p and q of all groups are based on, and which groups have none.

    Parameters
    ----------
    groups : sequence
        Their names.
    rows : sequence of ndarray of int
        Rows of the documents of each.
    sizes : ndarray of int64, shape (n_documents,)
        Word tokens of the documents.
    n_permutations, seed : int
        Random permutations and their seed.
    """
    if not n_permutations:
        return NO_TEST
    untested = [str(group) for group, mine in zip(groups, rows, strict=True) if not _testable(mine, sizes)]
    basis = _basis("the documents", n_permutations, seed)
    if not untested:
        return f"{basis}."
    named = ", ".join(untested) if len(untested) < len(groups) else "any group"
    reason = f"fewer than {MIN_DOCUMENTS} documents on a side, so no permutation of them could be surprising"
    return f"No p or q for {named}: {reason}." + (f" Else {basis}." if named != "any group" else "")


def _basis(documents: str, n_permutations: int, seed: int) -> str:
    if n_permutations <= FIRST:
        return f"p and q rest on {n_permutations} random permutations of {documents} (seed {seed})"
    return (
        f"q rests on {FIRST} random permutations of {documents}, p on {FIRST} to {n_permutations}: a term is "
        f"pursued until {UNSURPRISING} have set it apart as much (seed {seed})"
    )
