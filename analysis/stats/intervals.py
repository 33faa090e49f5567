"""Intervals over documents: how a rate or a share would vary with other documents of the same kind.

The document is the sampling unit: words of one document are not independent observations. The actual
coverage of each interval is measured by `benchmarks/claims.py`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

from .variances import FloatArray, ratio_df, ratio_variance

MIN_DOCUMENTS = 3
"""With fewer documents there is no interval: one says nothing about how documents differ, and with two the
bounds of a rate differ by a factor of twenty."""

LOWEST_ALPHA = 2 / 3
"""Krippendorff (2019), p. 356: below .667 not even tentative conclusions should be drawn."""

PRIOR_DF = 10
"""Degrees of freedom that independence of the rarest events counts for in `rate_interval`."""


def rate_interval(
    counts: npt.ArrayLike, sizes: npt.ArrayLike, level: float = 0.95
) -> tuple[FloatArray, FloatArray]:
    """Return the score interval of a rate, allowing for differences between documents.

    The interval holds the rates l with (N - l S)^2 <= t^2 d l S, for N events in a total size S. The design
    effect d is the variance of the count over documents divided by that of a Poisson count. Few documents,
    or few events, say little about it, so it is averaged, by degrees of freedom, with the value p that it
    would have if events occurred independently of each other:

        d = (g d_n + f p) / (g + f),

    n documents count for g degrees of freedom (`ratio_df`; n - 1 where they have one size), p for
    f = 10 / (1 + N / n), and t is the quantile for g + f. p is 1; where no document has more than one event,
    1 - N / (n + 1/2), the variance of presence. The 10 is the number with which the intervals hold rare and
    frequent items alike (benchmarks/claims.py). A zero count has the bounds 0 and t^2 / S.

    Parameters
    ----------
    counts : array_like, shape (n_documents,) or (n_documents, n_kinds)
        Events in each document.
    sizes : array_like of float, shape (n_documents,)
        Exposure of each document, in the unit the rate is to be expressed in.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    low, high : ndarray of float64, shape () or (n_kinds,)
        Bounds of events per unit of exposure; NaN with fewer than `MIN_DOCUMENTS` documents that have a size,
        or where `ratio_df` is undefined.

    References
    ----------
    Rao, J. and Scott, A. (1999). A simple method for analysing overdispersion in clustered Poisson data.
    Statistics in Medicine 18, 1373-1385, for the design effect; Smyth, G. (2004). Linear models and
    empirical Bayes methods for assessing differential expression. Statistical Applications in Genetics and
    Molecular Biology 3, article 3, for moderated variances; Wilson, E. (1927). JASA 22, 209-212, for the
    score interval, here of a Poisson rate.

    Examples
    --------
    >>> from analysis.stats import rate_interval
    >>> [round(float(bound), 3) for bound in rate_interval([4, 4, 4, 4], [1, 1, 1, 1])]
    [2.671, 5.989]
    >>> [round(float(bound), 3) for bound in rate_interval([0, 4, 8, 4], [1, 1, 1, 1])]
    [1.659, 9.645]
    """
    n = np.asarray(counts, dtype=np.float64)
    size = np.asarray(sizes, dtype=np.float64)
    n_documents, exposure = int((size > 0).sum()), size.sum()
    if n_documents < MIN_DOCUMENTS:
        undefined = np.full(n.shape[1:], np.nan)
        return undefined, undefined.copy()
    total = n.sum(axis=0)
    effect = ratio_variance(n, size) * exposure**2 / np.maximum(total, 1e-300)
    independent = np.where(n.max(axis=0) <= 1, 1 - total / (n_documents + 0.5), 1.0)
    prior_df = PRIOR_DF / (1 + total / n_documents)
    own_df = ratio_df(size)
    df = own_df + prior_df
    effect = np.where(total > 0, effect, independent)
    effect = (own_df * effect + prior_df * independent) / df
    width = _t(df, level) ** 2 * effect
    middle, half = total + width / 2, np.sqrt(width * total + width**2 / 4)
    return np.asarray((middle - half) / exposure), np.asarray((middle + half) / exposure)


def product_interval(
    values: npt.ArrayLike,
    limits: tuple[npt.ArrayLike, npt.ArrayLike],
    factor: npt.ArrayLike,
    factor_limits: tuple[npt.ArrayLike, npt.ArrayLike],
) -> tuple[FloatArray, FloatArray]:
    """Return the interval of values times a factor, both of them estimates with intervals of the same level.

    The limits of the two are combined on the log scale by the method of variance estimates recovery (MOVER):
    each side of the result is as far from the product as the root of the sum of the squares of both sides.
    A value of 0 has the bounds 0 and the product of both upper limits, which is wider.

    Parameters
    ----------
    values : array_like of float
        Estimates, at least 0.
    limits : pair of array_like of float
        Lower and upper limits of the values.
    factor, factor_limits : array_like of float, pair of array_like of float
        The factor, above 0, and its limits; it is estimated independently of the values.

    Returns
    -------
    low, high : ndarray of float64
        NaN where a limit is NaN.

    References
    ----------
    Zou, G. and Donner, A. (2008). Construction of confidence limits about effect measures: a general
    approach. Statistics in Medicine 27, 1693-1702.

    Examples
    --------
    >>> from analysis.stats import product_interval
    >>> [round(float(bound), 2) for bound in product_interval(4.0, (2.0, 8.0), 1.0, (1.0, 1.0))]
    [2.0, 8.0]
    >>> [round(float(bound), 2) for bound in product_interval(4.0, (2.0, 8.0), 0.5, (0.25, 1.0))]
    [0.75, 5.33]
    """
    value, low, high = (np.asarray(one, dtype=np.float64) for one in (values, *limits))
    by, by_low, by_high = (np.asarray(one, dtype=np.float64) for one in (factor, *factor_limits))
    with np.errstate(divide="ignore", invalid="ignore"):
        below = np.hypot(np.log(value / low), np.log(by / by_low))
        above = np.hypot(np.log(high / value), np.log(by_high / by))
        bounds = value * by * np.exp(-below), value * by * np.exp(above)
    zero = value == 0
    return np.where(zero, low * by, bounds[0]), np.where(zero, high * by_high, bounds[1])


def rate_ratio_interval(
    counts: npt.ArrayLike,
    sizes: npt.ArrayLike,
    counts_other: npt.ArrayLike,
    sizes_other: npt.ArrayLike,
    level: float = 0.95,
) -> tuple[FloatArray, FloatArray]:
    """Return the interval of the log ratio (base 2) of two rates, allowing for differences between documents.

    The distances of the two rates from the ends of their own intervals, on the logarithmic scale, are added
    as if they were standard errors (the method of variance estimates recovery). Where one count is zero, the
    only finite end is the ratio of the ends of the two intervals that face each other.

    Parameters
    ----------
    counts, counts_other : array_like, shape (n_documents,) or (n_documents, n_kinds)
        Events in each document of either group.
    sizes, sizes_other : array_like of float, shape (n_documents,)
        Exposure of each document.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    low, high : ndarray of float64, shape () or (n_kinds,)
        NaN with fewer than `MIN_DOCUMENTS` documents that have a size in either group, or no event in both.

    References
    ----------
    Zou, G. and Donner, A. (2008). Construction of confidence limits about effect measures: a general
    approach. Statistics in Medicine 27, 1693-1702; with `rate_interval`.

    Examples
    --------
    >>> from analysis.stats import rate_ratio_interval
    >>> [round(float(end), 2) for end in rate_ratio_interval([8, 8, 8, 8], [1] * 4, [2, 2, 2, 2], [1] * 4)]
    [1.05, 2.95]
    """
    one, other = rate_interval(counts, sizes, level), rate_interval(counts_other, sizes_other, level)
    n, n_other = (np.asarray(x, dtype=np.float64).sum(axis=0) for x in (counts, counts_other))
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = np.log2(one[0]), np.log2(one[1])
        low_other, high_other = np.log2(other[0]), np.log2(other[1])
        rate = np.log2(n / np.sum(sizes))
        rate_other = np.log2(n_other / np.sum(sizes_other))
        ratio = rate - rate_other
        below = ratio - np.sqrt((rate - low) ** 2 + (high_other - rate_other) ** 2)
        above = ratio + np.sqrt((high - rate) ** 2 + (rate_other - low_other) ** 2)
        below = np.where(n == 0, -np.inf, np.where(n_other == 0, low - high_other, below))
        above = np.where(n_other == 0, np.inf, np.where(n == 0, high - low_other, above))
    undefined = np.isnan(one[0]) | np.isnan(other[0]) | ((n == 0) & (n_other == 0))
    return np.where(undefined, np.nan, below), np.where(undefined, np.nan, above)


def share_interval(
    shares: npt.ArrayLike, variances: npt.ArrayLike, df: float, level: float = 0.95
) -> tuple[FloatArray, FloatArray]:
    """Return the score interval of shares of a whole, with variances estimated over documents.

    Wilson's interval for as many independent trials, p (1 - p) / v, as would have the same variance, with
    the quantile of t: it stays between 0 and 1.

    Parameters
    ----------
    shares, variances : array_like of float
        Shares and their variances.
    df : float
        Degrees of freedom of the variances.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    low, high : ndarray of float64
        NaN where the variance is NaN, or where a share is 0 or 1.

    References
    ----------
    Wilson, E. (1927). JASA 22, 209-212; Franco, C. et al. (2019). Comparative study of confidence intervals
    for proportions in complex sample surveys. Journal of Survey Statistics and Methodology 7, 334-364.

    Examples
    --------
    >>> from analysis.stats import share_interval
    >>> [round(float(bound), 3) for bound in share_interval(0.2, 0.2 * 0.8 / 50, float("inf"))]
    [0.112, 0.33]
    """
    share = np.asarray(shares, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        k = _t(df, level) ** 2 * np.asarray(variances) / (share * (1 - share))
    middle, half = (share + k / 2) / (1 + k), np.sqrt(k * share * (1 - share) + k**2 / 4) / (1 + k)
    return np.asarray(middle - half), np.asarray(middle + half)


def t_interval(
    values: npt.ArrayLike, variances: npt.ArrayLike, df: npt.ArrayLike, level: float = 0.95
) -> tuple[FloatArray, FloatArray]:
    """Return Student's interval from estimates and their variances.

    Parameters
    ----------
    values, variances : array_like of float
        Estimates and their variances.
    df : array_like of float
        Degrees of freedom of the variances.
    level : float
        Confidence level, between 0 and 1.

    Returns
    -------
    low, high : ndarray of float64
        NaN where the variance is NaN.
    """
    value, half = np.asarray(values, dtype=np.float64), _t(df, level) * np.sqrt(variances)
    return value - half, value + half


def _t(df: npt.ArrayLike, level: float) -> FloatArray:
    return np.asarray(-stdtrit(np.minimum(df, 1e9), (1 - level) / 2))
