"""Claims about rates: which groups use a theme, topic or slogans more or less than the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from .. import stats
from ..extremes import N_PERMUTATIONS, extremes_test
from .claim import ALPHA, LIMITS, Claim
from .counts import DocumentCounts

FloatArray = npt.NDArray[np.float64]

FEWEST_RANKED = 3
"""Documents of a group from which on their ranks can tell."""


def rate_claims(
    kind: str,
    section: str,
    measured: DocumentCounts,
    labels: pd.Series,
    names: Mapping[Any, str] | None = None,
    seed: int = 1,
    n_permutations: int = N_PERMUTATIONS,
) -> list[Claim]:
    """Return claims on the groups in which a rate is higher or lower than in all others together.

    Parameters
    ----------
    kind : str
        The kind of claim; the measure's own name where it is empty (`slogan`, `numeric`).
    section : str
        The section of the report with the numbers.
    measured : DocumentCounts
        Events and exposure of each document.
    labels : Series of str
        The group of each document, by `doc_id`; missing where it has none.
    names : mapping, optional
        The name of each measure; measures without a name are left out.
    seed, n_permutations : int
        Permutations of the documents, and their seed.

    Returns
    -------
    list of Claim
        One for each group and measure whose ratio to the others has an interval that excludes 1: if
        `extremes_test` passes it, which is done where a group has two documents, the interval over documents
        (over words, with fewer than three); else the exact interval for all groups and measures together,
        words taken as independent, and that over documents where there are three. What is lower and not
        tested must, given three documents, be lower in ranks, too (Mann and Whitney 1947, one-sided): a theme
        of few texts has a narrow interval in every group that happens to have none of them. Groups below
        `LIMITS` are excluded, also from the comparison.
    """
    group = labels.reindex(measured.counts.index)
    limit, _ = LIMITS.get(kind, LIMITS["slogan"])
    sizes = measured.exposure.groupby(group).sum()
    spoken_of = sizes.index[sizes >= limit]
    kept = group.isin(spoken_of).to_numpy()
    if len(spoken_of) < 2 or measured.counts.empty:
        return []
    counts, exposure = measured.counts[kept], measured.exposure[kept].to_numpy(dtype=float)
    spoken = DocumentCounts(counts, measured.exposure[kept], measured.per)
    codes, groups = pd.factorize(group[kept], sort=True)
    z = p = np.full((len(groups), counts.shape[1]), np.nan)
    if np.bincount(codes).max() > 1:
        z, p = extremes_test(counts.to_numpy(), exposure, codes, n_permutations, seed)
    totals = counts.groupby(codes).sum()
    # Of four groups two may be too small to be spoken of: "the other one" would not say which.
    only = [{"only": str(one)} for one in groups[::-1]] if len(groups) == 2 else [{}] * len(groups)
    size = np.bincount(codes, weights=exposure)
    found = []
    for at, one in enumerate(groups):
        n, other = totals.to_numpy()[at], totals.to_numpy().sum(axis=0) - totals.to_numpy()[at]
        size_other = size.sum() - size[at]
        low, high = stats.log_ratio_interval(n, other, size[at], size_other, n_tests=totals.size)
        holds = p[at] <= ALPHA
        if (asked := holds | (low > 0) | (high < 0)).any():
            mine, of = codes == at, counts.to_numpy()[:, asked]
            apart = stats.rate_ratio_interval(of[mine], exposure[mine], of[~mine], exposure[~mine])
            alone = stats.log_ratio_interval(n[asked], other[asked], size[at], size_other)
            few, passed = np.isnan(apart[0]), holds[asked]
            # What was not tested must stand out among words and among documents.
            low[asked] = np.where(passed, np.where(few, alone[0], apart[0]), np.fmin(low[asked], apart[0]))
            high[asked] = np.where(passed, np.where(few, alone[1], apart[1]), np.fmax(high[asked], apart[1]))
        for column, measure in enumerate(counts.columns):
            if not (low[column] > 0 or high[column] < 0) or (names is not None and measure not in names):
                continue
            if high[column] < 0 and not holds[column]:
                told = exposure > 0  # a text without a word has no rate, and no rank
                each = counts.to_numpy()[told, column] / exposure[told]
                if not _is_lower(each[codes[told] == at], each[codes[told] != at]):
                    continue
            ends = spoken.interval(codes == at, measure)
            rates = n[column] / size[at] * measured.per, other[column] / size_other * measured.per
            name = measure if names is None else names[measure]
            found.append(
                Claim(
                    kind or str(measure),
                    section,
                    str(one),
                    "more" if low[column] > 0 else "less",
                    float(low[column] if low[column] > 0 else -high[column]),
                    float(p[at, column]) if (z[at, column] > 0) == (low[column] > 0) else np.nan,
                    {"name": str(name), "n": int(n[column]), "rate": float(rates[0]),
                     "rate_low": ends[0], "rate_high": ends[1],
                     "rate_other": float(rates[1]), "others": len(groups) - 1, **only[at]},
                    (kind or str(measure), str(measure), str(one)),
                )
            )  # fmt: skip
    return found


def _is_lower(mine: FloatArray, others: FloatArray) -> bool:
    """Return whether the documents of a group rank lower than the others, where it has enough to tell."""
    if len(mine) < FEWEST_RANKED:
        return True
    from scipy.stats import mannwhitneyu  # takes half a second to load

    return bool(mannwhitneyu(mine, others, alternative="less").pvalue <= ALPHA)
