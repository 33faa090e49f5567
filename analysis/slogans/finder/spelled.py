"""Limbs as rows of code points, so that what many of them share is compared at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from .proposals import LONGEST

Numbers = npt.NDArray[Any]


class Spelled:
    """Texts of up to `LONGEST` Han characters; some columns are for those of two or more.

    Attributes
    ----------
    limbs : sequence of str
        As given.
    lengths : ndarray of int64
        Their lengths.
    codes : ndarray of uint32, shape (n_limbs, LONGEST)
        Code points, with zeros after the end.
    """

    def __init__(self, limbs: Sequence[str]) -> None:
        self.limbs = limbs
        self.lengths = np.fromiter(map(len, limbs), dtype=np.int64, count=len(limbs))
        letters = np.array(limbs, dtype=f"U{LONGEST}")
        self.codes: Numbers = letters.view(np.uint32).reshape(len(limbs), LONGEST)

    @cached_property
    def backwards(self) -> Numbers:
        """The code points from the last character on."""
        at = self.lengths[:, None] - 1 - np.arange(LONGEST)
        return np.where(at >= 0, np.take_along_axis(self.codes, np.maximum(at, 0), axis=1), 0)

    @property
    def firsts(self) -> Numbers:
        """The first character of each limb."""
        return self.codes[:, 0]

    @property
    def lasts(self) -> Numbers:
        """The last character of each limb."""
        return self.backwards[:, 0]

    @property
    def heads(self) -> Numbers:
        """The first two characters of each limb."""
        return self.codes[:, 0] << 16 | self.codes[:, 1]

    @property
    def tails(self) -> Numbers:
        """The last two characters of each limb."""
        return self.backwards[:, 1] << 16 | self.backwards[:, 0]


def in_common(one: Numbers, other: Numbers) -> Numbers:
    """Return how many characters the codes in each row begin with in both."""
    return np.asarray(np.cumprod((one == other) & (one > 0), axis=1).sum(axis=1))


class Sets:
    """Each of several limbs together with the limbs of a series, all series one after the other.

    Parameters
    ----------
    own : Spelled
        One limb for each set.
    others : Spelled
        The limbs of all series.
    starts, sizes : ndarray of int64
        For each set, where in `others` its series begins, and how many limbs it has; at least one.
    """

    def __init__(self, own: Spelled, others: Spelled, starts: Numbers, sizes: Numbers) -> None:
        self._own, self._others, self._starts = own, others, starts
        self.sizes = sizes
        self.bounds = np.cumsum(sizes) - sizes
        self.mine = np.repeat(np.arange(len(sizes)), sizes)
        self.theirs = np.arange(len(self.mine)) + np.repeat(starts - self.bounds, sizes)

    def count(self, is_so: Numbers) -> Numbers:
        """Return for each set how many limbs of its series something is true of."""
        return np.add.reduceat(is_so.astype(np.int64), self.bounds)

    def distinct(self, theirs: Numbers) -> Numbers:
        """Return for each set how many different values the limbs of its series have."""
        ordered = np.sort(self.mine.astype(np.uint64) << np.uint64(32) | theirs[self.theirs])
        is_new = np.concatenate([[True], ordered[1:] != ordered[:-1]])
        return self.count(is_new)

    def equal(self, mine: Numbers, theirs: Numbers) -> Numbers:
        """Return for each set how many limbs of its series have the same value."""
        return self.count(mine[self.mine] == theirs[self.theirs])

    def common_edges(self) -> tuple[Numbers, Numbers]:
        """Return for each set how many characters all its limbs begin with, and end with."""
        own, others = self._own, self._others
        beginning, end = (
            np.minimum.reduceat(in_common(mine[self.mine], theirs[self.theirs]), self.bounds)
            for mine, theirs in ((own.codes, others.codes), (own.backwards, others.backwards))
        )
        return np.asarray(beginning), np.asarray(end)

    def shared_in_order(self) -> Numbers:
        """Return for each set how many characters all its limbs share, in the order of the first.

        See `proposals.shared_in_order`, which does the same for one set.
        """
        own = self._own.codes
        kept = own > 0
        for place in range(int(self.sizes.max(initial=0))):
            rows = np.flatnonzero((self.sizes > place) & kept.any(axis=1))
            if not len(rows):
                break
            other = self._others.codes[self._starts[rows] + place]
            same = (own[rows, :, None] == other[:, None, :]) & kept[rows, :, None]
            inside = same.any(axis=2)
            several = np.flatnonzero(inside.sum(axis=1) > 1)
            inside[several] = _in_order(same[several])
            kept[rows] = inside
        return np.asarray(kept.sum(axis=1))


def _in_order(same: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return which characters of each text are found in another, each behind the one before.

    Parameters
    ----------
    same : ndarray of bool, shape (n_texts, LONGEST, LONGEST)
        Which characters of the one, and of the other, are the same.
    """
    found = np.zeros(same.shape[:2], dtype=np.bool_)
    behind = np.ones((len(same), same.shape[2]), dtype=np.bool_)
    rows = np.arange(len(same))
    for place in range(same.shape[1]):
        there = same[:, place] & behind
        at = there.argmax(axis=1)
        found[:, place] = there[rows, at]
        passed = np.flatnonzero(found[:, place])
        behind[passed] = np.arange(same.shape[2]) > at[passed, None]
    return found
