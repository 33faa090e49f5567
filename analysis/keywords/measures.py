"""Further measures of keyness, for comparison with other studies and tools."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from .. import stats
from ..checks import check_wholes
from ..corpus import By, DocTermMatrix, IntArray
from .contrast import sides_of
from .keyness import Group, compared
from .permutation import false_discovery_rate
from .tested import MIN_DOCUMENTS
from .welch import N_STEPS

MEASURE_COLUMNS = (
    "term", "n_target", "n_reference", "n_documents_target", "n_documents_reference", "documents_target",
    "documents_reference", "log_ratio", "percent_diff", "odds_ratio", "g2", "chi2", "bic", "g2_documents",
    "superiority", "rank_sum_z", "p_rank_sum", "q_rank_sum",
)  # fmt: skip

STEP = 0.02
"""Width of the steps of |z| from which the false-discovery rate is counted, as in `permutation_test`."""

AT_ONCE = 2_000
"""Terms ranked together, so that memory does not grow with their number."""


def keyness_measures(
    dtm: DocTermMatrix,
    target: Group | list[Group] | None = None,
    reference: Group | list[Group] | DocTermMatrix | None = None,
    by: By = "city",
    *,
    min_n: int = 5,
    names: bool = False,
    n_permutations: int = 999,
    seed: int = 1,
) -> pd.DataFrame:
    """Compare a group and a reference by the measures of keyness that other studies use.

    `keyness` is what reports rest on. This table is for comparison: with effect sizes and statistics of words
    (%DIFF, odds ratio, X2, Bayes factor), with text-dispersion keyness, which counts documents instead of
    words, and with the Wilcoxon rank-sum test over documents. Sönning (2022) finds the last two closest to
    what readers would call key.

    Parameters
    ----------
    dtm, target, reference, by, min_n, names
        As for `keyness`.
    n_permutations : int
        Random permutations of the documents behind `p_rank_sum`; with 0, p and q are missing.
    seed : int
        Their seed.

    Returns
    -------
    DataFrame
        `term`; occurrences `n_*`, documents with the term `n_documents_*` and documents in all `documents_*`
        of target and reference; `log_ratio` (base 2), `percent_diff` (per cent) and `odds_ratio` of the
        rates; `g2`, `chi2` and `bic` of words; `g2_documents`, the same G2 of the numbers of documents with
        the term (text-dispersion keyness); of the rank-sum test of the documents' rates `superiority` (0 to
        1; 0.5 is no difference), `rank_sum_z`, and `p_rank_sum` and false-discovery rate `q_rank_sum` from
        random permutations of the documents, missing where a side has fewer than five. G2, X2 and Bayes
        factor do not say which side uses a term more: `log_ratio` does. Documents without words are left out
        of the rank-sum test. Sorted by descending `rank_sum_z`, then term.

    Notes
    -----
    Where there is nothing to find, `q_rank_sum` rarely finds it: of random divisions of 89 city reports,
    3.8 % of 400 halves (95 % interval 2.1 to 6.1) and 4.5 % of 200 divisions into 11 and 78 (2.1 to 8.4) had
    any term of 7,902 with q < 0.05 (199 permutations; `benchmarks/keyness.py`).

    Raises
    ------
    InputError
        As for `keyness`.

    References
    ----------
    Egbert, J. and Biber, D. (2019). Incorporating text dispersion into keyword analyses. Corpora 14, 77-104;
    Sönning, L. (2022). Evaluation of keyness metrics: performance and reliability. Corpus Linguistics and
    Linguistic Theory 20, 263-288; the formulas are in `analysis.stats`, the rates of false discovery as in
    `permutation_test`.

    Examples
    --------
    >>> from analysis import count_terms, keyness_measures, read_texts, segment
    >>> texts = read_texts(["港口港口扩建。", "黄河治理。"], city=["青岛市", "兰州市"])
    >>> table = keyness_measures(count_terms(segment(texts)), "青岛市", min_n=1).set_index("term")
    >>> table.loc["港口", ["n_target", "percent_diff", "g2_documents"]].astype(float).round(2).tolist()
    [2.0, inf, 2.77]
    """
    check_wholes("keyness_measures", min_n=min_n, n_permutations=n_permutations, seed=seed)
    counts, sizes, terms, is_target = compared("keyness_measures", dtm, target, reference, by, min_n, names)
    sides = sides_of(counts, sizes, is_target)
    words = sides.n, sides.n_other, sides.size, sides.size_other
    documents = sides.n_documents, sides.n_documents_other, sides.documents, sides.documents_other
    table = pd.DataFrame(
        {
            "term": pd.Series(terms, dtype="str"),
            "n_target": sides.n,
            "n_reference": sides.n_other,
            "n_documents_target": sides.n_documents,
            "n_documents_reference": sides.n_documents_other,
            "documents_target": np.full(len(terms), sides.documents, dtype=np.int64),
            "documents_reference": np.full(len(terms), sides.documents_other, dtype=np.int64),
            "log_ratio": stats.log_ratio(*words),
            "percent_diff": stats.percent_diff(*words),
            "odds_ratio": stats.odds_ratio(*words),
            "g2": stats.g2(*words),
            "chi2": stats.chi2(*words),
            "bic": stats.bic(*words),
            "g2_documents": stats.g2(*documents),
            **rank_sum_test(counts, sizes, is_target, n_permutations, seed),
        }
    )
    return table.sort_values(["rank_sum_z", "term"], ascending=[False, True], ignore_index=True)


def rank_sum_test(
    counts: sparse.csr_array,
    sizes: IntArray,
    is_target: npt.NDArray[np.bool_],
    n_permutations: int,
    seed: int,
) -> dict[str, stats.FloatArray]:
    """Return superiority, z, p and q of the rank-sum test of each term, see `keyness_measures`."""
    n_terms, known = counts.shape[1], sizes > 0
    counts, sizes, is_target = counts[np.flatnonzero(known)], sizes[known], is_target[known]
    found = {name: np.full(n_terms, np.nan) for name in MEASURE_COLUMNS[-4:]}
    if not 0 < is_target.sum() < len(sizes):
        return found
    testable = n_permutations > 0 and min(is_target.sum(), (~is_target).sum()) >= MIN_DOCUMENTS
    rng = np.random.default_rng(seed)
    drawn = np.array(
        [rng.permutation(is_target) for _ in range(n_permutations if testable else 0)], dtype=bool
    )
    histogram = np.zeros((len(drawn) + 1, N_STEPS + 1), dtype=np.uint32)
    steps = np.zeros(n_terms, dtype=np.int64)
    for begin in range(0, n_terms, AT_ONCE):
        part = slice(begin, begin + AT_ONCE)
        ranks = stats.document_ranks(counts[:, part].toarray(), sizes)
        z, found["superiority"][part] = stats.rank_sum(ranks, is_target)
        found["rank_sum_z"][part] = z
        if not testable:
            continue
        mine = np.concatenate([z[None], stats.rank_sum(ranks, drawn)[0]])
        binned = np.minimum(np.nan_to_num(np.abs(mine)) / STEP + 1e-6, N_STEPS).astype(np.int64)
        found["p_rank_sum"][part] = (binned >= binned[0]).mean(axis=0)
        steps[part] = binned[0]
        for row, one in enumerate(binned):
            histogram[row] += np.bincount(one, minlength=N_STEPS + 1).astype(np.uint32)
    if testable:
        found["q_rank_sum"] = false_discovery_rate(histogram)[steps]
        for name in ("p_rank_sum", "q_rank_sum"):
            found[name][np.isnan(found["rank_sum_z"])] = np.nan
    return found
