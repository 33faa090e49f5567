"""Coefficients of agreement for nominal categories: labels in, numbers out.

All take `times`, shape (n_samples, n_units): how often each unit occurs in each of several samples, such as
those of a bootstrap. They return a coefficient per sample; without `times`, of the units as they are, one.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from .codings import MISSING, LabelArray

CountArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]


def counts_of(values: LabelArray, n_categories: int) -> CountArray:
    """Return how many coders put each unit into each category, shape (n_units, n_categories)."""
    n_units, n_coders = values.shape
    given = values != MISSING
    cells = np.repeat(np.arange(n_units), n_coders)[given.ravel()] * n_categories + values[given]
    return np.bincount(cells, minlength=n_units * n_categories).reshape(n_units, n_categories)


def percent_agreement(values: LabelArray, n_categories: int, times: FloatArray | None = None) -> FloatArray:
    """Return the share of pairs of coders that agree, averaged over the units that two or more have coded.

    Source: Gwet, K. (2014). Handbook of Inter-Rater Reliability, 4th ed., eq. 5.2 (p_a).
    """
    n = counts_of(values, n_categories)
    total = n.sum(axis=1)
    several = total > 1
    agreeing = (n * (n - 1)).sum(axis=1)[several] / (total * (total - 1))[several]
    return _mean(agreeing[:, None], _times(values, times)[:, several])[:, 0]


def cohen_kappa(values: LabelArray, n_categories: int, times: FloatArray | None = None) -> FloatArray:
    """Return Cohen's kappa of two coders; of more, the mean over all pairs of coders.

    Sources: Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological
    Measurement 20, 37-46, eq. 1; Light, R. (1971). Measures of response agreement for qualitative data.
    Psychological Bulletin 76, 365-377, for the mean over pairs.
    """
    times = _times(values, times)
    given = values[:, :, None] == np.arange(n_categories)
    total, n_pairs = np.zeros(len(times)), np.zeros(len(times))
    for one, other in combinations(range(values.shape[1]), 2):
        both = (values[:, one] != MISSING) & (values[:, other] != MISSING)
        first, second = (_mean(given[both, coder], times[:, both]) for coder in (one, other))
        agreeing = _mean((values[both, one] == values[both, other])[:, None], times[:, both])[:, 0]
        there = times[:, both].sum(axis=1) > 0
        total += np.where(there, _beyond(agreeing, (first * second).sum(axis=1)), 0)
        n_pairs += there
    return np.where(n_pairs > 0, total / np.maximum(n_pairs, 1), np.nan)


def fleiss_kappa(values: LabelArray, n_categories: int, times: FloatArray | None = None) -> FloatArray:
    """Return Fleiss' kappa, where not all coders need to have coded all units.

    Sources: Fleiss, J. (1971). Measuring nominal scale agreement among many raters. Psychological Bulletin
    76, 378-382; Gwet (2014), eq. 5.3, for units with missing codings.
    """
    share = _mean_shares(values, n_categories, times)
    return _beyond(percent_agreement(values, n_categories, times), (share**2).sum(axis=1))


def gwet_ac1(values: LabelArray, n_categories: int, times: FloatArray | None = None) -> FloatArray:
    """Return Gwet's AC1, which does not fall when nearly all units are in one category.

    Source: Gwet, K. (2008). Computing inter-rater reliability and its variance in the presence of high
    agreement. British Journal of Mathematical and Statistical Psychology 61, 29-48, eq. 4 to 6.
    """
    if n_categories < 2:
        return np.full(len(_times(values, times)), np.nan)
    share = _mean_shares(values, n_categories, times)
    expected = (share * (1 - share)).sum(axis=1) / (n_categories - 1)
    return _beyond(percent_agreement(values, n_categories, times), expected)


def krippendorff_alpha(values: LabelArray, n_categories: int, times: FloatArray | None = None) -> FloatArray:
    """Return Krippendorff's alpha for nominal data.

    Of the units as they are it is computed by the library `krippendorff`; of samples, which it cannot take
    together, by the formula for nominal data.

    Source: Krippendorff, K. (2019). Content Analysis, 4th ed., ch. 12.
    """
    n = counts_of(values, n_categories)
    n = n[several := n.sum(axis=1) > 1]
    if times is None:
        import krippendorff

        enough = (n.sum(axis=0) > 0).sum() > 1
        return np.array(
            [krippendorff.alpha(value_counts=n, level_of_measurement="nominal") if enough else np.nan]
        )
    pairable = times[:, several]
    coinciding = pairable @ ((n * (n - 1)).sum(axis=1) / (n.sum(axis=1) - 1))
    of_category = pairable @ n
    total = of_category.sum(axis=1)
    expected = (total**2 - (of_category**2).sum(axis=1)) / (total - 1)
    with np.errstate(invalid="ignore"):
        return np.where(expected > 0, 1 - (total - coinciding) / expected, np.nan)


COEFFICIENTS: dict[str, Callable[[LabelArray, int, FloatArray | None], FloatArray]] = {
    "percent": percent_agreement,
    "cohen_kappa": cohen_kappa,
    "fleiss_kappa": fleiss_kappa,
    "krippendorff_alpha": krippendorff_alpha,
    "gwet_ac1": gwet_ac1,
}
"""In the order of the result."""


def _times(values: LabelArray, times: FloatArray | None) -> FloatArray:
    return np.ones((1, len(values))) if times is None else times


def _mean(of_units: npt.NDArray[Any], times: FloatArray) -> FloatArray:
    """Return the mean over units in each sample, shape (n_samples, n_columns); NaN where there are none."""
    n = times.sum(axis=1, keepdims=True)
    with np.errstate(invalid="ignore"):
        return np.asarray(times @ of_units / n)


def _mean_shares(values: LabelArray, n_categories: int, times: FloatArray | None) -> FloatArray:
    """Return the share of each category among a unit's codings, averaged over all units that are coded."""
    n = counts_of(values, n_categories)
    coded = n.sum(axis=1) > 0
    return _mean(n[coded] / n[coded].sum(axis=1, keepdims=True), _times(values, times)[:, coded])


def _beyond(observed: FloatArray, expected: FloatArray) -> FloatArray:
    """Return agreement beyond chance; NaN where chance alone would give full agreement."""
    possible = expected < 1
    return np.where(possible, (observed - expected) / np.where(possible, 1 - expected, 1), np.nan)
