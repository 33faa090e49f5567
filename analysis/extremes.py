"""Extremes among many groups and measures: permutation tests whose p allows for multiple comparisons.

Picking the group with the highest rate means comparing all groups and all themes. The tests here
permute whole documents and compare with the largest value found anywhere, so that under exchangeable
documents the probability of any false positive is at most the level.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from .cache import cached
from .engines import in_threads
from .stats import bundles as bundling
from .stats.bundles import Bundles, bundles_of, members_of, permuted_within

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

N_PERMUTATIONS = 999

TIED = 1 - 1e-9
"""A permutation reaches a value that it equals but for rounding."""

LEAST_SPREAD = 1e-9
"""A smaller standard deviation is 0 but for rounding."""

AT_ONCE = 250_000
"""Values worked on together: what is made of them, a few megabytes, stays near the processor."""


class Extremes(NamedTuple):
    """The result of `extremes_test`.

    Attributes
    ----------
    z : ndarray of float64, shape (n_groups, n_measures)
        Standard deviations by which a cell lies above (or below) the mean of its permutation distribution.
    p : ndarray of float64, shape (n_groups, n_measures)
        Adjusted p: the share of permutations in which any cell at all is as extreme as this one.
    """

    z: FloatArray
    p: FloatArray


def extremes_test(
    counts: npt.ArrayLike,
    exposures: npt.ArrayLike,
    groups: npt.ArrayLike,
    n_permutations: int = N_PERMUTATIONS,
    seed: int = 1,
    n_jobs: int = 1,
) -> Extremes:
    """Test which groups have more or fewer events than expected when documents are permuted over groups.

    The statistic of a cell is the sum over its documents of the difference of the square roots of observed
    and expected counts (the Anscombe transform: it makes rare and frequent events comparable, and dampens a
    burst in one document), divided by its standard deviation over all permutations. p compares it with the
    largest such value of any group and measure in each permutation (single-step maxT), which controls the
    chance of any false positive among all of them.

    Parameters
    ----------
    counts : array_like, shape (n_documents, n_measures)
        Events in each document: hits of a theme, slogans, tokens of a topic.
    exposures : array_like, shape (n_documents,) or (n_documents, n_measures)
        The denominator: words, characters, all slogans.
    groups : array_like of int, shape (n_documents,)
        The group of each document, numbered from 0.
    n_permutations : int
        Random permutations; the smallest possible p is one in `n_permutations + 1`.
    seed : int
        Seed of the permutations.
    n_jobs : int
        Threads; the result does not depend on it.

    Notes
    -----
    Of more than 5,000 documents, bundles are permuted: documents of a group that follow each other.

    Returns
    -------
    Extremes
        z and p are NaN where a group has no exposure, and p is 1 where documents can only be permuted into
        the same groups (one document in each of two groups, say).

    References
    ----------
    Westfall, P. and Young, S. (1993). Resampling-Based Multiple Testing, section 2.3; Anscombe, F. (1948).
    The transformation of Poisson, binomial and negative-binomial data. Biometrika 35, 246-254.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.extremes import extremes_test
    >>> counts = np.array([[9], [8], [9], [8], [9], [1], [2], [1], [2], [1]])
    >>> found = extremes_test(counts, np.full(10, 100), np.repeat([0, 1], 5))
    >>> bool(found.p[0, 0] < 0.02), bool(found.z[0, 0] > 0 > found.z[1, 0])
    (True, True)
    """
    given = np.asarray(counts), np.asarray(exposures, dtype=np.float64), np.asarray(groups, dtype=np.int64)
    return cached(
        partial(_extremes, *given, n_permutations, seed), kinds=(Extremes,), beside={"n_jobs": n_jobs}
    )


def _extremes(
    n: FloatArray, exposures: FloatArray, code: IntArray, n_turns: int, seed: int, *, n_jobs: int = 1
) -> Extremes:
    size, n_groups = exposures.reshape(len(n), -1), int(code.max()) + 1 if len(code) else 0
    rng = np.random.default_rng(seed)
    bundles = bundles_of(code)
    pieces = np.array_split(np.arange(n.shape[1]), max(min(n.size // AT_ONCE, n.shape[1]), 1))
    parts = [_sums(n[:, some], size if size.shape[1] == 1 else size[:, some], bundles) for some in pieces]
    residual, squares = (np.concatenate(part, axis=-1) for part in zip(*parts, strict=True))
    empty = np.broadcast_to(~(members_of(code, n_groups) @ size > 0), (n_groups, n.shape[1]))
    # Sums of n of N centred residuals, drawn without replacement, have mean 0 and this variance.
    n_of = np.bincount(code, minlength=n_groups)
    drawn = n_of * (len(code) - n_of) / max(len(code) - 1, 1)
    spread = np.where(empty, np.nan, np.sqrt(np.outer(drawn, squares)))
    of_bundle = code[bundles.first]
    z = _scaled((of_bundle == np.arange(n_groups)[:, None]).astype(np.float64) @ residual, spread)
    # What is not compared is 0 in every permutation, without a look at each.
    compared, rows = np.where(spread > LEAST_SPREAD, spread, np.inf), np.ascontiguousarray(residual)

    def furthest(labels: IntArray) -> float:
        return _furthest(members_of(labels, n_groups) @ rows, compared)

    permuted = (bundles.permuted(of_bundle, rng) for _ in range(n_turns))
    return Extremes(z, _adjusted(z, [_largest(z), *in_threads(furthest, permuted, n_jobs)]))


def _sums(counts: npt.NDArray[Any], size: FloatArray, bundles: Bundles) -> tuple[FloatArray, FloatArray]:
    """Return the residuals of bundles and the mean squares of those of documents."""
    n = np.array(counts, dtype=np.float64, order="F")  # sums of a column do not depend on those beside it
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = np.multiply(size, n.sum(axis=0) / size.sum(axis=0), out=np.empty_like(n))
        residual = np.subtract(_root(n), _root(expected), out=n)
        residual -= residual.mean(axis=0)
    return bundles.summed(residual), np.square(residual, out=expected).mean(axis=0)


def change_tests(
    counts: npt.ArrayLike,
    exposures: npt.ArrayLike,
    times: npt.ArrayLike,
    splits: npt.ArrayLike,
    n_permutations: int = N_PERMUTATIONS,
    seed: int = 1,
    strata: npt.ArrayLike | None = None,
) -> tuple[Extremes, Extremes]:
    """Test which measures rise or fall, and between which years one changes its level.

    The times of whole documents are permuted. The statistic of a trend is the covariance of time with the
    documents' residuals (as in `extremes_test`), that of a split the sum of the residuals of the documents
    from that time on; each is divided by its standard deviation under permutation. p allows for all measures
    and, of breaks, for all splits.

    Parameters
    ----------
    counts, exposures, n_permutations, seed
        As for `extremes_test`.
    times : array_like of float, shape (n_documents,)
        The year of each document.
    splits : array_like of float, shape (n_splits,)
        The first time after each possible break.
    strata : array_like of int, shape (n_documents,), optional
        Documents (of one city, say) within which times are permuted, so that differences between strata and
        their uneven years do not count.

    Returns
    -------
    trends, breaks : Extremes
        z and p have the shapes (1, n_measures) and (n_splits, n_measures); z is positive for measures that
        rise, and where the level is higher afterwards.

    References
    ----------
    Pettitt, A. (1979). A non-parametric approach to the change-point problem. Applied Statistics 28, 126-135,
    for the largest of all splits as the statistic; here of sums instead of ranks, under permutation.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.extremes import change_tests
    >>> counts = np.array([[1], [2], [1], [2], [1], [2], [9], [8], [9], [8], [9], [8]])
    >>> trends, breaks = change_tests(counts, np.full(12, 100), np.arange(2001, 2013), [2005, 2007, 2009])
    >>> int(breaks.z[:, 0].argmax()), bool(breaks.p[1, 0] < 0.02)
    (1, True)
    """
    residual, time, code = _bundled(_residual(counts, exposures, strata), times, strata)
    years, rank = np.unique(time, return_inverse=True)
    small = rank.astype(np.min_scalar_type(len(years)))
    ranks = permuted_within(small, code, n_permutations, np.random.default_rng(seed))
    trends = Extremes(*_standardised(((years - time.mean())[ranks] @ residual)[:, None, :]))
    later, deviation = np.empty(ranks.shape), np.empty((np.size(splits), len(ranks), residual.shape[1]))
    for at, first in enumerate(np.searchsorted(years, np.asarray(splits))):
        np.greater_equal(ranks, first, out=later)
        deviation[at] = later @ residual
    return trends, Extremes(*_standardised(np.swapaxes(deviation, 0, 1)))


def _residual(counts: npt.ArrayLike, exposures: npt.ArrayLike, strata: npt.ArrayLike | None) -> FloatArray:
    """Return the residuals of documents from the rate of all, or of their stratum, centred there."""
    n = np.array(counts, dtype=np.float64)
    size = np.broadcast_to(np.asarray(exposures, dtype=np.float64).reshape(len(n), -1), n.shape)
    code = np.zeros(len(n), dtype=np.int64) if strata is None else np.asarray(strata, dtype=np.int64)
    member = (code == np.arange(code.max(initial=0) + 1)[:, None]).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = _root(size * ((member @ n) / (member @ size))[code])
        residual = _root(n) - expected
    means = (member @ residual) / np.maximum(member.sum(axis=1), 1)[:, None]
    return np.asarray(residual - means[code])


def _bundled(
    residual: FloatArray, times: npt.ArrayLike, strata: npt.ArrayLike | None
) -> tuple[FloatArray, FloatArray, IntArray | None]:
    """Return residuals, times and strata of bundles of documents, or of documents that are not very many."""
    time = np.asarray(times, dtype=np.float64)
    code = None if strata is None else np.asarray(strata, dtype=np.int64)
    if len(time) <= bundling.MANY:
        return residual, time, code
    at = np.unique(time, return_inverse=True)[1]
    both = at if code is None else at + code * (int(at.max()) + 1)
    bundles = bundles_of(both)
    of = np.zeros(len(bundles.first), dtype=np.int64) if code is None else code[bundles.first]
    return bundles.summed(residual), time[bundles.first], 2 * of + (bundles.sizes > 1)


def _root(counts: FloatArray) -> FloatArray:
    """Return the square roots of counts, which are overwritten."""
    counts += 0.375
    return np.sqrt(counts, out=counts)


def _standardised(deviation: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return z and adjusted p of the first permutation, which is the observed order."""
    z = _scaled(deviation - deviation.mean(axis=0), deviation.std(axis=0))
    return z[0], _adjusted(z[0], list(map(_largest, z)))


def _scaled(deviation: FloatArray, spread: FloatArray) -> FloatArray:
    """Return z of deviations from the mean."""
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where(spread > LEAST_SPREAD, deviation / spread, 0.0)
    z[..., np.isnan(spread)] = np.nan
    return z


def _largest(z: FloatArray) -> float:
    """Return the largest absolute value of a permutation."""
    return float(np.nan_to_num(np.abs(z), nan=0.0).max(initial=0.0))


def _furthest(deviation: FloatArray, spread: FloatArray) -> float:
    """Return the largest absolute value of deviations over their spread, which are overwritten."""
    np.abs(deviation, out=deviation)
    return float(np.fmax.reduce(np.divide(deviation, spread, out=deviation), axis=None, initial=0.0))


def _adjusted(z: FloatArray, largest: Sequence[float]) -> FloatArray:
    """Return the adjusted p of what was observed, the first of the permutations."""
    reached = np.sort(largest)
    as_far = len(reached) - np.searchsorted(reached, np.abs(z) * TIED, side="left")
    return np.where(np.isnan(z), np.nan, as_far / len(reached))
