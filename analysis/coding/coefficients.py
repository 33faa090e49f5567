"""Coefficients of agreement for nominal categories: labels in, numbers out."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from itertools import combinations

import numpy as np
import numpy.typing as npt

from .codings import MISSING, LabelArray

CountArray = npt.NDArray[np.int64]


def counts_of(values: LabelArray, n_categories: int) -> CountArray:
    """Return how many coders put each unit into each category, shape (n_units, n_categories)."""
    n_units, n_coders = values.shape
    given = values != MISSING
    cells = np.repeat(np.arange(n_units), n_coders)[given.ravel()] * n_categories + values[given]
    return np.bincount(cells, minlength=n_units * n_categories).reshape(n_units, n_categories)


def percent_agreement(values: LabelArray, n_categories: int) -> float:
    """Return the share of pairs of coders that agree, averaged over the units that two or more have coded.

    Source: Gwet, K. (2014). Handbook of Inter-Rater Reliability, 4th ed., eq. 5.2 (p_a).
    """
    n = counts_of(values, n_categories)
    n = n[n.sum(axis=1) > 1]
    if not len(n):
        return float("nan")
    total = n.sum(axis=1)
    return float(((n * (n - 1)).sum(axis=1) / (total * (total - 1))).mean())


def cohen_kappa(values: LabelArray, n_categories: int) -> float:
    """Return Cohen's kappa of two coders; of more, the mean over all pairs of coders.

    Sources: Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological
    Measurement 20, 37-46, eq. 1; Light, R. (1971). Measures of response agreement for qualitative data.
    Psychological Bulletin 76, 365-377, for the mean over pairs.
    """
    kappas = []
    for one, other in combinations(range(values.shape[1]), 2):
        both = (values[:, one] != MISSING) & (values[:, other] != MISSING)
        if not both.any():
            continue
        first, second = values[both, one], values[both, other]
        shares = [np.bincount(labels, minlength=n_categories) / len(labels) for labels in (first, second)]
        kappas.append(_beyond(float((first == second).mean()), float(shares[0] @ shares[1])))
    return float(np.mean(kappas)) if kappas else float("nan")


def fleiss_kappa(values: LabelArray, n_categories: int) -> float:
    """Return Fleiss' kappa, where not all coders need to have coded all units.

    Sources: Fleiss, J. (1971). Measuring nominal scale agreement among many raters. Psychological Bulletin
    76, 378-382; Gwet (2014), eq. 5.3, for units with missing codings.
    """
    return _beyond(
        percent_agreement(values, n_categories), float((_mean_shares(values, n_categories) ** 2).sum())
    )


def gwet_ac1(values: LabelArray, n_categories: int) -> float:
    """Return Gwet's AC1, which does not fall when nearly all units are in one category.

    Source: Gwet, K. (2008). Computing inter-rater reliability and its variance in the presence of high
    agreement. British Journal of Mathematical and Statistical Psychology 61, 29-48, eq. 4 to 6.
    """
    if n_categories < 2:
        return float("nan")
    share = _mean_shares(values, n_categories)
    return _beyond(
        percent_agreement(values, n_categories), float((share * (1 - share)).sum() / (n_categories - 1))
    )


def krippendorff_alpha(values: LabelArray, n_categories: int) -> float:
    """Return Krippendorff's alpha for nominal data, by the library `krippendorff`.

    Source: Krippendorff, K. (2019). Content Analysis, 4th ed., ch. 12.
    """
    import krippendorff

    n = counts_of(values, n_categories)
    n = n[n.sum(axis=1) > 1]
    if (n.sum(axis=0) > 0).sum() < 2:
        return float("nan")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return float(krippendorff.alpha(value_counts=n, level_of_measurement="nominal"))


COEFFICIENTS: dict[str, Callable[[LabelArray, int], float]] = {
    "percent": percent_agreement,
    "cohen_kappa": cohen_kappa,
    "fleiss_kappa": fleiss_kappa,
    "krippendorff_alpha": krippendorff_alpha,
    "gwet_ac1": gwet_ac1,
}
"""In the order of the result."""


def _mean_shares(values: LabelArray, n_categories: int) -> npt.NDArray[np.float64]:
    """Return the share of each category among a unit's codings, averaged over all units that are coded."""
    n = counts_of(values, n_categories)
    n = n[n.sum(axis=1) > 0]
    return (
        np.asarray((n / n.sum(axis=1, keepdims=True)).mean(axis=0))
        if len(n)
        else np.full(n_categories, np.nan)
    )


def _beyond(observed: float, expected: float) -> float:
    """Return agreement beyond chance; NaN where chance alone would give full agreement."""
    return (observed - expected) / (1 - expected) if expected < 1 else float("nan")
