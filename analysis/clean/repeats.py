"""Paragraphs and articles that occur more than once in a document."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .records import Entry, Line, Outcome, removed
from .seams import must_join

GRAM = 12
"""Minimum length (characters) of a repeated run; shorter ones are common wording."""

COVERED = 0.9
"""Share of a paragraph's characters that must occur in earlier paragraphs for it to count as a repeat."""

MISREAD = 1
"""Longest run of new characters in a repeat outside a repeated article: provisions may differ in a single
word of two characters."""

NEW_WITHIN, NEW_AT_EDGE = 12, 6
"""Longest run of new characters within a repeat, and at its beginning or end: misread characters leave short
gaps, an additional sentence a long one."""

WORTH_A_LOOK, LONGEST_LOOK = 0.5, 2000
"""Minimum share and maximum length (characters) for a close comparison of a paragraph with its twin."""

LARGEST = 20_000_000
"""Longest document (characters) searched for near-identical paragraphs; above, only identical ones count."""

SHORTEST = 40
"""Shortest paragraph (characters without punctuation) removed on its own; shorter ones are removed only
within or beside a repeated stretch, as headings and 各位代表 recur legitimately."""

SHORT_STRETCH, LONG_STRETCH, LONG_PARAGRAPH = 90, 400, 80
"""Minimum length (characters) for a fault of the source: of a repeated stretch of paragraphs, of one of list
items only, and of a single paragraph far from its twin."""

ARTICLE = 1000
"""From this length (characters) a repeat is an article that occurs twice, whatever differences it has."""

SHORTEST_FRAGMENT = 2
"""Shortest fragment of a paragraph (characters) recognised beside a repeat."""

ROUNDS = 9
"""Maximum number of passes over the paragraphs; one or two are usual."""

WINDOW = 6
"""Maximum distance (paragraphs) of a short paragraph's twin from its expected place."""

_ITEM = re.compile(
    r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十百零\d]+[条章节款项]"
)
_NUMERAL = re.compile(r"[0-9]+|[一二三四五六七八九十百千万两]+")
_NOT_TEXT = re.compile(r"[^0-9A-Za-z㐀-䶿一-鿿]+")


def _core(text: str) -> str:
    return _NOT_TEXT.sub("", text)


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
    which = np.minimum(np.searchsorted(twice, hashes), len(twice) - 1)
    again = np.flatnonzero(twice[which] == hashes)
    first = np.empty(len(twice), dtype=np.int64)
    first[which[again[::-1]]] = again[::-1]  # of several places the first is written last
    earlier = np.arange(len(hashes))
    earlier[again] = first[which[again]]
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
    return None if not found.any() or _NUMERAL.search(new) else found


def _new_runs(covered: npt.NDArray[np.bool_]) -> tuple[bool, int]:
    """Return whether a run of new characters is too long for a misreading, and the longest run."""
    at = np.flatnonzero(covered)
    ends = max(int(at[0]), len(covered) - 1 - int(at[-1]))
    inside = int(np.diff(at).max()) - 1 if len(at) > 1 else 0
    return ends > NEW_AT_EDGE or inside > NEW_WITHIN, max(ends, inside)


def remove_repeats(lines: Sequence[Line]) -> Outcome:
    """Remove paragraphs that occur, exactly or nearly, earlier in the same document.

    A paragraph is a repeat if nine tenths of it occur in earlier ones, in runs of at least `GRAM` characters.
    A stretch of repeats is removed if it is long enough to be a repeated article; a single paragraph, if it
    closely follows its twin, or is long and identical to it. List items and articles of laws recur
    legitimately, and are removed only in long stretches.
    """
    current = list(lines)
    entries: list[Entry] = []
    for _ in range(ROUNDS):
        current, done = _remove_once(current)
        entries.extend(done)
        if not done:
            break
    return Outcome(current, entries)


def _remove_once(lines: Sequence[Line]) -> Outcome:
    """Make one pass over the paragraphs; the removals may bring further repeats next to their twins."""
    cores = [_core(line.text) for line in lines]
    share, twin, is_new, new_run = coverage(cores)
    repeats = [bool(share[i] >= COVERED and not is_new[i]) for i in range(len(lines))]
    gone = [repeats[i] and len(cores[i]) >= SHORTEST for i in range(len(lines))]
    if any(gone):
        _fill_in(cores, gone, repeats, twin)
        for stretch in _stretches(gone):
            sure = _recurs_wrongly(lines, cores, twin, stretch)
            size = sum(len(cores[i]) for i in stretch)
            article = size >= ARTICLE or (size >= LONG_STRETCH and len(stretch) >= 3)
            if not sure or not (article or all(new_run[i] <= MISREAD for i in stretch if repeats[i])):
                gone[stretch.start : stretch.stop] = [False] * len(stretch)
    for i in range(1, len(lines)):
        if cores[i] == cores[i - 1] and len(cores[i]) >= GRAM and not _ITEM.match(lines[i].text):
            gone[i] = True
    kept: list[Line] = []
    for i, line in enumerate(lines):
        if kept and i and gone[i - 1] and not gone[i] and must_join(kept[-1].text, line.text):
            kept[-1] = kept[-1]._replace(text=kept[-1].text + line.text, last=line.last)
        elif not gone[i]:
            kept.append(line)
    return Outcome(kept, [removed("repeats", line) for i, line in enumerate(lines) if gone[i]])


def _stretches(gone: Sequence[bool]) -> list[range]:
    """Return the stretches of adjacent marked paragraphs."""
    edges = [i for i in range(len(gone) + 1) if (i < len(gone) and gone[i]) != (i > 0 and gone[i - 1])]
    return [range(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _recurs_wrongly(
    lines: Sequence[Line], cores: Sequence[str], twin: npt.NDArray[np.int64], stretch: range
) -> bool:
    """Return whether a stretch of repeats is a fault of the source rather than of the wording."""
    free = [i for i in stretch if not _ITEM.match(lines[i].text) and len(cores[i]) >= SHORTEST]
    size = sum(len(cores[i]) for i in stretch)
    if not free:
        return size >= LONG_STRETCH and len(stretch) >= 3
    if len(stretch) >= 2:
        return size >= SHORT_STRETCH
    only = stretch.start
    if size >= ARTICLE:
        return True
    if _below_other_item(lines, cores, only, int(twin[only])):
        return False
    if only - int(twin[only]) <= 2:
        return _numerals(cores[only]) == _numerals(cores[int(twin[only])])
    return cores[only] in cores[:only] and size >= LONG_PARAGRAPH


def _below_other_item(lines: Sequence[Line], cores: Sequence[str], at: int, twin: int) -> bool:
    """Return whether a paragraph and its twin stand below different items, whose second sentence they are."""
    return (
        twin > 0
        and cores[at - 1] != cores[twin - 1]
        and all(_ITEM.match(lines[i - 1].text) for i in (at, twin))
    )


def _numerals(core: str) -> list[str]:
    """Return the numerals of a text: paragraphs that differ in one are different provisions."""
    return _NUMERAL.findall(core)


def _fill_in(
    cores: Sequence[str], gone: list[bool], repeats: Sequence[bool], twin: npt.NDArray[np.int64]
) -> None:
    """Mark the short paragraphs within and beside repeats, in a forward and then a backward pass."""
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
            if near:
                gone[i] = True
                twin[i] = min(near, key=lambda j: (abs(j - expected), j))
            elif repeats[i] and abs(int(twin[i]) - expected) <= WINDOW:
                gone[i] = True
            elif len(cores[i]) < GRAM and (part := _holding(cores, cores[i], expected - step, step)) >= 0:
                gone[i] = True
                twin[i] = part


def _holding(cores: Sequence[str], fragment: str, beside: int, step: int) -> int:
    """Return the paragraph that contains a fragment: the twin of its neighbour or the next one, or -1."""
    for j in (beside, beside + step):
        if 0 <= j < len(cores) and len(fragment) >= SHORTEST_FRAGMENT and fragment in cores[j]:
            return j
    return -1
