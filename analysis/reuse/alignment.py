"""The alignment of two stretches of text, cut down to where they are alike."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple, cast

from rapidfuzz.distance import Levenshtein

MISMATCH = 1.0
"""Cost of a changed character, when a preserved one earns 1; chosen on planted passages, as the others."""

GAP = 0.5
"""Cost of an inserted or omitted character."""

LONGEST_GAP = 12
"""Further characters of one insertion or omission cost nothing: it may be a clause."""

MIN_SIMILARITY = 0.5

Block = tuple[str, int, int, int, int]


class Stretch(NamedTuple):
    """Two stretches that are alike.

    Attributes
    ----------
    a, a_end, b, b_end : int
        Bounds in the two strings.
    same : int
        Characters that are the same in both.
    """

    a: int
    a_end: int
    b: int
    b_end: int
    same: int

    @property
    def similarity(self) -> float:
        """Share of the characters of both that are the same."""
        return 2 * self.same / (self.a_end - self.a + self.b_end - self.b)


def alike(a: str, b: str, min_length: int) -> list[Stretch]:
    """Return the stretches of two strings that are alike, of at least `min_length` characters in both.

    The strings are aligned as a whole (Levenshtein). The best stretch is the one where preserved characters
    most exceed the cost of changes; then the best ones before and after it.

    Parameters
    ----------
    a, b : str
        Two strings that have something in common.
    min_length : int
        Least number of characters of a stretch.

    Examples
    --------
    >>> from analysis.reuse.alignment import alike
    >>> [found] = alike("今年要全面推进乡村振兴战略实施", "加快推进乡村振兴战略落实", 6)
    >>> "今年要全面推进乡村振兴战略实施"[found.a:found.a_end], found.same
    ('推进乡村振兴战略实', 9)
    """
    blocks = cast(list[Block], Levenshtein.opcodes(a, b).as_list())  # each is a tuple
    preserved = [0, *accumulate(block[2] - block[1] if block[0] == "equal" else 0 for block in blocks)]
    found: list[Stretch] = []
    waiting = [(0, len(blocks))]
    while waiting:
        low, high = waiting.pop()
        # What has fewer preserved characters has no stretch that is long and similar enough.
        if preserved[high] - preserved[low] < MIN_SIMILARITY * min_length:
            continue
        first, last = _best(blocks, low, high)
        _, start, _, start_b, _ = blocks[first]
        _, _, end, _, end_b = blocks[last - 1]
        stretch = Stretch(start, end, start_b, end_b, preserved[last] - preserved[first])
        if min(end - start, end_b - start_b) >= min_length and stretch.similarity >= MIN_SIMILARITY:
            found.append(stretch)
        waiting += [(low, first), (last, high)]
    return sorted(found)


def _best(blocks: list[Block], low: int, high: int) -> tuple[int, int]:
    """Return the bounds of the blocks with the highest sum (Kadane), empty when none is positive."""
    best, sum_here, begin, bounds = 0.0, 0.0, low, (low, low)
    for at in range(low, high):
        kind, a, a_end, b, b_end = blocks[at]
        if kind == "equal":
            sum_here += a_end - a
        elif kind == "replace":
            sum_here -= MISMATCH * (a_end - a)
        else:
            sum_here -= GAP * min(a_end - a + b_end - b, LONGEST_GAP)
        if sum_here <= 0:
            sum_here, begin = 0.0, at + 1
        elif sum_here > best:
            best, bounds = sum_here, (begin, at + 1)
    return bounds
