"""N-grams that occur more than once in texts: where they begin, and which of them are common stock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ..corpus import IntArray
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

PER_PART = 4_000_000
"""N-grams that are looked at together: some 400 MB."""

BITS = 27
"""First bits of a hash by which n-grams of some texts are recognised in others: few others have the same."""


@dataclass(frozen=True, eq=False)
class Grams:
    """The n-grams that occur more than once.

    Attributes
    ----------
    pool : Characters
        The texts.
    begins, hashes : ndarray, shape (n_grams,)
        Where n-grams begin, ascending, and their hashes.
    n : int
        Characters of an n-gram.
    stock : ndarray of bool, shape (n_characters,)
        Whether the n-gram that begins at a position is common stock.
    long_stock : ndarray of bool, shape (n_characters,)
        Whether it is part of a run of stock too long for a set phrase.
    complete : ndarray of bool, shape (n_characters,)
        Whether all pairs of occurrences of that n-gram are looked at.
    """

    pool: Characters
    begins: IntArray
    hashes: HashArray
    n: int
    stock: BoolArray
    long_stock: BoolArray
    complete: BoolArray

    def parts(self) -> Iterator[tuple[IntArray, IntArray]]:
        """Yield where n-grams begin, and their numbers in a part: sorted by number, then by position."""
        for places, classes in _occurrences(self.begins, self.hashes):
            several = np.bincount(classes, minlength=1) > 1
            wanted = several[classes] & (_ranks(self.pool.texts[places], classes) < MAX_REPEATS)
            yield places[wanted], classes[wanted]


def shared_grams(
    pool: Characters, groups: IntArray, max_share: float, n: int = N, only: BoolArray | None = None
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
        Texts of which the n-grams are wanted; n-grams of none of them may be left out.
    """
    n_all = len(np.unique(groups[groups >= 0]))
    stock, complete = np.zeros((2, len(pool.codes) + 1), dtype=bool)
    begins, hashes = _hashed(pool, n, None if only is None else _told(pool, n, only | (groups < 0)))
    for places, classes in _occurrences(begins, hashes):
        group = groups[pool.texts[places]]
        new_group = (_begins(classes) | _begins(group)) & (group >= 0)
        n_groups = np.bincount(classes, weights=new_group, minlength=1)
        is_stock = n_groups >= MIN_GROUPS_OF_STOCK
        is_stock &= (n_groups > max_share * n_all) | (n_groups > MAX_GROUPS)
        stock[places] = is_stock[classes]
        sizes = np.bincount(classes, minlength=1)
        all_looked_at = (sizes > 1) & (sizes <= MAX_REFERENCES)
        all_looked_at[classes[_ranks(pool.texts[places], classes) >= MAX_REPEATS]] = False
        complete[places] = all_looked_at[classes]
    long_stock = np.zeros_like(stock)
    first, last = runs_of(stock, pool)
    for a, b in zip(first, last, strict=True):
        long_stock[a:b] = b - a + n - 1 > LONG_STOCK
    return Grams(pool, begins, hashes, n, stock, long_stock, complete)


def _hashes(pool: Characters, n: int) -> Iterator[tuple[IntArray, HashArray]]:
    """Yield where n-grams begin, in order, and their hashes, a few at a time."""
    last = len(pool.codes) - n + 1
    for at in range(0, last, PER_PART):
        end = min(at + PER_PART, last)
        inside = pool.texts[at:end] == pool.texts[at + n - 1 : end + n - 1]
        yield np.flatnonzero(inside) + at, pool.hashes_between(at, end, n)[inside]


def _told(pool: Characters, n: int, only: BoolArray) -> BoolArray:
    """Return which beginnings of hashes n-grams of some texts have."""
    found = np.zeros(1 << BITS, dtype=bool)
    for begins, hashes in _hashes(pool, n):
        found[hashes[only[pool.texts[begins]]] >> np.uint64(64 - BITS)] = True
    return found


def _hashed(pool: Characters, n: int, told: BoolArray | None) -> tuple[IntArray, HashArray]:
    """Return where n-grams begin, ascending, and their hashes: of all, or of those with such a beginning."""
    begins, hashes, n_found = room(len(pool.codes), np.int64), room(len(pool.codes), np.uint64), 0
    for some, found in _hashes(pool, n):
        if told is not None:
            wanted = told[found >> np.uint64(64 - BITS)]
            some, found = some[wanted], found[wanted]
        begins[n_found : n_found + len(some)], hashes[n_found : n_found + len(some)] = some, found
        n_found += len(some)
    return begins[:n_found], hashes[:n_found]


def _occurrences(begins: IntArray, hashes: HashArray) -> Iterator[tuple[IntArray, IntArray]]:
    """Yield where n-grams begin, and their numbers in a part: sorted by number, then by position.

    N-grams are looked at in parts, by their hash: they need not fit into memory together.
    """
    n_parts = np.uint64(len(begins) // PER_PART + 1)
    for part in range(int(n_parts)):
        mine = np.concatenate([
            np.flatnonzero(hashes[at : at + PER_PART] % n_parts == part) + at
            for at in range(0, max(len(hashes), 1), PER_PART)
        ])  # fmt: skip
        found = hashes[mine]
        order = np.argsort(found, kind="stable")
        yield begins[mine[order]], np.cumsum(_begins(found[order])) - 1


def _begins(values: npt.NDArray[Any]) -> BoolArray:
    """Return where a value differs from the one before it."""
    return np.append(True, values[1:] != values[:-1])[: len(values)]


def _ranks(texts: IntArray, classes: IntArray) -> IntArray:
    """Return how many occurrences of its n-gram in its text are before each."""
    at = np.arange(len(texts))
    return at - np.maximum.accumulate(np.where(_begins(classes) | _begins(texts), at, 0))


def runs_of(flags: BoolArray, pool: Characters) -> tuple[IntArray, IntArray]:
    """Return where each run of flagged positions begins and ends, none reaching into the next text."""
    flagged = np.flatnonzero(flags[: len(pool.codes)])
    cut = (np.diff(flagged) > 1) | (np.diff(pool.texts[flagged]) > 0)
    begin = np.append(True, cut)[: len(flagged)]
    end = np.append(cut, True)[: len(flagged)] if len(flagged) else begin
    return flagged[begin], flagged[end] + 1
