"""Terms that a group uses more, or avoids, with p adjusted for all groups and terms."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from .. import stats
from ..checks import check_jobs, check_kind, check_wholes
from ..corpus import By, DocTermMatrix, IntArray, TermCounts, group_columns
from ..extremes import N_PERMUTATIONS, extremes_test
from ..lexicon import own_name_terms
from .contrast import RANKING_LEVEL

FloatArray = npt.NDArray[np.float64]

STANDING_OUT_TYPES = {
    "group": "object", "term": "object", "direction": "object", "n": "int64", "n_other": "int64",
    "rate": "float64", "rate_other": "float64", "n_documents": "int64", "documents": "int64",
    "n_documents_other": "int64", "documents_other": "int64", "n_groups_other": "int64",
    "groups_other": "int64", "log_ratio": "float64", "low": "float64", "high": "float64", "bound": "float64",
    "p": "float64", "basis": "object",
}  # fmt: skip

MIN_N, MIN_DOCUMENTS = 10, 3
"""Minimum total occurrences, and documents, of a term whose difference between groups is tested."""

FAMILIES = ((50, 0.6), (250, 0.2), (1_900, 0.2))
"""Numbers of terms, the most frequent first, that are tested separately, since a difference is easier to find
among few, and the share of the error rate allotted to each (weighted Bonferroni)."""

MOST_VALUES = 20_000_000
"""Values in memory, as far as which terms are tested."""

WIDELY = 0.8
"""Minimum share of the other groups in which a term must occur to count as hardly used by one."""

RARE = 3
"""A term is hardly used below this number of occurrences, or below a tenth of the other groups' rate."""

LEAST_G2 = 3.0
"""No term with a smaller G² has a 95 % interval that excludes zero, so its interval is not computed."""

ALPHA = 0.05


def standing_out(
    dtm: TermCounts,
    by: By = "city",
    n_permutations: int = N_PERMUTATIONS,
    seed: int = 1,
    without: Collection[str] = (),
    n_jobs: int = 1,
) -> pd.DataFrame:
    """List the terms that each group uses more, or less, than all the others.

    Parameters
    ----------
    dtm : DocTermMatrix or Counted
        Counts in documents.
    by : str
        A column of `dtm.units`.
    n_permutations : int
        Permutations of the documents over the groups.
    seed : int
        Seed of the permutations.
    without : collection of str
        Documents that are left out, such as those that `doubted` names.
    n_jobs : int
        Threads; the result does not depend on it.

    Returns
    -------
    DataFrame
        `group, term`; `direction`, `more` or `less`; occurrences `n` and their `rate` per 10,000 words, and
        those of all other groups (`n_other`, `rate_other`); `n_documents` of the group's `documents` and
        `n_documents_other` of the `documents_other` contain the term, as do `n_groups_other` of the
        `groups_other` other groups; `log_ratio` (base 2) with its 95 % interval over documents, `low` to
        `high` (`stats.rate_ratio_interval`; missing with fewer than three documents on either side);
        `bound`, how much the group differs at least; `p` of `extremes_test`, which refers to documents:
        missing where no group has two documents, or a term is too rare to be tested.

        `basis` says why a term is listed, and so how much its row bears: `documents`, p <= 0.05 and an
        interval that excludes zero; `joint`, an exact interval (`stats.log_ratio_interval`), joint over all
        groups and terms, that excludes zero: it treats words as independent, and so applies to these texts
        only; `alone`, an exact interval of 99.9 % of this term in this group only, that lies below zero, of a
        term that the group hardly uses (`hardly_used`): where many are compared some come by chance, so it
        is to be read, and nothing is claimed from it. `bound` is the absolute value of the end nearer to zero
        of that interval. Sorted by descending `bound`, then group and term.

        A group's own names are left out.

    Examples
    --------
    >>> from analysis import SAMPLE, read_documents, clean_documents, segment, count_terms, standing_out
    >>> cleaned = clean_documents(read_documents(SAMPLE))
    >>> found = standing_out(count_terms(segment(cleaned.documents, cleaned.paragraphs)))
    >>> found["direction"].isin(["more", "less"]).all() and (found["bound"] > 0).all()
    np.True_
    """
    check_kind("standing_out", dtm, "DocTermMatrix", "Counted")
    check_jobs("standing_out", n_jobs)
    check_wholes("standing_out", n_permutations=n_permutations, seed=seed)
    group_columns(dtm.units, by, "standing_out")
    matrix, labels = dtm.held, dtm.labels(by)
    known = np.flatnonzero((labels.notna() & ~matrix.units.index.isin(list(without))).to_numpy())
    codes, groups = pd.factorize(labels.iloc[known], sort=True)
    table = pd.DataFrame({name: [] for name in STANDING_OUT_TYPES})
    if len(groups) > 1:
        counts = matrix.counts if len(known) == len(matrix.units) else sparse.csr_array(matrix.counts[known])
        tests = _tests(counts, matrix.sizes[known], codes, n_permutations, seed, n_jobs)
        table = _sides(matrix, counts, matrix.sizes[known], codes, [str(group) for group in groups], *tests)
        table = table[list(STANDING_OUT_TYPES)]
    ordered = table.astype(STANDING_OUT_TYPES)
    return ordered.sort_values(["bound", "group", "term"], ascending=[False, True, True], ignore_index=True)


def _sides(
    dtm: DocTermMatrix,
    counts: sparse.csr_array,
    sizes_of: IntArray,
    codes: IntArray,
    groups: list[str],
    z: FloatArray,
    p: FloatArray,
) -> pd.DataFrame:
    sizes = np.bincount(codes, weights=sizes_of, minlength=len(groups))
    documents = np.bincount(codes, minlength=len(groups))
    member = sparse.csr_array((codes == np.arange(len(groups))[:, None]).astype(np.int64))
    n_of, with_term = (member @ counts).toarray(), (member @ _once(counts)).toarray()
    total, spread = n_of.sum(axis=0), with_term.sum(axis=0)
    n_groups = (n_of > 0).sum(axis=0)
    own = own_name_terms(dtm.terms, groups)
    terms = np.array(dtm.terms, dtype=object)
    rows: list[pd.DataFrame] = []
    for at, group in enumerate(groups):
        size, size_other = sizes[at], sizes.sum() - sizes[at]
        n, n_other = n_of[at], total - n_of[at]
        with np.errstate(divide="ignore", invalid="ignore"):
            rates = n / size * 10_000, n_other / size_other * 10_000
        mine = own.indices[own.indptr[at] : own.indptr[at + 1]]
        able = np.setdiff1d(np.flatnonzero(stats.g2(n, n_other, size, size_other) > LEAST_G2), mine)
        counted = n[able], n_other[able], size, size_other
        p_of = np.where((z[at, able] > 0) == (rates[0][able] > rates[1][able]), p[at, able], np.nan)
        joint = stats.log_ratio_interval(*counted, n_tests=len(groups) * len(terms))
        alone = stats.log_ratio_interval(*counted, RANKING_LEVEL)
        others = n_groups[able] - (n[able] > 0), len(groups) - 1
        seldom = hardly_used(n[able], rates[0][able], rates[1][able], *others) & (alone[1] < 0)
        basis = np.select(
            [p_of <= ALPHA, (joint[0] > 0) | (joint[1] < 0), seldom], ["documents", "joint", "alone"], ""
        )
        mine = codes == at
        ends = np.full((2, len(able)), np.nan)
        for some in _pieces(np.flatnonzero(basis != ""), len(codes)):
            of = counts[:, able[some]].toarray()
            ends[:, some] = stats.rate_ratio_interval(of[mine], sizes_of[mine], of[~mine], sizes_of[~mine])
        tested = np.where(np.isnan(ends), stats.log_ratio_interval(*counted), ends)
        nearer = np.select([basis == "documents", basis == "joint"], [tested, joint], alone)
        more, less = nearer[0] > 0, nearer[1] < 0
        apart = (more | less) & (basis != "")
        kept, (low, high), more = able[apart], ends[:, apart], more[apart]
        bound = np.where(more, nearer[0, apart], -nearer[1, apart])
        rows.append(
            pd.DataFrame(
                {
                    "group": group, "term": terms[kept], "direction": np.where(more, "more", "less"),
                    "n": n[kept], "n_other": n_other[kept], "rate": rates[0][kept],
                    "rate_other": rates[1][kept], "n_documents": with_term[at, kept],
                    "documents": documents[at], "n_documents_other": spread[kept] - with_term[at, kept],
                    "documents_other": documents.sum() - documents[at],
                    "n_groups_other": n_groups[kept] - (n[kept] > 0), "groups_other": len(groups) - 1,
                    "log_ratio": stats.log_ratio(n, n_other, size, size_other)[kept],
                    "low": low, "high": high, "bound": bound, "p": p_of[apart],
                    "basis": basis[apart],
                }
            )
        )  # fmt: skip
    return pd.concat(rows, ignore_index=True)


def hardly_used(
    n: npt.ArrayLike,
    rate: npt.ArrayLike,
    rate_other: npt.ArrayLike,
    n_groups_other: npt.ArrayLike,
    groups_other: npt.ArrayLike,
) -> npt.NDArray[np.bool_]:
    """Return which terms four fifths of the other groups use and a group hardly ever.

    Parameters
    ----------
    n, rate, rate_other : array_like of float
        The group's occurrences and rate, and the rate of the others.
    n_groups_other, groups_other : array_like of int
        How many of the other groups use it.
    """
    used = np.asarray(n_groups_other) >= WIDELY * np.asarray(groups_other)
    return used & ((np.asarray(n) < RARE) | (np.asarray(rate) < np.asarray(rate_other) / 10))


def _once(counts: sparse.csr_array) -> sparse.csr_array:
    """Return which cells have a count, as ones."""
    held = counts.data > 0
    return sparse.csr_array((held.astype(np.int8), counts.indices, counts.indptr), shape=counts.shape)


def _pieces(columns: IntArray, n_documents: int) -> list[IntArray]:
    """Return columns in pieces whose values fit into memory."""
    return np.array_split(columns, max(len(columns) * n_documents // MOST_VALUES, 0) + 1)


def _tests(
    counts: sparse.csr_array, sizes: IntArray, codes: IntArray, n_permutations: int, seed: int, n_jobs: int
) -> tuple[FloatArray, FloatArray]:
    """Return z and p of each group and term, missing where not tested."""
    n_groups = int(codes.max()) + 1
    z, p = np.full((2, n_groups, counts.shape[1]), np.nan)
    if np.bincount(codes).max() < 2 or not n_permutations:
        return z, p
    total, spread = np.asarray(counts.sum(axis=0)).ravel(), np.asarray((counts > 0).sum(axis=0)).ravel()
    enough = np.flatnonzero((total >= MIN_N) & (spread >= min(MIN_DOCUMENTS, len(sizes))))
    most = MOST_VALUES // ((n_permutations + 1) * n_groups)
    # The choice of terms tested must not depend on the groups, or p would be invalid.
    ordered = enough[np.argsort(-total[enough], kind="stable")]
    ends = np.cumsum([n for n, _ in FAMILIES])
    for (n_terms, weight), end in zip(FAMILIES, ends, strict=True):
        tested = ordered[end - n_terms : end][: max(most, FAMILIES[0][0])]
        if len(tested):
            found = extremes_test(
                counts[:, tested].toarray(order="F"), sizes, codes, n_permutations, seed, n_jobs
            )
            p[:, tested] = np.minimum(found.p / weight, 1.0)
            z[:, tested] = found.z
    return z, p
