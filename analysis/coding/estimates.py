"""Shares of units from a stratified sample, and their intervals: from counts, and nothing else."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import betaincinv, stdtrit

from ..stats import FloatArray

PRIOR = 0.5
"""What Jeffreys' prior adds to the units missed, found wrongly, and judged rightly."""

QUANTILES = (np.arange(120) + 0.5) / 120

LEVEL = 0.975


class Estimate(NamedTuple):
    """The shares of units with and against something, and how many units drawn at random would tell as much.

    Attributes
    ----------
    plus, minus : float
        The shares.
    effective : float
        Number of units; infinite where all units were looked at.
    freedom : int
        Degrees of freedom.
    """

    plus: float
    minus: float
    effective: float
    freedom: int


UNKNOWN = Estimate(float("nan"), float("nan"), float("nan"), 0)


def estimated(
    plus: FloatArray, minus: FloatArray, inside: FloatArray, n: FloatArray, sizes: FloatArray
) -> Estimate:
    """Return the shares of units, estimated from a sample of each stratum.

    Parameters
    ----------
    plus, minus : ndarray, shape (n_strata,)
        Units of the sample with something, and with its opposite: what a machine missed, and found wrongly.
    inside, n : ndarray, shape (n_strata,)
        Units of the sample in the group, and all.
    sizes : ndarray, shape (n_strata,)
        Units of the texts.

    Notes
    -----
    The effective size is that of the difference of both shares; where nothing varies in the sample, that of
    the weights (Kish). It is never above the number of units, those of a finite whole counted as more.

    References
    ----------
    Cochran, W. (1977). Sampling Techniques, 3rd ed., eq. 5.7 and section 5A.14. Korn, E. and Graubard, B.
    (1998). Survey Methodology 24, 193-201.

    Examples
    --------
    Of 40 and 10 units four each were looked at, one and two of which have it:

    >>> import numpy as np
    >>> from analysis.coding.estimates import estimated
    >>> found = estimated(*np.array([[1, 2], [0, 0], [4, 4], [4, 4], [40, 10]]))
    >>> found.plus, round(found.effective, 2)
    (0.3, 5.53)
    """
    seen = inside > 0
    if not seen.any():
        return UNKNOWN
    plus, minus, inside, n, sizes = (values[seen] for values in (plus, minus, inside, n, sizes))
    weight, left_open = sizes / n, np.maximum(1 - n / sizes, 0)
    total = float(weight @ inside)
    more, less = float(weight @ plus) / total, float(weight @ minus) / total
    middle = more - less
    sums = plus - minus - inside * middle
    squares = plus * (1 - middle) ** 2 + minus * (1 + middle) ** 2 + (inside - plus - minus) * middle**2
    spread = np.maximum(squares - sums**2 / n, 0) * n / np.maximum(n - 1, 1)
    variance = float(left_open * weight**2 @ spread) / total**2
    kish = float(left_open * weight**2 @ inside) / total**2
    drawn = float(inside.sum())
    with np.errstate(divide="ignore"):
        effective = float(1 / np.float64(kish))
    if variance > 1e-15:
        most = drawn / max(1 - drawn / total, 1e-9)
        effective = min((more + less - middle**2) / variance, most)
    return Estimate(more, less, effective, int((inside - 1).sum()))


def alone(found: Estimate) -> tuple[float, float, float]:
    """Return the share that people alone have estimated, and its 95% interval: Wilson's.

    Examples
    --------
    >>> from analysis.coding.estimates import Estimate, alone
    >>> [round(value, 3) for value in alone(Estimate(0.1, 0.0, 50.0, 49))]
    [0.1, 0.043, 0.217]
    """
    share, _, effective, freedom = found
    if not _open(found):
        return (share, *_closed(found, share))
    z2 = float(stdtrit(freedom, LEVEL)) ** 2
    middle = (share + z2 / (2 * effective)) / (1 + z2 / effective)
    half = (z2 * (share * (1 - share) / effective + z2 / (4 * effective**2))) ** 0.5 / (1 + z2 / effective)
    # At the edges the bounds are 0 and 1 but for rounding.
    return share, max(middle - half, 0.0) if share > 0 else 0.0, min(middle + half, 1.0) if share < 1 else 1.0


def corrected(found: Estimate, known: float) -> tuple[float, float, float]:
    """Return a machine's share, more what it misses, less what it finds wrongly, and its 95% interval.

    Of units missed, found wrongly and judged rightly, as many as the effective size allows were drawn. With
    Jeffreys' prior their shares then have a Dirichlet distribution: the share of errors has a beta
    distribution, that of units missed among the errors another. The bounds are quantiles of the difference.

    Parameters
    ----------
    found : Estimate
        Units missed, and found wrongly.
    known : float
        The machine's share of all units.

    References
    ----------
    Jeffreys' interval with an effective sample size: Franco, C. et al. (2019). Comparative study of
    confidence intervals for proportions in complex sample surveys. JSSAM 7, 334-364. The distribution of
    errors carried on to the corrected share: Flor, M. et al. (2020). Comparison of Bayesian and frequentist
    methods for prevalence estimation under misclassification. BMC Public Health 20, 1135.

    Examples
    --------
    The machine gave the code to .15 of units. Two of 100 were missed, none found wrongly:

    >>> from analysis.coding.estimates import Estimate, corrected
    >>> [round(value, 3) for value in corrected(Estimate(0.02, 0.0, 100.0, 99), 0.15)]
    [0.17, 0.141, 0.209]
    """
    missed, wrong, effective, freedom = found
    share = known + missed - wrong
    low, high = _closed(found, share)
    if _open(found):
        n = effective * float(stdtrit(np.inf, LEVEL) / stdtrit(freedom, LEVEL)) ** 2
        a, b, c = missed * n + PRIOR, wrong * n + PRIOR, max(1 - missed - wrong, 0) * n + PRIOR
        errors, part = betaincinv(a + b, c, QUANTILES), betaincinv(a, b, QUANTILES)
        difference = known + np.outer(errors, 2 * part - 1)
        low, high = np.quantile(difference, [1 - LEVEL, LEVEL]).tolist()
    share, low, high = np.clip([share, min(low, share), max(high, share)], 0, 1).tolist()
    return share, low, high


def _open(found: Estimate) -> bool:
    """Return whether there is something to be said, and doubt about it."""
    return found.freedom > 0 and bool(np.isfinite(found.effective))


def _closed(found: Estimate, share: float) -> tuple[float, float]:
    return (share, share) if np.isinf(found.effective) else (float("nan"), float("nan"))
