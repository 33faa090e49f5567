"""Paragraphs and articles that occur more than once in a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .coverage import COVERED, GRAM, NUMERAL, coverage
from .records import Entry, Line, Outcome, removed
from .seams import must_join

MISREAD = 1
"""Longest run of new characters in a repeat outside a repeated article: provisions may differ in a single
word of two characters."""

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
_IS_TEXT = np.zeros(0x10000, dtype=np.bool_)
"""Which characters are no punctuation; lines are parted by breaks."""

for _first, _last in ("09", "AZ", "az", "㐀䶿", "一鿿", "\n\n"):
    _IS_TEXT[ord(_first) : ord(_last) + 1] = True


def _cores(lines: Sequence[Line]) -> list[str]:
    """Return the lines without punctuation."""
    whole = "\n".join(line.text for line in lines).encode("utf-16-le", "surrogatepass")
    codes = np.frombuffer(whole, dtype=np.uint16)
    return codes[_IS_TEXT[codes]].tobytes().decode("utf-16-le").split("\n") if lines else []


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
    cores = _cores(lines)
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
    return NUMERAL.findall(core)


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
