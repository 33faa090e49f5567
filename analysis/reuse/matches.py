"""Exact matches between texts: n-grams that two texts share, as far as they reach, and chains of them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from ..corpus import IntArray
from .characters import Characters
from .grams import MAX_REFERENCES, BoolArray, Grams, N

MAX_NEIGHBOURS = 16
"""Each occurrence is compared with as many following ones, in the order of provinces, groups and years."""

MAX_GAP = 60
"""Most characters between two matches of one passage."""

MAX_SHIFT = 24
"""Most characters that one of the two texts has more between two matches of one passage."""

MIN_MATCHED = 12
"""Least number of characters in the exact matches of a passage, counting overlaps."""

LOOK_AHEAD = 6


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
    seeds = [_first_seeds(pool, np.zeros(0, np.int64), np.zeros(0, np.int64), grams.stock)]
    allowed, with_long = ~grams.stock, ~grams.stock | grams.long_stock
    for places, classes in grams.parts():
        compared = pool.texts[places] < n_texts
        usable = compared & allowed[places]
        for pair in _neighbours(places[usable], classes[usable]):
            if only is not None:
                wanted = only[pool.texts[pair[0]]] | only[pool.texts[pair[1]]]
                pair = pair[0][wanted], pair[1][wanted]
            seeds.append(_first_seeds(pool, *pair, allowed & grams.complete))
        mine = compared if only is None else compared & only[pool.texts[places]]
        pair = _with_reference(places, classes, mine, ~compared, with_long[places])
        seeds.append(_first_seeds(pool, *pair, with_long & grams.complete))
    a, b = np.concatenate([pair[0] for pair in seeds]), np.concatenate([pair[1] for pair in seeds])
    texts = pool.texts
    before = _reach(pool, a, b, np.minimum(a - pool.ptr[texts[a]], b - pool.ptr[texts[b]]), back=True)
    a, b = a - before, b - before
    room = np.minimum(pool.ptr[texts[a] + 1] - a, pool.ptr[texts[b] + 1] - b)
    length = _reach(pool, a, b, np.where(texts[a] == texts[b], np.minimum(room, b - a), room), known=n)
    a, b, length = a[length >= n], b[length >= n], length[length >= n]
    _, once = np.unique(a * np.int64(len(pool.codes) + 1) + b, return_index=True)
    return a[once], b[once], length[once]


def _neighbours(places: IntArray, classes: IntArray) -> Iterator[tuple[IntArray, IntArray]]:
    """Yield pairs of occurrences of one n-gram."""
    at = np.arange(len(places))
    for shift in range(1, MAX_NEIGHBOURS + 1):
        at = at[at + shift < len(places)]
        at = at[classes[at] == classes[at + shift]]
        if not len(at):
            break
        yield places[at], places[at + shift]


def _with_reference(
    places: IntArray, classes: IntArray, compared: BoolArray, reference: BoolArray, usable: BoolArray
) -> tuple[IntArray, IntArray]:
    """Return pairs of an occurrence in the texts and one in the reference."""
    theirs = np.flatnonzero(reference & usable)
    if not len(theirs):
        return places[:0], places[:0]
    n_classes = int(classes[-1]) + 1
    n_theirs = np.minimum(np.bincount(classes[theirs], minlength=n_classes), MAX_REFERENCES)
    first = np.searchsorted(classes[theirs], np.arange(n_classes))
    mine = np.flatnonzero(compared & usable)
    times = n_theirs[classes[mine]]
    counted = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    other = theirs[np.repeat(first[classes[mine]], times) + counted]
    return places[np.repeat(mine, times)], places[other]


def _first_seeds(pool: Characters, a: IntArray, b: IntArray, allowed: BoolArray) -> tuple[IntArray, IntArray]:
    """Return the pairs that do not just continue the pair one character before them."""
    inner = (a > pool.ptr[pool.texts[a]]) & (b > pool.ptr[pool.texts[b]])
    follows = inner & (pool.codes[a - 1] == pool.codes[b - 1]) & allowed[a - 1] & allowed[b - 1]
    return a[~follows], b[~follows]


def _reach(
    pool: Characters, a: IntArray, b: IntArray, room: IntArray, back: bool = False, known: int = 0
) -> IntArray:
    """Return how many characters from (or before) two positions are equal; that `known` ones are, is given.

    Hashes of twice as many characters are compared until they differ, then those of lengths in between.
    """
    most = room.astype(np.int64)
    reach = np.minimum(most, known)
    at = np.flatnonzero(reach < most)
    while len(at):
        tried = np.minimum(2 * reach[at] + 1, (reach[at] + most[at] + 1) // 2)
        moved = tried if back else 0
        same = pool.hashes_of(a[at] - moved, tried) == pool.hashes_of(b[at] - moved, tried)
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
    order = np.argsort(pool.texts[b], kind="stable")
    a, b, length = a[order], b[order], length[order]
    text_a, text_b = pool.texts[a], pool.texts[b]
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
