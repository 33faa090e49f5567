"""How much of each paragraph of a document occurs in earlier ones."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

GRAM = 12
"""Minimum length (characters) of a repeated run; shorter ones are common wording."""

COVERED = 0.9
"""Share of a paragraph's characters that must occur in earlier paragraphs for it to count as a repeat."""

NEW_WITHIN, NEW_AT_EDGE = 12, 6
"""Longest run of new characters within a repeat, and at its beginning or end: misread characters leave short
gaps, an additional sentence a long one."""

WORTH_A_LOOK, LONGEST_LOOK = 0.5, 2000
"""Minimum share and maximum length (characters) for a close comparison of a paragraph with its twin."""

LARGEST = 20_000_000
"""Longest document (characters) searched for near-identical paragraphs; above, only identical ones count."""

NUMERAL = re.compile(r"[0-9]+|[一二三四五六七八九十百千万两]+")
_LOW = np.uint64(0xFFFF)
_POWERS = tuple(np.uint64(pow(0x9E3779B97F4A7C15, n, 1 << 64)) for n in (1, 2, 4))
"""Factors with which the hashes of one, two and four characters make those of twice as many."""


def _gram_hashes(text: str) -> npt.NDArray[np.uint64]:
    """Return a hash of the `GRAM` characters starting at each offset of a text."""
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < GRAM:
        return np.zeros(0, dtype=np.uint64)
    two = codes[:-1] * _POWERS[0] + codes[1:]
    four = two[:-2] * _POWERS[1] + two[2:]
    eight = four[:-4] * _POWERS[2] + four[4:]
    return np.asarray(eight[:-4] * _POWERS[2] + four[8:])


class Coverage(NamedTuple):
    """How much of each paragraph occurs in earlier ones."""

    share: npt.NDArray[np.float64]
    twin: npt.NDArray[np.int64]
    is_new: npt.NDArray[np.bool_]
    new_run: npt.NDArray[np.int64]


def coverage(cores: Sequence[str]) -> Coverage:
    """Return how much of each paragraph occurs in earlier ones, and which of them holds most of it.

    Parameters
    ----------
    cores : sequence of str
        The paragraphs without punctuation.

    Returns
    -------
    Coverage
        `share`: share of each paragraph's characters that lie in runs of at least `GRAM` characters found
        earlier; `twin`: index of the earlier paragraph that holds most of them, where they are `WORTH_A_LOOK`
        or more, else -1; `is_new`: whether a paragraph has a run of new characters too long for a misreading;
        `new_run`: its longest such run; both only told of those of which `COVERED` or more is found earlier.
    """
    lengths = np.array([len(core) for core in cores], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(lengths)])
    text = "".join(cores)
    share = np.zeros(len(cores))
    twin = np.full(len(cores), -1, dtype=np.int64)
    is_new = np.ones(len(cores), dtype=np.bool_)
    new_run = np.array(lengths)
    if np.count_nonzero(lengths >= GRAM) < 2:
        return Coverage(share, twin, is_new, new_run)
    if len(text) > LARGEST:
        return _equal_only(cores)
    hashes = _gram_hashes(text)
    ordered = np.sort(hashes)
    twice = ordered[1:][ordered[1:] == ordered[:-1]]
    if not len(twice):
        return Coverage(share, twin, is_new, new_run)
    twice = twice[np.append(True, twice[1:] != twice[:-1])]
    may_be = np.zeros(1 << 16, dtype=np.bool_)  # told by some of their bits, to look up few
    may_be[twice & _LOW] = True
    again = np.flatnonzero(may_be[hashes & _LOW])
    which = np.minimum(np.searchsorted(twice, hashes[again]), len(twice) - 1)
    is_so = twice[which] == hashes[again]
    again, which = again[is_so], which[is_so]
    first = np.empty(len(twice), dtype=np.int64)
    first[which[::-1]] = again[::-1]  # of several places the first is written last
    earlier = np.arange(len(hashes))
    earlier[again] = first[which]
    owner = np.repeat(np.arange(len(cores)), lengths)
    here = owner[: len(hashes)]
    inside = here == owner[GRAM - 1 : GRAM - 1 + len(hashes)]
    source, shifts = owner[earlier], earlier - np.arange(len(hashes))
    matched = inside & (source < here)
    if not matched.any():
        return Coverage(share, twin, is_new, new_run)
    edge = np.zeros(len(text) + 1, dtype=np.int64)
    at = np.flatnonzero(matched)
    edge[at] += 1
    edge[at + GRAM] -= 1
    covered = np.cumsum(edge)[:-1] > 0
    share[:] = np.diff(np.append(0, np.cumsum(covered))[starts]) / np.maximum(lengths, 1)
    for i in np.flatnonzero(share >= WORTH_A_LOOK).tolist():
        a, b = starts[i], starts[i + 1]
        twin[i] = np.bincount(source[a:b][matched[a:b]]).argmax()
        found = covered[a:b]
        if share[i] < 1 and b - a <= LONGEST_LOOK:
            ordered = np.sort(shifts[a:b][matched[a:b]])
            shift = int((int(ordered[(len(ordered) - 1) // 2]) + int(ordered[len(ordered) // 2])) / 2)
            earlier_text = text[max(0, a + shift - GRAM) : min(a, b + shift + GRAM)]
            # What does not even have that many characters in common is no repeat, however it is aligned.
            if share[i] >= COVERED or _n_in_common(text[a:b], earlier_text) >= COVERED * (b - a):
                closer = _aligned(text[a:b], earlier_text)
                if closer is not None:
                    share[i], found = closer.mean(), closer
        if share[i] >= COVERED:
            is_new[i], new_run[i] = _new_runs(found)
    return Coverage(share, twin, is_new, new_run)


def _n_in_common(one: str, other: str) -> int:
    """Return how many characters two texts have in common, whatever their order."""
    return (Counter(one) & Counter(other)).total()


def _equal_only(cores: Sequence[str]) -> Coverage:
    """Return the coverage for a very long text, where only identical paragraphs count."""
    first: dict[str, int] = {}
    twin = np.array([first.setdefault(core, i) for i, core in enumerate(cores)], dtype=np.int64)
    is_equal = twin < np.arange(len(cores))
    lengths = np.array([len(core) for core in cores], dtype=np.int64)
    return Coverage(is_equal.astype(np.float64), np.where(is_equal, twin, -1), ~is_equal, lengths * ~is_equal)


def _aligned(core: str, earlier: str) -> npt.NDArray[np.bool_] | None:
    """Return which characters of a paragraph occur, in order, in an earlier stretch of similar length.

    `None` if a numeral differs, which makes the two different statements.
    """
    found = np.zeros(len(core), dtype=np.bool_)
    for block in difflib.SequenceMatcher(None, core, earlier, autojunk=False).get_matching_blocks():
        if block.size >= 2:
            found[block.a : block.a + block.size] = True
    new = "".join(character for character, known in zip(core, found, strict=True) if not known)
    return None if not found.any() or NUMERAL.search(new) else found


def _new_runs(covered: npt.NDArray[np.bool_]) -> tuple[bool, int]:
    """Return whether a run of new characters is too long for a misreading, and the longest run."""
    at = np.flatnonzero(covered)
    ends = max(int(at[0]), len(covered) - 1 - int(at[-1]))
    inside = int(np.diff(at).max()) - 1 if len(at) > 1 else 0
    return ends > NEW_AT_EDGE or inside > NEW_WITHIN, max(ends, inside)
