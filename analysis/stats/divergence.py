"""How far apart two sets of texts are, and how far apart chance alone would put them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln, xlogy

FloatArray = npt.NDArray[np.float64]

LARGE = 20
"""Expected count in either set above which the moment expansion is accurate enough."""


def expected_divergence(n: npt.ArrayLike, n_other: npt.ArrayLike) -> tuple[float, float]:
    """Return the mean and variance of the divergence between two random samples of the same words.

    If both sets were drawn word by word from one source, a term with c occurrences in both together would
    have a binomial count in the first. Its part in the Jensen-Shannon divergence is averaged over that
    count; for frequent terms it is (1 / A + 1 / B) / (8 ln 2), with sizes A and B, whatever the term.

    Parameters
    ----------
    n, n_other : array_like of int, shape (n_terms,)
        Occurrences of each term in each set.

    Returns
    -------
    mean, variance : float
        Of the divergence, base 2 (the square of the distance); NaN where a set has no words.

    References
    ----------
    Grosse, I. et al. (2002). Analysis of symbolic sequences using the Jensen-Shannon divergence. Physical
    Review E 65, 041905, for the divergence of finite samples; the sum over binomials is exact except that the
    sizes of the two sets are treated as fixed.

    Examples
    --------
    >>> from analysis.stats import expected_divergence
    >>> mean, _ = expected_divergence([1, 1], [1, 1])
    >>> round(mean, 4)
    0.5
    """
    a, b = np.asarray(n, dtype=np.float64), np.asarray(n_other, dtype=np.float64)
    size, other = float(a.sum()), float(b.sum())
    if not (size > 0 and other > 0):
        return float("nan"), float("nan")
    share = size / (size + other)
    c, n_terms = np.unique((a + b)[a + b > 0], return_counts=True)
    large = c * min(share, 1 - share) >= LARGE
    part = (1 / size + 1 / other) / (8 * np.log(2))
    mean, variance = part * n_terms[large].sum(), 2 * part**2 * n_terms[large].sum()
    few, n_few = c[~large].astype(np.int64), n_terms[~large]
    owner = np.repeat(np.arange(len(few)), few + 1)
    first = np.arange(len(owner)) - np.repeat(np.cumsum(few + 1) - few - 1, few + 1)
    rest = few[owner] - first
    chance = np.exp(
        gammaln(few[owner] + 1) - gammaln(first + 1) - gammaln(rest + 1)
        + xlogy(first, share) + xlogy(rest, 1 - share)
    )  # fmt: skip
    p, q = first / size, rest / other
    parts = (xlogy(p, p) + xlogy(q, q) - xlogy(p + q, (p + q) / 2)) / (2 * np.log(2))
    means = np.bincount(owner, chance * parts, len(few))
    squares = np.bincount(owner, chance * parts**2, len(few))
    return float(mean + n_few @ means), float(variance + n_few @ (squares - means**2))
