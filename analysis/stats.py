"""Formulas: arrays in, arrays out. What is undefined is NaN, never 0."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.stats import chi2

FloatArray = npt.NDArray[np.float64]


def poisson_interval(
    counts: npt.ArrayLike, sizes: npt.ArrayLike, level: float = 0.95
) -> tuple[FloatArray, FloatArray]:
    """Return the exact (Garwood) interval of a Poisson rate.

    Parameters
    ----------
    counts : array_like of int
        Events observed.
    sizes : array_like of float
        Exposure, in the unit the rate is to be expressed in; where it is not positive the result is NaN.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    low, high : ndarray of float64
        Bounds of events per unit of exposure; the lower bound of a zero count is 0.

    References
    ----------
    Garwood, F. (1936). Fiducial limits for the Poisson distribution. Biometrika 28, 437-442.
    """
    n = np.asarray(counts, dtype=np.float64)
    size = np.where(np.asarray(sizes, dtype=np.float64) > 0, sizes, np.nan)
    tail = (1 - level) / 2
    low = np.where(n > 0, chi2.ppf(tail, 2 * np.maximum(n, 1)) / 2, 0.0)
    high = chi2.ppf(1 - tail, 2 * (n + 1)) / 2
    return low / size, high / size


def bootstrap_rate_interval(
    counts: npt.ArrayLike, sizes: npt.ArrayLike, level: float = 0.95, n_resamples: int = 1000, seed: int = 0
) -> tuple[FloatArray, FloatArray]:
    """Return the percentile interval of a rate when whole documents are drawn again.

    The rate is the sum of the counts over the sum of the sizes; documents, not words, are the sampling unit.

    Parameters
    ----------
    counts : array_like, shape (n_documents,) or (n_documents, n_kinds)
        Events in each document.
    sizes : array_like of float, shape (n_documents,)
        Exposure of each document.
    level : float
        Confidence level, between 0 and 1.
    n_resamples : int
        Number of resamples.
    seed : int
        Seed of the random generator; the same seed gives the same interval.

    Returns
    -------
    low, high : ndarray of float64, shape () or (n_kinds,)
        Bounds of events per unit of exposure; NaN when there is no document or no exposure.

    References
    ----------
    Efron, B. and Tibshirani, R. (1993). An Introduction to the Bootstrap, chapter 13.
    """
    n = np.asarray(counts, dtype=np.float64)
    size = np.asarray(sizes, dtype=np.float64)
    if len(size) == 0 or not size.sum() > 0:
        undefined = np.full(n.shape[1:], np.nan)
        return undefined, undefined.copy()
    drawn = np.random.default_rng(seed).multinomial(len(size), np.full(len(size), 1 / len(size)), n_resamples)
    total = drawn @ size
    kept = total > 0
    rates = (drawn[kept] @ n) / (total[kept] if n.ndim == 1 else total[kept][:, None])
    tail = (1 - level) / 2
    low, high = np.quantile(rates, [tail, 1 - tail], axis=0)
    return np.asarray(low), np.asarray(high)
