"""How much two sets of texts differ in a term: further measures of keyness."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .terms import FloatArray, g2


def chi2(n: npt.ArrayLike, n_other: npt.ArrayLike, size: float, size_other: float) -> FloatArray:
    """Return Pearson's X2 of the 2 x 2 table of a term in two sets of texts, without continuity correction.

    X2 = N (a d - b c)^2 / (product of the margins). Like `g2` it ranks terms and is not a test of differences
    between documents.

    Parameters
    ----------
    n, n_other : array_like of int
        Occurrences of each term in each set.
    size, size_other : float
        Word tokens of each set.

    Returns
    -------
    ndarray of float64
        NaN where a margin is 0.

    References
    ----------
    Pearson, K. (1900). Philosophical Magazine 50, 157-175.

    Examples
    --------
    >>> from analysis.stats import chi2
    >>> round(float(chi2(10, 2, 1000, 1000)), 3)
    5.366
    """
    a, b = np.asarray(n, dtype=np.float64), np.asarray(n_other, dtype=np.float64)
    c, d = size - a, size_other - b
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (size + size_other) * (a * d - b * c) ** 2 / ((a + b) * (c + d) * size * size_other)
        return np.where((c >= 0) & (d >= 0), value, np.nan)


def bic(n: npt.ArrayLike, n_other: npt.ArrayLike, size: float, size_other: float) -> FloatArray:
    """Return the Bayes factor of a term's difference, approximated by BIC: G2 - ln(size + size_other).

    Above 2 there is positive evidence of a difference, above 6 strong, above 10 very strong; below 0 there is
    evidence of none. It treats words as independent, as `g2` does.

    Parameters
    ----------
    n, n_other : array_like of int
        Occurrences of each term in each set.
    size, size_other : float
        Word tokens of each set.

    Returns
    -------
    ndarray of float64
        NaN where G2 is.

    References
    ----------
    Wilson, A. (2013). Embracing Bayes factors for key item analysis in corpus linguistics. In New Approaches
    to the Study of Linguistic Variability, 3-11; Kass, R. and Raftery, A. (1995). JASA 90, 773-795.

    Examples
    --------
    >>> from analysis.stats import bic
    >>> round(float(bic(10, 2, 1000, 1000)), 3)
    -1.747
    """
    value = g2(n, n_other, size, size_other)
    return value - np.log(size + size_other) if size > 0 and size_other > 0 else value


def percent_diff(n: npt.ArrayLike, n_other: npt.ArrayLike, size: float, size_other: float) -> FloatArray:
    """Return %DIFF: by how many per cent the rate of a term exceeds that in the other set.

    100 (rate - rate_other) / rate_other: 100 is twice as often, -50 half as often.

    Parameters
    ----------
    n, n_other : array_like of int
        Occurrences of each term in each set.
    size, size_other : float
        Word tokens of each set.

    Returns
    -------
    ndarray of float64
        Infinity where only the other set lacks the term (Gabrielatos and Marchi put 1e-18 for its rate); NaN
        where a set has no words or both counts are 0.

    References
    ----------
    Gabrielatos, C. and Marchi, A. (2012). Keyness: appropriate metrics and practical issues. CADS
    International Conference, Bologna.

    Examples
    --------
    >>> from analysis.stats import percent_diff
    >>> percent_diff([10, 5], [2, 10], 1000, 1000).tolist()
    [400.0, -50.0]
    """
    a, b = np.asarray(n, dtype=np.float64), np.asarray(n_other, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(100 * (a * np.divide(size_other, size) / b - 1))


def odds_ratio(n: npt.ArrayLike, n_other: npt.ArrayLike, size: float, size_other: float) -> FloatArray:
    """Return the odds of a term (its count over that of all other words) in one set, over those in the other.

    Parameters
    ----------
    n, n_other : array_like of int
        Occurrences of each term in each set.
    size, size_other : float
        Word tokens of each set.

    Returns
    -------
    ndarray of float64
        Infinity where only the other set lacks the term; NaN where a set has no words or both counts are 0.

    References
    ----------
    Pojanapunya, P. and Watson Todd, R. (2018). Log-likelihood and odds ratio. Corpus Linguistics and
    Linguistic Theory 14, 133-167.

    Examples
    --------
    >>> from analysis.stats import odds_ratio
    >>> round(float(odds_ratio(10, 2, 1000, 1000)), 3)
    5.04
    """
    a, b = np.asarray(n, dtype=np.float64), np.asarray(n_other, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(a * (size_other - b) / ((size - a) * b))


def rank_sum(ranks: FloatArray, is_target: npt.NDArray[np.bool_]) -> tuple[FloatArray, FloatArray]:
    """Return the Wilcoxon rank-sum statistic of each term as z, and the probability of superiority.

    z = (W - n (N + 1) / 2) / s with W the sum of the target's ranks and s^2 = n m / (N (N - 1)) sum (r - mean
    r)^2, which allows for ties; no continuity correction. With U = W - n (n + 1) / 2, the superiority is
    U / (n m): the chance that a document of the target uses the term more than another (ties count half).

    Parameters
    ----------
    ranks : ndarray, shape (n_documents, n_terms)
        Ranks of the documents by the rate of each term, see `document_ranks`.
    is_target : ndarray of bool, shape (n_documents,) or (n_permutations, n_documents)
        The documents of the target; several groupings at once.

    Returns
    -------
    z, superiority : ndarray of float64, shape (n_terms,) or (n_permutations, n_terms)
        z is NaN where all documents have the same rate.

    References
    ----------
    Wilcoxon, F. (1945). Biometrics Bulletin 1, 80-83; Vargha, A. and Delaney, H. (2000). Journal of
    Educational and Behavioral Statistics 25, 101-132, for the superiority; Kilgarriff, A. (2001). Comparing
    corpora. International Journal of Corpus Linguistics 6, 97-133, for its use with keywords.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.stats import document_ranks, rank_sum
    >>> ranks = document_ranks(np.array([[4], [3], [0], [1]]), [100, 100, 100, 100])
    >>> z, superiority = rank_sum(ranks, np.array([True, True, False, False]))
    >>> round(float(z[0]), 3), float(superiority[0])
    (1.549, 1.0)
    """
    chosen = np.asarray(is_target, dtype=np.float64)
    n_all, n = ranks.shape[0], chosen.sum(axis=-1, keepdims=True)
    other = n_all - n
    above = chosen @ ranks - n * (n_all + 1) / 2
    square = ((ranks - (n_all + 1) / 2) ** 2).sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = above / np.sqrt(n * other / (n_all * (n_all - 1)) * square)
        return np.where(square > 0, z, np.nan), above / (n * other) + 0.5


def document_ranks(counts: npt.ArrayLike, sizes: npt.ArrayLike) -> FloatArray:
    """Return the ranks of documents by the rate of each term, lowest first, with the mean rank for ties.

    Parameters
    ----------
    counts : array_like, shape (n_documents, n_terms)
        Occurrences.
    sizes : array_like of int, shape (n_documents,)
        Word tokens of each document; none of them 0.
    """
    from scipy.stats import rankdata  # takes half a second to load

    rates = np.asarray(counts, dtype=np.float64) / np.asarray(sizes, dtype=np.float64)[:, None]
    return np.asarray(rankdata(rates, axis=0))
