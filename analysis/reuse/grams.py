"""N-grams that occur more than once in texts: where they begin, and which of them are common stock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse

from ..corpus import IntArray
from ..engines import in_threads
from ..stats.different import different
from .characters import Characters, HashArray, room

BoolArray = npt.NDArray[np.bool_]

N = 6
"""Characters of an n-gram. Chosen on planted passages, see `benchmarks/reuse.py`."""

MIN_GROUPS_OF_STOCK = 5
"""What stands in fewer groups is no common stock, however few groups there are."""

MAX_GROUPS = 50
"""What stands in more groups is common stock, however many groups there are: pairs grow with their square."""

MAX_REPEATS = 3
"""Occurrences of an n-gram in one text from which passages are looked for: the first ones."""

MAX_REFERENCES = 32
"""Occurrences in the reference that each occurrence is compared with."""

LONG_STOCK = 50
"""Stock that runs on for more characters is no set phrase but copied text, if the reference has it."""

PER_PART = 16_000_000
"""Different n-grams, at most, whose occurrences are sorted together."""

AT_ONCE = 300_000
"""Occurrences looked at together: arrays of a few megabytes, whose memory is used again, are faster."""


class Occurrences(NamedTuple):
    """Some n-grams, sorted by their numbers, then by position.

    Attributes
    ----------
    places : ndarray of int
        Where each begins.
    classes : ndarray of int
        Its number: equal n-grams have the same.
    texts : ndarray of int
        The number of its text.
    """

    places: IntArray
    classes: IntArray
    texts: IntArray

    def chosen(self, which: BoolArray) -> Occurrences:
        """Return some of them, with the same numbers."""
        return Occurrences(self.places[which], self.classes[which], self.texts[which])

    @property
    def n(self) -> int:
        """How many n-grams there are, each counted once."""
        return int(self.classes[-1]) + 1 if len(self.classes) else 1


@dataclass(frozen=True, eq=False)
class Grams:
    """The n-grams of some texts, or of all, wherever they occur.

    What is said of an n-gram is kept for its occurrences in these texts only.

    Attributes
    ----------
    pool : Characters
        All texts.
    n : int
        Characters of an n-gram.
    listed : ndarray of bool, shape (n_texts,)
        These texts.
    stock : ndarray of bool, shape (n_listed_characters + 1,)
        Whether the n-gram that begins at a position (`at`) is common stock.
    long_stock : ndarray of bool
        Whether it is part of a run of stock too long for a set phrase.
    complete : ndarray of bool
        Whether all pairs of occurrences of that n-gram are looked at.
    n_jobs : int
        Threads.
    """

    pool: Characters
    n: int
    listed: BoolArray
    stock: BoolArray
    long_stock: BoolArray
    complete: BoolArray
    n_jobs: int = 1

    @cached_property
    def begins(self) -> IntArray:
        """Where the characters of each of these texts begin among theirs, shape (n_texts + 1,)."""
        sizes = np.where(self.listed, np.diff(self.pool.ptr), 0)
        return np.concatenate([[0], np.cumsum(sizes)])

    def at(self, places: IntArray, texts: IntArray) -> IntArray:
        """Return the positions of some characters of these texts among theirs."""
        return places - self.pool.ptr[texts] + self.begins[texts]

    def told(self, flags: BoolArray, found: Occurrences) -> BoolArray:
        """Return what is said of some n-grams by their occurrences in these texts, by number."""
        mine = found.chosen(self.listed[found.texts])
        told = np.zeros(found.n, dtype=bool)
        told[mine.classes] = flags[self.at(mine.places, mine.texts)]
        return told

    def parts(self) -> Iterator[Occurrences]:
        """Yield n-grams that occur more than once, of each text the first occurrences."""
        for found in self.occurrences():
            several = np.bincount(found.classes, minlength=1) > 1
            yield found.chosen(several[found.classes] & (_ranks(found) < MAX_REPEATS))

    def occurrences(self) -> Iterator[Occurrences]:
        """Yield all n-grams with all their occurrences, some at a time."""
        n_parts = int(self.begins[-1]) // PER_PART + 1
        for part in range(n_parts):
            places, ends = self._held if n_parts == 1 else self._sorted(part, n_parts)
            first = 0
            while first < len(ends) - 1:
                last = max(int(np.searchsorted(ends, ends[first] + AT_ONCE, side="right")) - 1, first + 1)
                some = places[ends[first] : ends[last]]
                classes = np.repeat(np.arange(last - first), np.diff(ends[first : last + 1]))
                yield Occurrences(some, classes, self.pool.texts_of(some))
                first = last

    @cached_property
    def _held(self) -> tuple[IntArray, IntArray]:
        return self._sorted(0, 1)

    def _sorted(self, part: int, n_parts: int) -> tuple[IntArray, IntArray]:
        """Return where n-grams of a part begin, sorted by hash and position, and where each n-gram ends.

        N-grams are parted by their hash: they need not fit into memory together.
        """
        known = _Known(self._hashes_of_listed(part, n_parts))
        kind = np.int32 if len(self.pool.codes) < 2**31 else np.int64
        places, classes, n = room(len(self.pool.codes), kind), room(len(self.pool.codes), np.int32), 0

        def numbered(bounds: tuple[int, int]) -> tuple[IntArray, IntArray]:
            begins, hashes = self.pool.gram_hashes(bounds, self.n)
            found = known.numbers(hashes)
            there = np.flatnonzero(found >= 0)
            return begins[there], found[there]

        for begins, found in in_threads(numbered, self.pool.blocks(self.n), self.n_jobs):
            places[n : n + len(begins)], classes[n : n + len(begins)] = begins, found
            n += len(begins)
        # The transpose of a row sorts it by column, and leaves the order of equals, in a time linear in n.
        row = sparse.csr_array((places[:n], classes[:n], [0, n]), shape=(1, len(known.hashes)))
        del places, classes
        turned = row.tocsc()
        return turned.data, turned.indptr

    def _hashes_of_listed(self, part: int, n_parts: int) -> HashArray:
        """Return the different hashes of a part."""

        def of_listed(bounds: tuple[int, int]) -> HashArray:
            begins, hashes = self.pool.gram_hashes(bounds, self.n)
            mine = self.listed[self.pool.texts_of(begins)]
            if n_parts > 1:
                mine &= hashes % np.uint64(n_parts) == part
            return hashes[mine]

        found = list(in_threads(of_listed, self.pool.blocks(self.n), self.n_jobs))
        return different(np.concatenate(found or [np.zeros(0, dtype=np.uint64)]))


class _Known:
    """Hashes whose numbers, their places in order, are found by their first bits."""

    def __init__(self, hashes: HashArray) -> None:
        self.hashes = hashes
        bits = min(max(len(hashes).bit_length() + 2, 1), 24)
        self.shift = np.uint64(64 - bits)
        n_of = np.bincount((hashes >> self.shift).astype(np.int64), minlength=1 << bits)
        self.first = (np.cumsum(n_of) - n_of).astype(np.int32)
        self.ended = np.append(hashes, np.uint64(2**64 - 1))

    def numbers(self, hashes: HashArray) -> IntArray:
        """Return the numbers of some hashes, -1 where they are not known."""
        at = self.first[(hashes >> self.shift).astype(np.int64)]
        found = self.ended[at]
        behind = np.flatnonzero(found < hashes)
        while len(behind):
            at[behind] += 1
            found[behind] = self.ended[at[behind]]
            behind = behind[found[behind] < hashes[behind]]
        at[(found != hashes) | (at == len(self.hashes))] = -1
        return at


def shared_grams(
    pool: Characters,
    groups: IntArray,
    max_share: float,
    n: int = N,
    only: BoolArray | None = None,
    n_jobs: int = 1,
) -> Grams:
    """Return the n-grams that occur more than once.

    Parameters
    ----------
    pool : Characters
        The texts, in the order of their groups.
    groups : ndarray of int, shape (n_texts,)
        Group of each text, in ascending order; -1 for texts of the reference, which come last.
    max_share : float
        N-grams in more than this share of groups, and in at least `MIN_GROUPS_OF_STOCK`, are stock.
    n : int
        Characters of an n-gram.
    only : ndarray of bool, shape (n_texts,), optional
        Texts of which the n-grams are wanted; n-grams of none of them, nor of the reference, are left out.
    n_jobs : int
        Threads.
    """
    n_all = len(np.unique(groups[groups >= 0]))
    listed = np.ones(len(groups), dtype=bool) if only is None else only | (groups < 0)
    stock, long_stock, complete = np.zeros((3, int(np.diff(pool.ptr)[listed].sum()) + 1), dtype=bool)
    grams = Grams(pool, n, listed, stock, long_stock, complete, n_jobs)
    for found in grams.occurrences():
        group = groups[found.texts]
        new_group = (_begins(found.classes) | _begins(group)) & (group >= 0)
        n_groups = np.bincount(found.classes, weights=new_group, minlength=1)
        is_stock = n_groups >= MIN_GROUPS_OF_STOCK
        is_stock &= (n_groups > max_share * n_all) | (n_groups > MAX_GROUPS)
        sizes = np.bincount(found.classes, minlength=1)
        all_looked_at = (sizes > 1) & (sizes <= MAX_REFERENCES)
        all_looked_at[found.classes[_ranks(found) >= MAX_REPEATS]] = False
        mine = found.chosen(listed[found.texts])
        at = grams.at(mine.places, mine.texts)
        stock[at], complete[at] = is_stock[mine.classes], all_looked_at[mine.classes]
    first, last = runs_of(grams)
    for a, b in zip(first, last, strict=True):
        long_stock[a:b] = b - a + n - 1 > LONG_STOCK
    return grams


def _begins(values: npt.NDArray[Any]) -> BoolArray:
    """Return where a value differs from the one before it."""
    return np.append(True, values[1:] != values[:-1])[: len(values)]


def _ranks(found: Occurrences) -> IntArray:
    """Return how many occurrences of its n-gram in its text are before each."""
    at = np.arange(len(found.texts))
    return at - np.maximum.accumulate(np.where(_begins(found.classes) | _begins(found.texts), at, 0))


def runs_of(grams: Grams) -> tuple[IntArray, IntArray]:
    """Return where each run of stock in the texts listed begins and ends; none reaches into the next text."""
    flagged = np.flatnonzero(grams.stock)
    texts = np.searchsorted(grams.begins, flagged, side="right")
    cut = (np.diff(flagged) > 1) | (np.diff(texts) > 0)
    begin = np.append(True, cut)[: len(flagged)]
    end = np.append(cut, True)[: len(flagged)] if len(flagged) else begin
    return flagged[begin], flagged[end] + 1
