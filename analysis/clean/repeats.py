"""Paragraphs and articles that stand more than once in a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .records import Entry, Line, Outcome, removed

GRAM = 12
"""Characters of a run that counts as repeated; shorter runs are common wording."""

COVERED = 0.9
"""Share of a paragraph's characters that must stand in earlier paragraphs for it to count as a repeat."""

NEW_WITHIN, NEW_AT_EDGE = 12, 6
"""Longest run of new characters that a repeat may have inside, and at its beginning or end: misread characters make
short gaps, a sentence of its own makes a long one."""

SHORTEST = 40
"""Shortest paragraph (characters without punctuation) that is removed by itself; shorter ones go only inside or at
the edge of a repeated stretch: headings and 各位代表 recur rightly."""

WINDOW = 6
"""How many paragraphs away from the expected place the twin of a short paragraph may stand."""

_NOT_TEXT = re.compile(r"[^0-9A-Za-z㐀-䶿一-鿿]+")


def _core(text: str) -> str:
    return _NOT_TEXT.sub("", text)


def _gram_hashes(text: str) -> npt.NDArray[np.uint64]:
    """Return a hash of the `GRAM` characters beginning at each place of a text."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < GRAM:
        return np.zeros(0, dtype=np.uint64)
    hashes = np.zeros(len(codes) - GRAM + 1, dtype=np.uint64)
    for k in range(GRAM):
        hashes = hashes * np.uint64(0x9E3779B97F4A7C15) + codes[k : k + len(hashes)]
    return hashes


class Coverage(NamedTuple):
    """How much of each paragraph stands in earlier ones."""

    share: npt.NDArray[np.float64]
    twin: npt.NDArray[np.int64]
    is_new: npt.NDArray[np.bool_]


def coverage(cores: Sequence[str]) -> Coverage:
    """Return how much of each paragraph stands in earlier paragraphs, and in which one most of it does.

    Parameters
    ----------
    cores : sequence of str
        The paragraphs without punctuation.

    Returns
    -------
    Coverage
        `share`: share of the characters of each paragraph that lie in runs of at least `GRAM` characters found
        earlier; `twin`: number of the earlier paragraph that holds most of them, or -1; `is_new`: whether a
        paragraph has a run of other characters too long for a misreading.
    """
    lengths = np.array([len(core) for core in cores], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(lengths)])
    text = "".join(cores)
    share = np.zeros(len(cores))
    twin = np.full(len(cores), -1, dtype=np.int64)
    is_new = np.ones(len(cores), dtype=np.bool_)
    hashes = _gram_hashes(text)
    if not len(hashes):
        return Coverage(share, twin, is_new)
    _, first, inverse = np.unique(hashes, return_index=True, return_inverse=True)
    owner = np.repeat(np.arange(len(cores)), lengths)
    here = owner[: len(hashes)]
    inside = here == owner[GRAM - 1 : GRAM - 1 + len(hashes)]
    source = owner[first[inverse.ravel()]]
    matched = inside & (source < here)
    edge = np.zeros(len(text) + 1, dtype=np.int64)
    at = np.flatnonzero(matched)
    np.add.at(edge, at, 1)
    np.add.at(edge, at + GRAM, -1)
    covered = np.cumsum(edge)[:-1] > 0
    for i in range(len(cores)):
        a, b = starts[i], starts[i + 1]
        if b > a and covered[a:b].any():
            share[i] = covered[a:b].mean()
            owners = source[a:b][matched[a:b]] if b <= len(hashes) else source[a:][matched[a:]]
            twin[i] = np.bincount(owners).argmax() if len(owners) else -1
            is_new[i] = _has_new_run(covered[a:b])
    return Coverage(share, twin, is_new)


def _has_new_run(covered: npt.NDArray[np.bool_]) -> bool:
    """Return whether a paragraph has a longer run of uncovered characters than misreadings make."""
    at = np.flatnonzero(covered)
    ends = max(int(at[0]), len(covered) - 1 - int(at[-1]))
    inside = int(np.diff(at).max()) - 1 if len(at) > 1 else 0
    return ends > NEW_AT_EDGE or inside > NEW_WITHIN


def remove_repeats(lines: Sequence[Line]) -> Outcome:
    """Remove paragraphs that stand, exactly or nearly, earlier in the same document.

    A paragraph of at least `SHORTEST` characters goes when nine tenths of it stand in earlier paragraphs, in runs
    of at least `GRAM` characters. A shorter one goes when it equals an earlier paragraph and the paragraphs beside
    it are repeats of the paragraphs beside that one, so that an article that stands twice goes as a whole.
    """
    cores = [_core(line.text) for line in lines]
    share, twin, is_new = coverage(cores)
    gone = [
        bool(share[i] >= COVERED and not is_new[i] and len(cores[i]) >= SHORTEST) for i in range(len(lines))
    ]
    if any(gone):
        covered = [bool(share[i] >= COVERED and not is_new[i]) for i in range(len(lines))]
        _fill_in(cores, gone, covered, twin)
    for i in range(1, len(lines)):
        if cores[i] == cores[i - 1] and len(cores[i]) >= GRAM:
            gone[i] = True
    kept = [line for i, line in enumerate(lines) if not gone[i]]
    entries: list[Entry] = [removed("repeats", line) for i, line in enumerate(lines) if gone[i]]
    return Outcome(kept, entries)


def _fill_in(
    cores: Sequence[str], gone: list[bool], covered: Sequence[bool], twin: npt.NDArray[np.int64]
) -> None:
    """Mark the short paragraphs inside and at the edges of repeated stretches, going forward, then backward."""
    places: dict[str, list[int]] = {}
    for i, core in enumerate(cores):
        places.setdefault(core, []).append(i)
    for step in (1, -1):
        order = range(1, len(cores)) if step == 1 else range(len(cores) - 2, -1, -1)
        for i in order:
            beside = i - step
            if gone[i] or not gone[beside] or twin[beside] < 0 or not cores[i]:
                continue
            expected = int(twin[beside]) + step
            near = [j for j in places[cores[i]] if j < i and abs(j - expected) <= WINDOW and not gone[j]]
            if covered[i] and abs(int(twin[i]) - expected) <= WINDOW:
                gone[i] = True
            elif near:
                gone[i] = True
                twin[i] = min(near, key=lambda j: (abs(j - expected), j))
