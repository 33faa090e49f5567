"""Exact matches between texts: n-grams that two texts share, as far as they reach, and chains of them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from ..corpus import IntArray
from ..engines import in_threads
from .characters import Characters
from .grams import MAX_REFERENCES, BoolArray, Grams, N, Occurrences

MAX_NEIGHBOURS = 16
"""Each occurrence is compared with as many following ones, in the order of provinces, groups and years."""

MAX_GAP = 60
"""Most characters between two matches of one passage."""

MAX_SHIFT = 24
"""Most characters that one of the two texts has more between two matches of one passage."""

MIN_MATCHED = 12
"""Least number of characters in the exact matches of a passage, counting overlaps."""

LOOK_AHEAD = 6

FEW = 16
"""Characters beyond an n-gram that are compared one by one: few matches are longer."""


def exact_matches(
    pool: Characters, grams: Grams, n_texts: int, n: int = N, only: BoolArray | None = None
) -> tuple[IntArray, IntArray, IntArray]:
    """Return the longest exact matches that contain an n-gram of two texts.

    Parameters
    ----------
    pool : Characters
        The texts.
    grams : Grams
        Their shared n-grams.
    n_texts : int
        Number of texts compared; the rest are the reference, not compared among themselves.
    n : int
        Characters of an n-gram.
    only : ndarray of bool, shape (n_texts,), optional
        Texts of which one at least is in each match.

    Returns
    -------
    a, b, length : ndarray of int64
        Positions in the pool, a < b, and the length of each match; each once.
    """

    def of_part(part: Occurrences) -> tuple[IntArray, IntArray]:
        compared = part.texts < n_texts
        usable = part.chosen(compared & ~grams.told(grams.stock, part)[part.classes])
        wanted = np.ones(len(usable.texts), dtype=bool) if only is None else only[usable.texts]
        seeds = [
            _first_seeds(grams, usable, *pair, ~grams.stock & grams.complete)
            for pair in _neighbours(usable.classes, wanted)
        ]
        mine = compared if only is None else compared & only[part.texts]
        with_long = ~grams.stock | grams.long_stock
        pair = _with_reference(grams, part, mine, ~compared, with_long)
        seeds.append(_first_seeds(grams, part, *pair, with_long & grams.complete))
        return _once(pool, *_extended(pool, np.concatenate(seeds, axis=1), n))

    _ = pool.prefix_hashes  # made once, before threads ask for them
    none = np.zeros((2, 0), dtype=np.int64), np.zeros(0, dtype=np.int64)
    found = [none, *in_threads(of_part, grams.parts(), grams.n_jobs)]
    ends = np.concatenate([pair for pair, _ in found], axis=1)
    length = np.concatenate([one for _, one in found])
    del found
    (a, b), length = _once(pool, ends, length)
    return a, b, length


def _extended(pool: Characters, seeds: IntArray, n: int) -> tuple[IntArray, IntArray]:
    """Return the matches around pairs of places, as far as they reach, and their lengths."""
    a, b, text_a, text_b = seeds
    before = _reach(pool, a, b, np.minimum(a - pool.ptr[text_a], b - pool.ptr[text_b]), back=True)
    a, b = a - before, b - before
    room = np.minimum(pool.ptr[text_a + 1] - a, pool.ptr[text_b + 1] - b)
    length = _reach(pool, a, b, np.where(text_a == text_b, np.minimum(room, b - a), room), known=n)
    return np.stack([a, b])[:, length >= n], length[length >= n]


def _once(pool: Characters, ends: IntArray, length: IntArray) -> tuple[IntArray, IntArray]:
    """Return matches sorted, each once: those of the same places are as long."""
    number = ends[0].astype(np.int64) * (len(pool.codes) + 1) + ends[1]
    order = np.argsort(number)  # to keep the order of equals would take three times as long
    number = number[order]
    once = order[np.append(True, number[1:] != number[:-1])[: len(order)]]
    return ends[:, once], length[once]


def _neighbours(classes: IntArray, wanted: BoolArray) -> Iterator[tuple[IntArray, IntArray]]:
    """Yield pairs of occurrences of one n-gram of which one at least is wanted."""
    mine = np.flatnonzero(wanted)
    for step, first in ((1, mine), (-1, mine)):
        at = first
        for shift in range(1, MAX_NEIGHBOURS + 1):
            other = at + step * shift
            inside = (other >= 0) & (other < len(classes))
            at, other = at[inside], other[inside]
            same = classes[at] == classes[other]
            at, other = at[same], other[same]
            if not len(at):
                break
            if step > 0:
                yield at, other
            else:  # pairs of two that are wanted are among those ahead
                alone = ~wanted[other]
                yield other[alone], at[alone]


def _with_reference(
    grams: Grams, part: Occurrences, compared: BoolArray, reference: BoolArray, allowed: BoolArray
) -> tuple[IntArray, IntArray]:
    """Return pairs of an occurrence in the texts and one in the reference."""
    theirs = np.flatnonzero(reference)
    theirs = theirs[_allowed(grams, part, theirs, allowed)]
    if not len(theirs):
        return theirs, theirs
    n_theirs = np.minimum(np.bincount(part.classes[theirs], minlength=part.n), MAX_REFERENCES)
    first = np.searchsorted(part.classes[theirs], np.arange(part.n))
    mine = np.flatnonzero(compared)
    mine = mine[_allowed(grams, part, mine, allowed)]
    times = n_theirs[part.classes[mine]]
    counted = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    return np.repeat(mine, times), theirs[np.repeat(first[part.classes[mine]], times) + counted]


def _allowed(
    grams: Grams, part: Occurrences, some: IntArray, allowed: BoolArray, before: int = 0
) -> BoolArray:
    """Return what is allowed at, or some characters before, some n-grams of texts that are listed.

    Elsewhere it is true: there the other n-gram of a pair tells, which is the same one.
    """
    texts = part.texts[some]
    listed = grams.listed[texts]
    found = np.ones(len(some), dtype=bool)
    found[listed] = allowed[grams.at(part.places[some[listed]], texts[listed]) - before]
    return found


def _first_seeds(
    grams: Grams, part: Occurrences, one: IntArray, other: IntArray, allowed: BoolArray
) -> IntArray:
    """Return places and texts of pairs that do not just continue the pair one character before them."""
    pool = grams.pool
    a, b, text_a, text_b = part.places[one], part.places[other], part.texts[one], part.texts[other]
    follows = (a > pool.ptr[text_a]) & (b > pool.ptr[text_b])
    follows &= pool.codes[a - 1] == pool.codes[b - 1]
    at = np.flatnonzero(follows)
    follows[at] = _allowed(grams, part, one[at], allowed, 1) & _allowed(grams, part, other[at], allowed, 1)
    return np.stack([one[~follows] for one in (a, b, text_a, text_b)])


def _reach(
    pool: Characters, a: IntArray, b: IntArray, room: IntArray, back: bool = False, known: int = 0
) -> IntArray:
    """Return how many characters from (or before) two positions are equal; that `known` ones are, is given.

    The next few are compared one by one; then hashes of twice as many characters, until they differ, and
    those of lengths in between.
    """
    most = room.astype(np.int64)
    reach = np.minimum(most, known)
    at = np.flatnonzero(reach < most)
    for _ in range(FEW):
        next_one = -1 - reach[at] if back else reach[at]
        same = pool.codes[a[at] + next_one] == pool.codes[b[at] + next_one]
        most[at[~same]] = reach[at[~same]]
        at = at[same]
        reach[at] += 1
        at = at[reach[at] < most[at]]
    apart = np.zeros(len(a), dtype=np.uint64)
    apart[at] = pool.apart(a[at], b[at])
    while len(at):
        tried = np.minimum(2 * reach[at] + 1, (reach[at] + most[at] + 1) // 2)
        far, power = -tried if back else tried, pool.prefix_hashes[1][tried]
        there = pool.apart(a[at] + far, b[at] + far)
        same = there * power == apart[at] if back else there == apart[at] * power
        reach[at[same]] = tried[same]
        most[at[~same]] = tried[~same] - 1
        at = at[reach[at] < most[at]]
    return reach


def chains(
    pool: Characters, a: IntArray, b: IntArray, length: IntArray, min_matched: int = MIN_MATCHED
) -> tuple[IntArray, IntArray, IntArray, IntArray]:
    """Return the stretches of two texts in which matches follow each other.

    Matches must be in the order of `a`. Two belong together when the second begins at most `MAX_GAP`
    characters after the first ends, in both texts, and the texts differ by at most `MAX_SHIFT` characters in
    between.

    Returns
    -------
    a, a_end, b, b_end : ndarray of int64
        Bounds in the pool; only of chains whose matches have `min_matched` characters.
    """
    # Matches come sorted by a, so that those of two texts are together, in order, once sorted by the second.
    text_b = pool.texts_of(b)
    order = np.argsort(text_b, kind="stable")
    a, b, length, text_b = a[order], b[order], length[order], text_b[order]
    text_a = pool.texts_of(a)
    linked: list[tuple[IntArray, IntArray]] = []
    for ahead in range(1, LOOK_AHEAD + 1):
        at = np.arange(max(len(a) - ahead, 0))
        to = at + ahead
        gap_a, gap_b = a[to] - a[at] - length[at], b[to] - b[at] - length[at]
        near = (gap_a <= MAX_GAP) & (gap_b <= MAX_GAP) & (gap_b > -length[to])
        near &= (np.abs(gap_a - gap_b) <= MAX_SHIFT) & (b[to] > b[at])
        near &= (text_a[at] == text_a[to]) & (text_b[at] == text_b[to])
        linked.append((at[near], to[near]))
    rows = np.concatenate([pair[0] for pair in linked])
    columns = np.concatenate([pair[1] for pair in linked])
    graph = coo_array((np.ones(len(rows), dtype=np.int8), (rows, columns)), shape=(len(a), len(a)))
    n_chains, chain = connected_components(graph, directed=False)
    matched = np.bincount(chain, weights=length, minlength=n_chains)
    inside = np.flatnonzero(matched[chain] >= min_matched)
    inside = inside[np.argsort(chain[inside], kind="stable")]
    begins = np.flatnonzero(np.diff(chain[inside], prepend=-1))
    a, b, length = a[inside], b[inside], length[inside]
    first, last = np.minimum.reduceat, np.maximum.reduceat
    return first(a, begins), last(a + length, begins), first(b, begins), last(b + length, begins)
