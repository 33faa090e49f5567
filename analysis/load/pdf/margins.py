"""Pages of a PDF that are set vertically, and numbers of lines in the margin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from .marks import Glyph, Segment

FEWEST_GLYPHS, CLOSER = 60, 1.15
"""From how many characters on a page may be set vertically, and how much closer together they must stand from
top to bottom than from side to side."""

SAME = 0.5
"""Largest distance, in multiples of the size, between the edges of characters of one column or row."""

FEWEST_NUMBERS, LONGEST_NUMBER = 3, 3
"""Fewest numbers in a margin that count lines by even steps, and their most digits."""

FEWEST_ROWS, FEWEST_GAPS, EVEN_SHARE = 6, 2, 0.9
"""Fewest lines of a page whose gaps part paragraphs, fewest such gaps, and what share has no indent."""

WIDER, WIDEST = 1.3, 4.0
"""By how much such a gap is wider than usual, at least and at most."""

OUTSIDE = 0.2
"""Minimum distance of such a number from the text, in multiples of its size."""


def vertical_lines(glyphs: Sequence[Glyph]) -> list[str] | None:
    """Return the columns of a page set vertically, from right to left, None for any other page.

    Parameters
    ----------
    glyphs : sequence of Glyph
        The characters of the page.
    """
    inked = [glyph for glyph in glyphs if not glyph.character.isspace()]
    if len(inked) < FEWEST_GLYPHS:
        return None
    size = median(glyph.size for glyph in inked)
    columns = _clusters(inked, [glyph.left for glyph in inked], SAME * size)
    rows = _clusters(inked, [glyph.base for glyph in inked], SAME * size)
    down = _pitch([glyph.base for glyph in column] for column in columns)
    across = _pitch([glyph.left for glyph in row] for row in rows)
    if not down or not across or down * CLOSER >= across:
        return None
    top = max(glyph.base for glyph in inked)
    lines = []
    for column in reversed(columns):
        ordered = sorted(column, key=lambda glyph: -glyph.base)
        indent = "\u3000\u3000" * (1.2 < (top - ordered[0].base) / size < 4)
        lines.append(indent + "".join(glyph.character for glyph in ordered))
    return lines


def _clusters(glyphs: Sequence[Glyph], places: Sequence[float], apart: float) -> list[list[Glyph]]:
    """Return glyphs in groups of nearly equal places, in ascending order."""
    found: list[tuple[float, list[Glyph]]] = []
    for place, glyph in sorted(zip(places, glyphs, strict=True), key=lambda pair: pair[0]):
        if found and place - found[-1][0] <= apart:
            found[-1][1].append(glyph)
        else:
            found.append((place, [glyph]))
    return [group for _, group in found]


def _pitch(groups: Iterable[list[float]]) -> float:
    """Return the usual distance between neighbours within groups, 0 if there are none."""
    steps = [b - a for group in groups for a, b in pairwise(sorted(group)) if b > a]
    return median(steps) if steps else 0.0


def without_line_numbers(lines: Sequence[Sequence[Glyph]]) -> tuple[list[list[Glyph]], int]:
    """Return the lines of a page without numbers in a margin that count them, and how many these were.

    Parameters
    ----------
    lines : sequence of sequence of Glyph
        The lines from top to bottom, each from left to right.
    """
    kept = [list(line) for line in lines]
    lefts = [line[n].left for line in kept if (n := _digits(line)) < len(line)]
    rights = [line[-n - 1].right for line in kept if (n := _digits(line[::-1])) < len(line)]
    if len(lefts) < FEWEST_NUMBERS or not rights:
        return kept, 0
    left, right = min(lefts), max(rights)
    for at_end in (False, True):
        found = []
        for i, line in enumerate(kept):
            n = _digits(line[::-1] if at_end else line)
            number = line[len(line) - n :] if at_end else line[:n]
            if number and _is_outside(number, left, right, at_end):
                found.append((i, n, int("".join(glyph.character for glyph in number))))
        steps = {b[2] - a[2] for a, b in pairwise(found)}
        if len(found) >= FEWEST_NUMBERS and len(steps) == 1 and min(steps) > 0:
            for i, n, _ in found:
                kept[i] = kept[i][: len(kept[i]) - n] if at_end else kept[i][n:]
            return [line for line in kept if line], len(found)
    return kept, 0


def _is_outside(number: Sequence[Glyph], left: float, right: float, at_end: bool) -> bool:
    apart = OUTSIDE * number[0].size
    return number[0].left >= right + apart if at_end else number[-1].right <= left - apart


def _digits(line: Sequence[Glyph]) -> int:
    """Return how many digits a line begins with, 0 if more than the number of a line has."""
    n = 0
    while n < len(line) and line[n].character.isdecimal():
        n += 1
    return n if n <= LONGEST_NUMBER else 0


def paragraph_gaps(rows: Sequence[Segment]) -> set[int]:
    """Return the lines of a page above which a wider gap than usual parts paragraphs that have no indents.

    Parameters
    ----------
    rows : sequence of Segment
        The lines from top to bottom.
    """
    if len(rows) < FEWEST_ROWS:
        return set()
    steps = [above.base - below.base for above, below in pairwise(rows)]
    usual = median(steps)
    wide = {i for i, step in enumerate(steps, 1) if WIDER * usual < step <= WIDEST * usual}
    edge = median(row.left for row in rows)
    n_even = sum(abs(row.left - edge) <= SAME * row.size for row in rows)
    is_so = len(wide) >= FEWEST_GAPS and 2 * len(wide) < len(steps) and n_even >= EVEN_SHARE * len(rows)
    return wide if is_so else set()
