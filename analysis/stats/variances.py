"""Variances of ratios and slopes over documents, and their degrees of freedom."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]


def ratio_variance(counts: npt.ArrayLike, sizes: npt.ArrayLike) -> FloatArray:
    """Return the variance of the sum of counts over the sum of sizes, when documents are sampled.

    With r the ratio, n documents of sizes s_i and total size S: n / (n - 1) sum (c_i - r s_i)^2 / S^2.

    Parameters
    ----------
    counts : array_like, shape (n_documents,) or (n_documents, n_kinds)
        Events, or tokens, in each document.
    sizes : array_like of float, shape (n_documents,)
        Exposure of each document.

    Returns
    -------
    ndarray of float64, shape () or (n_kinds,)
        NaN with fewer than two documents that have a size.

    References
    ----------
    Cochran, W. (1977). Sampling Techniques, 3rd ed., eq. 6.13 (without the correction for a finite
    population).

    Examples
    --------
    >>> from analysis.stats import ratio_variance
    >>> float(ratio_variance([1, 3], [10, 10]))
    0.01
    """
    n = np.asarray(counts, dtype=np.float64)
    size = np.asarray(sizes, dtype=np.float64)
    n_documents, total = int((size > 0).sum()), size.sum()
    if n_documents < 2:
        return np.full(n.shape[1:], np.nan)
    expected = np.multiply.outer(size, n.sum(axis=0) / total)
    return np.asarray(((n - expected) ** 2).sum(axis=0) * n_documents / (n_documents - 1) / total**2)


def welch_df(variance: npt.ArrayLike, variance_other: npt.ArrayLike, n: int, n_other: int) -> FloatArray:
    """Return the degrees of freedom of the sum of two variances, estimated from n and from n_other documents.

    References
    ----------
    Welch, B. (1947). The generalization of "Student's" problem when several different population variances
    are involved. Biometrika 34, 28-35.
    """
    a, b = np.asarray(variance, dtype=np.float64), np.asarray(variance_other, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((a + b) ** 2 / (a**2 / (n - 1) + b**2 / (n_other - 1)))


def slope_of(shares: FloatArray, times: FloatArray, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the slopes of weighted regressions on time and their heteroscedasticity-robust variances (HC3).

    Parameters
    ----------
    shares : ndarray, shape (n_documents, n_kinds)
        The dependent variables.
    times, weights : ndarray, shape (n_documents,)
        Times and weights of the documents.

    Returns
    -------
    slopes, variances : ndarray of float64, shape (n_kinds,)
        Slopes are NaN where all times are equal; variances also where one document determines the slope.

    References
    ----------
    MacKinnon, J. and White, H. (1985). Some heteroskedasticity-consistent covariance matrix estimators with
    improved finite sample properties. Journal of Econometrics 29, 305-325.
    """
    centred = times - weights @ times / weights.sum()
    spread = weights @ centred**2
    if not spread > 1e-9 * weights.sum():
        undefined = np.full(shares.shape[1], np.nan)
        return undefined, undefined.copy()
    level = weights @ shares / weights.sum()
    slopes = (weights * centred) @ shares / spread
    residual = shares - level - np.outer(centred, slopes)
    leverage = weights / weights.sum() + weights * centred**2 / spread
    with np.errstate(divide="ignore", invalid="ignore"):
        freed = np.where(leverage < 1 - 1e-9, (weights * centred / (1 - leverage)) ** 2, np.nan)
    return slopes, freed @ residual**2 / spread**2
