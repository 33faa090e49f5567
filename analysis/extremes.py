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
from .stats.bundles import Bundles, bundles_of, members_of, permuted_times

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

N_PERMUTATIONS = 999

TIED = 1 - 1e-9
"""A permutation reaches a value that it equals but for rounding."""

LEAST_SPREAD = 1e-9
"""A smaller standard deviation is 0 but for rounding."""

MOST_VALUES = 4_000_000
"""Values in memory at a time."""


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
    size = np.broadcast_to(exposures.reshape(len(n), -1), n.shape)
    n_groups = int(code.max()) + 1 if len(code) else 0
    rng = np.random.default_rng(seed)
    bundles = bundles_of(code)
    pieces = np.array_split(np.arange(n.shape[1]), n.size // MOST_VALUES + 1)
    parts = [_sums(n[:, some], size[:, some], code, bundles) for some in pieces]
    residual, squares, empty = (np.concatenate(part, axis=-1) for part in zip(*parts, strict=True))
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


def _sums(
    counts: npt.NDArray[Any], size: FloatArray, code: IntArray, bundles: Bundles
) -> tuple[FloatArray, FloatArray, npt.NDArray[np.bool_]]:
    """Return the residuals of bundles, the mean squares of those of documents, and which cells are empty."""
    n = np.asarray(counts, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = n.sum(axis=0) / size.sum(axis=0)
        residual = _root(n) - _root(size * rate)
        residual -= residual.mean(axis=0)
        empty = _empty(size, code, int(code.max(initial=-1)) + 1)
    return bundles.summed(residual), (residual**2).mean(axis=0), empty


def trend_test(
    counts: npt.ArrayLike,
    exposures: npt.ArrayLike,
    times: npt.ArrayLike,
    n_permutations: int = N_PERMUTATIONS,
    seed: int = 1,
    strata: npt.ArrayLike | None = None,
) -> Extremes:
    """Test which measures rise or fall with time, by permuting the times of whole documents.

    The statistic is the covariance of time with the documents' residuals (as in `extremes_test`), divided by
    its standard deviation under permutation; p allows for all measures.

    Parameters
    ----------
    counts, exposures, n_permutations, seed
        As for `extremes_test`.
    times : array_like of float, shape (n_documents,)
        The year of each document.
    strata : array_like of int, shape (n_documents,), optional
        Documents (of one city, say) within which times are permuted, so that differences between strata and
        their uneven years do not count.

    Returns
    -------
    Extremes
        z and p have the shape (1, n_measures); z is positive for measures that rise.
    """
    residual, times, strata = _bundled(_residual(counts, exposures, strata), times, strata)
    orders = permuted_times(times, strata, n_permutations, np.random.default_rng(seed))
    return Extremes(*_standardised((orders @ residual)[:, None, :]))


def break_test(
    counts: npt.ArrayLike,
    exposures: npt.ArrayLike,
    times: npt.ArrayLike,
    splits: npt.ArrayLike,
    n_permutations: int = N_PERMUTATIONS,
    seed: int = 1,
    strata: npt.ArrayLike | None = None,
) -> Extremes:
    """Test between which years a measure changes its level, by permuting the times of whole documents.

    The statistic of a split is the sum of the residuals (as in `extremes_test`) of the documents from that
    time on, divided by its standard deviation under permutation; p allows for all splits and measures.

    Parameters
    ----------
    counts, exposures, times, n_permutations, seed, strata
        As for `trend_test`.
    splits : array_like of float, shape (n_splits,)
        The first time after each possible break.

    Returns
    -------
    Extremes
        z and p have the shape (n_splits, n_measures); z is positive where the level is higher afterwards.

    References
    ----------
    Pettitt, A. (1979). A non-parametric approach to the change-point problem. Applied Statistics 28, 126-135,
    for the largest of all splits as the statistic; here of sums instead of ranks, under permutation.

    Examples
    --------
    >>> import numpy as np
    >>> from analysis.extremes import break_test
    >>> counts = np.array([[1], [2], [1], [2], [1], [2], [9], [8], [9], [8], [9], [8]])
    >>> found = break_test(counts, np.full(12, 100), np.arange(2001, 2013), [2005, 2007, 2009])
    >>> int(found.z[:, 0].argmax()), bool(found.p[1, 0] < 0.02)
    (1, True)
    """
    residual, times, strata = _bundled(_residual(counts, exposures, strata), times, strata)
    orders = permuted_times(times, strata, n_permutations, np.random.default_rng(seed), centred=False)
    deviation = np.stack([(orders >= split).astype(np.float64) @ residual for split in np.asarray(splits)])
    return Extremes(*_standardised(np.swapaxes(deviation, 0, 1)))


def _residual(counts: npt.ArrayLike, exposures: npt.ArrayLike, strata: npt.ArrayLike | None) -> FloatArray:
    """Return the residuals of documents from the rate of all, or of their stratum, centred there."""
    n = np.asarray(counts, dtype=np.float64)
    size = np.broadcast_to(np.asarray(exposures, dtype=np.float64).reshape(len(n), -1), n.shape)
    code = np.zeros(len(n), dtype=np.int64) if strata is None else np.asarray(strata, dtype=np.int64)
    member = (code == np.arange(code.max(initial=0) + 1)[:, None]).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        residual = _root(n) - _root(size * ((member @ n) / (member @ size))[code])
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


def _empty(size: FloatArray, code: npt.NDArray[np.int64], n_groups: int) -> npt.NDArray[np.bool_]:
    """Return which cells have no exposure."""
    total = np.zeros((n_groups, size.shape[1]))
    np.add.at(total, code, size)
    return ~(total > 0)


def _root(counts: FloatArray) -> FloatArray:
    return np.asarray(np.sqrt(counts + 0.375))


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
    return float(np.nan_to_num(np.abs(z), nan=0.0).max())


def _furthest(deviation: FloatArray, spread: FloatArray) -> float:
    """Return the largest absolute value of deviations over their spread, which are overwritten."""
    np.abs(deviation, out=deviation)
    return float(np.fmax.reduce(np.divide(deviation, spread, out=deviation), axis=None, initial=0.0))


def _adjusted(z: FloatArray, largest: Sequence[float]) -> FloatArray:
    """Return the adjusted p of what was observed, the first of the permutations."""
    reached = np.sort(largest)
    as_far = len(reached) - np.searchsorted(reached, np.abs(z) * TIED, side="left")
    return np.where(np.isnan(z), np.nan, as_far / len(reached))
