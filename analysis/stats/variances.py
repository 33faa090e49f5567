"""Variances of ratios and slopes over documents, and their degrees of freedom."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]

EXACT = 1e-9
"""Rounding tolerance: two documents of one size are two."""


def ratio_variance(counts: npt.ArrayLike, sizes: npt.ArrayLike) -> FloatArray:
    """Return the variance of the sum of counts over the sum of sizes, when documents are sampled.

    With r the ratio and w_i = s_i / S the weights of documents of sizes s_i and total size S:

        sum (c_i - r s_i)^2 / S^2 / (1 - 2 w_i + sum w_j^2).

    The last factor makes up for what a document draws the ratio to itself; with it the variance is unbiased
    where the ratios of documents vary alike. For documents of one size it is n / (n - 1).

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
    Cochran, W. (1977). Sampling Techniques, 3rd ed., eq. 6.13, for documents of one size; Bell, R. and
    McCaffrey, D. (2002). Bias reduction in standard errors for linear regression with multi-stage samples.
    Survey Methodology 28, 169-181, for the factor.

    Examples
    --------
    >>> from analysis.stats import ratio_variance
    >>> round(float(ratio_variance([1, 3], [10, 10])), 3), round(float(ratio_variance([1, 9], [10, 30])), 4)
    (0.01, 0.0125)
    """
    n = np.asarray(counts, dtype=np.float64)
    size = np.asarray(sizes, dtype=np.float64)
    if int((size > 0).sum()) < 2:
        return np.full(n.shape[1:], np.nan)
    total, weights = size.sum(), size / size.sum()
    residuals = (n - np.multiply.outer(size, n.sum(axis=0) / total)) / total
    return np.asarray((residuals.T**2 / _left(weights)).T.sum(axis=0))


def ratio_df(sizes: npt.ArrayLike) -> float:
    """Return the degrees of freedom of `ratio_variance`: n - 1 for documents of one size, fewer for others.

    They are one less than Kish's effective number of documents, S^2 / sum s^2, in which documents count by
    their sizes. Satterthwaite's approximation for the quadratic form gives fewer, and intervals wider than
    they need be. `benchmarks.lengths` measures how often the intervals hold.

    Parameters
    ----------
    sizes : array_like of float, shape (n_documents,)
        Exposure of each document.

    Returns
    -------
    float
        At least 1; NaN where there are in effect fewer than two documents, as where one is much longer than
        all others together.

    References
    ----------
    Kish, L. (1965). Survey Sampling, section 8.2 and 11.7; Potthoff, R., Woodbury, M. and Manton, K. (1992).
    "Equivalent sample size" and "equivalent degrees of freedom" refinements for inference using survey
    weights. JASA 87, 383-396.

    Examples
    --------
    >>> from analysis.stats import ratio_df
    >>> round(ratio_df([5, 5, 5, 5]), 3), round(ratio_df([1, 2, 3, 4]), 3), ratio_df([1, 2, 97])
    (3.0, 2.333, nan)
    """
    size = np.asarray(sizes, dtype=np.float64)
    squares = (size**2).sum()
    df = float(size.sum() ** 2 / squares - 1) if squares else 0.0
    return df if df > 1 - EXACT else float("nan")


def _left(weights: FloatArray) -> FloatArray:
    """Return the share of a document's variance that is left in its residual."""
    return np.asarray(1 - 2 * weights + (weights**2).sum())


def welch_df(
    variance: npt.ArrayLike, variance_other: npt.ArrayLike, df: float, df_other: float
) -> FloatArray:
    """Return the degrees of freedom of the sum of two variances, from those of each.

    References
    ----------
    Welch, B. (1947). The generalization of "Student's" problem when several different population variances
    are involved. Biometrika 34, 28-35.
    """
    a, b = np.asarray(variance, dtype=np.float64), np.asarray(variance_other, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((a + b) ** 2 / (a**2 / df + b**2 / df_other))


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
