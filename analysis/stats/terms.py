"""How much two sets of texts differ in a term, and how evenly a term is spread."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import betainccinv, betaincinv, xlogy

FloatArray = npt.NDArray[np.float64]


def g2(n: npt.ArrayLike, n_other: npt.ArrayLike, size: float, size_other: float) -> FloatArray:
    """Return the log-likelihood ratio statistic of the 2 x 2 table of a term in two sets of texts.

    G2 = 2 sum O ln(O / E) over the term and all other words in both sets. It grows with the difference and
    with the size of the sets; it ranks terms and is not a test of differences between documents.

    Parameters
    ----------
    n, n_other : array_like of int
        Occurrences of each term in each set.
    size, size_other : float
        Word tokens of each set.

    Returns
    -------
    ndarray of float64
        Non-negative; NaN where a set has no words, or fewer words than occurrences.

    References
    ----------
    Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence. Computational
    Linguistics 19, 61-74.

    Examples
    --------
    >>> from analysis.stats import g2
    >>> round(float(g2(10, 2, 1000, 1000)), 3)
    5.854
    """
    a, b = np.asarray(n, dtype=np.float64), np.asarray(n_other, dtype=np.float64)
    rest_a, rest_b = size - a, size_other - b
    total = size + size_other
    cells = xlogy(a, a) + xlogy(b, b) + xlogy(rest_a, rest_a) + xlogy(rest_b, rest_b)
    margins = xlogy(a + b, a + b) + xlogy(rest_a + rest_b, rest_a + rest_b) + xlogy(size, size)
    value = 2 * (cells - margins - xlogy(size_other, size_other) + xlogy(total, total))
    defined = (size > 0) & (size_other > 0) & (rest_a >= 0) & (rest_b >= 0)
    return np.where(defined, np.maximum(value, 0.0), np.nan)


def log_ratio(n: npt.ArrayLike, n_other: npt.ArrayLike, size: float, size_other: float) -> FloatArray:
    """Return the base-2 logarithm of the ratio of two rates: 1 is twice as often, -1 half as often.

    A zero count is taken as 0.5, so that a term absent from one set has a large but finite value.

    Parameters
    ----------
    n, n_other : array_like of int
        Occurrences of each term in each set.
    size, size_other : float
        Word tokens of each set.

    Returns
    -------
    ndarray of float64
        NaN where a set has no words or both counts are 0.

    References
    ----------
    Hardie, A. (2014). Log Ratio: an informal introduction. CASS, Lancaster University.

    Examples
    --------
    >>> from analysis.stats import log_ratio
    >>> log_ratio([8, 1], [2, 1], 1000, 1000).tolist()
    [2.0, 0.0]
    """
    a, b = np.asarray(n, dtype=np.float64), np.asarray(n_other, dtype=np.float64)
    if not (size > 0 and size_other > 0):
        return np.full(np.broadcast(a, b).shape, np.nan)
    value = np.log2(np.where(a > 0, a, 0.5) / size) - np.log2(np.where(b > 0, b, 0.5) / size_other)
    return np.where(a + b > 0, value, np.nan)


def log_ratio_interval(
    n: npt.ArrayLike,
    n_other: npt.ArrayLike,
    size: float,
    size_other: float,
    level: float = 0.95,
    n_tests: int = 1,
) -> tuple[FloatArray, FloatArray]:
    """Return the conservative confidence interval of a log ratio, corrected for the number of terms.

    Given the sum of both counts, the count in the first set is binomial; the exact (Clopper-Pearson) interval
    of its probability is converted into one for the ratio of the rates. The bound nearer to zero is Evert's
    conservative log ratio (LRC).

    Parameters
    ----------
    n, n_other : array_like of int
        Occurrences of each term in each set.
    size, size_other : float
        Word tokens of each set.
    level : float
        Simultaneous confidence level of all intervals, between 0 and 1.
    n_tests : int
        Number of terms compared; the error rate is divided among them (Bonferroni).

    Returns
    -------
    low, high : ndarray of float64
        Minus infinity where the first set's count is zero, infinity where the second's is; NaN where
        undefined.

    References
    ----------
    Evert, S. (2022). Measuring keyness. Digital Humanities 2022; Clopper, C. and Pearson, E. (1934).
    Biometrika 26, 404-413.
    """
    a, b = np.broadcast_arrays(np.asarray(n, dtype=np.float64), np.asarray(n_other, dtype=np.float64))
    tail = (1 - level) / 2 / max(n_tests, 1)
    # Most terms are rare and have the same two counts as many others: each pair is inverted once.
    pairs, of = np.unique(a + 1j * b, return_inverse=True)
    of = of.reshape(a.shape)
    with np.errstate(divide="ignore", invalid="ignore"):
        share_low = np.where(a > 0, betaincinv(np.maximum(pairs.real, 0.5), pairs.imag + 1, tail)[of], 0.0)
        share_high = np.where(b > 0, betainccinv(pairs.real + 1, np.maximum(pairs.imag, 0.5), tail)[of], 1.0)
        scale = np.log2(np.divide(size_other, size)) if size > 0 and size_other > 0 else np.nan
        low = np.log2(share_low) - np.log1p(-share_low) / np.log(2) + scale
        high = np.log2(share_high) - np.log1p(-share_high) / np.log(2) + scale
    known = a + b > 0
    return np.where(known, low, np.nan), np.where(known, high, np.nan)


def log_odds_z(n: npt.ArrayLike, n_other: npt.ArrayLike, size: float, size_other: float) -> FloatArray:
    """Return the weighted log-odds ratio with an informative Dirichlet prior, as a z-score.

    The prior of a term is its count in both sets together, so that rare terms are shrunk towards no
    difference.

    Parameters
    ----------
    n, n_other : array_like of int
        Occurrences of each term in each set.
    size, size_other : float
        Word tokens of each set.

    Returns
    -------
    ndarray of float64
        Positive where the first set uses the term more; NaN where a set has no words or both counts are 0.

    References
    ----------
    Monroe, B., Colaresi, M. and Quinn, K. (2008). Fightin' Words. Political Analysis 16, 372-403; the prior
    of both sets together follows Jurafsky, D. et al. (2014), First Monday 19 (4).
    """
    a, b = np.asarray(n, dtype=np.float64), np.asarray(n_other, dtype=np.float64)
    if not (size > 0 and size_other > 0):
        return np.full(np.broadcast(a, b).shape, np.nan)
    prior, all_prior = a + b, size + size_other
    first, second = a + prior, b + prior
    with np.errstate(divide="ignore", invalid="ignore"):
        odds = np.log(first / (size + all_prior - first)) - np.log(second / (size_other + all_prior - second))
        return np.where(prior > 0, odds / np.sqrt(1 / first + 1 / second), np.nan)


def dispersion_dp(counts: FloatArray, sizes: npt.ArrayLike) -> FloatArray:
    """Return Gries' deviation of proportions of each term over the parts of a text collection.

    DP is half the sum over the parts of |share of the occurrences - share of the words|: 0 is as even as the
    sizes of the parts allow; values near 1 mean that a few parts hold all the occurrences.

    Parameters
    ----------
    counts : ndarray, shape (n_parts, n_terms)
        Occurrences of each term in each part.
    sizes : array_like of float, shape (n_parts,)
        Word tokens of each part.

    Returns
    -------
    ndarray of float64, shape (n_terms,)
        Between 0 and 1; NaN with fewer than two parts that have words, or where a term does not occur.

    References
    ----------
    Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. International Journal of Corpus
    Linguistics 13, 403-437.

    Examples
    --------
    >>> from analysis.stats import dispersion_dp
    >>> import numpy as np
    >>> dispersion_dp(np.array([[5.0, 1.0], [5.0, 9.0]]), [100, 100]).tolist()
    [0.0, 0.4]
    """
    n = np.asarray(counts, dtype=np.float64)
    size = np.asarray(sizes, dtype=np.float64)
    total = n.sum(axis=0)
    if (size > 0).sum() < 2:
        return np.full(n.shape[1], np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.abs(n / total - (size / size.sum())[:, None]).sum(axis=0) / 2
    return np.where(total > 0, value, np.nan)
