"""The alignment of stretches of two texts, cut down to where they are alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

import numpy as np
from rapidfuzz.distance import Levenshtein

from ..corpus import IntArray

SAME = 2
"""What a preserved character earns."""

MISMATCH = 2
"""Cost of a changed character; chosen on planted passages, as the others."""

GAP = 1
"""Cost of an inserted or omitted character."""

LONGEST_GAP = 12
"""Further characters of one insertion or omission cost nothing: it may be a clause."""

MIN_SIMILARITY = 0.5

Block = tuple[str, int, int, int, int]


def alike(pairs: Iterable[tuple[str, str]], min_length: int) -> IntArray:
    """Return the stretches of pairs of strings that are alike, of at least `min_length` characters in both.

    Two strings are aligned as a whole (Levenshtein). The best stretch is the one where preserved characters
    most exceed the cost of changes (Kadane's scan; Bentley 1984); then the best ones before and after it. All
    pairs are searched at once.

    Parameters
    ----------
    pairs : iterable of (str, str)
        Two strings each that have something in common.
    min_length : int
        Least number of characters of a stretch.

    Returns
    -------
    ndarray of int64, shape (n_stretches, 6)
        The number of the pair, bounds in its first and in its second string, and the number of characters
        that are the same in both.

    Examples
    --------
    >>> from analysis.reuse.alignment import alike
    >>> a, b = "今年要全面推进乡村振兴战略实施", "加快推进乡村振兴战略落实"
    >>> alike([(a, b)], 6).tolist(), a[5:14]
    ([[0, 5, 14, 2, 12, 9]], '推进乡村振兴战略实')
    """
    flat: list[int] = []
    ends = [0]
    for a, b in pairs:
        for block in cast(list[Block], Levenshtein.opcodes(a, b).as_list()):  # each is a tuple
            if block[0] == "equal":
                flat += block[1:]
        ends.append(len(flat) // 4)
    blocks = np.array(flat, dtype=np.int64).reshape(-1, 4)
    low, high = np.array(ends[:-1], dtype=np.int64), np.array(ends[1:], dtype=np.int64)
    pair = np.arange(len(low))
    same = np.concatenate([[0], np.cumsum(blocks[:, 1] - blocks[:, 0])])
    found = [np.zeros((0, 6), dtype=np.int64)]
    while True:
        # What has fewer preserved characters has no stretch that is long and similar enough.
        enough = same[high] - same[low] >= max(MIN_SIMILARITY * min_length, 1)
        low, high, pair = low[enough], high[enough], pair[enough]
        if not len(low):
            return np.concatenate(found)
        first, last = _best(blocks, low, high)
        n_same = same[last + 1] - same[first]
        a, b, a_end, b_end = blocks[first, 0], blocks[first, 2], blocks[last, 1], blocks[last, 3]
        kept = np.minimum(a_end - a, b_end - b) >= min_length
        kept &= 2 * n_same >= MIN_SIMILARITY * (a_end - a + b_end - b)
        found.append(np.column_stack([pair, a, a_end, b, b_end, n_same])[kept])
        low, high = np.concatenate([low, last + 1]), np.concatenate([first, high])
        pair = np.concatenate([pair, pair])


def _best(blocks: IntArray, low: IntArray, high: IntArray) -> tuple[IntArray, IntArray]:
    """Return the first and the last block of the best run in each range of preserved blocks.

    Of equal runs it is the one that ends first, and of these the shortest.
    """
    n = high - low
    begins = np.cumsum(n) - n
    which = np.repeat(np.arange(len(n)), n)
    at = np.arange(len(which)) - begins[which] + low[which]
    a, a_end, b, b_end = blocks[at].T
    gap_a, gap_b = a[1:] - a_end[:-1], b[1:] - b_end[:-1]
    cost = MISMATCH * np.minimum(gap_a, gap_b) + GAP * np.minimum(np.abs(gap_a - gap_b), LONGEST_GAP)
    earned = SAME * (a_end - a)
    total = np.cumsum(earned - np.concatenate([[0], np.where(which[1:] == which[:-1], cost, 0)]))
    # Each range lies below those before it, so that the least sum so far is one of its own.
    below = which * int(total.max() - total.min() + earned.max() + 1)
    before = total - earned - below
    least = np.minimum.accumulate(before)
    value = total - below - least
    reached = np.flatnonzero(value == np.maximum.reduceat(value, begins)[which])
    last = reached[np.unique(which[reached], return_index=True)[1]]
    first = np.maximum.accumulate(np.where(before == least, np.arange(len(at)), 0))[last]
    return at[first], at[last]
